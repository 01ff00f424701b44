// A child agrees, changes her mind, and whoever was let in is out: while he looks.
import type { Route } from 'playwright-core'
import { afterAll, expect } from 'vitest'
import { desk, leaves, phone, shows, type Visit } from './house.ts'
import { closeBrowser, test } from './journey.ts'
import { registered, stored } from './records.ts'
import { consented, withdrawsHere, writesDown } from './sharing.ts'

afterAll(closeBrowser)

const tag = ({ page, say }: Visit, words: string) => page.locator('.share .tag').filter({ hasText: say(words) })
const nothingHere = ({ page, say }: Visit) =>
  page.getByRole('heading', { level: 1, name: say('There is nothing here for you') })

for (const look of [phone('ar'), desk('en')]) {
  test(`consent that is withdrawn takes the case off an open page within seconds, at ${look.width} in ${look.language}`, async ({
    house,
  }) => {
    const owner = await house.somebodyLike('primero_cp')
    const provider = await house.somebodyLike('primero_cp_2')
    const { id } = await registered(house, owner, { name_first: 'Tariqa' })
    house.keepsSecret('Tariqa')
    const refer = () => house.ask(owner, `POST cases/${id}/referrals`, { transitioned_to: provider })
    expect((await refer()).status).toBe(422)

    const here = await house.visit({ look, as: owner, at: `/cases/${id}/consents` })
    await writesDown(here)
    await shows(tag(here, 'consent|Holds'))
    await expect
      .poll(() => stored(house, owner, `cases/${id}`))
      .toMatchObject({ consent_for_services: true, disclosure_other_orgs: true })
    expect((await refer()).status).toBe(200)

    const there = await house.visit({ look: desk('en'), as: provider, at: `/cases/${id}`, refusals: [404] })
    await shows(there.page.getByRole('heading', { level: 2 }).first())
    // A part of it, left beside for a moment, does not come back as all of it.
    await here.page.getByRole('button', { name: here.say('consent|Withdraw'), exact: true }).click()
    const sheet = here.page.getByRole('dialog')
    await sheet.getByRole('radio', { name: here.say('Some services only') }).check()
    await sheet.getByRole('button', { name: here.say('Leave as it is') }).click()
    await here.page.getByRole('button', { name: here.say('consent|Withdraw'), exact: true }).click()
    expect(await sheet.getByRole('radio', { name: here.say('Some services only') }).isChecked()).toBe(true)
    await sheet.getByRole('radio', { name: here.say('All of it') }).check()
    await sheet.getByRole('button', { name: here.say('Leave as it is') }).click()
    await withdrawsHere(here)
    await shows(tag(here, 'consent|Withdrawn'))
    const since = Date.now()
    await nothingHere(there).waitFor({ timeout: 5000 })
    expect(Date.now() - since).toBeLessThan(5000)
    await here.open(`/cases/${id}/consents`)
    await shows(here.page.locator('.share .note'))
    await leaves(here.page.getByRole('button', { name: here.say('consent|Withdraw'), exact: true }))
    expect((await refer()).status).toBe(422)
  })
}

test('an answer that was on its way when a share ended does not bring the case back to an open page', async ({
  house,
}) => {
  const owner = await house.somebodyLike('primero_cp')
  const provider = await house.somebodyLike('primero_cp_2')
  const { id } = await registered(house, owner, consented)
  const referred = await house.ask(owner, `POST cases/${id}/referrals`, { transitioned_to: provider })
  const referral = (referred.body as { data: { id: string } }).data.id
  const there = await house.visit({ look: desk('en'), as: provider, refusals: [404] })
  const { page } = there
  await page.addInitScript(countsWords)
  await there.open(`/cases/${id}`)
  await shows(page.getByRole('heading', { level: 2 }).first())

  let bring: (() => Promise<void>) | undefined
  const keep = async (route: Route): Promise<void> => {
    const reply = await route.fetch()
    bring = () => route.fulfill({ response: reply })
  }
  await page.route('**/api/sync/records', keep, { times: 1 })
  await house.ask(owner, `PATCH cases/${id}`, { name_nickname: 'Tari' })
  await expect.poll(() => bring).toBeDefined()
  const words = (): Promise<number> => page.evaluate(() => (window as unknown as Heard).words)
  const before = await words()
  expect((await house.ask(owner, `DELETE cases/${id}/referrals/${referral}`)).status).toBe(200)
  await expect.poll(words, { timeout: 10_000 }).toBeGreaterThan(before)
  await bring?.()
  await nothingHere(there).waitFor({ timeout: 5000 })
})

type Heard = { words: number }

/** How often this page heard that something changed. */
function countsWords(): void {
  const heard = window as unknown as Heard & { EventSource: typeof EventSource }
  heard.words = 0
  heard.EventSource = class extends EventSource {
    constructor(url: string | URL) {
      super(url)
      this.addEventListener('changed', () => {
        heard.words += 1
      })
    }
  }
}
