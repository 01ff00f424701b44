// From child protection to GBV: the sender sees what goes, the recipient answers it and makes a case of his own.
import { afterAll, expect } from 'vitest'
import { phone, shows, type Visit } from './house.ts'
import { closeBrowser, test } from './journey.ts'
import { takesPackages } from './packages.ts'
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
  await picks(here, 'Refer')
  await goOn(here)
  await choosesColleague(here, other)
  await goOn(here)
  // She is told that no case goes, and ticks what does.
  await shows(here.page.getByText(here.say('They get a package, never the case')))
  await here.page.locator('.share-picks input[type=checkbox]').nth(2).check()
  await here.page.getByRole('checkbox', { name: here.say('They may make a case of their own from it') }).check()
  await here.page.getByRole('textbox', { name: here.say('How they reach you') }).fill('0791 000 111')
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
