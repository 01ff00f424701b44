// Two agencies and one child: a case is referred, taken on and finished; another goes over for good; a third is referred
// on a day without a line.
import { afterAll, expect } from 'vitest'
import { adminOf } from './accounts.ts'
import { desk, type House, type Look, leaves, phone, shows, type Visit } from './house.ts'
import { closeBrowser, test } from './journey.ts'
import { registered, stored } from './records.ts'
import { choosesColleague, consented, goOn, goTo, picks, referralsOf, sends } from './sharing.ts'

afterAll(closeBrowser)

const kept = 'What was seen at the mill'
const long = { timeout: 20_000 }
const button = ({ page, say }: Visit, words: string) => page.getByRole('button', { name: say(words), exact: true })
const tag = ({ page, say }: Visit, words: string) => page.locator('.share .tag').filter({ hasText: say(words) })
const nothingHere = ({ page, say }: Visit) =>
  page.getByRole('heading', { level: 1, name: say('There is nothing here for you') })

/** What waits for this person's answer, by the code of the case. */
const asked = ({ page, say }: Visit, code: string) =>
  page.getByRole('region', { name: say('Waits for your answer') }).getByRole('link', { name: code })

/** What was just sent has come in: it stands there as it does for everybody. */
async function isReceived(visit: Visit): Promise<void> {
  await shows(tag(visit, 'Waits for an answer'))
  await leaves(tag(visit, 'Will be sent when connected'))
}

async function twoAgencies(house: House, answers: object = consented, like = 'primero_cp') {
  const owner = await house.somebodyLike(like)
  const provider = await house.somebodyLike('primero_cp_2')
  const { id, code } = await registered(house, owner, {
    name_first: 'Tariqa',
    protection_concerns_other: kept,
    ...answers,
  })
  house.keepsSecret('Tariqa')
  return { owner, provider, id, code }
}

/** This colleague gives this service, as his account says. */
async function gives(house: House, user: string, service: string): Promise<void> {
  const admin = await adminOf(house.data)
  await admin.query('update account set services = $2 where user_name = $1', [user, [service]])
  await admin.end()
}

const looks: Look[] = [phone('ar'), desk('en')]
// The first journey goes in both, the others by turns: how each state looks is another question (axe.browser.test.ts).
const [onPhone, atDesk] = [looks.slice(0, 1), looks.slice(1)]

for (const look of looks) {
  const where = `at ${look.width} in ${look.language}`

  // rule: ux 6 waits-for-an-answer
  test(`a child is referred to another agency, helped, and the owner reads how, ${where}`, async ({ house }) => {
    const { owner, provider, id, code } = await twoAgencies(house)
    const plumber = await house.somebodyLike('primero_cp_2')
    await gives(house, plumber, 'water_sanitation_service')
    await gives(house, provider, 'health_medical_service')
    const here = await house.visit({ look, as: owner, at: `/cases/${id}` })
    await picks(here, 'Refer')
    await here.page.getByRole('combobox', { name: here.say('Type of service') }).selectOption('water_sanitation_service')
    await here.page.getByRole('textbox').fill('A tap in the yard')
    await goOn(here)
    // Who gives the service is offered; whoever is called by name is found, whatever he gives.
    await here.page.getByRole('radio', { name: here.say('A colleague in Primero') }).check()
    await shows(here.page.getByRole('radio', { name: plumber }))
    const offered = await here.page.locator('.share-picks label').allTextContents()
    const placeOf = (user: string): number => offered.findIndex((text) => text.includes(user))
    expect(placeOf(provider) === -1 || placeOf(provider) > placeOf(plumber)).toBe(true)
    await choosesColleague(here, provider)
    await goOn(here)
    // What the provider will see is there to be read; the least is chosen.
    await shows(here.page.getByRole('heading', { level: 3, name: here.say('Their page') }))
    await goOn(here)
    expect(await tagsOf(here)).toEqual([here.say('consent|Agreed'), here.say('consent|Agreed')])
    await sends(here)
    await isReceived(here)
    expect(await referralsOf(house, owner, id)).toMatchObject([
      { status: 'in_progress', transitioned_to: provider, authorized_role_unique_id: 'role-cp-service-provider' },
    ])

    // A colleague of another agency is called by name; his account tells him from another of that name.
    const way = here.page.locator('.share-way')
    await shows(way.getByText('Jonas Merrul', { exact: true }))
    await shows(way.getByText(provider, { exact: true }))
    // To who sent it nothing is amiss; whoever is asked is called.
    await shows(here.page.getByRole('list', { name: here.say('On its way') }))
    await leaves(here.page.getByRole('list', { name: here.say('Alerts') }))

    const there = await house.visit({ look, as: provider, refusals: [404] })
    await asked(there, code).click()
    await shows(tag(there, 'Waits for your answer'))
    await button(there, 'Accept').click()
    await shows(tag(there, 'Accepted'))
    // Answers of forms that the named role does not show never came here.
    expect((await there.received()).includes(kept)).toBe(false)
    await button(there, 'Finish').click()
    const dialog = there.page.getByRole('dialog')
    await dialog.getByRole('textbox').fill('She goes to class')
    await dialog.getByRole('button', { name: there.say('Finish') }).click()
    await shows(nothingHere(there))
    await there.open('/')
    await shows(there.page.getByRole('heading', { level: 1, name: there.say('My day') }))
    await leaves(asked(there, code))

    await here.open(`/cases/${id}/sharing`)
    await shows(tag(here, 'Service given'))
    await shows(here.page.getByText('She goes to class'))
  })
}

