// Where somebody stands after a deed: the cursor near it, "back" behind it, and no list that is another than it was.
import { afterAll, expect } from 'vitest'
import { desk, phone, shows, type Visit } from './house.ts'
import { closeBrowser, test } from './journey.ts'
import { registered } from './records.ts'
import { choosesColleague, consented, goOn, picks, sends } from './sharing.ts'
import { button, tag } from './story.ts'

afterAll(closeBrowser)

const focused = ({ page }: Visit): Promise<string> =>
  page.evaluate(() => document.activeElement?.closest('label')?.innerText ?? document.activeElement?.tagName ?? '')

test('what is missing in a long sheet is led to, and the cursor stays where something was done, on a phone in Arabic', async ({
  house,
}) => {
  const owner = await house.somebodyLike('primero_cp_ar')
  const { id } = await registered(house, owner, {})
  const visit = await house.visit({ look: phone('ar'), as: owner, at: `/cases/${id}/consents` })
  const { page, say } = visit
  await button(visit, 'Write down a consent').click()
  await button(visit, 'Write down').click()
  await expect.poll(() => focused(visit)).toBe(say('The child'))
  await page.keyboard.press('Space')
  await page
    .getByRole('dialog')
    .getByRole('checkbox', { name: say('In a talk') })
    .check()
  await button(visit, 'Write down').click()
  await shows(tag(visit, 'consent|Holds'))
  // The button that opened the sheet stands elsewhere now.
  await expect.poll(() => focused(visit)).toBe('H2')
})

test('whoever accepts reads on there, and "back" after sending leads to the case', async ({ house }) => {
  const owner = await house.somebodyLike('primero_cp')
  const provider = await house.somebodyLike('primero_service_provider')
  const { id } = await registered(house, owner, consented)
  const here = await house.visit({ look: desk('en'), as: owner, at: `/cases/${id}` })
  await picks(here, 'Refer')
  await goOn(here)
  await choosesColleague(here, provider)
  await goOn(here)
  await goOn(here)
  await sends(here)
  await shows(tag(here, 'Waits for an answer'))
  await here.page.goBack()
  await here.page.waitForURL(`**/cases/${id}`)

  const there = await house.visit({ look: desk('en'), as: provider, at: `/cases/${id}/sharing` })
  await button(there, 'Accept').click()
  await shows(tag(there, 'Accepted'))
  await expect.poll(() => focused(there)).toBe('H2')
})

test('the list of a number that was loaded anew leads to where the number stands, and shows no other cases', async ({
  house,
}) => {
  const visit = await house.visit({ look: desk('en'), as: 'primero_mgr_cp' })
  const { page, say } = visit
  await page.locator('.numbers a').first().click()
  await shows(page.locator('.found'))
  await page.reload()
  await page.waitForURL((url) => url.pathname === '/')
  await shows(page.getByRole('heading', { name: say('Cases of your team') }))
})

test('a double tap dismisses one alert and not the next', async ({ house }) => {
  const owner = await house.somebodyLike('primero_cp')
  const manager = await house.somebodyLike('primero_mgr_cp')
  const { id } = await registered(house, owner, {})
  for (const approval of ['assessment', 'case_plan'])
    await house.ask(owner, `PATCH cases/${id}/approvals/${approval}`, { approval_status: 'requested' })
  const visit = await house.visit({ look: phone('ar'), as: manager, at: `/cases/${id}` })
  const alerts = visit.page.locator('.work-alerts > li')
  await expect.poll(() => alerts.count()).toBe(2)
  await alerts.first().getByRole('button').dblclick()
  await expect.poll(() => alerts.count()).toBe(1)
  await shows(visit.page.getByText(visit.say('Alert dismissed')))
  expect(await alerts.count()).toBe(1)
})

test('a row that says much stays within its table', async ({ house }) => {
  const owner = await house.somebodyLike('primero_cp')
  const name_last = 'Featherstonehaugh-Cholmondeley-Marjoribanks'
  const { id } = await registered(house, owner, { ...consented, name_last, risk_level: 'medium' })
  await house.ask(owner, `POST cases/${id}/flags`, { date: '2026-01-01', message: 'Look' })
  await house.ask(owner, `POST cases/${id}/referrals`, { transitioned_to: 'primero_service_provider' })
  const visit = await house.visit({ look: desk('en'), as: owner, at: '/cases' })
  await shows(visit.page.locator('.rows .tag').nth(2))
  await button(visit, 'Show names').click()
  await shows(visit.page.getByText(name_last))
  const [table, card] = await Promise.all(['.rows', '.clip'].map((part) => visit.page.locator(part).boundingBox()))
  expect(table?.width).toBeLessThanOrEqual(card?.width ?? 0)
})

test('in a line of Arabic a Latin code stands before its own words', async ({ house }) => {
  const owner = await house.somebodyLike('primero_cp_ar')
  const { id } = await registered(house, owner, { unhcr_needs_codes: ['tr-wv', 'ds-ps'] })
  const visit = await house.visit({ look: desk('ar'), as: owner, at: `/cases/${id}/protection_concern` })
  const answer = visit.page.locator('.answers bdi', { hasText: 'TR-WV' })
  await shows(answer)
  const beginsAt = (code: string) =>
    answer.evaluate((element, code) => {
      const text = element.firstChild as Text
      const rectOf = (from: number, to: number) => {
        const range = document.createRange()
        range.setStart(text, from)
        range.setEnd(text, to)
        return range.getBoundingClientRect()
      }
      const at = text.data.indexOf(code)
      const [ofCode, ofWord] = [rectOf(at, at + code.length), rectOf(at + code.length + 2, at + code.length + 4)]
      return ofWord.right <= ofCode.left && Math.abs(ofWord.top - ofCode.top) < 4
    }, code)
  expect([await beginsAt('TR-WV'), await beginsAt('DS-PS')]).toEqual([true, true])
})
