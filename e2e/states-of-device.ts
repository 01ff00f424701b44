// States of a device of one's own: locked, without a line, offered to be installed, begun under earlier forms.
import { randomUUID } from 'node:crypto'
import { type Ground, type State, worker } from './ground.ts'
import { shows, type Visit } from './house.ts'
import { button, cases, heading, rows, typed } from './reach.ts'
import { registered } from './records.ts'

/** Somebody with two cases signs in with the password, so that they come onto the device; resolves once they have. */
async function ownDevice(visit: Visit, { house }: Ground): Promise<{ user: string; id: string }> {
  const { page, say } = visit
  const user = await house.somebodyLike(worker)
  const { id } = await registered(house, user, { risk_level: 'high' })
  await registered(house, user, { name_first: 'Nour', sex: 'female', age: 14, unique_identifier: randomUUID() })
  // Else the account's own language is spoken from here on.
  await page.getByRole('combobox', { name: say('Language') }).selectOption(visit.language)
  await page.getByLabel(say('User name')).fill(user)
  await page.getByLabel(say('Password'), { exact: true }).fill(house.password)
  await button(visit, 'Sign in').click()
  await shows(page.getByText(new RegExp(`^${say('Last in step at {inStep}', { inStep: '.+' })}$`)))
  return { user, id }
}

/** By a link of the page: an address typed anew is a new page, and starts locked. */
async function goes({ page }: Visit, path: string): Promise<void> {
  await page.evaluate((to) => history.pushState(null, '', to), path)
  await shows(page.getByRole('heading', { level: 1 }))
}

async function offline({ page, context, say }: Visit): Promise<void> {
  await context.setOffline(true)
  await page.evaluate(() => window.dispatchEvent(new Event('offline')))
  await shows(page.getByRole('banner').getByText(say('Offline')))
}

async function locked(visit: Visit): Promise<void> {
  await button(visit, 'Lock').click()
  await shows(heading(visit, visit.say('Unlock your work')))
}

export const deviceStates: State[] = [
  {
    name: 'locked',
    reach: async (visit, ground) => {
      await ownDevice(visit, ground)
      await locked(visit)
    },
  },
  {
    name: 'locked, wrong password',
    reach: async (visit, ground) => {
      await ownDevice(visit, ground)
      await locked(visit)
      await visit.page.getByLabel(visit.say('Password'), { exact: true }).fill('guess')
      await button(visit, 'Unlock').click()
      await shows(visit.page.getByText(visit.say('That did not match.')))
    },
  },
  {
    name: 'locked, offline, with unsent work',
    reach: async (visit, ground) => {
      const { id } = await ownDevice(visit, ground)
      await goes(visit, `/cases/${id}/basic_identity?edit=1`)
      await typed(visit, 'name_nickname', 'Ilo')
      await offline(visit)
      await button(visit, 'Save').click()
      await shows(visit.page.locator('.save .is-device'))
      await locked(visit)
    },
  },
  {
    name: 'locked, who else?',
    reach: async (visit, ground) => {
      await ownDevice(visit, ground)
      await locked(visit)
      await button(visit, 'Not me').click()
      await shows(visit.page.locator('button.who'))
    },
  },
  {
    name: 'cases, kept here, offline',
    reach: async (visit, ground) => {
      await ownDevice(visit, ground)
      await offline(visit)
      await cases(visit).click()
      await shows(rows(visit))
    },
  },
  {
    name: 'case, kept here, offline',
    reach: async (visit, ground) => {
      const { id } = await ownDevice(visit, ground)
      await offline(visit)
      await goes(visit, `/cases/${id}`)
      await shows(heading(visit, visit.say('At a glance')))
    },
  },
  {
    name: 'case, forms changed since a draft was begun',
    reach: async (visit, ground) => {
      const { page, say } = visit
      const { id } = await ownDevice(visit, ground)
      const form = `/cases/${id}/basic_identity?edit=1`
      await goes(visit, form)
      await typed(visit, 'name_nickname', 'Ilo')
      await shows(page.locator('.save .is-draft'))
      await page.route('**/api/sync/config*', async (route) => {
        const reply = await route.fetch()
        const config = (await reply.json()) as { version: number }
        await route.fulfill({
          response: reply,
          json: { ...config, version: config.version + 1, stamp: `${config.version + 1}.later` },
        })
      })
      await page.goto(`${ground.house.url}${form}`)
      await page.getByLabel(say('Password'), { exact: true }).fill(ground.house.password)
      await button(visit, 'Unlock').click()
      await shows(page.getByText(say('The forms have changed since you began.')))
    },
  },
  {
    name: 'you and this device, to install',
    as: worker,
    at: () => '/more',
    reach: async (visit) => {
      await visit.page.evaluate(() => window.dispatchEvent(new Event('beforeinstallprompt')))
      await shows(button(visit, 'Install on this device'))
    },
  },
]
