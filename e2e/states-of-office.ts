// States of the pages of people, groups and agencies.
import { typesDay } from './fill.ts'
import type { State } from './ground.ts'
import { shows, type Visit } from './house.ts'
import { fails } from './reach.ts'

const admin = 'primero'
/** The second training account: a caseworker's administrator, whom the first one may change. */
const someone = async ({ page }: Visit): Promise<void> => {
  await page.locator('.office-rows th a, .office-cards a').nth(1).click()
  await shows(page.locator('input[name=full_name]'))
}
const press = ({ page, say }: Visit, name: string): Promise<void> =>
  page
    .getByRole('button', { name: say(name), exact: true })
    .first()
    .click()
const dialog = ({ page }: Visit) => page.getByRole('dialog')
const first = ({ page }: Visit): Promise<void> => page.locator('.office-rows th a, .office-cards a').first().click()

async function leaves(visit: Visit): Promise<void> {
  await someone(visit)
  await visit.page.getByRole('link', { name: visit.say('Somebody leaves') }).click()
  await shows(visit.page.getByRole('heading', { name: visit.say('What they have') }))
}

const sheet = (csv: string) => (visit: Visit) =>
  visit.page
    .locator('input[type=file]')
    .setInputFiles({ name: 'people.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) })

export const officeStates: State[] = [
  {
    name: 'directory',
    as: admin,
    at: () => '/office/directory',
    reach: async ({ page, say }) =>
      shows(page.getByText(say('Nobody is written down yet')).or(page.getByRole('table'))),
  },
  {
    name: 'a new provider, hours and a closed day',
    as: admin,
    at: () => '/office/directory/new',
    reach: async (visit) => {
      await press(visit, 'Add hours')
      const { page, say } = visit
      await typesDay(page.getByRole('group', { name: say('Closed on single days') }), say, '2199-01-01')
      await press(visit, 'Add day')
      await press(visit, 'Write down')
      await shows(visit.page.getByRole('alert'))
    },
    refusals: [422],
  },
  {
    name: 'people',
    as: admin,
    at: () => '/office/users',
    reach: ({ page }) => shows(page.getByRole('checkbox').first()),
  },
  {
    name: 'people, some chosen',
    as: admin,
    at: () => '/office/users',
    reach: async (visit) => {
      await visit.page.getByRole('checkbox').nth(1).check()
      await press(visit, 'Disable')
      await shows(dialog(visit))
    },
  },
  {
    name: 'people, nobody fits',
    as: admin,
    at: () => '/office/users',
    reach: async ({ page, say }) => {
      await page.getByRole('searchbox').fill('nobody of this name')
      await shows(page.getByText(say('Nobody fits')))
    },
  },
  {
    name: 'a person who comes by a provider',
    as: admin,
    at: () => '/office/users',
    reach: async (visit) => {
      const { page, say } = visit
      await page.route('**/api/ext/users/*/standing', async (route) => {
        const reply = await route.fetch()
        const provider = { name: 'Agency account', boundAt: '2026-08-20T07:52:00Z' }
        await route.fulfill({ response: reply, json: { ...(await reply.json()), provider } })
      })
      await someone(visit)
      await press(visit, 'Link anew')
      await shows(page.getByRole('dialog', { name: say('Link this account anew?') }))
    },
  },
  {
    name: 'people, denied',
    as: 'primero_cp',
    at: () => '/office/users',
    reach: ({ page, say }) => shows(page.getByText(say('There is nothing here for you'))),
  },
  {
    name: 'people, server broken',
    as: admin,
    at: () => '/office',
    refusals: [502],
    reach: async (visit) => {
      await fails(visit, '/api/ext/users/choices', 502)
      await visit.open('/office/users')
      await shows(visit.page.getByRole('button', { name: visit.say('Try again') }))
    },
  },
  { name: 'person', as: admin, at: () => '/office/users', reach: someone },
  {
    name: 'person, last day',
    as: admin,
    at: () => '/office/users',
    reach: async (visit) => {
      await someone(visit)
      await press(visit, 'Set a last day')
      await shows(dialog(visit))
    },
  },
  {
    name: 'person, a code',
    as: admin,
    at: () => '/office/users',
    reach: async (visit) => {
      await visit.page.route('**/api/ext/users/*/code', (route) =>
        route.fulfill({ status: 201, json: { code: '12345 67890', until: '2027-01-01T12:00:00.000Z' } }),
      )
      await someone(visit)
      await press(visit, 'Make a code')
      await dialog(visit)
        .getByRole('button', { name: visit.say('Make a code') })
        .click()
      await shows(visit.page.locator('.office-code'))
    },
  },
  {
    name: 'person, conflict',
    as: admin,
    at: () => '/office/users',
    reach: async (visit) => {
      await someone(visit)
      const { page, say } = visit
      await page.route('**/api/v2/users/*?*', async (route) => {
        const reply = await route.fetch()
        const { data } = (await reply.json()) as { data: object }
        await route.fulfill({ json: { data: { ...data, position: 'changed meanwhile' } } })
      })
      await page.locator('input[name=position]').fill('mine')
      await press(visit, 'Save')
      await shows(page.getByText(say('Somebody else changed this meanwhile. Nothing was saved.')))
    },
  },
  {
    name: 'new person, faults',
    as: admin,
    at: () => '/office/users/new',
    refusals: [422],
    reach: async (visit) => {
      await visit.page.locator('select[name=role_unique_id]').selectOption('role-cp-administrator')
      await press(visit, 'Make the account')
      await shows(visit.page.getByText(visit.say('A name is needed.')))
    },
  },
  { name: 'somebody leaves', as: admin, at: () => '/office/users', reach: leaves },
  {
    name: 'somebody leaves, what follows',
    as: admin,
    at: () => '/office/users',
    reach: async (visit) => {
      await leaves(visit)
      const takers = visit.page.getByRole('combobox')
      for (const box of await takers.all()) await box.selectOption({ index: 1 })
      await press(visit, 'See what follows')
      await shows(visit.page.getByRole('heading', { name: visit.say('What follows') }))
    },
  },
  { name: 'sheet of people', as: admin, at: () => '/office/users/import' },
  {
    name: 'sheet of people, tried',
    as: admin,
    at: () => '/office/users/import',
    reach: async (visit) => {
      const place = 'agency-open-door,usergroup-primero-cp'
      await sheet(
        `user_name,full_name,role,agency,groups\nnadia,Nadia,role-cp-case-worker,${place}\nprimero_cp,Anew,,,\nomar,=1,x,y,z\n`,
      )(visit)
      await shows(visit.page.getByText(visit.say('This would run as a formula in a spreadsheet.')))
    },
  },
  {
    name: 'sheet of people, of another shape',
    as: admin,
    at: () => '/office/users/import',
    reach: async (visit) => {
      await sheet('user_name,password\nx,y\n')(visit)
      await shows(visit.page.getByText(visit.say('This file cannot be read as a sheet of people.')))
    },
  },
  {
    name: 'user groups',
    as: admin,
    at: () => '/office/groups',
    reach: ({ page, say }) => shows(page.getByText(say('In force')).first()),
  },
  {
    name: 'user group',
    as: admin,
    at: () => '/office/groups',
    reach: async (visit) => {
      await first(visit)
      await shows(visit.page.locator('input[name=name]'))
    },
  },
  {
    name: 'agencies',
    as: admin,
    at: () => '/office/agencies',
    reach: ({ page, say }) => shows(page.getByText(say('In force')).first()),
  },
  {
    name: 'agency',
    as: admin,
    at: () => '/office/agencies',
    reach: async (visit) => {
      await first(visit)
      await shows(visit.page.locator('input[name=agency_code]'))
    },
  },
  { name: 'new agency', as: admin, at: () => '/office/agencies/new' },
  { name: 'mail', as: admin, at: () => '/office/mail', reach: ({ page }) => shows(page.locator('.office-counts')) },
  {
    name: 'mail, given up',
    as: admin,
    at: () => '/office/mail',
    reach: async (visit) => {
      const moment = '2026-01-01T09:30:00.000Z'
      const lost = (id: string, to: string | null, kind: string, code: string) => ({
        ...{ id, kind, code, user_name: to, asked_at: moment, given_up_at: moment, tries: 6 },
      })
      await visit.page.route('**/api/ext/mail', (route) =>
        route.fulfill({
          json: {
            ...{ is_set_up: true, waiting: 2, oldest: moment, sent_within_a_day: 14, given_up: 3 },
            newest_given_up: [
              lost('1', 'primero_cp', 'reset', '550'),
              lost('2', 'primero_gbv', 'invitation', 'address'),
              lost('3', null, 'letter', 'ECONNREFUSED'),
            ],
          },
        }),
      )
      await visit.page.reload()
      await shows(visit.page.getByText('primero_gbv'))
    },
  },
  { name: 'office', as: admin, at: () => '/office' },
  { name: 'office, not theirs', as: 'primero_cp', at: () => '/office' },
]
