// The home page drives the day: what is due leads to the form where it is done, and each number to the list that it counts.
import type { Route } from 'playwright-core'
import { afterAll, expect } from 'vitest'
import { desk, phone, shows, type Visit } from './house.ts'
import { closeBrowser, test } from './journey.ts'
import { registered } from './records.ts'
import { goTo } from './sharing.ts'

afterAll(closeBrowser)

const boards = (visit: Visit) => visit.page.waitForResponse((reply) => reply.url().endsWith('/api/sync/dashboards'))

test('what is late stands on the home page of its worker, and leads to the form where it is done', async ({
  house,
}) => {
  const { code, id } = await registered(house, 'primero_cp', { assessment_due_date: '2020-01-02', risk_level: 'high' })
  const visit = await house.visit({ as: 'primero_cp', look: phone('en'), at: '/' })
  const { page, say } = visit
  await page.getByRole('link', { name: /overdue$/ }).click()
  await shows(page.getByRole('heading', { level: 1, name: say('Tasks') }))
  await page.getByText(say('Assessment'), { exact: true }).first().click()
  const mine = page.getByRole('link', { name: new RegExp(`${code.slice(0, 3)}.*2020`) })
  await shows(mine)
  // It may be read over a shoulder.
  expect(await page.locator('main').innerText()).not.toContain('Morrow')
  await mine.click()
  await page.waitForURL(`**/cases/${id}/*`)
  await shows(page.getByRole('heading', { level: 2 }))
})

test('without a network the tasks are those of what the device keeps, and the page says so', async ({ house }) => {
  const { code } = await registered(house, 'primero_cp', { assessment_due_date: '2020-01-03' })
  const visit = await house.visit({ look: phone('en'), offlineReady: true })
  const { page, say } = visit
  const kept = page.waitForResponse(
    async (reply) => reply.url().endsWith('/api/sync/pull') && !((await reply.json()) as { more: boolean }).more,
  )
  await page.getByLabel(say('User name')).fill('primero_cp')
  await page.getByLabel(say('Password'), { exact: true }).fill(house.password)
  await page.getByRole('button', { name: say('Sign in'), exact: true }).click()
  await shows(page.getByRole('heading', { level: 1, name: say('My day') }))
  await kept
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
  await visit.context.setOffline(true)
  await page
    .getByRole('link', { name: say('Tasks'), exact: true })
    .last()
    .click()
  await shows(page.getByRole('heading', { level: 1, name: say('Tasks') }))
  await shows(page.getByRole('status').getByText(say('on this device')))
  await shows(page.getByRole('link', { name: new RegExp(`${code.slice(0, 3)}.*2020`) }))
})

test('tasks that could not be asked for come by themselves when there is a line again', async ({ house }) => {
  const worker = await house.somebodyLike('primero_cp')
  const { code } = await registered(house, worker, { assessment_due_date: '2020-01-05' })
  const visit = await house.visit({ as: worker, look: desk('en'), at: '/cases', lostFiles: true })
  const { page, context } = visit
  const cut = (route: Route): Promise<void> => route.abort()
  await page.route('**/api/sync/tasks', cut)
  await goTo(page, '/tasks')
  await shows(page.getByRole('button', { name: visit.say('Try again') }))
  await page.unroute('**/api/sync/tasks', cut)
  await context.setOffline(true)
  await shows(page.getByRole('banner').getByText(visit.say('Offline')))
  await context.setOffline(false)
  await shows(page.getByRole('link', { name: new RegExp(code.slice(0, 3)) }))
})

test('each number of a supervisor is the total of the list that it opens', async ({ house }) => {
  await registered(house, 'primero_cp', { assessment_due_date: '2020-01-04' })
  const visit = await house.visit({ as: 'primero_mgr_cp', look: desk('en'), at: '/more' })
  const { page, say, open } = visit
  const answered = boards(visit)
  await open('/')
  await answered
  const table = page.getByRole('region', { name: say('Overdue in your team') }).last()
  await shows(table)
  const count = await table.getByRole('link').count()
  expect(count).toBeGreaterThan(0)
  for (let at = 0; at < Math.min(count, 4); at++) {
    const link = table.getByRole('link').nth(at)
    const number = await link.innerText()
    await link.click()
    await shows(page.getByRole('list', { name: say('Filters in force') }).getByText(/Overdue in your team/))
    await shows(page.getByRole('status').getByText(new RegExp(`^${number} of `)))
    // Nobody is named in the address.
    expect(page.url()).not.toMatch(/primero_cp/)
    await page.goBack()
    await shows(table)
  }
})
