// What people do in a story of many days: answer forms where there is no line, and see at a glance what waits for them.
import type { ConfigReply } from '@primero/domain/sync/protocol.ts'
import { expect } from 'vitest'
import { mailOf } from './accounts.ts'
import type { Arrived } from './away.ts'
import { type Answers, fillForm } from './fill.ts'
import { shows, type Visit } from './house.ts'
import { productHere } from './lane.ts'
import { allIn, allTo } from './post.ts'
import { goTo } from './sharing.ts'

export const button = ({ page, say }: Visit, words: string) =>
  page.getByRole('button', { name: say(words), exact: true })

/** How a share, or a consent, stands. */
export const tag = ({ page, say }: Visit, words: string) => page.locator('.share .tag').filter({ hasText: say(words) })

/** On the home page: what waits for an answer, by the code of the case. */
export const asked = ({ page, say }: Visit, code: string) =>
  page.getByRole('region', { name: say('Waits for your answer') }).getByRole('link', { name: code })

/** On the home page: what somebody did about this case, in words of English. */
export const told = ({ page, say }: Visit, code: string, what: string) =>
  page
    .getByRole('region', { name: say('Notices') })
    .locator('.note', { hasText: what })
    .getByRole('link', { name: code })

export const nothingHere = ({ page, say }: Visit) =>
  page.getByRole('heading', { level: 1, name: say('There is nothing here for you') })

export const allReceived = ({ page, say }: Visit): Promise<void> =>
  shows(page.getByRole('banner').getByText(say('All received')))

/** The forms with these questions alone. */
const only = (config: ConfigReply, names: string[]): ConfigReply => ({
  ...config,
  bundle: {
    ...config.bundle,
    forms: config.bundle.forms.map((form) => ({
      ...form,
      fields: form.fields.filter(({ name }) => names.includes(name)),
    })),
  },
})

/** Answers these questions on a form that is open; whatever the page offers first where nothing is given. */
async function answers({ visit, config }: Arrived, id: string, given: Answers): Promise<void> {
  const few = only(config, Object.keys(given))
  const form = few.bundle.forms.find((one) => one.id === id)
  if (form === undefined) throw new Error(`There is no form ${id}.`)
  const words = Object.fromEntries(Object.entries(given).filter(([, text]) => text !== ''))
  await fillForm({ visit, config: few, given: words, extent: 'whole', kinds: new Set() }, form)
}

/** Registers somebody by this form, without a line. @returns the id that the device gave */
export async function registersHere(arrived: Arrived, form: string, given: Answers): Promise<string> {
  const { page } = arrived.visit
  await goTo(page, `/cases/new?form=${form}`)
  await shows(page.getByRole('heading', { level: 2 }))
  await answers(arrived, form, given)
  await button(arrived.visit, 'Save').click()
  await page.waitForURL(/\/cases\/[0-9a-f-]{36}\//)
  return /\/cases\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? ''
}

/** On a form of the case, without a line. */
export async function writes(arrived: Arrived, id: string, form: string, given: Answers): Promise<void> {
  const { page, say } = arrived.visit
  await goTo(page, `/cases/${id}/${form}?edit=1`)
  await shows(button(arrived.visit, 'Save'))
  await answers(arrived, form, given)
  await button(arrived.visit, 'Save').click()
  await shows(page.getByText(say('Saved on this phone, not yet received')))
}

/** From the menu of the case that is open, with a second look. */
export async function confirms(visit: Visit, deed: 'Close' | 'Reopen', words = ''): Promise<void> {
  const { page, say } = visit
  await button(visit, 'Actions').click()
  await page.getByRole('menuitem', { name: say(deed) }).click()
  const dialog = page.getByRole('dialog')
  if (words) await dialog.getByRole('textbox').fill(words)
  await dialog.getByRole('button', { name: say(deed), exact: true }).click()
  await dialog.waitFor({ state: 'hidden' })
}

/**
 * A mail says that there is something: neither of whom, nor from whom, nor what. `told` stands in no mail at all, whoever
 * it went to; `kinds`, which other mails may say, in none of theirs.
 */
export async function mailsTellNothing(
  mailed: string[],
  others: string[],
  told: string[],
  kinds: string[],
): Promise<void> {
  const { mails } = productHere()
  const textTo = (user: string) => allTo(mails, mailOf(user)).join('\n')
  for (const user of mailed) await expect.poll(() => textTo(user), { timeout: 20_000 }).not.toBe('')
  const people = [...mailed, ...others]
  for (const user of people) {
    for (const word of [...kinds, ...people.filter((one) => one !== user)]) expect(textTo(user)).not.toContain(word)
  }
  for (const mail of allIn(mails)) for (const word of told) expect(mail).not.toContain(word)
}
