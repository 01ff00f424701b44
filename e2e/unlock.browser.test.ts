// A device of one's own: what is kept on it opens with the password, with or without a line, and shuts by itself.
import type { Page } from 'playwright-core'
import { afterAll, expect } from 'vitest'
import { questionOf, questionsOf } from './fill.ts'
import { desk, type House, keepsApp, leaves, type Look, phone, shows, type Visit } from './house.ts'
import { closeBrowser, test } from './journey.ts'
import { registered, stored } from './records.ts'

afterAll(closeBrowser)

const signsIn = async ({ page, say }: Visit, house: House, user: string, foreign = false): Promise<void> => {
  await page.getByLabel(say('User name')).fill(user)
  await page.getByLabel(say('Password'), { exact: true }).fill(house.password)
  if (foreign) await page.getByRole('checkbox', { name: say('This is not my device') }).check()
  await page.getByRole('button', { name: say('Sign in'), exact: true }).click()
  await shows(page.getByRole('heading', { name: say('Cases') }))
}
const closed = ({ say }: Visit, page: Page) => page.getByRole('heading', { level: 1, name: say('Unlock your work') })
const unlocks = async ({ page, say }: Visit, password: string): Promise<void> => {
  await page.getByLabel(say('Password'), { exact: true }).fill(password)
  await page.getByRole('button', { name: say('Unlock'), exact: true }).click()
}
const locks = ({ page, say }: Visit): Promise<void> =>
  page.getByRole('button', { name: say('Lock'), exact: true }).click()
/** The page is covered at once; the server hears of it a moment later. */
const endsAtServer = (page: Page): Promise<void> =>
  expect.poll(() => page.evaluate(async () => (await fetch('/api/sync/config')).status), { timeout: 10_000 }).toBe(401)
const isHome = ({ page, say }: Visit): Promise<void> => shows(page.getByRole('heading', { name: say('Cases') }))
/** By a link of the page: an address typed anew is a new page, and starts locked. */
const opens = async ({ page }: Visit, path: string): Promise<void> => {
  await page.evaluate((to) => history.pushState(null, '', to), path)
  await shows(page.getByRole('heading', { level: 1 }))
}

const people: { look: Look; user: string }[] = [
  { look: phone('en'), user: 'primero_cp_2' },
  { look: desk('ar'), user: 'primero_cp_ar' },
]
// The first journey goes in both, the others by turns: how each state looks is another question (axe.browser.test.ts).
const atDesk = people.slice(1)

for (const { look, user } of people) {
  const where = `at ${look.width} in ${look.language}`

  // rule: ux 15.8 unlock-without-a-line
  test(`a new page asks for the password, and opens without a line, ${where}`, async ({ house }) => {
    const visit = await house.visit({ look })
    const { page, context, say } = visit
    await signsIn(visit, house, user)
    await page.reload()
    await shows(closed(visit, page))
    await unlocks(visit, 'not this one')
    await shows(page.getByRole('alert').getByText(say('That did not match.')))
    await unlocks(visit, house.password)
    await isHome(visit)

    await context.setOffline(true)
    await locks(visit)
    await shows(closed(visit, page))
    await shows(page.getByText(say('Offline. You can still work.')))
    await unlocks(visit, house.password)
    await isHome(visit)
    await shows(page.getByRole('banner').getByText(say('Offline')))

    // With a line again the server knows the person without being asked for the password.
    await context.setOffline(false)
    await shows(page.getByRole('banner').getByText(say('All received')))
    await page.keyboard.press('Control+Shift+KeyL')
    await shows(closed(visit, page))
    await endsAtServer(page)
  })
}

