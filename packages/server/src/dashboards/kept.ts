// Who counts over everything asks the processors for seconds, so a count is kept for a minute, and says when it was made.
// While somebody looks it is made anew before the minute is over, so that nobody waits for it but the first.
import type { Actor } from '@primero/domain/access/actor.ts'
import type { Moment } from '@primero/domain/time.ts'
import type { Dashboard, Indicator } from '@primero/domain/workflow/dashboard.ts'
import { type Db, glance } from '../db/database.ts'
import type { House } from '../house.ts'
import { isHeldBack } from '../search/referred.ts'
import { type Counted, countedFor } from './count.ts'

const longest = 60_000
const fresh = 40_000
/** Who asked last that long ago looks no more. */
const stays = 5 * 60_000
const beatMs = 5_000

type Count = { at: number; counted: Promise<Counted> }

/** What somebody looks at: the last count of it, and the next one while it is on its way. */
type Looked = {
  version: number
  askedAt: number
  count: (at: number) => Promise<Counted>
  last?: Count | undefined
  next?: Count | undefined
}

type Keeping = { looked: Map<string, Looked>; beating: NodeJS.Timeout | undefined; isBusy: boolean }

/** Beside each database, since a count is of one. */
const keepings = new WeakMap<Db, Keeping>()

const momentOf = (at: number): Moment => new Date(at).toISOString() as Moment

/**
 * Counts of this person, and when they were made: for scope all, up to a minute ago. What is the same for all who hold the
 * role is counted once for all of them; what asks for the person himself is found by an index, and counted for each.
 */
export async function lately(house: House, actor: Actor): Promise<Counted & { asOf: string }> {
  const now = house.clock().getTime()
  const count = (at: number, part?: 'shared' | 'own'): Promise<Counted> =>
    glance(house.db, actor, (tx) => countedFor(house, tx, actor, { now: momentOf(at), part }))
  if (actor.role.scope !== 'all') return { ...(await count(now)), asOf: momentOf(now) }
  // From whom a share holds something back, over everything too, that one has all numbers to himself.
  if (await glance(house.db, actor, (tx) => isHeldBack(tx, house.configuration(), actor))) {
    const { at, counted } = kept(house, actor, actor.id, count)
    return { ...(await counted), asOf: momentOf(at) }
  }
  const { at, counted } = kept(house, actor, 0, (then) => count(then, 'shared'))
  const shared = byName(await counted)
  const { boards, tallies } = await count(at, 'own')
  const both = named(boards).flatMap(([name, one]) => {
    const found = tallies.get(one) ?? shared.get(name)
    return found === undefined ? [] : [[one, found] as const]
  })
  return { boards, tallies: new Map(both), asOf: momentOf(at) }
}

const named = (boards: readonly Dashboard[]): [string, Indicator][] =>
  boards.flatMap(({ name, indicators }) => indicators.map((one): [string, Indicator] => [`${name} ${one.name}`, one]))

const byName = ({ boards, tallies }: Counted) => new Map(named(boards).map(([name, one]) => [name, tallies.get(one)]))

/** The count that is there and young enough, or the one on its way. Before its minute is over the next one is begun. */
function kept(house: House, { role }: Actor, of: number, count: Looked['count']): Count {
  const now = house.clock().getTime()
  const { version } = house.configuration()
  const keeping = keepings.get(house.db) ?? { looked: new Map<string, Looked>(), beating: undefined, isBusy: false }
  keepings.set(house.db, keeping)
  keeping.beating ??= setInterval(() => void beat(house), beatMs).unref()
  const key = JSON.stringify([version, role, of])
  const looked = keeping.looked.get(key) ?? { version, askedAt: now, count }
  looked.askedAt = now
  looked.count = count
  keeping.looked.set(key, looked)
  const { last } = looked
  if (isWithin(last, now, fresh)) return last
  const next = begun(looked, now)
  return isWithin(last, now, longest) ? last : next
}

const isWithin = (count: Count | undefined, now: number, age: number): count is Count =>
  count !== undefined && count.at <= now && now - count.at < age

/** One count of the same at a time: who comes meanwhile waits for it, too, unless it is from too long ago. */
function begun(looked: Looked, now: number): Count {
  if (isWithin(looked.next, now, longest)) return looked.next
  const next: Count = { at: now, counted: looked.count(now) }
  looked.next = next
  // A count that broke is nobody's answer.
  next.counted
    .then(
      () => {
        if (looked.last === undefined || looked.last.at < next.at) looked.last = next
      },
      () => {},
    )
    .finally(() => {
      if (looked.next === next) looked.next = undefined
    })
  return next
}

/** Counts anew what somebody looks at, one after the other, and forgets what nobody does. */
export async function beat(house: House): Promise<void> {
  const keeping = keepings.get(house.db)
  if (keeping === undefined || keeping.isBusy) return
  keeping.isBusy = true
  for (const [key, looked] of keeping.looked) {
    const now = house.clock().getTime()
    const isSeen = now - looked.askedAt < stays && looked.version === house.configuration().version
    if (isSeen && !isWithin(looked.last, now, fresh)) await begun(looked, now).counted.catch(() => {})
    if (!isSeen && !isWithin(looked.last, now, longest)) keeping.looked.delete(key)
  }
  keeping.isBusy = false
  if (keeping.looked.size === 0) stopKeeping(house)
}

/** The house closes, or nobody looks. */
export function stopKeeping({ db }: House): void {
  const keeping = keepings.get(db)
  clearInterval(keeping?.beating)
  keepings.delete(db)
}
