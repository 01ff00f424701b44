// Work that nobody waits for: the house's own upkeep.
import { Logger, parseCronItems, run, type Runner, type TaskList } from 'graphile-worker'
import type { ClientBase, Pool } from 'pg'
import { findDuplicates, isAboutRecord } from '../alerts/duplicates.ts'
import { chunkKey } from '../attachments/storage.ts'
import { forgetRemoved } from '../attachments/forget.ts'
import { dropOldMonths } from '../audit-seal/retention.ts'
import { sealAudit } from '../audit-seal/seal.ts'
import { expireConsents } from '../consents/expire.ts'
import { openPool } from '../db/database.ts'
import type { House } from '../house.ts'
import { emptyLateLinks } from '../links/queries.ts'
import { refreshAges } from '../records/refresh-ages.ts'
import { reindex } from '../records/reindex.ts'
import { forgetMail, sendMails } from '../mail/send.ts'
import { forgetBrowsers, sendPushes } from '../push/send.ts'
import { tellTasks } from '../tasks/tell.ts'
import { endWork } from '../sharing/leaving.ts'
import { tellOfSilence } from '../sharing/silence.ts'
import { forgetUnverified, register } from '../ways-in/register.ts'
import { addMonths, dropLapsed } from './queries.ts'
import { inTurn } from './turn.ts'
import { cronOf, type TaskName, taskNames, taskOf } from './tasks.ts'

/** Hands out a connection of the jobs' own login. */
type WithClient = <T>(work: (client: ClientBase) => Promise<T>) => Promise<T>
type Work = (house: House, withClient: WithClient, payload: unknown) => Promise<unknown>

const works: Record<TaskName, Work> = {
  'keep-house': async (house, withClient) => {
    await withClient(addMonths)
    await forgetRemoved(house)
    await forgetMail(house)
    await forgetBrowsers(house)
    await withClient((client) => sealAudit(client, house.keys))
    await withClient((client) => dropOldMonths(house, client))
  },
  'drop-lapsed': async (house, withClient) => {
    await emptyLateLinks(house.db, house.clock())
    for (const { blob, account_id: account, chunk } of await withClient(dropLapsed))
      await house.storage.remove(chunkKey(account, blob, chunk))
  },
  'forget-unverified': (house, withClient) => withClient((client) => forgetUnverified(house, client)),
  'seal-audit': (house, withClient) => withClient((client) => sealAudit(client, house.keys)),
  'send-mail': sendMails,
  'send-push': sendPushes,
  'tell-tasks': tellTasks,
  'find-duplicates': async (house, _withClient, payload) => {
    if (isAboutRecord(payload)) await findDuplicates(house, payload)
  },
  register: register,
  reindex: reindex,
  'expire-consents': expireConsents,
  'end-work': endWork,
  'tell-silence': tellOfSilence,
  'refresh-ages': refreshAges,
}

const tasks = (house: House, names: readonly TaskName[]): TaskList =>
  Object.fromEntries(
    names.map((name) => [
      name,
      (payload: unknown, { withPgClient }: { withPgClient: WithClient }) =>
        withPgClient((client) => inTurn(house, client, name, () => works[name](house, withPgClient, payload))),
    ]),
  )

const day = 24 * 3600 * 1000

/** What was missed of a day is made up for; a run that waits is as good as two. */
const schedule = (names: readonly TaskName[]) =>
  parseCronItems(
    names.flatMap((task) => {
      const { rhythm } = taskOf(task)
      if (rhythm === null) return []
      const options = rhythm.every === 'day' ? { backfillPeriod: day, jobKey: task } : { jobKey: task }
      return [{ task, match: cronOf(rhythm), options }]
    }),
  )

/**
 * Two lines. Long work is done one after the other; beside it goes what somebody waits for – consents that end, a mail with
 * a new password – two at a time, for a mail server may take its time to answer.
 */
const lines = [
  { names: taskNames.filter((name) => taskOf(name).isLong === true), atOnce: 1 },
  { names: taskNames.filter((name) => taskOf(name).isLong !== true), atOnce: 2 },
]

export type Worker = { stop: () => Promise<void> }

export async function startWorker(house: House, jobUrl: string): Promise<Worker> {
  // Our own pool, closed at the end: an idle connection that the database cuts must not take the program with it. Each
  // line listens, and each job that runs has a connection for its turn and one for its work.
  const pool = openPool({ connectionString: jobUrl, max: 10 })
  const runners: Runner[] = []
  const stop = async (): Promise<void> => {
    await Promise.all(runners.map((runner) => runner.stop()))
    await pool.end()
  }
  try {
    for (const { names, atOnce } of lines) runners.push(await started(house, pool, names, atOnce))
  } catch (error) {
    await stop()
    throw error
  }
  return { stop }
}

const started = (house: House, pgPool: Pool, names: readonly TaskName[], concurrency: number): Promise<Runner> =>
  run({
    pgPool,
    taskList: tasks(house, names),
    parsedCronItems: schedule(names),
    concurrency,
    pollInterval: 60_000,
    noHandleSignals: true,
    // Its messages may quote payloads and errors; what matters here stands in the audit.
    logger: new Logger(() => () => {}),
  })
