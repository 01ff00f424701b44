// A day without a network on a device of one's own: lists, records and the outbox work on what is kept.
import type { Page } from 'playwright-core'
import { afterAll, expect } from 'vitest'
import { audit, sticksOut } from './axe.ts'
import { optionOf, photo, questionOf, questionsOf } from './fill.ts'
import { desk, type House, keepsApp, type Look, leaves, phone, shows, type Visit } from './house.ts'
import { closeBrowser, test } from './journey.ts'
import { registered, stored } from './records.ts'

afterAll(closeBrowser)

const people: { look: Look; like: string }[] = [
  { look: phone('en'), like: 'primero_cp_2' },
  { look: desk('ar'), like: 'primero_cp_ar' },
]
// The first journey goes in both, the others by turns: how each state looks is another question (axe.browser.test.ts).
const [onPhone, atDesk] = [people.slice(0, 1), people.slice(1)]

/** Signed in with the password, so that records come onto the device; resolves once they have. */
async function atWork(house: House, look: Look, user: string): Promise<Visit> {
  const visit = await house.visit({ look, offlineReady: true })
  await signsIn(visit, house, user)
  await keepsApp(visit)
  return visit
}

async function signsIn({ page, say }: Visit, house: House, user: string): Promise<void> {
  await page.getByLabel(say('User name')).fill(user)
  await page.getByLabel(say('Password'), { exact: true }).fill(house.password)
  await page.getByRole('button', { name: say('Sign in'), exact: true }).click()
  await shows(page.getByText(new RegExp(`^${say('Last in step at {inStep}', { inStep: '.+' })}$`)))
}

const isWell = async (page: Page): Promise<void> => {
  const size = page.viewportSize()
  expect([...(await audit(page)), ...(await sticksOut(page))]).toEqual([])
  if (size) await page.setViewportSize(size)
}

/** By a link of the page: an address typed anew is a new page, and starts locked. */
async function opens({ page }: Visit, path: string): Promise<void> {
  await page.evaluate((to) => history.pushState(null, '', to), path)
  await shows(page.getByRole('heading', { level: 1 }))
}

const isOffline = async ({ page, context, say }: Visit): Promise<void> => {
  await context.setOffline(true)
  await page.evaluate(() => window.dispatchEvent(new Event('offline')))
  await shows(page.getByRole('banner').getByText(say('Offline')))
}

for (const { look, like } of people) {
  const where = `at ${look.width} in ${look.language}`

  test(`lists, records and their histories are there without a line, ${where}`, async ({ house }) => {
    // One who has a caseload already.
    const user = like
    house.keepsSecret('Zafira')
    const known = { name_first: 'Zafira', name_last: 'Quill', sex: 'female', risk_level: 'high' }
    const { id, code } = await registered(house, user, known)
    const visit = await atWork(house, look, user)
    const { page, say } = visit
    const config = await questionsOf(visit)
    await opens(visit, `/cases/${id}`)
    await shows(page.getByText(say(`Kept on this ${look.width < 768 ? 'phone' : 'computer'}`)))
    await opens(visit, `/cases/${id}/change_logs`)
    await shows(page.getByRole('listitem').filter({ hasText: say('change log|Registered') }))
    await isOffline(visit)

    await opens(visit, '/cases')
    const words = '{0} of {1} on this device fit; you can access about {2}'
    await shows(page.getByText(new RegExp(say(words, { 0: '.+', 1: '.+', 2: '.+' }))))
    await shows(page.getByText(new RegExp(say('as of {at}', { at: '.+' }))))
    await isWell(page)
    await page.getByRole('searchbox').fill('Zafira')
    const found = page.locator('.found:not([aria-busy])').getByRole('link', { name: code })
    await found.click()
    await shows(page.getByRole('heading', { level: 1 }).filter({ hasText: code.slice(0, 3) }))
    await isWell(page)
    await opens(visit, `/cases/${id}/change_logs`)
    await shows(page.getByText(say('Without a connection this may be out of date.')))

    // Somebody known already is found on the device, and the hint says that it looked no further.
    await opens(visit, '/cases/new')
    const box = (name: string) => page.getByRole('textbox', { name: questionOf(config, name) })
    await box('name_first').fill('Zafira')
    await box('name_last').fill('Quill')
    await shows(page.getByText(say('Perhaps known already')))
    await shows(page.getByText(say('Looked on this device only; will check again when online.')))
  })
}

