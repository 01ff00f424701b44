// What came too late to go in: an edit of a former owner becomes a proposal, an answer that is asked no more is kept.
import type { Bundle } from '@primero/domain/configuration/bundle.ts'
import { mostProposals } from '@primero/domain/sync/limits.ts'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { applyBundles } from '../../src/configuration/current.ts'
import { asHouse } from '../../src/db/database.ts'
import { everybody } from '../access/people.ts'
import { type Caller, openTestHouse, shippedBundles, type TestHouse } from '../house.ts'
import {
  child,
  claims,
  type Edit,
  edits,
  intend,
  pulled,
  push,
  registers,
  settles,
  shown,
  type Told,
  uuid,
} from './device.ts'

let t: TestHouse
let ada: Caller
let amal: Caller
let bilal: Caller
let carol: Caller
let root: Caller

beforeAll(async () => {
  t = await openTestHouse(inject('database'))
  await t.enrol(...everybody)
  ;[ada, amal, bilal, carol, root] = ['ada', 'amal', 'bilal', 'carol', 'root'].map(t.as) as [
    Caller,
    Caller,
    Caller,
    Caller,
    Caller,
  ]
})
afterAll(() => t.close())

const stored = async (id: string): Promise<Told> => (await pulled(amal, 'case', id)).data

/** The record becomes another's, as a reassignment leaves it. */
const gives = (id: string, to: string, from: string) =>
  asHouse(t.house.db, t.house.configuration(), async (tx) => {
    const [row] = (await sql<Told>`select n from case_row where id = ${id}`.execute(tx)).rows
    const changes = JSON.stringify([{ path: ['owned_by'], from, to }])
    await sql`update case_row set owned_by = ${to}, seen_by = ${[`u:${to}`]} where n = ${row.n}`.execute(tx)
    await sql`update case_doc set version = version + 1, data = data || jsonb_build_object('owned_by', ${to}::text) where n = ${row.n}`.execute(
      tx,
    )
    await sql`insert into case_history (n, at, user_name, action, version, config, changes)
              select n, now(), 'dina', 'update', version, 1, ${changes}::jsonb from case_doc where n = ${row.n}`.execute(
      tx,
    )
  })

describe('an edit of somebody who owns the record no more', () => {
  // rule: ux 15.5 owner-changed-is-a-proposal
  test('is a proposal to the new owner, tells its sender nothing and changes nothing in force', async () => {
    const id = await registers(amal, child)
    await gives(id, 'carol', 'amal')
    await push(carol, edits(carol, id, 2, [{ path: ['age'], from: 9, to: 12 }]))
    const late = edits(amal, id, 1, [
      { path: ['age'], from: 9, to: 10 },
      { path: ['occupation'], to: 'pupil' },
    ])
    const [outcome] = await push(amal, late)
    expect(outcome).toEqual({ id: late.id, outcome: 'review' })
    expect(await push(amal, late)).toEqual([outcome])
    expect(await claims(amal, id)).toEqual([])
    expect((await pulled(carol, 'case', id)).data).toMatchObject({ age: 12 })
    const kept = await claims(carol, id)
    expect(kept).toMatchObject([{ kind: 'review', user: 'amal', mine: false, maySettle: true }])
    expect(kept[0].paths).toMatchObject([
      { path: ['age'], from: 9, claim: 10, force: 12, forceBy: 'carol' },
      { path: ['occupation'], claim: 'pupil' },
    ])
    const choices = [
      { path: ['age'], take: 'force', seen: 12 },
      { path: ['occupation'], take: 'claim' },
    ]
    await push(carol, settles(carol, id, kept[0].conflict, ...choices))
    expect((await pulled(carol, 'case', id)).data).toMatchObject({ age: 12, occupation: 'pupil' })
    expect(await claims(carol, id)).toEqual([])
  })

  test('is refused where it never was his, and where it names what was not his to write', async () => {
    const id = await registers(amal, child)
    await gives(id, 'carol', 'amal')
    const change = [{ path: ['age'], from: 9, to: 10 }]
    const told = [
      ...(await push(bilal, edits(bilal, id, 1, change))),
      // Based on what the new owner made of it: he has never seen that.
      ...(await push(amal, edits(amal, id, 2, change))),
      ...(await push(amal, edits(amal, id, 1, [{ path: ['no_such_field'], to: 1 }]))),
      ...(await push(amal, edits(amal, id, 1, [{ path: ['age'], to: 'old' }]))),
      ...(await push(amal, intend('amal', 'record.close', { type: 'case', id }, { basedOn: 1 }))),
    ]
    expect(told.map((o) => o.problem?.code)).toEqual([
      ...['not-found', 'not-found', 'unknown-keys', 'invalid-answers'],
      'not-found',
    ])
    expect(await claims(carol, id)).toEqual([])
  })

  test('is refused once as many wait as the owner can be asked to look at, until some are settled', async () => {
    const id = await registers(amal, child)
    await gives(id, 'carol', 'amal')
    const proposal = (age: number) => edits(amal, id, 1, [{ path: ['age'], from: 9, to: age }])
    const outcomes = await push(amal, ...Array.from({ length: mostProposals + 1 }, (_, i) => proposal(i + 20)))
    expect(outcomes.slice(0, -1).every(({ outcome }) => outcome === 'review')).toBe(true)
    const told = { code: 'too-much', params: { of: 'proposals', most: mostProposals } }
    expect(outcomes.at(-1)).toMatchObject({ outcome: 'refused', problem: told })
    const { total, conflicts } = await shown(carol, id)
    expect(total).toBe(mostProposals)
    await push(carol, settles(carol, id, conflicts[0].conflict, { path: ['age'], take: 'force', seen: 9 }))
    expect(await push(amal, proposal(90), proposal(91))).toMatchObject([{ outcome: 'review' }, { outcome: 'refused' }])
    // Another person's proposals are counted by themselves, and so are those to another record.
    const other = await registers(amal, child)
    await gives(other, 'carol', 'amal')
    const [elsewhere] = await push(amal, edits(amal, other, 1, [{ path: ['age'], from: 9, to: 10 }]))
    expect(elsewhere.outcome).toBe('review')
  })

  test('is a proposal also of whom the record was referred to', async () => {
    const id = await registers(amal, child)
    await asHouse(t.house.db, t.house.configuration(), (tx) =>
      sql`insert into record_grant (n, user_name, kind, from_at, ended_at)
          select n, 'carol', 'referral', now() - interval '1 hour', now() + interval '9 days' from case_row where id = ${id}`.execute(
        tx,
      ),
    )
    const [outcome] = await push(carol, edits(carol, id, 1, [{ path: ['age'], from: 9, to: 10 }]))
    expect(outcome.outcome).toBe('review')
    expect(await claims(amal, id)).toMatchObject([{ kind: 'review', user: 'carol' }])
  })
})

