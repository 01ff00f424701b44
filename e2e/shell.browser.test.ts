// The shell: the app opens without a network, is replaced by a later one at the right moment only, and no page is blank.
import type { Page } from 'playwright-core'
import { afterAll, expect } from 'vitest'
import { shellIn } from '../packages/web/build/service-worker.ts'
import { questionOf, questionsOf } from './fill.ts'
import { dist, type Front, openFront, portalPage } from './front.ts'
import { desk, type House, type Look, leaves, phone, shows, type Visit } from './house.ts'
import { closeBrowser, test } from './journey.ts'
import { wordsOf } from './words.ts'

afterAll(closeBrowser)

const soon = { timeout: 20_000 }
const looks: Look[] = [phone('ar'), desk('en')]
const where = ({ width, language }: Look): string => `at ${width} in ${language}`

const title = (page: Page) => page.getByRole('heading', { level: 1 }).first()
const versionOf = (page: Page) => page.locator('meta[name=version]').getAttribute('content')
const button = ({ page, say }: Visit, words: string) => page.getByRole('button', { name: say(words), exact: true })

/** Address → text of everything in any cache of the browser. */
const cached = (page: Page): Promise<Record<string, string>> =>
  page.evaluate(async () => {
    const found: Record<string, string> = {}
    for (const name of await caches.keys()) {
      const cache = await caches.open(name)
      for (const request of await cache.keys())
        found[new URL(request.url).pathname] = (await (await cache.match(request))?.text()) ?? ''
    }
    return found
  })

/** Until the app lies on the device in full, with the words of this language. */
async function kept({ page, language }: Visit): Promise<void> {
  const { files, words } = shellIn(dist)
  const wanted = [...files, ...(words[language] ?? [])].map(([path]) => path)
  await expect
    .poll(async () => {
      const there = new Set(Object.keys(await cached(page)))
      return wanted.filter((path) => !there.has(path))
    }, soon)
    .toEqual([])
  await expect.poll(() => page.evaluate(() => navigator.serviceWorker.controller !== null), soon).toBe(true)
}

/** A later version comes in full and waits. */
async function upgraded(front: Front, page: Page): Promise<void> {
  front.upgrade()
  await page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.update())
  await expect
    .poll(() => page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.waiting !== null), soon)
    .toBe(true)
}

type Ask = Parameters<House['visit']>[0] & { spoiled?: RegExp }

/** A journey through something that breaks. Its pages end before it does: they would complain that nobody answers. */
async function inFront(house: House, ask: Ask, walk: (front: Front, visit: Visit) => Promise<void>): Promise<void> {
  const { spoiled, ...rest } = ask
  const front = await openFront(house.url)
  front.spoil(spoiled)
  try {
    const visit = await house.visit({ ...rest, offlineReady: true, through: front.url })
    await walk(front, visit)
    await visit.context.close()
  } finally {
    await front.close()
  }
}

for (const look of looks) {
  test(`after one visit the app opens without a network, at any of its addresses, ${where(look)}`, async ({
    house,
  }) => {
    const visit = await house.visit({ as: 'primero_cp', look, offlineReady: true })
    await kept(visit)
    await visit.context.setOffline(true)
    for (const path of ['/', '/cases/new', '/cases/0b1c6a2e-6f0b-4a52-9d3e-0a1b2c3d4e5f/basic_identity', '/more']) {
      await visit.page.goto(house.url + path)
      await shows(title(visit.page))
      expect(await visit.page.locator('html').getAttribute('lang')).toBe(look.language)
    }
    const second = await visit.tab()
    await second.goto(`${house.url}/cases`)
    await shows(title(second))
  })
}

