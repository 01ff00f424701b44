// Migrations that move data, over what the version before had written.
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
