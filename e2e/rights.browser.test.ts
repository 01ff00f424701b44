// The office of rights: a role is changed after its effect was seen, the rules say why, and the audit is read.
import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { afterAll, expect } from 'vitest'
import { desk, type House, leaves, phone, shows, type Visit } from './house.ts'
import { closeBrowser, test } from './journey.ts'
import { registered } from './records.ts'

afterAll(closeBrowser)

const root = 'primero'
const button = ({ page, say }: Visit, words: string) => page.getByRole('button', { name: say(words), exact: true })
const opened = (visit: Visit, summary: string) => visit.page.locator('summary', { hasText: summary }).click()

async function give(house: House, user: string, role: string): Promise<void> {
  const { body } = await house.ask(root, `GET users?query=${user}`)
  const id = (body as { data: { id: number; user_name: string }[] }).data.find((one) => one.user_name === user)?.id
  const { status } = await house.ask(root, `PATCH users/${id}`, { role_unique_id: role })
  expect(status).toBe(200)
}

test('a role is saved after its danger and its effect were seen, its holder feels it, and the other administrators hear of it', async ({
  house,
}) => {
  const [admin, other, worker] = [
    await house.somebodyLike(root),
    await house.somebodyLike(root),
    await house.somebodyLike('primero_cp_2'),
  ]
  const visit = await house.visit({ look: desk('en'), as: admin, at: '/office/roles/role-cp-case-worker/copy' })
  const { page, say } = visit
  const name = `Night shift ${randomUUID().slice(0, 8)}`
  await page.getByLabel(say('Name'), { exact: false }).first().fill(name)
  await button(visit, 'See what it does').click()
  await shows(page.getByRole('dialog').getByText(say('This is more than you have yourself')))
  await button(visit, 'Save this role').click()
  await shows(page.getByRole('heading', { level: 1, name }))
  const role = decodeURIComponent(new URL(page.url()).pathname.split('/').at(-1) ?? '')

  await give(house, worker, role)
  const holder = await house.visit({ look: phone('en'), as: worker, at: '/cases' })
  await shows(holder.page.getByRole('link', { name: say('New'), exact: true }))

  await page.reload()
  await page.getByRole('radio', { name: say('All records') }).check()
  await page.getByRole('radio', { name: say('In all they reach') }).check()
  await shows(page.getByText(say('Names of everybody')))
  await button(visit, 'See what it does').click()
  const dialog = page.getByRole('dialog')
  await shows(dialog.getByText(say('Names of everybody')))
  await shows(dialog.getByText('1 person is affected'))
  await button(visit, 'Keep editing').click()
  await page.getByRole('radio', { name: new RegExp(`^${say('Own records')}`) }).check()
  await page.getByRole('radio', { name: say('In own records') }).check()
  await leaves(page.getByText(say('Names of everybody')))

  await opened(visit, 'case')
  await page.getByRole('checkbox', { name: say('Make new ones') }).uncheck()
  await button(visit, 'See what it does').click()
  await shows(dialog.getByRole('heading', { name: say('They may no longer') }))
  expect(await dialog.getByText('case.create').count()).toBe(1)
  await button(visit, 'Save this role').click()
  await shows(page.getByText(say('The role is saved')))

  await holder.page.reload()
  await shows(holder.page.getByRole('heading', { level: 1 }))
  expect((await house.ask(worker, 'POST cases', { module_id: 'primeromodule-cp' })).status).toBe(403)
  await holder.open('/cases/new')
  await shows(holder.page.getByText(say('Your role cannot make this')))

  const colleague = await house.visit({ look: phone('en'), as: other, at: '/office' })
  const notice = colleague.page.locator('.note', { hasText: name })
  await shows(notice)
  // One that the role was made, one that it was changed.
  for (let left = await notice.count(); left > 0; left -= 1) {
    await notice
      .getByRole('button', { name: say('Put aside') })
      .first()
      .click()
    await expect.poll(() => notice.count()).toBe(left - 1)
  }
})

