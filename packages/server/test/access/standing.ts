// Records that simply stand in the tables, whatever the forms say: for tests of who reaches them.
import type { RecordType } from '@primero/domain/configuration/bundle.ts'
import type { RecordFacts } from '@primero/domain/records/record.ts'
import { sql } from 'kysely'
import type { Tx } from '../../src/db/database.ts'
import { insertDocument } from '../../src/records/queries.ts'
import { insertRow } from '../../src/search/queries.ts'

/** A record with these facts and nothing else; its `n`. */
export async function stand(tx: Tx, facts: RecordFacts): Promise<number> {
  const at = '2024-05-10T08:00:00.000Z'
  const n = await insertRow(tx, facts.type, {
    id: facts.id,
    module: facts.module,
    recordState: true,
    status: 'open',
    workflow: null,
    ownedBy: facts.ownedBy,
    seenBy: facts.seenBy,
    createdAt: at,
    parentN: null,
    name: null,
    nameTok: [],
    tok: [],
    locPath: null,
    incomplete: 0,
    codes: '',
    ids: '',
    exact: [],
    sort: {},
  })
  if (n === undefined) throw new Error(`The id ${facts.id} stands already.`)
  await insertDocument(tx, facts.type, n, { version: 1, at, data: { module_id: facts.module } })
  return n
}

/** What hangs on a record besides its answers: one line in each of the other content tables. */
export async function hang(tx: Tx, type: RecordType, n: number): Promise<void> {
  const table = (of: string) => sql.table(`${type}_${of}`)
  await sql`insert into ${table('history')} (n, at, user_name, action, version, config, changes)
            values (${n}, now(), 'amal', 'create', 1, 1, '[]')`.execute(tx)
  await sql`insert into ${table('attachment')} (uuid, n, field, kind, file_name, content_type, size, hash, storage_key, created_by)
            values (gen_random_uuid(), ${n}, 'photos', 'image', 'a.png', 'image/png', 1, '\\x00', gen_random_uuid()::text, 'amal')`.execute(
    tx,
  )
  await sql`insert into ${table('conflict')} (n, intention, user_name, changes)
            values (${n}, gen_random_uuid(), 'amal', '[]')`.execute(tx)
  await sql`insert into flag (id, n, record_type, record_id, message, date, flagged_by, created_at, removed)
            values (gen_random_uuid(), ${n}, ${type}, gen_random_uuid(), 'look', '2024-05-10', 'amal', now(), false)`.execute(
    tx,
  )
  await sql`insert into alert (n, record_type, alert_for, type, form, date, send_email)
            values (${n}, ${type}, 'field_change', 'notes', 'notes', '2024-05-10', false)`.execute(tx)
}
