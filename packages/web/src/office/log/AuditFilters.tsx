import { Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { Button } from '../../ui/Button.tsx'
import { Field } from '../../ui/Field.tsx'
import { actWords, kindWords } from './actWords.ts'
import type { LogFilters } from './log.ts'

export type Typed = {
  from: string
  to: string
  userName: string
  action: string
  kind: string
  outcome: string
  record: string
}
export const nothingTyped: Typed = { from: '', to: '', userName: '', action: '', kind: '', outcome: '', record: '' }

const uuid = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/i

/** Days are those of who asks: from the beginning of the first to the end of the last. */
export function filtersOf({ from, to, userName, action, kind, outcome, record }: Typed): LogFilters {
  const recordId = uuid.exec(record)?.[0]?.toLowerCase()
  const moment = (day: string, time: string): string | undefined => {
    const at = new Date(`${day}T${time}`)
    return Number.isNaN(at.getTime()) ? undefined : at.toISOString()
  }
  const [since, until] = [moment(from, '00:00:00'), moment(to, '23:59:59.999')]
  return {
    ...(since ? { from: since } : {}),
    ...(until ? { to: until } : {}),
    ...(userName.trim() ? { userName: userName.trim() } : {}),
    ...(action ? { actions: [action] } : {}),
    ...(kind ? { kinds: [kind] } : {}),
    ...(outcome === 'done' || outcome === 'refused' ? { outcome } : {}),
    ...(recordId ? { recordId } : {}),
  }
}

/** Asked when one presses the button: each question is itself in the audit. */
export function AuditFilters({
  typed,
  kinds,
  onType,
}: {
  typed: Typed
  kinds: readonly string[]
  onType: (typed: Typed) => void
}) {
  const { t } = useLingui()
  const [now, setNow] = useState(typed)
  const set = (more: Partial<Typed>): void => setNow((before) => ({ ...before, ...more }))
  const isUnknownRecord = now.record.trim() !== '' && !uuid.test(now.record)
  return (
    <form
      className="card log-filters"
      aria-label={t`Filters`}
      onSubmit={(e) => {
        e.preventDefault()
        onType(now)
      }}
    >
      <Field label={<Trans>From</Trans>}>
        {(control) => (
          <input {...control} type="date" value={now.from} onChange={(e) => set({ from: e.target.value })} />
        )}
      </Field>
      <Field label={<Trans>To</Trans>}>
        {(control) => <input {...control} type="date" value={now.to} onChange={(e) => set({ to: e.target.value })} />}
      </Field>
      <Field label={<Trans>User name</Trans>}>
        {(control) => (
          <input
            {...control}
            dir="ltr"
            autoCapitalize="none"
            autoComplete="off"
            spellCheck={false}
            maxLength={200}
            value={now.userName}
            onChange={(e) => set({ userName: e.target.value })}
          />
        )}
      </Field>
      <Field label={<Trans>What was done</Trans>}>
        {(control) => (
          <select {...control} value={now.action} onChange={(e) => set({ action: e.target.value })}>
            <option value="">{t`Anything`}</option>
            {Object.entries(actWords).map(([action, word]) => (
              <option key={action} value={action}>
                {t(word)}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field label={<Trans>To what</Trans>}>
        {(control) => (
          <select {...control} value={now.kind} onChange={(e) => set({ kind: e.target.value })}>
            <option value="">{t`Anything`}</option>
            {kinds.map((kind) => (
              <option key={kind} value={kind}>
                {kindWords[kind] ? t(kindWords[kind]) : kind}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field label={<Trans>How it ended</Trans>}>
        {(control) => (
          <select {...control} value={now.outcome} onChange={(e) => set({ outcome: e.target.value })}>
            <option value="">{t`Any`}</option>
            <option value="done">{t`Done`}</option>
            <option value="refused">{t`Refused`}</option>
          </select>
        )}
      </Field>
      <div className="log-record">
        <Field
          label={<Trans>One record</Trans>}
          hint={<Trans>Its address, or its long number</Trans>}
          error={isUnknownRecord ? <Trans>This is no address of a record. Copy it whole.</Trans> : undefined}
        >
          {(control) => (
            <input
              {...control}
              dir="ltr"
              autoComplete="off"
              spellCheck={false}
              maxLength={300}
              value={now.record}
              onChange={(e) => set({ record: e.target.value })}
            />
          )}
        </Field>
      </div>
      <div className="row log-deeds">
        <Button
          look="quiet"
          onClick={() => {
            setNow(nothingTyped)
            onType(nothingTyped)
          }}
        >
          <Trans>Clear</Trans>
        </Button>
        <Button type="submit" look="main" sign="search" onClick={() => onType(now)}>
          <Trans>Show</Trans>
        </Button>
      </div>
    </form>
  )
}
