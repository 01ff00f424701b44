// Records as a person has them: made, saved, looked for in a list.
import { type House, shows, type Visit } from './house.ts'

/** Saves what is open and waits for the receipt. @returns the record's id, which the address shows from then on */
export async function save({ page, say }: Visit): Promise<string> {
  await page.getByRole('button', { name: say('Save'), exact: true }).click()
  await shows(page.getByText(say('Received by the server')))
  return /\/([0-9a-f-]{36})\//.exec(page.url())?.[1] ?? ''
}

/** A record as the server has it for this person: `cases/…`. */
export async function stored(house: House, user: string, path: string): Promise<Record<string, unknown>> {
  const { status, body } = await house.ask(user, `GET ${path}`)
  if (status !== 200) throw new Error(`${user} cannot read ${path}: ${status}`)
  return (body as { data: Record<string, unknown> }).data
}

/** A case of child protection that this person registered earlier. @returns its id and code */
export async function registered(
  house: House,
  user: string,
  answers: Record<string, unknown>,
): Promise<{ id: string; code: string }> {
  const known = { name_first: 'Ilan', name_last: 'Morrow', sex: 'male', age: 9, module_id: 'primeromodule-cp' }
  const { status, body } = await house.ask(user, 'POST cases', { ...known, ...answers })
  if (status !== 200) throw new Error(`${user} cannot register a case: ${status} ${JSON.stringify(body)}`)
  const { id, short_id } = (body as { data: { id: string; short_id: string } }).data
  return { id, code: short_id }
}

/** Types into the search of the list that is open, and waits for its answer. */
async function search({ page, say }: Visit, text: string): Promise<void> {
  const answered = page.waitForResponse((reply) => {
    if (!reply.url().endsWith('/api/sync/search')) return false
    const { query } = (reply.request().postDataJSON() ?? {}) as { query?: { text: string } }
    return query !== undefined
  })
  await page.getByRole('searchbox', { name: say('Search') }).fill(text)
  await answered
}

/** The search brings this code. */
export async function finds(visit: Visit, text: string, code: string): Promise<void> {
  await search(visit, text)
  await shows(visit.page.locator('.found:not([aria-busy])').getByRole('link', { name: code }))
}

/** The search brings nothing, and says so. */
export async function findsNothing(visit: Visit, text: string): Promise<void> {
  await search(visit, text)
  await shows(visit.page.getByText(visit.say('Nothing found')))
}

/** Another form of the record that is being made. */
export async function openNew(visit: Visit, form: string): Promise<void> {
  const address = new URL(visit.page.url())
  address.searchParams.set('form', form)
  await visit.open(`/cases/new${address.search}`)
}
