// What people do around a case: a plan is asked for and decided in sight of what changed; a supervisor flags and writes;
// what happened stands in one line of time, is printed without a name, and waits where there is no line.
import { longestFlagMessage } from '@primero/domain/workflow/flags.ts'
import { afterAll, expect } from 'vitest'
import { adminOf } from './accounts.ts'
import { typesDay } from './fill.ts'
import { desk, type House, keepsApp, leaves, type Look, phone, shows, type Visit } from './house.ts'
import { closeBrowser, test } from './journey.ts'
import { registered, stored } from './records.ts'
import { goTo } from './sharing.ts'

afterAll(closeBrowser)

const long = { timeout: 20_000 }
const plan = 'cp_case_plan_subform_case_plan_interventions'
const goal = (text: string) => [{ unique_id: goalId, intervention_service_goal: text }]
const goalId = '7f0a3b52-8f7e-4c0a-9d0e-3f1f5a7c2b01'
const button = ({ page, say }: Visit, words: string) => page.getByRole('button', { name: say(words), exact: true })
const dialog = ({ page }: Visit) => page.getByRole('dialog')
const inDialog = (visit: Visit, words: string) =>
  dialog(visit).getByRole('button', { name: visit.say(words), exact: true })
/** The dialog takes it and goes. What was typed stands in it until then, and elsewhere on the page from then on. */
async function ends(visit: Visit, words: string): Promise<void> {
  await inDialog(visit, words).click()
  await leaves(dialog(visit))
}

async function aCase(house: House, answers: object = {}) {
  const owner = await house.somebodyLike('primero_cp')
  const manager = await house.somebodyLike('primero_mgr_cp')
  const made = await registered(house, owner, { name_first: 'Tariqa', [plan]: goal('Goes to school'), ...answers })
  house.keepsSecret('Tariqa')
  return { owner, manager, ...made }
}

const flagsOf = async (house: House, user: string, id: string) =>
  ((await house.ask(user, `GET cases/${id}/flags`)).body as { data: { date: string }[] }).data

/** The card of one approval, by the form that it is about. */
const card = ({ page }: Visit, nth: number) => page.locator('.approval').nth(nth)

async function asks(visit: Visit): Promise<void> {
  // Three kinds: assessment, plan, closure.
  await card(visit, 1).getByRole('button').click()
  await ends(visit, 'Ask for approval')
}

async function decides(visit: Visit, answer: string, comment: string): Promise<void> {
  await visit.page.getByRole('radio', { name: visit.say(answer) }).check()
  await dialog(visit).getByRole('textbox').fill(comment)
  await ends(visit, 'Decide')
}

const standing = async (house: House, user: string, id: string) =>
  (await stored(house, user, `cases/${id}`))['approval_status_case_plan']

const looks: Look[] = [phone('ar'), desk('en')]
// Journeys go in one of them, by turns: how each state looks is another question (axe.browser.test.ts).
const [onPhone, atDesk] = [looks.slice(0, 1), looks.slice(1)]

for (const look of atDesk) {
  const where = `at ${look.width} in ${look.language}`

  // rule: ux 9 difference-since-approved
  test(`a plan is sent back with a word, and approved in sight of what changed, ${where}`, async ({ house }) => {
    const { owner, manager, id } = await aCase(house)
    const here = await house.visit({ look, as: owner, at: `/cases/${id}` })
    // The way there stands among the forms.
    if (look.width < 500) await here.page.locator('details.formnav summary').click()
    await here.page
      .getByRole('link', { name: here.say('Approvals') })
      .first()
      .click()
    await asks(here)
    await expect.poll(() => standing(house, owner, id), long).toBe('pending')

    const there = await house.visit({ look, as: manager, at: `/cases/${id}` })
    // Whoever decides is led there.
    await there.page.locator('.work-alerts').getByRole('link').click()
    await button(there, 'Decide').first().click()
    await shows(there.page.getByText(there.say('Nothing of this was approved before. Read it as a whole.')))
    await dialog(there).locator('summary').first().click()
    await shows(dialog(there).getByText('Goes to school').first())
    // Nothing is sent back without a word.
    await there.page.getByRole('radio', { name: there.say('Send back for changes') }).check()
    await inDialog(there, 'Decide').click()
    await shows(dialog(there).getByText(there.say('Say what should change.')))
    await decides(there, 'Send back for changes', 'Which school')
    await expect.poll(() => standing(house, owner, id), long).toBe('rejected')

    await here.open(`/cases/${id}/approvals`)
    await shows(here.page.getByText('Which school'))
    await house.ask(owner, `PATCH cases/${id}/approvals/case_plan`, { approval_status: 'requested' })
    await house.ask(manager, `PATCH cases/${id}/approvals/case_plan`, { approval_status: 'approved' })
    await house.ask(owner, `PATCH cases/${id}`, { [plan]: goal('Goes to the evening class') })
    await house.ask(owner, `PATCH cases/${id}/approvals/case_plan`, { approval_status: 'requested' })

    await there.open(`/cases/${id}/approvals`)
    await button(there, 'Decide').first().click()
    await shows(dialog(there).locator('del').getByText('Goes to school'))
    await shows(dialog(there).locator('ins').getByText('Goes to the evening class'))
    await decides(there, 'Approve', 'Good that it fits her work')
    await expect.poll(() => standing(house, owner, id), long).toBe('approved')
    await here.open(`/cases/${id}/approvals`)
    await shows(here.page.getByText('Good that it fits her work'))
  })
}

