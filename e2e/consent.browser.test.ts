// A child agrees, changes her mind, and whoever was let in is out: while he looks.
import { afterAll, expect } from 'vitest'
import { desk, leaves, phone, shows, type Visit } from './house.ts'
import { closeBrowser, test } from './journey.ts'
import { registered, stored } from './records.ts'
import { withdrawsHere, writesDown } from './sharing.ts'

afterAll(closeBrowser)

const tag = ({ page, say }: Visit, words: string) => page.locator('.share .tag').filter({ hasText: say(words) })
const nothingHere = ({ page, say }: Visit) =>
  page.getByRole('heading', { level: 1, name: say('There is nothing here for you') })

for (const look of [phone('ar'), desk('en')]) {
  test(`consent that is withdrawn takes the case off an open page within seconds, at ${look.width} in ${look.language}`, async ({
    house,
  }) => {
    const owner = await house.somebodyLike('primero_cp')
    const provider = await house.somebodyLike('primero_cp_2')
    const { id } = await registered(house, owner, { name_first: 'Tariqa' })
    house.keepsSecret('Tariqa')
    const refer = () => house.ask(owner, `POST cases/${id}/referrals`, { transitioned_to: provider })
    expect((await refer()).status).toBe(422)

    const here = await house.visit({ look, as: owner, at: `/cases/${id}/consents` })
    await writesDown(here)
    await shows(tag(here, 'consent|Holds'))
    await expect
      .poll(() => stored(house, owner, `cases/${id}`))
      .toMatchObject({ consent_for_services: true, disclosure_other_orgs: true })
    expect((await refer()).status).toBe(200)

    const there = await house.visit({ look: desk('en'), as: provider, at: `/cases/${id}`, refusals: [404] })
    await shows(there.page.getByRole('heading', { level: 2 }).first())
    await withdrawsHere(here)
    await shows(tag(here, 'consent|Withdrawn'))
    const since = Date.now()
    await nothingHere(there).waitFor({ timeout: 5000 })
    expect(Date.now() - since).toBeLessThan(5000)
    await here.open(`/cases/${id}/consents`)
    await shows(here.page.locator('.share .note'))
    await leaves(here.page.getByRole('button', { name: here.say('consent|Withdraw'), exact: true }))
    expect((await refer()).status).toBe(422)
  })
}
