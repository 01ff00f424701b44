// The golden cases of paper name fields that ship; here, since domain reads no files.
import { join } from 'node:path'
import { configurationOf } from '@primero/domain/configuration/configuration.ts'
import type { Data } from '@primero/domain/records/record.ts'
import { paperCases } from '@primero/domain/workflow/case-summary.cases.ts'
import { paperOf } from '@primero/domain/workflow/paper.ts'
import { expect, test } from 'vitest'
import { readBundles } from './bundles.ts'

const bundles = readBundles(join(import.meta.dirname, '../../../../config'), ['core', 'cp'])
const config = configurationOf(1, bundles)
const forms = config.formsOf('case').filter((form) => form.modules.includes('primeromodule-cp'))

/** Everything answered: each field that the cases name, and rows of each subform with every column. */
const names = paperCases.map(({ of }) => of.split('.'))
const data = Object.fromEntries(
  names.map(([field = '', column]) => [
    field,
    column === undefined ? 'x' : [Object.fromEntries([['unique_id', field], ...columnsOf(field)])],
  ]),
) as Data

function columnsOf(field: string): [string, string][] {
  return names.flatMap(([name, column]) => (name === field && column ? [[column, 'x'] as [string, string]] : []))
}

function printed(withIdentity: boolean): Set<string> {
  return new Set(
    paperOf(config, forms, { type: 'case', data, withIdentity }).flatMap(({ fields, rows }) => [
      ...fields.map(({ name }) => name),
      ...rows.flatMap(({ field, rows: all }) =>
        all.flatMap(({ columns }) => columns.map(({ name }) => `${field.name}.${name}`)),
      ),
    ]),
  )
}

/** The code stands in the head of every paper; the words beside a line of time are walked through in the browser. */
const onForms = paperCases.filter(({ of }) => !['case_id_display', 'flag', 'approval'].includes(of))

test.each(onForms)('$says', ({ of, with: withIdentity, without }) => {
  expect(printed(true).has(of)).toBe(withIdentity === 'shown')
  expect(printed(false).has(of)).toBe(without === 'shown')
})
