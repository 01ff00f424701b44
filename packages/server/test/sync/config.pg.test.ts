// What a device is told of the configuration: what its role uses, in one language, and nothing besides.
import { isIdentifying } from '@primero/domain/access/identity.ts'
import { formRights, may } from '@primero/domain/access/role.ts'
import { type RecordType, recordTypes } from '@primero/domain/configuration/bundle.ts'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { everybody } from '../access/people.ts'
import { openTestHouse, type TestHouse } from '../house.ts'

let t: TestHouse

beforeAll(async () => {
  t = await openTestHouse(inject('database'))
  await t.enrol(...everybody)
})
afterAll(() => t.close())

type Shown = { id: string; fields: { name: string; subform?: string; options?: { lookup?: string } }[] }

// biome-ignore lint/suspicious/noExplicitAny: tests look into replies freely
const configOf = async (userName: string, query = ''): Promise<any> => {
  const reply = await t.as(userName).get(`/api/sync/config${query}`)
  expect(reply.status).toBe(200)
  return reply.body
}

describe.each(everybody)('the device of $userName, $role', ({ userName, role: roleId }) => {
  test('has the forms of the role, with their rights, and no other', async () => {
    const config = t.house.configuration()
    const role = config.roles.get(roleId)
    if (role === undefined) throw new Error(`${roleId} is not shipped.`)
    const rights = formRights(config, role)
    const { bundle, me } = await configOf(userName)
    expect(new Set(bundle.forms.map((form: Shown) => form.id))).toEqual(new Set(rights.keys()))
    expect(me.role.forms).toEqual(Object.fromEntries(rights))
    expect(bundle.modules.map((m: { id: string }) => m.id).sort()).toEqual([...role.modules].sort())
    for (const form of bundle.forms as Shown[]) {
      const own = config.forms.get(form.id)
      expect(own?.subform || own?.modules.some((m) => role.modules.includes(m))).toBe(true)
    }
  })

  test('gets columns, filters and orders for records that it may read, by fields that it may ask', async () => {
    const config = t.house.configuration()
    const role = config.roles.get(roleId)
    const { lists } = await configOf(userName)
    expect(Object.keys(lists).sort()).toEqual(recordTypes.filter((type) => role && may(role, type, 'read')).sort())
    for (const [type, list] of Object.entries<Record<string, string[]>>(lists)) {
      if (role?.identity !== 'none') continue
      for (const name of Object.values(list).flat())
        expect(isIdentifying(config, type as RecordType, name), name).toBe(false)
    }
  })

  test('learns no other role, no account beyond its reach, and no secret', async () => {
    const { bundle, people, me } = await configOf(userName)
    expect(bundle.roles).toEqual([])
    expect(bundle.trainingUsers).toEqual([])
    expect(bundle.userGroups.every((group: { id: string }) => me.groups.includes(group.id))).toBe(true)
    expect(Object.keys(bundle.settings).every((key) => !/secret|password|token|key_file/.test(key))).toBe(true)
    const names = people.map((p: { userName: string }) => p.userName)
    if (me.scope === 'self') expect(names).toEqual([userName])
    if (me.scope === 'group') {
      const near = everybody.filter((p) => p.groups?.some((group) => me.groups.includes(group))).map((p) => p.userName)
      expect(names.every((name: string) => near.includes(name))).toBe(true)
    }
  })
})

/** All texts of several languages that a value holds. */
function languagesIn(value: unknown): Set<string> {
  const found = new Set<string>()
  const walk = (inner: unknown): void => {
    if (typeof inner !== 'object' || inner === null) return
    const keys = Object.keys(inner)
    if (keys.length > 0 && keys.every((key) => /^(en|ar|fr|es)$/.test(key))) for (const key of keys) found.add(key)
    else for (const one of Object.values(inner)) walk(one)
  }
  walk(value)
  return found
}

test('every text comes in one language: the person’s, or the one asked for', async () => {
  expect(languagesIn((await configOf('amal')).bundle)).toEqual(new Set(['en']))
  const arabic = await configOf('amal', '?locale=ar')
  expect(arabic.locale).toBe('ar')
  expect(languagesIn(arabic.bundle)).toEqual(new Set(['ar']))
})

test.each(['xx', '../en', '__proto__', '', 'EN'])(
  'a language that is not there (%s) gives the person’s',
  async (locale) => {
    expect((await configOf('amal', `?locale=${encodeURIComponent(locale)}`)).locale).toBe('en')
  },
)

test('the lookups are those that the forms use', async () => {
  const { bundle } = await configOf('selam')
  const used = new Set(
    (bundle.forms as Shown[]).flatMap((form) => form.fields.flatMap((field) => field.options?.lookup ?? [])),
  )
  const others = bundle.lookups
    .map((l: { id: string }) => l.id)
    .filter((id: string) => !used.has(id) && !id.startsWith('lookup-form-group-'))
  expect(others.sort()).toEqual(
    ['lookup-location-type', 'lookup-service-response-type', 'lookup-workflow'].filter((id) => !used.has(id)),
  )
})

test('nobody gets a configuration without signing in', async () => {
  expect((await t.app.inject({ url: '/api/sync/config' })).statusCode).toBe(401)
})

test('two colleagues of one name are told apart by what they sign in with, and nobody else is named longer', async () => {
  await t.enrol(
    { userName: 'twin_1', role: 'role-cp-case-worker', fullName: 'Maria Anders', groups: ['twins'] },
    { userName: 'twin_2', role: 'role-cp-case-worker', fullName: 'Maria Anders', groups: ['twins'] },
    { userName: 'single', role: 'role-cp-manager', fullName: 'Olga Anders', groups: ['twins'] },
  )
  const { people } = await configOf('single')
  const named = people.map((one: { fullName: string }) => one.fullName).filter((name: string) => /Anders/.test(name))
  expect(named.sort()).toEqual(['Maria Anders (twin_1)', 'Maria Anders (twin_2)', 'Olga Anders'])
})

test('what ships is called in the language of the reader until somebody names it anew, and over v2 by one name', async () => {
  await t.enrol(
    { userName: 'warda', role: 'role-cp-case-worker', groups: ['usergroup-primero-cp'], locale: 'ar' },
    { userName: 'chief', role: 'role-superuser', locale: 'fr' },
  )
  const inArabic = await configOf('warda')
  expect(inArabic.me.role.name).toBe('عامل حالة لحماية الطفل')
  expect(inArabic.bundle.userGroups.map((one: { name: string }) => one.name)).toEqual(['بريميرو حماية الطفل'])
  expect((await configOf('warda', '?locale=es')).me.role.name).toBe('Gestor de casos de PN')
  const listed = async () =>
    (await t.as('chief').get('/api/ext/roles')).body.roles.find(
      ({ role }: { role: { id: string } }) => role.id === 'role-cp-case-worker',
    )
  const { called, wireId } = await listed()
  expect(called).toBe('Gestionnaire de cas PE')
  const overV2 = async () => (await t.as('chief').get(`/api/v2/roles/${wireId}`)).body.data
  expect(await overV2()).toMatchObject({ name: 'CP Case Worker' })
  expect(await overV2()).not.toHaveProperty('names')

  const renamed = { data: { name: 'Field friend' } }
  expect((await t.as('chief').patch(`/api/v2/roles/${wireId}`, renamed)).status).toBe(200)
  expect((await configOf('warda')).me.role.name).toBe('Field friend')
  expect((await listed()).called).toBe('Field friend')
})
