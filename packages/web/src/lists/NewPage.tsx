// "New" asks only what is not clear: the kind of record, then the programme.
import { Trans, useLingui } from '@lingui/react/macro'
import { Link, Redirect, useSearch as useQuery } from 'wouter'
import { useTitle } from '../frame/title.ts'
import { type Kind, kindAt, makeableKinds, modulesOf } from '../kinds.ts'
import { DeniedState } from '../states/states.tsx'
import { type AppConfig, useConfig } from '../store/store.ts'
import { Icon } from '../ui/Icon.tsx'

type Way = { key: string; to: string; label: string; about: string | undefined; kind: Kind }

function waysOf(config: AppConfig, only: Kind | undefined, say: (kind: Kind) => string): Way[] {
  return makeableKinds(config)
    .filter((kind) => only === undefined || kind === only)
    .flatMap((kind) => {
      const modules = modulesOf(config, kind.type)
      return modules.map((module) => ({
        key: `${kind.path}/${module}`,
        to: `/${kind.path}/new?module=${encodeURIComponent(module)}`,
        label: say(kind),
        about:
          modules.length > 1 || makeableKinds(config).length === 1
            ? config.configuration.modules.get(module)?.name
            : undefined,
        kind,
      }))
    })
}

export function NewPage() {
  const { t } = useLingui()
  const config = useConfig()
  const query = new URLSearchParams(useQuery())
  useTitle(t`New`)
  const ways = waysOf(config, kindAt(query.get('kind') ?? ''), (kind) => t(kind.make))
  const [only] = ways
  if (!only) return <DeniedState level={1} />
  if (ways.length === 1) return <Redirect to={only.to} replace />
  return (
    <>
      <div className="head">
        <h1>
          <Trans>What do you want to add?</Trans>
        </h1>
      </div>
      <nav className="card list ways" aria-label={t`New`}>
        {ways.map((way) => (
          <Link key={way.key} href={way.to} className="link">
            <Icon name={way.kind.sign} />
            <span className="grow">
              <b>{way.label}</b>
              {way.about && (
                <>
                  <br />
                  <span className="meta">{way.about}</span>
                </>
              )}
            </span>
            <Icon name="chevron-right" flip />
          </Link>
        ))}
      </nav>
    </>
  )
}
