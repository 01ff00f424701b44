// Who can see this record: exactly those whom the rules let read it, with the rule and until when.
import { decide } from '@primero/domain/access/decide.ts'
import { seenBy } from '@primero/domain/access/scope.ts'
import { recordTypes, type RecordType, type Role } from '@primero/domain/configuration/bundle.ts'
import type { Uuid } from '@primero/domain/ids.ts'
import type { RecordFacts } from '@primero/domain/records/record.ts'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { accountByName, actorOf, personOf } from '../../src/accounts/queries.ts'
import { asHouse } from '../../src/db/database.ts'
import { bundles, goldenBundle } from '../golden/world.ts'
import { people } from '../golden/people.ts'
import { openTestHouse, shippedBundles, type TestHouse } from '../house.ts'
import { stand } from './standing.ts'

const cp = 'primeromodule-cp'
const gbv = 'primeromodule-gbv'
/** Reads every record and its access log, so that the test may ask about all. */
const asker: Role = {
  id: 'golden-asker',
  name: 'golden-asker',
  scope: 'all',
  modules: [cp, gbv],
  permissions: Object.fromEntries(recordTypes.map((type) => [type, ['read', 'access_log']])),
  forms: {},
  identity: 'none',
}
const everybody = [
  ...Object.entries(people).map(([userName, person]) => ({ userName, ...person })),
  { userName: 'asker', role: asker.id, agency: null, groups: [] },
]

let t: TestHouse
const standing: RecordFacts[] = []

/** Owners of every kind, records of every type, in both modules, some granted, one about its reader. */
const kinds: { owner: string; module: string; granted?: string[]; about?: string }[] = [
  { owner: 'ana', module: cp },
  { owner: 'carol', module: cp, granted: ['ana', 'umar'] },
  { owner: 'lars', module: cp, granted: ['gul'] },
  { owner: 'gul', module: gbv },
  { owner: 'gul', module: gbv, granted: ['ana', 'hana'] },
  { owner: 'ana', module: cp, about: 'umar' },
  { owner: 'kim', module: cp },
]

beforeAll(async () => {
  t = await openTestHouse(inject('database'), {
    bundles: [...shippedBundles(...bundles), { ...goldenBundle, roles: [...goldenBundle.roles, asker] }],
  })
  await t.enrol(...everybody)
  for (const { userName, disabled, unverified } of everybody as {
    userName: string
    disabled?: true
    unverified?: true
  }[])
    await sql`update account set disabled = ${disabled === true}, unverified = ${unverified === true}
              where user_name = ${userName}`.execute(t.house.db)
  await asHouse(t.house.db, t.house.configuration(), async (tx) => {
    for (const type of recordTypes) {
      for (const { owner, module, granted = [], about } of kinds) {
        const account = await accountByName(tx, owner)
        const person = account && personOf(account, undefined)
        const facts: RecordFacts = {
          id: crypto.randomUUID() as Uuid,
          type,
          module,
          ownedBy: owner,
          grantedTo: granted,
          seenBy: seenBy(person ?? null, granted, about),
        }
        const n = await stand(tx, facts)
        for (const who of granted)
          await sql`insert into record_grant (n, user_name, kind, until_at)
                    values (${n}, ${who}, 'referral', ${who === 'ana' ? '2099-01-01T00:00:00Z' : null})`.execute(tx)
        standing.push(facts)
      }
    }
  })
})
afterAll(() => t.close())

const path = (facts: RecordFacts, query = '') => `/api/ext/records/${facts.type}/${facts.id}/who${query}`
const ofType = (type: RecordType) => standing.filter((facts) => facts.type === type)
const first = (owner: string, i = 0) => ofType('case').filter((facts) => facts.ownedBy === owner)[i] as RecordFacts

