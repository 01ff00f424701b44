// Cases that belong together: a caseworker links two brothers on her phone, sees it without a line, and thinks better of
// it; of what her manager links with a colleague's case she hears nothing.
import { afterAll, expect } from 'vitest'
import { keepsApp, leaves, phone, shows, type Visit } from './house.ts'
import { closeBrowser, test } from './journey.ts'
import { registered } from './records.ts'
import { goTo } from './sharing.ts'

afterAll(closeBrowser)

const long = { timeout: 20_000 }
const button = ({ page, say }: Visit, words: string) => page.getByRole('button', { name: say(words), exact: true })
const dialog = ({ page }: Visit) => page.getByRole('dialog')
const inDialog = (visit: Visit, words: string) =>
  dialog(visit).getByRole('button', { name: visit.say(words), exact: true })
type Link = { case_id: string; relationship_type: string; disabled: boolean }

// rule: ux 10 related-cases
test('brothers are linked on a phone, read without a line, and parted with a reason', async ({ house }) => {
  const owner = await house.somebodyLike('primero_cp')
  const colleague = await house.somebodyLike('primero_cp')
  const child = { name_first: 'Zubair', age: 9, sex: 'male' }
  const [one, two] = [await registered(house, owner, {}), await registered(house, owner, child)]
  house.keepsSecret('Zubair')
  const linksOf = async (id: string): Promise<Link[]> =>
    ((await house.ask(owner, `GET cases/${id}/case_relationships`)).body as { data: Link[] }).data

  const visit = await house.visit({ look: phone('ar'), as: owner, at: `/cases/${one.id}`, offlineReady: true })
  const { page, context, say } = visit
  await page.locator('details.formnav summary').click()
  await page
    .getByRole('link', { name: say('Related cases') })
    .first()
    .click()
  await shows(page.getByText(say('No related cases')))
  await button(visit, 'Add a related case').click()
  await inDialog(visit, 'Link the cases').click()
  await shows(dialog(visit).getByText(say('Choose a case.')))
  await dialog(visit).getByRole('searchbox').fill(two.code)
  // No name before she asks for it: others look over her shoulder.
  await dialog(visit).getByRole('radio').check()
  expect(await dialog(visit).innerText()).not.toContain('Zubair')
  await inDialog(visit, 'Show names').click()
  await shows(dialog(visit).getByText('Zubair'))
  await dialog(visit).getByRole('combobox').selectOption('sibling_of')
  await inDialog(visit, 'Link the cases').click()
  await leaves(dialog(visit))
  await expect
    .poll(() => linksOf(two.id), long)
    .toMatchObject([{ case_id: one.id, relationship_type: 'sibling_of', disabled: false }])

  // From the other one it is read as well, also where there is no line.
  const card = page.locator('.work-line')
  await card.getByRole('link').click()
  await expect.poll(() => new URL(page.url()).pathname).toBe(`/cases/${two.id}`)
  await goTo(page, `/cases/${two.id}/related`)
  await shows(card.getByText(one.code))
  await keepsApp(visit)
  await context.setOffline(true)
  await goTo(page, `/cases/${two.id}/flags`)
  await goTo(page, `/cases/${two.id}/related`)
  await shows(card.getByText(one.code))
  await button(visit, 'Remove').click()
  await inDialog(visit, 'Remove').click()
  await shows(dialog(visit).getByText(say('Say why it is removed.')))
  await dialog(visit).getByRole('textbox').fill('Another family of that name')
  await inDialog(visit, 'Remove').click()
  await leaves(dialog(visit))
  await shows(card.getByText('Another family of that name'))
  await shows(page.getByText(say('Will be sent when connected')))
  expect(await linksOf(one.id)).toMatchObject([{ disabled: false }])
  await context.setOffline(false)
  await expect.poll(() => linksOf(one.id), long).toMatchObject([{ disabled: true }])

  // A colleague's case is not hers to read, nor to hear of.
  const his = await registered(house, colleague, {})
  const data = { case_id: his.id, relationship_type: 'sibling_of' }
  expect((await house.ask('primero_mgr_cp', `POST cases/${one.id}/case_relationships`, data)).status).toBe(200)
  await visit.open(`/cases/${one.id}/related`)
  await shows(page.getByText(say('Removed links')))
  await expect.poll(() => page.locator('.work-line').count()).toBe(1)
})
