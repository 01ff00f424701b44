// Doors of the office about people: what one may choose, where somebody is signed in, last days, and sheets of people.
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { accountByName } from '../../src/accounts/queries.ts'
import { everybody } from '../access/people.ts'
import { type Caller, openTestHouse, type TestHouse } from '../house.ts'

let t: TestHouse
let root: Caller
let usman: Caller

beforeAll(async () => {
  t = await openTestHouse(inject('database'))
  await t.enrol(...everybody, {
    userName: 'usman',
    role: 'role-cp-user-manager',
    agency: 'agency-open-door',
    groups: ['usergroup-primero-cp'],
  })
  root = t.as('root')
  usman = t.as('usman')
})
afterAll(() => t.close())

const idOf = async (userName: string): Promise<number> => (await accountByName(t.house.db, userName))?.id ?? 0
const rowsOf = async (action: string) =>
  (
    await sql<{ user_name: string; details: Record<string, unknown> }>`
      select user_name, details from audit where action = ${action} and outcome = 'done' order by id`.execute(
      t.house.db,
    )
  ).rows

describe('choices', () => {
  test('tell which roles one may give, what they bring, and where one may put people', async () => {
    const { body } = await usman.get('/api/ext/users/choices')
    const role = (id: string) => body.roles.find((one: { id: string }) => one.id === id)
    expect(role('role-cp-case-worker')).toMatchObject({ giving: 'yes', dangers: expect.arrayContaining([]) })
    expect(role('role-cp-administrator')).toMatchObject({ giving: 'forbidden', dangers: [] })
    expect(role('role-superuser')).toBeUndefined()
    const mine = body.groups.filter(({ mayPlace }: { mayPlace: boolean }) => mayPlace)
    expect(mine.map(({ id }: { id: string }) => id)).toEqual(['usergroup-primero-cp'])
    expect(body.may).toEqual({ create: true, write: true, disableMany: false })
  })

  test('are flagged where a role goes beyond who gives it', async () => {
    const { body } = await root.get('/api/ext/users/choices')
    const flagged = body.roles.filter(({ giving }: { giving: string }) => giving === 'flagged')
    expect(flagged.length).toBeGreaterThan(0)
    for (const { beyond } of flagged) expect(beyond).not.toEqual([])
  })

  test('are nothing for who administers no people', async () => {
    expect((await t.as('amal').get('/api/ext/users/choices')).status).toBe(403)
  })
})

describe('an account', () => {
  test('shows how it stands to who may change it', async () => {
    const { body } = await usman.get(`/api/ext/users/${await idOf('amal')}/standing`)
    expect(body).toMatchObject({ isOneself: false, may: { change: true, open: true, end: true }, devices: 0 })
    expect((await usman.get(`/api/ext/users/${await idOf('carol')}/standing`)).status).toBe(404)
    expect((await usman.get('/api/ext/users/999999/standing')).status).toBe(404)
    expect((await usman.get(`/api/ext/users/${await idOf('usman')}/standing`)).body.may).toEqual({
      change: false,
      open: false,
      end: false,
    })
  })

  test('gets a last day from others, never from its owner', async () => {
    const day = new Date(t.house.clock()).toISOString().slice(0, 10)
    const expiry = async (who: Caller, whose: string, on: string | null) =>
      who.put(`/api/ext/users/${await idOf(whose)}/expiry`, { on })
    expect((await expiry(usman, 'amal', day)).body).toEqual({ expiresOn: day })
    expect((await usman.get(`/api/ext/users/${await idOf('amal')}/standing`)).body.expiresOn).toBe(day)
    expect((await expiry(usman, 'amal', '2020-02-02')).status).toBe(422)
    expect((await expiry(usman, 'amal', '2020-02-31')).status).toBe(422)
    expect((await expiry(usman, 'usman', null)).status).toBe(403)
    expect((await expiry(t.as('amal'), 'bilal', null)).status).toBe(404)
    expect((await expiry(usman, 'amal', null)).body).toEqual({ expiresOn: null })
    expect((await rowsOf('update')).at(-1)?.details).toMatchObject({ fields: ['expires_on'] })
  })

  test('can be signed out in one place or everywhere', async () => {
    const payload = { user: { user_name: 'bilal', password: 'a-password-for-tests-only' } }
    const enter = () => t.app.inject({ method: 'POST', url: '/api/v2/tokens', payload })
    expect((await enter()).statusCode).toBe(200)
    const door = `/api/ext/users/${await idOf('bilal')}/sessions`
    const [one] = (await usman.get(door)).body.sessions
    expect(Object.keys(one)).not.toContain('ip')
    expect((await t.as('dina').get(door)).status).toBe(403)
    expect((await t.as('dina').delete(`${door}/${one.id}`)).status).toBe(403)
    expect((await usman.delete(`${door}/${one.id}`)).status).toBe(204)
    expect((await usman.delete(`${door}/${one.id}`)).status).toBe(404)
    expect((await enter()).statusCode).toBe(200)
    expect((await usman.delete(`${door}/all`)).status).toBe(204)
    expect((await usman.get(door)).body.sessions).toEqual([])
    expect((await rowsOf('end_session')).at(-1)).toMatchObject({ user_name: 'usman', details: { session: 'all' } })
  })

  test('is enabled again with others, or none is', async () => {
    const ids = [await idOf('amal'), await idOf('bilal')]
    for (const id of ids) await root.patch(`/api/v2/users/${id}`, { data: { disabled: true } })
    const isDisabled = async () =>
      Promise.all(['amal', 'bilal'].map(async (n) => (await accountByName(t.house.db, n))?.disabled))
    expect((await usman.post('/api/ext/users/enable', { ids: [...ids, await idOf('carol')] })).status).toBe(404)
    expect(await isDisabled()).toEqual([true, true])
    expect((await usman.post('/api/ext/users/enable', { ids })).status).toBe(200)
    expect(await isDisabled()).toEqual([false, false])
  })
})

