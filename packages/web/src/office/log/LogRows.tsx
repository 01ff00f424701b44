import { Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { Tag } from '../../ui/Tag.tsx'
import { useWhen } from '../when.ts'
import { actWords, kindWords } from './actWords.ts'
import type { LogRow } from './log.ts'

/** One line each; what else is known of it opens under it. */
export function LogRows({ rows }: { rows: readonly LogRow[] }) {
  const { t } = useLingui()
  return (
    <ul className="card list log-rows" aria-label={t`Entries`}>
      {rows.map((row) => (
        <li key={row.id}>
          <OneRow row={row} />
        </li>
      ))}
    </ul>
  )
}

function OneRow({ row }: { row: LogRow }) {
  const { t } = useLingui()
  const when = useWhen()
  const [isOpen, setOpen] = useState(false)
  const [act, kind] = [actWords[row.action], kindWords[row.kind ?? '']]
  return (
    <details className="rights-resource" onToggle={(e) => setOpen(e.currentTarget.open)}>
      <summary>
        <span className="log-when meta">{when(row.at)}</span>
        <span className="log-who">
          <bdi>{row.userName ?? t`The system, or nobody known`}</bdi>
        </span>
        <span className="grow">
          {act ? t(act) : row.action} <span className="meta">{kind ? t(kind) : row.kind}</span>{' '}
          {row.about && <bdi className="code">{row.about}</bdi>}
        </span>
        {row.outcome === 'refused' && (
          <Tag hue="bad" sign="circle-slash">
            <Trans>Refused</Trans>
          </Tag>
        )}
      </summary>
      {isOpen && <Details row={row} />}
    </details>
  )
}

function Details({ row }: { row: LogRow }) {
  const { t } = useLingui()
  const words: Record<string, string> = {
    fields: t`Answers`,
    gained: t`Rights that were added`,
    lost: t`Rights that were taken`,
    beyond: t`Beyond who did it`,
    dangers: t`Combinations to look at`,
    from: t`Before`,
    to: t`After`,
    role: t`Role`,
    total: t`How many`,
    parameters: t`Filters used`,
    records: t`Records shown`,
  }
  const facts: [string, string | null][] = [
    [t`Role`, row.role],
    [t`Agency`, row.agency],
    [t`Why refused`, row.code],
    [t`Record`, row.recordId],
    [t`Door`, [row.method, row.resource].filter(Boolean).join(' ') || null],
    [t`Network address`, row.ip],
    [t`Action`, row.action],
    ...Object.entries(row.details).map(([key, value]): [string, string] => [
      words[key] ?? key,
      Array.isArray(value) ? value.join(', ') : String(value),
    ]),
  ]
  return (
    <dl className="dl">
      {facts.map(([name, value]) =>
        value === null || value === '' ? null : (
          <div key={`${name} ${value.slice(0, 20)}`}>
            <dt>{name}</dt>
            <dd>
              <bdi>{value}</bdi>
            </dd>
          </div>
        ),
      )}
    </dl>
  )
}
