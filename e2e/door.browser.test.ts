// The door: who comes in, who does not, and how a screen is covered and left.
import { afterAll, expect } from 'vitest'
import { productHere } from './lane.ts'
import { adminOf } from './accounts.ts'
import { desk, leaves, phone, shows, type Visit } from './house.ts'
import { closeBrowser, test } from './journey.ts'
import { type Language, wordsOf } from './words.ts'

afterAll(closeBrowser)

const tryDoor = async ({ page, say }: Visit, user: string, password: string): Promise<void> => {
  await page.getByLabel(say('User name')).fill(user)
  await page.getByLabel(say('Password'), { exact: true }).fill(password)
  // What a device of one's own keeps, and how it opens, is another journey.
  await page.getByRole('checkbox', { name: say('This is not my device') }).check()
  await page.getByRole('button', { name: say('Sign in'), exact: true }).click()
}

const direction = (language: Language): string => (language === 'ar' ? 'rtl' : 'ltr')
const people = { en: 'primero_cp_3', ar: 'primero_mgr_cp_ar' }

async function switchLanguage({ page }: Visit, from: Language, to: Language, title: string): Promise<void> {
  const box = page.getByRole('combobox', { name: wordsOf(from)('Language') })
  await box.selectOption(to)
  await shows(page.getByRole('heading', { level: 1, name: wordsOf(to)(title) }))
  const html = page.locator('html')
  expect([await html.getAttribute('lang'), await html.getAttribute('dir')]).toEqual([to, direction(to)])
}

for (const [language, other, size] of [
  ['ar', 'fr', phone],
  ['en', 'es', desk],
] as const) {
  const look = size(language)

  test(`a wrong password stays outside, the right one comes in, and a lock shuts, at ${look.width} in ${language}`, async ({
    house,
  }) => {
    const visit = await house.visit({ look })
    const { page, say, open } = visit
    await switchLanguage(visit, language, other, 'Sign in')
    await switchLanguage(visit, other, language, 'Sign in')

    await tryDoor(visit, people[language], 'not this one')
    await shows(page.getByRole('alert').getByText(say('That did not match.')))
    expect(await page.getByLabel(say('User name')).getAttribute('aria-invalid')).toBe('true')
    await tryDoor(visit, people[language], house.password)
    await shows(page.getByRole('heading', { name: say('Cases') }))

    await open('/more')
    await page.getByRole('radio', { name: say('Dark') }).check()
    expect(await page.locator('html').getAttribute('data-theme')).toBe('dark')
    await page.reload()
    await shows(page.getByRole('heading', { level: 1, name: say('You and this device') }))
    expect(await page.locator('html').getAttribute('data-theme')).toBe('dark')
    await switchLanguage(visit, language, other, 'You and this device')
    await switchLanguage(visit, other, language, 'You and this device')

    const title = page.getByRole('heading', { level: 1, name: say('You and this device') })
    await page.getByRole('button', { name: say('Hide this screen now') }).click()
    await leaves(title)
    expect(await page.title()).toBe(say('Clock'))
    await page.getByRole('button', { name: say('Back'), exact: true }).click()
    await shows(title)
    await page.keyboard.press('Control+Shift+KeyH')
    await leaves(title)
    await page.getByRole('button', { name: say('Back'), exact: true }).click()

    await page.getByRole('button', { name: say('Lock'), exact: true }).click()
    await shows(page.getByRole('heading', { level: 1, name: say('Sign in') }))
    // Neither the history of the browser nor the address brings anything back.
    await page.goBack()
    await shows(page.getByRole('heading', { level: 1, name: say('Sign in') }))
    await open('/cases')
    await shows(page.getByRole('heading', { level: 1, name: say('Sign in') }))
    expect(await page.evaluate(async () => (await fetch('/api/sync/config')).status)).toBe(401)
  })
}

