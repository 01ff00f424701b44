// A record that was referred shows and takes what the role that the referral names reads and fills in – through every door.
import type { Role } from '@primero/domain/configuration/bundle.ts'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { asHouse } from '../../src/db/database.ts'
import { openTestHouse, type Person, shippedBundles, type TestHouse } from '../house.ts'
import { edits, push, pulled, registers } from '../sync/device.ts'
import { child, cpPeople } from './people.ts'

const helper: Role = {
  id: 'role-helper',
  name: 'Helper',
  scope: 'self',
  modules: ['primeromodule-cp'],
  permissions: { case: ['read', 'change_log'] },
  forms: { notes: 'rw', services: 'r' },
  identity: 'own',
  referralAuthorization: true,
}
/** He may receive nothing any more. */
const former: Role = {
  ...helper,
  id: 'role-former',
  permissions: { case: ['read'] },
  forms: { basic_identity: 'r' },
  referralAuthorization: false,
}
const [core, ...bundles] = shippedBundles()
let t: TestHouse
let kase: string

beforeAll(async () => {
  if (core === undefined) throw new Error('no bundle')
  t = await openTestHouse(inject('database'), {
    bundles: [{ ...core, roles: [...core.roles, helper, former] }, ...bundles],
  })
  await t.enrol(...cpPeople, { ...cpPeople[2], userName: 'omar', role: former.id } as Person)
  kase = await registers(t.as('amal'), { ...child, notes_section: [{ note_subject: 'Visit', note_text: 'Calm' }] })
})
afterAll(() => t.close())

/** As a referral will do it: who finds the record, and why. */
const refers = (role: string | null, until: Date | null = null) =>
  asHouse(t.house.db, t.house.configuration(), async (tx) => {
    await sql`update case_row set seen_by = (select array_agg(distinct p) from unnest(seen_by || '{u:carol}'::text[]) p)
              where id = ${kase}`.execute(tx)
    await sql`update record_grant set ended_at = now() where user_name = 'carol'`.execute(tx)
    await sql`insert into record_grant (n, user_name, kind, role, until_at)
              select n, 'carol', 'referral', ${role}, ${until}::timestamptz from case_row where id = ${kase}`.execute(
      tx,
    )
  })

const page = () => t.as('carol').get(`/api/v2/cases/${kase}`)

test('without a role: the recipient’s own forms, and the answer says which count', async () => {
  await refers(null)
  const { data } = (await page()).body
  expect(data).toMatchObject({ telephone_current: child.telephone_current, age: 9 })
  expect(data.permitted_forms).toMatchObject({ basic_identity: 'rw' })
  expect(data.permitted_form_actions.case).toContain('change_log')
})

test('with one: its forms and no other, on the page, in lists, on the device and in the history', async () => {
  await refers(helper.id)
  const { data } = (await page()).body
  expect(data).toMatchObject({ permitted_forms: { notes: 'rw', services: 'r' } })
  expect(data).not.toHaveProperty('age')
  expect(data.notes_section).toHaveLength(1)
  expect(data.permitted_form_actions).toEqual({ case: ['change_log'] })
  const answers = [
    await page(),
    await t.as('carol').get('/api/v2/cases?fields=telephone_current,address_current,age'),
    await t.as('carol').get(`/api/v2/cases/${kase}/record_history`),
    await t.as('carol').post('/api/sync/records', { type: 'case', ids: [kase] }),
    await t.as('carol').post('/api/sync/history', { type: 'case', id: kase, page: 1 }),
  ]
  for (const { status, text } of answers) {
    expect(status, text).toBe(200)
    expect(text).not.toContain(child.telephone_current)
    expect(text).not.toContain(child.address_current)
  }
  const owner = (await t.as('amal').get(`/api/v2/cases/${kase}`)).body.data
  expect(owner.telephone_current).toBe(child.telephone_current)
  expect(owner).not.toHaveProperty('permitted_forms')
})

test('what the role does not fill in is not written, by either door', async () => {
  const carol = t.as('carol')
  const before = (await t.as('amal').get(`/api/v2/cases/${kase}`)).body.data
  const reply = await carol.patch(`/api/v2/cases/${kase}`, { data: { age: 12, occupation: 'baker' } })
  expect(reply.status).toBe(200)
  expect(reply.headers['x-primero-ignored']).toBeUndefined()
  const { version } = await pulled(carol, 'case', kase)
  const [outcome] = await push(carol, edits(carol, kase, version, [{ path: ['age'], from: 9, to: 12 }]))
  expect(outcome.outcome).toBe('refused')
  const [note] = (await page()).body.data.notes_section
  const noted = await carol.patch(`/api/v2/cases/${kase}`, {
    data: { notes_section: [{ unique_id: note.unique_id, note_text: 'Calm again' }] },
  })
  expect(noted.status).toBe(200)
  expect((await page()).body.data.notes_section[0].note_text).toBe('Calm again')
  const after = (await t.as('amal').get(`/api/v2/cases/${kase}`)).body.data
  expect([after.age, after.occupation]).toEqual([before.age, before.occupation])
})

test('a referral whose time is over, or whose role is gone, gives no form of its role', async () => {
  await refers(helper.id, new Date(t.house.clock().getTime() - 1000))
  expect((await page()).body.data).not.toHaveProperty('permitted_forms')
  await refers('role-gone')
  const { data } = (await page()).body
  expect(data.permitted_forms).toEqual({})
  expect(data).not.toHaveProperty('name')
  expect(data).not.toHaveProperty('notes_section')
})

test('an alert at a form is told to whoever reads the form, and to nobody else', async () => {
  const noted = await t.as('dina').patch(`/api/v2/cases/${kase}`, {
    data: { notes_section: [{ note_subject: 'Call', note_text: 'Moved' }] },
    record_action: 'add_note',
  })
  expect(noted.status, noted.text).toBe(200)
  const told = async (user: string) => {
    const listed = (await t.as(user).get(`/api/v2/cases/${kase}/alerts`)).body.data
    const { alerts = [], data } = await pulled(t.as(user), 'case', kase)
    const types = listed.map((alert: { form_unique_id: string }) => alert.form_unique_id)
    expect(alerts.map((alert: { form: string }) => alert.form)).toEqual(types)
    expect(data.current_alert_types ?? []).toEqual(types)
    return types
  }
  await refers(helper.id)
  expect([await told('amal'), await told('carol')]).toEqual([['notes'], ['notes']])
  await refers('role-gone')
  expect([await told('amal'), await told('carol')]).toEqual([['notes'], []])
})

test('who lost the right to receive anything still finds nothing by what a consent leaves out', async () => {
  await asHouse(t.house.db, t.house.configuration(), async (tx) => {
    await sql`update case_row set seen_by = seen_by || '{u:omar}'::text[] where id = ${kase}`.execute(tx)
    await sql`insert into record_grant (n, user_name, kind, left_out)
              select n, 'omar', 'referral', '{age}' from case_row where id = ${kase}`.execute(tx)
  })
  const found = async (query: string) => {
    const { data } = (await t.as('omar').get(`/api/v2/cases?${query}`)).body
    return data.map(({ id }: { id: string }) => id)
  }
  expect(await found('sex=female')).toEqual([kase])
  expect(await found('age=9')).toEqual([])
  expect((await t.as('omar').get(`/api/v2/cases/${kase}`)).body.data).not.toHaveProperty('age')
})