for (const look of onPhone) {
  const where = `at ${look.width} in ${look.language}`

  // rule: ux 9 self-approval-is-said
  test(`nobody decides on his own case, and is told so, ${where}`, async ({ house }) => {
    const { owner, manager, id } = await aCase(house)
    await house.ask(owner, `PATCH cases/${id}/approvals/case_plan`, { approval_status: 'requested' })
    const handed = await house.ask('primero_mgr_cp', `POST cases/${id}/assigns`, { transitioned_to: manager })
    expect(handed.status).toBe(200)
    const visit = await house.visit({ look, as: manager, at: `/cases/${id}/approvals` })
    await shows(visit.page.getByText(visit.say('This is your own case. Somebody else has to decide.')))
    await leaves(button(visit, 'Decide'))
  })

  // rule: ux 10 flags-resolved-with-reason
  // rule: ux 19 printed-without-a-name
  test(`a supervisor flags and writes, and all of it is printed without a name, ${where}`, async ({ house }) => {
    const { owner, manager, id } = await aCase(house)
    const there = await house.visit({ look, as: manager, at: `/cases/${id}/flags` })
    await button(there, 'Raise a flag').click()
    await dialog(there).getByRole('textbox').first().fill('Ask about the school')
    // Half a day is none: it is said, and nothing is sent.
    const due = dialog(there).getByRole('group', { name: there.say('By when') })
    await due.getByLabel(there.say('Day'), { exact: true }).fill('')
    await inDialog(there, 'Raise a flag').click()
    await shows(due.getByText(there.say('This date is not whole or not in the calendar. Check day, month and year.')))
    await typesDay(due, there.say, '2199-03-05')
    await ends(there, 'Raise a flag')
    await shows(there.page.getByText('Ask about the school'))
    await expect.poll(() => flagsOf(house, owner, id), long).toMatchObject([{ date: '2199-03-05' }])
    await button(there, 'Actions').click()
    await there.page.getByRole('menuitem', { name: there.say('Add a note') }).click()
    await dialog(there).getByRole('textbox').nth(0).fill('A talk at the well')
    await dialog(there).getByRole('textbox').nth(1).fill('Tariqa came with her aunt')
    await ends(there, 'Add the note')
    await expect.poll(async () => (await stored(house, owner, `cases/${id}`))['notes_section'], long).toHaveLength(1)

    // The owner hears that somebody wrote, and answers the flag.
    const here = await house.visit({ look, as: owner, at: `/cases/${id}` })
    await shows(here.page.locator('.work-alerts').getByRole('link'))
    await goTo(here.page, `/cases/${id}/flags`)
    await button(here, 'Resolve').click()
    await inDialog(here, 'Resolve').click()
    await shows(dialog(here).getByText(here.say('Say how it ended.')))
    await dialog(here).getByRole('textbox').fill('She goes again')
    await ends(here, 'Resolve')
    await shows(here.page.getByText('She goes again'))

    await here.open(`/cases/${id}/timeline`)
    await shows(here.page.getByText('A talk at the well'))
    await here.page.getByRole('checkbox', { name: here.say('Flags') }).check()
    await leaves(here.page.getByText('A talk at the well'))
    await shows(here.page.getByText('She goes again'))

    await here.page.getByRole('link', { name: here.say('Print a summary') }).click()
    const paper = here.page.locator('.case-summary')
    await shows(paper)
    for (const known of ['Tariqa', 'A talk at the well', 'She goes again'])
      expect(await paper.innerText()).not.toContain(known)
    // While the audit hears of one paper, nobody turns it into another.
    const heard = Promise.withResolvers<void>()
    await here.page.route('**/api/sync/push', async (route) => {
      await heard.promise
      await route.continue()
    })
    await button(here, 'Print').click()
    await expect.poll(() => here.page.locator('input[name=identity]').last().isDisabled(), long).toBe(true)
    heard.resolve()
    const printed = async () => (await audited(house, id)).map(({ user_name, details }) => [user_name, details])
    await expect.poll(printed, long).toEqual([[owner, { identity: false }]])
    await here.page.getByRole('radio', { name: here.say('With identity') }).check()
    await shows(paper.getByText('Tariqa'))
    // On paper nobody is "you".
    expect(await paper.getByText(here.say('You'), { exact: true }).count()).toBe(0)
    await here.page.emulateMedia({ media: 'print' })
    await leaves(button(here, 'Print'))
    await shows(paper.getByText('She goes again'))
  })
}

