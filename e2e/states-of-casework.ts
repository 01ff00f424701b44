// States of the pages of what is done around a case: approvals, flags, notes, alerts, the line of time, the summary.
import { type Ground, type State, worker } from './ground.ts'
import { shows, type Visit } from './house.ts'
import { button, heading } from './reach.ts'
import { registered } from './records.ts'

const manager = 'primero_mgr_cp'
const plan = 'cp_case_plan_subform_case_plan_interventions'

const approval = (house: Ground['house'], user: string, id: string, answer: object) =>
  house.ask(user, `PATCH cases/${id}/approvals/case_plan`, answer)

/** A plan that was approved once, changed, and asked for again; a flag that is due and one that is resolved; a note. */
export async function worked({ house }: Pick<Ground, 'house'>, owner = worker): Promise<{ id: string; code: string }> {
  const goal = { unique_id: crypto.randomUUID(), intervention_service_goal: 'Goes to school again' }
  const made = await registered(house, owner, { risk_level: 'high', date_case_plan: '2026-03-01', [plan]: [goal] })
  const { id } = made
  await approval(house, owner, id, { approval_status: 'requested' })
  await approval(house, manager, id, { approval_status: 'approved', notes: 'A good plan' })
  const next = { ...goal, intervention_service_goal: 'Goes to the evening class' }
  await house.ask(owner, `PATCH cases/${id}`, { date_case_plan: '2026-04-01', [plan]: [next], risk_level: 'medium' })
  await approval(house, owner, id, { approval_status: 'requested' })
  await house.ask(manager, `POST cases/${id}/flags`, { message: 'Ask about the school', date: '2026-04-02' })
  const { body } = await house.ask(manager, `POST cases/${id}/flags`, {
    message: 'Was the aunt seen',
    date: '2026-03-02',
  })
  const { id: flag } = (body as { data: { id: number } }).data
  await house.ask(owner, `PATCH cases/${id}/flags/${flag}`, { unflag_message: 'She was, on Monday' })
  return made
}

async function opens(visit: Visit, ground: Ground, page: string): Promise<void> {
  const { id } = await worked(ground)
  await visit.open(`/cases/${id}${page}`)
}

const dialog = ({ page }: Visit) => page.getByRole('dialog')

async function decides(visit: Visit, ground: Ground): Promise<void> {
  await opens(visit, ground, '/approvals')
  await button(visit, 'Decide').first().click()
  await shows(dialog(visit).locator('del').first())
}

/** A case with a brother's, and with one that turned out not to be; the brother's code. */
async function related(visit: Visit, { house }: Pick<Ground, 'house'>): Promise<string> {
  const [one, two, three] = [
    await registered(house, worker, { age: 9, sex: 'male' }),
    await registered(house, worker, { age: 7, sex: 'male' }),
    await registered(house, worker, { age: 12, sex: 'female' }),
  ]
  const at = `cases/${one.id}/case_relationships`
  await house.ask(worker, `POST ${at}`, { case_id: two.id, relationship_type: 'sibling_of' })
  await house.ask(worker, `POST ${at}`, { case_id: three.id, relationship_type: 'parent_of' })
  await visit.open(`/cases/${one.id}/related`)
  await shows(visit.page.getByText(two.code))
  await visit.page.locator('.work-line').filter({ hasText: three.code }).getByRole('button').last().click()
  await dialog(visit).getByRole('textbox').fill('Another family of that name')
  await dialog(visit).getByRole('button').last().click()
  return two.code
}

