// Steps of sharing a case, as people take them.
import type { Page } from 'playwright-core'
import { type House, shows, type Visit } from './house.ts'

export const consented = { consent_for_services: true, disclosure_other_orgs: true }

const button = ({ page, say }: Visit, words: string) => page.getByRole('button', { name: say(words), exact: true })

/** The next step of the page that shares. */
export const goOn = (visit: Visit): Promise<void> => button(visit, 'Go on').click()

/** From the menu of the case that is open. */
export async function picks(visit: Visit, deed: 'Refer' | 'Transfer'): Promise<void> {
  const { page, say } = visit
  await button(visit, 'Actions').click()
  await page.getByRole('menuitem', { name: say(deed) }).click()
  await shows(page.getByRole('heading', { level: 2, name: say('Why') }))
}

/** Among colleagues, however many there are. */
export async function choosesColleague({ page, say }: Visit, user: string): Promise<void> {
  await shows(page.getByRole('heading', { level: 2, name: say('To whom') }))
  await page.locator('input[name=where], input[name=recipient]').first().waitFor()
  // Where there is a directory, that comes first.
  if (await page.locator('input[name=where]').first().isVisible())
    await page.getByRole('radio', { name: say('A colleague in Primero') }).check()
  await page.locator('input[name=recipient]').first().waitFor()
  const box = page.getByRole('searchbox', { name: say('Name') })
  const radio = page.getByRole('radio', { name: user })
  await shows(radio.or(box))
  if (!(await radio.isVisible())) await box.fill(user)
  await radio.check()
}

export const sends = (visit: Visit): Promise<void> => button(visit, 'Send').click()

type Referral = {
  id: string
  status: string
  transitioned_to: string
  authorized_role_unique_id?: string
  rejection_note?: string
}
/** As the server has them for this person. */
export const referralsOf = async (house: House, user: string, id: string): Promise<Referral[]> =>
  ((await house.ask(user, `GET cases/${id}/referrals`)).body as { data: Referral[] }).data

/** Within the app: nothing is loaded anew. */
export const goTo = (page: Page, path: string): Promise<void> =>
  page.evaluate((to) => {
    history.pushState(null, '', to)
    dispatchEvent(new PopStateEvent('popstate'))
  }, path)

/** On the page of consents: what a talk with the child brought, for referrals where nothing else is said. */
export async function writesDown(visit: Visit, purpose?: 'Handing over the case'): Promise<void> {
  const { page, say } = visit
  await button(visit, 'Write down a consent').click()
  const sheet = page.getByRole('dialog')
  if (purpose !== undefined) await sheet.getByRole('checkbox', { name: say(purpose) }).check()
  const whose = [say('The child'), say('The survivor')].map((name) =>
    sheet.getByRole('checkbox', { name, exact: true }),
  )
  await whose.reduce((one, other) => one.or(other)).check()
  await sheet.getByRole('checkbox', { name: say('In a talk') }).check()
  await button(visit, 'Write down').click()
}

/** All of it. */
export async function withdrawsHere(visit: Visit): Promise<void> {
  const { page, say } = visit
  await button(visit, 'consent|Withdraw').click()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: say('consent|Withdraw'), exact: true })
    .click()
}
