import { describe, expect, test } from 'vitest'
import type { Field, Form } from '../configuration/bundle.ts'
import { configurationOf } from '../configuration/configuration.ts'
import { keptAnswers, keptValue, mayKeep } from './offline.ts'

const field = (name: string, rest: Partial<Field> = {}): Field =>
  ({ name, type: 'text_field', label: { en: name }, identifying: false, ...rest }) as Field
const form = (id: string, fields: Field[], rest: Partial<Form> = {}): Form =>
  ({
    id,
    recordType: 'case',
    modules: ['m'],
    group: 'g',
    groupOrder: 1,
    order: 1,
    name: { en: id },
    fields,
    ...rest,
  }) as Form
const never = { offline: 'never' } as const

const config = configurationOf(1, [
  {
    id: 'b',
    modules: [],
    forms: [
      form('page', [
        field('age'),
        field('story', never),
        field('people', { type: 'subform', subform: 'people_rows' }),
        field('first_name', { subformSummary: { subform: 'people', pick: 'first', field: 'name' } }),
        field('asked_twice'),
      ]),
      form('other', [field('asked_twice', never)], { order: 2 }),
      form(
        'people_rows',
        [field('role'), field('name', never), field('visits', { type: 'subform', subform: 'visit_rows' })],
        { subform: true },
      ),
      form('visit_rows', [field('day'), field('words', never)], { subform: true }),
    ],
    lookups: [],
    locations: [],
    agencies: [],
    userGroups: [],
    roles: [],
    published: [],
    settings: {},
    trainingUsers: [],
  },
])

describe('what stays off devices', () => {
  // rule: ux 15.3 never-offline-is-absent
  test('is absent at every depth, and the rest stays as it is', () => {
    const row = { unique_id: 'r', role: 'aunt', name: 'N', visits: [{ unique_id: 'v', day: '2024-05-10', words: 'W' }] }
    const data = { age: 9, story: 'S', people: [row], first_name: 'N', asked_twice: 'A' }
    expect(keptAnswers(config, 'case', data)).toEqual({
      age: 9,
      people: [{ unique_id: 'r', role: 'aunt', visits: [{ unique_id: 'v', day: '2024-05-10' }] }],
    })
  })

  test.each([
    [['age'], true],
    [['story'], false],
    [['people'], true],
    [['people', 'r', 'role'], true],
    [['people', 'r', 'name'], false],
    [['people', 'r', 'visits', 'v', 'words'], false],
    [['first_name'], false],
    [['asked_twice'], false],
    [['unknown'], true],
  ])('of %j a device may keep: %s', (path, may) => {
    expect(mayKeep(config, 'case', path)).toBe(may)
  })

  test.each([
    [['people', 'r'], { unique_id: 'r', role: 'aunt', name: 'N' }, { unique_id: 'r', role: 'aunt' }],
    [['people'], [{ unique_id: 'r', name: 'N' }], [{ unique_id: 'r' }]],
    [['people', 'r', 'visits', 'v'], { words: 'W', day: '2024-05-10' }, { day: '2024-05-10' }],
    [['people', 'r', 'role'], 'aunt', 'aunt'],
    [['age'], 9, 9],
    [['people', 'r'], null, null],
    [['people'], undefined, undefined],
  ])('of a value at %j only what may be kept is left', (path, value, kept) => {
    expect(keptValue(config, 'case', path, value)).toEqual(kept)
  })

  test('of other types nothing is taken', () => {
    expect(keptAnswers(config, 'incident', { story: 'S' })).toEqual({ story: 'S' })
  })
})
