// Open referrals between workers, made as the product makes them: each is decided, written and lets somebody in.
import type { Actor } from '@primero/domain/access/actor.ts'
import type { Uuid } from '@primero/domain/ids.ts'
import { Problem } from '@primero/domain/problem.ts'
import type { Wish } from '@primero/domain/workflow/share.ts'
import { accountByName, actorOf } from '@primero/server/accounts/queries.ts'
import { transaction } from '@primero/server/db/database.ts'
import type { House } from '@primero/server/house.ts'
import { share } from '@primero/server/sharing/share.ts'
import type { Client } from 'pg'
import type { Country } from './country.ts'

const atOnce = 4

/** As many as a country of this size has, until there are so many; an interrupted run is carried on. */
export async function refer(house: House, { workers }: Country, db: Client, wanted: number): Promise<number> {
  const there = await openReferrals(db)
  if (there >= wanted) return there
  console.log(`Referring ${wanted - there} cases …`)
  const recipients = workers.filter(({ module }) => module === 'primeromodule-cp').map(({ userName }) => userName)
  const cases = await candidates(db, (wanted - there) * 2)
  const actors = new Map<string, Promise<Actor>>()
  const actorNamed = (name: string): Promise<Actor> => {
    const known = actors.get(name) ?? actor(house, name)
    actors.set(name, known)
    return known
  }
  let made = there
  let at = 0
  const work = async (): Promise<void> => {
    while (made < wanted && at < cases.length) {
      const kase = cases[at++]
      const to = recipients[(at * 7919) % recipients.length]
      if (kase === undefined || to === undefined || to === kase.owned_by) continue
      if (await referred(house, await actorNamed(kase.owned_by), kase.id, to)) made++
    }
  }
  await Promise.all(Array.from({ length: atOnce }, work))
  await db.query('vacuum analyze')
  return openReferrals(db)
}

const openReferrals = async (db: Client): Promise<number> => {
  const { rows } = await db.query<{ count: number }>(
    `select count(*)::int as count from transition where type = 'Referral' and status = 'in_progress'`,
  )
  return rows[0]?.count ?? 0
}

/** Open cases all over the country that nobody was referred yet, always in the same order. */
async function candidates(db: Client, most: number): Promise<{ id: string; owned_by: string }[]> {
  const { rows } = await db.query<{ id: string; owned_by: string }>(
    `select id, owned_by from case_row r
     where module = 'primeromodule-cp' and status = 'open' and record_state
       and not exists (select from transition t where t.n = r.n)
     order by md5(n::text) limit $1`,
    [most],
  )
  return rows
}

async function actor(house: House, name: string): Promise<Actor> {
  const account = await accountByName(house.db, name)
  const role = account && house.configuration().roles.get(account.role)
  if (account === undefined || role === undefined) throw new Error(`${name} has no account or no role.`)
  return actorOf(account, role)
}

/** Without the child's consent nothing is referred: then another case is. */
async function referred(house: House, actor: Actor, id: string, to: string): Promise<boolean> {
  const by = { intention: crypto.randomUUID() as Uuid, isQuiet: true }
  try {
    await transaction(house.db, actor, (tx) => share(house, tx, actor, { type: 'case', id }, wish(), to, by))
    return true
  } catch (error) {
    if (error instanceof Problem && error.code === 'rule-broken') return false
    throw error
  }
}

const wish = (): Wish => ({
  id: crypto.randomUUID() as Uuid,
  type: 'Referral',
  remote: false,
  service: null,
  serviceRow: null,
  notes: null,
  toAgency: null,
  toRemote: null,
  exportType: null,
  consentOverridden: false,
  consentIndividual: false,
  override: null,
  authorizedRole: null,
  allowCaseCreation: false,
})