for (const { look, user } of atDesk) {
  const where = `at ${look.width} in ${look.language}`

  // rule: ux 15.9 idle-and-hidden-lock
  test(`nobody touches it, or nobody looks at it: it locks, and the form that was open is safe, ${where}`, async ({
    house,
  }) => {
    house.keepsSecret('Half-written')
    const visit = await house.visit({ look, clockInHand: true })
    const { page, say } = visit
    await signsIn(visit, house, user)
    const config = await questionsOf(visit)
    await opens(visit, '/cases/new')
    const name = page.getByRole('textbox', { name: questionOf(config, 'name_first') })
    await name.fill('Half-written')
    await page.clock.runFor('04:50')
    await shows(name)
    await page.clock.runFor('00:15')
    await shows(closed(visit, page))
    await unlocks(visit, house.password)
    await page.clock.resume()
    await shows(page.getByRole('heading', { level: 1 }))
    await opens(visit, '/')
    await shows(page.getByRole('link').filter({ hasText: say('new, not finished') }))

    await page.evaluate(() => {
      Object.defineProperty(document, 'visibilityState', { configurable: true, value: 'hidden' })
      document.dispatchEvent(new Event('visibilitychange'))
    })
    await page.clock.fastForward('02:05')
    await shows(closed(visit, page))
  })
}

// rule: ux 15.9 unsent-work-at-sign-out
test('unsent work stays locked on the device, or goes with everything else', async ({ house }) => {
  const user = 'primero_cp'
  const { id } = await registered(house, user, {})
  const visit = await house.visit({ look: phone('en'), offlineReady: true })
  const { page, context, say } = visit
  await signsIn(visit, house, user)
  await keepsApp(visit)
  const config = await questionsOf(visit)
  await opens(visit, `/cases/${id}/basic_identity?edit=1`)
  await page.getByRole('textbox', { name: questionOf(config, 'name_nickname') }).fill('Before leaving')
  await context.setOffline(true)
  await page.getByRole('button', { name: say('Save'), exact: true }).click()
  await shows(page.getByText(say('Saved on this phone, not yet received')))

  await opens(visit, '/more')
  await page.getByRole('button', { name: say('Sign out'), exact: true }).click()
  await shows(page.getByRole('dialog').getByText('1 change is not sent.'))
  await page.getByRole('button', { name: say('Keep locked and sign out') }).click()
  await shows(closed(visit, page))
  await shows(page.getByText('1 change waits on this device. It is safe and locked.'))
  await context.setOffline(false)
  await unlocks(visit, house.password)
  await shows(page.getByRole('banner').getByText(say('All received')))
  expect((await stored(house, user, `cases/${id}`))['name_nickname']).toBe('Before leaving')

  await opens(visit, '/more')
  await page.getByRole('button', { name: say('Sign out'), exact: true }).click()
  await page.getByRole('button', { name: say('Erase and sign out') }).click()
  await shows(page.getByRole('heading', { level: 1, name: say('Sign in') }))
  await page.reload()
  await shows(page.getByRole('heading', { level: 1, name: say('Sign in') }))
  expect(await rowsLeft(page)).toEqual({ vault: 0, object: 0 })
})

const rowsLeft = (page: Page): Promise<Record<string, number>> =>
  page.evaluate(async () => {
    const done = <T>(request: IDBRequest<T>): Promise<T> =>
      new Promise((resolve) => {
        request.onsuccess = () => resolve(request.result)
      })
    const db = await done(indexedDB.open('primero.vault'))
    const count = (store: string) => done(db.transaction(store).objectStore(store).count())
    const counts = { vault: await count('vault'), object: await count('object') }
    db.close()
    return counts
  })

test('a browser that lost its small notes, or its database, still asks for the password and has what was not sent', async ({
  house,
}) => {
  const user = await house.somebodyLike('primero_cp_ar')
  const { id } = await registered(house, user, {})
  const visit = await house.visit({ look: phone('ar'), offlineReady: true })
  const { page, context, say } = visit
  await signsIn(visit, house, user)
  await keepsApp(visit)
  const config = await questionsOf(visit)
  await opens(visit, `/cases/${id}/basic_identity?edit=1`)
  await page.getByRole('textbox', { name: questionOf(config, 'name_nickname') }).fill('Not sent')
  await context.setOffline(true)
  await page.getByRole('button', { name: say('Save'), exact: true }).click()
  await shows(page.getByText(say('Saved on this phone, not yet received')))

  await page.evaluate(() => localStorage.clear())
  await page.reload()
  await shows(closed(visit, page))

  await page.evaluate(() => new Promise((resolve) => (indexedDB.deleteDatabase('primero.vault').onsuccess = resolve)))
  await page.reload()
  await shows(page.getByText(say('The browser has damaged what it kept.')))
  await unlocks(visit, house.password)
  await shows(page.getByRole('banner').getByText(say('Offline')))
  await context.setOffline(false)
  await shows(page.getByRole('banner').getByText(say('All received')))
  expect((await stored(house, user, `cases/${id}`))['name_nickname']).toBe('Not sent')
})

