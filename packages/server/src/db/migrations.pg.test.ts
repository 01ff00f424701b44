// Migrations that move data, over what the version before had written.
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { fileOf, withMigrations } from '../../test/migrated.ts'

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

test('0033 shows of what waits for its recipient the service that it is about, and of the rest as before', async () => {
  const before = readdirSync(join(import.meta.dirname, 'migrations')).sort()
  await withMigrations(before.slice(0, before.indexOf('0033_services_of_a_share.sql')), async (owner) => {
    const shares = [
      { to: 'waits', status: 'in_progress', first: ['services'], row: 's1' },
      { to: 'waits-for-none', status: 'in_progress', first: ['services'], row: null },
      { to: 'accepted', status: 'accepted', first: ['services'], row: 's1' },
      { to: 'opens-at-once', status: 'in_progress', first: null, row: 's1' },
    ]
    await owner.query('alter table transition no force row level security')
    for (const { to, status, first, row } of shares) {
      const { rows } = await owner.query(
        `insert into transition (id, n, record_type, record_id, type, status, by_user, to_user, remote, service_row, forms_before,
           consent_overridden, consent_individual, allow_case_creation, record_owner, sender, created_at)
         values (gen_random_uuid(), 1, 'case', gen_random_uuid(), 'Referral', $2, 'amal', $1, false, $3, $4,
           false, false, false, '{}', '{}', now()) returning id`,
        [to, status, row, first],
      )
      await owner.query(`insert into record_grant (n, user_name, kind, transition) values (1, $1, 'referral', $2)`, [
        to,
        rows[0].id,
      ])
    }
    await owner.query('alter table transition force row level security')
    await owner.query(fileOf('0033_services_of_a_share.sql'))
    const { rows } = await owner.query('select user_name, services from record_grant order by id')
    expect(rows).toEqual([
      { user_name: 'waits', services: ['s1'] },
      { user_name: 'waits-for-none', services: [] },
      { user_name: 'accepted', services: null },
      { user_name: 'opens-at-once', services: null },
    ])
  })
})

test('0034 says of shares from before 0020 when they were answered, and when silence about them is told', async () => {
  const all = readdirSync(join(import.meta.dirname, 'migrations')).sort()
  const [first, second] = [all.indexOf('0020_directory.sql'), all.indexOf('0034_silence_of_old_shares.sql')]
  await withMigrations(all.slice(0, first), async (owner) => {
    await owner.query('create table migration (id int primary key, name text, at timestamptz not null)')
    const keep = async (to: string, status: string, at: string) => {
      await owner.query('alter table transition no force row level security')
      await owner.query(
        `insert into transition (id, n, record_type, record_id, type, status, by_user, to_user, remote,
           consent_overridden, consent_individual, allow_case_creation, record_owner, sender, created_at, responded_at)
         values (gen_random_uuid(), 1, 'case', gen_random_uuid(), 'Referral', $2, 'amal', $1, false,
           false, false, false, '{}', '{}', $3::timestamptz, case when $2 = 'accepted' then $3::timestamptz end)`,
        [to, status, at],
      )
      await owner.query('alter table transition force row level security')
    }
    await keep('waits', 'in_progress', '2026-01-01')
    await keep('accepted', 'accepted', '2026-01-02')
    for (const file of all.slice(first, second)) await owner.query(fileOf(file))
    await owner.query(`insert into migration values (20, 'directory', '2026-02-01')`)
    await keep('later, told of by nobody', 'in_progress', '2026-03-01')
    await owner.query(fileOf('0034_silence_of_old_shares.sql'))
    await owner.query('alter table transition no force row level security')
    const { rows } = await owner.query(`
      select to_user, answered_at = responded_at as answered, silence_at > now() as tells, silence_team_at > silence_at as tells_team
      from transition order by created_at`)
    expect(rows).toEqual([
      { to_user: 'waits', answered: null, tells: true, tells_team: true },
      { to_user: 'accepted', answered: true, tells: null, tells_team: null },
      { to_user: 'later, told of by nobody', answered: null, tells: null, tells_team: null },
    ])
  })
})
