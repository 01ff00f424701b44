import { Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { DayPick } from '../../forms/DayParts.tsx'
import { Button } from '../../ui/Button.tsx'
import { PlainName, PlainSelect, recordIdIn } from '../parts/PlainFields.tsx'
import { actGroups, kindWords } from './actWords.ts'
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

/** Days are those of who asks: from the beginning of the first to the end of the last. */
export function filtersOf({ from, to, userName, action, kind, outcome, record }: Typed): LogFilters {
  const recordId = recordIdIn(record)
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
  const isUnknownRecord = now.record.trim() !== '' && recordIdIn(now.record) === undefined
  return (
    <form
      className="card log-filters"
      aria-label={t`Filters`}
      onSubmit={(e) => {
        e.preventDefault()
        onType(now)
      }}
    >
      <DayPick label={t`From`} value={now.from} onValue={(from) => set({ from })} />
      <DayPick label={t`To`} value={now.to} onValue={(to) => set({ to })} />
      <PlainName label={<Trans>User name</Trans>} value={now.userName} onValue={(userName) => set({ userName })} />
      <PlainSelect
        label={<Trans>What was done</Trans>}
        value={now.action}
        onValue={(action) => set({ action })}
        choices={[{ id: '', label: t`Anything` }]}
        groups={actGroups.map(({ name, acts }) => ({
          name: t(name),
          choices: Object.entries(acts).map(([id, word]) => ({ id, label: t(word) })),
        }))}
      />
      <PlainSelect
        label={<Trans>To what</Trans>}
        value={now.kind}
        onValue={(kind) => set({ kind })}
        choices={[
          { id: '', label: t`Anything` },
          ...kinds.map((id) => ({ id, label: kindWords[id] ? t(kindWords[id]) : id })),
        ]}
      />
      <PlainSelect
        label={<Trans>How it ended</Trans>}
        value={now.outcome}
        onValue={(outcome) => set({ outcome })}
        choices={[
          { id: '', label: t`Any` },
          { id: 'done', label: t`Done` },
          { id: 'refused', label: t`Refused` },
        ]}
      />
      <div className="log-record">
        <PlainName
          label={<Trans>One record</Trans>}
          hint={<Trans>Its address, or its long number</Trans>}
          error={isUnknownRecord ? <Trans>This is no address of a record. Copy it whole.</Trans> : undefined}
          value={now.record}
          onValue={(record) => set({ record })}
        />
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
        <Button type="submit" look="main" sign="search">
          <Trans>Show</Trans>
        </Button>
      </div>
    </form>
  )
}