test('on a device that is not theirs nothing is kept, and a lock is a sign-out', async ({ house }) => {
  const visit = await house.visit({ look: desk('en') })
  const { page, say } = visit
  await signsIn(visit, house, 'primero_cp_fam', true)
  await page.reload()
  await isHome(visit)
  expect(await rowsLeft(page)).toMatchObject({ vault: 0 })
  await locks(visit)
  await shows(page.getByRole('heading', { level: 1, name: say('Sign in') }))
})

test('a second tab opens beside an open one, and a lock in one shuts both', async ({ house }) => {
  const visit = await house.visit({ look: desk('en') })
  await signsIn(visit, house, 'primero_mgr_cp')
  const second = await visit.tab()
  await second.goto(house.url)
  await shows(second.getByRole('heading', { name: visit.say('Cases') }))
  await second.getByRole('button', { name: visit.say('Lock'), exact: true }).click()
  await shows(closed(visit, second))
  await shows(closed(visit, visit.page))
  await unlocks(visit, house.password)
  await isHome(visit)
  await shows(second.getByRole('heading', { name: visit.say('Cases') }))
})

test('a second person signs in beside the first, and each has an own vault', async ({ house }) => {
  const visit = await house.visit({ look: phone('en') })
  const { page, say } = visit
  await signsIn(visit, house, 'primero_admin_cp_fam')
  await locks(visit)
  await shows(closed(visit, page))
  await page.getByRole('button', { name: say('Sign in online instead') }).click()
  await signsIn(visit, house, 'primero_gbv')
  await locks(visit)
  await shows(closed(visit, page))
  await page.getByRole('button', { name: say('Not me') }).click()
  expect(await page.getByRole('button', { name: /Last opened/ }).count()).toBe(2)
  await page
    .getByRole('button', { name: /Last opened/ })
    .nth(1)
    .click()
  await unlocks(visit, house.password)
  await isHome(visit)
  await opens(visit, '/more')
  await shows(page.getByText('primero_admin_cp_fam', { exact: true }))
})

// rule: ux 15.4 authenticator-opens
test('the fingerprint stands for the password, once it has been set up with it', async ({ house }) => {
  const visit = await house.visit({ look: phone('en') })
  const { page, context, say } = visit
  const devtools = await context.newCDPSession(page)
  await devtools.send('WebAuthn.enable')
  await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      ctap2Version: 'ctap2_1',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      hasPrf: true,
      automaticPresenceSimulation: true,
    },
  })
  await signsIn(visit, house, 'primero_cp_2')
  await opens(visit, '/more')
  const card = page.getByRole('region', { name: say('Unlock with fingerprint') })
  await card.getByLabel(say('Password'), { exact: true }).fill(house.password)
  await card.getByRole('button', { name: say('Use fingerprint') }).click()
  await shows(card.getByRole('button', { name: say('Use the password only') }))
  await context.setOffline(true)
  await locks(visit)
  await page.getByRole('button', { name: say('Use fingerprint') }).click()
  await shows(page.getByRole('heading', { level: 1, name: say('You and this device') }))
  // The server wants the password; the work does not wait for it.
  await context.setOffline(false)
  await locks(visit)
  await page.getByRole('button', { name: say('Use fingerprint') }).click()
  await shows(page.getByText(say('The server does not know you any more.')))
  await page
    .getByRole('main')
    .getByRole('button', { name: say('Sign in'), exact: true })
    .click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel(say('Password'), { exact: true }).fill(house.password)
  await dialog.getByRole('button', { name: say('Sign in'), exact: true }).click()
  await leaves(dialog)
  await leaves(page.getByText(say('The server does not know you any more.')))
})