/** All that may tell whose a paper is, and the words in which it is printed. */
const telling = {
  name_last: 'Qorani',
  name_nickname: 'Lulubird',
  date_of_birth: '2015-03-04',
  age: 9,
  national_id_no: 'NID-77-1234567',
  telephone_current: '555-0100-4242',
  address_current: 'house 12, third street',
  location_current: 'KL010101',
  location_last: 'KL010102',
  nationality: ['albania'],
  ethnicity: ['ethnicity3'],
  religion: ['religion4'],
  language: ['language2'],
  maritial_status: 'widowed',
  occupation: 'goldsmith',
  disability_type: 'physical_disability',
  services_section: [
    {
      unique_id: goalId,
      service_type: 'health_medical_service',
      service_provider: 'Doctor Samaan',
      note_on_referral_from_provider: 'Zeinab’s niece',
    },
  ],
  family_details_section: [{ unique_id: goalId, relation_name: 'Umm Tariq', relation_age: 107 }],
}
const toldByThem = [
  ...[
    'Tariqa',
    'Qorani',
    'Lulubird',
    '2015',
    'NID-77',
    '555-0100',
    'third street',

    'Old Town',
    'Orvane City',
  ],
  ...['Station Quarter', 'Albania', 'Ethnicity 3', 'Religion 4', 'Language 2', 'Widowed', 'goldsmith'],
  ...['Physical disability', 'Doctor Samaan', 'Umm Tariq', '107'],
]

/** As words of their own: codes of cases are letters and digits at random. */
const missingIn = (text: string): string[] =>
  toldByThem.filter((word) => !new RegExp(`(?<!\\w)${word}(?!\\w)`).test(text))

// rule: ux 19 printed-without-a-name
for (const look of atDesk)
  test(`a paper that is found on a road tells nobody whose it is, at ${look.width} in ${look.language}`, async ({
    house,
  }) => {
    const { owner, id } = await aCase(house, telling)
    house.keepsSecret('Qorani')
    const here = await house.visit({ look, as: owner, at: `/cases/${id}/print` })
    const paper = here.page.locator('.case-summary')
    await shows(paper)
    const without = await paper.innerText()
    expect(missingIn(without)).toEqual(toldByThem)
    expect(without).toContain('6 - 11')
    expect(without).toContain('Orvane')
    await here.page.getByRole('radio', { name: here.say('With identity') }).check()
    await shows(paper.getByText('Qorani').first())
    const withIdentity = await paper.innerText()
    expect(missingIn(withIdentity)).toEqual([])
  })

async function audited(house: House, id: string): Promise<{ user_name: string; details: object }[]> {
  const admin = await adminOf(house.data)
  try {
    return (await admin.query(`select user_name, details from audit where record_id = $1 and action = 'print'`, [id]))
      .rows
  } finally {
    await admin.end()
  }
}

// rule: ux 9 approved-is-what-was-seen
test('a text of limited length says how much room is left before it is full, and takes no more', async ({ house }) => {
  const { manager, id } = await aCase(house)
  const visit = await house.visit({ look: phone('en'), as: manager, at: `/cases/${id}/flags` })
  await button(visit, 'Raise a flag').click()
  const [text, left] = [dialog(visit).getByRole('textbox').first(), dialog(visit).getByRole('status')]
  await text.fill('a'.repeat(Math.floor(longestFlagMessage * 0.8)))
  await leaves(left)
  await text.fill('a'.repeat(longestFlagMessage - 1))
  expect(await left.innerText()).toBe('1 character left')
  // Pasted in the middle: what no longer fits stays out, and nothing that stood there goes.
  await text.press('ControlOrMeta+Home')
  await visit.page.keyboard.insertText('bb')
  expect(await text.inputValue()).toBe(`b${'a'.repeat(longestFlagMessage - 1)}`)
  expect(await left.innerText()).toBe('0 characters left')
})

