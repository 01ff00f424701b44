// Approvals of a case, one by one: where each stands, what may be done, and all that was asked and answered.
import { Trans, useLingui } from '@lingui/react/macro'
import { rowsOf } from '@primero/domain/access/rows.ts'
import type { Form } from '@primero/domain/configuration/bundle.ts'
import type { Data, Row } from '@primero/domain/records/record.ts'
import type { RecordShape } from '@primero/domain/sync/protocol.ts'
import { type ApprovalType, approvalSteps } from '@primero/domain/workflow/approvals.ts'
import { useState } from 'react'
import { dayText } from '../i18n/format.ts'
import type { OutboxEntry } from '../store/entries.ts'
import { useConfig, useOutbox } from '../store/store.ts'
import { Button } from '../ui/Button.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { Tag } from '../ui/Tag.tsx'
import { Knot, type KnotState, Thread } from '../ui/Thread.tsx'
import { AskDialog, DecideDialog } from './ApprovalDialogs.tsx'
import { approvalsOn, unsentOf } from './effects.ts'
import { PersonName } from './PersonName.tsx'
import { NotSent, WaitingTag } from './Waiting.tsx'
import { approvalName, approvalStandings, notAsked } from './words.ts'

export function ApprovalsTab({ record, forms }: { record: RecordShape; forms: Form[] }) {
  const { entries } = useOutbox()
  // What waits for an answer stands first.
  const isPending = (approval: ApprovalType) => record.data[`approval_status_${approval}`] === 'pending'
  const kinds = approvalsOn(record).toSorted((a, b) => Number(isPending(b)) - Number(isPending(a)))
  const unsent = unsentOf(record, entries)
  const sayings = (approval: ApprovalType) =>
    unsent.filter(({ intention: { args } }) => (args as { approval?: string }).approval === approval)
  return (
    <div className="stack">
      <h2 className="page-title">
        <Trans>Approvals</Trans>
      </h2>
      {kinds.length === 0 && <EmptyState sign="list-checks" title={<Trans>No requests yet</Trans>} />}
      {kinds.map((approval) => (
        <OneApproval key={approval} {...{ record, forms, approval }} waiting={sayings(approval)} />
      ))}
    </div>
  )
}

type OneProps = { record: RecordShape; forms: Form[]; approval: ApprovalType; waiting: OutboxEntry[] }

function OneApproval({ record, forms, approval, waiting }: OneProps) {
  const { t } = useLingui()
  const config = useConfig()
  const [doing, setDoing] = useState<'ask' | 'decide'>()
  const data = record.data as Data
  const status = String(data[`approval_status_${approval}`] ?? '')
  const standing = approvalStandings[status] ?? notAsked
  const { ask, answer, isOwn } = approvalSteps(record.actions, approval, data['owned_by'] === config.me.userName)
  const isPending = status === 'pending'
  const log = rowsOf(data['approval_subforms'])
    .filter((row) => row['approval_requested_for'] === approval || row['approval_response_for'] === approval)
    .toReversed()
  const done = () => setDoing(undefined)
  return (
    <section className="card stack approval">
      <div className="h-row">
        <h3>{approvalName(config, record.module, approval, t)}</h3>
        <Tag hue={standing.hue} {...(standing.sign ? { sign: standing.sign } : {})}>
          {t(standing.words)}
        </Tag>
      </div>
      {isOwn && isPending && (
        <p className="meta">
          <Trans>This is your own case. Somebody else has to decide.</Trans>
        </p>
      )}
      {log.length > 0 && (
        <Thread>
          {log.map((row) => (
            <Step
              key={row.unique_id}
              {...{ record, row }}
              waiting={waiting.find(({ intention }) => intention.id === row.unique_id)}
            />
          ))}
        </Thread>
      )}
      <div className="row">
        {answer && (
          <Button look={isPending ? 'main' : 'plain'} onClick={() => setDoing('decide')}>
            <Trans>Decide</Trans>
          </Button>
        )}
        {ask && !isPending && (
          <Button sign="send" flip onClick={() => setDoing('ask')}>
            {log.length > 0 ? <Trans>Ask again</Trans> : <Trans>Ask for approval</Trans>}
          </Button>
        )}
      </div>
      {doing === 'ask' && <AskDialog {...{ record, forms, approval }} onDone={done} />}
      {doing === 'decide' && <DecideDialog {...{ record, forms, approval }} onDone={done} />}
    </section>
  )
}

const knots: Record<string, KnotState> = { requested: 'open', approved: 'done', rejected: 'stop' }

/** What somebody asked or answered, as the log keeps it. */
function Step({ record, row, waiting }: { record: RecordShape; row: Row; waiting: OutboxEntry | undefined }) {
  const config = useConfig()
  const status = String(row['approval_status'])
  const by = row['requested_by'] ?? row['approved_by']
  const comment = row['approval_manager_comments']
  return (
    <Knot state={knots[status] ?? 'open'}>
      <div className="stack work-line">
        <p className="row">
          <b>
            {status === 'requested' ? (
              <Trans>Asked for</Trans>
            ) : status === 'approved' ? (
              <Trans>Approved</Trans>
            ) : (
              <Trans>Sent back</Trans>
            )}
          </b>
          {waiting && <WaitingTag />}
        </p>
        <p className="meta row">
          {typeof by === 'string' && <PersonName userName={by} on={record} />}
          <span>{dayText(String(row['approval_date'] ?? ''), config.locale)}</span>
        </p>
        {typeof comment === 'string' && (
          <p>
            <bdi>{comment}</bdi>
          </p>
        )}
        <NotSent entry={waiting} />
      </div>
    </Knot>
  )
}
