// Whoever began to write finishes on the same forms, whatever configuration comes meanwhile.
import type { ConfigReply } from '@primero/domain/sync/protocol.ts'
import { afterAll, expect } from 'vitest'
import { questionOf } from './fill.ts'
import { desk, shows } from './house.ts'
import { closeBrowser, test } from './journey.ts'
import { registered, save, stored } from './records.ts'

afterAll(closeBrowser)

const question = 'name_nickname'

/** A later version that no longer asks the question. */
const later = (reply: ConfigReply): ConfigReply => ({
  ...reply,
  version: reply.version + 1,
  stamp: `${reply.version + 1}.later`,
  bundle: {
    ...reply.bundle,
    forms: reply.bundle.forms.map((form) => ({
      ...form,
      fields: form.fields.filter((field) => field.name !== question),
    })),
  },
})

// rule: ux 15.10 a-draft-keeps-its-forms
test('a draft keeps the forms under which it was begun, and what it says arrives', async ({ house }) => {
  const { id } = await registered(house, 'primero_cp_3', {})
  const visit = await house.visit({ look: desk('en') })
  const { page, say } = visit
  const told = page.waitForResponse((reply) => reply.url().includes('/api/sync/config') && reply.ok())
  await page.getByLabel(say('User name')).fill('primero_cp_3')
  await page.getByLabel(say('Password'), { exact: true }).fill(house.password)
  await page.getByRole('button', { name: say('Sign in'), exact: true }).click()
  const config = (await (await told).json()) as ConfigReply
  await shows(page.getByRole('heading', { level: 1, name: say('My day') }))
  const unlocks = async (): Promise<void> => {
    await page.getByLabel(say('Password'), { exact: true }).fill(house.password)
    await page.getByRole('button', { name: say('Unlock'), exact: true }).click()
  }
  const asked = page.getByRole('textbox', { name: questionOf(config, question) })
  const form = `${house.url}/cases/${id}/basic_identity?edit=1`

  await page.goto(form)
  await unlocks()
  await asked.fill('Half-told')
  await shows(page.getByText(say('Draft on this computer, not yet saved')))

  await page.route('**/api/sync/config*', async (route) => {
    const reply = await route.fetch()
    await route.fulfill({ response: reply, json: later((await reply.json()) as ConfigReply) })
  })
  await page.goto(form)
  await unlocks()
  await shows(page.getByText(say('The forms have changed since you began.')))
  expect(await asked.inputValue()).toBe('Half-told')
  await save(visit)
  expect((await stored(house, 'primero_cp_3', `cases/${id}`))[question]).toBe('Half-told')

  // The work is done: the next is done on the forms of now.
  await page.goto(form)
  await unlocks()
  await shows(page.getByRole('heading', { level: 2 }))
  await expect.poll(() => asked.count(), { timeout: 10_000 }).toBe(0)
})
