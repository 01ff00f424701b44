// A survivor's case and its incident; who sees it, who sees it without a name, and who learns nothing.
import { randomUUID } from 'node:crypto'
import { afterAll, expect } from 'vitest'
import { questionsOf, walkForms } from './fill.ts'
import { desk, leaves, phone, shows, type Visit } from './house.ts'
import { closeBrowser, test } from './journey.ts'
import { finds, findsNothing, save, stored } from './records.ts'

afterAll(closeBrowser)

const journeys = [
  { look: phone('ar'), name: 'ميرال أشدون', surname: 'أشدون', extent: 'some', atMost: 8 },
  { look: desk('en'), name: 'Mirela Ashdowne', surname: 'Ashdowne', extent: 'whole', atMost: undefined },
] as const

/** The name under dots, then for whoever asks, then under dots again. */
async function showsTheNameOnDemand({ page, say }: Visit, name: string): Promise<void> {
  const guard = page.locator('.note.guard').filter({ hasText: say('This name is protected') })
  await shows(guard)
  expect(await page.getByText(name).count()).toBe(0)
  await shows(page.getByRole('img', { name: say('hidden') }))
  await guard.getByRole('button', { name: say('Show'), exact: true }).click()
  await shows(page.getByText(name))
  await guard.getByRole('button', { name: say('Hide'), exact: true }).click()
  await leaves(page.getByText(name))
}

for (const { look, name, surname, extent, atMost } of journeys) {
  test(`a survivor is known to her caseworker alone, at ${look.width} in ${look.language}`, async ({ house }) => {
    house.keepsSecret(name, surname)
    const visit = await house.visit({ as: 'primero_gbv', look, at: '/new?kind=cases' })
    const { page, say, open } = visit
    await shows(page.getByRole('heading', { level: 2 }))
    const config = await questionsOf(visit)
    const kase = await walkForms({ visit, config, given: { name, age: '15' }, extent, atMost, kinds: new Set() })
    expect(kase.forms.length).toBeGreaterThan(6)
    const id = await save(visit)
    const known = await stored(house, 'primero_gbv', `cases/${id}`)
    const code = String(known['short_id'])
    expect(known['hidden_name']).toBe(true)

    await open(`/cases/${id}/gbv_survivor_information`)
    await showsTheNameOnDemand(visit, name)

    await open(`/cases/${id}/incident_from_case`)
    await page.getByRole('link', { name: say('New incident from this case') }).click()
    await shows(page.getByRole('heading', { level: 2 }))
    const incident = await walkForms({ visit, config, given: {}, extent, atMost, kinds: new Set() })
    expect(incident.forms.length).toBeGreaterThan(4)
    const incidentId = await save(visit)
    const linked = await stored(house, 'primero_gbv', `incidents/${incidentId}`)
    expect(linked['incident_case_id']).toBe(id)
    await open(`/cases/${id}/incident_from_case`)
    await shows(page.getByRole('main').getByRole('link', { name: String(linked['short_id']) }))

    const colleague = await house.visit({ as: 'primero_gbv_2', look, at: '/cases' })
    await findsNothing(colleague, code)
    await findsNothing(colleague, name)
    const nothing = colleague.page.getByRole('heading', { name: say('There is nothing here for you') })
    for (const address of [`/cases/${id}`, `/cases/${randomUUID()}`, `/incidents/${incidentId}`]) {
      await colleague.open(address)
      await shows(nothing)
    }

    for (const user of ['primero_sup_gbv', 'primero_mgr_gbv']) {
      const over = await house.visit({ as: user, look, at: '/cases' })
      await finds(over, code, code)
      await over.open(`/cases/${id}/gbv_survivor_information`)
      await shows(over.page.getByText(say('It is not open to your role.')))
      await over.open(`/incidents/${incidentId}`)
      const received = await over.received()
      expect(received).toContain(code)
      expect(received).not.toContain(surname)
    }

    const numbers = await house.visit({ as: 'primero_coordinator_gbv', look })
    expect(await numbers.page.getByRole('link', { name: say('Cases') }).count()).toBe(0)
    await numbers.open('/cases')
    await shows(numbers.page.getByRole('heading', { name: say('There is nothing here for you') }))
    await numbers.open(`/cases/${id}`)
    await shows(numbers.page.getByRole('heading', { name: say('There is nothing here for you') }))
    expect(await numbers.received()).not.toContain(code)
  })
}
