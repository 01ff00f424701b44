// Somebody leaves: everything goes over in one act, to people who may have it, and nobody sends records where he can.
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { accountByName, actorOf } from '../../src/accounts/queries.ts'
import { sendMails } from '../../src/mail/send.ts'
import { push as carryOut } from '../../src/sync/push.ts'
import { everybody } from '../access/people.ts'
import { type Caller, openTestHouse, type TestHouse } from '../house.ts'
import { openMailbox } from '../mailbox.ts'
import { claims, edits, intend, pulled, push, registers, uuid } from '../sync/device.ts'

let t: TestHouse
let root: Caller

beforeAll(async () => {
  t = await openTestHouse(inject('database'))
  await t.enrol(
    ...everybody,
    ...['leila', 'lina', 'lou', 'lara'].map((userName) => ({
      userName,
      role: 'role-cp-case-worker',
      agency: 'agency-open-door',
      groups: ['usergroup-primero-cp'],
    })),
    { userName: 'usman', role: 'role-cp-user-manager', agency: 'agency-open-door', groups: ['usergroup-primero-cp'] },
  )
  root = t.as('root')
})
afterAll(() => t.close())

const idOf = async (userName: string): Promise<number> => (await accountByName(t.house.db, userName))?.id ?? 0
const door = async (leaver: string, dry = false) => `/api/ext/users/${await idOf(leaver)}/leave${dry ? '?dry=1' : ''}`
const part = async (user: string, type = 'case', module = 'primeromodule-cp') => ({
  type,
  module,
  user: await idOf(user),
})
const takers = (body: { candidates: { userName: string }[] }) => body.candidates.map(({ userName }) => userName)

type Row = { action: string; record_type: string | null; record_id: string | null; details: Record<string, unknown> }
const auditedFor = async (userName: string, action: string): Promise<Row[]> =>
  (
    await sql<Row>`select action, record_type, record_id, details from audit
      where user_name = ${userName} and action = ${action} and outcome = 'done' order by id`.execute(t.house.db)
  ).rows

