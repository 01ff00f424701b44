// Fields of an office form, each bound to a key of its values. What the server says of a key stands under it.
import { Plural, Trans } from '@lingui/react/macro'
import { createContext, type ReactNode, useContext, useEffect, useRef } from 'react'
import { Field } from '../../ui/Field.tsx'
import { Note } from '../../ui/Note.tsx'
import { useFaultWords } from './FaultWords.tsx'
import type { FilterChoice } from './FilterRow.tsx'
import type { FormTrouble, OfficeForm } from './useOfficeForm.ts'

type AnyForm = OfficeForm<Record<string, unknown>>
type Bound = { form: AnyForm; wordOf: (word: string) => string; aliases: Record<string, string> }
const FormContext = createContext<Bound | undefined>(undefined)

function useBound(): Bound {
  const bound = useContext(FormContext)
  if (!bound) throw new Error('a field outside of a form')
  return bound
}

/** The server's name of a key, where it differs from the form's: `{ role: 'role_unique_id' }`. */
type Aliases = Record<string, string>

export function OfficeFormFrame<T extends Record<string, unknown>>({
  form,
  aliases = {},
  children,
}: {
  form: OfficeForm<T>
  aliases?: Aliases
  children: ReactNode
}) {
  const wordOf = useFaultWords()
  const top = useRef<HTMLFormElement>(null)
  const { faults, trouble } = form
  useEffect(() => {
    if (faults.length > 0 || trouble) top.current?.querySelector('[role=alert]')?.scrollIntoView({ block: 'nearest' })
  }, [faults, trouble])
  const whole = faults.filter(({ field }) => !((aliases[field] ?? field) in form.values))
  return (
    <form
      ref={top}
      className="stack office-form"
      noValidate
      onSubmit={(e) => {
        e.preventDefault()
        void form.save()
      }}
    >
      {faults.length > 0 && (
        <Note
          hue="bad"
          alert
          title={<Plural value={faults.length} one="# answer needs a look" other="# answers need a look" />}
        >
          {whole.map(({ field, word }) => (
            <p key={`${field}${word}`}>{wordOf(word)}</p>
          ))}
        </Note>
      )}
      {trouble && <TroubleNote of={trouble} />}
      <FormContext value={{ form: form as unknown as AnyForm, wordOf, aliases }}>{children}</FormContext>
    </form>
  )
}

export const TroubleNote = ({ of: trouble }: { of: FormTrouble }) => {
  switch (trouble) {
    case 'offline':
      return (
        <Note hue="info" alert title={<Trans>No connection: nothing was saved.</Trans>}>
          <Trans>What you typed is still here. Try again when the network is back.</Trans>
        </Note>
      )
    case 'unproved':
      return (
        <Note hue="warn" alert title={<Trans>You did not confirm who you are. Nothing was saved.</Trans>}>
          <Trans>Try again, and answer the question that comes.</Trans>
        </Note>
      )
    case 'denied':
      return (
        <Note hue="bad" alert title={<Trans>Your role does not cover this. Nothing was saved.</Trans>}>
          <Trans>Whoever administers roles here can change that.</Trans>
        </Note>
      )
    case 'taken':
      return (
        <Note hue="bad" alert title={<Trans>This code or name is taken. Nothing was saved.</Trans>}>
          <Trans>Codes and names that were used once stay taken.</Trans>
        </Note>
      )
    case 'changed':
      return (
        <Note hue="warn" alert title={<Trans>Somebody else changed this meanwhile. Nothing was saved.</Trans>}>
          <Trans>Discard what you typed to see what stands now, then change it again.</Trans>
        </Note>
      )
    case 'gone':
      return (
        <Note hue="bad" alert title={<Trans>This is not there any more. Nothing was saved.</Trans>}>
          <Trans>Somebody removed it, or moved it out of your reach.</Trans>
        </Note>
      )
    case 'error':
      return (
        <Note hue="bad" alert title={<Trans>This was not accepted. Nothing was saved.</Trans>}>
          <Trans>Check what you typed and try again.</Trans>
        </Note>
      )
  }
}

