// Two agencies and a child, from the first talk to the day when it goes on again; half of it where there is no line.
import { afterAll, expect } from 'vitest'
import { approves, asksToApprove } from './approvals.ts'
import { arrives, unlocks } from './away.ts'
import { desk, phone, shows } from './house.ts'
import { closeBrowser, test } from './journey.ts'
import { stored } from './records.ts'
import { choosesColleague, goOn, goTo, picks, sends, writesDown } from './sharing.ts'
import {
  allReceived,
  asked,
  button,
  confirms,
  mailsTellNothing,
  nothingHere,
  registersHere,
  tag,
  told,
  writes,
} from './story.ts'

afterAll(closeBrowser)

const long = { timeout: 20_000 }
const today = new Date().toISOString().slice(0, 10)

/** Somebody new, and asked by nobody else: a name that no other case has. */
const child = { name_first: 'Tesfaline', name_last: 'Orbeck' }
const talk = 'Saw the mill burn'

test('two agencies run a whole case, half of it without a line, on a phone', { timeout: 240_000 }, async ({
  house,
}) => {
  house.keepsSecret(...Object.values(child), talk)
  const owner = await house.somebodyLike('primero_cp')
  const clinic = await house.somebodyLike('primero_service_provider')
  const next = await house.somebodyLike('primero_cp_2')
  const manager = await house.somebodyLike('primero_mgr_cp')
  const nextManager = await house.somebodyLike('primero_mgr_cp_2')
  const here = await arrives(house, owner, phone('en'), [404])
  const { visit } = here
  const { page, context, say } = visit

  // Registered, assessed and planned by the river.
  await context.setOffline(true)
  const id = await registersHere(here, 'basic_identity', { ...child, sex: '', age: '9' })
  await writes(here, id, 'protection_concern', { risk_level: '', protection_concerns_other: talk })
  await writes(here, id, 'assessment', { assessment_requested_on: today })
  await writes(here, id, 'cp_case_plan', { date_case_plan: today })
  await writes(here, id, 'services', { services_section: '', service_type: '', service_response_timeframe: '' })
  await goTo(page, `/cases/${id}/consents`)
  await writesDown(visit)
  await shows(tag(visit, 'consent|Holds'))
  await unlocks(house, visit)
  await context.setOffline(false)
  await allReceived(visit)
  const there = await stored(house, owner, `cases/${id}`)
  const code = String(there['short_id'])
  expect(there).toMatchObject({ ...child, status: 'open', disclosure_other_orgs: true, consent_for_services: true })
  const [service] = there['services_section'] as { unique_id: string; service_type: string }[]

  // The plan is approved by who answers for her.
  await asksToApprove(house, visit, owner, id, 'case_plan')
  const office = await house.visit({ look: desk('en'), as: manager })
  await told(office, code, 'asks for your approval').click()
  await shows(office.page.getByRole('heading', { level: 2 }))
  await approves(office, id, 'case_plan', 'Begin with the clinic')
  await goTo(page, '/')
  await shows(told(visit, code, 'decided about your request'))
  await goTo(page, `/cases/${id}/cp_case_plan`)
  await shows(page.getByText('Begin with the clinic'))

  // Referred for the service of the plan; the clinic is in another agency.
  await goTo(page, `/cases/${id}`)
  await picks(visit, 'Refer')
  await page.locator('input[name=service-row]').first().check()
  await goOn(visit)
  await choosesColleague(visit, clinic)
  await goOn(visit)
  await goOn(visit)
  await sends(visit)
  await shows(tag(visit, 'Waits for an answer'))

  const nurse = await house.visit({ look: phone('en'), as: clinic, refusals: [404] })
  await asked(nurse, code).click()
  await button(nurse, 'Accept').click()
  await shows(tag(nurse, 'Accepted'))
  await nurse.open(`/cases/${id}/services`)
  await shows(nurse.page.getByRole('heading', { level: 2 }))
  expect((await nurse.received()).includes(talk)).toBe(false)
  await nurse.open(`/cases/${id}/sharing`)
  await button(nurse, 'Finish').click()
  const dialog = nurse.page.getByRole('dialog')
  await dialog.getByRole('textbox').fill('Seen twice, is better')
  await dialog.getByRole('button', { name: nurse.say('Finish') }).click()
  await shows(nothingHere(nurse))
  await expect
    .poll(async () => (await stored(house, owner, `cases/${id}`))['services_section'])
    .toMatchObject([
      {
        unique_id: service?.unique_id,
        service_implemented: 'implemented',
        note_on_referral_from_provider: 'Seen twice, is better',
      },
    ])

  // Looked after at home, away from every line.
  await goTo(page, `/cases/${id}/sharing`)
  await shows(tag(visit, 'Service given'))
  await context.setOffline(true)
  await writes(here, id, 'followup', { followup_subform_section: '', followup_date: today, followup_comments: 'Calm' })
  await goTo(page, `/cases/${id}`)
  // The family moves; the case is offered to the other town before there is a line again.
  await context.setOffline(false)
  await allReceived(visit)
  await picks(visit, 'Transfer')
  await goOn(visit)
  await choosesColleague(visit, next)
  await goOn(visit)
  await goOn(visit)
  // She agreed to the clinic and to nothing else: they ask her again.
  await shows(page.getByText(say('What was agreed does not cover this')))
  expect(await button(visit, 'Send').getAttribute('aria-disabled')).toBe('true')
  await goTo(page, `/cases/${id}/consents`)
  await writesDown(visit, 'Handing over the case')
  await allReceived(visit)
  await goTo(page, `/cases/${id}/share/transfer`)
  await sends(visit)
  await shows(tag(visit, 'Waits for an answer'))

  const town = await house.visit({ look: phone('en'), as: next })
  await asked(town, code).click()
  await button(town, 'Accept').click()
  await town.page
    .getByRole('dialog')
    .getByRole('button', { name: town.say('Accept') })
    .click()
  await shows(tag(town, 'Accepted'))
  await expect.poll(async () => (await stored(house, next, `cases/${id}`))['owned_by'], long).toBe(next)
  await shows(nothingHere(visit))

  // Closed there, when who answers for him agrees; and begun again when it must be.
  await asksToApprove(house, town, next, id, 'closure')
  const townOffice = await house.visit({ look: desk('en'), as: nextManager })
  await told(townOffice, code, 'asks for your approval').click()
  await shows(townOffice.page.getByRole('heading', { level: 2 }))
  await approves(townOffice, id, 'closure', 'She is well')
  await town.open('/')
  await told(town, code, 'decided about your request').click()
  await confirms(town, 'Close')
  await expect.poll(async () => (await stored(house, next, `cases/${id}`))['status'], long).toBe('closed')
  await confirms(town, 'Reopen')
  await expect
    .poll(() => stored(house, next, `cases/${id}`), long)
    .toMatchObject({ status: 'open', workflow: 'reopened', ...child })

  const secrets = [...Object.values(child), code, id, talk, 'Begin with', 'Seen twice', 'She is well']
  await mailsTellNothing([owner, clinic, next], [manager, nextManager], secrets, ['referral'])
})
