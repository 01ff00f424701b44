// Agreements: written in the office, asked at the door before a device keeps anything, and read again. And an identity
// that a role hides, shown for a reason.
import { afterAll, afterEach, expect } from 'vitest'
import { productHere } from './lane.ts'
import { adminOf } from './accounts.ts'
import { desk, leaves, phone, shows } from './house.ts'
import { closeBrowser, test } from './journey.ts'
import { registered } from './records.ts'
import { wordsOf } from './words.ts'

const admin = 'primero_admin_cp'
const worker = 'primero_cp'

const inDatabase = async (...statements: [string, unknown[]][]): Promise<void> => {
  const database = await adminOf(productHere().data)
  try {
    for (const [statement, values] of statements) await database.query(statement, values)
  } finally {
    await database.end()
  }
}

// Other journeys share this product, and nobody asks them for an agreement.
afterEach(() =>
  inDatabase(['delete from own_notice', []], ['delete from acceptance', []], ['delete from agreement', []]),
)
afterAll(closeBrowser)

test('a contract for devices is published, accepted at the first sign-in of a device, and read again', async ({
  house,
}) => {
  const office = await house.visit({ look: desk('en'), as: admin, at: '/office/agreements' })
  await shows(office.page.getByText(office.say('There is no agreement yet')))
  await office.page.getByRole('link', { name: office.say('Write a version') }).click()
  await office.page.getByLabel(office.say('Kind')).selectOption('device_contract')
  const english = office.page.getByRole('region', { name: 'English' })
  await english.getByLabel(/^Title/).fill('Our devices')
  await office.page.getByRole('button', { name: office.say('Publish') }).click()
  await shows(office.page.getByRole('link', { name: office.say('Contract for devices') }))

  const person = await house.somebodyLike(worker)
  const { page, say, open } = await house.visit({ look: phone('en'), refusals: [403] })
  await page.getByLabel(say('User name')).fill(person)
  await page.getByLabel(say('Password'), { exact: true }).fill(house.password)
  await page.getByRole('button', { name: say('Sign in'), exact: true }).click()
  await shows(page.getByRole('heading', { level: 1, name: say('Contract for devices') }))
  await shows(page.getByRole('heading', { level: 2, name: 'Our devices' }))
  await page.getByRole('button', { name: say('I have read this and accept it') }).click()
  await shows(page.getByRole('heading', { level: 1, name: say('My day') }))
  await page.getByRole('link', { name: say('More') }).click()
  await page.getByRole('link', { name: say('What you agreed to') }).click()
  await shows(page.getByRole('heading', { level: 2, name: 'Our devices' }))
  await shows(page.getByText(/You accepted this on/))

  await office.page.reload()
  await shows(office.page.getByRole('cell', { name: /^1 of/ }))
  expect(await page.title()).not.toContain('Our devices')
  await open('/')
})

test('whoever keeps nothing on a device needs no contract for it', async ({ house }) => {
  await inDatabase([
    `insert into agreement (kind, version, texts, valid_from, created_at, created_by)
     values ('device_contract', 1, $1, current_date - 1, now(), 'primero')`,
    [JSON.stringify({ ar: { title: 'أجهزتنا', text: 'الجهاز مقفل.' } })],
  ])
  const person = await house.somebodyLike(worker)
  const { page, say } = await house.visit({ look: phone('ar'), refusals: [403] })
  await page.getByLabel(say('User name')).fill(person)
  await page.getByLabel(say('Password'), { exact: true }).fill(house.password)
  await page.getByRole('button', { name: say('Sign in'), exact: true }).click()
  await shows(page.getByRole('heading', { level: 2, name: 'أجهزتنا' }))
  await page.getByRole('button', { name: say('Keep nothing on this device') }).click()
  // From here on in the language of the account.
  await shows(page.getByRole('heading', { level: 1, name: wordsOf('en')('My day') }))
})

test('an identity that the role hides shows for a reason, hides again, and its owner is told', async ({ house }) => {
  const owner = await house.somebodyLike(worker)
  const { id } = await registered(house, owner, { name_nickname: 'Iko', telephone_current: '+249912345678' })
  house.keepsSecret('+249912345678')
  const role = {
    id: `role-revealing-${Date.now()}`,
    name: `Revealing ${Date.now()}`,
    scope: 'group',
    modules: ['primeromodule-cp'],
    permissions: { case: ['read'] },
    forms: 'all',
    identity: 'reveal',
  }
  const made = await fetch(`${house.url}/api/ext/roles`, {
    method: 'POST',
    headers: {
      authorization: `Basic ${Buffer.from(`primero:${house.password}`).toString('base64')}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify({ role }),
  })
  const answer = (await made.json()) as { role: { id: string; role?: { id: string } } }
  expect(made.status, JSON.stringify(answer)).toBe(201)
  const reader = await house.somebodyLike(worker)
  await inDatabase([
    'update account set role = $1 where user_name = $2',
    [answer.role.role?.id ?? answer.role.id, reader],
  ])

  const { page, say } = await house.visit({ look: phone('en'), as: reader, at: `/cases/${id}` })
  const number = page.getByText('+249912345678')
  expect(await number.count()).toBe(0)
  await page.getByRole('button', { name: say('Show identity…') }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: say('Show identity'), exact: true }).click()
  await shows(dialog.getByText(say('Say a little more.')))
  await dialog.getByRole('textbox').fill('The clinic called, she is on her way')
  await dialog.getByRole('button', { name: say('Show identity'), exact: true }).click()
  await shows(number)
  await shows(page.getByText(/Shows for 15 more minutes/))
  await page.getByRole('button', { name: say('Hide again') }).click()
  await leaves(number)

  const told = await house.visit({ look: desk('en'), as: owner })
  const notice = told.page.getByRole('region', { name: told.say('Notices') })
  await shows(notice.getByText('Nadia Toren'))
  await notice.getByRole('button', { name: told.say('Put away') }).click()
  await leaves(notice)
})