test('an approval that waited does not hold for what was changed meanwhile, and says so', async ({ house }) => {
  const { owner, manager, id } = await aCase(house)
  await house.ask(owner, `PATCH cases/${id}/approvals/case_plan`, { approval_status: 'requested' })
  const visit = await house.visit({ look: desk('en'), as: manager, at: `/cases/${id}/approvals` })
  await button(visit, 'Decide').first().waitFor()
  await visit.context.setOffline(true)
  await button(visit, 'Decide').first().click()
  // What was approved before is with the server alone.
  await shows(dialog(visit).getByText(visit.say('That needs a connection. Below is the case as this device has it.')))
  await decides(visit, 'Approve', 'As it stands')
  await shows(visit.page.getByText(visit.say('Will be sent when connected')))
  await house.ask(owner, `PATCH cases/${id}`, { [plan]: goal('Goes to work') })
  await visit.context.setOffline(false)
  const alert = visit.page.getByRole('alert')
  await shows(alert.getByText(visit.say('It was changed after you looked. Look, and decide again.')))
  expect(await standing(house, owner, id)).toBe('pending')
  await alert.getByRole('button', { name: visit.say('Discard') }).click()
  await ends(visit, 'Discard')
  await leaves(alert)
})

// rule: ux 9 work-waits-offline
test('without a line all of it waits, says so, and arrives; what was thought better of does not', async ({ house }) => {
  const { owner, manager, id } = await aCase(house)
  const visit = await house.visit({ look: phone('ar'), as: owner, at: `/cases/${id}/approvals`, offlineReady: true })
  const { page, context, say } = visit
  await card(visit, 1).waitFor()
  await keepsApp(visit)
  await context.setOffline(true)
  const waits = page.getByText(say('Will be sent when connected'))
  await card(visit, 1).getByRole('button').click()
  await shows(dialog(visit).getByText(say('No connection. The request waits on this device and is sent by itself.')))
  await ends(visit, 'Ask for approval')
  await shows(waits)
  await goTo(page, `/cases/${id}/flags`)
  for (const words of ['Look at the roof', 'A mistake']) {
    await button(visit, 'Raise a flag').click()
    await dialog(visit).getByRole('textbox').first().fill(words)
    await ends(visit, 'Raise a flag')
    await shows(page.getByText(words))
  }
  // The newest stands first.
  await button(visit, 'Do not send').first().click()
  await ends(visit, 'Discard')
  await leaves(page.getByText('A mistake'))
  await button(visit, 'Actions').click()
  await page.getByRole('menuitem', { name: say('Add a note') }).click()
  await dialog(visit).getByRole('textbox').nth(1).fill('Written under a tree')
  await ends(visit, 'Add the note')
  await button(visit, 'Actions').click()
  await page.getByRole('menuitem', { name: say('a record|Close') }).click()
  // What is still open is said before it is closed.
  await shows(dialog(visit).getByText(say('Not ended yet')))
  await dialog(visit).getByRole('combobox').selectOption({ index: 1 })
  await ends(visit, 'Close')
  await goTo(page, `/cases/${id}/timeline`)
  await shows(page.getByText('Look at the roof'))
  // However much waits: the pill stays one line, and readers hear the words that a phone has no room for.
  expect((await page.locator('.pill').boundingBox())?.height).toBeLessThan(50)
  expect(await standing(house, manager, id)).toBeUndefined()

  await context.setOffline(false)
  await expect.poll(() => standing(house, manager, id), long).toBe('pending')
  await expect
    .poll(async () => {
      const { status, notes_section, flag_count, closure_reason } = await stored(house, manager, `cases/${id}`)
      return [status, (notes_section as object[] | undefined)?.length, flag_count, typeof closure_reason]
    }, long)
    .toEqual(['closed', 1, 1, 'string'])
  await goTo(page, `/cases/${id}/approvals`)
  await leaves(waits)
  await button(visit, 'Actions').click()
  await page.getByRole('menuitem', { name: say('Reopen') }).click()
  await dialog(visit).getByRole('textbox').fill('She came back')
  await ends(visit, 'Reopen')
  await expect.poll(async () => (await stored(house, manager, `cases/${id}`))['notes_section'], long).toHaveLength(2)
  expect((await stored(house, manager, `cases/${id}`))['status']).toBe('open')
})
