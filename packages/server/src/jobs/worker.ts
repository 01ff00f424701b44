// Work that nobody waits for: the house's own upkeep.
import { Logger, parseCronItems, run, type Runner, type TaskList } from 'graphile-worker'
import { chunkKey } from '../attachments/storage.ts'
import { forgetRemoved } from '../attachments/forget.ts'
import { dropOldMonths } from '../audit-seal/retention.ts'
import { sealAudit } from '../audit-seal/seal.ts'
import { openPool } from '../db/database.ts'
import type { House } from '../house.ts'
import { refreshAges } from '../records/refresh-ages.ts'
import { reindex } from '../records/reindex.ts'
import { forgetMail, sendMails } from '../mail/send.ts'
import { forgetUnverified, register } from '../ways-in/register.ts'
import { addMonths, dropLapsed } from './queries.ts'

const tasks = (house: House): TaskList => ({
  'keep-house': async (_payload, { withPgClient }) => {
    await withPgClient(addMonths)
    const lapsed = await withPgClient(dropLapsed)
    for (const { blob, account_id: account, chunk } of lapsed)
      await house.storage.remove(chunkKey(account, blob, chunk))
    await forgetRemoved(house)
    await forgetMail(house)
    await withPgClient((client) => forgetUnverified(house, client))
    await withPgClient(async (client) => {
      await sealAudit(client, house.keys)
      await dropOldMonths(house, client)
    })
  },
  'seal-audit': async (_payload, { withPgClient }) => {
    await withPgClient((client) => sealAudit(client, house.keys))
  },
  'send-mail': async () => {
    await sendMails(house)
  },
  register: async () => {
    await register(house)
  },
  reindex: async () => {
    await reindex(house)
  },
  'refresh-ages': async () => {
    await refreshAges(house)
  },
})

const nightly = (task: string, match: string) => ({ task, match, options: { backfillPeriod: 24 * 3600 * 1000 } })

export async function startWorker(house: House, jobUrl: string): Promise<Runner> {
  // Our own pool, closed at the end: an idle connection that the database cuts must not take the program with it.
  const pool = openPool({ connectionString: jobUrl, max: 4 })
  const runner = await run({
    pgPool: pool,
    taskList: tasks(house),
    parsedCronItems: parseCronItems([
      nightly('keep-house', '10 1 * * *'),
      nightly('refresh-ages', '30 1 * * *'),
      // A run that waits is as good as two.
      { task: 'seal-audit', match: '* * * * *', options: { jobKey: 'seal-audit' } },
      // What could not be sent is due again, in its time.
      { task: 'send-mail', match: '* * * * *', options: { jobKey: 'send-mail' } },
    ]),
    concurrency: 1,
    pollInterval: 60_000,
    noHandleSignals: true,
    // Its messages may quote payloads and errors; what matters here stands in the audit.
    logger: new Logger(() => () => {}),
  })
  const stop = async (): Promise<void> => {
    await runner.stop()
    await pool.end()
  }
  return { ...runner, stop }
}
