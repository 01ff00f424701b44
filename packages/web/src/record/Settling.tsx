// Changes that did not simply go through: somebody else changed the same answer, or the server said no. Nothing is lost.
import { Trans } from '@lingui/react/macro'
import type { Answer, Change, Data } from '@primero/domain/records/record.ts'
import type { RecordShape } from '@primero/domain/sync/protocol.ts'
import { useState } from 'react'
import { answerAt } from '../forms/answers.ts'
import { answerWords } from '../forms/words.ts'
import { DiscardDialog } from '../outbox/DiscardDialog.tsx'
import { type AppConfig, discard, type OutboxEntry, put, useConfig } from '../store/store.ts'
import { Button } from '../ui/Button.tsx'
import { Icon } from '../ui/Icon.tsx'
import { fieldAt, labelsAt } from './fields.ts'
import { RefusalWords } from './RefusalWords.tsx'
import { settledBy } from './settled.ts'

/** `onPutBack` resolves once the answers lie in a draft. */
type SettlingProps = { entry: OutboxEntry; record: RecordShape; onPutBack: (changes: Change[]) => Promise<void> }

const changesOf = (entry: OutboxEntry): Change[] => {
  const { changes } = entry.intention.args as { changes?: Change[] }
  return entry.intention.name === 'record.edit' ? (changes ?? []) : []
}

export function Settling({ entry, record, onPutBack }: SettlingProps) {
  return entry.state === 'conflict' ? (
    <TwoClaims entry={entry} record={record} />
  ) : (
    <Refusal {...{ entry, record, onPutBack }} />
  )
}

function TwoClaims({ entry, record }: { entry: OutboxEntry; record: RecordShape }) {
  const config = useConfig()
  const claims = changesOf(entry).filter((c) => (entry.paths ?? []).some((p) => p.join('/') === c.path.join('/')))
  const { id } = entry.intention
  const takeMine = async () => {
    const changes = settledBy(claims, record.data as Data) as never
    await put('record.edit', { type: record.type, id: record.id, changes }, record.version)
    await discard(id)
  }
  return (
    <section className="card stack" aria-labelledby={`c-${id}`}>
      <h2 id={`c-${id}`}>
        <Trans>A colleague changed this too</Trans>
      </h2>
      <p>
        <Trans>Both are kept. Theirs is in force until you choose.</Trans>
      </p>
      {claims.map((claim) => (
        <Claim key={claim.path.join('/')} claim={claim} record={record} config={config} />
      ))}
      <div className="row">
        <Button onClick={() => void takeMine()}>
          <Trans>Use mine</Trans>
        </Button>
        <Button look="quiet" onClick={() => void discard(id)}>
          <Trans>Keep theirs</Trans>
        </Button>
      </div>
    </section>
  )
}

function Claim({ claim, record, config }: { claim: Change; record: RecordShape; config: AppConfig }) {
  const data = record.data as Data
  const field = fieldAt(config, record.type, claim.path)
  const say = (value: Answer | undefined) => (field && answerWords(config, field, value, data)) || '–'
  return (
    <div className="stack claim-pair">
      <h3>{labelsAt(config, record.type, claim.path).join(' › ')}</h3>
      <p className="base">
        <Icon name="history" /> <Trans>It was: {say(claim.from)}</Trans>
      </p>
      <dl className="pairs">
        <div className="claim">
          <dt>
            <Trans>You</Trans>
          </dt>
          <dd>
            <bdi>{say(claim.to)}</bdi>
          </dd>
        </div>
        <div className="claim">
          <dt>
            <Trans>Your colleague, received</Trans>
          </dt>
          <dd>
            <bdi>{say(answerAt(data, claim.path))}</bdi>
          </dd>
        </div>
      </dl>
    </div>
  )
}

function Refusal({ entry, record, onPutBack }: SettlingProps) {
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
          <RefusalWords code={entry.problem?.code ?? ''} />
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