/** Whoever the rules let read, of all accounts that may sign in. */
async function readersByRule(facts: RecordFacts): Promise<string[]> {
  const config = t.house.configuration()
  const readers: string[] = []
  for (const { userName } of everybody) {
    const account = await accountByName(t.house.db, userName)
    const role = account && config.roles.get(account.role)
    if (!account || !role || account.disabled || account.unverified) continue
    if (decide(config, actorOf(account, role), facts.type, 'read', facts) === 'yes') readers.push(userName)
  }
  return readers.toSorted()
}

describe.each(recordTypes)('of each %s', (type) => {
  test('those are named whom the rules let read it, and nobody else', async () => {
    for (const facts of ofType(type)) {
      const reply = await t.as('asker').get(path(facts, '?per=500'))
      expect(reply.status).toBe(200)
      const named = reply.body.people.map((p: { userName: string }) => p.userName)
      expect(named).toEqual(await readersByRule(facts))
      expect(reply.body.total).toBe(named.length)
      for (const { because } of reply.body.people) expect(because.length).toBeGreaterThan(0)
    }
  })
})

test('each is told with the rules that let him in, and until when', async () => {
  const { people: readers } = (await t.as('farid').get(path(first('carol'), '?per=500'))).body
  const of = (userName: string) => readers.find((p: { userName: string }) => p.userName === userName)
  expect(of('carol')).toMatchObject({ because: [{ rule: 'owner', until: null }], until: null })
  expect(of('grace')).toMatchObject({ because: [{ rule: 'group', of: ['golden-hill'], until: null }] })
  expect(of('farid')).toMatchObject({ role: 'golden-national', because: [{ rule: 'all', until: null }] })
  const until = '2099-01-01T00:00:00.000Z'
  expect(of('ana')).toMatchObject({ because: [{ rule: 'grant', kind: 'referral', until }], until })
  expect(of('gul')).toBeUndefined()
  expect(of('umar')).toBeUndefined()
})

test('a child that reads of itself is named as such, and an agency by its id', async () => {
  const { people: readers } = (await t.as('ana').get(path(first('ana', 1), '?per=500'))).body
  const of = (userName: string) => readers.find((p: { userName: string }) => p.userName === userName)
  expect(of('umar')).toMatchObject({ because: [{ rule: 'subject', until: null }] })
  expect(of('elif')).toMatchObject({ because: [{ rule: 'agency', of: ['golden-north'], until: null }] })
})

test('pages go on where the one before ended', async () => {
  const all = (await t.as('ana').get(path(first('ana'), '?per=500'))).body
  const second = (await t.as('ana').get(path(first('ana'), '?per=3&page=2'))).body
  expect(second).toEqual({ total: all.total, page: 2, per: 3, people: all.people.slice(3, 6) })
})

test('only who may read the record and its access log is told', async () => {
  const facts = first('ana')
  expect(await t.as('carol').get(path(facts))).toMatchObject({ status: 404, body: { code: 'not-found' } })
  expect(await t.as('ana').get(path({ ...facts, id: crypto.randomUUID() as Uuid }))).toMatchObject({ status: 404 })
  // elif reads the record, and no access log.
  expect(await t.as('elif').get(path(facts))).toMatchObject({ status: 403, body: { code: 'forbidden' } })
  expect(await t.as('ana').get(path(facts, '?per=100000'))).toMatchObject({ status: 422 })
  expect(await t.as('ana').get('/api/ext/records/moon/1/who')).toMatchObject({ status: 422 })
})

test('asking is in the audit, and nothing of the record is in the answer', async () => {
  const facts = first('ana')
  const { text } = await t.as('ana').get(path(facts))
  expect(text).not.toContain(facts.id)
  const { rows } = await sql`
    select user_name, action, record_type, record_id, method, resource from audit where record_id = ${facts.id} order by id desc limit 1`.execute(
    t.house.db,
  )
  expect(rows).toEqual([
    {
      user_name: 'ana',
      action: 'who',
      record_type: 'case',
      record_id: facts.id,
      method: 'GET',
      resource: '/api/ext/records/:type/:id/who',
    },
  ])
})
