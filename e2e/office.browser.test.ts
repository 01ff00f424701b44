// Administration of people: somebody new comes in, somebody leaves, and a sheet says what it would do.
import { afterAll, expect } from 'vitest'
import { adminOf } from './accounts.ts'
import { desk, leaves, phone, shows, type Visit } from './house.ts'
import { closeBrowser, test } from './journey.ts'

afterAll(closeBrowser)

const admin = 'primero_admin_cp'

/** The number of an account, as the administrator's list has it. */
async function numberOf(ask: (user: string, line: string) => Promise<{ body: unknown }>, user: string) {
  const { body } = await ask('primero', `GET users?user_name=${user}`)
  const [found] = (body as { data: { id: number }[] }).data
  if (!found) throw new Error('no such account')
  return found.id
}

const saved = (visit: Visit) => visit.page.getByRole('button', { name: visit.say('Make the account') })

test('an administrator makes an account, reads a code out, and the new person comes in with it', async ({ house }) => {
  const visit = await house.visit({ look: phone('en'), as: admin, at: '/office/users', refusals: [422] })
  const { page, say } = visit
  await page.getByRole('link', { name: say('New person') }).click()
  await shows(page.getByRole('heading', { level: 1, name: say('New person') }))
  await saved(visit).click()
  await shows(page.getByText(say('A name is needed.')))
  const name = `nadia${Date.now()}`
  await page.getByLabel(/^Name/).fill('Nadia Example')
  await page.getByLabel(/^User name/).fill(name)
  const role = page.getByRole('combobox', { name: /^Role/ })
  expect(await role.locator('option').allTextContents()).not.toContain('Superuser')
  await role.selectOption('role-cp-case-worker')
  const agency = page.getByRole('combobox', { name: /^Agency/ })
  if ((await agency.inputValue()) === '') await agency.selectOption({ index: 1 })
  await page
    .getByRole('group', { name: say('Groups') })
    .getByRole('checkbox')
    .first()
    .check()
  await saved(visit).click()
  await shows(page.getByRole('heading', { level: 1, name: 'Nadia Example' }))

  await page.getByRole('button', { name: say('Make a code') }).click()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: say('Make a code') })
    .click()
  const code = (await page.locator('.office-code').innerText()).trim()
  expect(code).toMatch(/\S{4,}/)
  house.keepsSecret(code)
  await page
    .getByRole('dialog')
    .getByRole('button', { name: say('Done') })
    .click()
  await shows(page.getByText(say('A code was made. It is exchanged for a password at the first sign-in.')))

  const door = await house.visit({ look: phone('en'), refusals: [401, 403] })
  await door.page.getByLabel(say('User name')).fill(name)
  await door.page.getByLabel(say('Password'), { exact: true }).fill(code)
  await door.page.getByRole('checkbox', { name: say('This is not my device') }).check()
  await door.page.getByRole('button', { name: say('Sign in'), exact: true }).click()
  await shows(door.page.getByLabel(say('New password'), { exact: true }))
})

test('somebody leaves: what they have goes over, the account closes, and nobody else changes', async ({ house }) => {
  const leaver = await house.somebodyLike('primero_cp')
  const heir = await house.somebodyLike('primero_cp')
  const made = await house.ask(leaver, 'POST cases', { module_id: 'primeromodule-cp', age: 9 })
  const id = (made.body as { data: { id: string } }).data.id
  const number = await numberOf(house.ask, leaver)
  const { page, say } = await house.visit({ look: desk('en'), as: 'primero', at: `/office/users/${number}` })
  await page.getByRole('link', { name: say('Somebody leaves') }).click()
  await shows(page.getByText(say('Cases'), { exact: true }))
  const next = page.getByRole('button', { name: say('See what follows') })
  expect(await next.getAttribute('aria-disabled')).toBe('true')
  const taker = page.getByRole('combobox', { name: say('Takes over everything') })
  const other = await taker.locator('option', { hasText: `(${heir})` }).getAttribute('value')
  await taker.selectOption(other)
  await next.click()
  const follows = page.getByRole('region', { name: say('What follows') })
  await shows(follows)
  expect((await house.ask(leaver, `GET cases/${id}`)).status).toBe(200)
  await page.getByRole('button', { name: say('Hand over and close') }).click()
  await shows(page.getByText(say('Disabled: nobody comes in with this account.')))
  expect((await house.ask(leaver, `GET cases/${id}`)).status).toBe(401)
  const now = await house.ask('primero', `GET cases/${id}`)
  expect((now.body as { data: { owned_by: string } }).data.owned_by).toBe(heir)

  for (const look of [phone('ar'), desk('en')]) {
    const told = await house.visit({ look, as: heir, at: '/' })
    const notice = told.page.getByRole('region', { name: told.say('Notices') })
    await shows(notice.getByText('Nadia Toren'))
    if (look.language === 'ar') continue
    await notice.getByRole('button', { name: told.say('Put away') }).click()
    await leaves(notice)
  }
})

