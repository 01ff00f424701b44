// What a package holds, and what a case that is made of it takes over, against their tables.
import { describe, expect, test } from 'vitest'
import type { Field } from '../configuration/bundle.ts'
import { Problem } from '../problem.ts'
import type { Data } from '../records/record.ts'
import { ageBand, contentsOf, packageFields, takenInto, type Target, tickable } from './module-contents.ts'
import {
  ageBandCases,
  contentsCases,
  fieldsByDirection,
  neverInPackage,
  takenOver,
  takenValueCases,
} from './module-package-contents.cases.ts'
import { cp, gbv } from './module-package.cases.ts'

const ranges = ['0 - 5', '6 - 11', '12 - 17', '18+']

/** Everything is answered. */
function answersOf(from: typeof cp | typeof gbv): Data {
  const { smallest, offered, oneByOne } = fieldsByDirection[from]
  const all = [...smallest, ...offered, ...oneByOne, ...neverInPackage, 'gbv_nationality']
  return { ...Object.fromEntries(all.map((name) => [name, 'said'])), age: 14, hidden_name: from === gbv }
}

describe('a package holds', () => {
  test.each(contentsCases)('$says', ({ from, ticked, excluded = [], unreadable = [], data = {}, holds }) => {
    const source = {
      from,
      answers: { ...answersOf(from), ...(data as Data) },
      reads: (name: string) => !unreadable.includes(name),
      excluded,
      ranges,
    }
    const held = (): string[] | 'fields' => {
      try {
        return Object.keys(contentsOf(source, ticked))
      } catch (error) {
        if (error instanceof Problem && error.code === 'rule-broken') return 'fields'
        throw error
      }
    }
    const is = held()
    expect(is === 'fields' ? is : [...is].sort()).toEqual(holds === 'fields' ? holds : [...holds].sort())
  })

  test('nothing else than its table lists, and offers no tick for what is never in it', () => {
    expect(packageFields).toEqual(fieldsByDirection)
    for (const from of [cp, gbv] as const) {
      const ticks = tickable({ from, reads: () => true, excluded: [] })
      expect(ticks.filter((name) => (neverInPackage as readonly string[]).includes(name))).toEqual([])
      const all = contentsOf({ from, answers: answersOf(from), reads: () => true, excluded: [], ranges }, ticks)
      expect(Object.keys(all).filter((name) => (neverInPackage as readonly string[]).includes(name))).toEqual([])
    }
  })

  test.each(ageBandCases)('the range of an age: $says', ({ age, band }) => {
    expect(ageBand(age, ranges)).toBe(band)
  })
})

/** As the shipped forms ask them. */
const targets: Record<typeof cp | typeof gbv, Record<string, { ids?: string[]; multi?: true }>> = {
  [gbv]: {
    sex: { ids: ['male', 'female'] },
    age: {},
    gbv_nationality: { ids: ['nationality1', 'nationality2'] },
    disability_type: { ids: ['physical_disability', 'mental_disability', 'both', 'no'] },
    gbv_disability_type: { ids: ['physical_disability', 'mental_disability', 'both', 'no'] },
  },
  [cp]: {
    sex: { ids: ['male', 'female'] },
    age: {},
    nationality: { ids: ['jordan', 'lebanon'], multi: true },
    disability_type: { ids: ['mental_disability', 'physical_disability', 'both'] },
  },
}

const target = (into: typeof cp | typeof gbv, name: string): Target | undefined => {
  const known = targets[into][name]
  if (known === undefined) return undefined
  const field = { name, type: 'select_box', ...(known.multi ? { multi: true } : {}) } as Field
  return { field, options: known.ids && new Set(known.ids) }
}

describe('a case that is made of it takes over', () => {
  test.each(takenValueCases)('$says', ({ into, fields, unwritable = [], takes }) => {
    const writes = (name: string) => (unwritable.includes(name) ? undefined : target(into, name))
    expect(takenInto(into, fields as Data, writes)).toEqual(takes)
  })

  test('what the table names, into the field that it names; one answer of many into no single one', () => {
    const any = (name: string): Target => ({ field: { name, type: 'text_field' } as Field, options: undefined })
    for (const into of [cp, gbv] as const) {
      const named = Object.entries(takenOver[into]).filter(([, to]) => to !== null)
      const fields = Object.fromEntries(
        [...Object.keys(takenOver[into]), 'age_band', 'notes'].map((name) => [name, name]),
      )
      const expected = Object.fromEntries(named.map(([source, to]) => [to, source]))
      expect(takenInto(into, fields, any)).toEqual(expected)
    }
    expect(takenInto(gbv, { nationality: ['nationality1', 'nationality2'] }, (name) => target(gbv, name))).toEqual({})
    expect(takenInto(cp, { gbv_nationality: 'jordan' }, (name) => target(cp, name))).toEqual({
      nationality: ['jordan'],
    })
  })
})
