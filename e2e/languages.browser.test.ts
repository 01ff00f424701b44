// Each language of the product in a short journey, and whose language it is.
import { afterAll, expect } from 'vitest'
import { sticksOut } from './axe.ts'
import { questionsOf } from './fill.ts'
import { leaves, phone, shows, type Visit } from './house.ts'
import { closeBrowser, test } from './journey.ts'
import { registered } from './records.ts'
import { englishLeft, type Language, wordsOf } from './words.ts'

afterAll(closeBrowser)

const enter = async ({ page }: Visit, user: string, password: string, language: Language): Promise<void> => {
  const say = wordsOf(language)
  await page.getByLabel(say('User name')).fill(user)
  await page.getByLabel(say('Password'), { exact: true }).fill(password)
  // Nothing stays: whoever comes next meets the door.
  await page.getByRole('checkbox', { name: say('This is not my device') }).check()
  await page.getByRole('button', { name: say('Sign in'), exact: true }).click()
}

/** Everything that a person reads or hears on this page. */
const wordsOn = ({ page }: Visit): Promise<string[]> =>
  page.evaluate(() => {
    const found = [document.title]
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node; node = walker.nextNode()) found.push(node.textContent ?? '')
    for (const element of document.querySelectorAll('[aria-label], [title], [placeholder]'))
      for (const name of ['aria-label', 'title', 'placeholder']) found.push(element.getAttribute(name) ?? '')
    return found.map((text) => text.trim()).filter(Boolean)
  })

for (const language of ['fr', 'es'] as const) {
  test(`a caseworker signs in, finds a case and opens it, and reads no English of ours, in ${language}`, async ({
    house,
  }) => {
    // Of its own: the language that is chosen at the door becomes the account's.
    const user = await house.somebodyLike('primero_cp_2')
    const { id } = await registered(house, user, { risk_level: 'high', name_nickname: 'Iko' })
    const visit = await house.visit({ look: phone(language) })
    const { page, say, open } = visit
    const looksRight = async (): Promise<void> => {
      // The configuration's own labels may be in English where it has no translation.
      const labels = JSON.stringify(await questionsOf(visit).catch(() => ''))
      const left = englishLeft(await wordsOn(visit), language)
      expect(left.filter((text) => !labels.includes(JSON.stringify(text)))).toEqual([])
      expect(await sticksOut(page)).toEqual([])
    }
    await looksRight()
    // Chosen at the door by whoever comes in.
    await page.getByRole('combobox', { name: say('Language') }).selectOption('en')
    await page.getByRole('combobox', { name: 'Language' }).selectOption(language)
    await shows(page.getByRole('heading', { level: 1, name: say('Sign in') }))
    await enter(visit, user, house.password, language)
    await shows(page.locator('.found:not([aria-busy])'))
    expect(await page.locator('html').getAttribute('lang')).toBe(language)
    await looksRight()
    for (const path of ['/cases', '/outbox', '/more', '/new', `/cases/${id}`, `/cases/${id}/change_logs`]) {
      await open(path)
      await looksRight()
    }
    await open(`/cases/${id}/basic_identity?edit=1`)
    await shows(page.getByRole('textbox'))
    await looksRight()
  })
}

test('two people who share a device each find the language of their account', async ({ house }) => {
  const visit = await house.visit({ look: phone('es') })
  const { page, context, open } = visit
  const [en, fr] = [wordsOf('en'), wordsOf('fr')]
  const speaks = (language: Language): Promise<void> =>
    shows(page.getByRole('button', { name: wordsOf(language)('Lock'), exact: true }))
  const kept = (language: Language): Promise<unknown> =>
    page.waitForResponse((reply) => {
      const isKept = reply.url().endsWith('/me/locale') && reply.status() === 204
      return isKept && reply.request().postDataJSON()?.locale === language
    })
  const leave = async (language: Language): Promise<void> => {
    await page.getByRole('button', { name: wordsOf(language)('Lock'), exact: true }).click()
    await shows(page.getByRole('heading', { level: 1, name: wordsOf(language)('Sign in') }))
  }
  const choose = (from: Language, to: Language) =>
    page.getByRole('combobox', { name: wordsOf(from)('Language') }).selectOption(to)

  const [arabic, english] = [await house.somebodyLike('primero_cp_ar'), await house.somebodyLike('primero_ftr_manager')]
  // Somebody else spoke Spanish here.
  await enter(visit, arabic, house.password, 'es')
  await speaks('ar')
  await leave('ar')
  await enter(visit, english, house.password, 'ar')
  await speaks('en')
  await open('/more')
  const told = kept('fr')
  await choose('en', 'fr')
  await told
  await shows(page.getByRole('heading', { level: 1, name: fr('You and this device') }))
  await leave('fr')

  await enter(visit, arabic, house.password, 'fr')
  await speaks('ar')
  await leave('ar')
  await enter(visit, english, house.password, 'ar')
  await speaks('fr')

  // Without a line the choice is in force here, and the account learns of it later.
  await open('/more')
  await choose('fr', 'en')
  await shows(page.getByRole('heading', { level: 1, name: en('You and this device') }))
  const toldBack = kept('fr')
  await choose('en', 'fr')
  await shows(page.getByRole('heading', { level: 1, name: fr('You and this device') }))
  await toldBack
  await context.setOffline(true)
  await choose('fr', 'en')
  await shows(page.getByRole('heading', { level: 1, name: en('You and this device') }))
  // These words were never here.
  await choose('en', 'es')
  await shows(page.getByText(en('This needs a connection')))
  const toldLater = kept('en')
  await context.setOffline(false)
  await toldLater
  await leaves(page.getByText(en('Offline'), { exact: true }))
})
