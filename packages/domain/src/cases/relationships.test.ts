import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Uuid } from '../ids.ts'
import { changedLink, type Link, newLink, type RelationshipType, relationshipTypes, seenFrom } from './relationships.ts'

const [one, two] = ['a0000000-0000-4000-8000-000000000001', 'b0000000-0000-4000-8000-000000000002'] as [Uuid, Uuid]
const id = 'c0000000-0000-4000-8000-000000000003' as Uuid
const occasion = { now: '2026-11-22T10:00:00.000Z', user: 'amal' } as never
const types = Object.keys(relationshipTypes) as RelationshipType[]

test.each(types)('a case that is %s another is read so, and the other way round from there', (type) => {
  for (const [kase, other] of [
    [one, two],
    [two, one],
  ] as const) {
    const link = newLink({ id, kase, other, type }, occasion)
    expect(seenFrom(link, kase)).toEqual({ other, type })
    expect(seenFrom(link, other)).toEqual({ other: kase, type: relationshipTypes[type] })
    const back = newLink({ id, kase: other, other: kase, type: relationshipTypes[type] }, occasion)
    expect([back.from, back.to, back.type]).toEqual([link.from, link.to, link.type])
  }
})

test('every change of a link stands in its history, and nothing else does', () => {
  const change = fc.record({ primary: fc.boolean(), disabled: fc.boolean() }, { requiredKeys: [] })
  fc.assert(
    fc.property(fc.array(change, { maxLength: 8 }), (changes) => {
      const born = newLink({ id, kase: one, other: two, type: 'sibling_of' }, occasion)
      const link = changes.reduce<Link>((now, next) => changedLink(now, next, occasion), born)
      const last = (...words: string[]) => link.events.findLast(({ did }) => words.includes(did))?.did
      expect(link.disabled).toBe(last('linked', 'unlinked', 'linked_again') === 'unlinked')
      expect(link.primary).toBe(last('primary', 'not_primary') === 'primary')
      expect(link.events.slice(0, born.events.length)).toEqual(born.events)
      expect(changedLink(link, { primary: link.primary, disabled: link.disabled }, occasion)).toBe(link)
    }),
  )
})

test('why a link went is kept with its going', () => {
  const born = newLink({ id, kase: one, other: two, type: 'parent_of' }, occasion)
  const gone = changedLink(born, { disabled: true, why: 'another child' }, occasion)
  expect(gone.events.at(-1)).toMatchObject({ did: 'unlinked', why: 'another child', by: 'amal' })
  expect(changedLink(gone, { disabled: false }, occasion).events.at(-1)).toMatchObject({
    did: 'linked_again',
    why: null,
  })
})
