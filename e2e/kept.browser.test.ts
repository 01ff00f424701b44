// No work is ever lost: not by a dead tab, a dead browser or a dead line.
import type { ConfigReply } from '@primero/domain/sync/protocol.ts'
import type { Page } from 'playwright-core'
import { afterAll, expect } from 'vitest'
import { questionOf, questionsOf } from './fill.ts'
import { desk, type Look, phone, shows, type Visit } from './house.ts'
import { closeBrowser, test } from './journey.ts'
import { registered, stored } from './records.ts'

afterAll(closeBrowser)

const looks: Look[] = [phone('ar'), desk('en')]
// The first journey goes in both, the others by turns: how each state looks is another question (axe.browser.test.ts).
const atDesk = looks.slice(1)
const where = ({ width, language }: Look): string => `at ${width} in ${language}`

const box = (page: Page, config: ConfigReply, name: string) =>
  page.getByRole('textbox', { name: questionOf(config, name) })

for (const look of looks) {
  test(`a tab that died gives the draft back, ${where(look)}`, async ({ house }) => {
    house.keepsSecret('Half-written')
    const visit = await house.visit({ as: 'primero_cp', look, at: '/cases/new' })
    const config = await questionsOf(visit)
    await box(visit.page, config, 'name_first').fill('Half-written')
    await box(visit.page, config, 'name_nickname').fill('Half')
    await box(visit.page, config, 'name_other').focus()
    const code = (await visit.page.getByRole('heading', { level: 1 }).innerText()).replaceAll(/\W/g, '').slice(-7)

    // Another tab tells when the draft is on the disk.
    const second = await visit.tab()
    const unfinished = second
      .getByRole('link')
      .filter({ hasText: visit.say('new, not finished') })
      .filter({ hasText: code })
    await expect
      .poll(
        () =>
          second
            .goto(house.url)
            .then(() => unfinished.waitFor({ timeout: 2_000 }))
            .then(
              () => true,
              () => false,
            ),
        { timeout: 20_000 },
      )
      .toBe(true)
    await crash(visit)

    await unfinished.click()
    await shows(second.getByText(visit.say('Your draft is back')))
    expect(await box(second, config, 'name_first').inputValue()).toBe('Half-written')
    expect(await box(second, config, 'name_nickname').inputValue()).toBe('Half')
  })
}

for (const look of atDesk) {
  // rule: ux 15.6 goes-out-by-itself
  test(`what is saved without a line waits on the device and goes out by itself, ${where(look)}`, async ({ house }) => {
    const { id } = await registered(house, 'primero_cp', {})
    const visit = await house.visit({ as: 'primero_cp', look, at: `/cases/${id}/basic_identity?edit=1` })
    const { page, context, say } = visit
    const config = await questionsOf(visit)
    const waits = say(`Saved on this ${look.width < 768 ? 'phone' : 'computer'}, not yet received`)
    await box(page, config, 'name_nickname').fill('Written offline')
    await context.setOffline(true)
    await page.getByRole('button', { name: say('Save'), exact: true }).click()
    await shows(page.getByText(waits))
    await shows(page.getByRole('banner').getByText(say('Offline')))
    expect((await stored(house, 'primero_cp', `cases/${id}`))['name_nickname']).toBeUndefined()

    await context.setOffline(false)
    await shows(page.getByText(say('Received by the server')))
    await shows(page.getByRole('banner').getByText(say('All received')))
    expect((await stored(house, 'primero_cp', `cases/${id}`))['name_nickname']).toBe('Written offline')

    // The same once more, and the tab dies before there is a line again.
    await box(page, config, 'name_nickname').fill('Written before the crash')
    await context.setOffline(true)
    await page.getByRole('button', { name: say('Save'), exact: true }).click()
    await shows(page.getByText(waits))
    await crash(visit)
    await context.setOffline(false)
    const next = await visit.tab()
    await next.goto(house.url)
    await expect
      .poll(async () => (await stored(house, 'primero_cp', `cases/${id}`))['name_nickname'], { timeout: 10_000 })
      .toBe('Written before the crash')
    await shows(next.getByRole('banner').getByText(say('All received')))
  })
}

/** The tab's process ends in the middle of everything: no event tells the page. */
async function crash({ page, context }: Visit): Promise<void> {
  const gone = page.waitForEvent('crash')
  const devtools = await context.newCDPSession(page)
  void devtools.send('Page.crash').catch(() => undefined)
  await gone
  await page.close()
}
