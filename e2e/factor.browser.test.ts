// The second step: set up, asked at the door, forced by a role, and proofs before what could harm.
import { generateSync } from 'otplib/functional'
import { afterAll, expect, inject } from 'vitest'
import { adminOf } from './accounts.ts'
import { desk, type House, leaves, type Look, phone, shows, type Visit } from './house.ts'
import { closeBrowser, test } from './journey.ts'
import { button } from './reach.ts'

afterAll(closeBrowser)

const people = { en: 'primero_cp', ar: 'primero_cp_ar', fr: 'primero_cp', es: 'primero_cp' }

async function signsIn({ page, say }: Visit, user: string, password: string, keeps = false): Promise<void> {
  await page.getByLabel(say('User name')).fill(user)
  await page.getByLabel(say('Password'), { exact: true }).fill(password)
  if (!keeps) await page.getByRole('checkbox', { name: say('This is not my device') }).check()
  await page.getByRole('button', { name: say('Sign in'), exact: true }).click()
}

const isIn = ({ page, say }: Visit): Promise<void> => shows(page.getByRole('heading', { name: say('Cases') }))

/** A page of the app, without loading it anew: whoever keeps nothing here would have to sign in again. */
async function goes({ page, say }: Visit): Promise<void> {
  await page.evaluate(() => history.pushState(null, '', '/security'))
  await shows(page.getByRole('heading', { level: 2, name: say('Second step at sign-in') }))
}

/** The code that an app shows, `steps` of thirty seconds from now: one that was used serves no more. */
const codeOf = (secret: string, steps = 0): string =>
  generateSync({ secret, epoch: Math.floor(Date.now() / 1000) + steps * 30 })