describe('who leaves', () => {
  test('is told what he has by counts only, and whom it may go to', async () => {
    const leila = t.as('leila')
    await registers(leila, { name_first: 'Yasmin', age: 9 })
    await registers(leila, { name_first: 'Aya', age: 7 })
    const { status, body, text } = await root.get(await door('leila'))
    expect(status).toBe(200)
    expect(body.parts).toEqual([{ type: 'case', module: 'primeromodule-cp', open: 2, closed: 0, waiting: 0 }])
    expect(text).not.toMatch(/Yasmin|Aya/)
    expect(takers(body)).toEqual(expect.arrayContaining(['amal', 'bilal', 'carol', 'dina']))
    // Not for whom the module is none of his, not for machines, not for himself.
    expect(takers(body)).not.toEqual(expect.arrayContaining(['gul']))
    expect(takers(body)).not.toContain('leila')
  })

  test('hands over nothing by a dry run, and it stands in the audit', async () => {
    const before = await auditedFor('root', 'leave')
    const reply = await root.post(await door('leila', true), { to: [await part('bilal')], on: null })
    expect(reply.body).toMatchObject({ moved: [{ type: 'case', user: await idOf('bilal'), count: 2 }], on: null })
    expect((await t.as('leila').get('/api/v2/cases')).body.metadata.total).toBe(2)
    expect(await auditedFor('root', 'leave')).toHaveLength(before.length + 1)
  })

  test('hands over each part to somebody, or nothing happens', async () => {
    const reply = await root.post(await door('leila'), { to: [], on: null })
    expect(reply.status).toBe(422)
    expect(reply.body.params).toMatchObject({ attribute: 'to', message: 'errors.leaving.part_without_taker' })
    const foreign = await root.post(await door('leila'), { to: [await part('gul')], on: null })
    expect(foreign.body.params.message).toBe('errors.leaving.taker_not_fit')
    expect((await t.as('leila').get('/api/v2/cases')).status).toBe(200)
  })

  test('leaves his records with history and audit to who takes over, and is out with his next call', async () => {
    const leila = t.as('leila')
    const id = await registers(leila, { name_first: 'Noor', age: 11 })
    const reply = await root.post(await door('leila'), { to: [await part('bilal')], on: null })
    expect(reply.status).toBe(200)
    expect(reply.body.moved).toEqual([{ ...(await part('bilal')), count: 3 }])
    expect((await leila.get('/api/v2/cases')).status).toBe(401)

    const { data } = await pulled(t.as('bilal'), 'case', id)
    expect(data).toMatchObject({ owned_by: 'bilal', previously_owned_by: 'leila', name_first: 'Noor', age: 11 })
    const history = await root.get(`/api/v2/cases/${id}/record_history`)
    const [last] = history.body.data
    expect(last).toMatchObject({ user_name: 'root' })
    expect(JSON.stringify(last)).toMatch(/"owned_by":{"from":"leila","to":"bilal"}/)
    const rows = (await auditedFor('root', 'assign')).filter(({ record_id }) => record_id === id)
    expect(rows).toHaveLength(1)
    const [, , leave] = await auditedFor('root', 'leave')
    expect((leave ?? (await auditedFor('root', 'leave')).at(-1))?.details).toMatchObject({ user: await idOf('leila') })
  })

  test('is told of to who takes over: in the app, and by a mail that says nothing of it', async () => {
    const box = await openMailbox()
    const before = t.house.settings
    t.house.settings = { ...before, smtp: box.settings }
    const like = { role: 'role-cp-case-worker', agency: 'agency-open-door', groups: ['usergroup-primero-cp'] }
    await t.enrol({ userName: 'gone', ...like }, { userName: 'taker', ...like })
    await t.house.db
      .updateTable('account')
      .set({ email: 'taker@example.org' })
      .where('user_name', '=', 'taker')
      .execute()
    const id = await registers(t.as('gone'), { name_first: 'Warda', age: 6 })
    const notices = async () => (await t.as('taker').get('/api/ext/me/notices')).body.notices
    await root.post(await door('gone', true), { to: [await part('taker')], on: null })
    expect(await notices()).toEqual([])
    expect((await root.post(await door('gone'), { to: [await part('taker')], on: null })).status).toBe(200)
    expect(await notices()).toMatchObject([{ kind: 'taken_over', by: 'gone', record: null, shortId: null }])
    await sendMails(t.house)
    expect(box.mails.map(({ to }) => to)).toEqual([['taker@example.org']])
    expect(box.mails[0]?.raw).not.toMatch(/Warda|gone|record|case/i)
    expect(box.mails[0]?.raw).not.toContain(id)
    t.house.settings = before
    await box.close()
  })

  test('to somebody who leaves to him at the same moment, goes alone', async () => {
    const names = ['cross', 'across']
    const like = { role: 'role-cp-case-worker', agency: 'agency-open-door', groups: ['usergroup-primero-cp'] }
    await t.enrol(...names.map((userName) => ({ userName, ...like })))
    for (const name of names) await registers(t.as(name), { name_first: 'Rami', age: 6 })
    const leaves = async (from: string, to: string) => root.post(await door(from), { to: [await part(to)], on: null })
    const replies = await Promise.all([leaves('cross', 'across'), leaves('across', 'cross')])
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 422])
  })

  test('sends work later: it waits beside the record for who has it now', async () => {
    const lina = t.as('lina')
    const id = await registers(lina, { name_first: 'Sami', age: 8 })
    const late = edits(lina, id, 1, [{ path: ['age'], from: 8, to: 9 }])
    expect((await root.post(await door('lina'), { to: [await part('amal')], on: null })).status).toBe(200)
    // As the help desk carries out what her device left.
    const account = await accountByName(t.house.db, 'lina')
    const role = account && t.house.configuration().roles.get(account.role)
    if (!account || !role) throw new Error('no account')
    const intended = { ...intend('lina', 'record.edit', {}), ...late }
    const { outcomes } = await carryOut(t.house, actorOf(account, role), { intentions: [intended as never] }, '')
    expect(outcomes).toEqual([{ id: late.id, outcome: 'review' }])
    expect(await claims(t.as('amal'), id)).toHaveLength(1)
  })

  test('may work on until a last day', async () => {
    const lou = t.as('lou')
    await registers(lou, { name_first: 'Hadi', age: 5 })
    const yesterday = new Date(Date.now() - 2 * 86_400_000).toISOString().slice(0, 10)
    expect((await root.post(await door('lou'), { to: [await part('amal')], on: yesterday })).status).toBe(422)
    const today = new Date(t.house.clock()).toISOString().slice(0, 10)
    const reply = await root.post(await door('lou'), { to: [await part('amal')], on: today })
    expect(reply.body).toMatchObject({ on: today, ends: { sessions: 0 } })
    expect((await lou.get('/api/v2/cases')).body.metadata.total).toBe(0)
    t.pass(2 * 24 * 60)
    expect((await lou.get('/api/v2/cases')).status).toBe(401)
  })
})

describe('who ends the work of others', () => {
  test('is nobody who may not change that account, nor anybody of himself', async () => {
    // She sees her team, and administers nobody.
    expect((await t.as('dina').get(await door('lara'))).status).toBe(403)
    expect((await t.as('amal').post(await door('lara'), { to: [], on: null })).status).toBe(404)
    expect((await root.post(await door('root'), { to: [], on: null })).status).toBe(403)
    expect((await t.as('usman').get(await door('root'))).status).toBe(404)
  })

  test('keeps it within the team where he has no right to assign', async () => {
    await registers(t.as('gul'), { age: 20 }, 'primeromodule-gbv')
    const { body, status } = await t.as('uma').get(await door('gul'))
    expect(status).toBe(200)
    expect(takers(body)).toEqual(expect.arrayContaining(['sana']))
    expect(takers(body)).not.toContain('hawa')
    expect(takers(body)).not.toContain('uma')
  })

  test('moves a whole caseload at once', async () => {
    const lara = t.as('lara')
    const made = Array.from({ length: 120 }, (_, i) =>
      intend('lara', 'record.create', {
        type: 'case',
        id: uuid(),
        module: 'primeromodule-cp',
        data: { unique_identifier: uuid(), age: i % 18 },
      }),
    )
    const outcomes = await push(lara, ...made)
    expect(outcomes.every(({ outcome }: { outcome: string }) => outcome === 'applied')).toBe(true)
    const reply = await root.post(await door('lara'), { to: [await part('dina')], on: null })
    expect(reply.body.moved[0].count).toBe(120)
    const { rows } = await sql<{ owners: number }>`
      select count(*)::int as owners from case_row where owned_by = 'lara'`.execute(t.house.db)
    expect(rows[0]?.owners).toBe(0)
  })
})
