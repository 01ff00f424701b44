import { Trans, useLingui } from '@lingui/react/macro'
import type { Data } from '@primero/domain/records/record.ts'
import { lazy, Suspense, useState } from 'react'
import { Link } from 'wouter'
import { addressOf, kinds } from '../kinds.ts'
import { Person } from '../lists/Person.tsx'
import { codeOf } from '../record/person.ts'
import { keyOf } from '../store/engine/ground.ts'
import { needsAuthor, type OutboxEntry } from '../store/entries.ts'
import { RoomMissing } from '../states/RoomMissing.tsx'
import { retryAll, useConfig, useOutbox, useRecord } from '../store/store.ts'
import { Button, LinkButton } from '../ui/Button.tsx'
import { CaseMark } from '../ui/CaseMark.tsx'
import { Code } from '../ui/Code.tsx'
import { tell } from '../ui/Toast.tsx'
import { DecisionLine, Line } from './ParcelLine.tsx'
import type { Parcel } from './parcels.ts'
import { copyForAWhile, typedText } from './typed.ts'

// Work is seldom given up.
const DiscardDialog = lazy(() =>
  import('./DiscardDialog.tsx').then(
    (file) => ({ default: file.DiscardDialog }),
    () => ({ default: RoomMissing }),
  ),
)

/** All that one record has in the outbox. */
export function ParcelCard({ parcel, isHeld }: { parcel: Parcel; isHeld: (entry: OutboxEntry) => boolean }) {
  const [asking, setAsking] = useState<OutboxEntry>()
  const address = addressOf(parcel.type, parcel.id)
  const { t } = useLingui()
  const config = useConfig()
  const { undecided, connection, field } = useOutbox()
  const { record } = useRecord(parcel.type, parcel.id)
  const code = record && codeOf(record.data as Data)
  const kind = kinds.find((k) => k.type === parcel.type)
  const mayChoose = undecided.has(keyOf(parcel))
  const refused = parcel.entries.some((e) => e.state === 'refused')
  const failed = parcel.entries.some((e) => e.state === 'waiting' && e.problem !== undefined)
  const typed = parcel.entries.map((entry) => typedText(config, entry)).filter(Boolean)
  const copy = (): void => {
    void copyForAWhile(typed.join('\n')).then(
      () => tell(t`Copied`, { sign: 'copy', aside: t`emptied after a minute` }),
      () => tell(t`This browser does not let us copy.`, { sign: 'attention' }),
    )
  }
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
        {mayChoose && !parcel.entries.some((e) => e.state === 'conflict') && <DecisionLine />}
        {parcel.entries.map((entry) => (
          <Line key={entry.intention.id} entry={entry} held={isHeld(entry)} onDiscard={() => setAsking(entry)} />
        ))}
      </ul>
      <div className="row">
        {mayChoose && (
          <LinkButton to={`${address}/conflicts`} look="main" small>
            <Trans>Choose</Trans>
          </LinkButton>
        )}
        {refused && (
          <LinkButton to={address} look={mayChoose ? 'plain' : 'main'} small>
            <Trans>Open and look</Trans>
          </LinkButton>
        )}
        {failed && connection !== 'offline' && !field && (
          <Button small sign="refresh-cw" onClick={retryAll}>
            <Trans>Try now</Trans>
          </Button>
        )}
        {typed.length > 0 && (
          <Button look={parcel.entries.some(needsAuthor) ? 'plain' : 'quiet'} small sign="copy" onClick={copy}>
            <Trans>Copy</Trans>
          </Button>
        )}
      </div>
      {asking && (
        <Suspense>
          <DiscardDialog entry={asking} onClose={() => setAsking(undefined)} />
        </Suspense>
      )}
    </article>
  )
}
