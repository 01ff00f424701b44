// Pictures of the real app for the documentation: node e2e/screenshots.ts [name …]. Everybody in them is made up.
import { openBrowser } from './chromium.ts'
import { layGround } from './ground.ts'
import { takeChapterPictures } from './chapter-pictures.ts'
import { desk, openHouse, phone, shows, type Visit } from './house.ts'
import { pictureOf } from './picture.ts'
import { startProduct } from './product.ts'
import { registered } from './records.ts'
import { choosesColleague, consented, goOn } from './sharing.ts'

/** None named: all. */
const wanted = process.argv.slice(2)

const product = await startProduct()
const browser = await openBrowser()
const { house, end } = openHouse(browser, product)

const picture = pictureOf(house, wanted)

const list = ({ page }: Visit): Promise<void> => shows(page.locator('.found:not([aria-busy])'))
const form = ({ page }: Visit): Promise<void> => shows(page.getByRole('heading', { level: 2 }))

try {
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
  const shared = await registered(house, 'primero_cp', { ...consented, risk_level: 'high', sex: 'female', age: 14 })
  await picture('refer-360', phone('en'), 'primero_cp', `/cases/${shared.id}/share/refer`, async (visit) => {
    await goOn(visit)
    await choosesColleague(visit, 'primero_cp_2')
    await goOn(visit)
    await visit.page.locator('.paper').evaluate((paper) => paper.scrollIntoView({ block: 'end' }))
    await visit.page.evaluate(() => scrollBy(0, 110))
  })
  const asked = {
    service: 'psychosocial_service',
    notes: 'Trouble sleeping since arrival. Asks for someone to talk to.',
  }
  const refer = (to: string) =>
    house.ask('primero_cp', `POST cases/${shared.id}/referrals`, { transitioned_to: to, ...asked })
  const { body } = await refer('primero_cp_3')
  const { id: first } = (body as { data: { id: string } }).data
  const no = { status: 'rejected', rejected_reason: 'No free place this month' }
  await house.ask('primero_cp_3', `PATCH cases/${shared.id}/referrals/${first}`, no)
  await refer('primero_cp_2')
  await picture('waits-360', phone('en'), 'primero_cp_2', '/', async ({ page, say }) => {
    await shows(page.getByRole('heading', { name: say('Waits for your answer') }))
    await shows(page.locator('.found:not([aria-busy])'))
  })
  await picture('sharing-1280', desk('en'), 'primero_cp', `/cases/${shared.id}/sharing`, ({ page }) =>
    shows(page.locator('.share')),
  )
  await takeChapterPictures(picture, house)
} finally {
  await end()
  await browser.close()
  await product.stop()
}
