// The second step: set up, asked at the door, forced by a role, and proofs before what could harm.
import { afterAll, expect } from 'vitest'
import { desk, leaves, phone, shows } from './house.ts'
import { closeBrowser, test } from './journey.ts'
import { button } from './reach.ts'
import { codeOf, goes, inStrictRole, isIn, readerOf, setsUp, signsIn, unproved, withApp } from './second-step.ts'

afterAll(closeBrowser)

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

for (const look of [phone('ar'), desk('en')]) {
  test(`a role that asks for a second step has it set up at the door, at ${look.width} in ${look.language}`, async ({
    house,
  }) => {
    const user = await readerOf(house, look.language)
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
  await unproved(house, user)
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
