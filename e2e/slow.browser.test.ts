// A line that is thin, and not cut: what is asked takes its time, and nobody is left to wonder.
import { afterAll } from 'vitest'
import { worker } from './ground.ts'
import { desk, leaves, phone, shows } from './house.ts'
import { closeBrowser, test } from './journey.ts'
import { cases, rows } from './reach.ts'

afterAll(closeBrowser)

for (const look of [phone('en'), phone('ar'), desk('fr'), desk('es')]) {
  // rule: ux 15.7 slow-is-said
  test(`a slow connection is said, and that the work goes on, at ${look.width} in ${look.language}`, async ({
    house,
  }) => {
    const visit = await house.visit({ look, as: worker, at: '/more' })
    const { page, say } = visit
    const banner = page.getByRole('banner')
    const still = page.getByText(say('Slow connection, still trying. Your work is safe; you can go on elsewhere.'))
    const thin = Promise.withResolvers<void>()
    await page.route('**/api/sync/search*', async (route) => {
      await thin.promise
      await route.continue()
    })
    await page.clock.install()
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