/** A key of the form that the field stands in, and what the server said of it. */
export function useKey(name: string) {
  const { form, wordOf, aliases } = useBound()
  const fault = form.faults.find(({ field }) => (aliases[field] ?? field) === name)
  return {
    value: form.values[name],
    set: (value: unknown) => form.set(name, value),
    error: fault && wordOf(fault.word),
  }
}

type FieldProps = { name: string; label: ReactNode; hint?: ReactNode; required?: boolean }

export function TextInput({
  name,
  label,
  hint,
  required = false,
  kind = 'text',
  most = 200,
}: FieldProps & { kind?: 'text' | 'email' | 'tel' | 'date' | 'code' | 'long'; most?: number }) {
  const { value, set, error } = useKey(name)
  const isLatin = kind === 'email' || kind === 'tel' || kind === 'code'
  const shared = {
    name,
    value: typeof value === 'string' ? value : '',
    autoComplete: 'off',
    spellCheck: kind === 'long',
    ...(kind === 'date' ? {} : { dir: isLatin ? ('ltr' as const) : ('auto' as const), maxLength: most }),
    ...(isLatin ? { className: 'office-ltr' } : {}),
  }
  return (
    <Field label={label} hint={hint} required={required} error={error}>
      {(control) =>
        kind === 'long' ? (
          <textarea {...control} {...shared} rows={3} onChange={(e) => set(e.target.value)} />
        ) : (
          <input
            {...control}
            {...shared}
            type={kind === 'code' ? 'text' : kind}
            autoCapitalize={isLatin ? 'none' : undefined}
            onChange={(e) => set(e.target.value)}
          />
        )
      }
    </Field>
  )
}

export function ChoiceInput({
  name,
  label,
  hint,
  required = false,
  choices,
  none,
}: FieldProps & {
  choices: readonly FilterChoice[]
  /** What stands there while nothing is chosen. */
  none: string
}) {
  const { value, set, error } = useKey(name)
  return (
    <Field label={label} hint={hint} required={required} error={error}>
      {(control) => (
        <select {...control} name={name} value={String(value ?? '')} onChange={(e) => set(e.target.value)}>
          {(!required || !value) && <option value="">{none}</option>}
          {choices.map((choice) => (
            <option key={choice.id} value={choice.id}>
              {choice.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}

/** Several of a list; what one may not change stands there and cannot be ticked. */
export function TicksInput({
  name,
  label,
  hint,
  choices,
  none,
}: FieldProps & {
  choices: readonly (FilterChoice & { isFixed?: boolean; about?: ReactNode })[]
  /** What is said where there is nothing to choose. */
  none: ReactNode
}) {
  const { value, set, error } = useKey(name)
  const ids = Array.isArray(value) ? (value as string[]) : []
  return (
    <fieldset className="field office-ticks">
      <legend>{label}</legend>
      {hint && <span className="hint">{hint}</span>}
      {choices.length === 0 && <span className="hint">{none}</span>}
      <div className="office-ticks-list">
        {choices.map(({ id, label: word, isFixed = false, about }) => (
          <label key={id} className="pick plain">
            <input
              type="checkbox"
              checked={ids.includes(id)}
              disabled={isFixed}
              onChange={(e) => set(e.target.checked ? [...ids, id] : ids.filter((one) => one !== id))}
            />
            <span className="grow">
              <bdi>{word}</bdi>
              {about && <span className="meta"> {about}</span>}
            </span>
          </label>
        ))}
      </div>
      {error && <span className="err">{error}</span>}
    </fieldset>
  )
}

export function TickInput({ name, label, hint }: Omit<FieldProps, 'required'>) {
  const { value, set, error } = useKey(name)
  return (
    <div className="field">
      <label className="pick plain">
        <input type="checkbox" name={name} checked={value === true} onChange={(e) => set(e.target.checked)} />
        <span className="grow">{label}</span>
      </label>
      {hint && <span className="hint">{hint}</span>}
      {error && <span className="err">{error}</span>}
    </div>
  )
}
