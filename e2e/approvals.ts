// Asking for an approval and answering it on their page, as people do it around a whole case.
import { expect } from 'vitest'
import { type House, shows, type Visit } from './house.ts'
import { stored } from './records.ts'
import { goTo } from './sharing.ts'

/** As the configuration that is shipped calls them. */
const names = { case_plan: 'Case Plan', closure: 'Closure', action_plan: 'Action Plan', gbv_closure: 'GBV Closure' }
type Kind = keyof typeof names

async function open({ page }: Visit, id: string, kind: Kind) {
  await goTo(page, `/cases/${id}/approvals`)
  const heading = page.getByRole('heading', { name: names[kind], exact: true })
  return page.locator('.approval').filter({ has: heading })
}

/** On the page that is open; the server has it. */
export async function asksToApprove(house: House, visit: Visit, owner: string, id: string, kind: Kind): Promise<void> {
  const { page, say } = visit
  const card = await open(visit, id, kind)
  await card.getByRole('button', { name: say('Ask for approval'), exact: true }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: say('Ask for approval'), exact: true }).click()
  const standing = async () => (await stored(house, owner, `cases/${id}`))[`approval_status_${kind}`]
  await expect.poll(standing, { timeout: 20_000 }).toBe('pending')
}

/** On the page of who was told. */
export async function approves(visit: Visit, id: string, kind: Kind, comment: string): Promise<void> {
  const { page, say } = visit
  const card = await open(visit, id, kind)
  await shows(card.getByText(say('Waits for an answer')))
  await card.getByRole('button', { name: say('Decide'), exact: true }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('radio', { name: say('Approve') }).check()
  await dialog.getByRole('textbox').fill(comment)
  await dialog.getByRole('button', { name: say('Decide'), exact: true }).click()
  await shows(card.locator('.tag').getByText(say('Approved')))
}
