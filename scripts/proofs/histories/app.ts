// Two people at the screens of the app, each in a browser of their own behind a bad line: what either was told is saved
// is in force, in the history, or kept beside it as a claim; and once.
import { type Random, randomOf } from '@primero/server/training/random.ts'
import type { ConfigReply } from '@primero/domain/sync/protocol.ts'
import type pg from 'pg'
import { openBrowser } from '../../../e2e/chromium.ts'
import { type BadLine, type Fault, faults, openBadLine } from '../../../e2e/fault-proxy.ts'
import { questionOf, questionsOf } from '../../../e2e/fill.ts'
import { desk, type House, openHouse, type Visit } from '../../../e2e/house.ts'
import { registered } from '../../../e2e/records.ts'
import { finallyDo, pause } from '../children.ts'

export type AppDay = { seed: number; saves: number; wrongs: string[] }
type Product = { url: string; password: string; data: string }

const people = ['primero_cp', 'primero_admin_cp'] as const
const boxes = ['name_nickname', 'name_other'] as const

export async function daysInTheApp(
  product: Product,
  admin: pg.Client,
  seeds: number[],
  lived: (day: AppDay) => void,
  late: number,
): Promise<void> {
  const browser = await openBrowser()
  finallyDo(() => browser.close())
  for (const seed of seeds) {
    if (performance.now() > late) return
    const { house, end } = openHouse(browser, product)
    const lines = await Promise.all(people.map(() => openBadLine(product.url)))
    lived(await dayInTheApp(house, admin, seed, lines))
    await end()
    for (const line of lines) line.stop()
  }
}

type Desk = { visit: Visit; line: BadLine; config: ConfigReply }

async function dayInTheApp(house: House, admin: pg.Client, seed: number, lines: BadLine[]): Promise<AppDay> {
  const random = randomOf(seed)
  const { id } = await registered(house, 'primero_cp', {})
  const at = `/cases/${id}/basic_identity?edit=1`
  const desks: Desk[] = []
  for (const [n, line] of lines.entries()) {
    const visit = await house.visit({ as: people[n] as string, look: desk('en'), at, through: line.url })
    desks.push({ visit, line, config: await questionsOf(visit) })
  }
  const written: string[] = []
  for (const { line } of desks) line.next = strikes(random)
  for (let n = 0; n < 6; n++) {
    const text = `of ${seed} and ${n}`
    if (await saves(random, random.pick(desks), text)) written.push(text)
  }
  for (const { line, visit } of desks) {
    line.next = () => undefined
    await visit.context.setOffline(false)
  }
  const wrongs = (await Promise.all(desks.map(restless))).flat()
  return { seed, saves: written.length, wrongs: [...wrongs, ...(await wrongsAt(admin, id, written))] }
}

const strikes = (random: Random) => (): Fault | undefined => (random.chance(0.25) ? random.pick(harmless) : undefined)
/** The page itself would rather be signed in: what ends the session belongs to other journeys. */
const harmless = faults.filter((fault) => fault !== 'stale-csrf')

/** @returns whether the screen said that it is saved, on this device or by the server */
async function saves(random: Random, { visit, config }: Desk, text: string): Promise<boolean> {
  const { page, context, say } = visit
  if (random.chance(0.4)) await context.setOffline(random.chance(0.5))
  const box = page.getByRole('textbox', { name: questionOf(config, random.pick(boxes)) })
  if (!(await box.isVisible())) return false
  await box.fill(text)
  const save = page.getByRole('button', { name: say('Save'), exact: true })
  if (!(await save.isEnabled())) return false
  await save.click()
  const told = page
    .getByText(say('Saved on this computer, not yet received'))
    .or(page.getByText(say('Received by the server')))
    .or(page.getByRole('region', { name: say('A colleague changed this too') }))
  return told
    .first()
    .waitFor({ timeout: 10_000 })
    .then(
      () => true,
      () => false,
    )
}

/** Until nothing waits to be sent. */
async function restless({ visit: { page, say } }: Desk): Promise<string[]> {
  const received = page.getByRole('banner').getByText(say('All received'))
  const needsYou = page.getByRole('region', { name: say('A colleague changed this too') })
  return received
    .or(needsYou)
    .first()
    .waitFor({ timeout: 60_000 })
    .then(
      () => [],
      () => ['a device is not quiet in time'],
    )
}

/** Each text is somewhere at the server, and was written once. */
async function wrongsAt(admin: pg.Client, id: string, written: string[]): Promise<string[]> {
  const wrongs: string[] = []
  for (const text of written) {
    const found = await until(async () => (await placesOf(admin, id, text)).all > 0)
    const { changes } = await placesOf(admin, id, text)
    if (!found) wrongs.push(`“${text}” was called saved and is nowhere`)
    if (changes > 1) wrongs.push(`“${text}” was written ${changes} times`)
  }
  return wrongs
}

async function placesOf(admin: pg.Client, id: string, text: string): Promise<{ all: number; changes: number }> {
  const { rows } = await admin.query<{ all: number; changes: number }>(
    `with n as (select n from case_row where id = $1),
       change as (select c ->> 'to' as said from case_history h join n using (n), jsonb_array_elements(h.changes) c),
       claim as (select c ->> 'to' as said from case_conflict k join n using (n), jsonb_array_elements(k.changes) c)
     select (select count(*) from change where said = $2)::int as changes,
       ((select count(*) from change where said = $2) + (select count(*) from claim where said = $2))::int as all`,
    [id, text],
  )
  return rows[0] ?? { all: 0, changes: 0 }
}

async function until(test: () => Promise<boolean>): Promise<boolean> {
  for (const end = performance.now() + 10_000; performance.now() < end; await pause(200)) if (await test()) return true
  return false
}
