// Every page in every state that a person can meet, and how to get there. The audit of accessibility walks them all.
import { fillForm, photo, questionOf, questionsOf } from './fill.ts'
import { type State, survivors, worker } from './ground.ts'
import { shows } from './house.ts'
import { heading, button, cases, rows, onCase, typed, tryDoor, choose, never, fails } from './reach.ts'
import { openNew } from './records.ts'
import { caseworkStates } from './states-of-casework.ts'
import { deviceStates } from './states-of-device.ts'
import { agreementStates } from './states-of-agreements.ts'
import { rightsStates } from './states-of-rights.ts'
import { doorStates } from './states-of-door.ts'
import { findingStates } from './states-of-finding.ts'
import { homeStates } from './states-of-home.ts'
import { noticeStates } from './states-of-notices.ts'
import { officeStates } from './states-of-office.ts'
import { securityStates } from './states-of-security.ts'
import { sharingStates } from './states-of-sharing.ts'
import { syncStates } from './states-of-sync.ts'

export const states: State[] = [
  { name: 'sign-in' },
  {
    name: 'sign-in, by a provider',
    reach: async (visit) => {
      await visit.page.route('**/api/v2/identity_providers', (route) =>
        route.fulfill({ json: { data: [{ unique_id: 'agency', name: 'Agency account' }] } }),
      )
      await visit.page.reload()
      await shows(visit.page.getByRole('button', { name: /Agency account/ }))
    },
  },
  { name: 'sign-in, wrong password', reach: (visit) => tryDoor(visit, 'That did not match.') },
  {
    name: 'sign-in, offline',
    reach: async (visit) => {
      await visit.context.setOffline(true)
      await tryDoor(visit, 'No connection to the server.')
    },
  },
  {
    name: 'start, no answer',
    as: worker,
    at: () => '/more',
    refusals: [502],
    reach: async (visit) => {
      await fails(visit, '/api/sync/config', 502)
      await visit.page.reload()
      await shows(heading(visit, visit.say('No connection to the server')))
    },
  },
  {
    name: 'start, server broken',
    as: worker,
    at: () => '/more',
    refusals: [500],
    reach: async (visit) => {
      await fails(visit, '/api/sync/config', 500)
      await visit.page.reload()
      await shows(heading(visit, visit.say('The server could not answer')))
    },
  },
  { name: 'home', as: worker, reach: async (visit) => shows(rows(visit)) },
  {
    name: 'home, with a draft',
    as: worker,
    at: () => '/cases/new',
    reach: async (visit) => {
      await typed(visit, 'name_first', 'Half')
      await visit.page
        .getByRole('banner')
        .getByRole('link', { name: visit.say('Back') })
        .click()
      await rows(visit).first().waitFor()
      await visit.open('/')
      await shows(visit.page.getByText(visit.say('new, not finished')))
    },
  },
  {
    name: 'home, offline',
    as: worker,
    reach: async (visit) => {
      await shows(rows(visit))
      await visit.context.setOffline(true)
      await shows(visit.page.getByRole('banner').getByText(visit.say('Offline')))
    },
  },
  { name: 'home of numbers only', as: 'primero_coordinator_gbv' },
  { name: 'cases', as: worker, at: () => '/cases', reach: async (visit) => shows(rows(visit)) },
  {
    name: 'cases, names shown',
    as: worker,
    at: () => '/cases',
    reach: async (visit) => {
      await shows(rows(visit))
      await button(visit, 'Show names').click()
      await shows(button(visit, 'Cover names'))
    },
  },
  {
    name: 'cases, filter',
    as: worker,
    at: () => '/cases',
    reach: async (visit) => {
      await visit.page.getByRole('button', { name: new RegExp(`^${visit.say('Filter')}`) }).click()
      await shows(visit.page.getByRole('dialog'))
    },
  },
  {
    name: 'cases, nothing found',
    as: worker,
    at: () => '/cases',
    reach: async (visit) => {
      await visit.page.getByRole('searchbox').fill('fff0fff')
      await shows(visit.page.getByText(visit.say('Nothing found')))
    },
  },
  {
    name: 'cases, none yet',
    as: 'primero_service_provider',
    at: () => '/cases',
    reach: async (visit) => {
      await visit.page
        .getByRole('button', { name: visit.say('Clear'), exact: true })
        .first()
        .click()
      await shows(visit.page.getByText(visit.say('Nothing here yet')))
    },
  },
  {
    name: 'cases, row menu',
    as: worker,
    at: () => '/cases',
    reach: async (visit) => {
      await shows(rows(visit))
      const menu = visit.page.locator('.found [aria-haspopup=menu]').first()
      // Cards have no menu.
      if ((await menu.count()) > 0) await menu.click()
    },
  },
  {
    name: 'cases, loading',
    as: worker,
    at: () => '/more',
    reach: async (visit) => {
      await never(visit, '/api/sync/search')
      await cases(visit).click()
      await shows(visit.page.locator('.bone'))
    },
  },
  {
    name: 'cases, slow connection',
    as: worker,
    at: () => '/more',
    clockInHand: true,
    reach: async (visit) => {
      await never(visit, '/api/sync/search')
      await cases(visit).click()
      await shows(visit.page.locator('.bone'))
      await visit.page.clock.fastForward(5_100)
      await shows(visit.page.getByRole('banner').getByText(visit.say('Slow connection')))
    },
  },
  {
    name: 'cases, offline',
    as: worker,
    at: () => '/more',
    reach: async (visit) => {
      await visit.context.setOffline(true)
      await cases(visit).click()
      await shows(heading(visit, visit.say('This needs a connection')))
    },
  },
  {
    name: 'cases, broken',
    as: worker,
    at: () => '/more',
    refusals: [500],
    reach: async (visit) => {
      await fails(visit, '/api/sync/search', 500)
      await cases(visit).click()
      await shows(heading(visit, visit.say('This could not be loaded')))
    },
  },
  { name: 'cases, not for this role', as: 'primero_coordinator_gbv', at: () => '/cases' },
  { name: 'incidents', as: survivors, at: () => '/incidents', reach: async (visit) => shows(rows(visit)) },
  { name: 'new, what', as: worker, at: () => '/new' },
  {
    name: 'new case',
    as: worker,
    at: () => '/cases/new',
    reach: async (visit) => shows(visit.page.getByRole('textbox')),
  },
  {
    name: 'new case, faults',
    as: worker,
    at: () => '/cases/new',
    reach: async (visit) => {
      await typed(visit, 'age', '400')
      await button(visit, 'Save').click()
      await shows(visit.page.getByRole('alert'))
    },
  },
  {
    name: 'new case, perhaps known',
    as: worker,
    at: () => '/cases/new',
    reach: async (visit) => {
      await typed(visit, 'name_first', 'Ilan')
      await typed(visit, 'name_last', 'Morrow')
      await shows(visit.page.getByText(visit.say('Perhaps known already')))
    },
  },
  {
    name: 'new case, draft back',
    as: worker,
    at: () => '/cases/new',
    reach: async (visit) => {
      await typed(visit, 'name_first', 'Half')
      await visit.page.reload()
      await shows(visit.page.getByText(visit.say('Your draft is back')))
    },
  },
  {
    name: 'case at a glance',
    as: worker,
    at: onCase(''),
    reach: async (visit) => shows(heading(visit, visit.say('At a glance'))),
  },
  { name: 'case, form to read', as: worker, at: onCase('/basic_identity') },
  {
    name: 'case, forms unfolded',
    as: worker,
    at: onCase('/basic_identity'),
    reach: async (visit) => {
      const fold = visit.page.locator('details.formnav summary')
      if (await fold.isVisible()) await fold.click()
    },
  },
  { name: 'case, form to edit', as: worker, at: onCase('/basic_identity?edit=1') },
  { name: 'case, concerns to edit', as: worker, at: onCase('/protection_concern?edit=1') },
  { name: 'case, rows to edit', as: worker, at: onCase('/services?edit=1') },
  {
    name: 'case, a row open',
    as: worker,
    at: onCase('/family_details?edit=1'),
    reach: async (visit) => {
      await visit.page.locator('.rows-field').getByRole('button').first().click()
      await shows(visit.page.getByRole('dialog'))
    },
  },
  {
    name: 'case, a row removed',
    as: worker,
    at: onCase('/services?edit=1'),
    reach: async (visit) => {
      await visit.page.locator('.rows-field li').getByRole('button').last().click()
      await shows(button(visit, 'Undo'))
    },
  },
  {
    name: 'case, one of many',
    as: worker,
    at: onCase('/other_identity_details?edit=1'),
    reach: (visit) => choose(visit, 'country_of_origin'),
  },
  {
    name: 'case, several of many',
    as: worker,
    at: onCase('/protection_concern?edit=1'),
    reach: (visit) => choose(visit, 'protection_concerns'),
  },
  {
    name: 'case, a place',
    as: worker,
    at: onCase('/other_identity_details?edit=1'),
    reach: (visit) => choose(visit, 'location_last'),
  },
  {
    name: 'case, calendar',
    as: worker,
    at: onCase('/basic_identity?edit=1'),
    reach: async (visit) => {
      await button(visit, 'Open calendar').first().click()
      await shows(visit.page.getByRole('dialog'))
    },
  },
  {
    name: 'case, files',
    as: worker,
    at: () => '/cases/new',
    reach: async (visit) => {
      const config = await questionsOf(visit)
      const form = config.bundle.forms.find((one) => one.id === 'photos_and_audio')
      if (form === undefined) throw new Error('There is no form for photos.')
      await openNew(visit, form.id)
      await fillForm({ visit, config, given: {}, extent: 'whole', kinds: new Set() }, form)
    },
  },
  {
    name: 'case, a file to remove',
    as: worker,
    at: () => '/cases/new',
    reach: async (visit) => {
      const config = await questionsOf(visit)
      await openNew(visit, 'photos_and_audio')
      const photos = visit.page.getByRole('region', { name: questionOf(config, 'photos'), exact: true })
      await photos.getByLabel(visit.say('Choose photo')).setInputFiles(photo)
      await photos.getByRole('listitem').getByRole('button').last().click()
      await shows(visit.page.getByRole('dialog'))
    },
  },
  {
    name: 'case, a draft left',
    as: worker,
    at: onCase('/basic_identity?edit=1'),
    reach: async (visit, ground) => {
      await typed(visit, 'name_other', 'Half')
      await visit.open(onCase('')(ground))
      await shows(visit.page.getByText(visit.say('You have a draft that is not saved')))
    },
  },
  {
    name: 'case, change log',
    as: worker,
    at: onCase('/change_logs'),
    reach: async (visit) => shows(visit.page.locator('del')),
  },
  {
    name: 'case, incidents, none',
    as: worker,
    at: onCase('/incident_from_case'),
    reach: async (visit) => shows(visit.page.getByText(visit.say('No incidents linked'))),
  },
  {
    name: 'case, menu',
    as: worker,
    at: onCase(''),
    reach: async (visit) => {
      await button(visit, 'Actions').click()
      await shows(visit.page.getByRole('menu'))
    },
  },
  {
    name: 'case, close?',
    as: worker,
    at: onCase(''),
    reach: async (visit) => {
      await button(visit, 'Actions').click()
      await visit.page.getByRole('menuitem', { name: visit.say('a record|Close') }).click()
      await shows(visit.page.getByRole('dialog'))
    },
  },
  { name: 'case, closed', as: worker, at: ({ closed }) => `/cases/${closed}` },
  { name: 'case, disabled', as: worker, at: ({ disabled }) => `/cases/${disabled}` },
  { name: 'case, read by a manager', as: 'primero_mgr_cp', at: onCase('/basic_identity') },
  {
    name: 'case, loading',
    as: worker,
    at: () => '/cases',
    reach: async (visit) => {
      await never(visit, '/api/sync/records')
      await rows(visit).getByRole('link').first().click()
      await shows(visit.page.locator('.bone'))
    },
  },
  {
    name: 'case, offline',
    as: worker,
    at: () => '/cases',
    reach: async (visit) => {
      await shows(rows(visit))
      await visit.context.setOffline(true)
      await rows(visit).getByRole('link').first().click()
      await shows(heading(visit, visit.say('This record is not on this device')))
    },
  },
  {
    name: 'case, broken',
    as: worker,
    at: () => '/cases',
    refusals: [500],
    reach: async (visit) => {
      await fails(visit, '/api/sync/records', 500)
      await rows(visit).getByRole('link').first().click()
      await shows(heading(visit, visit.say('This record could not be read')))
    },
  },
  {
    name: 'case, not yours',
    as: 'primero_cp_2',
    at: onCase(''),
    reach: async (visit) => shows(heading(visit, visit.say('There is nothing here for you'))),
  },
  {
    name: 'survivor, name covered',
    as: survivors,
    at: ({ survivor }) => `/cases/${survivor}/gbv_survivor_information`,
  },
  {
    name: 'survivor, name shown',
    as: survivors,
    at: ({ survivor }) => `/cases/${survivor}/gbv_survivor_information`,
    reach: async (visit) => {
      await button(visit, 'Show').click()
      await shows(visit.page.getByText('Sanna Ilvane'))
    },
  },
  {
    name: 'survivor, seen by a supervisor',
    as: 'primero_sup_gbv',
    at: ({ survivor }) => `/cases/${survivor}/gbv_survivor_information`,
  },
  { name: 'survivor at a glance', as: survivors, at: ({ survivor }) => `/cases/${survivor}` },
  { name: 'survivor, incidents', as: survivors, at: ({ survivor }) => `/cases/${survivor}/incident_from_case` },
  { name: 'new incident of a case', as: survivors, at: ({ survivor }) => `/incidents/new?case=${survivor}` },
  { name: 'incident at a glance', as: survivors, at: ({ incident }) => `/incidents/${incident}` },
  {
    name: 'incident, type of violence',
    as: survivors,
    at: ({ incident }) => `/incidents/${incident}/gbv_sexual_violence?edit=1`,
  },
  { name: 'you and this device', as: worker, at: () => '/more' },
  {
    name: 'sign out?',
    as: worker,
    at: () => '/more',
    reach: async (visit) => {
      await button(visit, 'Sign out').click()
      await shows(visit.page.getByRole('dialog'))
    },
  },
  {
    name: 'session ended',
    as: 'primero_mgr_cp_2',
    at: () => '/more',
    reach: async (visit, { house }) => {
      await house.elsewhere('primero_mgr_cp_2')
      await cases(visit).click()
      await shows(visit.page.getByRole('dialog').getByLabel(visit.say('Password'), { exact: true }))
    },
  },
  {
    name: 'hidden',
    as: worker,
    at: () => '/cases',
    reach: async (visit) => {
      await button(visit, 'Hide this screen now').click()
      await shows(button(visit, 'Back'))
    },
  },
  { name: 'no such page', as: worker, at: () => '/nowhere' },
  ...homeStates,
  ...syncStates,
  ...agreementStates,
  ...doorStates,
  ...officeStates,
  ...noticeStates,
  ...deviceStates,
  ...rightsStates,
  ...caseworkStates,
  ...sharingStates,
  ...findingStates,
  ...securityStates,
]
