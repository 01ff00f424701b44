// States of what guards an account: the page, the second step at the door, setting one up, and a proof.
import { type Ground, type State, worker } from './ground.ts'
import { shows, type Visit } from './house.ts'
import { button } from './reach.ts'
import { goes, inStrictRole, isIn, readerOf, setsUp, signsIn, unproved } from './second-step.ts'

async function comesIn(visit: Visit, { house }: Ground): Promise<string> {
  const user = await readerOf(house, visit.language)
  await signsIn(visit, user, house.password)
  await isIn(visit)
  await goes(visit)
  return user
}

async function withApp(visit: Visit, ground: Ground): Promise<string> {
  const user = await comesIn(visit, ground)
  await button(visit, 'Add an app that shows codes').click()
  await setsUp(visit)
  await shows(visit.page.getByText(visit.say('App that shows codes')))
  return user
}

/** Out, and at the door again with the password. */
async function comesBack(visit: Visit, user: string, { house }: Ground): Promise<void> {
  await visit.context.clearCookies({ name: '_app_session' })
  await visit.page.reload()
  await signsIn(visit, user, house.password, true)
}

export const securityStates: State[] = [
  { name: 'security', as: worker, at: () => '/security' },
  {
    name: 'security, without a second step',
    reach: async (visit, ground) => {
      await comesIn(visit, ground)
    },
  },
  {
    name: 'security, with an app',
    reach: async (visit, ground) => {
      await withApp(visit, ground)
    },
  },
  {
    name: 'security, setting up an app',
    reach: async (visit, ground) => {
      await comesIn(visit, ground)
      await button(visit, 'Add an app that shows codes').click()
      await shows(visit.page.locator('.secret'))
    },
  },
  {
    name: 'security, codes for paper',
    reach: async (visit, ground) => {
      await withApp(visit, ground)
      await button(visit, 'Make new codes').click()
      await shows(visit.page.locator('.recovery'))
    },
  },
  {
    name: 'sign-in, second step',
    refusals: [403, 422],
    reach: async (visit, ground) => {
      await comesBack(visit, await withApp(visit, ground), ground)
      const dialog = visit.page.getByRole('dialog')
      await dialog.getByLabel(visit.say('Code that your app shows')).fill('000000')
      await dialog.getByRole('button', { name: visit.say('Sign in') }).click()
      await shows(dialog.getByText(visit.say('That did not match.')))
    },
  },
  {
    name: 'sign-in, a second step must be set up',
    refusals: [403],
    reach: async (visit, ground) => {
      const user = await readerOf(ground.house, visit.language)
      await inStrictRole(ground.house, user)
      await signsIn(visit, user, ground.house.password)
      await shows(button(visit, 'Use an app that shows codes'))
    },
  },
  {
    name: 'security, is it you',
    refusals: [403],
    reach: async (visit, ground) => {
      const user = await withApp(visit, ground)
      await unproved(ground.house, user)
      await button(visit, 'Make new codes').click()
      await shows(visit.page.getByLabel(visit.say('Code that your app shows')))
    },
  },
  {
    name: 'security, another password',
    refusals: [422],
    reach: async (visit, ground) => {
      await comesIn(visit, ground)
      await button(visit, 'Change the password').click()
      const dialog = visit.page.getByRole('dialog')
      await dialog.getByLabel(visit.say('Password until now')).fill('not this one')
      await dialog.getByLabel(visit.say('New password')).fill('seven green lamps')
      await dialog.getByRole('button', { name: visit.say('Change the password') }).click()
      await shows(dialog.getByText(visit.say('That did not match.')))
    },
  },
]
