import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { type Reply, differences } from './compare.ts'
import {
  anyUuid,
  both,
  each,
  type Expect,
  type GoldenCase,
  including,
  keys,
  keysInOrder,
  match,
  setOf,
  today,
  unordered,
  without,
} from './golden.ts'
import { agencies, people, roles, userGroups } from './people.ts'
import { fillAll, fillFrom } from './placeholders.ts'
import { goldenBundle, records } from './world.ts'

const now = {
  today: '2026-03-01',
  from: Date.parse('2026-03-01T08:00:00Z'),
  to: Date.parse('2026-03-01T08:00:01Z'),
}
const fill = fillFrom({ people: { ana: { id: 12 } }, made: { data: { id: 'abc' } } })
const reply = (body: unknown, rest: Partial<Reply> = {}): Reply => ({
  status: 200,
  headers: { 'content-type': 'application/json' },
  text: JSON.stringify(body),
  ...rest,
})
const fits = (body: unknown, expected: Omit<Expect, 'status'>): boolean =>
  differences(reply(body), { status: 200, ...expected }, now, fill).length === 0

const areas = readdirSync(import.meta.dirname).filter((name) => name.endsWith('.golden.ts'))
const allCases = async (): Promise<(GoldenCase & { area: string })[]> => {
  const lists = await Promise.all(
    areas.map(async (area) => {
      const { cases } = (await import(join(import.meta.dirname, area))) as { cases: GoldenCase[] }
      return cases.map((c) => ({ ...c, area }))
    }),
  )
  return lists.flat()
}

test('an exact body knows neither more nor fewer keys', () => {
  expect(fits({ a: 1 }, { body: { a: 1 } })).toBe(true)
  expect(fits({ a: 1, b: 2 }, { body: { a: 1 } })).toBe(false)
  expect(fits({ a: { b: 1, c: 2 } }, { body: { a: { b: 1 } } })).toBe(false)
  expect(fits({}, { body: { a: 1 } })).toBe(false)
  expect(fits({ a: null }, { body: {} })).toBe(false)
})

test('a subset may lack keys but no element of an array', () => {
  expect(fits({ a: { b: 1, c: 2 } }, { contains: { a: { b: 1 } } })).toBe(true)
  expect(fits({ a: [{ b: 1, c: 2 }] }, { contains: { a: [{ b: 1 }] } })).toBe(true)
  expect(fits({ a: [1, 2] }, { contains: { a: [1] } })).toBe(false)
  expect(fits({ a: 1 }, { contains: { a: '1' } })).toBe(false)
})

test('null, nothing and false are three different answers', () => {
  expect(fits({ a: null }, { contains: { a: null } })).toBe(true)
  expect(fits({}, { contains: { a: null } })).toBe(false)
  expect(fits({ a: false }, { contains: { a: null } })).toBe(false)
})

test('a pointer that must not exist is found even when its value is null', () => {
  expect(fits({ data: { a: null } }, { absent: ['/data/a'] })).toBe(false)
  expect(fits({ data: {} }, { absent: ['/data/a'] })).toBe(true)
  expect(fits({ data: [{ a: 1 }] }, { absent: ['/data/0/a'] })).toBe(false)
})

test('rows are compared by id, in order or as a set', () => {
  const body = { data: [{ id: 'x' }, { id: 'y' }] }
  expect(fits(body, { rowsById: ['x', 'y'] })).toBe(true)
  expect(fits(body, { rowsById: ['y', 'x'] })).toBe(false)
  expect(fits(body, { set: ['y', 'x'] })).toBe(true)
  expect(fits(body, { set: ['y'] })).toBe(false)
})

test('a word that must not leak is looked for in the raw reply', () => {
  expect(fits({ data: { deep: ['Yusuf Haddad'] } }, { silentOn: ['Haddad'] })).toBe(false)
  expect(fits({ data: {} }, { silentOn: ['Haddad'] })).toBe(true)
})

test('headers match by text or pattern, and null means none', () => {
  const answer = reply({}, { headers: { 'set-cookie': ['a=1; HttpOnly', 'b=2'] } })
  const found = (headers: Expect['headers']) =>
    differences(answer, { status: 200, ...(headers ? { headers } : {}) }, now, fill)
  expect(found({ 'set-cookie': /^b=2$/m })).toEqual([])
  expect(found({ 'x-primero-ignored': null })).toEqual([])
  expect(found({ 'set-cookie': null })).toHaveLength(1)
  expect(found({ 'x-primero-ignored': /a/ })).toHaveLength(1)
})

test('a reply without a body, and one that is no JSON, are told apart', () => {
  const empty = reply(undefined, { status: 204, text: '' })
  expect(differences(empty, { status: 204, empty: true }, now, fill)).toEqual([])
  expect(differences(empty, { status: 204, body: {} }, now, fill)).toHaveLength(1)
  expect(differences(reply({}), { status: 200, empty: true }, now, fill)).toHaveLength(1)
})