for (const look of onPhone) {
  const where = `at ${look.width} in ${look.language}`

  // rule: ux 9 moves-when-accepted
  test(`a transfer that is accepted takes the case along, ${where}`, async ({ house }) => {
    const { owner, provider, id, code } = await twoAgencies(house)
    const here = await house.visit({ look, as: owner, at: `/cases/${id}` })
    await picks(here, 'Transfer')
    await goOn(here)
    await choosesColleague(here, provider)
    await goOn(here)
    // What they will read is there before it is sent, and when.
    await shows(here.page.getByText(here.say('They read it at once')))
    await shows(here.page.locator('.paper details').nth(3))
    await sends(here)
    await isReceived(here)
    // Until it is accepted it is still theirs.
    await here.open(`/cases/${id}`)
    await shows(here.page.getByRole('heading', { level: 1 }).filter({ hasText: code.slice(0, 3) }))

    const there = await house.visit({ look, as: provider, refusals: [404] })
    await asked(there, code).click()
    await button(there, 'Accept').click()
    await there.page
      .getByRole('dialog')
      .getByRole('button', { name: there.say('Accept') })
      .click()
    await shows(tag(there, 'Accepted'))
    await expect.poll(async () => (await stored(house, provider, `cases/${id}`))['owned_by'], long).toBe(provider)
    await there.open('/')
    await leaves(asked(there, code))

    await here.open(`/cases/${id}`)
    await shows(nothingHere(here))
  })
}

for (const look of atDesk) {
  const where = `at ${look.width} in ${look.language}`

  test(`what is rejected says why, and what is taken back is gone, ${where}`, async ({ house }) => {
    const { owner, provider, id, code } = await twoAgencies(house)
    await house.ask(owner, `POST cases/${id}/referrals`, { transitioned_to: provider })
    const there = await house.visit({ look, as: provider, refusals: [404] })
    await asked(there, code).click()
    await button(there, 'Reject').click()
    const dialog = there.page.getByRole('dialog')
    await dialog.getByRole('button', { name: there.say('Reject') }).click()
    await shows(dialog.getByText(there.say('Say why, so that another way can be found.')))
    await dialog.getByRole('textbox').fill('No free place')
    await dialog.getByRole('button', { name: there.say('Reject') }).click()
    await shows(nothingHere(there))

    await house.ask(owner, `POST cases/${id}/referrals`, { transitioned_to: provider })
    const here = await house.visit({ look, as: owner, at: `/cases/${id}/sharing` })
    await shows(here.page.getByText('No free place'))
    await button(here, 'Take back').click()
    await here.page
      .getByRole('dialog')
      .getByRole('button', { name: here.say('Take back') })
      .click()
    await shows(tag(here, 'Taken back'))
    const states = async () => (await referralsOf(house, owner, id)).map(({ status }) => status).sort()
    await expect.poll(states, long).toEqual(['rejected', 'revoked'])
  })

  // rule: ux 9 preview-and-consent-first
  test(`missing consent is said before anything is sent, and nothing typed is lost on the way to it, ${where}`, async ({
    house,
  }) => {
    const { owner, provider, id } = await twoAgencies(house, {})
    const here = await house.visit({ look, as: owner, at: `/cases/${id}` })
    await picks(here, 'Refer')
    await here.page.getByRole('textbox').fill('Needs somebody to talk to')
    await goOn(here)
    await choosesColleague(here, provider)
    await goOn(here)
    await goOn(here)
    await shows(here.page.getByText(here.say('Consent is missing')))
    const send = button(here, 'Send')
    expect(await send.getAttribute('aria-disabled')).toBe('true')
    await send.click({ force: true })
    await here.page.getByRole('link', { name: here.say('Open the consent form') }).click()
    await here.page.waitForURL(/\/consent\?edit=1$/)
    expect(await referralsOf(house, owner, id)).toEqual([])
    await goTo(here.page, `/cases/${id}/share/refer`)
    await shows(here.page.getByText(/Needs somebody to talk to/))
  })
}

