// What stands round every control: label, "required" in words, hint, guidance, error with its remedy, clear.
import { Trans, useLingui } from '@lingui/react/macro'
import type { Field } from '@primero/domain/configuration/bundle.ts'
import { type ReactNode, useState } from 'react'
import { Icon } from '../ui/Icon.tsx'
import type { Path } from './answers.ts'
import { idOf, useRemark, usePage } from './page.ts'
import { RemarkWords } from './RemarkWords.tsx'

/** Attributes that tie a control to its label, hint and error. */
export type Ties = {
  id: string
  'aria-describedby'?: string
  'aria-invalid'?: true
  'aria-required'?: true
}

type FrameProps = {
  field: Field
  path: Path
  /** `group`: several controls under one legend. */
  group?: boolean
  note?: ReactNode
  /** Given when there is something to clear. */
  onClear?: (() => void) | undefined
  /** The focus has left all controls of a group. */
  onLeave?: () => void
  children: (ties: Ties) => ReactNode
}

export function FieldFrame({ field, path, group = false, note, onClear, onLeave, children }: FrameProps) {
  const { config } = usePage()
  const remark = useRemark(path)
  const id = idOf(path)
  const help = config.say(field.help)
  const wrong = remark?.severity === 'error'
  const described = [help && `${id}-hint`, remark && `${id}-err`].filter(Boolean).join(' ')
  const ties: Ties = {
    id,
    ...(described ? { 'aria-describedby': described } : {}),
    ...(wrong ? { 'aria-invalid': true } : {}),
    ...(field.required && !group ? { 'aria-required': true } : {}),
  }
  const label = (
    <>
      {config.say(field.label)}
      <Required field={field} />
      {note && (
        <>
          {' '}
          <span className="hint">{note}</span>
        </>
      )}
    </>
  )
  const body = (
    <>
      <Help field={field} of={id} />
      <Guidance field={field} />
      {children(ties)}
      {remark && <RemarkWords remark={remark} field={field} id={`${id}-err`} />}
    </>
  )
  const clear = onClear && <Clear field={field} onClear={onClear} />
  return group ? (
    <fieldset
      className="field"
      id={id}
      tabIndex={-1}
      aria-labelledby={`${id}-label`}
      {...(described ? { 'aria-describedby': described } : {})}
      onBlur={(e) => {
        if (!e.currentTarget.contains(e.relatedTarget)) onLeave?.()
      }}
    >
      <div className="field-top">
        <span className="label" id={`${id}-label`}>
          {label}
        </span>
        {clear}
      </div>
      {body}
    </fieldset>
  ) : (
    <div className="field">
      <div className="field-top">
        <label htmlFor={id}>{label}</label>
        {clear}
      </div>
      {body}
    </div>
  )
}

export const Required = ({ field }: { field: Field }) =>
  field.required && (
    <>
      {' '}
      <span className="hint">
        <Trans>required</Trans>
      </span>
    </>
  )

/** The words under a label. `of`: the id of the control that they describe. */
export function Help({ field, of }: { field: Field; of: string }) {
  const help = usePage().config.say(field.help)
  return (
    help && (
      <span className="hint" id={`${of}-hint`}>
        {help}
      </span>
    )
  )
}

function Clear({ field, onClear }: { field: Field; onClear: () => void }) {
  const { config } = usePage()
  const { t } = useLingui()
  const name = config.say(field.label)
  return (
    <button className="btn quiet clear" type="button" onClick={onClear} aria-label={t`Clear: ${name}`}>
      <Trans>Clear</Trans>
    </button>
  )
}

/** Questions to guide a talk: folded away, in the same place on every field. */
function Guidance({ field }: { field: Field }) {
  const { config } = usePage()
  const [open, setOpen] = useState(false)
  const words = config.say(field.guidingQuestions)
  if (!words) return null
  return (
    <>
      <button className="btn quiet small guide" type="button" aria-expanded={open} onClick={() => setOpen(!open)}>
        <Icon name="book-open" />
        <Trans>Guiding questions</Trans>
      </button>
      {open && (
        <div className="note guide-text" dir="auto">
          {words}
        </div>
      )}
    </>
  )
}
