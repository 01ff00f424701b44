// Two people change one answer apart from each other: both values are kept and shown, and people decide.
import type { ConfigReply } from '@primero/domain/sync/protocol.ts'
import { afterAll, expect } from 'vitest'
import { audit, sticksOut } from './axe.ts'
import { optionOf, questionOf, questionsOf } from './fill.ts'
import { desk, type House, type Look, phone, shows, type Visit } from './house.ts'
import { closeBrowser, test } from './journey.ts'
import { registered, stored } from './records.ts'

afterAll(closeBrowser)

const looks: Look[] = [phone('ar'), desk('en')]
const where = ({ width, language }: Look): string => `at ${width} in ${language}`

/** A case whose risk and occupation a colleague changed while we did; what we typed met what they wrote. */
async function met(house: House, look: Look): Promise<{ visit: Visit; config: ConfigReply; id: string }> {
  const { id } = await registered(house, 'primero_cp', { risk_level: 'medium' })
  const visit = await house.visit({ as: 'primero_cp', look, at: `/cases/${id}/protection_concern?edit=1` })
  const { page, say } = visit
  const config = await questionsOf(visit)
  const risk = page.getByRole('group', { name: questionOf(config, 'risk_level') })
  await risk.getByRole('radio', { name: optionOf(config, 'lookup-risk-level', 'low') }).check()
  await visit.page.evaluate((to) => window.history.pushState(null, '', to), `/cases/${id}/basic_identity?edit=1`)
  await page.getByRole('textbox', { name: questionOf(config, 'occupation') }).fill('Ours')
  await page.getByRole('textbox', { name: questionOf(config, 'name_nickname') }).fill('Untouched by others')
  await house.ask('primero_admin_cp', `PATCH cases/${id}`, { risk_level: 'high', occupation: 'Theirs' })
  await page.getByRole('button', { name: say('Save'), exact: true }).click()
  await page.getByRole('link', { name: say('Choose') }).click()
  await shows(page.getByRole('heading', { level: 1, name: say('Two people changed this case') }))
  return { visit, config, id }
}