for (const { look, like } of onPhone) {
  const where = `at ${look.width} in ${look.language}`

  test(`a photo of a kept record can be looked at without a line, ${where}`, async ({ house }) => {
    const user = await house.somebodyLike(like)
    const { id } = await registered(house, user, {})
    const visit = await atWork(house, look, user)
    const { page, say } = visit
    const config = await questionsOf(visit)
    await opens(visit, `/cases/${id}/photos_and_audio?edit=1`)
    const photos = page.getByRole('region', { name: questionOf(config, 'photos'), exact: true })
    const fetched = page.waitForResponse((reply) => reply.url().includes('/api/sync/attachments/'))
    await photos.getByLabel(say('Choose photo')).setInputFiles(photo)
    await shows(photos.getByRole('listitem'))
    await fetched
    await isOffline(visit)
    await photos.getByRole('listitem').getByRole('button', { expanded: false }).click()
    const picture = photos.getByRole('img')
    await shows(picture)
    await expect.poll(() => picture.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBeGreaterThan(0)
    expect(await picture.getAttribute('src')).toMatch(/^blob:/)
  })

  // rule: ux 15.6 outbox-names-what-waits
  test(`what is written without a line is marked in lists and named in the outbox, ${where}`, async ({ house }) => {
    const user = await house.somebodyLike(like)
    const { id, code } = await registered(house, user, {})
    const visit = await atWork(house, look, user)
    const { page, context, say } = visit
    const config = await questionsOf(visit)
    await opens(visit, '/outbox')
    await page.getByLabel(say('Stay offline (field mode)')).check()
    await shows(page.getByRole('banner').getByText(say('Field mode')))
    await opens(visit, `/cases/${id}/basic_identity?edit=1`)
    await page.getByRole('textbox', { name: questionOf(config, 'occupation') }).fill('Herder')
    await page.getByRole('button', { name: say('Save'), exact: true }).click()
    await shows(page.locator('.save .is-device'))
    await opens(visit, '/cases')
    await shows(
      page
        .getByRole('link')
        .filter({ hasText: code })
        .filter({ hasText: say('Not yet received') }),
    )

    await opens(visit, '/outbox')
    await isWell(page)
    const parcel = page.getByRole('article').filter({ hasText: code.slice(0, 3) })
    await context.grantPermissions(['clipboard-read', 'clipboard-write'])
    await parcel.getByRole('button', { name: say('Copy') }).click()
    await shows(page.getByText(say('Copied')))
    const copied = await page.evaluate(() => navigator.clipboard.readText())
    expect(copied).toContain('Herder')
    expect(copied).not.toContain(code)
    expect((await stored(house, user, `cases/${id}`))['occupation']).toBeUndefined()

    await page.getByLabel(say('Stay offline (field mode)')).uncheck()
    await shows(page.getByRole('heading', { name: say('Everything is sent') }))
    await shows(page.getByRole('heading', { name: say('Received today') }))
    expect((await stored(house, user, `cases/${id}`))['occupation']).toBe('Herder')

    // The count of today outlives the page.
    await page.reload()
    await page.getByLabel(say('Password'), { exact: true }).fill(house.password)
    await page.getByRole('button', { name: say('Unlock'), exact: true }).click()
    await shows(page.getByRole('heading', { name: say('Received today') }))
  })
}

for (const { look, like } of atDesk) {
  const where = `at ${look.width} in ${look.language}`

  test(`claims of a kept record are at hand and decided about without a line, ${where}`, async ({ house }) => {
    const user = await house.somebodyLike(like)
    const { id } = await registered(house, user, { risk_level: 'medium' })
    const visit = await atWork(house, look, user)
    const { page, context, say } = visit
    const config = await questionsOf(visit)
    await opens(visit, `/cases/${id}/protection_concern?edit=1`)
    const risk = page.getByRole('group', { name: questionOf(config, 'risk_level') })
    const low = optionOf(config, 'lookup-risk-level', 'low')
    await risk.getByRole('radio', { name: low }).check()
    await house.ask('primero_admin_cp', `PATCH cases/${id}`, { risk_level: 'high' })
    await page.getByRole('button', { name: say('Save'), exact: true }).click()
    await shows(page.getByText(say('Both are kept until somebody chooses.')))
    await page.getByRole('link', { name: say('Choose') }).click()
    await shows(page.getByRole('radio', { name: low }))
    await context.setOffline(true)
    await page.getByRole('radio', { name: low }).check()
    await page.getByRole('button', { name: say('Save choices') }).click()
    await leaves(page.getByRole('radio', { name: low }))
    await shows(page.getByRole('banner').getByText(say('Offline')))
    await leaves(page.getByText(say('Both are kept until somebody chooses.')))
    expect((await stored(house, user, `cases/${id}`))['risk_level']).toBe('high')
    await context.setOffline(false)
    await shows(page.getByRole('banner').getByText(say('All received')))
    expect((await stored(house, user, `cases/${id}`))['risk_level']).toBe('low')
  })

  // rule: ux 15.5 wrong-clock-is-told
  test(`a clock that is wrong is told of in plain words, ${where}`, async ({ house }) => {
    const user = await house.somebodyLike(like)
    const visit = await house.visit({ look, clockInHand: true })
    await visit.page.clock.setSystemTime(new Date(Date.now() + 3 * 3_600_000))
    await signsIn(visit, house, user)
    await opens(visit, '/outbox')
    const threeHours = new Intl.NumberFormat(look.language, { style: 'unit', unit: 'hour', unitDisplay: 'long' })
    await shows(visit.page.getByText(visit.say('The clock here is {span} fast', { span: threeHours.format(3) })))
  })
}

// rule: ux 15.3 what-one-asks-for
test('a record of the team is kept once its supervisor asks for it, and leaves when not', async ({ house }) => {
  const { id } = await registered(house, 'primero_cp', {})
  const visit = await atWork(house, desk('en'), 'primero_mgr_cp')
  const { page, say } = visit
  await opens(visit, `/cases/${id}`)
  const here = page.getByText(say('Kept on this computer'))
  const asks = async (words: string): Promise<void> => {
    await page.getByRole('button', { name: say('Actions') }).click()
    await page.getByRole('menuitem', { name: say(words) }).click()
  }
  await asks('Keep on this device')
  await shows(here)
  await asks('No longer keep on this device')
  await leaves(here)
})
