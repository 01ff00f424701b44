// Another person at the same page: an answer that was on its way for the one before is nobody's.
import { afterAll, expect } from 'vitest'
import { phone, shows } from './house.ts'
import { closeBrowser, test } from './journey.ts'
import { registered } from './records.ts'

afterAll(closeBrowser)

test('an answer that comes after its person has left is shown to nobody else', async ({ house }) => {
  const [first, second] = [await house.somebodyLike('primero_cp'), await house.somebodyLike('primero_cp')]
  const { code } = await registered(house, first, { assessment_due_date: '2020-01-02' })
  const visit = await house.visit({ look: phone('en'), at: '/' })
  const { page, say } = visit
  const signIn = async (user: string): Promise<void> => {
    await page.getByLabel(say('User name')).fill(user)
    await page.getByLabel(say('Password'), { exact: true }).fill(house.password)
    await page.getByRole('button', { name: say('Sign in'), exact: true }).click()
    await shows(page.getByRole('heading', { level: 1, name: say('My day') }))
  }
  let bring: (() => Promise<void>) | undefined
  await page.route(
    '**/api/sync/tasks',
    async (route) => {
      const reply = await route.fetch()
      bring = () => route.fulfill({ response: reply })
    },
    { times: 1 },
  )
  await signIn(first)
  await expect.poll(() => bring).toBeDefined()
  await page.getByRole('button', { name: say('Lock'), exact: true }).click()
  await shows(page.getByRole('heading', { level: 1, name: say('Unlock your work') }))
  await bring?.()
  await page.getByRole('button', { name: say('Sign in online instead') }).click()
  await signIn(second)
  await shows(page.getByRole('link', { name: /^0\s*overdue$/ }))
  expect(await page.locator('main').innerText()).not.toContain(code.slice(0, 3))
})
