// A child's case from the first question to the history of its answers.
import { afterAll, expect } from 'vitest'
import { questionOf, questionsOf, walkForms } from './fill.ts'
import { desk, phone, shows } from './house.ts'
import { closeBrowser, test } from './journey.ts'
import { finds, findsNothing, save, stored } from './records.ts'

afterAll(closeBrowser)

const journeys = [
  {
    look: phone('en'),
    worker: 'primero_cp',
    manager: 'primero_mgr_cp',
    workerName: 'Nadia Toren',
    first: 'Tamsin',
    last: 'Oruvelle',
    call: '+249 912 640 517',
    extent: 'whole',
  },
  {
    look: desk('ar'),
    worker: 'primero_cp_ar',
    manager: 'primero_mgr_cp_ar',
    workerName: 'ليلى الهدريل',
    first: 'تمارة',
    last: 'الأوروفيل',
    call: '+249 912 640 528',
    extent: 'some',
  },
] as const

/** Nine years old on every day of this year. */
const born = `${new Date().getFullYear() - 9}-01-01`

for (const { look, worker, manager, workerName, first, last, call, extent } of journeys) {
  test(`a child is registered, found, edited and kept in history, at ${look.width} in ${look.language}`, async ({
    house,
  }) => {
    house.keepsSecret(first, last, call.replaceAll(' ', ''), call)
    const visit = await house.visit({ as: worker, look, at: '/cases' })
    const { page, say, open } = visit
    await page
      .getByRole('link', { name: look.width < 768 ? say('New') : say('New case'), exact: true })
      .last()
      .click()
    if (look.width < 768) await page.getByRole('link', { name: say('New case') }).click()
    await shows(page.getByRole('heading', { level: 2 }))

    const config = await questionsOf(visit)
    const given = {
      name_first: first,
      name_last: last,
      name_nickname: 'Before',
      telephone_current: call,
      age: '9',
      date_of_birth: born,
    }
    const { forms, fields } = await walkForms({ visit, config, given, extent, kinds: new Set() })
    expect(forms.length).toBeGreaterThan(12)

    const id = await save(visit)
    // The cursor is where it was: on the button, beside what it says.
    expect(await page.locator(':focus').innerText()).toBe(say('Save'))
    await shows(page.getByRole('banner').getByText(say('All received')))
    // Everything that was answered is on the server, under the caseworker's name.
    const known = await stored(house, worker, `cases/${id}`)
    expect(fields.filter((name) => [undefined, null, ''].includes(known[name] as never))).toEqual([])
    expect(known).toMatchObject({ owned_by: worker, name_first: first, name_last: last, age: 9, status: 'open' })
    const code = String(known['short_id'])

    await open('/cases')
    await finds(visit, code, code)
    await finds(visit, `${first} ${last}`, code)
    await finds(visit, call, code)

    await page.locator('.found').getByRole('link', { name: code }).first().click()
    await shows(page.getByRole('heading', { level: 1, name: code }))
    await open(`/cases/${id}/basic_identity`)
    await page.getByRole('button', { name: say('Edit'), exact: true }).click()
    const nickname = page.getByRole('textbox', { name: questionOf(config, 'name_nickname') })
    await nickname.fill('After')
    await save(visit)

    const colleague = await house.visit({ as: 'primero_cp_3', look, at: '/cases' })
    await findsNothing(colleague, code)
    await findsNothing(colleague, `${first} ${last}`)
    await colleague.open(`/cases/${id}`)
    await shows(colleague.page.getByRole('heading', { name: say('There is nothing here for you') }))

    const reader = await house.visit({ as: manager, look, at: '/cases' })
    await finds(reader, `${first} ${last}`, code)
    await reader.open(`/cases/${id}/change_logs`)
    const newest = reader.page.getByRole('listitem').filter({ hasText: 'After' }).first()
    await shows(newest.getByText(workerName))
    expect(await newest.locator('del').innerText()).toBe('Before')
    expect(await newest.locator('ins').innerText()).toBe('After')
    await shows(reader.page.getByText(say('change log|Registered')))
  })
}
