// Who counts over everything asks the processors for seconds, so a count is kept for a minute, and says when it was made.
// Half-way a visit has it counted anew behind the page, so that who comes often never waits.
import type { Actor } from '@primero/domain/access/actor.ts'
import type { Moment } from '@primero/domain/time.ts'
import type { Db } from '../db/database.ts'
import { transaction } from '../db/database.ts'
import type { House } from '../house.ts'
import { mayHaveShared } from '../search/referred.ts'
import { type Counted, countedFor } from './count.ts'

const longest = 60_000
const fresh = 30_000

type Kept = { at: number; counted: Promise<Counted>; isRenewed: boolean }

/** Beside each database, since a count is of one. */
const keptOf = new WeakMap<Db, Map<string, Kept>>()

/** Counts of this person, and when they were made: for scope all, up to a minute ago. */
export async function lately(house: House, actor: Actor): Promise<Counted & { asOf: string }> {
  const at = house.clock().getTime()
  const count = (): Promise<Counted> =>
    transaction(house.db, actor, (tx) => countedFor(house, tx, actor, { now: new Date(at).toISOString() as Moment }))
  if (actor.role.scope !== 'all') return { ...(await count()), asOf: new Date(at).toISOString() }
  const kept = keptOf.get(house.db) ?? new Map<string, Kept>()
  keptOf.set(house.db, kept)
  for (const [key, one] of kept) if (at - one.at >= longest || one.at > at) kept.delete(key)
  const key = keyOf(house, actor, namesHim(actor) || (await mayHaveShared(house.db, actor)))
  const known = kept.get(key) ?? keep(kept, key, { at, counted: count(), isRenewed: false })
  if (at - known.at >= fresh && !known.isRenewed) renew(kept, key, known, { at, counted: count(), isRenewed: false })
  return { ...(await known.counted), asOf: new Date(known.at).toISOString() }
}

function keep(kept: Map<string, Kept>, key: string, one: Kept): Kept {
  kept.set(key, one)
  // A count that broke is nobody's answer.
  one.counted.catch(() => {
    if (kept.get(key) === one) kept.delete(key)
  })
  return one
}

/** The count that is known stands until the next one is there. */
function renew(kept: Map<string, Kept>, key: string, known: Kept, next: Kept): void {
  known.isRenewed = true
  next.counted.then(
    () => kept.set(key, next),
    () => {
      known.isRenewed = false
    },
  )
}

/** Numbers of one role are the same for all who hold it, but for what is one's own: that is counted for each. */
const keyOf = (house: House, actor: Actor, isHisOwn: boolean): string =>
  JSON.stringify([house.configuration().version, actor.role, isHisOwn ? actor.id : 0])

/** Boards of which some numbers are of the reader or of his groups. */
const own = /^(case_overview|action_needed|dash_shared|dash_case_incident|dash_cases|workflow|approvals)/
const namesHim = ({ role }: Actor): boolean => (role.permissions['dashboard'] ?? []).some((action) => own.test(action))
