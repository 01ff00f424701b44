import { Plural, Trans, useLingui } from '@lingui/react/macro'
import type { Data } from '@primero/domain/records/record.ts'
import { useState } from 'react'
import { Link } from 'wouter'
import { sizeText, timeText } from '../i18n/format.ts'
import { addressOf, kinds } from '../kinds.ts'
import { Person } from '../lists/Person.tsx'
import { codeOf } from '../record/person.ts'
import { needsAuthor, type OutboxEntry } from '../store/entries.ts'
import { useConfig, useRecord } from '../store/store.ts'
import { Button, LinkButton } from '../ui/Button.tsx'
import { CaseMark } from '../ui/CaseMark.tsx'
import { Code } from '../ui/Code.tsx'
import { Icon } from '../ui/Icon.tsx'
import { DiscardDialog } from './DiscardDialog.tsx'
import { type Parcel, touchedAnswers } from './parcels.ts'
import { refusalFallback, refusalWords } from './words.ts'

/** All that one record has in the outbox. */
export function ParcelCard({ parcel }: { parcel: Parcel }) {
  const [asking, setAsking] = useState<OutboxEntry>()
  const address = addressOf(parcel.type, parcel.id)
  const { t } = useLingui()
  const config = useConfig()
  const { record } = useRecord(parcel.type, parcel.id)
  const code = record && codeOf(record.data as Data)
  const kind = kinds.find((k) => k.type === parcel.type)
  const stuck = parcel.entries.some(needsAuthor)
  return (
    <article className="card ob">
      <Link href={address} className="who-cell">
        {code ? (
          <>
            <CaseMark code={code} small />
            <Code>{code}</Code>
            {record && <Person config={config} data={record.data} />}
          </>
        ) : (
          <b>{kind && t(kind.one)}</b>
        )}
      </Link>
      <ul>
        {parcel.entries.map((entry) => (
          <Line key={entry.intention.id} entry={entry} onDiscard={() => setAsking(entry)} />
        ))}
      </ul>
      {stuck && (
        <div className="row">
          <LinkButton to={address} look="main" small>
            <Trans>Open and look</Trans>
          </LinkButton>
        </div>
      )}
      {asking && <DiscardDialog entry={asking} onClose={() => setAsking(undefined)} />}
    </article>
  )
}

function Line({ entry, onDiscard }: { entry: OutboxEntry; onDiscard: () => void }) {
  const { t } = useLingui()
  const stuck = needsAuthor(entry)
  return (
    <li>
      <span className={stuck ? 'badc' : 'warnc'}>
        <Icon
          name={stuck ? 'attention' : entry.state === 'sending' ? 'send' : 'on-device'}
          flip={entry.state === 'sending'}
        />
      </span>
      <span className="grow">
        <b>
          <What entry={entry} />
        </b>
        <br />
        <span className="meta">
          {entry.state === 'conflict' && <Trans>A colleague changed it too. Both are kept.</Trans>}
          {entry.state === 'refused' && t(refusalWords[entry.problem?.code ?? ''] ?? refusalFallback)}
          {!stuck && <When entry={entry} />}
        </span>
      </span>
      {entry.state !== 'sending' && (
        <Button look="quiet" small sign="trash-2" onClick={onDiscard}>
          {entry.state === 'conflict' ? <Trans>Done with it</Trans> : <Trans>Discard</Trans>}
        </Button>
      )}
    </li>
  )
}

function What({ entry }: { entry: OutboxEntry }) {
  const answers = touchedAnswers(entry)
  if (answers !== undefined) return <Plural value={answers} one="# answer changed" other="# answers changed" />
  switch (entry.intention.name) {
    case 'record.create':
      return <Trans>New record</Trans>
    case 'record.close':
      return <Trans>Closed</Trans>
    case 'record.reopen':
      return <Trans>Reopened</Trans>
    case 'record.disable':
      return <Trans>Disabled</Trans>
    case 'record.enable':
      return <Trans>In use again</Trans>
    case 'record.hide-name':
      return <Trans>Protection of the name</Trans>
    case 'attachment.add':
      return <Trans>File added</Trans>
    default:
      return <Trans>File removed</Trans>
  }
}

function When({ entry }: { entry: OutboxEntry }) {
  const { i18n } = useLingui()
  const { size } = entry.intention.args as { size?: number }
  return (
    <>
      <Trans>written at {timeText(entry.intention.at, i18n.locale)}</Trans>
      {typeof size === 'number' && <> · {sizeText(size, i18n.locale)}</>}
    </>
  )
}
