// Pictures for the chapters of docs/users, one story told from each role's page. Everybody in them is made up.
import { desk, type House, phone, shows, type Visit } from './house.ts'
import type { Picture } from './picture.ts'
import { registered } from './records.ts'

const list = ({ page }: Visit): Promise<void> => shows(page.locator('.found:not([aria-busy])'))
const form = ({ page }: Visit): Promise<void> => shows(page.getByRole('heading', { level: 2 }))

const caseworker = 'primero_social_gbv'
const clinic = 'primero_provider_gbv'

/** A survivor who is referred to a clinic, and whose plan waits for the supervisor. @returns the case's id */
async function survivorOf(house: House): Promise<string> {
  const since = new Date(Date.now() - 20 * 3_600_000).toISOString()
  const { id } = await registered(house, caseworker, {
    module_id: 'primeromodule-gbv',
    name: 'Sanna Ilvane',
    survivor_code_no: 'OR-0417',
    sex: 'female',
    age: 24,
    consent_for_services: true,
    safety_plan_needed: true,
    safety_plan_main_concern: 'That he learns where she sleeps.',
    safety_plan_resources_relationships: 'Her aunt by the mill, and a neighbour who has a key.',
    safety_plan_preparedness_signal: 'A red scarf on the line. Her aunt knows it.',
    clinical_care_since: since,
    clinical_care_asked: ['after_rape', 'injuries'],
    clinical_care_wishes: 'A woman, and somebody who speaks her language.',
    services_section: [{ service_type: 'health_medical_service' }],
  })
  const referral = {
    transitioned_to: clinic,
    service: 'health_medical_service',
    notes: 'Comes with her aunt. Please do not call her phone.',
    authorized_role_unique_id: 'role-gbv-service-provider',
  }
  await house.ask(caseworker, `POST cases/${id}/referrals`, referral)
  await house.ask(caseworker, `PATCH cases/${id}/approvals/action_plan`, { approval_status: 'requested' })
  return id
}

export async function takeChapterPictures(picture: Picture, house: House): Promise<void> {
  await picture('home-worker-360', phone('en'), 'primero_cp', '/', list)
  await picture('home-manager-1280', desk('en'), 'primero_mgr_cp', '/', list)
  await picture('registration-360', phone('en'), 'primero_registration', '/cases/new?form=basic_identity', form)
  const survivor = await survivorOf(house)
  const at = `/cases/${survivor}`
  await picture('survivor-360', phone('en'), caseworker, `${at}/gbv_survivor_information`, form)
  await picture('safety-plan-360', phone('en'), caseworker, `${at}/safety_plan`, form)
  await picture('care-in-time-360', phone('en'), caseworker, `${at}/sharing`, ({ page }) =>
    shows(page.locator('.share')),
  )
  await picture('provider-waits-360', phone('en'), clinic, '/', async (visit) => {
    await shows(visit.page.getByRole('heading', { name: visit.say('Waits for your answer') }))
    await list(visit)
  })
  await picture('provider-care-360', phone('en'), clinic, `${at}/clinical_care`, form)
  await picture('home-gbv-supervisor-360', phone('en'), 'primero_sup_gbv', '/', async (visit) => {
    await shows(visit.page.getByRole('region', { name: visit.say('Notices') }))
    await list(visit)
  })
  await picture('survivor-without-name-360', phone('en'), 'primero_sup_gbv', `${at}/safety_plan`, form)
  await picture('coordinator-360', phone('en'), 'primero_coordinator_gbv', '/', ({ page }) =>
    shows(page.getByRole('heading', { level: 1 })),
  )
}
