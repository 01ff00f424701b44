// A child's case from the first question to the history of its answers.
import { afterAll, expect } from 'vitest'
import { questionsOf, walkForms } from './fill.ts'
import { closeBrowser, desk, type House, phone, shows, test, type Visit } from './house.ts'

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

/** Looks for it in the list of cases, and says whether its code is among what is found. */
async function finds({ page, say }: Visit, text: string, code: string): Promise<void> {
  await page.getByRole('searchbox', { name: say('Search') }).fill(text)
  await shows(page.getByRole('radio', { name: say('Name'), exact: true }))
  await shows(page.locator('.found:not([aria-busy])').getByRole('link', { name: code }))
}

async function caseOf(house: House, user: string, id: string): Promise<Record<string, unknown>> {
  const { body } = await house.read(user, `cases/${id}`)
  return (body as { data: Record<string, unknown> }).data
}

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

    await page.getByRole('button', { name: say('Save'), exact: true }).click()
    await shows(page.getByText(say('Received by the server')))
    await shows(page.getByRole('banner').getByText(say('All received')))

    // Everything that was answered is on the server, under the caseworker's name.
    const id = /cases\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? ''
    const stored = await caseOf(house, worker, id)
    const empty = fields.filter((name) => [undefined, null, ''].includes(stored[name] as never))
    expect(empty).toEqual([])
    expect(stored).toMatchObject({ owned_by: worker, name_first: first, name_last: last, age: 9, status: 'open' })
    const code = String(stored['short_id'])

    await open('/cases')
    await finds(visit, code, code)
    await finds(visit, `${code.slice(0, 3)} ${code.slice(3)}`, code)
    await finds(visit, `${first} ${last}`, code)
    await finds(visit, call, code)

    await page.locator('.found').getByRole('link', { name: code }).first().click()
    await shows(page.getByRole('heading', { level: 1, name: code }))
    await open(`/cases/${id}/basic_identity`)
    await page.getByRole('button', { name: say('Edit'), exact: true }).click()
    const nickname = page.getByRole('textbox', { name: nicknameLabel[look.language] })
    await nickname.fill('After')
    await page.getByRole('button', { name: say('Save'), exact: true }).click()
    await shows(page.getByText(say('Received by the server')))

    const reader = await house.visit({ as: manager, look, at: `/cases/${id}/change_logs` })
    const newest = reader.page.getByRole('listitem').filter({ hasText: 'After' }).first()
    await shows(newest.getByText(workerName))
    expect(await newest.locator('del').innerText()).toBe('Before')
    expect(await newest.locator('ins').innerText()).toBe('After')
    await shows(reader.page.getByText(say('change log|Registered')))
  })
}

const nicknameLabel = { en: 'Nickname', ar: 'اللقب أو اسم الشهرة' }
