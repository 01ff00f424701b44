import type { Field, Form } from '@primero/domain/configuration/bundle.ts'
import type { Finding } from '@primero/domain/forms/findings.ts'
import { expect, test } from 'vitest'
import { formsFor, groupsOf, knotOf, neighbours } from './navigation.ts'

const field = (name: string, more: Partial<Field> = {}): Field => ({
  name,
  type: 'text_field',
  label: { en: name },
  identifying: false,
  ...more,
})
const form = (id: string, fields: Field[], more: Partial<Form> = {}): Form => ({
  id,
  name: { en: id },
  recordType: 'case',
  modules: ['primeromodule-cp'],
  group: 'identification',
  groupOrder: 0,
  order: 0,
  subformOrder: 0,
  subform: false,
  mobile: true,
  visible: true,
  fields,
  ...more,
})
const missing = (form: string, ...path: string[]): Finding => ({
  form,
  path,
  kind: 'required',
  severity: 'required',
})
const fault = (form: string, ...path: string[]): Finding => ({
  form,
  path,
  kind: 'future-date',
  severity: 'error',
})
const look = {
  data: {},
  found: [] as Finding[],
  shown: [] as Finding[],
  current: undefined,
  isWritable: () => true,
  isClosed: () => false,
}

const basic = form('basic_identity', [
  field('name', { required: true }),
  field('sex', { required: true }),
  field('nickname'),
  field('why', { required: true, showIf: { eq: { sex: 'unknown' } } }),
])

test('a form counts the required answers that show now', () => {
  const knot = knotOf(basic, { ...look, data: { name: 'x' }, found: [missing('basic_identity', 'sex')] })
  expect(knot).toMatchObject({ required: 2, answered: 1, state: 'open' })
})

test('missing answers in rows count too', () => {
  const knot = knotOf(basic, {
    ...look,
    data: { name: 'x', sex: 'male' },
    found: [missing('basic_identity', 'rows', 'r1', 'relation')],
  })
  expect(knot).toMatchObject({ required: 3, answered: 2, state: 'open' })
})

test('a form is done when nothing required is missing; without anything required, when anything is answered', () => {
  expect(knotOf(basic, look).state).toBe('done')
  const notes = form('notes', [field('note'), field('seen', { type: 'tick_box' })])
  expect(knotOf(notes, { ...look, data: { seen: false } })).toMatchObject({ state: 'open', required: 0 })
  expect(knotOf(notes, { ...look, data: { note: 'x' } }).state).toBe('done')
  // What stands here because another form asked it.
  const repeated = form('repeated', [field('sex', { disabled: true }), field('note')])
  expect(knotOf(repeated, { ...look, data: { sex: 'female' } }).state).toBe('open')
  const given = form('given', [field('day', { default: 'today' }), field('rows', { type: 'subform' })])
  expect(knotOf(given, { ...look, data: { day: '2026-01-01', rows: [{ unique_id: 'r' }] } }).state).toBe('open')
})

test('what a reader never gets is not counted against the form', () => {
  const found = [missing('basic_identity', 'name')]
  const closed = { ...look, data: { sex: 'male' }, found, isClosed: (f: Field) => f.name === 'name' }
  expect(knotOf(basic, closed)).toMatchObject({ required: 1, answered: 1, state: 'done' })
})

test('the thread and "Next" go the same way: groups stay together', () => {
  const forms = [form('one', []), form('two', [], { group: 'plan' }), form('three', [])]
  const rights = { one: 'rw', two: 'rw', three: 'rw' }
  expect(formsFor(forms, 'primeromodule-cp', rights, {}).map((f) => f.id)).toEqual(['one', 'three', 'two'])
})

test('what is to fix goes before where one is, and where one is before what is done', () => {
  const shown = [fault('basic_identity', 'date_of_birth')]
  expect(knotOf(basic, { ...look, shown, current: 'basic_identity' })).toMatchObject({
    state: 'stop',
    toFix: 1,
  })
  expect(knotOf(basic, { ...look, current: 'basic_identity' }).state).toBe('now')
})

test('a form in which nothing may be written is marked as such', () => {
  expect(knotOf(basic, { ...look, isWritable: () => false, isClosed: () => false }).readOnly).toBe(true)
})

test('only forms of the module, of the role, and whose condition holds are on the thread', () => {
  const forms = [
    basic,
    form('other_module', [field('a')], { modules: ['primeromodule-gbv'] }),
    form('not_mine', [field('a')]),
    form('later', [field('a')], { showIf: { eq: { status: 'closed' } } }),
    form('approvals', [], { core: true }),
  ]
  const rights = { basic_identity: 'rw', other_module: 'rw', later: 'r', approvals: 'r' }
  expect(formsFor(forms, 'primeromodule-cp', rights, {}).map((f) => f.id)).toEqual(['basic_identity'])
  expect(formsFor(forms, 'primeromodule-cp', rights, { status: 'closed' }).map((f) => f.id)).toEqual([
    'basic_identity',
    'later',
  ])
})

test('groups stand in the order of their first form; neighbours cross groups', () => {
  const forms = [basic, form('plan', [], { group: 'plan' }), form('other', [])]
  const groups = groupsOf(forms.map((f) => knotOf(f, look)))
  expect(groups.map((g) => [g.id, g.knots.map((k) => k.form.id)])).toEqual([
    ['identification', ['basic_identity', 'other']],
    ['plan', ['plan']],
  ])
  expect(neighbours(forms, 'plan')).toEqual({ before: basic, after: forms[2] })
  expect(neighbours(forms, 'basic_identity').before).toBeUndefined()
})
