// A referral opens in two steps, no more than its service needs; whoever sends it sees beforehand what the colleague reads.
import { afterAll, expect } from 'vitest'
import { desk, phone, shows } from './house.ts'
import { closeBrowser, test } from './journey.ts'
import { registered } from './records.ts'
import { choosesColleague, consented, goOn, sends } from './sharing.ts'
import { button, tag } from './story.ts'

afterAll(closeBrowser)

const name = 'Orsolin'
const story = 'He drinks again'
const elsewhere = 'Hostel by the river'

for (const look of [phone('ar'), desk('en')]) {
  test(`a colleague who was asked reads the referral, and more once he accepts, at ${look.width} in ${look.language}`, {
    timeout: 120_000,
  }, async ({ house }) => {
    house.keepsSecret(name, story, elsewhere)
    const owner = await house.somebodyLike('primero_cp')
    const helper = await house.somebodyLike('primero_cp')
    const service = { service_type: 'psychosocial_service', service_response_day_time: '2026-02-03T09:00:00.000Z' }
    const { id } = await registered(house, owner, {
      ...consented,
      name_first: name,
      services_section: [
        service,
        {
          service_type: 'safehouse_service',
          service_response_day_time: '2026-02-04T09:00:00.000Z',
          service_location: elsewhere,
        },
      ],
      notes_section: [{ note_subject: 'Visit', note_text: story }],
    })
    const visit = await house.visit({ as: owner, look, at: `/cases/${id}/share/refer` })
    const { page, say } = visit
    await page.locator('input[name=service-row]').first().check()
    await goOn(visit)
    await choosesColleague(visit, helper)
    await goOn(visit)
    // The least is ticked: who he is, the services, the plan; no notes.
    const forms = page.getByRole('group', { name: say('Of these, they see') })
    await shows(forms)
    expect(await forms.getByRole('checkbox', { checked: true }).count()).toBe(3)
    expect(await forms.getByRole('checkbox', { checked: false }).count()).toBe(1)
    const paper = page.locator('.paper')
    await shows(paper.getByText(say('once they accept')).first())
    await shows(paper.getByText(say('a part of it once they accept')))
    await paper.locator('details').first().locator('summary').click()
    await shows(paper.getByText(name).first())
    expect(await paper.getByText(story).count()).toBe(0)
    // His own role shows more; that is seen before it is sent, too.
    await page.locator('input[name=role]').last().check()
    await shows(paper.locator('details').nth(6))
    await page.locator('input[name=role]').first().check()
    await shows(forms)
    await goOn(visit)
    await sends(visit)
    await shows(tag(visit, 'Waits for an answer'))
    await shows(tag(visit, 'More opens once it is accepted'))

    const there = await house.visit({ as: helper, look, at: `/cases/${id}/sharing` })
    await shows(tag(there, 'More opens once it is accepted'))
    // Of the services he is shown the one that he is asked for.
    expect(await there.received()).not.toContain(name)
    expect(await there.received()).not.toContain(elsewhere)
    // He may write in it, and is offered no other, which he would not see.
    const services = there.page.locator('.rows-field')
    const adding = services.locator('.h-row button')
    await there.open(`/cases/${id}/services?edit=1`)
    await shows(services.getByRole('listitem').first())
    expect(await adding.count()).toBe(0)
    await there.open(`/cases/${id}/sharing`)
    await button(there, 'Accept').click()
    await shows(tag(there, 'Accepted'))
    await there.open(`/cases/${id}/basic_identity`)
    await shows(there.page.getByText(name).first())
    expect(await there.received()).toContain(elsewhere)
    expect(await there.received()).not.toContain(story)
    await there.open(`/cases/${id}/services?edit=1`)
    await shows(adding)
  })
}
