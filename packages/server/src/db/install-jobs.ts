// The jobs' own schema. It belongs to the job login, whose tables nobody else may touch; the app enqueues through
// one function, inside its own transaction.
import { runMigrations } from 'graphile-worker'
import pg from 'pg'

const login = (url: string): string => `"${decodeURIComponent(new URL(url).username).replaceAll('"', '""')}"`

export async function installJobs(urls: { app: string; owner: string; job: string }): Promise<void> {
  await asLogin(urls.owner, async (owner) => {
    const { rows } = await owner.query<{ name: string }>('select quote_ident(current_database()) as name')
    await owner.query(`grant create on database ${rows[0]?.name} to ${login(urls.job)}`)
  })
  await runMigrations({ connectionString: urls.job })
  await asLogin(urls.job, async (job) => {
    await job.query(`
      create schema if not exists jobs;
      create or replace function jobs.enqueue(task text, payload json, key text) returns void
        language sql security definer set search_path = ''
        as $$ select graphile_worker.add_job(task, payload, job_key := key) $$;
      revoke all on function jobs.enqueue(text, json, text) from public;
      grant usage on schema jobs to ${login(urls.app)};
      grant execute on function jobs.enqueue(text, json, text) to ${login(urls.app)}`)
  })
  await asLogin(urls.owner, async (owner) => {
    const { rows } = await owner.query<{ name: string }>('select quote_ident(current_database()) as name')
    await owner.query(`revoke create on database ${rows[0]?.name} from ${login(urls.job)}`)
  })
}

async function asLogin(url: string, work: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client(url)
  await client.connect()
  try {
    await work(client)
  } finally {
    await client.end()
  }
}
