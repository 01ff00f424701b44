// A clinic is written into the directory; a caseworker finds it where the child lives and refers there.
import { afterAll, expect } from 'vitest'
import { desk, phone, shows } from './house.ts'
import { closeBrowser, test } from './journey.ts'
import { registered } from './records.ts'
import { consented, goOn, picks, referralsOf, sends } from './sharing.ts'

afterAll(closeBrowser)

// rule: ux 9 directory-of-providers
test('a clinic that was written down is found by its service, called, and referred to', async ({ house }) => {
  const name = `Clinic ${Date.now()}`
  const office = await house.visit({ look: phone('ar'), as: 'primero', at: '/office/directory' })
  await office.page.getByRole('link', { name: office.say('New provider') }).click()
  await office.page.locator('input[name=name]').fill(name)
  await office.page
    .getByRole('group', { name: office.say('Services') })
    .getByRole('checkbox', { name: 'خدمات صحية وطبية' })
    .check()
  await office.page.locator('input[name=phone]').fill('0791 000 000')
  await office.page.getByRole('button', { name: office.say('Write down'), exact: true }).click()
  await shows(office.page.getByRole('link', { name }))

  const owner = await house.somebodyLike('primero_cp')
  const { id } = await registered(house, owner, { name_first: 'Samiyah', ...consented })
  house.keepsSecret('Samiyah')
  const { page, say, ...here } = await house.visit({ look: desk('en'), as: owner, at: `/cases/${id}` })
  const visit = { page, say, ...here }
  await picks(visit, 'Refer')
  await page.getByRole('combobox', { name: say('Type of service') }).selectOption('food_service')
  await goOn(visit)
  // It gives another service: it stands with those that do not fit, and says why.
  const pick = page.locator('label.pick').filter({ hasText: name })
  await expect.poll(() => pick.textContent()).toContain(say('Another service'))
  await page.getByRole('combobox', { name: say('Service') }).selectOption('health_medical_service')
  await shows(pick.getByText('0791 000 000'))
  expect(await pick.textContent()).not.toContain(say('Another service'))
  await pick.getByRole('radio').check()
  await goOn(visit)
  await sends(visit)
  await shows(page.locator('.share-way').getByText(name))
})

// rule: ux 9 one-time-link
test('a clinic without an account opens its link with the code that was read out, and answers', async ({ house }) => {
  const owner = await house.somebodyLike('primero_cp')
  const { id, code } = await registered(house, owner, { name_first: 'Waliyah', age: 7, sex: 'female', ...consented })
  house.keepsSecret('Waliyah')
  const here = await house.visit({ look: phone('ar'), as: owner, at: `/cases/${id}`, refusals: [403] })
  const { page, say } = here
  const press = (words: string) => page.getByRole('button', { name: say(words), exact: true }).click()
  await picks(here, 'Refer')
  await page.getByRole('textbox').fill('Feverish since Monday')
  await goOn(here)
  await page.getByRole('radio', { name: say('Somebody outside') }).check()
  await page.getByRole('textbox').fill('River clinic')
  await goOn(here)
  await goOn(here)
  await sends(here)
  await press('Link for the provider')
  // The second press of two makes no second link, which would end the first.
  const made: string[] = []
  page.on('request', (request) => {
    if (request.method() === 'POST' && /\/links$/.test(new URL(request.url()).pathname)) made.push(request.url())
  })
  await page.getByRole('button', { name: say('Make the link'), exact: true }).dblclick()
  const address = await page.getByLabel(say('The link: send it to them')).inputValue()
  await press('Make the code')
  expect(made).toHaveLength(1)
  const digits = await page.getByLabel(say('The code: read it out to them')).inputValue()
  house.keepsSecret(digits)

  const { pathname } = new URL(address)
  const clinic = await house.visit({ look: phone('en'), at: pathname })
  expect(await clinic.page.title()).not.toContain(code)
  await clinic.page.getByLabel('Code').fill(digits)
  await clinic.page.getByRole('button', { name: 'Open' }).click()
  await shows(clinic.page.getByText('Feverish since Monday'))
  expect(await clinic.page.content()).not.toMatch(/Waliyah|<script/)
  // What is typed goes along to another language.
  const note = clinic.page.locator('textarea')
  await note.fill('Comes tomorrow')
  await clinic.page.getByRole('button', { name: 'Français' }).click()
  await shows(clinic.page.locator('html[lang=fr]'))
  expect(await note.inputValue()).toBe('Comes tomorrow')
  await clinic.page.getByRole('button', { name: 'English' }).click()
  await clinic.page.getByRole('button', { name: 'Accept' }).click()
  await shows(clinic.page.getByText('You accepted.', { exact: false }))

  await here.open(`/cases/${id}/sharing`)
  await shows(page.locator('.share .tag').filter({ hasText: say('Accepted') }))
  // Ended from elsewhere: the sheet says what the server said, and not that there is no line.
  await press('Link for the provider')
  await shows(page.getByRole('button', { name: say('Make a new code'), exact: true }))
  const [referral] = await referralsOf(house, owner, id)
  const elsewhere = (path: string, method = 'GET') =>
    fetch(`${house.url}/api/ext/links${path}`, {
      method,
      headers: { authorization: `Basic ${Buffer.from(`${owner}:${house.password}`).toString('base64')}` },
    })
  const { links } = (await (await elsewhere(`?transition=${referral?.id}`)).json()) as { links: { id: string }[] }
  expect((await elsewhere(`/${links[0]?.id}`, 'DELETE')).status).toBe(204)
  await press('Make a new code')
  await shows(page.getByText(say('It is no longer open, or your role may not do this.')))
})
