// How the open cases lie on the people of a team: a hint for whoever reassigns, who does it himself.
import { Trans, useLingui } from '@lingui/react/macro'
import type { CaseloadReply } from '@primero/domain/sync/team.ts'
import { Link } from 'wouter'
import { whenText } from '../i18n/format.ts'
import { keepCounted } from '../lists/counted.ts'
import { nameOf } from '../record/called.ts'
import { TroubleState } from '../states/states.tsx'
import { thisDay } from '../store/clock.ts'
import { useConfig } from '../store/store.ts'
import { useCaseload } from '../store/team.ts'
import { Bones } from '../ui/Bones.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Tag } from '../ui/Tag.tsx'

type Person = CaseloadReply['people'][number]

export function Loads() {
  const { i18n } = useLingui()
  const read = useCaseload()
  const people = read.value?.people
  const at = read.value && whenText(read.value.asOf, thisDay(), i18n.locale)
  if (people?.length === 0) return null
  const most = Math.max(1, ...(people ?? []).map(({ load }) => load))
  return (
    <section className="stack" aria-labelledby="h-loads">
      <div className="h-row">
        <h2 id="h-loads">
          <Trans>Work by person</Trans>
        </h2>
        <span className="meta">{at && <Trans>as of {at}</Trans>}</span>
      </div>
      {people === undefined ? (
        <div className="card list">{read.state === 'loading' ? <Bones lines={3} /> : <TroubleState read={read} />}</div>
      ) : (
        <>
          <ul className="card list loads">
            {people.map((one, at) => (
              <li key={one.userName}>
                <Load one={one} most={most} of={`load-${at}`} />
              </li>
            ))}
          </ul>
          <Hint people={people} />
        </>
      )}
      <p className="meta">
        <Trans>High risk counts three times, medium twice. Nothing moves by itself.</Trans>
      </p>
    </section>
  )
}

type LoadProps = { one: Person; most: number /** Stands in the address, for the person. */; of: string }

function Load({ one, most, of }: LoadProps) {
  const { t, i18n } = useLingui()
  const config = useConfig()
  const name = nameOf(config, one.userName)
  const open = i18n.number(one.open)
  const high = i18n.number(one.high)
  return (
    <Link
      className="link"
      href={`/cases?of=${of}&show=all`}
      onClick={() => keepCounted(of, { words: t`Open cases: ${name}`, filters: one.filters })}
    >
      <span>
        <bdi translate="no">{name}</bdi>{' '}
        {one.balance === 'above' && (
          <Tag hue="warn" sign="arrow-up">
            <Trans>much to do</Trans>
          </Tag>
        )}
        {one.balance === 'below' && (
          <Tag sign="arrow-down">
            <Trans>has room</Trans>
          </Tag>
        )}
        <br />
        <span className="meta">
          {one.high > 0 ? (
            <Trans>
              {open} open, {high} at high risk
            </Trans>
          ) : (
            <Trans>{open} open</Trans>
          )}
        </span>
      </span>
      <Icon name="chevron-right" flip />
      <span className="load-bar" aria-hidden="true">
        <span
          className={one.balance === 'above' ? 'above' : undefined}
          style={{ inlineSize: `${Math.round((100 * one.load) / most)}%` }}
        />
      </span>
    </Link>
  )
}

/** From whom to whom, where both stand out. */
function Hint({ people }: { people: readonly Person[] }) {
  const config = useConfig()
  const [above] = people.filter(({ balance }) => balance === 'above')
  const below = people.findLast(({ balance }) => balance === 'below')
  if (above === undefined || below === undefined) return null
  const [from, to] = [nameOf(config, above.userName), nameOf(config, below.userName)]
  return (
    <p className="note">
      <Icon name="info" />
      <span className="grow">
        <Trans>
          <bdi>{from}</bdi> has much more than others, and <bdi>{to}</bdi> has room. You may reassign from a case.
        </Trans>
      </span>
    </p>
  )
}
