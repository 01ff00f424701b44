// A day without a network: signed in once, away from every line, locked and opened again; in the evening it all arrives.
import type { ConfigReply } from '@primero/domain/sync/protocol.ts'
import type { Page } from 'playwright-core'
import { afterAll, expect } from 'vitest'
import { type Arrived, arrives, unlocks } from './away.ts'
import { photo, questionOf } from './fill.ts'
import { desk, phone, shows, type Visit } from './house.ts'
import { closeBrowser, test } from './journey.ts'
import { registered, stored } from './records.ts'
import { goTo } from './sharing.ts'

afterAll(closeBrowser)

const button = ({ page, say }: Visit, words: string) => page.getByRole('button', { name: say(words), exact: true })
const box = (page: Page, config: ConfigReply, name: string) =>
  page.getByRole('textbox', { name: questionOf(config, name) })

/** Registers somebody without a network. @returns the id that the device gave */
async function registers({ visit, config }: Arrived, form: string, name: string, withPhoto: boolean): Promise<string> {
  const { page, say } = visit
  await goTo(page, '/cases/new')
  await shows(page.getByRole('heading', { level: 2 }))
  const at = async (other: string): Promise<void> => {
    const address = new URL(page.url())
    address.searchParams.set('form', other)
    await goTo(page, address.pathname + address.search)
  }
  await at(form)
  const asked = config.bundle.forms.find(({ id }) => id === form)?.fields.map((field) => field.name) ?? []
  await box(page, config, asked.includes('name_first') ? 'name_first' : 'name').fill(name)
  if (withPhoto) {
    await at('photos_and_audio')
    const photos = page.getByRole('region', { name: questionOf(config, 'photos'), exact: true })
    await photos.getByLabel(say('Choose photo')).setInputFiles(photo)
    await shows(photos.getByRole('listitem'))
  }
  await button(visit, 'Save').click()
  await page.waitForURL(/\/cases\/[0-9a-f-]{36}\//)
  return /\/cases\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? ''
}

const kinds = [
  {
    user: 'primero_cp_ar',
    name: 'Offlina',
    look: phone('ar'),
    photo: true,
    module: 'primeromodule-cp',
    form: 'basic_identity',
    question: 'name_nickname',
  },
  {
    user: 'primero_social_gbv',
    name: 'Valleya',
    look: desk('en'),
    photo: false,
    module: 'primeromodule-gbv',
    form: 'gbv_survivor_information',
    question: 'survivor_code_no',
  },
] as const

for (const { user, name, look, photo: withPhoto, module, form, question } of kinds) {
  // rule: ux 15.2 a-day-without-a-network
  test(`a day without a network arrives in the evening, once, for ${user} at ${look.width} in ${look.language}`, async ({
    house,
  }) => {
    house.keepsSecret(name)
    const { id: old, code } = await registered(house, user, { module_id: module })
    const arrived = await arrives(house, user, look)
    const { visit, config } = arrived
    const { page, context, say } = visit

    await context.setOffline(true)
    await goTo(page, '/cases')
    await shows(page.locator('.found').getByRole('link', { name: code }))
    await goTo(page, `/cases/${old}/${form}?edit=1`)
    const field = box(page, config, question)
    await field.fill('By the river')
    await button(visit, 'Save').click()
    await shows(page.getByText(say(`Saved on this ${look.width < 768 ? 'phone' : 'computer'}, not yet received`)))
    const made = await registers(arrived, form, name, withPhoto)

    await unlocks(house, visit)
    await goTo(page, '/cases')
    await shows(page.locator('.found').getByRole('link').filter({ hasText: /./ }).first())
    await goTo(page, `/cases/${made}`)
    await shows(page.getByRole('heading', { level: 1 }))

    await context.setOffline(false)
    await shows(page.getByRole('banner').getByText(say('All received')))
    const there = await stored(house, user, `cases/${made}`)
    // A survivor's name is masked on that door; the page shows it to her caseworker.
    if (there['hidden_name'] !== true) expect(there['name_first']).toBe(name)
    const other = await house.visit({ as: user, look, at: `/cases/${made}/${form}` })
    if (there['hidden_name'] === true) await button(other, 'Show').first().click()
    await shows(other.page.getByText(name))
    if (withPhoto) expect(there['photos']).toHaveLength(1)
    expect(JSON.stringify(await stored(house, user, `cases/${old}`))).toContain('By the river')
    const { body } = await house.ask(user, `GET cases?fields=short&per=100`)
    const ids = (body as { data: { id: string }[] }).data.map((row) => row.id)
    expect(ids.filter((id) => id === made)).toHaveLength(1)
  })
}
