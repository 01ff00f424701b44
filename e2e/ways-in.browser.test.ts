// Ways in beside a password: a link that was mailed, and a code that was read out.
import { afterAll, expect } from 'vitest'
import { productHere } from './lane.ts'
import { adminOf } from './accounts.ts'
import { desk, type House, type Look, phone, shows, type Visit } from './house.ts'
import { closeBrowser, test } from './journey.ts'
import { newestTo } from './post.ts'

afterAll(closeBrowser)

const secret = 'river-lantern-quiet-42'

async function somebodyWithMail(house: House, like: string): Promise<{ user: string; email: string }> {
  const user = await house.somebodyLike(like)
  const email = `${user}@example.org`
  const admin = await adminOf(productHere().data)
  await admin.query('update account set email = $2 where user_name = $1', [user, email])
  await admin.end()
  return { user, email }
}

async function asksFor({ page, say }: Visit, email: string): Promise<void> {
  await page.getByRole('link', { name: say('Forgotten password, or no account?') }).click()
  await page.getByLabel(say('Mail address of your account')).fill(email)
  await page.getByRole('button', { name: say('Send me a link') }).click()
  await shows(page.getByRole('alert').getByText(say('Look into your mail.')))
}

async function linkTo(email: string): Promise<string> {
  await expect.poll(() => newestTo(productHere().mails, email), { timeout: 15_000 }).toBeDefined()
  const link = /https?:\/\/\S+/.exec(newestTo(productHere().mails, email) ?? '')?.[0]
  if (link === undefined) throw new Error('The mail holds no link.')
  return link
}

const sets = async ({ page, say }: Visit, password: string): Promise<void> => {
  await page.getByLabel(say('New password'), { exact: true }).fill(password)
  await page.getByRole('button', { name: say('Set the password and sign in') }).click()
}

for (const [language, like, look] of [
  ['en', 'primero_cp', phone('en')],
  ['ar', 'primero_cp_ar', desk('ar')],
] as [string, string, Look][]) {
  test(`a link that was mailed leads to a new password and in, and is nowhere afterwards, in ${language}`, async ({
    house,
  }) => {
    const { email } = await somebodyWithMail(house, like)
    const visit = await house.visit({ look, refusals: [422] })
    const { page, say, context } = visit
    await asksFor(visit, email)
    const link = await linkTo(email)
    const token = new URL(link).hash.slice(1)
    expect(token.length).toBeGreaterThan(40)
    const told: string[] = []
    context.on('request', (request) => told.push(`${request.url()} ${JSON.stringify(request.headers())}`))

    await page.goto(link)
    await shows(page.getByRole('heading', { level: 1, name: say('New password') }))
    // Neither in the address, nor where the browser looks for pages that were open.
    expect(page.url()).toBe(`${house.url}/door/new-password`)
    await sets(visit, 'password1')
    await shows(page.getByRole('alert').getByText(say('This password is too easy to guess.')))
    await sets(visit, secret)
    await shows(page.getByRole('heading', { name: say('Cases') }))
    expect(page.url()).toBe(`${house.url}/`)
    const paths = told.filter((line) => !line.startsWith(`${house.url}/door/new-password`))
    expect(paths.filter((line) => line.includes(token))).toEqual([])

    const other = await house.visit({ look, at: new URL(link).pathname + new URL(link).hash, refusals: [422] })
    await sets(other, 'another-river-quiet-43')
    await shows(other.page.getByRole('alert').getByText(say('This link opens nothing any more.')))
    await other.page.getByRole('link', { name: say('Ask for a new link') }).click()
    await shows(other.page.getByLabel(say('Mail address of your account')))
  })
}

test('an address that nobody has is answered like any other', async ({ house }) => {
  const visit = await house.visit({ look: phone('en') })
  await asksFor(visit, 'nobody-at-all@example.org')
})

test('without a connection the page says so, and keeps what was typed', async ({ house }) => {
  const visit = await house.visit({ look: phone('en'), at: '/door/forgotten' })
  const { page, say, context } = visit
  await page.getByLabel(say('Mail address of your account')).fill('ana@example.org')
  await context.setOffline(true)
  await page.getByRole('button', { name: say('Send me a link') }).click()
  await shows(page.getByRole('alert').getByText(say('No connection to the server.')))
  expect(await page.getByLabel(say('Mail address of your account')).inputValue()).toBe('ana@example.org')
})