test('what was done is asked for in groups, in words', async ({ house }) => {
  for (const look of [phone('ar'), desk('en')]) {
    const { page, say } = await house.visit({ look, as: 'primero', at: '/office/audit' })
    const done = page.getByRole('combobox', { name: say('What was done') })
    await shows(done)
    const names = await done
      .locator('optgroup')
      .evaluateAll((groups) => groups.map((group) => group.getAttribute('label')))
    expect(names).toEqual(
      [
        'Records',
        'Looking at records',
        'Files and devices',
        'Coming in',
        'People and their accounts',
        'Roles and access',
        'The system',
      ].map((name) => say(name)),
    )
    const acts = await done.locator('option').evaluateAll((all) => all.map((one) => (one as HTMLOptionElement).value))
    expect(new Set(acts).size).toBe(acts.length)
  }
})

test('a sheet says line by line what it would do, and does it only as a whole', async ({ house }) => {
  const { page, say } = await house.visit({ look: desk('en'), as: 'primero', at: '/office/users/import' })
  const name = `omar${Date.now()}`
  const head = 'user_name,full_name,role,agency,groups\n'
  const good = `${name},Omar Example,role-cp-case-worker,agency-open-door,usergroup-primero-cp\n`
  const choose = (csv: string) =>
    page
      .locator('input[type=file]')
      .setInputFiles({ name: 'people.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) })
  await choose(`${head}${good}other,=1+1,role-none,,\n`)
  await shows(page.getByText(say('This would run as a formula in a spreadsheet.')))
  expect(await page.getByRole('button', { name: say('Take all lines') }).count()).toBe(0)
  await choose(head + good)
  await shows(page.getByText(say('This is what would happen. Nothing has changed yet.')))
  const before = await house.ask('primero', `GET users?user_name=${name}`)
  expect((before.body as { data: unknown[] }).data).toEqual([])
  await page.getByRole('button', { name: say('Take all lines') }).click()
  await shows(page.getByText(say('All lines were taken.')))
  expect(await numberOf(house.ask, name)).toBeGreaterThan(0)
})

test('without a network the office says so, and what was typed stays', async ({ house }) => {
  const visit = await house.visit({ look: phone('ar'), as: 'primero', at: '/office/groups' })
  const { page, say, context } = visit
  await page.getByRole('link', { name: say('New group') }).click()
  await page.getByLabel(new RegExp(`^${say('Name')}`)).fill('مجموعة')
  await context.setOffline(true)
  await page.getByRole('button', { name: say('Make the group') }).click()
  await shows(page.getByText(say('No connection: nothing was saved.')))
  expect(await page.getByLabel(new RegExp(`^${say('Name')}`)).inputValue()).toBe('مجموعة')
})

test('whoever looks after the site sees what mail was given up, and sends it once more', async ({ house }) => {
  const user = await house.somebodyLike('primero_cp')
  const database = await adminOf(house.data)
  const address = `${user}@example.org`
  await database.query('update account set email = $2 where user_name = $1', [user, address])
  await database.query(
    `insert into mail (id, kind, account_id, at, due_at, tries, given_up_at, code)
     select gen_random_uuid(), 'invitation', id, now(), now(), 6, now(), '550' from account where user_name = $1`,
    [user],
  )
  const lost = async (): Promise<number> => {
    const { rows } = await database.query(
      'select count(*)::int as n from mail join account a on a.id = account_id where user_name = $1 and given_up_at is not null',
      [user],
    )
    return rows[0].n as number
  }
  const { page, say } = await house.visit({ look: phone('ar'), as: 'primero', at: '/office' })
  await page
    .getByRole('link', { name: say('Mail'), exact: false })
    .first()
    .click()
  const line = page.getByRole('listitem').filter({ hasText: user })
  await shows(line)
  await line.getByRole('button', { name: say('Send once more') }).click()
  await leaves(line)
  expect(await lost()).toBe(0)
  await database.end()
})

test('whoever does not look after the site finds no mail there', async ({ house }) => {
  const { page, say } = await house.visit({ look: desk('en'), as: 'primero_user_mgr_cp', at: '/office/mail' })
  await shows(page.getByRole('heading', { level: 1, name: say('There is nothing here for you') }))
  expect(await page.title()).toContain(say('Administration'))
})

test('whoever administers nothing finds no empty office, and comes back from their own pages', async ({ house }) => {
  const { page, say, open } = await house.visit({ look: phone('en'), as: 'primero_cp', at: '/office' })
  await shows(page.getByRole('heading', { level: 1, name: say('There is nothing here for you') }))
  await open('/security')
  await page
    .getByRole('banner')
    .getByRole('link', { name: say('Back') })
    .click()
  await shows(page.getByRole('heading', { level: 1, name: say('You and this device') }))
  await page.getByRole('link', { name: say('What you agreed to') }).click()
  await page.getByRole('link', { name: say('You and this device') }).click()
  await shows(page.getByRole('heading', { level: 1, name: say('You and this device') }))
})
