// A change that the server did not take. Nothing is lost: it goes back into the form, or its author gives it up.
import { Trans } from '@lingui/react/macro'
import type { Change } from '@primero/domain/records/record.ts'
import type { RecordShape } from '@primero/domain/sync/protocol.ts'
import { useState } from 'react'
import { DiscardDialog } from '../outbox/DiscardDialog.tsx'
import { discard, type OutboxEntry } from '../store/store.ts'
import { Button } from '../ui/Button.tsx'
import { Icon } from '../ui/Icon.tsx'
import { RefusalWords } from './RefusalWords.tsx'

type RefusalProps = { entry: OutboxEntry; record: RecordShape; onPutBack: (changes: Change[]) => Promise<void> }

const changesOf = (entry: OutboxEntry): Change[] => {
  const { changes } = entry.intention.args as { changes?: Change[] }
  return entry.intention.name === 'record.edit' ? (changes ?? []) : []
}

export function Refusal({ entry, record, onPutBack }: RefusalProps) {
  const changes = changesOf(entry)
  const [asking, setAsking] = useState(false)
  const putBack = async () => {
    await onPutBack(changes)
    await discard(entry.intention.id)
  }
  return (
    <div className="note bad" role="alert">
      <Icon name="attention" />
      <div className="grow">
        <b>
          <Trans>The server did not take your change</Trans>
        </b>
        <p>
          <RefusalWords problem={entry.problem} />
        </p>
      </div>
      <span className="row">
        {changes.length > 0 && record.actions.includes('write') && (
          <Button small onClick={() => void putBack()}>
            <Trans>Put back into the form</Trans>
          </Button>
        )}
        <Button small look="quiet" onClick={() => setAsking(true)}>
          <Trans>Discard</Trans>
        </Button>
      </span>
      {asking && <DiscardDialog entry={entry} onClose={() => setAsking(false)} />}
    </div>
  )
}
