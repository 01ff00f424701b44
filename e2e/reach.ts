// Steps that lead to states of a page.
import { questionOf, questionsOf } from './fill.ts'
import { type Ground, worker } from './ground.ts'
import { shows, type Visit } from './house.ts'

export const heading = ({ page }: Visit, name: string) => page.getByRole('heading', { name })
export const button = ({ page, say }: Visit, words: string) =>
  page.getByRole('button', { name: say(words), exact: true })
export const cases = ({ page, say }: Visit) => page.getByRole('link', { name: say('Cases'), exact: true }).first()
export const rows = ({ page }: Visit) => page.locator('.found:not([aria-busy])')

export const onCase = (form: string) => (ground: Ground) => `/cases/${ground.kase}${form}`

export async function typed(visit: Visit, field: string, text: string): Promise<void> {
  const box = visit.page.getByRole('textbox', { name: questionOf(await questionsOf(visit), field) })
  await box.fill(text)
  await box.blur()
}

export async function tryDoor(visit: Visit, words: string): Promise<void> {
  const { page, say } = visit
  await page.getByLabel(say('User name')).fill('nobody_here')
  await page.getByLabel(say('Password'), { exact: true }).fill('guess')
  await button(visit, 'Sign in').click()
  await shows(page.getByText(say(words)))
}

/** Opens the chooser of a question. */
export async function choose(visit: Visit, field: string): Promise<void> {
  const group = visit.page.getByRole('group', { name: questionOf(await questionsOf(visit), field) })
  await group.locator('[aria-haspopup=dialog]').first().click()
  await shows(visit.page.getByRole('dialog'))
}

export const pick = async (visit: Visit, field: string, n: number): Promise<void> => {
  const group = visit.page.getByRole('group', { name: questionOf(await questionsOf(visit), field) })
  await group.getByRole('radio').nth(n).check()
}

/** A colleague is faster with the same answer. */
export async function conflict(visit: Visit, { house, kase }: Ground): Promise<void> {
  const { page, say } = visit
  const { body } = await house.ask(worker, `GET cases/${kase}`)
  const now = (body as { data: { risk_level: string } }).data.risk_level
  // High, medium, low: they choose another one than we do and a higher one, which is then in force.
  const theirs = now === 'high' ? 'medium' : 'high'
  await pick(visit, 'risk_level', now === 'low' ? 1 : 2)
  await house.ask('primero_admin_cp', `PATCH cases/${kase}`, { risk_level: theirs })
  await button(visit, 'Save').click()
  await shows(page.getByRole('link', { name: say('Choose') }))
}

export async function savedOffline(visit: Visit): Promise<void> {
  await typed(visit, 'name_other', 'Offline')
  await visit.context.setOffline(true)
  await button(visit, 'Save').click()
  await shows(visit.page.locator('.save .is-device'))
}

/** Keeps every answer of this kind waiting. */
export const never = ({ page }: Visit, path: string) => page.route(`**${path}*`, () => undefined)
/** 500 in our own words; 502 in those of a gateway, which are no answer of ours. */
export const fails = ({ page }: Visit, path: string, status: 500 | 502) => {
  const body = status === 500 ? '{"type":"problem:bug","code":"bug"}' : '<h1>Bad gateway</h1>'
  return page.route(`**${path}*`, (route) => route.fulfill({ status, body }))
}
