// Where random histories happen: the real product, a bad line before it, and one page with the engine of every device.
import type { ConfigReply } from '@primero/domain/sync/protocol.ts'
import type { ServerResponse } from 'node:http'
import type pg from 'pg'
import type { Browser, Page } from 'playwright-core'
import type { DayReport } from '../../packages/web/test/day.ts'
import { adminOf } from '../accounts.ts'
import { openBrowser } from '../chromium.ts'
import { buildEngine } from '../engine.ts'
import { type FaultProxy, openFaultProxy } from '../fault-proxy.ts'
import { type History, type Person, type PlannedDevice, type Questions, questionsIn, roles } from './plan.ts'

export type Ground = {
  admin: pg.Client
  proxy: FaultProxy
  page: Page
  questions: Questions
  /** Answers that no device keeps. */
  neverOffline: ReadonlySet<string>
  /** Lives through the history, to the quiet after it. */
  live: (history: History) => Promise<DayReport>
  stop: () => Promise<void>
}

export type Product = { url: string; password: string; data: string }

/** The training site has somebody of each role, whose configuration the page learns. */
const teachers = { [roles.worker]: 'primero_cp', [roles.supervisor]: 'primero_mgr_cp' }

export async function openHistories(product: Product): Promise<Ground> {
  const [admin, browser, engine] = await Promise.all([adminOf(product.data), openBrowser(), buildEngine()])
  const words = new Map<string, (...rest: string[]) => Promise<void>>()
  const proxy = await openFaultProxy(product.url, (_asked, reply, path) => own(engine.answer, words, reply, path))
  const doors = new Doors(product, proxy, admin)
  words.set('sign-in', (name) => doors.signIn(name))
  words.set('sign-out', async (name) => void (await proxy.ask(name, 'DELETE', '/api/v2/tokens')))
  words.set('grant', (of, user) => again(() => grant(admin, of, user)))
  words.set('put-back', (of) => putBack(admin, of))
  words.set('transfer', (of, user) => again(() => transfer(admin, of, user)))
  const page = await openPage(browser, proxy.url)
  const learned = await learn(doors, proxy, page)
  const { questions, neverOffline } = learned
  return {
    admin,
    proxy,
    page,
    questions,
    neverOffline,
    live: (history) => live(doors, proxy, page, history),
    stop: async () => {
      await browser.close()
      proxy.stop()
      engine.drop()
      await admin.end()
    },
  }
}

async function openPage(browser: Browser, url: string): Promise<Page> {
  const page = await browser.newPage()
  await page.goto(url)
  await page.waitForFunction(() => window.engine !== undefined)
  return page
}

/** `/word/<what>/<rest>` from the page, or a file of it. */
async function own(
  answer: (path: string, reply: ServerResponse) => void,
  words: ReadonlyMap<string, (...rest: string[]) => Promise<void>>,
  reply: ServerResponse,
  path: string,
): Promise<void> {
  const [, place, word = '', ...rest] = path.split('/')
  if (place !== 'word') {
    reply.setHeader('set-cookie', 'CSRF-TOKEN=kept-by-the-proxy; path=/')
    return answer(path, reply)
  }
  try {
    await words.get(word)?.(...rest)
    reply.writeHead(204).end()
  } catch (e) {
    console.error(`${word}: ${(e as Error).message}`)
    reply.writeHead(500).end()
  }
}

async function learn(doors: Doors, proxy: FaultProxy, page: Page) {
  const replies: ConfigReply[] = []
  for (const [role, userName] of Object.entries(teachers)) {
    proxy.open(userName, () => undefined)
    doors.people.set(userName, userName)
    await doors.signIn(userName)
    const { body } = await proxy.ask(userName, 'GET', '/api/sync/config')
    await page.evaluate(({ name, reply }) => window.engine.learnRole(name, reply), {
      name: role,
      reply: body as ConfigReply,
    })
    replies.push(body as ConfigReply)
    proxy.close(userName)
  }
  const [worker] = replies as [ConfigReply]
  const never = worker.bundle.forms.flatMap((form) => form.fields).filter((field) => field.offline === 'never')
  return { questions: questionsIn(worker), neverOffline: new Set(never.map(({ name }) => name)) }
}

/** Who sits at which device, and how they come in. */
class Doors {
  readonly product: Product
  readonly proxy: FaultProxy
  readonly admin: pg.Client
  /** User names, and the ids that the server knows, by the name of a device. */
  readonly people = new Map<string, string>()
  readonly devices = new Map<string, string>()