for (const look of looks) {
  // rule: ux 15.5 nothing-chosen-beforehand
  test(`what two people wrote stands side by side, and a choice is made without a line, ${where(look)}`, async ({
    house,
  }) => {
    const { visit, config, id } = await met(house, look)
    const { page, context, say } = visit
    const card = (field: string) => page.getByRole('article', { name: questionOf(config, field), exact: true })
    const [low, medium, high] = ['low', 'medium', 'high'].map((one) => optionOf(config, 'lookup-risk-level', one))
    for (const value of [low, medium, high])
      await shows(
        card('risk_level')
          .getByText(value as string)
          .first(),
      )
    // The careful one is in force, and nothing is chosen for anybody.
    expect((await stored(house, 'primero_cp', `cases/${id}`))['risk_level']).toBe('high')
    expect(await page.getByRole('radio', { checked: true }).count()).toBe(0)

    await card('risk_level')
      .getByRole('radio', { name: high as string })
      .check()
    await shows(page.getByText(say('{n} of {of} chosen. The others stay open.', numbers(look, 1, 2))))
    await card('occupation')
      .getByRole('radio', { name: say('Write a new text') })
      .check()
    await card('occupation').getByRole('textbox').fill('Ours and theirs')
    await context.setOffline(true)
    await page.getByRole('button', { name: say('Save choices') }).click()
    await shows(page.getByRole('banner').getByText(say('Offline')))
    await context.setOffline(false)
    await shows(page.getByRole('banner').getByText(say('All received')))
    await expect
      .poll(async () => (await stored(house, 'primero_cp', `cases/${id}`))['occupation'], patience)
      .toBe('Ours and theirs')
    expect(await stored(house, 'primero_cp', `cases/${id}`)).toMatchObject({
      risk_level: 'high',
      name_nickname: 'Untouched by others',
    })
    await page.getByRole('link', { name: say('Choose') }).waitFor({ state: 'hidden' })

    // What gave way is kept, and comes back when somebody takes it.
    await visit.open(`/cases/${id}/conflicts`)
    await page.locator('summary').click()
    const kept = page.getByRole('listitem').filter({ hasText: low as string })
    await kept.getByRole('button', { name: say('Take it back') }).click()
    await expect
      .poll(async () => (await stored(house, 'primero_cp', `cases/${id}`))['risk_level'], patience)
      .toBe('low')
    await visit.open(`/cases/${id}/change_logs`)
    await shows(
      page
        .getByRole('listitem')
        .filter({ hasText: high as string })
        .filter({ hasText: low as string }),
    )
  })

  // rule: ux 15.5 whole-record-behind-a-question
  test(`a choice for the whole record is asked about once more, ${where(look)}`, async ({ house }) => {
    const { visit, id } = await met(house, look)
    const { page, say } = visit
    await page.getByRole('button', { name: say('Take all kept values') }).click()
    const dialog = page.getByRole('dialog')
    await shows(dialog)
    await dialog.getByRole('button', { name: say('Take all') }).click()
    await page.getByRole('button', { name: say('Save choices') }).click()
    await expect
      .poll(async () => await stored(house, 'primero_cp', `cases/${id}`), patience)
      .toMatchObject({ risk_level: 'low', occupation: 'Ours' })
  })

  test(`a choice that is half made is there again after the tab was closed, ${where(look)}`, async ({ house }) => {
    const { visit, config, id } = await met(house, look)
    const { page, say } = visit
    const text = page.getByRole('article', { name: questionOf(config, 'occupation'), exact: true })
    await text.getByRole('radio', { name: say('Write a new text') }).check()
    await text.getByRole('textbox').fill('Half a thought')
    const second = await visit.tab()
    const box = second.getByRole('textbox').first()
    await expect
      .poll(
        async () => {
          await second.goto(`${house.url}/cases/${id}/conflicts`)
          await second.getByRole('radio').first().waitFor()
          return (await box.count()) > 0 ? await box.inputValue() : ''
        },
        { timeout: 15_000 },
      )
      .toBe('Half a thought')
  })

  // rule: ux 15.5 later-with-notice
  test(`a later text is in force, and the earlier one is taken back, ${where(look)}`, async ({ house }) => {
    const { id } = await registered(house, 'primero_cp', { address_current: 'By the well' })
    const visit = await house.visit({ as: 'primero_cp', look, at: `/cases/${id}/basic_identity?edit=1` })
    const { page, say } = visit
    const config = await questionsOf(visit)
    const field = 'address_current'
    const form = config.bundle.forms.find((f) => f.fields.some((one) => one.name === field))?.id ?? ''
    await visit.open(`/cases/${id}/${form}?edit=1`)
    await page.getByRole('textbox', { name: questionOf(config, field) }).fill('By the school')
    await house.ask('primero_cp', `PATCH cases/${id}`, { [field]: 'By the market' })
    await page.getByRole('button', { name: say('Save'), exact: true }).click()
    await page.getByRole('link', { name: say('Look') }).click()
    await page.getByRole('button', { name: say('Take the earlier one back') }).click()
    await expect.poll(async () => (await stored(house, 'primero_cp', `cases/${id}`))[field]).toBe('By the market')
  })
}

// rule: ux 15.5 queue-after-two-days
test('who answers for the team is told of what nobody has decided about, and looks at it', async ({ house }) => {
  const { id } = await met(house, desk('en'))
  const { code } = { code: String((await stored(house, 'primero_cp', `cases/${id}`))['short_id']) }
  const visit = await house.visit({ as: 'primero_mgr_cp', look: desk('en'), at: '/more' })
  const { page, say } = visit
  // Two days pass.
  await page.route('**/api/sync/conflicts', (route) => {
    const asked = route.request().postDataJSON() as { olderThan?: number }
    const sooner = asked.olderThan === undefined ? asked : { ...asked, olderThan: 0 }
    return route.continue({ postData: JSON.stringify(sooner) })
  })
  await page
    .getByRole('link', { name: say('Home') })
    .first()
    .click()
  await page
    .getByRole('link')
    .filter({ hasText: say('Two people answered differently, and nobody has chosen.') })
    .click()
  await shows(page.getByRole('heading', { level: 1, name: say('Conflicts older than 48 hours') }))
  expect([...(await audit(page)), ...(await sticksOut(page))]).toEqual([])
  await page
    .getByRole('main')
    .getByRole('link')
    .filter({ hasText: code.slice(0, 3) })
    .filter({ hasText: code.slice(3) })
    .first()
    .click()
  await shows(page.getByRole('heading', { level: 1, name: say('Two people changed this case') }))
})

/** A change travels and is asked for again. */
const patience = { timeout: 10_000 }

const numbers = ({ language }: Look, n: number, of: number) => {
  const number = new Intl.NumberFormat(language)
  return { n: number.format(n), of: number.format(of) }
}