/** Reads the secret that is typed into the app, gives its code, and keeps the codes for paper. */
async function setsUp(visit: Visit): Promise<{ secret: string; recovery: string[] }> {
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

async function withApp(house: House, look: Look) {
  const user = await house.somebodyLike(people[look.language])
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

for (const look of [phone('ar'), desk('en')]) {
  test(`a password and the app’s code come in, a code from paper too, at ${look.width} in ${look.language}`, async ({
    house,
  }) => {
    const { user, secret, recovery } = await withApp(house, look)
    house.keepsSecret(secret, recovery[0] ?? '')
    const visit = await house.visit({ look, refusals: [403, 422] })
    const { page, say } = visit
    await signsIn(visit, user, house.password)
    const dialog = page.getByRole('dialog', { name: say('Second step') })
    await shows(dialog)
    await dialog.getByLabel(say('Code that your app shows')).fill('000000')
    await dialog.getByRole('button', { name: say('Sign in') }).click()
    await shows(dialog.getByText(say('That did not match.')))
    await dialog.getByLabel(say('Code that your app shows')).fill(codeOf(secret, 1))
    await dialog.getByRole('button', { name: say('Sign in') }).click()
    await isIn(visit)

    const lost = await house.visit({ look, refusals: [403] })
    await signsIn(lost, user, house.password)
    await button(lost, 'I do not have it with me').click()
    await lost.page.getByLabel(say('Code from your paper')).fill(recovery[3]?.toLowerCase() ?? '')
    await lost.page
      .getByRole('dialog')
      .getByRole('button', { name: say('Sign in') })
      .click()
    await isIn(lost)
    expect(await page.evaluate(async () => (await fetch('/api/sync/config')).status)).toBe(401)
  })
}

test('a passkey comes in after the password, and what one leaves for later keeps the door shut', async ({ house }) => {
  const user = await house.somebodyLike('primero_cp')
  const visit = await house.visit({ look: phone('en'), refusals: [403] })
  const { page, say, context } = visit
  const wire = await context.newCDPSession(page)
  await wire.send('WebAuthn.enable')
  await wire.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
  await signsIn(visit, user, house.password)
  await isIn(visit)
  await goes(visit)
  await button(visit, 'Add a passkey').click()
  await button(visit, 'Use a passkey: fingerprint, face or code of a device').click()
  await page.getByRole('checkbox', { name: say('I have written them down') }).check()
  await button(visit, 'Go on').click()
  await shows(page.getByText(say('Passkey'), { exact: true }))

  await context.clearCookies({ name: '_app_session' })
  await page.reload()
  await signsIn(visit, user, house.password)
  await button(visit, 'Not now').click()
  await shows(page.getByRole('heading', { level: 1, name: say('Sign in') }))
  expect(await page.evaluate(async () => (await fetch('/api/sync/config')).status)).toBe(401)
  await button(visit, 'Sign in').click()
  await button(visit, 'Use your passkey').click()
  await shows(page.getByRole('heading', { level: 1, name: say('Your account’s safety') }))
})

test('who keeps work here unlocks it as ever, and a trusted device is not asked again', async ({ house }) => {
  const { user, secret } = await withApp(house, phone('en'))
  const visit = await house.visit({ look: phone('en'), refusals: [403] })
  const { page, say } = visit
  await signsIn(visit, user, house.password, true)
  await page.getByRole('checkbox', { name: /30/ }).check()
  await page.getByLabel(say('Code that your app shows')).fill(codeOf(secret, 1))
  await page
    .getByRole('dialog')
    .getByRole('button', { name: say('Sign in') })
    .click()
  await isIn(visit)
  await button(visit, 'Lock').click()
  await page.getByLabel(say('Password'), { exact: true }).fill(house.password)
  await page.getByRole('button', { name: say('Unlock'), exact: true }).click()
  await isIn(visit)
  await expect
    .poll(() => page.evaluate(async () => (await fetch('/api/sync/config')).status), { timeout: 20_000 })
    .toBe(200)
  await goes(visit)
  await shows(page.getByText(say('Devices that are not asked for the second step')))
})

/** A role of its own: everybody else's journeys go on without. */
async function inStrictRole(house: House, user: string): Promise<void> {
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
    expect(reply.ok, await reply.clone().text()).toBe(true)
    return (await reply.json()) as { role: Record<string, unknown> }
  }
  const { role } = await ask('GET', undefined, '/role-cp-case-worker')
  const { id: _id, ...rest } = role
  const name = `Strict ${user}`
  const made = await ask('POST', { role: { ...rest, name, mustHaveFactor: true } })
  const admin = await adminOf(inject('product').data)
  await admin.query('update account set role = $2 where user_name = $1', [user, made.role['id']])
  await admin.end()
}

for (const look of [phone('ar'), desk('en')]) {
  test(`a role that asks for a second step has it set up at the door, at ${look.width} in ${look.language}`, async ({
    house,
  }) => {
    const user = await house.somebodyLike(people[look.language])
    await inStrictRole(house, user)
    const visit = await house.visit({ look, refusals: [403, 422] })
    const { page, say } = visit
    await signsIn(visit, user, house.password)
    await shows(page.getByRole('dialog', { name: say('Set up a second step') }))
    await button(visit, 'Use an app that shows codes').click()
    await setsUp(visit)
    await isIn(visit)
    await goes(visit)
    await shows(page.getByText(say('Your role asks for a second step, so the last one stays.')))
  })
}

test('what could let others in asks who it is, and goes on where it was', async ({ house }) => {
  const user = await house.somebodyLike('primero_cp')
  const visit = await house.visit({ look: desk('en'), refusals: [403, 422] })
  const { page, say } = visit
  await signsIn(visit, user, house.password)
  await isIn(visit)
  const admin = await adminOf(inject('product').data)
  await admin.query(
    `update session set proved_at = now() - interval '11 minutes'
     where account_id = (select id from account where user_name = $1)`,
    [user],
  )
  await admin.end()
  await goes(visit)
  await button(visit, 'Add an app that shows codes').click()
  const dialog = page.getByRole('dialog', { name: say('Is it you?') })
  await shows(dialog)
  await dialog.getByLabel(say('Password'), { exact: true }).fill('not this one')
  await dialog.getByRole('button', { name: say('Go on') }).click()
  await shows(dialog.getByText(say('That did not match.')))
  await dialog.getByLabel(say('Password'), { exact: true }).fill(house.password)
  await dialog.getByRole('button', { name: say('Go on') }).click()
  await leaves(dialog)
  await setsUp(visit)
  await shows(page.getByText(say('App that shows codes')))
})