describe('an answer to a question that is asked no more', () => {
  const without = (names: string[]): Bundle[] =>
    shippedBundles().map((bundle) => ({
      ...bundle,
      forms: bundle.forms.map((form) => ({ ...form, fields: form.fields.filter((f) => !names.includes(f.name)) })),
    }))

  test('is kept beside the record, and the rest is done', async () => {
    const row = uuid()
    const id = await registers(amal, child)
    const before = t.house.configuration()
    const typed: Edit[] = [
      { path: ['age'], from: 9, to: 10 },
      { path: ['name_nickname'], to: 'Yoyo' },
      {
        path: ['services_section', row],
        to: { unique_id: row, service_provider: 'clinic', service_location: 'north' },
      },
    ]
    const { configuration } = await applyBundles(t.urls.owner, without(['name_nickname', 'service_location']))
    t.house.use(configuration)
    try {
      const [outcome] = await push(amal, { ...edits(amal, id, 1, typed), config: before.version })
      expect(outcome).toMatchObject({ outcome: 'applied', version: 2 })
      expect((await stored(id)).services_section).toMatchObject([{ unique_id: row, service_provider: 'clinic' }])
      const kept = await claims(amal, id)
      expect(kept).toMatchObject([{ kind: 'retired', user: 'amal', mine: true, maySettle: true }])
      expect(kept[0].paths).toMatchObject([
        { path: ['name_nickname'], claim: 'Yoyo' },
        { path: ['services_section', row, 'service_location'], claim: 'north' },
      ])
      expect((await root.post('/api/sync/conflicts', { of: { type: 'case', id }, page: 1 })).text).not.toContain('Yoyo')
      const unseen = settles(ada, id, kept[0].conflict, { path: ['name_nickname'], take: 'force' })
      expect(await push(ada, unseen)).toMatchObject([{ outcome: 'refused', problem: { code: 'unknown-keys' } }])
      expect(await claims(ada, id)).toMatchObject([{ maySettle: true, paths: [{ claim: 'north' }] }])
      const aside = kept[0].paths.map(({ path }: Told) => ({ path, take: 'force' }))
      await push(amal, settles(amal, id, kept[0].conflict, ...aside))
      expect(await claims(amal, id)).toEqual([])

      const anew = uuid()
      const args = { type: 'case', id: anew, module: 'primeromodule-cp', data: { ...child, name_nickname: 'Yoyo' } }
      const [created] = await push(amal, intend('amal', 'record.create', args, { config: before.version }))
      expect(created.outcome).toBe('applied')
      expect(await claims(amal, anew)).toMatchObject([{ kind: 'retired', paths: [{ claim: 'Yoyo' }] }])

      const given = await registers(amal, child)
      await gives(given, 'carol', 'amal')
      const late = { ...edits(amal, given, 1, typed.slice(0, 2)), config: before.version }
      expect((await push(amal, late))[0].outcome).toBe('review')
      expect((await claims(carol, given)).map((c) => c.kind).sort()).toEqual(['retired', 'review'])

      const refused = await push(
        amal,
        { ...edits(amal, id, 2, [{ path: ['name_nickname'], to: 'Yoyo' }]), config: configuration.version },
        { ...edits(amal, id, 2, [{ path: ['no_such_field'], to: 1 }]), config: before.version },
        { ...edits(amal, id, 2, [{ path: ['name_nickname'], to: 'Yo\u0000yo' }]), config: before.version },
      )
      expect(refused.map((o) => o.problem?.code)).toEqual(['unknown-keys', 'unknown-keys', 'invalid-answers'])
    } finally {
      t.house.use(before)
    }
  })
})

// Last, since a month passes.
