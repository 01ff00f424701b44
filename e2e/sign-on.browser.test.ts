// Signing in at the identity provider of an organisation: there by a button, and back into the app.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { clientId, clientSecret, startProvider, type TestProvider } from '../packages/server/test/sign-on/provider.ts'
import { adminOf } from './accounts.ts'
import { openBrowser } from './chromium.ts'
import { desk, type Look, type Opened, openHouse, phone, shows, type Visit } from './house.ts'
import { type Product, startProduct } from './product.ts'
import { button } from './reach.ts'
import { setsUp } from './second-step.ts'

const folder = mkdtempSync(join(tmpdir(), 'primero-providers-'))
const login = 'amal@example.org'
const [keeper, strict] = ['root@example.org', 'strict@example.org']
const roles = { [login]: 'role-cp-case-worker', [keeper]: 'role-superuser', [strict]: 'role-cp-manager' }
let idp: TestProvider
let product: Product
let browser: Browser

beforeAll(async () => {
  product = await startProduct(async (url) => {
    idp = await startProvider({ app: url })
    const providers = join(folder, 'providers.json')
    const known = { unique_id: 'test', name: 'Agency account', issuer: idp.issuer, client_id: clientId }
    const gone = { unique_id: 'gone', name: 'Gone account', issuer: 'http://127.0.0.1:9', client_id: clientId }
    writeFileSync(providers, JSON.stringify([{ ...known, client_secret: clientSecret }, gone]), { mode: 0o600 })
    return { IDENTITY_PROVIDERS: providers }
  })
  const admin = await adminOf(product.data)
  for (const [name, role] of Object.entries(roles))
    await admin.query(
      `insert into account (user_name, full_name, locale, time_zone, agency, role, groups, location, services, identity_provider)
       select $1, full_name, locale, time_zone, agency, $2, groups, location, services, 'test'
       from account where user_name = 'primero_cp'`,
      [name, role],
    )
  await admin.end()
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
  await product?.stop()
  await idp?.close()
  rmSync(folder, { recursive: true, force: true })
})

async function walk(look: Look, journey: (visit: Visit, opened: Opened) => Promise<void>): Promise<void> {
  const opened = openHouse(browser, product)
  const visit = await opened.house.visit({ look, refusals: [401, 503] })
  // The provider's own pages ask for letters from elsewhere.
  await visit.context.route('https://fonts.googleapis.com/**', (route) => route.fulfill({ contentType: 'text/css' }))
  await journey(visit, opened)
  const { complaints } = await opened.end()
  expect(complaints.filter((line) => !line.includes(idp.issuer))).toEqual([])
}

const numberOf = async (name: string): Promise<number> => {
  const admin = await adminOf(product.data)
  const { rows } = await admin.query('select id from account where user_name = $1', [name])
  await admin.end()
  return rows[0].id
}

const chooses = async ({ page, say }: Visit): Promise<void> => {
  await shows(page.getByRole('heading', { level: 1, name: say('Sign in') }))
  await page.getByRole('button', { name: /Agency account/ }).click()
}

/** On the provider's own pages: who it is, and that our program may know it. */
async function signsInThere({ page }: Visit, as: string): Promise<void> {
  await page.locator('input[name=login]').fill(as)
  await page.locator('input[name=password]').fill('any')
  await page.locator('button[type=submit]').click()
  await page.locator('form:has(input[value=consent]) button[type=submit]').click()
}

for (const look of [phone('en'), phone('ar'), desk('en')]) {
  test(`who has an account comes in at ${look.width} in ${look.language}, and no password is asked for`, () =>
    walk(look, async (visit) => {
      const { page, say } = visit
      await chooses(visit)
      await signsInThere(visit, login)
      await shows(page.getByRole('heading', { name: say('Cases') }))
      expect(new URL(page.url()).origin).toBe(product.url)
      expect(page.url()).not.toMatch(/code|state|#/)
      await page.reload()
      await shows(page.getByRole('heading', { name: say('Cases') }))
    }))
}

test('whose role must have a second step sets it up when he comes back, and is in', async () => {
  await walk(desk('en'), async (visit) => {
    const { page } = visit
    await chooses(visit)
    await signsInThere(visit, keeper)
    await shows(page.getByRole('navigation').first())
    const status = await page.evaluate(async () => {
      const token = /CSRF-TOKEN=([^;]+)/.exec(document.cookie)?.[1] ?? ''
      const headers = { 'content-type': 'application/json', 'x-csrf-token': token }
      const body = JSON.stringify({ required: true })
      return (await fetch('/api/ext/roles/role-cp-manager/second-factor', { method: 'PUT', headers, body })).status
    })
    expect(status).toBe(204)
  })
  for (const look of [phone('ar'), desk('en')])
    await walk(look, async (visit) => {
      const { page, say } = visit
      await chooses(visit)
      await signsInThere(visit, strict)
      const dialog = page.getByRole('dialog', { name: say('Set up a second step') })
      await shows(dialog)
      expect(page.url()).not.toContain('#')
      if (look.language === 'ar') {
        await button(visit, 'Not now').click()
        await shows(page.getByRole('alert').getByText(say('Your second step is not set up yet.')))
        return
      }
      await button(visit, 'Use an app that shows codes').click()
      await setsUp(visit)
      await shows(page.getByRole('heading', { name: say('Cases') }))
      expect(page.url()).not.toContain('#')
    })
})

for (const look of [phone('ar'), desk('en')])
  test(`who has a name there that was somebody else’s is sent to an administrator, in ${look.language}`, () =>
    walk(look, async (visit) => {
      const { page, say } = visit
      await chooses(visit)
      await signsInThere(visit, `${login}#another`)
      await shows(page.getByRole('alert').getByText(say('This account belongs to somebody else there.')))
      expect(page.url()).not.toContain('#')
      expect(await page.evaluate(async () => (await fetch('/api/sync/config')).status)).toBe(401)
    }))

test('an administrator sees who signs somebody in, and lets the account be bound anew', () =>
  walk(desk('en'), async (visit) => {
    const { page, say } = visit
    await chooses(visit)
    await signsInThere(visit, keeper)
    await shows(page.getByRole('navigation').first())
    const number = await numberOf(login)
    await page.goto(`${product.url}/office/users/${number}`)
    await shows(page.getByText(/Comes in by .*Agency account.*, as the same person since/))
    await button(visit, 'Link anew').click()
    await page
      .getByRole('dialog')
      .getByRole('button', { name: say('Link anew') })
      .click()
    await shows(page.getByText(/Whoever signs in there first under this name gets the account/))
    expect(await page.getByRole('button', { name: say('Link anew') }).count()).toBe(0)
  }))

test('who has none is told so, and comes in nowhere', () =>
  walk(phone('en'), async (visit) => {
    const { page, say } = visit
    await chooses(visit)
    expect(await page.getByLabel(say('Password'), { exact: true }).count()).toBe(0)
    await signsInThere(visit, 'nobody@example.org')
    await shows(page.getByRole('alert').getByText('You were not let in.'))
    expect(page.url()).not.toContain('#')
    expect(await page.evaluate(async () => (await fetch('/api/sync/config')).status)).toBe(401)
  }))

test('a provider that does not answer is told in words', () =>
  walk(phone('en'), async ({ page }) => {
    await page.getByRole('button', { name: /Gone account/ }).click()
    await shows(page.getByRole('alert').getByText('Your organisation’s sign-in does not answer.'))
  }))
