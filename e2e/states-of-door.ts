// States of the pages at the door that need the server.
import type { State } from './ground.ts'
import { shows, type Visit } from './house.ts'

const offers = {
  mail: true,
  sign_up: [{ id: 'help-line', label: { en: 'Sign up for the help line', ar: 'التسجيل في خط المساعدة' }, consent: {} }],
}

/** An instance where people sign themselves up, and what it answers. */
const signsUp = async ({ page }: Visit): Promise<void> => {
  await page.route('**/api/ext/door', (route) => route.fulfill({ json: offers }))
  await page.route('**/api/v2/users/self-register', (route) => route.fulfill({ status: 201, json: {} }))
}

export const doorStates: State[] = [
  { name: 'forgotten password', at: () => '/door/forgotten' },
  {
    name: 'forgotten password, asked for',
    at: () => '/door/forgotten',
    reach: async ({ page, say }) => {
      await page.getByLabel(say('Mail address of your account')).fill('somebody@example.org')
      await page.getByRole('button', { name: say('Send me a link') }).click()
      await shows(page.getByText(say('Look into your mail.')))
    },
  },
  {
    name: 'forgotten password, with signing up',
    at: () => '/door/forgotten',
    reach: async (visit) => {
      await signsUp(visit)
      await visit.open('/door/forgotten')
      await shows(visit.page.getByText(visit.say('No account yet')))
    },
  },
  {
    name: 'forgotten password, offline',
    at: () => '/door/forgotten',
    reach: async ({ page, context, say }) => {
      await page.getByLabel(say('Mail address of your account')).fill('somebody@example.org')
      await context.setOffline(true)
      await page.getByRole('button', { name: say('Send me a link') }).click()
      await shows(page.getByText(say('No connection to the server.')))
    },
  },
  { name: 'new password', at: () => '/door/new-password#some-secret' },
  {
    name: 'new password, link over',
    at: () => '/door/new-password#some-secret',
    refusals: [422],
    reach: async ({ page, say }) => {
      await page.getByLabel(say('New password'), { exact: true }).fill('river-lantern-quiet-42')
      await page.getByRole('button', { name: say('Set the password and sign in') }).click()
      await shows(page.getByText(say('This link opens nothing any more.')))
    },
  },
  { name: 'sign up, not here', at: () => '/door/sign-up' },
  {
    name: 'sign up',
    at: () => '/door/sign-up',
    reach: async (visit) => {
      await signsUp(visit)
      await visit.open('/door/sign-up')
      await shows(visit.page.getByLabel(visit.say('Your mail address')))
    },
  },
  {
    name: 'sign up, done',
    at: () => '/door/sign-up',
    reach: async (visit) => {
      await signsUp(visit)
      await visit.open('/door/sign-up')
      const { page, say } = visit
      await page.getByLabel(say('Your name')).fill('Noor')
      await page.getByLabel(say('Your mail address')).fill('noor@example.org')
      await page.getByRole('checkbox').check()
      await page.getByRole('button', { name: say('Sign up') }).click()
      await shows(page.getByText(say('Look into your mail.')))
    },
  },
]
