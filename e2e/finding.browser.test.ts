// What finds cases: a search that is kept and read without a line, the queue of a supervisor, and the registration desk.
import { afterAll, expect } from 'vitest'
import { desk, keepsApp, phone, shows, leaves } from './house.ts'
import { closeBrowser, test } from './journey.ts'
import { registered } from './records.ts'

afterAll(closeBrowser)

test('a worker keeps a search, and finds it with its number on the home page, without a line too', async ({
  house,
}) => {
  const as = await house.somebodyLike('primero_cp')
  for (const risk_level of ['high', 'low']) await registered(house, as, { risk_level })
  const visit = await house.visit({ look: phone('en'), offlineReady: true })
  const { page, say } = visit
  const kept = page.waitForResponse(
    async (reply) => reply.url().endsWith('/api/sync/pull') && !((await reply.json()) as { more: boolean }).more,
  )
  await page.getByLabel(say('User name')).fill(as)
  await page.getByLabel(say('Password'), { exact: true }).fill(house.password)
  await page.getByRole('button', { name: say('Sign in'), exact: true }).click()
  await shows(page.getByRole('heading', { level: 1, name: say('My day') }))
  await kept
  await page.evaluate(() => history.pushState(null, '', '/cases?risk_level=high'))
  await page.getByRole('button', { name: new RegExp(`^${say('Filter')}`) }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText(say('Save the filters in force')).click()
  await dialog.getByLabel(new RegExp(say('Name of the search'))).fill('In danger')
  await dialog.getByRole('button', { name: say('Save the search') }).click()
  await shows(dialog.getByRole('button', { name: /^In danger 1$/ }))
  await page.evaluate(() => history.pushState(null, '', '/'))
  const link = page.getByRole('region', { name: say('Saved searches') }).getByRole('link', { name: /^1 In danger$/ })
  await shows(link)
  await keepsApp(visit)
  await visit.context.setOffline(true)
  await page.getByRole('button', { name: say('Lock'), exact: true }).click()
  await page.getByLabel(say('Password'), { exact: true }).fill(house.password)
  await page.getByRole('button', { name: say('Unlock'), exact: true }).click()
  await shows(link)
  await link.click()
  await shows(page.getByRole('list', { name: say('Filters in force') }).getByText('In danger'))
  await shows(page.getByRole('status').getByText(/^1 of 2 on this device fit/))
  // Keeping another asks the server, and says so; what was typed stays.
  await page.evaluate(() => history.pushState(null, '', '/cases?risk_level=high'))
  await page.getByRole('button', { name: new RegExp(`^${say('Filter')}`) }).click()
  await dialog.getByText(say('Save the filters in force')).click()
  const name = dialog.getByLabel(new RegExp(say('Name of the search')))
  await name.fill('Once more')
  await dialog.getByRole('button', { name: say('Save the search') }).click()
  await shows(page.getByText(say('This needs a connection. Try again later.')))
  expect(await name.inputValue()).toBe('Once more')
})

test('a supervisor looks at a case without a name, and it is off the queue until something changes', async ({
  house,
}) => {
  const { id, code } = await registered(house, 'primero_cp', { risk_level: 'high' })
  const visit = await house.visit({ as: 'primero_mgr_cp', look: desk('en'), at: '/look/review' })
  const { page, say } = visit
  const line = page.locator('.review-line', { hasText: code.slice(0, 3) }).filter({ hasText: code.slice(-4) })
  await shows(line.getByText(say('High risk, no case plan')))
  expect(await page.locator('main').innerText()).not.toContain('Morrow')
  const looked = line.getByRole('button', { name: say('Looked at') })
  const place = await looked.boundingBox()
  await looked.click()
  await shows(line.locator('.tag', { hasText: say('Looked at') }))
  // A second tap in the same place finds nothing to press: no other case moved there.
  const pressed = await page.evaluate(
    ({ x, y }) => document.elementFromPoint(x + 9, y + 9)?.closest('button')?.innerText,
    place ?? { x: 0, y: 0 },
  )
  expect(pressed).toBeUndefined()
  await page.reload()
  await shows(page.getByRole('heading', { level: 1 }))
  await leaves(page.locator('.bone'))
  await leaves(line)
  await house.ask('primero_cp', `PATCH cases/${id}`, { address_current: 'Beside the mill' })
  await page.reload()
  await shows(line)
  await line.getByText(say('What happened')).click()
  await shows(
    line
      .locator('.thread')
      .getByText(/Current address|address/i)
      .first(),
  )
  expect(await line.innerText()).not.toContain('mill')
})

test('the registration desk learns that a child is known, and asks for the case', async ({ house }) => {
  const { code } = await registered(house, 'primero_cp', {})
  const visit = await house.visit({ as: 'primero_registration', look: phone('en'), at: '/' })
  const { page, say } = visit
  await page.getByRole('link', { name: new RegExp(`^${say('Is this child known?').replace('?', '\\?')}`) }).click()
  const box = page.getByRole('searchbox')
  await box.fill(code.slice(0, 4))
  await page.getByRole('button', { name: say('Search'), exact: true }).click()
  await shows(page.getByText(say('Nothing found')))
  await box.fill(code)
  await page.getByRole('button', { name: say('Search'), exact: true }).click()
  const hit = page.locator('.known-row')
  await shows(hit)
  // Asked in another way, it is another question.
  await page.getByText(say('Full name'), { exact: true }).click()
  await leaves(hit)
  await page.getByText(say('Code or number'), { exact: true }).click()
  await page.getByRole('button', { name: say('Search'), exact: true }).click()
  await shows(hit)
  expect(await hit.innerText()).not.toContain('Morrow')
  // What was typed stands in no address.
  expect(page.url()).not.toContain(code)
  await hit.getByRole('link', { name: say('Ask for this case') }).click()
  await shows(page.getByRole('heading', { level: 1, name: say('Ask for this case') }))
})
