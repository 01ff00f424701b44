// Migrations that move data, over what the version before had written.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { expect, inject, test } from 'vitest'

const fileOf = (name: string): string => readFileSync(join(import.meta.dirname, 'migrations', name), 'utf8')

/** An empty database of its own, in which the owner has run these files. */
async function withMigrations(files: string[], work: (owner: pg.Client) => Promise<void>): Promise<void> {
  const addresses = inject('database')
  const name = `migrated_${crypto.randomUUID().replaceAll('-', '')}`
  const admin = new pg.Client(addresses.admin)
  await admin.connect()
  await admin.query(`create database ${name} owner primero_owner`)
  const owner = new pg.Client(Object.assign(new URL(addresses.owner), { pathname: `/${name}` }).toString())
  try {
    await owner.connect()
    for (const file of files) await owner.query(fileOf(file))
    await work(owner)
  } finally {
    await owner.end()
    await admin.query(`drop database ${name} with (force)`)
    await admin.end()
  }
}

test('0004 keeps wrong passwords that were counted, and locks that run', async () => {
  await withMigrations(['0001_house.sql', '0002_conflicts.sql', '0003_devices.sql'], async (owner) => {
    await owner.query(`
      insert into account (user_name, full_name, role, failed_attempts, locked_until)
      values ('amal', 'Amal', 'r', 6, now() + interval '10 minutes'), ('bilal', 'Bilal', 'r', 2, null),
             ('carol', 'Carol', 'r', 0, null)`)
    await owner.query(fileOf('0004_door.sql'))
    const { rows } = await owner.query(`
      select a.user_name, l.failures, l.until > now() as locked
      from account a left join sign_in_lock l on l.name = sha256(convert_to(a.user_name, 'UTF8')) order by 1`)
    expect(rows).toEqual([
      { user_name: 'amal', failures: 6, locked: true },
      { user_name: 'bilal', failures: 2, locked: null },
      { user_name: 'carol', failures: null, locked: null },
    ])
  })
})

test('0031 says of every case whose agency it is, and goes on saying it', async () => {
  await withMigrations(['0001_house.sql'], async (owner) => {
    const insert = (n: number, seenBy: string[]) =>
      owner.query(
        `insert into case_row (n, id, module, record_state, status, owned_by, seen_by, created_at)
         values ($1, gen_random_uuid(), 'm', true, 'open', 'amal', $2, now())`,
        [n, seenBy],
      )
    const agencies = async () =>
      (await owner.query<{ agency: string | null }>('select agency from case_row order by n')).rows.map((r) => r.agency)
    await insert(1, ['a:one', 'g:a:two', 'u:amal'])
    await insert(2, ['u:a:three', 'u:amal', 'a:two'])
    await insert(3, [])
    await owner.query(fileOf('0031_agency_of_case.sql'))
    expect(await agencies()).toEqual(['a:one', 'a:two', null])
    await owner.query(`update case_row set seen_by = array['a:four', 'u:amal'] where n < 3`)
    expect(await agencies()).toEqual(['a:four', 'a:four', null])
  })
})
