// Cases that belong to this one: who reads both sees them. What the other is called comes from its own case.
import { Trans, useLingui } from '@lingui/react/macro'
import type { Data } from '@primero/domain/records/record.ts'
import type { RecordShape, RelationshipShape } from '@primero/domain/sync/protocol.ts'
import { useEffect, useRef, useState } from 'react'
import { Link } from 'wouter'
import { dayText } from '../i18n/format.ts'
import { addressOf } from '../kinds.ts'
import { Person } from '../lists/Person.tsx'
import { codeOf } from '../record/person.ts'
import { dayHere } from '../store/clock.ts'
import type { OutboxEntry } from '../store/entries.ts'
import { push, useConfig, useOutbox, useRecord } from '../store/store.ts'
import { Bones } from '../ui/Bones.tsx'
import { Button } from '../ui/Button.tsx'
import { CaseMark } from '../ui/CaseMark.tsx'
import { Code } from '../ui/Code.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { Tag } from '../ui/Tag.tsx'
import { unsentOf } from './effects.ts'
import { kinshipOf } from './kinships.ts'
import { PersonName } from './PersonName.tsx'
import { RelateDialog, UnrelateDialog } from './RelateDialogs.tsx'
import { tellDone } from './tellDone.ts'
import { NotSent, WaitingTag } from './Waiting.tsx'

export function RelatedTab({ record }: { record: RecordShape }) {
  const { relationships = [], actions } = record
  const { entries } = useOutbox()
  const [isAdding, setAdding] = useState(false)
  const sayings = unsentOf(record, entries)
  const waiting = ({ id }: RelationshipShape) =>
    sayings.findLast((e) => (e.intention.args as { relationship?: string }).relationship === id)
  const standing = relationships.filter(({ removed }) => removed === null)
  const inOrder = [...standing.filter(({ primary }) => primary), ...standing.filter(({ primary }) => !primary)]
  const over = relationships.filter(({ removed }) => removed !== null)
  return (
    <div className="stack">
      <div className="h-row">
        <h2 className="page-title">
          <Trans>Related cases</Trans>
        </h2>
        {actions.includes('update_case_relationships') && (
          <Button sign="plus" onClick={() => setAdding(true)}>
            <Trans>Add a related case</Trans>
          </Button>
        )}
      </div>
      {standing.length === 0 && (
        <EmptyState sign="users" title={<Trans>No related cases</Trans>}>
          <Trans>Brothers, sisters and others whose cases you may read can be linked to this one.</Trans>
        </EmptyState>
      )}
      {inOrder.map((link) => (
        <RelatedCase key={link.id} {...{ record, link }} waiting={waiting(link)} />
      ))}
      {over.length > 0 && (
        <section className="stack">
          <h3>
            <Trans>Removed links</Trans>
          </h3>
          {over.map((link) => (
            <RelatedCase key={link.id} {...{ record, link }} waiting={waiting(link)} />
          ))}
        </section>
      )}
      {isAdding && <RelateDialog record={record} onDone={() => setAdding(false)} />}
    </div>
  )
}

type CaseProps = { record: RecordShape; link: RelationshipShape; waiting: OutboxEntry | undefined }

function RelatedCase({ record, link, waiting }: CaseProps) {
  const { t } = useLingui()
  const config = useConfig()
  const { state, record: other, retry } = useRecord('case', link.case)
  const wasWaiting = useRef(false)
  const [isRemoving, setRemoving] = useState(false)
  useEffect(() => {
    // What was said here is true of the other case, too: it is asked anew once the server has heard of it.
    if (wasWaiting.current && !waiting) retry()
    wasWaiting.current = waiting !== undefined
  }, [waiting, retry])
  const day = (moment: string) => dayText(dayHere(moment as never), config.locale)
  // Out of this reader's reach by now: not even that it is there.
  if (state === 'denied') return null
  const may = record.actions.includes('update_case_relationships') && link.removed === null
  const mark = (primary: boolean): void => {
    const args = { type: 'case' as const, id: record.id, relationship: link.id, primary }
    void push('relationship.mark', args, record.version).then((outcome) =>
      tellDone(outcome, primary ? t`Marked as most important` : t`No longer marked as most important`),
    )
  }
  return (
    <div className="card stack work-line">
      <p className="row">
        <b>{t(kinshipOf(link.type))}</b>
        {link.primary && (
          <Tag hue="info">
            <Trans>Most important</Trans>
          </Tag>
        )}
        {waiting && <WaitingTag />}
      </p>
      {other ? <Opened record={other} /> : state === 'loading' ? <Bones lines={1} /> : <NotHere />}
      <p className="meta">
        <PersonName userName={link.by} on={record} /> · {day(link.at)}
      </p>
      {link.removed && (
        <p>
          <Trans>Link removed</Trans>
          {link.removed.why && (
            <>
              : <bdi>{link.removed.why}</bdi>
            </>
          )}{' '}
          <span className="meta">
            <PersonName userName={link.removed.by} on={record} /> · {day(link.removed.at)}
          </span>
        </p>
      )}
      <div className="row">
        {may && (
          <>
            <Button small look="quiet" onClick={({ detail }) => detail < 2 && mark(!link.primary)}>
              {link.primary ? <Trans>Not the most important</Trans> : <Trans>Mark as most important</Trans>}
            </Button>
            <Button small look="quiet" onClick={() => setRemoving(true)}>
              <Trans>Remove</Trans>
            </Button>
          </>
        )}
        <NotSent entry={waiting} />
      </div>
      {isRemoving && <UnrelateDialog {...{ record, link }} onDone={() => setRemoving(false)} />}
    </div>
  )
}

/** Without its name, as everywhere above the answers: others look over the shoulder. */
function Opened({ record: { id, data } }: { record: RecordShape }) {
  const config = useConfig()
  const answers = data as Data
  return (
    <Link className="link" href={addressOf('case', id)}>
      <CaseMark code={codeOf(answers)} small />
      <span className="grow">
        <Code>{codeOf(answers)}</Code>
        <span className="below">
          <Person config={config} data={data} />
        </span>
      </span>
    </Link>
  )
}

const NotHere = () => (
  <p className="meta">
    <Trans>This case is not on this device. Connect to see it.</Trans>
  </p>
)
