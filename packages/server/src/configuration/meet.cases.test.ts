// The golden cases of changes that meet name fields and options that ship; here, since domain reads no files.
import { join } from 'node:path'
import { fieldTypes, type Field } from '@primero/domain/configuration/bundle.ts'
import { configurationOf } from '@primero/domain/configuration/configuration.ts'
import { isAnswered, isBlank } from '@primero/domain/forms/answer.ts'
import { faultsIn, isWritable } from '@primero/domain/forms/types.ts'
import { type MeetCase, meetCases } from '@primero/domain/records/meet.cases.ts'
import { expect, test } from 'vitest'
import { readBundles } from './bundles.ts'

const bundles = readBundles(join(import.meta.dirname, '../../../../config'), ['core', 'cp', 'gbv', 'test'])
const config = configurationOf(1, bundles)

/** The field at the end of a case's path, as the module's forms have it. */
function fieldOf({ field, type = 'case', module = 'primeromodule-cp', path = [field] }: MeetCase): Field | undefined {
  const [top, ...steps] = path
  const forms = config.formsOf(type).filter((form) => form.modules.includes(module))
  const found = forms.flatMap((form) => form.fields).filter(({ name }) => name === top)
  return steps
    .filter((_, i) => i % 2 === 1)
    .reduce<Field | undefined>(
      (above, name) => above && config.rowsOf(above)?.fields.find((column) => column.name === name),
      found.find(({ disabled }) => disabled !== true) ?? found[0],
    )
}

test.each(meetCases)('$says ($field): asks what a form asks, and answers as it may be answered', (kase) => {
  const field = fieldOf(kase)
  if (field === undefined) throw new Error(`no field ${kase.field}`)
  expect(field.name).toBe(kase.field)
  expect(isAnswered(field) && isWritable(field) && field.disabled !== true).toBe(true)
  for (const answer of [kase.base, kase.mine, kase.now, kase.force, kase.kept]) {
    if (answer !== undefined && answer !== null) expect(faultsIn(config, field, answer)).toEqual([])
    if (field.options && 'source' in field.options && typeof answer === 'string') {
      expect(config.locations.has(answer)).toBe(true)
    }
  }
})

test.each(meetCases)('$says ($field): the outcome says what is in force and what is kept', (kase) => {
  const { mine, now, force, kept, outcome } = kase
  const keeps = outcome === 'notice' || outcome === 'conflict'
  expect(Object.hasOwn(kase, 'kept')).toBe(keeps)
  if (outcome === 'same') expect(force).toEqual(now)
  if (outcome === 'applied') expect(force).toEqual(mine)
  if (outcome === 'notice') expect([force, kept]).toEqual([mine, now])
  if (outcome === 'conflict') expect(isBlank(kept) && isBlank(force)).toBe(false)
})

test('every type of field that holds an answer is met, each case once', () => {
  const asked = fieldTypes.filter((type) => isAnswered({ type } as Field))
  const met = new Set(meetCases.map((kase) => fieldOf(kase)?.type))
  expect(asked.filter((type) => !met.has(type))).toEqual([])
  const sentences = meetCases.map(({ says }) => says)
  expect(sentences.filter((says, i) => sentences.indexOf(says) !== i)).toEqual([])
  expect(meetCases.length).toBeGreaterThan(70)
})
