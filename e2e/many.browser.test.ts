// Several cases at once: the ones that fit go to one colleague, the others stay and say why.
import { afterAll, expect } from 'vitest'
import { audit, sticksOut } from './axe.ts'
import { desk, phone, shows } from './house.ts'
import { closeBrowser, test } from './journey.ts'
import { registered, stored } from './records.ts'
import { choosesColleague, consented, referralsOf } from './sharing.ts'
import { button } from './story.ts'

afterAll(closeBrowser)

const story = 'He drinks again'

for (const look of [phone('ar'), desk('en')]) {
  test(`three cases are referred, one without consent stays, at ${look.width} in ${look.language}`, {
    timeout: 120_000,
  }, async ({ house }) => {
    const owner = await house.somebodyLike('primero_cp')
    const helper = await house.somebodyLike('primero_cp')
    const answers = { ...consented, notes_section: [{ note_subject: 'Visit', note_text: story }] }
    const agreed = [await registered(house, owner, answers), await registered(house, owner, answers)]
    const silent = await registered(house, owner, {})
    const visit = await house.visit({ as: owner, look, at: '/cases' })
    const { page, say } = visit
    // Until it is known by which roles one may refer, nothing goes: without a role they would see all that their own shows.
    const roles = Promise.withResolvers<void>()
    await page.route('**/api/ext/recipients/roles*', async (route) => {
      await roles.promise
      await route.continue()
    })
    await page.getByRole('link', { name: say('Several cases at once'), exact: true }).click()
    await shows(page.getByRole('heading', { level: 1, name: say('Several cases') }))
    const boxes = page.locator('.share-picks input[type=checkbox]')
    await shows(boxes)
    for (const { code } of [...agreed, silent])
      await page.locator('label.pick', { hasText: code }).locator('input').check()
    await shows(page.getByText(say('stays: consent does not cover it')))
    await page.locator('select').first().selectOption('psychosocial_service')
    const heading = page.getByRole('heading', { level: 2, name: say('To whom') })
    await shows(heading)
    await choosesColleague(visit, helper)
    await shows(page.getByRole('status').getByText(say('Choose what they will see.')))
    expect(await button(visit, 'Refer').getAttribute('aria-disabled')).toBe('true')
    roles.resolve()
    // The least is ticked, and more can be; their page shows it of whichever case is looked at.
    const forms = page.getByRole('group', { name: say('Of these, they see') })
    await shows(forms)
    expect(await forms.getByRole('checkbox', { checked: true }).count()).toBe(3)
    const paper = page.locator('.paper')
    await shows(paper.locator('details').nth(2))
    expect(await paper.getByText(story).count()).toBe(0)
    await forms.getByRole('checkbox', { checked: false }).check()
    await page.getByRole('combobox', { name: say('Shown for the case') }).selectOption({ index: 1 })
    await shows(paper.locator('details').nth(3))
    for (const form of await paper.locator('summary').all()) await form.click()
    await shows(paper.getByText(story))
    expect(await page.getByText(say('goes along'), { exact: false }).count()).toBeGreaterThanOrEqual(2)
    expect(await audit(page)).toEqual([])
    expect(await sticksOut(page)).toEqual([])
    await button(visit, 'Refer').click()
    await expect.poll(() => page.getByText(say('sent'), { exact: true }).count(), { timeout: 20_000 }).toBe(2)
    for (const { id } of agreed)
      await expect
        .poll(() => stored(house, owner, `cases/${id}`), { timeout: 20_000 })
        .toMatchObject({ referred_users_pending: [helper] })
    for (const { id } of agreed) {
      const [referral] = await referralsOf(house, owner, id)
      await house.ask(helper, `PATCH cases/${id}/referrals/${referral?.id}`, { status: 'accepted' })
      expect(await stored(house, helper, `cases/${id}`)).toMatchObject({ notes_section: [{ note_text: story }] })
    }
    expect((await stored(house, owner, `cases/${silent.id}`))['referred_users_present'] ?? false).toBe(false)
    // Asked once more, nobody goes a second time.
    await visit.open(`/cases/many/share/refer`)
    await shows(boxes)
    for (const { code } of agreed) await page.locator('label.pick', { hasText: code }).locator('input').check()
    await page.locator('select').first().selectOption('psychosocial_service')
    await choosesColleague(visit, helper)
    await expect
      .poll(() => page.getByText(say('stays: they have been asked already')).count(), { timeout: 20_000 })
      .toBe(2)
  })
}