test('what a colleague saved meanwhile is not saved over', async ({ house }) => {
  const admin = await house.somebodyLike(root)
  const made = await house.visit({
    look: desk('en'),
    as: admin,
    at: '/office/roles/role-cp-case-worker/copy',
    refusals: [409],
  })
  const { page, say } = made
  const name = `Day shift ${randomUUID().slice(0, 8)}`
  await page.getByLabel(say('Name'), { exact: false }).first().fill(name)
  await button(made, 'See what it does').click()
  await button(made, 'Save this role').click()
  await shows(page.getByRole('heading', { level: 1, name }))
  const { body } = await house.ask(root, 'GET roles')
  const id = (body as { data: { id: number; name: string }[] }).data.find((one) => one.name === name)?.id
  await house.ask(root, `PATCH roles/${id}`, { description: 'by a colleague' })
  await page.getByLabel(say('What it is for')).fill('mine')
  await button(made, 'See what it does').click()
  await button(made, 'Save this role').click()
  await shows(page.getByText(say('Somebody else changed this meanwhile. Nothing was saved.')))
  await button(made, 'See what stands now').click()
  await shows(page.getByText('by a colleague'))
})

test('the simulator says what a role sees, what not, and by which rule', async ({ house }) => {
  const visit = await house.visit({ look: phone('en'), as: await house.somebodyLike(root), at: '/office/access' })
  const { page, say } = visit
  await page.getByRole('combobox', { name: say('Role') }).selectOption('role-cp-case-worker')
  await button(visit, 'See what the rules say').click()
  await shows(page.getByText('CP Case Worker sees this record'))
  await shows(page.getByText(say('Owns the record.')))
  await opened(visit, 'basic_identity')
  await shows(page.getByText('seen, by the form, may write'))

  await page.getByRole('combobox', { name: say('Whose it is') }).selectOption('other')
  await button(visit, 'See what the rules say').click()
  await shows(page.getByText('CP Case Worker does not know that it exists'))
  await shows(page.getByText('The reach of the role is: Own records. This record is not among them.'))

  await page.getByRole('radio', { name: say('A person') }).check()
  await page.getByRole('textbox', { name: say('User name') }).fill('nobody.at.all')
  await visit.context.setOffline(true)
  await button(visit, 'See what the rules say').click()
  await shows(page.getByText(say('The rules are asked on the server. Try again when the network is back.')))
})

test('the audit finds who was refused at a record, and leaves as a file', async ({ house }) => {
  const worker = await house.somebodyLike('primero_cp_2')
  const { id } = await registered(house, worker, {})
  await house.ask('primero_gbv', `GET cases/${id}`)
  const visit = await house.visit({ look: desk('en'), as: await house.somebodyLike(root), at: '/office/audit' })
  const { page, say } = visit
  await page.getByRole('textbox', { name: say('One record') }).fill(`${house.url}/cases/${id}`)
  await page.getByRole('combobox', { name: say('How it ended') }).selectOption('refused')
  await button(visit, 'Show').click()
  await shows(page.getByText('1 entry fits these filters'))
  await opened(visit, 'primero_gbv')
  await shows(page.getByText('GET /api/v2/cases/:id'))
  const [file] = await Promise.all([page.waitForEvent('download'), button(visit, 'Take out as a table').click()])
  const text = await readFile(await file.path(), 'utf8')
  expect(text.split('\r\n').filter((line) => line.includes(id))).toHaveLength(1)
  expect(page.url()).not.toContain(id)
})

test('whoever may ask finds out from a record who can see it and who looked', async ({ house }) => {
  const worker = await house.somebodyLike('primero_cp')
  const { id } = await registered(house, worker, {})
  const visit = await house.visit({
    look: desk('en'),
    as: await house.somebodyLike('primero_mgr_cp'),
    at: `/cases/${id}`,
  })
  const { page, say } = visit
  await page.getByRole('button', { name: say('Actions'), exact: true }).click()
  await page.getByRole('menuitem', { name: say('Who can see this record') }).click()
  await shows(page.getByRole('heading', { level: 1, name: say('Who can see this record') }))
  await shows(page.getByRole('row').filter({ hasText: say('Owns the record.') }))
  await page.getByRole('radio', { name: say('Who looked') }).check()
  await shows(page.getByRole('cell', { name: say('Opened'), exact: true }))
  await page.getByRole('link', { name: say('Back to the record') }).click()
  await shows(page.getByRole('button', { name: say('Actions'), exact: true }))
})
