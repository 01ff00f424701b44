// An edit of somebody who owned the record when he typed it and does not any more: kept for whoever owns it now.
import type { Actor } from '@primero/domain/access/actor.ts'
import type { Uuid } from '@primero/domain/ids.ts'
import { Problem } from '@primero/domain/problem.ts'
import { proposalOf } from '@primero/domain/records/proposal.ts'
import type { Change } from '@primero/domain/records/record.ts'
import { mostProposals } from '@primero/domain/sync/limits.ts'
import { afterCommit, beyondScope, type Tx } from '../db/database.ts'
import { type House, occasionOf } from '../house.ts'
import { factsOf } from '../search/queries.ts'
import type { Act } from './act.ts'
import { keepClaims } from './claims.ts'
import { factsFrom, stored } from './held.ts'
import { olderFor } from './known.ts'
import { noteProposal, openProposals, wasInHands } from './queries.ts'

/**
 * Keeps the edit as a proposal. Nothing in force changes, and the sender hears nothing of the record.
 * @throws Problem not-found where the record was never his, too-much where enough of his waits already, and as `proposalOf`
 */
export async function propose(house: House, tx: Tx, actor: Actor, act: Act): Promise<void> {
  const { type, id } = act.args
  const row = (await factsOf(tx, type, [id]))[0]
  if (row === undefined || !isVersion(act.basedOn) || !actor.role.modules.includes(row.module))
    throw new Problem('not-found', {})
  const [wasHis, waiting] = await beyondScope(tx, actor, () =>
    Promise.all([
      wasInHands(tx, type, row.n, actor.userName, act.basedOn),
      openProposals(tx, type, row.n, actor.userName),
    ]),
  )
  if (!wasHis) throw new Problem('not-found', {})
  if (waiting >= mostProposals) throw new Problem('too-much', { of: 'proposals', most: mostProposals })
  const sent = act.args['changes'] as Change[]
  const facts = factsFrom(type, row)
  const older = await olderFor(house, tx, act, facts)
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
    recordId: id,
    ...(act.ip === undefined ? {} : { ip: act.ip }),
    details: { fields: [...new Set(conflicts.map(({ path }) => path[0]))] },
  })
}

const isVersion = (n: number): boolean => Number.isInteger(n) && n > 0 && n < 2 ** 31