// rule: ux 15.9 remote-wipe
test('a device that an administrator withdraws forgets everything at its next contact, and says so', async ({
  house,
}) => {
  const visit = await house.visit({ look: phone('en'), refusals: [403] })
  const { page, say } = visit
  await signsIn(visit, house, 'primero_mgr_cp_2')
  await shows(page.getByRole('banner').getByText(say('All received')))
  await page.evaluate(async () => {
    const token = /CSRF-TOKEN=([^;]*)/.exec(document.cookie)?.[1] ?? ''
    const { devices } = await (await fetch('/api/ext/devices')).json()
    for (const { id } of devices) {
      const headers = { 'x-csrf-token': decodeURIComponent(token) }
      // The page hears of it at once, and goes: it waits for no answer.
      void fetch(`/api/ext/devices/${id}`, { method: 'DELETE', headers, keepalive: true })
    }
  })
  await shows(page.getByRole('heading', { level: 1, name: say('Sign in') }))
  await shows(page.getByText(say('An administrator has withdrawn this device. Everything on it was erased.')))
  expect(await rowsLeft(page)).toEqual({ vault: 0, object: 0 })
})

for (const { look, user } of [
  { look: phone('ar'), user: 'primero_cp_ar' },
  { look: desk('en'), user: 'primero_admin_cp' },
]) {
  test(`after the password was changed the earlier one is asked for once, at ${look.width} in ${look.language}`, async ({
    house,
  }) => {
    const visit = await house.visit({ look })
    const { page, say } = visit
    // The server takes the earlier password for the right one until it is "changed".
    await page.route('**/api/v2/tokens', (route) => {
      const data = route.request().postData()?.replace('seven green lamps', house.password)
      return data === undefined ? route.continue() : route.continue({ postData: data })
    })
    await signsIn(visit, { ...house, password: 'seven green lamps' }, user)
    await page.unroute('**/api/v2/tokens')
    await locks(visit)
    await shows(closed(visit, page))
    await page.getByRole('button', { name: say('Sign in online instead') }).click()
    await page.getByLabel(say('User name')).fill(user)
    await page.getByLabel(say('Password'), { exact: true }).fill(house.password)
    await page.getByRole('button', { name: say('Sign in'), exact: true }).click()
    const dialog = page.getByRole('dialog', {
      name: say('What this device keeps is still locked with your earlier password'),
    })
    await dialog.getByLabel(say('Earlier password')).fill('eight blue doors')
    await dialog.getByRole('button', { name: say('Unlock'), exact: true }).click()
    await shows(dialog.getByText(say('That did not match.')))
    await dialog.getByLabel(say('Earlier password')).fill('seven green lamps')
    await dialog.getByRole('button', { name: say('Unlock'), exact: true }).click()
    await leaves(dialog)
    await isHome(visit)
    await locks(visit)
    await unlocks(visit, house.password)
    await isHome(visit)
  })
}

// rule: ux 15.3 loss-is-told
test('what the browser threw away is not passed over in silence', async ({ house }) => {
  const visit = await house.visit({ look: phone('en') })
  const { page, context, say } = visit
  await signsIn(visit, house, 'primero_gbv_2')
  await page.goto('about:blank')
  const devtools = await context.newCDPSession(page)
  await devtools.send('Storage.clearDataForOrigin', { origin: house.url, storageTypes: 'indexeddb,cookies' })
  await page.goto(house.url)
  await shows(page.getByRole('heading', { level: 1, name: say('Sign in') }))
  await shows(page.getByText(say('What this device kept is gone.')))
  await page.getByRole('button', { name: say('I have read this') }).click()
  await leaves(page.getByText(say('What this device kept is gone.')))
})

test('a sign-in that is still on its way when the device is locked opens nothing', async ({ house }) => {
  const visit = await house.visit({ look: desk('en') })
  const { page } = visit
  await signsIn(visit, house, 'primero_gbv')
  await locks(visit)
  await shows(closed(visit, page))
  const asked: (() => void)[] = []
  await page.route('**/api/v2/tokens', async (route) => {
    if (route.request().method() !== 'POST') return route.continue()
    await new Promise<void>((go) => asked.push(go))
    await route.continue()
  })
  await unlocks(visit, house.password)
  await isHome(visit)
  await expect.poll(() => asked.length).toBe(1)
  await locks(visit)
  await shows(closed(visit, page))
  const late = page.waitForResponse((reply) => reply.url().endsWith('/tokens') && reply.request().method() === 'POST')
  for (const go of asked) go()
  await late
  await endsAtServer(page)
  await shows(closed(visit, page))
})
