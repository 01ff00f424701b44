// States of what finds cases: kept searches, the review queue, how work lies on people, the registration desk.
import { type State, worker } from './ground.ts'
import { shows, type Visit } from './house.ts'
import { button, fails, heading, never } from './reach.ts'

const manager = 'primero_mgr_cp'
const deskUser = 'primero_registration'

const asks = async (visit: Visit, text: string): Promise<void> => {
  await visit.page.getByRole('searchbox').fill(text)
  await button(visit, 'Search').click()
}

export const findingStates: State[] = [
  {
    name: 'review queue',
    as: manager,
    at: () => '/look/review',
    reach: async ({ page }) => shows(page.locator('.review-line').first()),
  },
  {
    name: 'review queue, what happened',
    as: manager,
    at: () => '/look/review',
    reach: async (visit) => {
      await visit.page.locator('.review-line summary').first().click()
      await shows(visit.page.locator('.review-line .thread').first())
    },
  },
  {
    name: 'review queue, on its way',
    as: manager,
    at: () => '/more',
    reach: async (visit) => {
      await never(visit, '/api/sync/review')
      await visit.open('/look/review')
      await shows(heading(visit, visit.say('Cases to review')))
    },
  },
  {
    name: 'review queue, broken',
    as: manager,
    at: () => '/more',
    refusals: [500],
    reach: async (visit) => {
      await fails(visit, '/api/sync/review', 500)
      await visit.open('/look/review')
      await shows(heading(visit, visit.say('This could not be loaded')))
    },
  },
  { name: 'review queue, not for me', as: worker, at: () => '/look/review' },
  {
    name: 'work by person',
    as: manager,
    reach: async (visit) => {
      await shows(heading(visit, visit.say('Work by person')))
      await shows(visit.page.locator('.load-bar').first())
    },
  },
  {
    name: 'cases, a search to keep',
    as: worker,
    at: () => '/cases',
    reach: async (visit) => {
      const { page, say } = visit
      // Beside the list on a wide page; else behind the button.
      const filter = page.getByRole('button', { name: new RegExp(`^${say('Filter')}`) })
      if ((await page.locator('.listcols').count()) === 0) await filter.click()
      await page.getByText(say('Save the filters in force')).click()
      await shows(page.getByLabel(new RegExp(say('Name of the search'))))
    },
  },
  { name: 'is this child known', as: deskUser, at: () => '/look/known' },
  {
    name: 'is this child known, found',
    as: deskUser,
    at: () => '/look/known',
    reach: async (visit, { code }) => {
      await asks(visit, code)
      await shows(visit.page.locator('.known-row').first())
    },
  },
  {
    name: 'is this child known, not found',
    as: deskUser,
    at: () => '/look/known',
    reach: async (visit) => {
      await asks(visit, 'fff0fff')
      await shows(visit.page.getByText(visit.say('Nothing found')))
    },
  },
  {
    name: 'is this child known, without a line',
    as: deskUser,
    at: () => '/look/known',
    reach: async (visit) => {
      await visit.page.getByRole('searchbox').waitFor()
      await visit.context.setOffline(true)
      await asks(visit, 'fff0fff')
      await shows(visit.page.getByText(visit.say('Without one only your own cases can be searched.')))
    },
  },
]
