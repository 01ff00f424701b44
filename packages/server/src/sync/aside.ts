// What devices send that stands beside a record and changes none of its answers.
import type { Actor } from '@primero/domain/access/actor.ts'
import { contextOf } from '@primero/domain/access/decide.ts'
import { coversIdentity } from '@primero/domain/access/identity.ts'
import type { LinkChange } from '@primero/domain/cases/relationships.ts'
import type { Uuid } from '@primero/domain/ids.ts'
import { Problem } from '@primero/domain/problem.ts'
import type { AsideName, Intention, IntentionArgs, Outcome } from '@primero/domain/sync/intention.ts'
import { changeAlerts } from '../alerts/change.ts'
import { alertsOf } from '../alerts/queries.ts'
import { insertAudit } from '../audit/queries.ts'
import type { Tx } from '../db/database.ts'
import type { House } from '../house.ts'
import { heldOf } from '../records/held.ts'
import { reachable } from '../records/reading.ts'
import { changeLink, link } from '../relationships/link.ts'

export type Aside = { [N in AsideName]: Intention & { name: N; args: IntentionArgs<N> } }[AsideName]

const asideNames: Record<AsideName, true> = {
  'alert.dismiss': true,
  'record.print': true,
  'relationship.add': true,
  'relationship.mark': true,
  'relationship.remove': true,
}

export const isAside = (name: string): name is AsideName => Object.hasOwn(asideNames, name)

export async function asideFromDevice(house: House, tx: Tx, actor: Actor, sent: Aside, ip: string): Promise<Outcome> {
  return { id: sent.id, outcome: 'applied', version: await done(house, tx, actor, sent, ip) }
}

/** @returns the record's version after it */
async function done(house: House, tx: Tx, actor: Actor, sent: Aside, ip: string): Promise<number> {
  switch (sent.name) {
    case 'alert.dismiss':
      return dismiss(house, tx, actor, sent.args, ip)
    case 'record.print':
      return print(house, tx, actor, sent.args, ip)
    case 'relationship.add':
      return relate(house, tx, actor, sent.args, ip)
    case 'relationship.mark':
      return change(house, tx, actor, sent.args, { primary: sent.args.primary }, ip)
    case 'relationship.remove':
      return change(house, tx, actor, sent.args, { disabled: true, why: sent.args.why }, ip)
  }
}

/** The same link made twice is one; one that was put out of force comes back. */
async function relate(
  house: House,
  tx: Tx,
  actor: Actor,
  { id: kase, relationship, other, as }: IntentionArgs<'relationship.add'>,
  ip: string,
): Promise<number> {
  const said = { id: relationship as Uuid, kase, other, type: as }
  const made = await link(house, tx, actor, said, { action: 'update', ip })
  if (made.isNew || !made.link.disabled) return made.version
  return change(house, tx, actor, { id: kase, relationship: made.link.id }, { disabled: false }, ip)
}

async function change(
  house: House,
  tx: Tx,
  actor: Actor,
  { id: kase, relationship }: { id: string; relationship: string },
  wanted: LinkChange,
  ip: string,
): Promise<number> {
  const said = { kase, link: relationship, change: wanted }
  return (await changeLink(house, tx, actor, said, { action: 'update', ip })).version
}

/** One that is gone by now was taken away by somebody else, or by what happened. */
async function dismiss(
  house: House,
  tx: Tx,
  actor: Actor,
  { type, id, alert }: IntentionArgs<'alert.dismiss'>,
  ip: string,
): Promise<number> {
  const { record } = await reachable(house, tx, actor, type, id, 'remove_alert')
  const held = await heldOf(tx, type, id)
  if (held === undefined) throw new Problem('not-found', {})
  const standing = await alertsOf(tx, held.row.n)
  const gone = standing.filter((one) => one.id === alert)
  const audit = { userName: actor.userName, action: 'remove_alert', outcome: 'done', ip } as const
  await changeAlerts(house, tx, held, standing, { add: [], remove: gone }, { ...audit, recordType: type, recordId: id })
  return record.version + gone.length
}

/** @throws Problem forbidden where he may not know whom the record is about */
async function print(
  house: House,
  tx: Tx,
  actor: Actor,
  { type, id, identity }: IntentionArgs<'record.print'>,
  ip: string,
): Promise<number> {
  const { record, facts, reader } = await reachable(house, tx, actor, type, id)
  if (identity && !coversIdentity(reader, contextOf(facts))) throw new Problem('forbidden', { action: 'print' })
  const audit = { userName: actor.userName, action: 'print', outcome: 'done', ip } as const
  await insertAudit(tx, { ...audit, recordType: type, recordId: id, details: { identity } })
  return record.version
}
