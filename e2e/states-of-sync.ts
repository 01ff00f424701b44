// States of what waits, what was refused, and what two people answered.
import { type Ground, type State, worker } from './ground.ts'
import { shows, type Visit } from './house.ts'
import { button, conflict, fails, heading, never, onCase, savedOffline, typed } from './reach.ts'

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
  { name: 'conflicts of a team', as: 'primero_mgr_cp', at: () => '/look/conflicts' },
  {
    name: 'conflicts of a team, some',
    as: 'primero_mgr_cp',
    at: () => '/more',
    reach: async (visit, ground) => {
      await claimed(ground)
      // Two days pass.
      await visit.page.route('**/api/sync/conflicts', (route) => {
        const asked = route.request().postDataJSON() as { olderThan?: number }
        const sooner = asked.olderThan === undefined ? asked : { ...asked, olderThan: 0 }
        return route.continue({ postData: JSON.stringify(sooner) })
      })
      await visit.page.evaluate(() => history.pushState(null, '', '/look/conflicts'))
      await shows(visit.page.locator('main ul.card'))
    },
  },
  {
    name: 'home of a supervisor, with conflicts',
    as: 'primero_mgr_cp',
    at: () => '/more',
    reach: async (visit, ground) => {
      const { page, say } = visit
      await claimed(ground)
      await page.route('**/api/sync/conflicts', (route) => {
        const asked = route.request().postDataJSON() as { olderThan?: number }
        return route.continue({ postData: JSON.stringify({ ...asked, olderThan: 0 }) })
      })
      await page.evaluate(() => history.pushState(null, '', '/'))
      await shows(page.getByText(say('Two people answered differently, and nobody has chosen.')))
    },
  },
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
  {
    name: 'outbox, refused',
    as: worker,
    at: onCase('/basic_identity?edit=1'),
    reach: async (visit) => {
      await answered(visit, 'refused')
      await visit.page.locator('.strip a.pill').click()
      await shows(heading(visit, visit.say('Needs you')))
    },
  },
  {
    name: 'case, refused',
    as: worker,
    at: onCase('/basic_identity?edit=1'),
    reach: async (visit) => {
      await answered(visit, 'refused')
      await shows(visit.page.locator('.strip').getByText(/./).first())
    },
  },
  {
    name: 'outbox, a proposal',
    as: worker,
    at: onCase('/basic_identity?edit=1'),
    reach: async (visit) => {
      await answered(visit, 'review')
      await visit.page.locator('.strip a.pill').click()
      await shows(heading(visit, visit.say('Sent as a proposal')))
    },
  },
  {
    name: 'outbox, on the way',
    as: worker,
    at: onCase('/basic_identity?edit=1'),
    reach: async (visit) => {
      await never(visit, '/api/sync/push')
      await typed(visit, 'name_other', 'Travelling')
      await button(visit, 'Save').click()
      await visit.page.locator('.strip a.pill').click()
      await shows(visit.page.locator('main').getByText(visit.say('on the way')).last())
    },
  },
]

/** What the server answers to the next change: that it goes to somebody else, or cannot stand. */
async function answered(visit: Visit, outcome: 'refused' | 'review'): Promise<void> {
  await visit.page.route('**/api/sync/push', (route) => {
    const { intentions } = route.request().postDataJSON() as { intentions: { id: string }[] }
    const problem = outcome === 'refused' ? { problem: { code: 'forbidden', params: {} } } : {}
    return route.fulfill({ json: { outcomes: intentions.map(({ id }) => ({ id, outcome, ...problem })) } })
  })
  const told = visit.page.waitForResponse('**/api/sync/push')
  await typed(visit, 'name_other', `Typed at ${Date.now()}`)
  await button(visit, 'Save').click()
  await told
}

/** Two claims about one answer, through the door of the devices: nobody has to look at a page for it. */
async function claimed(ground: Ground): Promise<void> {
  const visit = await ground.house.visit({
    as: worker,
    look: { width: 1280, height: 800, language: 'en' },
    at: onCase('/protection_concern?edit=1')(ground),
  })
  await conflict(visit, ground)
  await visit.context.close()
}
