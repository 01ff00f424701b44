// Steps of journeys with a second step at sign-in: an app of our own, and roles that ask for one.
import { generateSync } from 'otplib/functional'
import { adminOf } from './accounts.ts'
import { type House, leaves, type Look, shows, type Visit } from './house.ts'
import { button } from './reach.ts'

const people = { en: 'primero_cp', ar: 'primero_cp_ar', fr: 'primero_cp', es: 'primero_cp' }

/** Somebody new who reads this language: it is the account's that counts once somebody is in. */
export async function readerOf(house: House, language: Look['language']): Promise<string> {
  const user = await house.somebodyLike(people[language])
  const admin = await adminOf(house.data)
  await admin.query('update account set locale = $2 where user_name = $1', [user, language])
  await admin.end()
  return user
}

export async function signsIn({ page, say }: Visit, user: string, password: string, keeps = false): Promise<void> {
  await page.getByLabel(say('User name')).fill(user)
  await page.getByLabel(say('Password'), { exact: true }).fill(password)
  if (!keeps) await page.getByRole('checkbox', { name: say('This is not my device') }).check()
  await page.getByRole('button', { name: say('Sign in'), exact: true }).click()
}

export const isIn = ({ page, say }: Visit): Promise<void> => shows(page.getByRole('heading', { name: say('Cases') }))

/** A page of the app, without loading it anew: whoever keeps nothing here would have to sign in again. */
export async function goes({ page, say }: Visit): Promise<void> {
  await page.evaluate(() => history.pushState(null, '', '/security'))
  await shows(page.getByRole('heading', { level: 2, name: say('Second step at sign-in') }))
}

/** The code that an app shows, `steps` of thirty seconds from now: one that was used serves no more. */
export const codeOf = (secret: string, steps = 0): string =>
  generateSync({ secret, epoch: Math.floor(Date.now() / 1000) + steps * 30 })

/** Reads the secret that is typed into the app, gives its code, and keeps the codes for paper. */
export async function setsUp(visit: Visit): Promise<{ secret: string; recovery: string[] }> {
  const { page, say } = visit
  const secret = (await page.locator('.secret').innerText()).replaceAll(/\s/g, '')
  await shows(page.getByRole('img', { name: say('Picture for the app') }))
  await page.getByLabel(say('Code that the app shows now')).fill(codeOf(secret))
  await button(visit, 'Go on').click()
  await shows(page.locator('.recovery'))
  const recovery = await page.locator('.recovery li').allInnerTexts()
  await page.getByRole('checkbox', { name: say('I have written them down') }).check()
  await button(visit, 'Go on').click()
  await leaves(page.locator('.recovery'))
  return { secret, recovery }
}

export async function withApp(house: House, look: Look) {
  const user = await readerOf(house, look.language)
  const visit = await house.visit({ look, refusals: [403, 422] })
  await signsIn(visit, user, house.password)
  await isIn(visit)
  await goes(visit)
  await shows(visit.page.getByText(visit.say('Your password alone opens your account.')))
  await button(visit, 'Add an app that shows codes').click()
  const app = await setsUp(visit)
  await shows(visit.page.getByText(visit.say('App that shows codes')))
  return { user, visit, ...app }
}

/** A role of its own: everybody else's journeys go on without. */
export async function inStrictRole(house: House, user: string): Promise<void> {
  const headers = {
    authorization: `Basic ${Buffer.from(`primero:${house.password}`).toString('base64')}`,
    'content-type': 'application/json',
  }
  const ask = async (method: string, body?: unknown, id = '') => {
    const reply = await fetch(`${house.url}/api/ext/roles${id}`, {
      method,
      headers,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    if (!reply.ok) throw new Error(`roles answered ${reply.status}`)
    return (await reply.json()) as { role: Record<string, unknown> }
  }
  const { role } = await ask('GET', undefined, '/role-cp-case-worker')
  const { id: _id, ...rest } = role
  const name = `Strict ${user}`
  const made = await ask('POST', { role: { ...rest, name, mustHaveFactor: true } })
  const admin = await adminOf(house.data)
  await admin.query('update account set role = $2 where user_name = $1', [user, made.role['id']])
  await admin.end()
}

/** What signing in proved has run out. */
export async function unproved({ data }: House, user: string): Promise<void> {
  const admin = await adminOf(data)
  await admin.query(
    `update session set proved_at = now() - interval '11 minutes'
     where account_id = (select id from account where user_name = $1)`,
    [user],
  )
  await admin.end()
}
