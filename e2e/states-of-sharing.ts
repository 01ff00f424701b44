// States of the pages that share a case, and of what waits for an answer.
import { type Ground, type State, worker } from './ground.ts'
import { shows, type Visit } from './house.ts'
import { registered } from './records.ts'
import { button, heading, never } from './reach.ts'
import { consented, goOn, goTo, withdrawsHere, writesDown } from './sharing.ts'

const manager = 'primero_mgr_cp'
const provider = 'primero_cp_2'

/** A case of its own: what was shared once stays in its thread. */
async function opens(visit: Visit, { house }: Ground, answers: object, page: string): Promise<string> {
  const row = { service_type: 'health_medical_service', service_response_day_time: '2026-02-03T09:00:00.000Z' }
  const { id } = await registered(house, worker, { risk_level: 'high', services_section: [row], ...answers })
  await visit.open(`/cases/${id}${page}`)
  return id
}

const clinic = {
  id: '7d3c1b1e-1111-4111-8111-111111111111',
  name: 'Clinic by the river',
  services: ['health_medical_service'],
  places: [],
  languages: ['language1'],
  staff: 'women',
  hours: [{ days: [0, 1, 2, 3, 4], from: '08:00', to: '16:00' }],
  closedOn: [],
  phone: '0791 000 000',
  email: '',
  address: 'Behind the market',
  note: '',
  from: null,
  until: null,
  agency: null,
  isOutside: true,
  people: [],
  room: 4,
  answering: { accepted: 12, rejected: null, days: 1 },
}

/** What the directory says, whatever others wrote there. */
async function offers({ page }: Visit): Promise<void> {
  await page.route('**/api/ext/directory?*', (route) =>
    route.fulfill({
      json: { providers: [clinic, { ...clinic, id: clinic.id.replaceAll('1', '2'), name: 'Full house', room: 0 }] },
    }),
  )
}

const people = (visit: Visit): Promise<void> => shows(visit.page.locator('input[name=recipient]'))

async function steps(visit: Visit, count: number): Promise<void> {
  await shows(heading(visit, visit.say('Why')))
  for (let n = 0; n < count; n += 1) await goOn(visit)
}