for (const look of looks.slice(0, 1)) {
  // rule: ux 15.10 never-during-a-form
  test(`a later version waits while a form is open, and is used on request, ${where(look)}`, ({ house }) =>
    inFront(house, { as: 'primero_cp', look, at: '/cases/new' }, async (front, visit) => {
      house.keepsSecret('Half-written')
      const { page, say } = visit
      await kept(visit)
      const before = await versionOf(page)
      const box = page.getByRole('textbox', { name: questionOf(await questionsOf(visit), 'name_other') })
      await box.fill('Half-written')
      await upgraded(front, page)

      // The other tab offers it, but somebody writes here.
      const other = await visit.tab()
      await other.goto(front.url)
      await shows(other.getByText(say('A new version is ready')))
      await other.getByRole('button', { name: say('Use it now') }).click()
      await shows(other.getByText(say('A form is open in another tab. Save it or leave it first.')))
      expect(await page.getByText(say('A new version is ready')).count()).toBe(0)
      expect(await box.inputValue()).toBe('Half-written')
      expect([await versionOf(page), await versionOf(other)]).toEqual([before, before])

      await page
        .getByRole('banner')
        .getByRole('link', { name: say('Back') })
        .click()
      await shows(page.getByText(say('A new version is ready')))
      await button(visit, 'Use it now').click()
      for (const tab of [page, other]) {
        await expect.poll(() => versionOf(tab), soon).not.toBe(before)
        await shows(title(tab))
        expect(await tab.title()).toMatch(/Later$/)
      }
      // The files of the version before go once no page runs it.
      await expect.poll(() => page.evaluate(async () => (await caches.keys()).length), soon).toBe(1)
      await page.goto(front.url)
      await shows(page.getByText(say('new, not finished')))
    }))
}

// rule: ux 15.4 no-answer-in-a-cache
test('what the API answers lies in no cache, and the shell answers none of its addresses', async ({ house }) => {
  const visit = await house.visit({ as: 'primero_cp', look: desk('en'), at: '/cases', offlineReady: true })
  const { page } = visit
  await kept(visit)
  await page.reload()
  await page.locator('.found a').first().click()
  await shows(page.locator('.rec'))
  await visit.open('/more')
  expect(Object.keys(await cached(page)).filter((path) => !/^\/(?:assets\/[\w.-]+|brand\.svg)?$/.test(path))).toEqual(
    [],
  )
  const received = await visit.received()
  expect(received.length).toBeGreaterThan(1000)
  const reply = await page.goto(`${house.url}/api/sync/config`)
  expect(reply?.fromServiceWorker()).toBe(false)
  expect(reply?.headers()['content-type']).toContain('json')
})

test('a language that was chosen once is there without a network, and the others are not fetched', async ({
  house,
}) => {
  const visit = await house.visit({ look: desk('en'), offlineReady: true })
  const { page } = visit
  await kept(visit)
  expect(Object.keys(await cached(page)).filter((path) => path.startsWith('/assets/ar-'))).toEqual([])
  await page.getByRole('combobox', { name: visit.say('Language') }).selectOption('ar')
  await shows(page.getByRole('heading', { level: 1, name: wordsOf('ar')('Sign in') }))
  await visit.context.setOffline(true)
  await page.reload()
  await shows(title(page))
  expect(await page.locator('html').getAttribute('dir')).toBe('rtl')
})

test('a file that the browser dropped comes from the server and is kept again', async ({ house }) => {
  const visit = await house.visit({ as: 'primero_cp', look: phone('en'), offlineReady: true })
  const { page } = visit
  await kept(visit)
  const dropped = await page.evaluate(async () => {
    const [name = ''] = await caches.keys()
    const cache = await caches.open(name)
    const lost = (await cache.keys()).filter(({ url }) => /\/(?:Core|index)-/.test(url))
    await Promise.all(lost.map((request) => cache.delete(request)))
    return lost.map(({ url }) => new URL(url).pathname)
  })
  expect(dropped.length).toBeGreaterThan(2)
  await visit.open('/cases')
  await shows(page.getByRole('heading', { level: 1, name: visit.say('Cases') }))
  await expect
    .poll(async () => {
      const now = await cached(page)
      return dropped.filter((path) => path in now)
    }, soon)
    .toEqual(dropped)
})

// rule: ux 15.10 used-at-sign-out
test('a later version is used when somebody signs out', ({ house }) =>
  inFront(house, { as: 'primero_cp_2', look: phone('en'), at: '/cases/new' }, async (front, visit) => {
    const { page, say } = visit
    await kept(visit)
    const before = await versionOf(page)
    await upgraded(front, page)
    await button(visit, 'Lock').click()
    await expect.poll(() => versionOf(page), soon).not.toBe(before)
    await shows(page.getByRole('heading', { level: 1, name: say('Sign in') }))
  }))

test('a page finds all its files after the server has been replaced by one that lacks them', ({ house }) =>
  inFront(house, { look: phone('en'), refusals: [503] }, async (front, visit) => {
    // At the door: nothing of what lies behind it has been asked for yet.
    await kept(visit)
    front.be('broken')
    const files = Object.keys(await cached(visit.page)).filter((path) => /Core-.*\.js/.test(path))
    front.asked()
    expect(files).toHaveLength(1)
    // As text: the test runner would put its own import in the place of the browser's.
    await visit.page.evaluate(`import(${JSON.stringify(files[0])})`)
    expect(front.asked().filter((path) => path.startsWith('/assets/'))).toEqual([])
  }))