export const caseworkStates: State[] = [
  {
    name: 'approvals, none asked for',
    as: worker,
    at: () => '/more',
    reach: async (visit, { house }) => {
      const { id } = await registered(house, worker, {})
      await visit.open(`/cases/${id}/approvals`)
      await shows(button(visit, 'Ask for approval').first())
    },
  },
  {
    name: 'approvals, with a history',
    as: worker,
    at: () => '/more',
    reach: async (visit, ground) => {
      await opens(visit, ground, '/approvals')
      await shows(visit.page.getByText('A good plan'))
    },
  },
  {
    name: 'an approval, asked for?',
    as: worker,
    at: () => '/more',
    reach: async (visit, { house }) => {
      const { id } = await registered(house, worker, {})
      await visit.open(`/cases/${id}/approvals`)
      await button(visit, 'Ask for approval').nth(1).click()
      await dialog(visit).locator('summary').first().click()
    },
  },
  {
    name: 'an approval, decided?',
    as: manager,
    at: () => '/more',
    reach: async (visit, ground) => {
      await decides(visit, ground)
      await visit.page.getByRole('radio', { name: visit.say('Send back for changes') }).check()
      await dialog(visit)
        .getByRole('button', { name: visit.say('Decide') })
        .click()
      await shows(dialog(visit).locator('.err'))
    },
  },
  {
    name: 'an approval, decided without a line',
    as: manager,
    at: () => '/more',
    reach: async (visit, ground) => {
      await opens(visit, ground, '/approvals')
      await shows(button(visit, 'Decide').first())
      await visit.context.setOffline(true)
      await button(visit, 'Decide').first().click()
      await shows(dialog(visit).getByText(visit.say('What changed cannot be compared now')))
    },
  },
  {
    name: 'flags, none',
    as: worker,
    at: () => '/more',
    reach: async (visit, { house }) => {
      const { id } = await registered(house, worker, {})
      await visit.open(`/cases/${id}/flags`)
      await shows(heading(visit, visit.say('No flags')))
    },
  },
  {
    name: 'flags, due and resolved',
    as: manager,
    at: () => '/more',
    reach: async (visit, ground) => {
      await opens(visit, ground, '/flags')
      await shows(visit.page.getByText('She was, on Monday'))
    },
  },
  {
    name: 'a flag, raised?',
    as: worker,
    at: () => '/more',
    reach: async (visit, ground) => {
      await opens(visit, ground, '/flags')
      await button(visit, 'Raise a flag').click()
      await dialog(visit)
        .getByRole('button', { name: visit.say('Raise a flag') })
        .click()
      await shows(dialog(visit).locator('.err'))
    },
  },
  {
    name: 'a flag, resolved without a line',
    as: worker,
    at: () => '/more',
    reach: async (visit, ground) => {
      await opens(visit, ground, '/flags')
      await shows(button(visit, 'Resolve'))
      await visit.context.setOffline(true)
      await button(visit, 'Resolve').click()
      await dialog(visit).getByRole('textbox').fill('Asked her')
      await dialog(visit)
        .getByRole('button', { name: visit.say('Resolve') })
        .click()
      await shows(visit.page.getByText(visit.say('Will be sent when connected')))
    },
  },
  {
    name: 'related cases, none',
    as: worker,
    at: () => '/more',
    reach: async (visit, { house }) => {
      const { id } = await registered(house, worker, {})
      await visit.open(`/cases/${id}/related`)
      await shows(heading(visit, visit.say('No related cases')))
    },
  },
  {
    name: 'related cases, one and one removed',
    as: worker,
    at: () => '/more',
    reach: async (visit, ground) => {
      await related(visit, ground)
      await shows(visit.page.getByText('Another family of that name'))
    },
  },
  {
    name: 'a related case, added?',
    as: worker,
    at: () => '/more',
    reach: async (visit, ground) => {
      const code = await related(visit, ground)
      await button(visit, 'Add a related case').click()
      await dialog(visit).getByRole('searchbox').fill(code)
      await shows(dialog(visit).getByRole('radio'))
      await dialog(visit)
        .getByRole('button', { name: visit.say('Link the cases') })
        .click()
      await shows(dialog(visit).locator('.err').first())
    },
  },
  {
    name: 'a note, added?',
    as: manager,
    at: () => '/more',
    reach: async (visit, ground) => {
      await opens(visit, ground, '')
      await button(visit, 'Actions').click()
      await visit.page.getByRole('menuitem', { name: visit.say('Add a note') }).click()
      await shows(dialog(visit).getByRole('textbox').first())
    },
  },
  {
    name: 'a case, alerts',
    as: manager,
    at: () => '/more',
    reach: async (visit, ground) => {
      await opens(visit, ground, '')
      await shows(button(visit, 'Dismiss'))
    },
  },
  {
    name: 'timeline',
    as: worker,
    at: () => '/more',
    reach: async (visit, ground) => {
      await opens(visit, ground, '/timeline')
      await shows(visit.page.getByText('Ask about the school'))
    },
  },
  {
    name: 'summary to print',
    as: worker,
    at: () => '/more',
    reach: async (visit, ground) => {
      await opens(visit, ground, '/print')
      await visit.page.getByRole('radio', { name: visit.say('With identity') }).check()
      await shows(visit.page.getByText('Ask about the school'))
    },
  },
]
