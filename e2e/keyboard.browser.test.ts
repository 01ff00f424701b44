// Everything with a keyboard, and the focus never out of sight.
import type { Locator, Page } from 'playwright-core'
import { afterAll, expect } from 'vitest'
import { optionOf, questionOf, questionsOf } from './fill.ts'
import { desk, shows } from './house.ts'
import { closeBrowser, test } from './journey.ts'
import { registered, stored } from './records.ts'

afterAll(closeBrowser)

/** More stops than any page of ours needs from one place to the next. */
const mostStops = 80

/** Tab by Tab to it. Each stop on the way must be where a sighted person finds it: drawn, in the window, uncovered. */
async function tabTo(page: Page, goal: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  for (let stop = 0; stop < mostStops; stop++) {
    await page.keyboard.press(key)
    expect(await page.evaluate(hiddenFocus), 'a stop that nobody can see').toBe('')
    if (await goal.evaluate((element) => element === document.activeElement)) return
  }
  throw new Error(`${mostStops} stops do not lead to ${goal}.`)
}

/** What is wrong with the place of the focus; nothing: it is seen. Runs in the page. */
function hiddenFocus(): string {
  const focused = document.activeElement
  if (!(focused instanceof HTMLElement) || focused === document.body) return ''
  // A hidden radio lends its ring to the label around it.
  const seen = focused.closest('label') ?? focused
  const box = seen.getBoundingClientRect()
  const [x, y] = [box.x + Math.min(box.width / 2, 40), box.y + Math.min(box.height / 2, 40)]
  const name = `${focused.tagName} ${focused.id} ${focused.textContent?.slice(0, 30)}`
  if (box.width === 0 || box.height === 0) return `not drawn: ${name}`
  if (y < 0 || y > innerHeight || x < 0 || x > innerWidth) return `outside the window: ${name}`
  const top = document.elementFromPoint(x, y)
  if (top === null || !(seen.contains(top) || top.contains(seen))) return `covered by ${top?.className}: ${name}`
  const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(seen)
  const inner = getComputedStyle(focused)
  const rings = [outlineStyle !== 'none' && outlineWidth !== '0px', boxShadow !== 'none']
  return rings.some(Boolean) || (inner.outlineStyle !== 'none' && inner.outlineWidth !== '0px')
    ? ''
    : `no ring: ${name}`
}

for (const [look, like] of [
  [desk('en'), 'primero_cp_2'],
  [desk('ar'), 'primero_cp_ar'],
] as const) {
  test(`a case is found, opened, edited and saved without a mouse, in ${look.language}`, async ({ house }) => {
    const user = await house.somebodyLike(like)
    const { id, code } = await registered(house, user, { risk_level: 'low' })
    const visit = await house.visit({ look })
    const { page, say } = visit
    const focused = page.locator(':focus')
    await tabTo(page, page.getByLabel(say('User name')))
    await page.keyboard.type(user)
    await tabTo(page, page.getByLabel(say('Password'), { exact: true }))
    await page.keyboard.type(house.password)
    await page.keyboard.press('Enter')
    await shows(page.getByRole('heading', { name: say('Cases') }))

    await page.keyboard.press('Tab')
    expect(await focused.innerText()).toBe(say('Skip to content'))
    await page.keyboard.press('Enter')
    await page.keyboard.press('Control+KeyK')
    await expect.poll(() => page.getByRole('searchbox').evaluate((box) => box === document.activeElement)).toBe(true)
    await page.keyboard.type(code)
    const found = page.locator('.found:not([aria-busy])').getByRole('link', { name: code })
    await shows(found)
    await tabTo(page, found.first())
    await page.keyboard.press('Enter')
    await shows(page.getByRole('heading', { level: 1, name: code }))
    // A new page begins at its heading.
    await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe('H1')

    const config = await questionsOf(visit)
    const form = config.bundle.forms.find((one) => one.id === 'protection_concern')
    const name = form?.name[config.locale] ?? form?.name['en'] ?? ''
    const entry = page.getByRole('navigation', { name: say('Forms of this record') }).getByRole('link', { name })
    await tabTo(page, entry.first())
    await page.keyboard.press('Enter')
    await shows(page.getByRole('heading', { level: 2, name }))
    await tabTo(page, page.getByRole('button', { name: say('Edit'), exact: true }))
    await page.keyboard.press('Enter')

    const risk = page.getByRole('group', { name: questionOf(config, 'risk_level') })
    await tabTo(page, risk.getByRole('radio', { name: optionOf(config, 'lookup-risk-level', 'low') }))
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('ArrowUp')
    const concerns = page.getByRole('button', {
      name: say('Add: {name}', { name: plain(questionOf(config, 'protection_concerns')) }),
    })
    await tabTo(page, concerns)
    await page.keyboard.press('Enter')
    const sheet = page.getByRole('dialog')
    await shows(sheet)
    await tabTo(page, sheet.getByRole('checkbox').first())
    await page.keyboard.press('Space')
    await page.keyboard.press('Escape')
    // A sheet that closes gives the focus back to what opened it.
    await expect.poll(() => concerns.evaluate((button) => button === document.activeElement)).toBe(true)

    await page.keyboard.press('Control+KeyS')
    await shows(page.getByText(say('Received by the server')))
    expect((await stored(house, user, `cases/${id}`))['risk_level']).toBe('high')

    await page.keyboard.press('Alt+ArrowDown')
    await shows(page.getByRole('heading', { level: 2 }))
    expect(await page.getByRole('heading', { level: 2 }).first().innerText()).not.toBe(name)
    await page.keyboard.press('Control+Shift+KeyL')
    await shows(page.getByRole('heading', { level: 1, name: say('Unlock your work') }))
  })
}

/** The words of a question from the pattern that finds it. */
const plain = (pattern: RegExp): string =>
  pattern.source
    .replace(/^\^/, '')
    .replace(/\( \|\$\)$/, '')
    .replaceAll('\\', '')
