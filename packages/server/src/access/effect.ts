// What a change of a role would do, told before it is saved. It counts and names rights and fields: no record, nobody.
import type { Actor } from '@primero/domain/access/actor.ts'
import { beyond } from '@primero/domain/access/beyond.ts'
import { type Changing, effectOf, mayChangeRole } from '@primero/domain/access/changing.ts'
import { dangersBrought, dangersOf } from '@primero/domain/access/danger.ts'
import { readable, writable } from '@primero/domain/access/fields.ts'
import { moreOf } from '@primero/domain/access/giving.ts'
import { madeUp, somebodyWith } from '@primero/domain/access/made-up.ts'
import { may } from '@primero/domain/access/role.ts'
import { scopeOf } from '@primero/domain/access/scope.ts'
import { type RecordType, recordTypes, type Role } from '@primero/domain/configuration/bundle.ts'
import type { Configuration } from '@primero/domain/configuration/configuration.ts'
import { actorOf } from '../accounts/queries.ts'
import { nobody } from '../administration/role-routes.ts'
import type { Tx } from '../db/database.ts'
import { reachOf } from '../search/download.ts'
import { holdersByRole, someHolders } from './queries.ts'
import { labelled, type Word } from './words.ts'

/** So many people's reach is counted; of more it would take too long to ask again at each step. */
const mostCounted = 20
const mostNamed = 200

export type Change = { gained: Word[]; lost: Word[]; more: number }
export type Effect = Awaited<ReturnType<typeof effectFor>>

/** @param before undefined for a role that is not there yet */
export async function effectFor(
  tx: Tx,
  config: Configuration,
  actor: Actor,
  before: Role | undefined,
  after: Role,
  locale: string,
) {
  const from = before ?? nobody(after)
  const held = before && (await holdersByRole(tx)).get(before.id)
  const answer: Changing = mayChangeRole(
    actor.role,
    before === undefined ? { act: 'create', after } : { act: 'update', before, after },
  )
  return {
    answer,
    holders: held?.holders ?? 0,
    enabled: held?.enabled ?? 0,
    ...effectOf(from, after),
    /** What it has beyond the one who would save it, and what of that this change brings. */
    beyond: moreOf(actor.role, after),
    brought: before === undefined ? moreOf(actor.role, after) : beyond(before, after),
    dangers: dangersOf(after),
    newDangers: dangersBrought(before, after),
    fields: fieldsOf(config, from, after, locale),
    records: before === undefined ? [] : await recordsOf(tx, before, after),
  }
}

/** Fields that appear and vanish, by type and module: in one's own records, and in others' where that differs. */
function fieldsOf(config: Configuration, before: Role, after: Role, locale: string) {
  const modules = [...config.modules.values()].filter(
    ({ id }) => before.modules.includes(id) || after.modules.includes(id),
  )
  return modules.flatMap((module) =>
    module.recordTypes.flatMap((type) => {
      const own = changeIn(config, before, after, type, module.id, 'own', locale)
      const others = changeIn(config, before, after, type, module.id, 'other', locale)
      const isOther = JSON.stringify(own) !== JSON.stringify(others)
      return [
        { type, module: module.id, whose: isOther ? 'own' : 'any', ...own },
        ...(isOther ? [{ type, module: module.id, whose: 'others', ...others }] : []),
      ].filter(({ read, write }) => [read, write].some(({ gained, lost }) => gained.length + lost.length > 0))
    }),
  )
}

function changeIn(
  config: Configuration,
  before: Role,
  after: Role,
  type: RecordType,
  module: string,
  relation: 'own' | 'other',
  locale: string,
) {
  const seen = (role: Role, right: 'read' | 'write'): ReadonlySet<string> => {
    const actor = somebodyWith(role)
    if (!may(role, type, 'read') || scopeOf(actor, type).kind === 'none') return new Set()
    if (!role.modules.includes(module)) return new Set()
    const ctx = { type, module, facts: madeUp(actor, relation, type, module) }
    if (right === 'read') return readable(config, actor, ctx)
    return may(role, type, 'write') ? new Set(writable(config, actor, ctx).keys()) : new Set()
  }
  const change = (right: 'read' | 'write'): Change => {
    const [was, is] = [seen(before, right), seen(after, right)]
    const gained = [...is].filter((name) => !was.has(name))
    const lost = [...was].filter((name) => !is.has(name))
    const words = (names: string[]) => labelled(config, type, names.slice(0, mostNamed), locale)
    return {
      gained: words(gained),
      lost: words(lost),
      more: Math.max(0, gained.length - mostNamed) + Math.max(0, lost.length - mostNamed),
    }
  }
  return { read: change('read'), write: change('write') }
}

/** How many records somebody who holds the role reaches, before and after: the least and the most, roughly. */
async function recordsOf(tx: Tx, before: Role, after: Role) {
  const accounts = await someHolders(tx, before.id, mostCounted)
  const people = accounts.map((account) => ({ was: actorOf(account, before), is: actorOf(account, after) }))
  const changed = recordTypes.filter((type) =>
    people.some(({ was, is }) => JSON.stringify(scopeOf(was, type)) !== JSON.stringify(scopeOf(is, type))),
  )
  if (changed.length === 0) return []
  const counts: { was: Map<RecordType, number>; is: Map<RecordType, number> }[] = []
  for (const { was, is } of people)
    counts.push({ was: await countsOf(tx, was, changed), is: await countsOf(tx, is, changed) })
  return changed.map((type) => ({
    type,
    people: people.length,
    before: rangeOf(counts.map(({ was }) => was.get(type) ?? 0)),
    after: rangeOf(counts.map(({ is }) => is.get(type) ?? 0)),
  }))
}

const countsOf = async (tx: Tx, actor: Actor, types: RecordType[]): Promise<Map<RecordType, number>> =>
  new Map((await reachOf(tx, actor, types)).map(({ type, reach }) => [type, reach]))

const rangeOf = (numbers: number[]) => ({
  least: roughly(Math.min(...numbers)),
  most: roughly(Math.max(...numbers)),
})

/** Who administers roles is not told how many records somebody has, only about: below five is four, then two digits. */
export function roughly(count: number): number {
  if (count === 0) return 0
  if (count < 5) return 4
  const unit = 10 ** Math.max(0, String(count).length - 2)
  return Math.round(count / unit) * unit
}
