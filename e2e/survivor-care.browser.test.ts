// A survivor and a clinic, on phones, in a valley where the line comes and goes. Who she is stays with her caseworker.
import { afterAll, expect } from 'vitest'
import { approves, asksToApprove } from './approvals.ts'
import { arrives, unlocks } from './away.ts'
import { phone, shows } from './house.ts'
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
const survivor = 'Ysolde Marrengate'
const fear = 'He waits at the well'
const wish = 'A woman, and no uniform'

/** As an input of the page writes it, in the time of this machine. */
const written = (at: Date): string =>
  new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16)
const hoursAgo = (hours: number): string => written(new Date(Date.now() - hours * 3_600_000))

test('a survivor is seen by a clinic within the 72 hours, half of it without a line, and it never learns her name', {
  timeout: 240_000,
}, async ({ house }) => {
  house.keepsSecret(survivor, fear, wish)
  const owner = await house.somebodyLike('primero_social_gbv')
  const clinic = await house.somebodyLike('primero_provider_gbv')
  const supervisor = await house.somebodyLike('primero_sup_gbv')
  const here = await arrives(house, owner, phone('en'))
  const { page, context } = here.visit

  // In her hut: who she is, what she fears, what she wants, and what she agrees to.
  await context.setOffline(true)
  const id = await registersHere(here, 'gbv_survivor_information', {
    name: survivor,
    survivor_code_no: 'Y-17',
    age: '24',
  })
  await writes(here, id, 'safety_plan', { safety_plan_needed: '', safety_plan_main_concern: fear })
  await goTo(page, `/cases/${id}`)
  await shows(page.getByRole('main').getByText(here.visit.say('Needed, not made yet')))
  await writes(here, id, 'clinical_care', {
    clinical_care_since: hoursAgo(20),
    clinical_care_asked: '',
    clinical_care_wishes: wish,
  })
  await writes(here, id, 'action_plan_form', {
    action_plan_section: '',
    action_plan_description: 'Clinic first',
    service_type: '',
  })
  await writes(here, id, 'services', { services_section: '', service_type: 'health_medical_service' })
  await goTo(page, `/cases/${id}/consents`)
  await writesDown(here.visit)
  await shows(tag(here.visit, 'consent|Holds'))
  await unlocks(house, here.visit)

  // On the ridge there is a line: she is referred, and the plan goes to the supervisor.
  await context.setOffline(false)
  await allReceived(here.visit)
  const code = String((await stored(house, owner, `cases/${id}`))['short_id'])
  await goTo(page, `/cases/${id}`)
  await picks(here.visit, 'Refer')
  await page.locator('input[name=service-row]').first().check()
  await goOn(here.visit)
  await choosesColleague(here.visit, clinic)
  await goOn(here.visit)
  // What the clinic will see can be read before it is sent.
  await page.locator('.paper details').filter({ hasText: wish }).locator('summary').first().click()
  await shows(page.getByText(wish))
  expect(await page.getByText(fear).count()).toBe(0)
  await goOn(here.visit)
  await sends(here.visit)
  await shows(tag(here.visit, 'Waits for an answer'))
  await asksToApprove(house, here.visit, owner, id, 'action_plan')

  const over = await house.visit({ look: phone('en'), as: supervisor })
  await told(over, code, 'asks for your approval').click()
  await shows(over.page.getByRole('heading', { level: 2 }))
  await approves(over, id, 'action_plan', 'Go with her')
  expect(await over.received()).not.toContain(survivor)

  // The clinic sees at a glance what is asked and by when; it loses its line while she is there.
  const there = await arrives(house, clinic, phone('en'), [404])
  await shows(there.visit.page.getByText(/hours left for care/))
  await asked(there.visit, code).click()
  await button(there.visit, 'Accept').click()
  await shows(tag(there.visit, 'Accepted'))
  await goTo(there.visit.page, `/cases/${id}/clinical_care`)
  await shows(there.visit.page.getByText(wish))
  await there.visit.context.setOffline(true)
  await writes(there, id, 'clinical_care', { clinical_care_received_on: hoursAgo(0), clinical_care_in_time: '' })
  await goTo(there.visit.page, `/cases/${id}/sharing`)
  await button(there.visit, 'Finish').click()
  const dialog = there.visit.page.getByRole('dialog')
  await dialog.getByRole('textbox').fill('Seen, comes again in two weeks')
  await dialog.getByRole('button', { name: there.visit.say('Finish') }).click()
  await shows(tag(there.visit, 'Will be sent when connected'))
  await there.visit.context.setOffline(false)
  await shows(nothingHere(there.visit))
  const received = await there.visit.received()
  for (const secret of [survivor, fear, 'Clinic first']) expect(received).not.toContain(secret)

  // Back with her: it was done, and in time.
  await expect
    .poll(() => stored(house, owner, `cases/${id}`), long)
    .toMatchObject({
      clinical_care_in_time: expect.anything(),
      services_section: [
        { service_implemented: 'implemented', note_on_referral_from_provider: 'Seen, comes again in two weeks' },
      ],
    })
  await goTo(page, `/cases/${id}/sharing`)
  await shows(tag(here.visit, 'Service given'))
  expect(await page.getByText(/72 hours|Clinical care by/).count()).toBe(0)

  // She wants no more; the supervisor agrees, and the case is closed.
  await asksToApprove(house, here.visit, owner, id, 'gbv_closure')
  await over.open('/')
  await told(over, code, 'asks for your approval').first().click()
  await shows(over.page.getByRole('heading', { level: 2 }))
  await approves(over, id, 'gbv_closure', 'She decided')
  expect(await over.received()).not.toContain(survivor)
  await goTo(page, '/')
  await told(here.visit, code, 'decided about your request').first().click()
  await confirms(here.visit, 'Close', 'Safe with her aunt')
  await expect
    .poll(() => stored(house, owner, `cases/${id}`), long)
    .toMatchObject({ status: 'closed', closure_assessment: 'Safe with her aunt' })

  const secrets = [survivor, 'Ysolde', 'Y-17', code, id, fear, wish, 'Seen, comes', 'Go with her', 'She decided']
  await mailsTellNothing([owner, clinic], [supervisor], secrets, ['clinic', 'care', 'referral'])
})