test('matchers match what they say', () => {
  expect(fits({ a: ['x', 'y'] }, { body: { a: unordered(['y', 'x']) } })).toBe(true)
  expect(fits({ a: ['x', 'x'] }, { body: { a: unordered(['x', 'y']) } })).toBe(false)
  expect(fits({ a: ['x', 'x'] }, { body: { a: setOf(['x']) } })).toBe(true)
  expect(fits({ a: ['x', 'z'] }, { body: { a: setOf(['x']) } })).toBe(false)
  expect(fits({ a: [{ n: 1, m: 2 }] }, { body: { a: including([{ n: 1 }]) } })).toBe(true)
  expect(fits({ a: [{ n: 1 }] }, { body: { a: without([{ n: 1 }]) } })).toBe(false)
  expect(fits({ a: [{ n: { x: 1 } }] }, { body: { a: without([{ n: {} }]) } })).toBe(false)
  expect(fits({ a: { p: 1, q: 2 } }, { body: { a: keys(['q', 'p']) } })).toBe(true)
  expect(fits({ a: { p: 1, q: 2 } }, { body: { a: keysInOrder(['q', 'p']) } })).toBe(false)
  expect(fits({ a: [{ n: 1 }, { n: 2 }] }, { body: { a: each({ n: 1 }) } })).toBe(false)
  expect(fits({ a: 'abc' }, { body: { a: both(match(/a/), match(/z/)) } })).toBe(false)
  expect(fits({ a: '2026-03-01' }, { body: { a: today } })).toBe(true)
  expect(fits({ a: '6fa459ea-ee8a-11ee-8a6e-0242ac120002' }, { body: { a: anyUuid } })).toBe(false)
})

test('a placeholder alone keeps the type of its value, inside a text it is written out', () => {
  expect(fits({ id: 12 }, { body: { id: '{{people.ana.id}}' } })).toBe(true)
  expect(fits({ id: '12' }, { body: { id: '{{people.ana.id}}' } })).toBe(false)
  expect(fits({ ids: [12] }, { body: { ids: unordered(['{{people.ana.id}}']) } })).toBe(true)
  expect(fillAll({ path: '/api/v2/cases/{{made.data.id}}', ids: ['{{people.ana.id}}'] }, fill)).toEqual({
    path: '/api/v2/cases/abc',
    ids: [12],
  })
  expect(() => fill('{{nobody.id}}')).toThrow('nothing is bound to {{nobody.id}}')
})

test('every case is made by people of the world, and no title stands twice in an area', async () => {
  const cases = await allCases()
  const titles = cases.map((c) => `${c.area}: ${c.title}`)
  expect(titles.filter((title, i) => titles.indexOf(title) !== i)).toEqual([])
  const asked = cases.flatMap((c) => [
    c.as,
    ...(c.given ?? []).flatMap((step) => ('call' in step ? [step.as] : [])),
    ...(c.then ?? []).map((follow) => follow.as),
  ])
  expect([...new Set(asked)].filter((name) => name !== null && !(name in people))).toEqual([])
})

test('every person has a role, an agency and groups that exist, and every role is somebody’s or looked at', () => {
  const roleIds = new Set(roles.map((role) => role.id))
  const agencyIds = new Set(agencies.map((agency) => agency.id))
  const groupIds = new Set(userGroups.map((group) => group.id))
  for (const person of Object.values(people)) {
    expect(roleIds).toContain(person.role)
    if (person.agency !== null) expect(agencyIds).toContain(person.agency)
    for (const group of person.groups) expect(groupIds).toContain(group)
  }
  const used = new Set<string>(Object.values(people).map((person) => person.role))
  const onlyLookedAt = ['golden-referral', 'golden-referral-services', 'golden-transfer', 'golden-retired']
  expect([...roleIds].filter((id) => !used.has(id) && !onlyLookedAt.includes(id))).toEqual([])
})

test('records of the world have ids of their own and owners who exist', () => {
  const list = Object.values(records)
  expect(new Set(list.map((record) => record.id)).size).toBe(list.length)
  expect(new Set(list.map((record) => record.data.unique_identifier)).size).toBe(list.length)
  for (const record of list) {
    expect(record.id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
    expect(people).toHaveProperty(record.owner)
  }
})

test('rows of the probe form have their forms', () => {
  const forms = new Map(goldenBundle.forms.map((form) => [form.id, form]))
  for (const form of forms.values())
    for (const field of form.fields)
      if (field.type === 'subform') expect(forms.get(field.subform ?? '')?.subform).toBe(true)
})
