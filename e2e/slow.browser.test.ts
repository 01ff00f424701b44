// A line that is thin, and not cut: what is asked takes its time, and nobody is left to wonder.
import { afterAll } from 'vitest'
import { desk, leaves, phone, shows } from './house.ts'
import { closeBrowser, test } from './journey.ts'
import { cases, rows } from './reach.ts'
import { registered } from './records.ts'

afterAll(closeBrowser)

for (const look of [phone('ar'), desk('fr')]) {
  // rule: ux 15.7 slow-is-said
  test(`a slow connection is said, and that the work goes on, at ${look.width} in ${look.language}`, async ({
    house,
  }) => {
    // A person of its own: a page whose clock stands still for long ends its session, and nobody else's with it.
    const user = await house.somebodyLike('primero_cp')
    await registered(house, user, {})
    const visit = await house.visit({ look, as: user, at: '/more', clockInHand: true })
    const { page, say } = visit
    const banner = page.getByRole('banner')
    const still = page.getByText(say('Slow connection, still trying. Your work is safe; you can go on elsewhere.'))
    const thin = Promise.withResolvers<void>()
    await page.route('**/api/sync/search*', async (route) => {
      await thin.promise
      await route.continue()
    })
    await cases(visit).click()
    await shows(page.locator('.bone'))
    await page.clock.fastForward(5_100)
    await shows(still.first())
    await shows(banner.getByText(say('Slow connection')))

    // Three calls that get through make it a good line again.
    thin.resolve()
    await shows(rows(visit))
    await page.clock.resume()
    await leaves(still)
    await leaves(banner.getByText(say('Slow connection')))
  })
}

// rule: ux 4 stop-waiting
test('after twenty seconds nobody has to wait: the list comes from the device', async ({ house }) => {
  const user = await house.somebodyLike('primero_cp')
  const visit = await house.visit({ look: phone('en'), clockInHand: true })
  const { page, say } = visit
  await registered(house, user, {})
  await page.getByLabel(say('User name')).fill(user)
  await page.getByLabel(say('Password'), { exact: true }).fill(house.password)
  await page.getByRole('button', { name: say('Sign in'), exact: true }).click()
  await shows(page.getByRole('banner').getByText(say('All received')))
  const never = new Promise<void>(() => undefined)
  await page.route('**/api/sync/search*', () => never)
  await cases(visit).click()
  await page.clock.fastForward(20_100)
  await page.getByRole('button', { name: say('Work with what is on this device') }).click()
  await shows(rows(visit))
  await leaves(page.getByText(say('The connection is very slow.')))
})
