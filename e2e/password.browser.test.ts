// Changing one's own password: what guards it, and what becomes of other places and of what a device keeps.
import { afterAll, expect } from 'vitest'
import { desk, type House, leaves, phone, shows, type Visit } from './house.ts'
import { closeBrowser, test } from './journey.ts'
import { button } from './reach.ts'
import { codeOf, goes, isIn, readerOf, signsIn, withApp } from './second-step.ts'

afterAll(closeBrowser)

const next = 'seven green lamps'

const comesInWith = async ({ url }: House, user: string, password: string): Promise<number> =>
  (
    await fetch(`${url}/api/v2/tokens`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ user: { user_name: user, password } }),
    })
  ).status

const dialogOf = ({ page, say }: Visit) => page.getByRole('dialog', { name: say('Change the password') })

async function changes(visit: Visit, old: string, to: string, code?: string): Promise<void> {
  const { say } = visit
  const dialog = dialogOf(visit)
  await dialog.getByLabel(say('Password until now')).fill(old)
  if (code !== undefined) await dialog.getByLabel(say('Code that your app shows')).fill(code)
  await dialog.getByLabel(say('New password'), { exact: true }).fill(to)
  await dialog.getByRole('button', { name: say('Change the password') }).click()
}

for (const look of [phone('ar'), desk('en')]) {
  test(`a new password opens the account and what this device keeps, at ${look.width} in ${look.language}`, async ({
    house,
  }) => {
    house.keepsSecret(next)
    const user = await readerOf(house, look.language)
    const visit = await house.visit({ look, refusals: [422] })
    const { page, say } = visit
    await signsIn(visit, user, house.password, true)
    await isIn(visit)
    await goes(visit)
    await button(visit, 'Change the password').click()
    const dialog = dialogOf(visit)
    await changes(visit, 'not this one', next)
    await shows(dialog.getByText(say('That did not match.')))
    await changes(visit, house.password, 'password')
    await shows(dialog.getByText(say('This password is too easy to guess.')))
    expect(await comesInWith(house, user, next)).toBe(401)
    await changes(visit, house.password, next)
    await leaves(dialog)
    await shows(page.getByText(say('Your new password is set.')))

    // The page goes on; after it, the new one alone opens what is kept.
    await page.reload()
    await shows(page.getByRole('heading', { level: 1, name: say('Unlock your work') }))
    const unlock = async (password: string): Promise<void> => {
      await page.getByLabel(say('Password'), { exact: true }).fill(password)
      await page.getByRole('button', { name: say('Unlock'), exact: true }).click()
    }
    await unlock(house.password)
    await shows(page.getByRole('alert').getByText(say('That did not match.')))
    await unlock(next)
    await shows(page.getByRole('heading', { level: 1, name: say('Your account’s safety') }))
    expect(await comesInWith(house, user, house.password)).toBe(401)
  })
}

test('whoever has an app shows its code too, and other places are signed out', async ({ house }) => {
  house.keepsSecret(next)
  const { user, secret, visit } = await withApp(house, desk('en'))
  await button(visit, 'Change the password').click()
  await changes(visit, house.password, next, '000000')
  await shows(dialogOf(visit).getByText(visit.say('That did not match.')))
  await changes(visit, house.password, next, codeOf(secret, 1))
  await leaves(dialogOf(visit))
  await shows(visit.page.getByText(visit.say('Your new password is set.')))
  expect(await visit.page.evaluate(async () => (await fetch('/api/sync/config')).status)).toBe(200)
  expect(await comesInWith(house, user, house.password)).toBe(401)
})