export const sharingStates: State[] = [
  {
    name: 'refer, why',
    as: worker,
    at: () => '/more',
    reach: async (visit, ground) => {
      await opens(visit, ground, consented, '/share/refer')
      await steps(visit, 0)
    },
  },
  {
    name: 'refer, to whom',
    as: worker,
    at: () => '/more',
    reach: async (visit, ground) => {
      await opens(visit, ground, consented, '/share/refer')
      await steps(visit, 1)
      await people(visit)
      await visit.page.locator('input[name=recipient]').first().check()
    },
  },
  {
    name: 'refer, outside',
    as: worker,
    at: () => '/more',
    reach: async (visit, ground) => {
      await opens(visit, ground, consented, '/share/refer')
      await steps(visit, 1)
      await visit.page.getByRole('radio', { name: visit.say('Somebody outside') }).check()
      await shows(visit.page.getByRole('textbox'))
    },
  },
  {
    name: 'refer, from the directory',
    as: worker,
    at: () => '/more',
    reach: async (visit, ground) => {
      await offers(visit)
      await opens(visit, ground, consented, '/share/refer')
      await steps(visit, 1)
      await visit.page.locator('input[name=provider]').first().check()
    },
  },
  {
    name: 'sharing, link for a provider',
    as: worker,
    at: () => '/more',
    reach: async (visit, ground) => {
      const id = await opens(visit, ground, { ...consented, age: 9, sex: 'female' }, '/share/refer')
      await steps(visit, 1)
      await visit.page.getByRole('radio', { name: visit.say('Somebody outside') }).check()
      await visit.page.getByRole('textbox').fill('River clinic')
      await button(visit, 'Send').click()
      await visit.page.waitForURL(`**/cases/${id}/sharing`)
      await button(visit, 'Link for the provider').click()
      await button(visit, 'Make the link').click()
      await button(visit, 'Make the code').click()
      await shows(visit.page.getByLabel(visit.say('The code: read it out to them')))
    },
  },
  {
    name: 'refer, colleagues loading',
    as: worker,
    at: () => '/more',
    reach: async (visit, ground) => {
      await never(visit, '/api/ext/recipients')
      await opens(visit, ground, consented, '/share/refer')
      await steps(visit, 1)
      await shows(visit.page.locator('.bone'))
    },
  },
  {
    name: 'refer, no list of colleagues',
    as: worker,
    at: () => '/more',
    reach: async (visit, ground) => {
      const id = await opens(visit, ground, consented, '')
      // The page itself is there, its list is not.
      await visit.page.route('**/api/ext/recipients*', (route) => route.abort('internetdisconnected'))
      await goTo(visit.page, `/cases/${id}/share/refer`)
      await steps(visit, 1)
      await shows(visit.page.getByText(visit.say('The list of colleagues is not on this device')))
    },
  },
  {
    name: 'refer, what they see',
    as: worker,
    at: () => '/more',
    reach: async (visit, ground) => {
      await opens(visit, ground, consented, '/share/refer')
      await steps(visit, 2)
      await visit.page.locator('.paper summary').first().click()
      await shows(visit.page.locator('.paper dd'))
    },
  },
  {
    name: 'refer, by their own role',
    as: worker,
    at: () => '/more',
    reach: async (visit, ground) => {
      await opens(visit, ground, consented, '/share/refer')
      await steps(visit, 2)
      await visit.page.locator('input[name=role]').last().check()
      await shows(visit.page.getByText(visit.say('What they see cannot be shown here')))
    },
  },
  {
    name: 'refer, consent given',
    as: worker,
    at: () => '/more',
    reach: async (visit, ground) => {
      await opens(visit, ground, consented, '/share/refer')
      await steps(visit, 3)
      await shows(visit.page.locator('.share-consent .ok'))
    },
  },
  {
    name: 'refer, consent missing',
    as: worker,
    at: () => '/more',
    reach: async (visit, ground) => {
      await opens(visit, ground, { disclosure_other_orgs: false }, '/share/refer')
      await steps(visit, 3)
      await shows(visit.page.getByText(visit.say('Consent is missing')))
    },
  },
  {
    name: 'transfer without consent',
    as: manager,
    at: () => '/more',
    reach: async (visit, ground) => {
      await opens(visit, ground, {}, '/share/transfer')
      await steps(visit, 3)
      await visit.page.getByRole('checkbox').check()
      await visit.page.locator('input[name=ground]').nth(2).check()
      await shows(visit.page.getByRole('combobox', { name: visit.say('Who decided it with you') }))
    },
  },
  {
    name: 'reassign',
    as: manager,
    at: () => '/more',
    reach: async (visit, ground) => {
      await opens(visit, ground, {}, '/share/assign')
      await steps(visit, 1)
      await people(visit)
    },
  },
  { name: 'share, not for this role', as: worker, at: ({ kase }) => `/cases/${kase}/share/assign` },
  {
    name: 'ask for a case',
    as: provider,
    at: ({ kase }) => `/cases/${kase}/share/ask`,
    reach: (visit) => shows(visit.page.getByRole('textbox')),
  },
  {
    name: 'a case, not shared yet',
    as: worker,
    at: () => '/more',
    reach: async (visit, ground) => {
      await opens(visit, ground, {}, '/sharing')
      await shows(heading(visit, visit.say('Not shared with anybody')))
    },
  },
  {
    name: 'a case, shared',
    as: worker,
    at: () => '/more',
    reach: async (visit, ground) => {
      await shared(visit, ground)
      await shows(button(visit, 'Take back'))
    },
  },
  {
    name: 'a share, taken back?',
    as: worker,
    at: () => '/more',
    reach: async (visit, ground) => {
      await shared(visit, ground)
      await button(visit, 'Take back').click()
      await shows(visit.page.getByRole('dialog'))
    },
  },
  {
    name: 'a case, no consent written down',
    as: worker,
    at: () => '/more',
    reach: async (visit, ground) => {
      await opens(visit, ground, {}, '/consents')
      await shows(heading(visit, visit.say('No consent is written down here')))
    },
  },
  {
    name: 'a consent, written down?',
    as: worker,
    at: () => '/more',
    reach: async (visit, ground) => {
      await opens(visit, ground, {}, '/consents')
      await button(visit, 'Write down a consent').click()
      await button(visit, 'Write down').click()
      await shows(visit.page.getByRole('dialog').locator('.err'))
    },
  },
  {
    name: 'a case, consents',
    as: worker,
    at: () => '/more',
    reach: async (visit, ground) => {
      await agreed(visit, ground)
      await shows(button(visit, 'consent|Withdraw'))
    },
  },
  {
    name: 'a consent, withdrawn?',
    as: worker,
    at: () => '/more',
    reach: async (visit, ground) => {
      await agreed(visit, ground)
      await button(visit, 'consent|Withdraw').click()
      await visit.page.getByRole('radio', { name: visit.say('Some services only') }).check()
      await shows(visit.page.getByRole('dialog').getByRole('checkbox'))
    },
  },
  {
    name: 'a consent, withdrawn without a line',
    as: worker,
    at: () => '/more',
    reach: async (visit, ground) => {
      await agreed(visit, ground)
      await visit.context.setOffline(true)
      await withdrawsHere(visit)
      await shows(visit.page.locator('.share .warn'))
    },
  },
  {
    name: 'home, something to answer',
    as: provider,
    at: () => '/more',
    reach: async (visit, ground) => {
      await received(ground)
      await visit.open('/')
      await shows(heading(visit, visit.say('Waits for your answer')))
    },
  },
  {
    name: 'a referral, rejected?',
    as: provider,
    at: () => '/more',
    reach: async (visit, ground) => {
      const id = await received(ground)
      await visit.open(`/cases/${id}/sharing`)
      await button(visit, 'Reject').click()
      const dialog = visit.page.getByRole('dialog')
      await dialog.getByRole('button', { name: visit.say('Reject') }).click()
      await shows(dialog.locator('.err'))
    },
  },
  {
    name: 'a referral, accepted without a line',
    as: provider,
    at: () => '/more',
    reach: async (visit, ground) => {
      const id = await received(ground)
      await visit.open(`/cases/${id}/sharing`)
      await shows(button(visit, 'Accept'))
      await visit.context.setOffline(true)
      await button(visit, 'Accept').click()
      await shows(visit.page.locator('.share .warn'))
    },
  },
  { name: 'refer, a package', as: worker, reach: offersPackage },
  { name: 'package, to work from', as: worker, reach: (visit) => opensPackage(visit, taken) },
  { name: 'package, over', as: worker, reach: (visit) => opensPackage(visit, over) },
  { name: 'sharing, packages', as: worker, reach: sentPackages },
]

