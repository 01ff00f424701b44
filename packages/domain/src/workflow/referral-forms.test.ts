import { expect, test } from 'vitest'
import { sampleWorld } from '../access/sample.ts'
import { formsBefore, formsToOpen, leastForms, roleFor } from './referral-forms.ts'

const cp = 'primeromodule-cp'
const option = { before: ['services'], usual: ['services', 'notes'], services: { food_service: ['services'] } }
const config = sampleWorld({ settings: { referral_forms: option } })

test('a service opens its least, another one what is usual, and a house that says nothing leaves it to the role', () => {
  expect(leastForms(config, cp, 'food_service')).toEqual(['services'])
  expect(leastForms(config, cp, 'legal_service')).toEqual(['services', 'notes'])
  expect(leastForms(config, cp, null)).toEqual(['services', 'notes'])
  expect(leastForms(sampleWorld(), cp, null)).toBeUndefined()
})

test('before somebody accepts, what the house says is open, and else nothing', () => {
  expect(formsBefore(config, cp)).toEqual(['services'])
  expect(formsBefore(sampleWorld(), cp)).toEqual([])
})

test('the role that holds what is needed and shows the least of this module comes first', () => {
  const role = (id: string, modules: string[], ...forms: string[]) => ({ id, modules, forms })
  const roles = [role('much', ['cp'], 'a', 'b', 'c'), role('little', ['cp'], 'a'), role('other', ['gbv'])]
  expect(roleFor(roles, 'cp')?.id).toBe('little')
  expect(roleFor(roles, 'cp', ['b'])?.id).toBe('much')
  expect(roleFor(roles, 'mrm')).toBeUndefined()
})

test('what a referral shows its recipient is the most that he opens to others', () => {
  expect(formsToOpen(null, undefined)).toBeNull()
  expect(formsToOpen(['a', 'b'], undefined)).toEqual(['a', 'b'])
  expect(formsToOpen(null, ['a'])).toEqual(['a'])
  expect(formsToOpen(['a', 'b'], ['b', 'c'])).toEqual(['b'])
  expect(formsToOpen([], ['a'])).toEqual([])
})
