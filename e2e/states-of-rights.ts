// States of the pages of rights and of the audit.
import type { State } from './ground.ts'
import { shows, type Visit } from './house.ts'
import { button, fails, heading, never } from './reach.ts'

const root = 'primero'
const role = '/office/roles/role-cp-case-worker'
const open = (visit: Visit, n: number): Promise<void> => visit.page.locator('details summary').nth(n).click()

export const rightsStates: State[] = [
  { name: 'roles', as: root, at: () => '/office/roles', reach: (visit) => shows(visit.page.locator('.found')) },
  {
    name: 'roles, loading',
    as: root,
    at: () => '/more',
    reach: async (visit) => {
      await never(visit, '/api/ext/roles')
      await visit.open('/office/roles')
      await shows(visit.page.locator('.bone'))
    },
  },
  {
    name: 'roles, error',
    as: root,
    at: () => '/more',
    refusals: [500],
    reach: async (visit) => {
      await fails(visit, '/api/ext/roles', 500)
      await visit.open('/office/roles')
      await shows(heading(visit, visit.say('This could not be loaded')))
    },
  },
  { name: 'roles, not yours', as: 'primero_cp', at: () => '/office/roles' },
  {
    name: 'a role',
    as: root,
    at: () => role,
    reach: async (visit) => {
      await shows(visit.page.locator('.rights-page'))
      await open(visit, 0)
    },
  },
  {
    name: 'a new role',
    as: root,
    at: () => '/office/roles/new',
    reach: (visit) => shows(visit.page.locator('.rights-page')),
  },
  {
    name: 'one’s own role',
    as: root,
    at: () => '/office/roles/role-superuser',
    reach: (visit) => shows(visit.page.locator('.rights-page .guard')),
  },
  {
    name: 'a role, its effect',
    as: root,
    at: () => role,
    reach: async (visit) => {
      await visit.page.locator('input[name=scope]').nth(3).check()
      await visit.page.locator('input[name=identity]').nth(2).check()
      await button(visit, 'See what it does').click()
      await shows(button(visit, 'Save this role'))
    },
  },
  {
    name: 'the simulator, answered',
    as: root,
    at: () => '/office/access/role/role-cp-case-worker',
    reach: async (visit) => {
      await button(visit, 'See what the rules say').click()
      await shows(heading(visit, visit.say('What they see in it')))
      await open(visit, 1)
      await open(visit, 3)
    },
  },
  {
    name: 'the audit',
    as: root,
    at: () => '/office/audit',
    reach: async (visit) => {
      await shows(visit.page.locator('.log-rows'))
      await open(visit, 0)
    },
  },
  {
    name: 'the audit, offline',
    as: root,
    at: () => '/office/audit',
    reach: async (visit) => {
      await shows(visit.page.locator('.log-rows'))
      await visit.context.setOffline(true)
      await button(visit, 'Show').click()
      await visit.page.getByRole('combobox').first().selectOption('show')
      await button(visit, 'Show').click()
      await shows(heading(visit, visit.say('This needs a connection')))
    },
  },
  {
    name: 'who can see a record',
    as: 'primero_mgr_cp',
    at: ({ kase }) => `/office/who/case/${kase}`,
    reach: (visit) => shows(visit.page.locator('.found')),
  },
  {
    name: 'who looked at a record',
    as: 'primero_mgr_cp',
    at: ({ kase }) => `/office/who/case/${kase}`,
    reach: async (visit) => {
      await visit.page.getByRole('radio', { name: visit.say('Who looked') }).check()
      await shows(visit.page.locator('.found'))
    },
  },
]