describe('a sheet of people', () => {
  const send = (who: Caller, csv: string, dry = false) =>
    who.post(`/api/ext/users/import${dry ? '?dry=1' : ''}`, { csv })
  const head = 'user_name,full_name,role,agency,groups'
  const place = 'agency-open-door,usergroup-primero-cp'

  test('says line by line what would happen, and does nothing', async () => {
    const csv = [
      head,
      `nadia,Nadia One,role-cp-case-worker,${place}`,
      'amal,Amal Anew,,,',
      'bilal,,,,',
      `omar,Omar Two,role-superuser,${place}`,
      `pavel,=cmd(),role-cp-case-worker,${place}`,
      `quinn,Quinn,no such role,${place}`,
      'usman,Usman Higher,,,',
      'carol,Carol Taken,,,',
    ].join('\n')
    const { body } = await send(usman, csv, true)
    expect(body.isApplied).toBe(false)
    expect(body.lines.map(({ what }: { what: string }) => what)).toEqual([
      'create',
      'change',
      'nothing',
      'refused',
      'refused',
      'refused',
      'refused',
      'refused',
    ])
    const reasons = body.lines
      .slice(3)
      .map((line: { line: number; refusals: object[] }) => [line.line, line.refusals[0]])
    expect(reasons).toEqual([
      [5, { column: 'role', reason: 'not_yours_to_give' }],
      [6, { column: 'full_name', reason: 'formula' }],
      [7, { column: 'role', reason: 'unknown' }],
      [8, { column: 'user_name', reason: 'oneself' }],
      [9, { column: 'user_name', reason: 'errors.models.user.user_name_uniqueness' }],
    ])
    expect(await idOf('nadia')).toBe(0)
    expect((await rowsOf('import')).at(-1)?.details).toMatchObject({ dry: true, applied: false, created: 1 })
  })

  test('is taken as a whole or not at all', async () => {
    const csv = `${head}\nnadia,Nadia One,role-cp-case-worker,${place}\nomar,Omar,role-superuser,${place}`
    expect((await send(usman, csv)).body.isApplied).toBe(false)
    expect(await idOf('nadia')).toBe(0)
  })

  test('makes and changes accounts by the rules of the single doors, each with its row of the audit', async () => {
    const csv = `${head}\nnadia,Nadia One,Case worker none such,${place}`
    expect((await send(usman, csv)).body.lines[0].what).toBe('refused')
    const good = `${head}\nnadia,Nadia One,role-cp-case-worker,${place}\namal,Amal Anew,,,`
    const { body } = await send(usman, good)
    expect(body).toMatchObject({ isApplied: true, refusals: [] })
    const nadia = await accountByName(t.house.db, 'nadia')
    expect(nadia).toMatchObject({ role: 'role-cp-case-worker', agency: 'agency-open-door', password_hash: null })
    expect((await accountByName(t.house.db, 'amal'))?.full_name).toBe('Amal Anew')
    expect((await rowsOf('import')).at(-1)?.details).toEqual({
      dry: false,
      applied: true,
      created: 1,
      changed: 1,
      refused: 0,
    })
    expect((await rowsOf('create')).at(-1)).toMatchObject({ user_name: 'usman', details: { user: nadia?.id } })
    expect((await send(usman, good)).body.lines.map(({ what }: { what: string }) => what)).toEqual([
      'nothing',
      'nothing',
    ])
  })

  test('of another shape is refused as a whole, naming its columns', async () => {
    const reasons = async (csv: string) => (await send(usman, csv)).body.refusals
    expect(await reasons('user_name,password\nx,y')).toEqual([{ column: 'password', reason: 'column' }])
    expect(await reasons('full_name\nx')).toEqual([{ column: 'user_name', reason: 'column_missing' }])
    expect(await reasons('user_name')).toEqual([{ column: '', reason: 'empty' }])
    const long = ['user_name', ...Array.from({ length: 1001 }, (_, i) => `person${i}`)].join('\n')
    expect(await reasons(long)).toEqual([{ column: '', reason: 'too_many_lines' }])
    expect((await send(usman, 'x'.repeat(600_000))).status).toBe(422)
    expect((await send(t.as('amal'), csvOf('x'))).status).toBe(403)
  })

  const csvOf = (name: string) => `user_name\n${name}`

  test('puts nobody out of the reach of who sends it, nor into groups of others', async () => {
    const csv = `${head}\nrita,Rita,role-cp-case-worker,agency-open-door,usergroup-training-dallis\nsina,Sina,role-cp-case-worker,agency-child-bridge,usergroup-primero-cp`
    const { body } = await send(usman, csv, true)
    expect(body.lines.map(({ refusals }: { refusals: object[] }) => refusals)).toEqual([
      [{ column: 'groups', reason: 'not_yours_to_place' }],
      [{ column: 'agency', reason: 'not_yours_to_place' }],
    ])
  })
})
