// States of the home page's numbers and of tasks.
import { type State, worker } from './ground.ts'
import { shows } from './house.ts'
import { fails, heading, never } from './reach.ts'

const manager = 'primero_mgr_cp'

export const homeStates: State[] = [
  {
    name: 'home of a supervisor',
    as: manager,
    reach: async (visit) => shows(heading(visit, visit.say('Where cases stand'))),
  },
  {
    name: 'home of a supervisor, numbers on their way',
    as: manager,
    at: () => '/more',
    reach: async (visit) => {
      await never(visit, '/api/sync/dashboards')
      await visit.open('/')
      await shows(heading(visit, visit.say('Numbers')))
    },
  },
  {
    name: 'home of a supervisor, numbers broken',
    as: manager,
    at: () => '/more',
    refusals: [500],
    reach: async (visit) => {
      await fails(visit, '/api/sync/dashboards', 500)
      await visit.open('/')
      await shows(heading(visit, visit.say('This could not be loaded')))
    },
  },
  {
    name: 'home of who sees numbers only',
    as: 'primero_coordinator_gbv',
    reach: async (visit) => shows(heading(visit, visit.say('Opened and closed'))),
  },
  {
    name: 'list behind a number',
    as: manager,
    reach: async ({ page, say }) => {
      await page
        .getByRole('region', { name: say('Where cases stand') })
        .last()
        .getByRole('link')
        .first()
        .click()
      await shows(page.getByRole('list', { name: say('Filters in force') }))
    },
  },
  { name: 'tasks', as: worker, at: () => '/tasks', reach: async ({ page }) => shows(page.locator('main .list .link')) },
  {
    name: 'tasks, none of a kind',
    as: 'primero_cp_fam',
    at: () => '/tasks?kind=case_plan&when=overdue',
    reach: async ({ page }) => shows(page.getByRole('status')),
  },
  {
    name: 'tasks on their way',
    as: worker,
    at: () => '/more',
    reach: async (visit) => {
      await never(visit, '/api/sync/tasks')
      await visit.page.evaluate(() => history.pushState(null, '', '/tasks'))
      await shows(heading(visit, visit.say('Tasks')))
    },
  },
  { name: 'tasks, not mine', as: 'primero_coordinator_gbv', at: () => '/tasks' },
]
