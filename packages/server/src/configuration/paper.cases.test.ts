// The golden cases of paper name fields that ship; here, since domain reads no files.
import { join } from 'node:path'
import type { Field } from '@primero/domain/configuration/bundle.ts'
import { configurationOf } from '@primero/domain/configuration/configuration.ts'
import { enumerated } from '@primero/domain/forms/options.ts'
import type { Answer, Data } from '@primero/domain/records/record.ts'
import { paperCases } from '@primero/domain/workflow/case-summary.cases.ts'
import { paperOf } from '@primero/domain/workflow/paper.ts'
import { staysWithTheCase } from '@primero/domain/workflow/plans.cases.ts'
import { expect, test } from 'vitest'
import { readBundles } from './bundles.ts'

const bundles = readBundles(join(import.meta.dirname, '../../../../config'), ['core', 'cp', 'gbv', 'training'])
const config = configurationOf(1, bundles)
const forms = config.formsOf('case')

/** A village, with what lies above it. */
const village = [...config.locations.values()].find(({ level }) => level >= 3)
const region = village?.hierarchy[1]

/** Something that the field may be answered with. */
function answerTo({ name, type, options, multi }: Field): Answer {
  const typed = `marked-${name}`
  if (options && 'source' in options) {
    const one = /Location/.test(options.source) ? (village?.code ?? '') : typed
    return multi ? [one] : one
  }
  const [first] = enumerated(config, { name, type, options } as Field) ?? []
  const one = {
    tick_box: true,
    date_field: '2015-03-04',
    numeric_field: 9,
    tally_field: { total: 9 },
    radio_button: first ?? typed,
    select_box: first ?? typed,
  }[type as string]
  return multi ? [String(one)] : (one ?? typed)
}

/** Everything answered: each field of every form, and of each subform a row with every column. */
const data: Data = Object.fromEntries(
  forms
    .flatMap((form) => form.fields)
    .map((field): [string, Answer] => {
      if (field.type !== 'subform') return [field.name, answerTo(field)]
      const columns = config.rowsOf(field)?.fields ?? []
      const row = Object.fromEntries(columns.map((column) => [column.name, answerTo(column)]))
      return [field.name, [{ ...row, unique_id: field.name }]]
    }),
)

/** Names that are printed, as `subform.column` too, each with its value. */
function printed(withIdentity: boolean, of: Data = data): Map<string, unknown> {
  return new Map(
    paperOf(config, forms, { type: 'case', data: of, withIdentity }).flatMap(({ answers, rows }) => [
      ...answers.map(({ field, value }): [string, unknown] => [field.name, value]),
      ...rows.flatMap(({ field, rows: all }) =>
        all.flatMap((row) =>
          row.answers.map(({ field: column, value }): [string, unknown] => [`${field.name}.${column.name}`, value]),
        ),
      ),
    ]),
  )
}

/** The code stands in the head of every paper; the words beside a line of time are walked through in the browser. */
const onForms = paperCases.filter(({ of }) => !['case_id_display', 'flag', 'approval'].includes(of))

test.each(onForms)('$says', ({ of, with: withIdentity, without }) => {
  expect(printed(true).has(of)).toBe(withIdentity === 'shown')
  expect(printed(false).has(of)).toBe(without !== 'hidden')
  if (without === 'coarse') expect(printed(false).get(of)).not.toEqual(printed(true).get(of))
})

test('without identity, of a place its region is told, and of an age its range', () => {
  const told = printed(false)
  expect(village?.hierarchy.length).toBeGreaterThan(2)
  expect(told.get('location_current')).toBe(region)
  expect(told.get('age')).toBe('6 - 11')
})

test('what was typed anywhere is nowhere on it, not even in the place of an option', () => {
  const typed: Data = Object.fromEntries(
    Object.keys(data).map((name) => [name, Array.isArray(data[name]) ? data[name] : `marked-${name}`]),
  )
  for (const of of [data, typed]) expect(JSON.stringify([...printed(false, of)])).not.toContain('marked-')
  const other = printed(false, { ...data, sex: 'Yasmin', protection_concerns: ['Yasmin'], location_current: 'Yasmin' })
  expect([...other.values()]).not.toContain('Yasmin')
  expect(JSON.stringify([...other])).not.toContain('Yasmin')
})

test('a question that nobody decided about is left out', () => {
  const undecided = forms
    .flatMap((form) => form.fields)
    .filter(({ withoutIdentity, type }) => withoutIdentity === undefined && type !== 'subform')
  const told = printed(false)
  expect(undecided.filter(({ name }) => told.has(name))).toEqual([])
  expect(undecided.length).toBeGreaterThan(100)
})

test('what was planned for somebody’s safety stays with the case', () => {
  const names = [...printed(false).keys()].map((name) => name.split('.').at(-1))
  expect(staysWithTheCase.filter((name) => names.includes(name))).toEqual([])
})
