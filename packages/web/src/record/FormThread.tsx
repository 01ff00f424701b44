// The forms of a record as a thread with knots. Beside the form on wide screens; on phones one line that unfolds.
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { type ReactNode, useEffect, useRef } from 'react'
import { Link } from 'wouter'
import type { AppConfig, RecordType } from '../store/store.ts'
import { Icon } from '../ui/Icon.tsx'
import { groupsOf, type Knot } from './navigation.ts'
import { lookupLabel } from './RecordHead.tsx'

/** A page of the record that the product draws: at a glance, incidents, change log. */
export type Tab = { id: string; label: string; count?: number }

type ThreadProps = {
  config: AppConfig
  type: RecordType
  module: string
  tabs: Tab[]
  knots: Knot[]
  current: string
  hrefOf: (id: string) => string
}

export function FormThread(props: ThreadProps) {
  const { config, knots, current, tabs } = props
  const { t } = useLingui()
  const fold = useRef<HTMLDetailsElement>(null)
  const beside = useRef<HTMLElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: folded again once a form was chosen
  useEffect(() => {
    if (fold.current) fold.current.open = false
    // On phones the list is folded; asking where its lines are would lay out the whole page once more.
    if (!matchMedia('(min-width: 75em)').matches) return
    const [list, here] = [beside.current, beside.current?.querySelector<HTMLElement>('[aria-current]')]
    // Only the list moves, never the page.
    if (list && here) list.scrollTop = Math.max(0, here.offsetTop - list.offsetTop - list.clientHeight / 2)
  }, [current])
  const at = knots.findIndex((k) => k.form.id === current)
  const number = new Intl.NumberFormat(config.locale)
  const here = knots[at]
  const [n, of] = [number.format(at + 1), number.format(knots.length)]
  return (
    <>
      <details className="card formnav only-small" ref={fold}>
        <summary className="row">
          <span className="grow">
            <b>{here ? config.say(here.form.name) : tabs.find((tab) => tab.id === current)?.label}</b>{' '}
            {here && (
              <span className="meta nowrap">
                <Trans>
                  {n} of {of}
                </Trans>
              </span>
            )}
          </span>
          <span className="row all">
            <Trans>All forms</Trans>
            <Icon name="chevron-down" />
          </span>
        </summary>
        <nav aria-label={t`Forms of this record`}>
          <Groups {...props} />
        </nav>
      </details>
      <nav className="formnav only-wide" ref={beside} aria-label={t`Forms of this record`}>
        <Groups {...props} />
      </nav>
    </>
  )
}

function Groups({ config, type, module, tabs, knots, current, hrefOf }: ThreadProps) {
  const number = new Intl.NumberFormat(config.locale)
  return (
    <>
      {tabs.length > 0 && (
        <>
          <p className="grp">
            <Trans>Record</Trans>
          </p>
          <ol className="thread">
            {tabs.map((tab) => (
              <Line
                key={tab.id}
                href={hrefOf(tab.id)}
                name={tab.label}
                state={tab.id === current ? 'now' : 'open'}
                here={tab.id === current}
              >
                {tab.count !== undefined && tab.count > 0 && number.format(tab.count)}
              </Line>
            ))}
          </ol>
        </>
      )}
      {groupsOf(knots).map((group) => (
        <div key={group.id}>
          <p className="grp">{groupName(config, type, module, group.id) || <Trans>More</Trans>}</p>
          <ol className="thread">
            {group.knots.map((knot) => (
              <Line
                key={knot.form.id}
                href={hrefOf(knot.form.id)}
                name={config.say(knot.form.name)}
                state={knot.state}
                here={knot.form.id === current}
              >
                <KnotWords knot={knot} config={config} />
              </Line>
            ))}
          </ol>
        </div>
      ))}
    </>
  )
}

type LineProps = { href: string; name: string; state: Knot['state']; here: boolean; children: ReactNode }

function Line({ href, name, state, here, children }: LineProps) {
  return (
    <li className={state === 'open' ? undefined : state}>
      <span className="knot" aria-hidden="true">
        {state === 'done' && <Icon name="check" />}
        {state === 'stop' && '!'}
      </span>
      <Link href={href} aria-current={here ? 'step' : undefined}>
        <span className="grow">{name}</span>
        <span className="meta nowrap">{children}</span>
      </Link>
    </li>
  )
}

function KnotWords({ knot, config }: { knot: Knot; config: AppConfig }) {
  const { t } = useLingui()
  const number = new Intl.NumberFormat(config.locale)
  if (knot.toFix > 0) return <Plural value={knot.toFix} one="# to fix" other="# to fix" />
  if (knot.readOnly)
    return (
      <span role="img" aria-label={t`read only`}>
        <Icon name="lock" />
      </span>
    )
  if (knot.required === 0) return null
  const [given, all] = [number.format(knot.answered), number.format(knot.required)]
  return (
    <Trans>
      {given} of {all}
    </Trans>
  )
}

/** Groups are named by a lookup of their module and type (api-admin §11.2). */
function groupName(config: AppConfig, type: RecordType, module: string, group: string): string {
  const short = module.replace(/^primeromodule-/, '')
  const id = `lookup-form-group-${short}-${type.replace('_', '-')}`
  return lookupLabel(config, id, group) ?? group.replaceAll('_', ' ')
}

/** A bar per form: done, here, to come. The words beside it say the same. */
export const Progress = ({ knots, current }: { knots: Knot[]; current: string }) => (
  <span className="progress only-small" aria-hidden="true">
    {knots.map((k) => (
      <i
        key={k.form.id}
        className={k.form.id === current ? 'n' : k.state === 'done' ? 'd' : k.state === 'stop' ? 's' : undefined}
      />
    ))}
  </span>
)
