// The language that people read is kept with their account, whatever their role.
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { openTestHouse, type TestHouse } from '../../test/house.ts'

let t: TestHouse

beforeAll(async () => {
  t = await openTestHouse(inject('database'))
  await t.enrol(
    { userName: 'amal', role: 'role-cp-case-worker', groups: ['usergroup-primero-cp'] },
    { userName: 'nadia', role: 'role-gbv-coordinator', locale: 'ar' },
    { userName: 'ruth', role: 'role-cp-case-worker' },
  )
})
afterAll(() => t.close())

const keep = (userName: string, body: unknown) => t.as(userName).put('/api/ext/me/locale', body)
const localeOf = async (userName: string): Promise<string> => (await t.as(userName).get('/api/sync/config')).body.locale

const changesOf = (userName: string) =>
  t.house.db
    .selectFrom('audit')
    .select(['action', 'outcome', 'record_type', 'details'])
    .where('user_name', '=', userName)
    .where('action', '=', 'update')
    .execute()

test.each(['amal', 'nadia'])(
  '%s keeps a language of her own, and gets the forms in it from then on',
  async (userName) => {
    expect((await keep(userName, { locale: 'fr' })).status).toBe(204)
    expect(await localeOf(userName)).toBe('fr')
    expect(await localeOf('ruth')).toBe('en')
    const [change, ...others] = await changesOf(userName)
    expect(others).toEqual([])
    expect(change).toMatchObject({ outcome: 'done', record_type: 'user', details: { fields: ['locale'] } })
  },
)

test('the same choice again changes nothing and is not logged again', async () => {
  expect((await keep('amal', { locale: 'es' })).status).toBe(204)
  const before = await changesOf('amal')
  expect((await keep('amal', { locale: 'es' })).status).toBe(204)
  expect(await changesOf('amal')).toEqual(before)
})

test.each(['de', '', 'FR', 'fr-FR', '../ar', '__proto__'])(
  'a language that the site does not have (%s) is refused',
  async (locale) => {
    expect((await keep('ruth', { locale })).status).toBe(422)
    expect(await localeOf('ruth')).toBe('en')
    expect(await changesOf('ruth')).toEqual([])
  },
)

test.each([{}, { locale: 7 }, { locale: 'x'.repeat(21) }, { locale: 'fr', role: 'role-superuser' }, null])(
  'what is no choice of a language (%j) is refused',
  async (body) => {
    expect((await keep('ruth', body)).status).toBe(422)
    expect(await localeOf('ruth')).toBe('en')
  },
)

test('nobody keeps a language without signing in', async () => {
  const reply = await t.app.inject({ method: 'PUT', url: '/api/ext/me/locale', payload: { locale: 'fr' } })
  expect(reply.statusCode).toBe(401)
})

test('who changes it without end must wait', async () => {
  const replies: number[] = []
  for (let n = 0; n < 32; n++) replies.push((await keep('ruth', { locale: 'fr' })).status)
  expect(replies.at(0)).toBe(204)
  expect(replies.at(-1)).toBe(429)
})

test('every language of the product is switched on', async () => {
  for (const locale of ['en', 'ar', 'fr', 'es'])
    expect((await t.as('amal').get(`/api/sync/config?locale=${locale}`)).body.locale).toBe(locale)
})
