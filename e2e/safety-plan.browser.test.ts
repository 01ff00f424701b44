// How a survivor's plan for her safety stands is seen at a glance, by those who read it.
import { afterAll, expect } from 'vitest'
import { desk, phone, shows } from './house.ts'
import { closeBrowser, test } from './journey.ts'
import { registered } from './records.ts'

afterAll(closeBrowser)

const made = { safety_plan_needed: 'true', safety_plan_completion_date: '2026-03-01' }

for (const look of [phone('ar'), desk('en')]) {
  test(`a survivor’s page says how her safety plan stands, at ${look.width} in ${look.language}`, async ({ house }) => {
    const owner = await house.somebodyLike('primero_social_gbv')
    const clinic = await house.somebodyLike('primero_provider_gbv')
    const consented = { module_id: 'primeromodule-gbv', consent_for_services: true, disclosure_other_orgs: true }
    const { id } = await registered(house, owner, { ...consented, name_first: undefined, name_last: undefined })
    const visit = await house.visit({ as: owner, look, at: `/cases/${id}` })
    const line = visit.page
      .getByRole('main')
      .locator('p')
      .filter({ has: visit.page.locator('a[href$="/safety_plan"]') })
    const stands = (words: string) => shows(line.getByText(visit.say(words), { exact: true }))
    await stands('Not asked yet')

    const says = async (answers: object) => {
      const { status } = await house.ask(owner, `PATCH cases/${id}`, answers)
      expect(status).toBe(200)
      await visit.open(`/cases/${id}`)
    }
    await says({ safety_plan_needed: 'false' })
    await stands('Not needed')
    await says({ safety_plan_needed: 'true' })
    await stands('Needed, not made yet')
    await says(made)
    await stands('Has been made')
    expect(await line.innerText()).toMatch(/2026|٢٠٢٦/)

    // The clinic that she is referred to does not learn that there is one.
    const { status } = await house.ask(owner, `POST cases/${id}/referrals`, {
      transitioned_to: clinic,
      service: 'health_medical_service',
    })
    expect(status).toBe(200)
    const there = await house.visit({ as: clinic, look, at: `/cases/${id}` })
    await shows(there.page.getByRole('heading', { level: 2 }))
    expect(await there.page.locator('a[href$="/safety_plan"]').count()).toBe(0)
    expect(await there.received()).not.toContain('safety_plan_completion_date')
  })
}
