// From child protection to GBV: the sender sees what goes, the recipient answers it and makes a case of his own.
import { afterAll, expect } from 'vitest'
import { desk, keepsApp, leaves, phone, shows, type Visit } from './house.ts'
import { closeBrowser, test } from './journey.ts'
import { agreesTo, takesPackages } from './packages.ts'
import { registered, stored } from './records.ts'
import { choosesColleague, consented, goOn, picks, sends } from './sharing.ts'

afterAll(closeBrowser)

const button = ({ page, say }: Visit, words: string) => page.getByRole('button', { name: say(words), exact: true })

test('a package goes to the other module, is answered, and becomes a case there, at 360 in Arabic', async ({
  house,
}) => {
  const owner = await house.somebodyLike('primero_cp')
  const other = await takesPackages(house, 'primero_gbv', 'role-gbv-caseworker')
  const { id, code } = await registered(house, owner, { name_first: 'Tariqa', risk_level: 'high', ...consented })
  house.keepsSecret('Tariqa')
  const here = await house.visit({ look: phone('ar'), as: owner, at: `/cases/${id}` })
  // Until the server has said that she is of another module, nothing of the case is offered, nor asked for.
  const said = Promise.withResolvers<void>()
  await here.page.route('**/api/ext/packages/offer?*', async (route) => {
    await said.promise
    await route.continue()
  })
  await picks(here, 'Refer')
  await goOn(here)
  await choosesColleague(here, other)
  await goOn(here)
  await shows(here.page.locator('.share-page .bone'))
  expect(await here.page.locator('input[name=role]').count()).toBe(0)
  said.resolve()
  // She is told that no case goes, and ticks what does.
  await shows(here.page.getByText(here.say('They get a package, never the case')))
  await here.page.locator('.share-picks input[type=checkbox]').nth(2).check()
  await here.page.getByRole('checkbox', { name: here.say('They may make a case of their own from it') }).check()
  await here.page.getByRole('textbox', { name: here.say('How they reach you') }).fill('0791 000 111')
  // A line that breaks meanwhile makes no case of the package, which would go without what she wrote.
  const asked = here.page.waitForEvent('requestfailed', (request) => request.url().includes('/packages/offer?'))
  await here.context.setOffline(true)
  await asked
  await shows(here.page.getByRole('banner').getByText(here.say('Offline')))
  expect(await here.page.getByText(here.say('They get a package, never the case')).count()).toBe(1)
  await here.context.setOffline(false)
  await goOn(here)
  await sends(here)
  await shows(here.page.getByRole('heading', { level: 3, name: here.say('Packages to another module') }))

  const there = await house.visit({ look: phone('ar'), as: other })
  await there.page
    .getByRole('region', { name: there.say('Waits for your answer') })
    .getByRole('link', { name: there.say('package from another module') })
    .click()
  await shows(there.page.getByText('0791 000 111'))
  expect(await there.page.getByText(code).count()).toBe(0)
  await button(there, 'Accept').click()
  await button(there, 'Make a case of ours from this').click()
  await there.page.waitForURL(/\/cases\/[0-9a-f-]{36}$/)
  const made = there.page.url().split('/').at(-1) ?? ''
  expect(await stored(house, other, `cases/${made}`)).toMatchObject({ module_id: 'primeromodule-gbv', sex: 'male' })
  expect((await there.received()).includes('Tariqa')).toBe(false)
})

test('a survivor’s package waits for who manages, who is led to it and lets it go, at 1280 in English', async ({
  house,
}) => {
  const owner = await takesPackages(house, 'primero_gbv', 'role-gbv-caseworker')
  const other = await takesPackages(house, 'primero_cp', 'role-cp-case-worker')
  const manager = await house.somebodyLike('primero_sup_gbv')
  const survivor = { module_id: 'primeromodule-gbv', name_first: 'Tariqa', age: 15, consent_for_services: true }
  const { id, code } = await registered(house, owner, survivor)
  house.keepsSecret('Tariqa')
  await agreesTo(house, owner, id, 'agency-open-door')
  const sent = await house.ask(owner, `POST cases/${id}/referrals`, { transitioned_to: other, service: 'health' })
  expect(sent.status, JSON.stringify(sent.body)).toBe(200)

  const here = await house.visit({ look: desk('en'), as: manager, at: '/office/notices', offlineReady: true })
  await here.page.getByRole('main').getByRole('link', { name: code }).click()
  await here.page.waitForURL(`**/cases/${id}/sharing`)
  await shows(here.page.getByText(here.say('Waits for its release')))
  // Letting it go asks the server, and says so.
  await keepsApp(here)
  await here.context.setOffline(true)
  await shows(here.page.getByText(here.say('Seeing them, and letting one go, needs a connection.')))
  await leaves(button(here, 'Let it go'))
  await here.context.setOffline(false)
  await button(here, 'Let it go').click()
  await leaves(here.page.getByText(here.say('Waits for its release')))

  const there = await house.visit({ look: phone('ar'), as: other })
  await there.page
    .getByRole('region', { name: there.say('Waits for your answer') })
    .getByRole('link', { name: there.say('package from another module') })
    .click()
  await shows(button(there, 'Accept'))
  expect((await there.received()).includes('Tariqa')).toBe(false)
})
