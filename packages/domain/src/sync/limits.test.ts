import { expect, test } from 'vitest'
import { Problem } from '../problem.ts'
import { mostCharacters, mostPaths, refuseTooMuch } from './limits.ts'

const changes = (count: number, to: unknown = 1) => Array.from({ length: count }, (_, i) => ({ path: [`f${i}`], to }))
const refusal = (name: string, args: object): unknown => {
  try {
    refuseTooMuch(name, args)
    return undefined
  } catch (error) {
    return error instanceof Problem ? { code: error.code, ...error.params } : error
  }
}

test.each(['changes', 'choices'])('as many %s as the limit says, and not one more', (part) => {
  const name = part === 'changes' ? 'record.edit' : 'conflict.settle'
  expect(refusal(name, { [part]: changes(mostPaths) })).toBeUndefined()
  expect(refusal(name, { [part]: changes(mostPaths + 1) })).toEqual({ code: 'too-much', of: 'paths', most: mostPaths })
})

test('few changes may be too large together', () => {
  const half = 'x'.repeat(mostCharacters / 2)
  expect(refusal('record.edit', { changes: changes(1, half) })).toBeUndefined()
  const told = { code: 'too-much', of: 'characters', most: mostCharacters }
  expect(refusal('record.edit', { changes: changes(2, half) })).toEqual(told)
})

test('a record may be created with all that the door takes', () => {
  expect(refusal('record.create', { data: { text: 'x'.repeat(mostCharacters + 1) } })).toBeUndefined()
})