for (const look of [phone('en'), desk('ar')]) {
  test(`who guesses too often must wait, and is told for how long, at ${look.width} in ${look.language}`, async ({
    house,
  }) => {
    const visit = await house.visit({ look, refusals: [429] })
    const { page, say } = visit
    for (let attempt = 1; attempt <= 6; attempt++) {
      await tryDoor(visit, `nobody_at_${look.width}`, `guess ${attempt}`)
      await shows(page.getByText(say('That did not match.')))
    }
    await tryDoor(visit, `nobody_at_${look.width}`, 'one more')
    await shows(page.getByRole('alert').getByText(say('Too many attempts.')))
    await shows(page.getByRole('alert').getByText(/\d|[٠-٩]/))
  })
}

test('the language that was chosen last is spoken, whatever the server answers late', async ({ house }) => {
  const visit = await house.visit({ as: await house.somebodyLike('primero_cp_3'), look: desk('en'), at: '/more' })
  const { page } = visit
  const settings = Promise.withResolvers<undefined>()
  const words = Promise.withResolvers<undefined>()
  await page.route('**/api/sync/config?locale=ar', async (route) => {
    await settings.promise
    await route.continue()
  })
  await page.route(/\/assets\/fr-.*\.js/, async (route) => {
    await words.promise
    await route.continue()
  })
  await switchLanguage(visit, 'en', 'ar', 'You and this device')
  const asked = page.waitForRequest(/\/assets\/fr-/)
  await page.getByRole('combobox', { name: wordsOf('ar')('Language') }).selectOption('fr')
  await asked
  const answered = page.waitForResponse('**/api/sync/config?locale=ar')
  settings.resolve(undefined)
  await (await answered).finished()
  // The answer is taken in before the page is drawn again.
  await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))))
  words.resolve(undefined)
  await shows(page.getByRole('heading', { level: 1, name: wordsOf('fr')('You and this device') }))
})

for (const [what, file] of [
  ['script', /Core-.*\.js/],
  ['style', /Core-.*\.css/],
] as const) {
  test(`a ${what} that a weak line lost once does not cost the page`, async ({ house }) => {
    const visit = await house.visit({ look: phone('en'), lostFiles: true })
    const { page, say } = visit
    await page.route(file, (route) => route.abort(), { times: 1 })
    const lost = page.waitForEvent('requestfailed')
    await page.getByLabel(say('User name')).focus()
    await lost
    await tryDoor(visit, people.en, house.password)
    await shows(page.getByRole('heading', { name: say('Cases') }))
    expect(
      await page
        .locator('.tile')
        .first()
        .evaluate((tile) => getComputedStyle(tile).display),
    ).not.toBe('inline')
  })
}

for (const language of ['en', 'ar'] as const) {
  test(`a code that was read out becomes a password of one’s own, in ${language}`, async ({ house }) => {
    const user = await house.somebodyLike(language === 'ar' ? 'primero_cp_ar' : 'primero_cp')
    const admin = await adminOf(productHere().data)
    await admin.query('update account set must_renew = true, password_set_at = now() where user_name = $1', [user])
    await admin.end()
    const visit = await house.visit({ look: phone(language), refusals: [403, 422] })
    const { page, say } = visit
    await tryDoor(visit, user, house.password)
    await shows(page.getByRole('alert').getByText(say('This code works once.')))
    const fresh = page.getByLabel(say('New password'), { exact: true })
    const signIn = page.getByRole('button', { name: say('Sign in'), exact: true })
    await fresh.fill('password1')
    await signIn.click()
    await shows(page.getByRole('alert').getByText(say('This password is too easy to guess.')))
    await fresh.fill('river-lantern-quiet-42')
    await signIn.click()
    await shows(page.getByRole('heading', { name: say('Cases') }))
  })
}

test('a password can be pasted, and password managers are told which it is', async ({ house }) => {
  const visit = await house.visit({ look: phone('en') })
  const { page, say } = visit
  await visit.open('/')
  const [name, word] = [page.getByLabel(say('User name')), page.getByLabel(say('Password'), { exact: true })]
  expect(await name.getAttribute('autocomplete')).toBe('username')
  expect([await word.getAttribute('autocomplete'), await word.getAttribute('type')]).toEqual([
    'current-password',
    'password',
  ])
  await name.fill('a long phrase of mine')
  await name.press('Control+KeyA')
  await name.press('Control+KeyX')
  await word.press('Control+KeyV')
  expect(await word.inputValue()).toBe('a long phrase of mine')
})