const tagsOf = async ({ page }: Visit): Promise<string[]> =>
  (await page.locator('.share-consent .tag').allTextContents()).map((text) => text.trim())

async function refersLater(visit: Visit, provider: string): Promise<void> {
  const { page, say } = visit
  await shows(page.getByRole('heading', { level: 2, name: say('Why') }))
  await page.getByRole('textbox').fill('Written by the river')
  await goOn(visit)
  await shows(page.getByText(say('As this device last saw them')))
  await choosesColleague(visit, provider)
  await button(visit, 'Send later').click()
  await shows(tag(visit, 'Will be sent when connected'))
}

for (const look of [phone('en'), desk('ar')]) {
  // rule: ux 9 queued-referral
  test(`a referral written without a line is sent when there is one, at ${look.width} in ${look.language}`, async ({
    house,
  }) => {
    // Who signs in with a password gets the language of the account.
    const { owner, provider, id } = await twoAgencies(
      house,
      consented,
      look.language === 'ar' ? 'primero_cp_ar' : 'primero_cp',
    )
    const visit = await house.visit({ look, offlineReady: true })
    const { page, context, say } = visit
    // To whom it may go is known although the page was never opened.
    const told = page.waitForResponse((reply) => reply.url().endsWith('/api/ext/recipients/roles') && reply.ok())
    const pulled = page.waitForResponse(
      async (reply) => reply.url().endsWith('/api/sync/pull') && !((await reply.json()) as { more: boolean }).more,
    )
    await page.getByLabel(say('User name')).fill(owner)
    await page.getByLabel(say('Password'), { exact: true }).fill(house.password)
    await button(visit, 'Sign in').click()
    await shows(page.getByRole('heading', { level: 1, name: say('My day') }))
    await pulled
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
    await expect.poll(() => page.evaluate(() => navigator.serviceWorker.controller !== null), long).toBe(true)
    await told

    await context.setOffline(true)
    await goTo(page, `/cases/${id}/share/refer`)
    await goOn(visit)
    await page.locator('input[name=recipient]').first().waitFor()
    await page.reload()
    await shows(page.getByRole('heading', { level: 1, name: say('Unlock your work') }))
    await page.getByLabel(say('Password'), { exact: true }).fill(house.password)
    await page.getByRole('button', { name: say('Unlock'), exact: true }).click()
    await shows(page.getByRole('heading', { level: 2, name: say('Why') }))
    await refersLater(visit, provider)
    // Thought better of: nobody ever hears of it.
    await button(visit, 'Do not send').click()
    await page
      .getByRole('dialog')
      .getByRole('button', { name: say('Discard') })
      .click()
    await leaves(tag(visit, 'Will be sent when connected'))
    await goTo(page, `/cases/${id}/share/refer`)
    await refersLater(visit, provider)
    await shows(page.getByText('Written by the river'))
    await goTo(page, '/outbox')
    await shows(page.getByRole('article').getByText(say('Referral'), { exact: true }))

    await context.setOffline(false)
    await expect
      .poll(() => referralsOf(house, owner, id), long)
      .toMatchObject([
        { status: 'in_progress', transitioned_to: provider, authorized_role_unique_id: 'role-cp-service-provider' },
      ])
    await goTo(page, `/cases/${id}/sharing`)
    await isReceived(visit)
  })
}

test('whoever shares without consent is told that the server has the last word, at 360 in ar', async ({ house }) => {
  const { provider, id } = await twoAgencies(house, {})
  const manager = await house.somebodyLike('primero_mgr_cp')
  const visit = await house.visit({ look: phone('ar'), as: manager, at: `/cases/${id}` })
  const { page, context, say } = visit
  await picks(visit, 'Refer')
  await goOn(visit)
  await choosesColleague(visit, provider)
  await goOn(visit)
  await goOn(visit)
  await context.setOffline(true)
  await page.getByRole('checkbox', { name: say('Share without consent') }).check()
  await shows(page.getByText(say('This needs a connection: nothing goes before the server has checked it.')))
  await context.setOffline(false)
})