const packageId = '7d3c1b1e-2222-4222-8222-222222222222'
const taken = {
  id: packageId,
  reference: '4711 0815',
  status: 'accepted',
  service: 'health_medical_service',
  from: 'primeromodule-cp',
  at: '2026-02-03T09:00:00.000Z',
  respondedAt: null,
  endedAt: null,
  may: ['done'],
  mayMakeCase: true,
  made: null,
  contents: {
    lines: [
      { name: 'age_band', label: null, value: '6 - 11' },
      { name: 'sex', label: 'Sex', value: 'Male' },
    ],
    notes: 'Asks for a doctor',
    safetyNotes: 'Call before noon',
    contact: '0791 000 111',
    agency: 'Child Bridge',
    wantedBy: '2026-02-04T09:00:00.000Z',
    deadline: null,
  },
}
const over = { ...taken, status: 'revoked', may: [], mayMakeCase: false, contents: null }

/** What its recipient is shown. */
async function opensPackage(visit: Visit, shown: object): Promise<void> {
  await visit.page.route(`**/api/ext/packages/${packageId}`, (route) => route.fulfill({ json: shown }))
  await visit.open(`/cases/${packageId}/share/package`)
  await shows(visit.page.getByText('4711 0815'))
}

/** What goes to somebody of the other module, before it goes. */
async function offersPackage(visit: Visit, ground: Ground): Promise<void> {
  const offer = {
    isPackage: true,
    waits: true,
    always: ['age_band', 'sex'],
    offered: ['name_first', 'age', 'risk_level'],
  }
  await visit.page.route('**/api/ext/packages/offer?*', (route) => route.fulfill({ json: offer }))
  await opens(visit, ground, consented, '/share/refer')
  await steps(visit, 1)
  await people(visit)
  await visit.page.locator('input[name=recipient]').first().check()
  await goOn(visit)
  await shows(visit.page.getByText(visit.say('They get a package, never the case')))
}

/** What waits until somebody lets it go. */
async function sentPackages(visit: Visit, ground: Ground): Promise<void> {
  const sent = { id: packageId, by: worker, to: provider, service: null, at: taken.at, fields: ['age_band', 'sex'] }
  const packages = [
    { ...sent, status: 'waits', may: ['release', 'refuse', 'revoke'] },
    { ...sent, id: packageId.replaceAll('2', '3'), status: 'refused', may: [] },
  ]
  await visit.page.route('**/api/ext/packages/of-case?*', (route) => route.fulfill({ json: { packages } }))
  await opens(visit, ground, consented, '/sharing')
  await shows(button(visit, 'Let it go'))
}

const refer = (id: string) => `POST cases/${id}/referrals`
const notes = { notes: 'Asks for somebody to talk to', service: 'health_medical_service' }

async function received({ house }: Ground): Promise<string> {
  const { id } = await registered(house, worker, consented)
  await house.ask(worker, refer(id), { transitioned_to: provider, ...notes })
  return id
}

async function shared(visit: Visit, ground: Ground): Promise<void> {
  const { house } = ground
  const id = await opens(visit, ground, consented, '')
  await house.ask(worker, refer(id), { transitioned_to: provider, ...notes })
  const { body } = await house.ask(worker, refer(id), { transitioned_to: 'primero_cp_3', ...notes })
  const { id: one } = (body as { data: { id: string } }).data
  const no = { status: 'rejected', rejected_reason: 'No free place this month' }
  await house.ask('primero_cp_3', `PATCH cases/${id}/referrals/${one}`, no)
  await visit.open(`/cases/${id}/sharing`)
}

async function agreed(visit: Visit, ground: Ground): Promise<void> {
  await opens(visit, ground, {}, '/consents')
  await writesDown(visit)
  await shows(button(visit, 'consent|Withdraw'))
}
