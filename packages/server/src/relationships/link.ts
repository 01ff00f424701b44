// Linking two cases, and changing a link: the row, and both cases told anew to the devices that keep them. Whoever does
// it reads both; of a case out of reach nothing is said.
import type { Actor } from '@primero/domain/access/actor.ts'
import { decide, demand } from '@primero/domain/access/decide.ts'
import { changedLink, type Link, type LinkChange, newLink, noSuchCase } from '@primero/domain/cases/relationships.ts'
import { isUuid, type Uuid } from '@primero/domain/ids.ts'
import { Problem } from '@primero/domain/problem.ts'
import type { Tx } from '../db/database.ts'
import { type House, occasionOf } from '../house.ts'
import { type Held, heldTogether } from '../records/held.ts'
import { type Readable, reachable, reachables } from '../records/reading.ts'
import { retell } from '../records/retold.ts'
import { insertLink, linkLike, linksOn, updateLink } from './queries.ts'

export type LinkRight = 'view_case_relationships' | 'update_case_relationships'

/** The case, where this person may read or change its links, as he stands to it. */
export async function linkable(house: House, tx: Tx, actor: Actor, id: string, right: LinkRight): Promise<Readable> {
  const of = await reachable(house, tx, actor, 'case', id, right)
  demand(decide(house.configuration(), of.reader, 'case', right, of.facts), right)
  return of
}

/** The word for the audit of the case that was asked. */
export type Told = { action: string; ip: string }

export type Linked = { link: Link; isNew: boolean; version: number }

/**
 * @returns the link that is there, where the same one was made before
 * @throws Problem forbidden, not-found, rule-broken, id-taken
 */
export async function link(
  house: House,
  tx: Tx,
  actor: Actor,
  said: { id: Uuid; kase: string; other: unknown; type: unknown },
  told: Told,
): Promise<Linked> {
  const of = await linkable(house, tx, actor, said.kase, 'update_case_relationships')
  const kase = of.record.id
  const other = isUuid(said.other) ? said.other : undefined
  const made = newLink({ ...said, kase, other: other ?? noCase }, occasionOf(house, actor.userName))
  const within = other === undefined ? [] : await reachables(house, tx, actor, 'case', [other])
  if (within.length === 0) throw noSuchCase()
  const held = await bothHeld(tx, made)
  const ends = { from: numberIn(held, made.from), to: numberIn(held, made.to) }
  if (await insertLink(tx, made, ends))
    return { link: made, isNew: true, version: await tellBoth(house, tx, actor, held, kase, made, told) }
  const there = await linkLike(tx, made)
  if (there === undefined || there.id === made.id) throw new Problem('id-taken', { id: made.id })
  return { link: there, isNew: false, version: of.record.version }
}

/** An id that no case has: what is no id at all is answered like it. */
const noCase = '00000000-0000-4000-8000-000000000000' as Uuid

/** @throws Problem forbidden; not-found also where the link is another case's, or its other case out of reach */
export async function changeLink(
  house: House,
  tx: Tx,
  actor: Actor,
  said: { kase: string; link: string; change: LinkChange },
  told: Told,
): Promise<Linked> {
  const of = await linkable(house, tx, actor, said.kase, 'update_case_relationships')
  const kase = of.record.id
  const seen = await linkIn(tx, kase, said.link)
  const held = await bothHeld(tx, seen)
  const before = await linkIn(tx, kase, said.link)
  const after = changedLink(before, said.change, occasionOf(house, actor.userName))
  if (after === before) return { link: before, isNew: false, version: of.record.version }
  await updateLink(tx, after)
  return { link: after, isNew: false, version: await tellBoth(house, tx, actor, held, kase, after, told) }
}

async function linkIn(tx: Tx, kase: string, id: string): Promise<Link> {
  const found = (await linksOn(tx, [kase])).find((one) => one.id === id)
  if (found === undefined) throw new Problem('not-found', { what: 'case_relationship' })
  return found
}

/** In one order, so that two who link the same cases wait for each other and no longer. */
async function bothHeld(tx: Tx, { from, to }: Link): Promise<Held[]> {
  const held = await heldTogether(tx, 'case', [from, to])
  if (held.length < 2) throw noSuchCase()
  return held
}

const numberIn = (held: readonly Held[], id: string): number =>
  held.find(({ record }) => record.id === id)?.row.n as number

/** @returns the version of the case that was asked */
async function tellBoth(
  house: House,
  tx: Tx,
  actor: Actor,
  both: readonly Held[],
  kase: string,
  { id }: Link,
  { action, ip }: Told,
): Promise<number> {
  let version = 0
  for (const held of both) {
    const { record } = held
    const isAsked = record.id === kase
    const told = await retell(house, tx, held, record.data, {
      userName: actor.userName,
      action: isAsked ? action : 'update',
      outcome: 'done',
      recordType: 'case',
      recordId: record.id,
      ip,
      details: { case_relationship: id },
    })
    if (isAsked) version = told
  }
  return version
}
