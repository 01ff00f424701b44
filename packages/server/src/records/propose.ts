// An edit of somebody who owned the record when he typed it and does not any more: kept for whoever owns it now.
import type { Actor } from '@primero/domain/access/actor.ts'
import type { RecordType } from '@primero/domain/configuration/bundle.ts'
import { isUuid, type Uuid } from '@primero/domain/ids.ts'
import { Problem } from '@primero/domain/problem.ts'
import type { Kept } from '@primero/domain/records/changes.ts'
import { incidentAt } from '@primero/domain/records/incident-paths.ts'
import { type IncidentRow, incidentRowsIn } from '@primero/domain/records/incident-rows.ts'
import { proposalOf } from '@primero/domain/records/proposal.ts'
import type { Change } from '@primero/domain/records/record.ts'
import { mostProposals } from '@primero/domain/sync/limits.ts'
import { afterCommit, beyondScope, type Tx } from '../db/database.ts'
import { type House, occasionOf } from '../house.ts'
import { factsOf, type RowFacts } from '../search/queries.ts'
import type { Act } from './act.ts'
import { keepClaims } from './claims.ts'
import { factsFrom, stored } from './held.ts'
import { olderFor } from './known.ts'
import { noteProposal, openProposals, versionWithCase, wasInHands } from './queries.ts'

/**
 * Keeps the edit as a proposal. Nothing in force changes, and the sender hears nothing of the record.
 * @throws Problem not-found where the record was never his, too-much where enough of his waits already, and as `proposalOf`
 */
export async function propose(house: House, tx: Tx, actor: Actor, act: Act): Promise<void> {
  const { type, id } = act.args
  const row = (await factsOf(tx, type, [id]))[0]
  if (row === undefined || !isVersion(act.basedOn) || !actor.role.modules.includes(row.module))
    throw new Problem('not-found', {})
  if (!(await beyondScope(tx, actor, () => wasInHands(tx, type, row.n, actor.userName, act.basedOn))))
    throw new Problem('not-found', {})
  const sent = act.args['changes'] as Change[]
  const ofIncidents = type === 'case' ? await proposeRows(house, tx, actor, act, row, sent) : new Set<string>()
  const changes = sent.filter(({ path }) => !ofIncidents.has(incidentAt(path) ?? ''))
  if (changes.length > 0 || sent.length === 0) await keep(house, tx, actor, act, type, row, changes)
}

/** Those of the case's rows that are incidents which were his too: each is proposed where it would be decided about. */
async function proposeRows(
  house: House,
  tx: Tx,
  actor: Actor,
  act: Act,
  kase: RowFacts,
  sent: readonly Change[],
): Promise<Set<string>> {
  const rows = new Map(incidentRowsIn(sent).map((row) => [row.id, row]))
  const incidents = await factsOf(tx, 'incident', [...rows.keys()].filter(isUuid))
  const done = new Set<string>()
  for (const there of incidents.filter(({ parent_n }) => parent_n === kase.n)) {
    const row = rows.get(there.id)
    if (row && (await proposeRow(house, tx, actor, act, row, there))) done.add(row.id)
  }
  return done
}

/** Keeps what was said of a case's row beside its incident; undefined where that was never his. */
export async function proposeRow(
  house: House,
  tx: Tx,
  actor: Actor,
  act: Act,
  { changes }: IncidentRow,
  incident: RowFacts,
): Promise<Kept[] | undefined> {
  const { n, parent_n: kase } = incident
  if (kase === null || !actor.role.modules.includes(incident.module)) return undefined
  const basedOn = await beyondScope(tx, actor, async () => {
    const known = await versionWithCase(tx, n, kase, actor.userName, act)
    return (await wasInHands(tx, 'incident', n, actor.userName, known)) ? known : undefined
  })
  if (basedOn === undefined) return undefined
  return keep(house, tx, actor, { ...act, basedOn }, 'incident', incident, changes)
}

async function keep(
  house: House,
  tx: Tx,
  actor: Actor,
  act: Act,
  type: RecordType,
  row: RowFacts,
  sent: readonly Change[],
): Promise<Kept[]> {
  const waiting = await beyondScope(tx, actor, () => openProposals(tx, type, row.n, actor.userName))
  if (waiting >= mostProposals) throw new Problem('too-much', { of: 'proposals', most: mostProposals })
  const facts = factsFrom(type, row)
  const older = await olderFor(house, tx, { ...act, args: { type, id: row.id, changes: sent } }, facts)
  const known = { newId: () => crypto.randomUUID() as Uuid, ...(older ? { older } : {}) }
  const conflicts = proposalOf(house.configuration(), actor, facts, sent, known)
  const record = stored(type, row, { version: act.basedOn, data: {} })
  await keepClaims(house, tx, actor, act, row.n, { record, conflicts }, occasionOf(house, actor.userName))
  afterCommit(tx, () => house.hub.changed({ type, module: facts.module, seenBy: facts.seenBy }))
  await noteProposal(tx, row.n, {
    userName: actor.userName,
    action: 'propose',
    outcome: 'done',
    recordType: type,
    recordId: row.id,
    ...(act.ip === undefined ? {} : { ip: act.ip }),
    details: { fields: [...new Set(conflicts.map(({ path }) => path[0]))] },
  })
  return conflicts
}

const isVersion = (n: number): boolean => Number.isInteger(n) && n > 0 && n < 2 ** 31
