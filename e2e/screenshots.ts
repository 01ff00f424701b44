// Pictures of the real app for the documentation: node e2e/screenshots.ts. Everybody in them is made up.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { openBrowser } from './chromium.ts'
import { layGround } from './ground.ts'
import { desk, type Look, openHouse, phone, shows, type Visit } from './house.ts'
import { startProduct } from './product.ts'

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
} finally {
  await end()
  await browser.close()
  await product.stop()
}