test('a portal’s page gets into no cache, and the app opens behind one all the same', ({ house }) =>
  inFront(house, { as: 'primero_cp', look: phone('en') }, async (front, visit) => {
    const { page } = visit
    await kept(visit)
    front.upgrade()
    front.be('portal')
    await page.goto(`${front.url}/cases`)
    await shows(title(page))
    expect(await page.content()).not.toContain('Wi-Fi')
    const update = () =>
      page.evaluate(async () =>
        (await navigator.serviceWorker.getRegistration())?.update().then(
          () => 'came',
          () => 'refused',
        ),
      )
    expect(await update()).toBe('refused')
    expect(Object.values(await cached(page))).not.toContain(portalPage)
    front.be('well')
    expect(await update()).toBe('came')
  }))

test('a portal’s page in the place of one file keeps the whole shell back until all files are ours', ({ house }) =>
  inFront(house, { as: 'primero_cp', look: phone('en'), spoiled: /brand\.svg/ }, async (front, visit) => {
    const { page } = visit
    const seen: string[] = []
    const attempts = (): number => {
      seen.push(...front.asked())
      return seen.filter((path) => path === '/brand.svg').length
    }
    await expect.poll(attempts, soon).toBeGreaterThanOrEqual(2)
    const paths = await cached(page)
    expect(Object.keys(paths)).not.toContain('/')
    expect(Object.values(paths)).not.toContain(portalPage)
    front.spoil(undefined)
    await page.reload()
    await kept(visit)
    expect((await cached(page))['/brand.svg']).toMatch(/^<svg/)
  }))

test('whoever saves data and only looks at the door keeps nothing', async ({ house }) => {
  const { page } = await house.visit({ look: phone('en'), offlineReady: true, saveData: true, clockInHand: true })
  await shows(title(page))
  await page.clock.fastForward(60_000)
  expect(await page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length)).toBe(0)
})

for (const [language, tooOld, again] of [
  ['en', 'This browser is too old.', 'Try again'],
  ['ar', 'هذا المتصفح قديم.', 'حاول مرة أخرى'],
  ['fr', 'Ce navigateur est trop ancien.', 'Réessayer'],
  ['es', 'Este navegador es demasiado antiguo.', 'Intentar de nuevo'],
] as const) {
  test(`no page is blank in ${language}: an old browser is told so, and a lost script can be asked for again`, async ({
    house,
  }) => {
    const { page, context } = await house.visit({ look: phone('en'), lostFiles: true })
    await context.addInitScript((locale) => localStorage.setItem('primero.locale', locale), language)
    await page.route(/\/assets\/index-.*\.js/, (route) => route.abort())
    await page.reload()
    await shows(page.getByRole('button', { name: again }))
    expect(await page.locator('html').getAttribute('dir')).toBe(language === 'ar' ? 'rtl' : 'ltr')
    await context.addInitScript(() => Reflect.deleteProperty(Array.prototype, 'toSorted'))
    await page.reload()
    await shows(page.getByText(tooOld))
    await leaves(page.getByRole('button', { name: again }))
  })
}

for (const look of looks) {
  test(`the app can be installed where the browser offers it, ${where(look)}`, async ({ house }) => {
    const visit = await house.visit({ as: 'primero_cp', look, at: '/more', offlineReady: true })
    const { page, context } = visit
    await kept(visit)
    const devtools = await context.newCDPSession(page)
    const { errors } = await devtools.send('Page.getAppManifest')
    expect(errors).toEqual([])
    const { installabilityErrors } = await devtools.send('Page.getInstallabilityErrors')
    expect(installabilityErrors.filter(({ errorId }) => errorId !== 'in-incognito')).toEqual([])

    expect(await button(visit, 'Install on this device').count()).toBe(0)
    await page.evaluate(() => {
      const prompt = () => document.documentElement.setAttribute('data-asked', 'yes')
      window.dispatchEvent(Object.assign(new Event('beforeinstallprompt'), { prompt }))
    })
    await button(visit, 'Install on this device').click()
    await leaves(button(visit, 'Install on this device'))
    expect(await page.locator('html').getAttribute('data-asked')).toBe('yes')
  })
}
