import { expect, test } from 'vitest'
import { frozen } from '../records/sample.ts'
import { type Intention, type IntentionName, intentionArgs } from './intention.ts'
import { type Steps, steps, upgraded, versionOf } from './versions.ts'

const sent = (name: IntentionName, v: number, args: unknown): Intention =>
  frozen({
    id: '5b1c7a52-8f7e-4c0a-9d0e-3f1f5a7c2b01',
    ...{ v, device: 'phone', user: 'amal', seq: 1, at: '2026-01-01T08:00:00.000Z', config: 1, name, args, basedOn: 1 },
  })

/** One for each step, by name and the version it starts from: what an app of that version wrote, and what it means. */
const examples: Record<string, { before: unknown; after: unknown }> = {}

const names = Object.keys(intentionArgs) as IntentionName[]

test('every intention has its steps, numbered from 1 without a gap', () => {
  expect(Object.keys(steps).sort()).toEqual([...names].sort())
  for (const name of names) expect(steps[name].map(({ from }) => from)).toEqual(steps[name].map((_, i) => i + 1))
})

// rule: ux 15.10 older-intentions-are-understood
test('every step has an example, and leads to what the example says', () => {
  const all = names.flatMap((name) => steps[name].map(({ from, step }) => ({ key: `${name} ${from}`, step })))
  expect(all.map(({ key }) => key).sort()).toEqual(Object.keys(examples).sort())
  for (const { key, step } of all) expect(step(frozen(examples[key]?.before))).toEqual(examples[key]?.after)
})

test('an intention of today stays as it is', () => {
  for (const name of names) {
    const intention = sent(name, versionOf(name), { type: 'case' })
    expect(upgraded(intention)).toEqual(intention)
  }
})

test.each([0, 2, 1.5, -1, Number.NaN])('version %d, which no app ever wrote, is refused', (v) => {
  expect(() => upgraded(sent('record.edit', v, {}))).toThrow('unknown-intention')
})

// As if closing had named its reason in one word first, and then in a list that may hold a note.
const further: Steps = {
  ...steps,
  'record.close': [
    { from: 1, step: (args) => ({ ...(args as object), reasons: [] }) },
    {
      from: 2,
      step: (args) => {
        const { reasons, ...rest } = args as { reasons: string[] }
        return { ...rest, reasons: reasons.map((id) => ({ id })) }
      },
    },
  ],
}

test.each([
  [1, { id: 'x' }, { id: 'x', reasons: [] }],
  [2, { id: 'x', reasons: ['moved'] }, { id: 'x', reasons: [{ id: 'moved' }] }],
  [3, { id: 'x', reasons: [{ id: 'moved' }] }, { id: 'x', reasons: [{ id: 'moved' }] }],
])('what an app of version %d wrote goes through every step after it', (v, args, after) => {
  expect(upgraded(sent('record.close', v, args), further)).toMatchObject({ v: 3, args: after })
})

test('what only a newer server knows is refused by an older one', () => {
  expect(() => upgraded(sent('record.close', 4, {}), further)).toThrow('unknown-intention')
})
