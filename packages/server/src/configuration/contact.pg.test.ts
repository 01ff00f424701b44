// A change of the configuration is a new version, laid over whatever base the program ships next.
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { openTestHouse, shippedBundles, type TestHouse } from '../../test/house.ts'
import { applyBundles } from './current.ts'

let t: TestHouse
const contact = '/api/v2/contact_information'

beforeAll(async () => {
  t = await openTestHouse(inject('database'), { bundles: shippedBundles('core', 'cp') })
  await t.enrol({ userName: 'kim', role: 'role-superuser' }, { userName: 'amal', role: 'role-cp-case-worker' })
})
afterAll(() => t.close())

test('whoever runs the system changes whom to ask, and everybody reads it at once', async () => {
  const before = t.house.configuration().version
  const { status, body } = await t.as('kim').patch(contact, { data: { name: 'Help desk', phone: '+100', bogus: 'x' } })
  expect(status).toBe(200)
  expect(body.data).toEqual({ id: 1, name: 'Help desk', phone: '+100' })
  expect((await t.as('amal').get(contact)).body.data).toMatchObject({ name: 'Help desk', phone: '+100' })
  expect(t.house.configuration().version).toBe(before + 1)
})

test('what was changed stays changed when the base below it becomes another', async () => {
  await t.as('kim').patch(contact, { data: { name: 'Night desk' } })
  const { configuration, isNew } = await applyBundles(t.urls.owner, shippedBundles('core', 'cp', 'gbv'))
  expect(isNew).toBe(true)
  expect(configuration.modules.has('primeromodule-gbv')).toBe(true)
  expect(configuration.settings['contact_information']).toMatchObject({ name: 'Night desk' })
})

test('the same base again makes no new version', async () => {
  const once = await applyBundles(t.urls.owner, shippedBundles('core', 'cp', 'gbv'))
  const again = await applyBundles(t.urls.owner, shippedBundles('core', 'cp', 'gbv'))
  expect(again).toMatchObject({ isNew: false, configuration: { version: once.configuration.version } })
})

test('a contact that is no text is refused by its key', async () => {
  const { status, body } = await t.as('kim').patch(contact, { data: { phone: 5 } })
  expect(status).toBe(422)
  expect(body.errors[0].detail).toEqual(['/phone'])
})
