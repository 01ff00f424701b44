import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { Trans, useLingui } from '@lingui/react/macro'
import { type ReactNode, useMemo } from 'react'
import { Link } from 'wouter'
import type { Kind } from '../kinds.ts'
import { AsOf } from '../lists/AsOf.tsx'
import { type FilterSpec, filterSpecs } from '../lists/specs.ts'
import { countRequest } from '../lists/useListSearch.ts'
import { type Chosens, queryOf } from '../lists/view.ts'
import { type AppConfig, useConfig, useSearch } from '../store/store.ts'
import { Icon } from '../ui/Icon.tsx'
import type { Sign } from '../ui/signs.ts'

const levels = [
  { id: 'high', sign: 'risk-high', tone: 'badc', words: msg`High risk` },
  { id: 'medium', sign: 'risk-medium', tone: 'warnc', words: msg`Medium risk` },
  { id: 'low', sign: 'risk-low', tone: undefined, words: msg`Low risk` },
] as const satisfies readonly { id: string; sign: Sign; tone: string | undefined; words: MessageDescriptor }[]

/** What is open, in all and by risk. A caseworker counts his own, others what they may see. */
export function Counts({ kind, lead }: { kind: Kind /** The first number of the page stands out. */; lead: boolean }) {
  const { t } = useLingui()
  const config = useConfig()
  const specs = useMemo(() => filterSpecs(config, kind.type), [config, kind])
  const has = (field: string): boolean => specs.some((spec) => spec.field === field)
  const open: Chosens = has('status') ? { status: { any: ['open'] } } : {}
  const mine: Chosens = has('my_cases') ? { ...open, my_cases: { any: ['true'] } } : open
  const risk = has('risk_level')
  const part = { config, kind, specs }
  return (
    <section className="stack" aria-labelledby={`h-${kind.path}`}>
      <div className="h-row">
        <h2 id={`h-${kind.path}`}>{t(kind.many)}</h2>
        <span className="meta">
          <Age {...part} chosens={open} />
        </span>
      </div>
      <div className="tiles">
        {has('my_cases') && <Tile {...part} chosens={mine} label={<Trans>open, yours</Trans>} lead={lead} />}
        <Tile
          {...part}
          chosens={open}
          label={has('my_cases') ? <Trans>open, all you can see</Trans> : <Trans>open</Trans>}
          lead={lead && !has('my_cases')}
        />
        {risk &&
          levels.map((level) => (
            <Tile
              key={level.id}
              {...part}
              chosens={{ ...open, risk_level: { any: [level.id] } }}
              label={t(level.words)}
              sign={
                <span className={level.tone}>
                  <Icon name={level.sign} />
                </span>
              }
            />
          ))}
      </div>
    </section>
  )
}

/** The numbers are as old as the first of them. */
function Age({ config, kind, specs, chosens }: Pick<TileProps, 'config' | 'kind' | 'specs' | 'chosens'>) {
  const key = JSON.stringify(chosens)
  const read = useSearch(
    useMemo(() => countRequest(config, kind, specs, JSON.parse(key) as Chosens), [config, kind, specs, key]),
  )
  if (!read.local) return <AsOf read={read} />
  return (
    <>
      <Trans>on this device</Trans> <AsOf read={read} />
    </>
  )
}

type TileProps = {
  config: AppConfig
  kind: Kind
  specs: FilterSpec[]
  chosens: Chosens
  label: ReactNode
  sign?: ReactNode
  lead?: boolean
}

function Tile({ config, kind, specs, chosens, label, sign, lead = false }: TileProps) {
  const { t, i18n } = useLingui()
  const key = JSON.stringify(chosens)
  const read = useSearch(
    useMemo(() => countRequest(config, kind, specs, JSON.parse(key) as Chosens), [config, kind, specs, key]),
  )
  const total = read.reply?.total
  const shown = (field: string): boolean => specs.find((s) => s.field === field)?.shown ?? false
  const query = queryOf({ filters: chosens, sort: undefined, page: 1, per: 20 }, shown)
  return (
    <Link href={`/${kind.path}?${query}`} className={`card tile ${lead ? 'lead' : ''}`}>
      <span className="count">
        {total === undefined ? (
          <Unknown waiting={read.state === 'loading'} label={t`not known now`} />
        ) : (
          i18n.number(total)
        )}
      </span>
      <span className="row tile-label">
        {sign}
        {label}
      </span>
    </Link>
  )
}

const Unknown = ({ waiting, label }: { waiting: boolean; label: string }) =>
  waiting ? (
    <span className="bone count-bone" />
  ) : (
    <span role="img" aria-label={label}>
      –
    </span>
  )
