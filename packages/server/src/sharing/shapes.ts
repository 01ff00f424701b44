// How a record was shared, as our own app shows it: what its reader may see, and what he may do about it.
import type { Actor } from '@primero/domain/access/actor.ts'
import type { RecordFacts, StoredRecord } from '@primero/domain/records/record.ts'
import type { ShareShape } from '@primero/domain/sync/protocol.ts'
import { isCareGiven, isTold, receivedField } from '@primero/domain/workflow/clinical-care.ts'
import { partyOf } from '@primero/domain/workflow/share.ts'
import { answer, type Party } from '@primero/domain/workflow/transition.ts'
import { visibleTo } from './present.ts'
import type { StoredTransition } from './queries.ts'

const events = ['accept', 'reject', 'done', 'revoke'] as const

/** The newest first. @param transitions of the record, the oldest first */
export const shareShapes = (
  actor: Actor,
  { record, facts }: { record: StoredRecord; facts: RecordFacts },
  transitions: readonly StoredTransition[],
  names: FullNames,
): ShareShape[] =>
  visibleTo(actor, facts, transitions)
    .map((one) => ({ ...shapeOf(actor, facts, one, record.data[receivedField]), ...namesOf(one, names) }))
    .toReversed()

/** By user name. */
export type FullNames = ReadonlyMap<string, string>

function namesOf({ by, to }: StoredTransition, names: FullNames): Pick<ShareShape, 'byName' | 'toName'> {
  const [byName, toName] = [names.get(by), to === null ? undefined : names.get(to)]
  return { ...(byName ? { byName } : {}), ...(toName ? { toName } : {}) }
}

/** While the hours count for this reader: whoever said no is asked no more, whoever sent it must ask another. */
const seesCare = ({ leftOut = [] }: Actor, { status, careFrom }: StoredTransition, { isRecipient }: Party): boolean =>
  (status === 'in_progress' || status === 'accepted' || (status === 'rejected' && !isRecipient)) &&
  isTold(careFrom ?? null, leftOut)

function shapeOf(actor: Actor, facts: RecordFacts, one: StoredTransition, careGiven: unknown): ShareShape {
  // Who manages the recipient is told by the teams that he was of when it was sent; answering asks as he is now.
  const recipient = one.to === null || one.recipient === null ? undefined : { userName: one.to, ...one.recipient }
  const party = partyOf(actor, { facts }, one, recipient)
  return {
    id: one.id,
    kind: one.type,
    status: one.status,
    by: one.by,
    to: one.to,
    toAgency: one.toAgency ?? one.recipient?.agency ?? null,
    toRemote: one.toRemote,
    service: one.service,
    serviceRow: one.serviceRow,
    notes: one.notes,
    rejectedReason: one.rejectedReason,
    note: one.rejectionNote,
    override: one.consentOverridden ? (one.override?.ground ?? 'unsaid') : null,
    at: one.createdAt,
    respondedAt: one.respondedAt,
    endedAt: one.endedAt,
    ...(one.endedFor === null ? {} : { endedFor: one.endedFor }),
    ...(one.consent === null ? {} : { consent: one.consent }),
    ...(one.formsBefore && one.status === 'in_progress' ? { opensLater: true } : {}),
    ...(one.careBy && seesCare(actor, one, party) && !isCareGiven(one.careBy, careGiven) ? { careBy: one.careBy } : {}),
    ...(one.silence && one.status === 'in_progress' && !one.remote ? { answerBy: one.silence.sender } : {}),
    may: events.filter((event) => answer(one, event, party) === 'ok'),
  }
}
