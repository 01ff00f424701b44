// Ticks, tallies, worked-out values and headings.
import { Trans, useLingui } from '@lingui/react/macro'
import { Icon } from '../ui/Icon.tsx'
import { useAnswer } from './answers.ts'
import { answerWords } from './words.ts'
import { latinDigits } from './dates.ts'
import { FieldFrame, Help, Required } from './FieldFrame.tsx'
import { type FieldProps, idOf, usePage, useRemark } from './page.ts'
import { RemarkWords } from './RemarkWords.tsx'

/** The whole line is the target. Untouched is no answer; unticked after a tick is "no". */
export function TickField({ field, path }: FieldProps) {
  const { answers, config, remarks } = usePage()
  const [value, set] = useAnswer(answers, path)
  const remark = useRemark(path)
  const id = idOf(path)
  const help = config.say(field.help)
  const label = config.say(field.label)
  const beside = config.say(field.tickBoxLabel)
  const described = [help && `${id}-hint`, remark && `${id}-err`].filter(Boolean).join(' ')
  return (
    <div className="field">
      {beside && beside !== label && (
        <span className="label" id={`${id}-of`}>
          {label}
        </span>
      )}
      <label className="pick plain">
        <input
          id={id}
          type="checkbox"
          {...(described ? { 'aria-describedby': described } : {})}
          {...(remark?.severity === 'error' ? { 'aria-invalid': true } : {})}
          checked={value === true}
          onChange={(e) => {
            set(e.target.checked)
            remarks.touch(path)
          }}
        />
        <span>
          {beside || label}
          <Required field={field} />
        </span>
      </label>
      <Help field={field} of={id} />
      {remark && <RemarkWords remark={remark} field={field} id={`${id}-err`} />}
    </div>
  )
}

type Tally = { [key: string]: number | null }
const isTally = (value: unknown): value is Tally => typeof value === 'object' && value !== null && !Array.isArray(value)

/** The sum of the counts; null while nothing is counted. `total` is a key of its own on the wire (api-admin §11.4). */
export function tallyTotal(tally: Tally): number | null {
  const counts = Object.entries(tally).filter(([key, n]) => key !== 'total' && typeof n === 'number')
  return counts.length === 0 ? null : counts.reduce((sum, [, n]) => sum + (n ?? 0), 0)
}

export function TallyField({ field, path }: FieldProps) {
  const { answers, config, remarks } = usePage()
  const { t } = useLingui()
  const [value, set] = useAnswer(answers, path)
  const tally: Tally = isTally(value) ? value : {}
  const sums = field.autosumTotal !== false
  const put = (key: string, n: number | null) => {
    const { total: _, ...counts } = { ...tally, [key]: n === null ? null : Math.min(Math.max(n, 0), 99_999) }
    const total = tallyTotal(counts)
    set(Object.values(counts).every((c) => c === null) ? null : sums ? { ...counts, total } : counts)
  }
  const total = tallyTotal(tally)
  return (
    <FieldFrame
      field={field}
      path={path}
      group
      onLeave={() => remarks.touch(path)}
      onClear={isTally(value) && !field.required ? () => set(null) : undefined}
    >
      {({ id }) => (
        <div className="tally">
          {(field.tally ?? []).map((item) => {
            const label = config.say(item.label)
            const count = tally[item.id] ?? null
            return (
              <div className="tally-line" key={item.id}>
                <span id={`${id}-${item.id}`}>{label}</span>
                <span className="row">
                  <button
                    className="btn icon"
                    type="button"
                    aria-label={t`One fewer: ${label}`}
                    onClick={() => put(item.id, (count ?? 0) - 1)}
                  >
                    <Icon name="minus" />
                  </button>
                  <input
                    inputMode="numeric"
                    dir="ltr"
                    aria-labelledby={`${id}-${item.id}`}
                    value={count ?? ''}
                    onChange={(e) => {
                      const digits = latinDigits(e.target.value).replace(/\D/g, '')
                      put(item.id, digits === '' ? null : Number(digits))
                    }}
                  />
                  <button
                    className="btn icon"
                    type="button"
                    aria-label={t`One more: ${label}`}
                    onClick={() => put(item.id, (count ?? 0) + 1)}
                  >
                    <Icon name="plus" />
                  </button>
                </span>
              </div>
            )
          })}
          {sums && (
            <p className="tally-line" role="status">
              <b>
                <Trans>Total</Trans>
              </b>
              <b className="total">{total === null ? '–' : new Intl.NumberFormat(config.locale).format(total)}</b>
            </p>
          )}
        </div>
      )}
    </FieldFrame>
  )
}

/** Worked out from other answers: plain text, never an input. */
export function WorkedOutField({ field, path }: FieldProps) {
  const { answers, config } = usePage()
  const [value] = useAnswer(answers, path)
  const words = answerWords(config, field, value, answers.data())
  return (
    <div className="field" id={idOf(path)} tabIndex={-1}>
      <span className="label">
        {config.say(field.label)}{' '}
        <span className="hint">
          <Trans>worked out</Trans>
        </span>
      </span>
      <p className="row">
        <Icon name="calculator" />
        {words ? (
          <b>
            <bdi>{words}</bdi>
          </b>
        ) : (
          <span className="meta">
            <Trans>not yet</Trans>
          </span>
        )}
      </p>
    </div>
  )
}

/** Shown, never typed into: a field that this person may read only, or that the product stamps itself. */
export function FixedField({ field, path }: FieldProps) {
  const { answers, config, fresh } = usePage()
  const [value] = useAnswer(answers, path)
  const words = answerWords(config, field, value, answers.data())
  // Nothing to read and nothing to type: a line less.
  if (!words || fresh) return null
  return (
    <div className="field" id={idOf(path)} tabIndex={-1}>
      <span className="label">{config.say(field.label)}</span>
      <p className="fixed" translate={field.identifying === false ? undefined : 'no'}>
        <Icon name="lock" />
        <bdi>{words}</bdi>
      </p>
    </div>
  )
}

export function HeadingField({ field }: FieldProps) {
  const { config } = usePage()
  const help = config.say(field.help)
  return (
    <div className="sep heading">
      <h3>{config.say(field.label)}</h3>
      {help && <p className="hint">{help}</p>}
    </div>
  )
}
