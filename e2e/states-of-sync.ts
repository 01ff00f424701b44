// States of what waits, what was refused, and what two people answered.
import { type State, worker } from './ground.ts'
import { shows } from './house.ts'
import { conflict, fails, heading, onCase, savedOffline } from './reach.ts'

export const syncStates: State[] = [
  { name: 'case, saved offline', as: worker, at: onCase('/basic_identity?edit=1'), reach: savedOffline },
  { name: 'case, two claims', as: worker, at: onCase('/protection_concern?edit=1'), reach: conflict },
  {
    name: 'case, choosing between claims',
    as: worker,
    at: onCase('/protection_concern?edit=1'),
    reach: async (visit, ground) => {
      await conflict(visit, ground)
      await visit.page.getByRole('link', { name: visit.say('Choose') }).click()
      await shows(heading(visit, visit.say('Two people changed this case')))
    },
  },
  { name: 'case, nothing to choose', as: worker, at: ({ closed }) => `/cases/${closed}/conflicts` },
  { name: 'conflicts of a team', as: 'primero_mgr_cp', at: () => '/conflicts' },
  {
    name: 'case, claims not at hand',
    as: worker,
    at: ({ closed }) => `/cases/${closed}`,
    refusals: [500],
    reach: async (visit) => {
      await fails(visit, '/api/sync/conflicts', 500)
      await visit.page.goto(`${visit.page.url()}/conflicts`)
      await shows(heading(visit, visit.say('Both values are with the server')))
    },
  },
  { name: 'outbox, empty', as: worker, at: () => '/outbox' },
  {
    name: 'outbox, waiting',
    as: worker,
    at: onCase('/basic_identity?edit=1'),
    reach: async (visit) => {
      await savedOffline(visit)
      await visit.page
        .getByRole('banner')
        .getByRole('link')
        .filter({ hasText: visit.say('Offline') })
        .click()
      await shows(heading(visit, visit.say('Waiting')))
    },
  },
  {
    name: 'outbox, needs you',
    as: worker,
    at: onCase('/protection_concern?edit=1'),
    reach: async (visit, ground) => {
      await conflict(visit, ground)
      await visit.page.locator('.strip a.pill').click()
      await shows(heading(visit, visit.say('Needs you')))
    },
  },
  {
    name: 'outbox, field mode',
    as: worker,
    at: () => '/outbox',
    reach: async (visit) => {
      await visit.page.getByLabel(visit.say('Stay offline (field mode)')).check()
      await shows(visit.page.getByRole('banner').getByText(visit.say('Field mode')))
    },
  },
]
