// Pictures of the real app for the documentation: node e2e/screenshots.ts [name …]. Everybody in them is made up.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { openBrowser } from './chromium.ts'
import { layGround } from './ground.ts'
import { desk, type Look, openHouse, phone, shows, type Visit } from './house.ts'
import { startProduct } from './product.ts'

/** None named: all. */
const wanted = process.argv.slice(2)
const folder = join(import.meta.dirname, '../docs/screenshots')

const product = await startProduct()
const browser = await openBrowser()
const { house, end } = openHouse(browser, product)

async function picture(
  name: string,
  look: Look,
  as: string | undefined,
  at: string,
  ready: (visit: Visit) => Promise<void>,
) {
  if (wanted.length > 0 && !wanted.includes(name)) return
  const visit = await house.visit({ look, at, ...(as === undefined ? {} : { as }) })
  await ready(visit)
  await visit.page.evaluate(() => document.fonts.ready.then(() => undefined))
  await visit.page.screenshot({ path: join(folder, `${name}.png`) })
  await visit.context.close()
}

const list = ({ page }: Visit): Promise<void> => shows(page.locator('.found:not([aria-busy])'))
const form = ({ page }: Visit): Promise<void> => shows(page.getByRole('heading', { level: 2 }))

try {
  mkdirSync(folder, { recursive: true })
  const { kase } = await layGround(house)
  const edit = `/cases/${kase}/basic_identity?edit=1`
  await picture('sign-in-360', phone('en'), undefined, '/', ({ page }) => shows(page.getByRole('textbox')))
  await picture('cases-1280', desk('en'), 'primero_cp', '/cases', list)
  await picture('cases-360', phone('en'), 'primero_cp', '/cases', list)
  await picture('cases-dark-1280', { ...desk('en'), dark: true }, 'primero_cp', '/cases', list)
  await picture('case-form-360', phone('en'), 'primero_cp', edit, form)
  await picture('case-form-1280', desk('en'), 'primero_cp', edit, form)
  await picture('case-form-ar-360', phone('ar'), 'primero_cp', edit, form)
  await picture('history-1280', desk('en'), 'primero_cp', `/cases/${kase}/change_logs`, ({ page }) =>
    shows(page.locator('del')),
  )
  const root = 'primero'
  await picture('people-1280', desk('en'), root, '/office/users', ({ page }) =>
    shows(page.getByRole('checkbox').first()),
  )
  await picture('role-dangers-1280', desk('en'), root, '/office/roles/role-cp-manager', async ({ page, say }) => {
    await page.locator('input[name=scope]').nth(3).check()
    await page.locator('input[name=identity]').nth(2).check()
    await page.getByRole('button', { name: say('See what it does') }).click()
    await shows(page.getByRole('button', { name: say('Save this role') }))
  })
  await picture('audit-1280', desk('en'), root, '/office/audit', async ({ page }) => {
    await shows(page.locator('.log-rows'))
    await page.locator('.log-filters').evaluate((filters) => filters.scrollIntoView())
  })
  await picture('who-can-see-360', phone('en'), 'primero_mgr_cp', `/office/who/case/${kase}`, ({ page }) =>
    shows(page.locator('.found')),
  )
} finally {
  await end()
  await browser.close()
  await product.stop()
}
