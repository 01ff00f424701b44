// What is written beside the forms, in a dialog or on a page of its own, is work like any other: a tap beside it and a tab
// that is loaded anew take none of it away.
import { afterAll, expect } from 'vitest'
import { desk, type House, leaves, phone, shows, type Visit } from './house.ts'
import { closeBrowser, test } from './journey.ts'
import { registered, stored } from './records.ts'
import { consented } from './sharing.ts'
import { button, nothingHere } from './story.ts'

afterAll(closeBrowser)

const dialog = ({ page }: Visit) => page.getByRole('dialog')

/** Another tab tells when it is on the disk: a link there leads on with it. */
async function isKept(visit: Visit, { url }: House, code: string): Promise<void> {
  const second = await visit.tab()
  const link = second.getByRole('link').filter({ hasText: code.slice(0, 3) })
  const tells = async (): Promise<boolean> => {
    await second.goto(url)
    return link
      .filter({ hasText: visit.say('changes, not finished') })
      .first()
      .waitFor({ timeout: 2_000 })
      .then(
        () => true,
        () => false,
      )
  }
  await expect.poll(tells, { timeout: 20_000 }).toBe(true)
  await second.close()
}

async function beginsNote(visit: Visit): Promise<void> {
  await button(visit, 'Actions').click()
  await visit.page.getByRole('menuitem', { name: visit.say('Add a note') }).click()
  await shows(dialog(visit))
}
const note = (visit: Visit) => dialog(visit).getByRole('textbox').nth(1)

test('a note that was begun is there again after a tap beside it and after the page was loaded anew', async ({
  house,
}) => {
  const owner = await house.somebodyLike('primero_cp_ar')
  const { id, code } = await registered(house, owner, {})
  const visit = await house.visit({ look: phone('ar'), as: owner, at: `/cases/${id}` })
  const { page, say } = visit
  await beginsNote(visit)
  await note(visit).fill('She walked two hours')
  await page.mouse.click(5, 5)
  await leaves(dialog(visit))
  await beginsNote(visit)
  expect(await note(visit).inputValue()).toBe('She walked two hours')

  // What another tab adds to it is what goes on here.
  const second = { ...visit, page: await visit.tab() }
  await second.page.goto(`${house.url}/cases/${id}`)
  await beginsNote(second)
  await note(second).fill('She walked two hours, alone')
  const here = async (): Promise<string> => {
    await page.evaluate(() => dispatchEvent(new Event('focus')))
    return note(visit).inputValue()
  }
  await expect.poll(here, { timeout: 20_000 }).toBe('She walked two hours, alone')
  await second.page.close()
  await page.keyboard.press('Escape')

  // The home page tells of it, as of any work that is not finished.
  await visit.open('/')
  await page
    .getByRole('link')
    .filter({ hasText: code.slice(0, 3) })
    .first()
    .click()
  await page.waitForURL(`**/cases/${id}/glance`)
  await page.reload()
  await beginsNote(visit)
  expect(await note(visit).inputValue()).toBe('She walked two hours, alone')
  await dialog(visit)
    .getByRole('button', { name: say('Add the note'), exact: true })
    .dblclick()
  await leaves(dialog(visit))
  await expect.poll(async () => (await stored(house, owner, `cases/${id}`))['notes_section']).toHaveLength(1)
  await beginsNote(visit)
  expect(await note(visit).inputValue()).toBe('')
})

test('what a colleague is told stays in its dialog until it is sent, and why somebody asks for a case on its page', async ({
  house,
}) => {
  const owner = await house.somebodyLike('primero_cp')
  const provider = await house.somebodyLike('primero_service_provider')
  const { id, code } = await registered(house, owner, consented)
  await house.ask(owner, `POST cases/${id}/referrals`, { transitioned_to: provider })
  const visit = await house.visit({ look: desk('en'), as: provider, at: `/cases/${id}/sharing`, refusals: [404] })
  const words = dialog(visit).getByRole('textbox')
  await button(visit, 'Reject').click()
  await words.fill('No bed before Monday')
  await isKept(visit, house, code)
  await visit.page.reload()
  await button(visit, 'Reject').click()
  expect(await words.inputValue()).toBe('No bed before Monday')
  await dialog(visit)
    .getByRole('button', { name: visit.say('Reject'), exact: true })
    .click()
  await shows(visit.page.getByText('No bed before Monday').or(nothingHere(visit)))

  const other = await house.somebodyLike('primero_cp')
  const there = await house.visit({ look: desk('en'), as: other, at: `/cases/${id}/share/ask`, refusals: [404] })
  const why = there.page.getByRole('textbox')
  await why.fill('Her brother is with me')
  await isKept(there, house, id.slice(-7))
  await there.page.reload()
  await expect.poll(() => why.inputValue(), { timeout: 10_000 }).toBe('Her brother is with me')
})
