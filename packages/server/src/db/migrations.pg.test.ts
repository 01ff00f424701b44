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

test('0035 leaves out of what was passed on what its sender did not see, and of what he passed on again', async () => {
  const all = readdirSync(join(import.meta.dirname, 'migrations')).sort()
  const file = '0035_passed_on_of_a_share.sql'
  // 0034 asks when others were run, and moves nothing that this one moves.
  await withMigrations(all.slice(0, all.indexOf('0034_silence_of_old_shares.sql')), async (owner) => {
    const shares: [by: string, to: string, leftOut: string[], at: string][] = [
      ['owner', 'narrow', ['age', 'name'], '2026-01-01'],
      ['owner', 'wide', [], '2026-01-01'],
      ['narrow', 'next', ['sex'], '2026-01-02'],
      ['next', 'last', [], '2026-01-03'],
      ['wide', 'seer', [], '2026-01-03'],
    ]
    await owner.query('alter table transition no force row level security')
    for (const [by, to, leftOut, at] of shares) {
      const { rows } = await owner.query(
        `insert into transition (id, n, record_type, record_id, type, status, by_user, to_user, remote,
           consent_overridden, consent_individual, allow_case_creation, record_owner, sender, created_at)
         values (gen_random_uuid(), 1, 'case', gen_random_uuid(), 'Referral', 'accepted', $1, $2, false,
           true, false, false, '{}', '{}', $3) returning id`,
        [by, to, at],
      )
      await owner.query(
        `insert into record_grant (n, user_name, kind, transition, from_at, left_out) values (1, $1, 'referral', $2, $3, $4)`,
        [to, rows[0].id, at, leftOut],
      )
    }
    await owner.query('alter table transition force row level security')
    await owner.query(fileOf(file))
    await owner.query('alter table transition no force row level security')
    const { rows } = await owner.query(`
      select to_user, t.left_out as kept, g.left_out as granted
      from transition t join record_grant g on g.transition = t.id order by seq`)
    expect(rows).toEqual([
      { to_user: 'narrow', kept: [], granted: ['age', 'name'] },
      { to_user: 'wide', kept: [], granted: [] },
      { to_user: 'next', kept: ['age', 'name'], granted: ['age', 'name', 'sex'] },
      { to_user: 'last', kept: ['age', 'name', 'sex'], granted: ['age', 'name', 'sex'] },
      { to_user: 'seer', kept: [], granted: [] },
    ])
  })
})