  constructor(product: Product, proxy: FaultProxy, admin: pg.Client) {
    this.product = product
    this.proxy = proxy
    this.admin = admin
  }

  async signIn(name: string): Promise<void> {
    // A day passes in a second here: the minute in which sign-ins are counted is over each time.
    await this.admin.query('delete from throttle')
    const user = { user_name: this.people.get(name), password: this.product.password }
    const { status } = await this.proxy.ask(name, 'POST', '/api/v2/tokens', { user })
    if (status !== 200) throw new Error(`${user.user_name} was not let in: ${status}`)
    const device = this.devices.get(name)
    if (device) await this.proxy.ask(name, 'POST', '/api/sync/devices', { device, kind: 'phone' })
  }

  async move(device: PlannedDevice): Promise<void> {
    const way = this.proxy.open(device.name, () => undefined)
    this.people.set(device.name, device.person.userName)
    this.devices.set(device.name, device.id)
    await this.signIn(device.name)
    way.next = device.next
  }
}

async function live(doors: Doors, proxy: FaultProxy, page: Page, history: History): Promise<DayReport> {
  const ids = await enrol(doors.admin, history.people)
  for (const device of history.devices) await doors.move(device)
  const name = String(history.seed)
  const plans = history.devices.map(({ person, ahead, ...device }) => ({
    name: device.name,
    id: device.id,
    ahead,
    role: person.role,
    me: {
      id: ids.get(person.userName) ?? 0,
      userName: person.userName,
      fullName: person.userName,
      groups: person.groups,
    },
  }))
  await page.evaluate(
    async ({ name, plans, steps }) => {
      await window.engine.beginDay(name, plans)
      await window.engine.workDay(name, steps)
    },
    { name, plans, steps: history.steps },
  )
  await proxy.quiet()
  for (const device of history.devices) proxy.way(device.name).next = () => undefined
  return page.evaluate((name) => window.engine.endDay(name), name)
}

/** New people of the training site, with the password of the others. */
async function enrol(admin: pg.Client, people: Person[]): Promise<Map<string, number>> {
  const ids = new Map<string, number>()
  for (const { userName, role, groups } of people) {
    const { rows } = await admin.query<{ id: number }>(
      `insert into account (user_name, full_name, role, agency, groups, location, password_hash)
       select $1, $1, $2, agency, $3, location, password_hash from account where user_name = 'primero_cp' returning id`,
      [userName, role, groups],
    )
    ids.set(userName, rows[0]?.id ?? 0)
  }
  return ids
}

/** The server may be writing the same record: whoever comes second tries once more. */
async function again(work: () => Promise<void>): Promise<void> {
  for (let left = 5; ; left--) {
    try {
      return await work()
    } catch (e) {
      if (left === 0 || (e as { code?: string }).code !== '40P01') throw e
    }
  }
}

/** The case is shared: its holder finds it and writes in it. */
async function grant(admin: pg.Client, of: string, user: string): Promise<void> {
  await admin.query(
    `with found as (
       update case_row set seen_by = array_append(seen_by, 'u:' || $2) where id = $1 and not seen_by @> array['u:' || $2] returning n)
     insert into record_grant (n, user_name, kind) select n, $2, 'referral' from found`,
    [of, user],
  )
}

/** The case gets another owner: who had it does not find it any more. */
async function transfer(admin: pg.Client, of: string, user: string): Promise<void> {
  await admin.query(
    `with found as (
       update case_row set owned_by = $2,
         seen_by = (select array_agg(distinct p) from unnest(array_remove(seen_by, 'u:' || owned_by) || array['u:' || $2]) p)
       where id = $1 returning n), noted as (
       insert into change_log (n) select n from found on conflict (n) do update set xid = pg_current_xact_id())
     update case_doc set data = data || jsonb_build_object('owned_by', $2::text), version = version + 1
     from found where case_doc.n = found.n`,
    [of, user],
  )
}

/** The house is that of an earlier day again, as after a restored backup; devices hold more than it remembers. */
async function putBack(admin: pg.Client, of: string): Promise<void> {
  await admin.query(
    `update case_doc d set version = 1, data = jsonb_set(d.data, '{name_nickname}', '"of before"') from case_row r where r.n = d.n and r.id = $1`,
    [of],
  )
  await admin.query(`update device set fill = md5(fill)`)
}

/** The database as its administrator, who sees every row. */
