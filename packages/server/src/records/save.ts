// Every change of a record goes through here, whatever the door: decide in the domain on the stored truth, then
// write row, answers, history, audit and the cursor in the caller's transaction.
import { isDeepStrictEqual } from 'node:util'
import type { Actor, Person } from '@primero/domain/access/actor.ts'
import { inScope, scopeOf, seenBy } from '@primero/domain/access/scope.ts'
import type { RecordType } from '@primero/domain/configuration/bundle.ts'
import { isUuid, isUuidV4, type Uuid } from '@primero/domain/ids.ts'
import { Problem } from '@primero/domain/problem.ts'
import { type Carried, carryOut, carryOutPatch, type Known } from '@primero/domain/records/command.ts'
import type { Occasion, RecordFacts, Row, StoredRecord } from '@primero/domain/records/record.ts'
import type { IntentionName } from '@primero/domain/sync/intention.ts'
import { accountsNamed, personOf, selfOf } from '../accounts/queries.ts'
import type { Tx } from '../db/database.ts'
import { type House, occasionOf } from '../house.ts'
import { casesAbout, childrenOf, factsOf, heldRecords, insertRow, isCodeTaken, type RowFacts, updateIds, updateRow } from '../search/queries.ts'
import {
  insertConflict,
  insertDocument,
  termIds,
  updateDocument,
  writeHistory,
} from './queries.ts'
import { type Indexed, indexed } from './row-of.ts'

export type Act = {
  name: IntentionName
  args: { type: RecordType; id: string } & Record<string, unknown>
  basedOn: number
  /** Id of the intention that carries it; v2 and imports make one. */
  intention: Uuid
  /** Sync and ext refuse what v2 drops. */
  strict: boolean
  /** v2's partial `data`, merged into what the actor sees; instead of an edit's changes. */
  patch?: Record<string, unknown>
  /** v2's record_action. */
  action?: string
  /** Of an attachment being removed. */
  attachment?: { field: string; left: number }
  ip?: string
}

export type Saved = Carried & { n: number; facts: RecordFacts; previousEditor: unknown }

export async function save(house: House, tx: Tx, actor: Actor, act: Act): Promise<Saved> {
  const { type, id } = act.args
  const occasion = occasionOf(house, actor.userName)
  const held = await heldOf(tx, type, id)
  if (act.name === 'record.create' && held !== undefined) throw new Problem('id-taken', { id })
  const known = await knownFor(house, tx, actor, act, held)
  const config = house.configuration()
  const carried = act.patch
    ? carryOutPatch(config, actor, known, act.patch, occasion)
    : carryOut(config, actor, known, { name: act.name, args: act.args, basedOn: act.basedOn }, occasion)
  await refuseSecondOwnCase(tx, carried.record)
  await refuseUsedCode(tx, act)
  const settled = await settle(house, tx, actor, act, held, known, carried, occasion)
  for (const other of carried.alsoChanged) await saveOther(house, tx, actor, act, known, other, occasion)
  for (const row of carried.incidentRows) await saveIncidentRow(house, tx, actor, act, row, settled)
  return settled
}

/** Nobody is the subject of two cases (records §3.2). */
async function refuseSecondOwnCase(tx: Tx, { id, type, data }: StoredRecord): Promise<void> {
  const about = text(data['identified_by'])
  if (type !== 'case' || about === null) return
  const others = (await casesAbout(tx, about)).filter((other) => other !== id)
  if (others.length > 0) throw new Problem('rule-broken', { attribute: 'identified_by', message: 'errors.models.child.identified_by_unique' })
}

/** A code that a device made is no other record's; those that we make here are random. */
async function refuseUsedCode(tx: Tx, { name, args }: Act): Promise<void> {
  const code = name === 'record.create' ? (args['data'] as Record<string, unknown> | undefined)?.['unique_identifier'] : undefined
  if (isUuidV4(code) && (await isCodeTaken(tx, args.type, code))) throw new Problem('id-taken', { id: code })
}

type Held = { row: RowFacts; record: StoredRecord; facts: RecordFacts }

async function heldOf(tx: Tx, type: RecordType, id: string): Promise<Held | undefined> {
  const row = (await heldRecords(tx, type, [id], true))[0]
  return row && { row, record: stored(type, row, row), facts: factsFrom(type, row) }
}

/** Writes one carried-out change: row, answers, history, audit, cursor. */
async function settle(
  house: House,
  tx: Tx,
  actor: Actor,
  act: Pick<Act, 'intention' | 'ip'>,
  held: Held | undefined,
  known: Known,
  carried: Carried,
  occasion: Occasion,
): Promise<Saved> {
  const { record } = carried
  const facts = await factsAfter(house, tx, held, known, record)
  const parentN = await parentAfter(tx, held, record)
  const previousEditor = held?.record.data['last_updated_by']
  if (held !== undefined) {
    const { n } = held.row
    await Promise.all([updateRecord(house, tx, held, carried, facts, parentN), writeDown(house, tx, actor, act, n, carried, occasion)])
    return { ...carried, n, facts, previousEditor }
  }
  const n = await insertRecord(house, tx, carried, facts, parentN)
  await writeDown(house, tx, actor, act, n, carried, occasion)
  return { ...carried, n, facts, previousEditor }
}

/** Who finds the record from now on: as before, unless its owner or its subject changed. */
async function factsAfter(house: House, tx: Tx, held: Held | undefined, known: Known, record: StoredRecord): Promise<RecordFacts> {
  const { data } = record
  const isAsBefore = held !== undefined && ['owned_by', 'identified_by'].every((key) => held.record.data[key] === data[key])
  const grantedTo = held?.facts.grantedTo ?? []
  return {
    id: record.id,
    type: record.type,
    module: String(data['module_id'] ?? ''),
    seenBy: isAsBefore ? held.facts.seenBy : seenBy(await ownerOf(house, tx, record, known), grantedTo, text(data['identified_by'])),
    ownedBy: String(data['owned_by'] ?? ''),
    grantedTo,
  }
}

/** The case that this change touched too: it has incidents now. */
async function saveOther(
  house: House,
  tx: Tx,
  actor: Actor,
  act: Act,
  known: Known,
  other: Carried['alsoChanged'][number],
  occasion: Occasion,
): Promise<void> {
  const held = await heldOf(tx, other.record.type, other.record.id)
  if (held === undefined) return
  const { n, id } = held.row
  const incidents = (await childrenOf(tx, 'incident', n)).map((row) => row.id)
  const earlier = incidents.filter((incident) => incident !== act.args.id)
  const carried: Carried = {
    outcome: 'applied',
    record: other.record,
    // The case's history tells which incident came (records §10).
    changes: id === act.args.id ? other.changes : [...other.changes, { path: ['incidents'], from: earlier, to: incidents }],
    conflicts: [],
    action: 'update',
    auditAction: 'update',
    ignored: [],
    incidentRows: [],
    alsoChanged: [],
  }
  await settle(house, tx, actor, act, held, known, carried, occasion)
}

/** A row of a case's `incident_details` is an incident of its own (records §10). */
async function saveIncidentRow(house: House, tx: Tx, actor: Actor, act: Act, row: Row, kase: Saved): Promise<void> {
  const { unique_id: id, ...data } = row
  if (!isUuidV4(id)) throw new Problem('invalid-answers', { pointers: ['/incident_details/unique_id'] })
  const common = { basedOn: 0, intention: act.intention, strict: false, ...(act.ip === undefined ? {} : { ip: act.ip }) }
  const there = (await factsOf(tx, 'incident', [id]))[0]
  // An id that belongs elsewhere or to somebody else is a taken id: rows neither reach nor move such incidents.
  const isOurs = there?.parent_n === kase.n && inScope(scopeOf(actor, 'incident'), factsFrom('incident', there))
  if (there !== undefined && !isOurs) throw new Problem('id-taken', { id })
  if (there !== undefined) await save(house, tx, actor, { ...common, name: 'record.edit', args: { type: 'incident', id }, patch: data })
  else {
    const args = { type: 'incident' as const, id, module: kase.facts.module, data: { ...data, incident_case_id: kase.record.id } }
    await save(house, tx, actor, { ...common, name: 'record.create', args })
  }
}

export const stored = (type: RecordType, row: { id: string }, doc: { version: number; data: StoredRecord['data'] }): StoredRecord => ({
  id: row.id as Uuid,
  type,
  version: doc.version,
  data: doc.data,
})

/** Whoever else than the owner finds a record by name holds a live grant: the principals say so. */
export const factsFrom = (
  type: RecordType,
  row: { id: string; module: string; seen_by: string[]; owned_by: string },
): RecordFacts => ({
  id: row.id as Uuid,
  type,
  module: row.module,
  seenBy: row.seen_by,
  ownedBy: row.owned_by,
  grantedTo: row.seen_by.filter((p) => p.startsWith('u:') && p !== `u:${row.owned_by}`).map((p) => p.slice(2)),
})

async function knownFor(house: House, tx: Tx, actor: Actor, act: Act, held: Held | undefined): Promise<Known> {
  const sent = sentBy(act)
  refuseMalformedLinks(sent)
  const linked = await linkedCaseOf(tx, act, sent)
  const registry = await linkedTo(tx, 'registry_record', sent['registry_record_id'])
  const family = await linkedTo(tx, 'family', sent['family_id'])
  const wanted = linked?.facts.ownedBy ?? text(sent['owned_by'])
  const about = text(sent['identified_by'])
  const names = [wanted, about].filter((name): name is string => name !== null && name !== actor.userName)
  const people = await accountsNamed(tx, [...new Set(names)])
  const self = selfOf(actor)
  const person = (name: string | null): Person | undefined => {
    if (name === self.userName) return self
    const account = people.find((a) => a.user_name === name)
    return account && personOf(account, house.configuration().roles.get(account.role))
  }
  const owner = person(wanted)
  const account = people.find((a) => a.user_name === about)
  // Who is signed in is enabled and verified.
  const isUsable = about === self.userName || (account !== undefined && !account.disabled && !account.unverified)
  return {
    ...(held ? { record: held.record, facts: held.facts } : {}),
    person: self,
    ...(owner ? { owner } : {}),
    ...(linked ? { linkedCase: linked } : {}),
    ...(registry ? { linkedRegistry: registry } : {}),
    ...(family ? { linkedFamily: family } : {}),
    ...(about === null ? {} : { identified: isUsable ? (person(about) ?? null) : null }),
    strict: act.strict,
    ...(act.action === undefined ? {} : { action: act.action }),
    takesIncidentRows: act.args.type === 'case',
    ...(act.attachment ? { attachment: act.attachment } : {}),
    newId: () => crypto.randomUUID() as Uuid,
  }
}

/** Top-level values that the sender names, whatever the shape of the act. */
function sentBy(act: Act): Record<string, unknown> {
  const changes = (act.args['changes'] ?? []) as { path: string[]; to?: unknown }[]
  const edited = changes.filter((c) => c.path.length === 1).map((c) => [c.path[0] ?? '', c.to])
  return { ...(act.args['data'] as object | undefined), ...Object.fromEntries(edited), ...act.patch }
}

const links = ['incident_case_id', 'registry_record_id', 'family_id', 'family_member_id'] as const

function refuseMalformedLinks(sent: Record<string, unknown>): void {
  const wrong = links.filter((key) => sent[key] !== undefined && sent[key] !== null && !isUuid(sent[key]))
  if (wrong.length > 0) throw new Problem('invalid-answers', { pointers: wrong.map((key) => `/${key}`) })
}

async function linkedTo(tx: Tx, type: RecordType, id: unknown): Promise<Known['linkedFamily']> {
  const held = isUuid(id) ? await heldOf(tx, type, id) : undefined
  return held && { record: held.record, facts: held.facts }
}

/** The case that an incident is being made from; in nobody's reach is as good as none. */
async function linkedCaseOf(tx: Tx, act: Act, sent: Record<string, unknown>): Promise<Known['linkedCase']> {
  const id = text(sent['incident_case_id'])
  if (act.args.type !== 'incident' || id === null || !isUuid(id)) return undefined
  const held = await heldOf(tx, 'case', id)
  return held && { record: held.record, facts: held.facts }
}

async function ownerOf(house: House, tx: Tx, record: StoredRecord, known: Known): Promise<Person | null> {
  const name = text(record.data['owned_by'])
  const here = [known.person, known.owner].find((p) => p?.userName === name)
  if (here !== undefined) return here
  const account = name === null ? undefined : (await accountsNamed(tx, [name]))[0]
  return account === undefined ? null : personOf(account, house.configuration().roles.get(account.role))
}

/** The case that an incident hangs from. */
async function parentAfter(tx: Tx, held: Held | undefined, { type, data }: StoredRecord): Promise<number | null> {
  const id = type === 'incident' ? text(data['incident_case_id']) : null
  if (id === null) return null
  if (held !== undefined && held.record.data['incident_case_id'] === id) return held.row.parent_n
  return (await factsOf(tx, 'case', [id]))[0]?.n ?? null
}

async function insertRecord(house: House, tx: Tx, { record }: Carried, facts: RecordFacts, parentN: number | null): Promise<number> {
  const { terms, ...row } = indexed(house.configuration(), record.type, record.data)
  const createdAt = String(record.data['created_at'])
  const tok = await termIds(tx, terms)
  const n = await insertRow(tx, record.type, { ...row, tok, seenBy: facts.seenBy, id: record.id, createdAt, parentN })
  if (n === undefined) throw new Problem('id-taken', { id: record.id })
  await insertDocument(tx, record.type, n, { version: record.version, at: lastUpdated(record), data: record.data })
  return n
}

async function updateRecord(
  house: House,
  tx: Tx,
  { row, record: before }: Held,
  { record }: Carried,
  facts: RecordFacts,
  parentN: number | null,
): Promise<void> {
  if (record.version === before.version) return
  const config = house.configuration()
  const now = indexed(config, record.type, record.data)
  const then = indexed(config, record.type, before.data)
  // Most saves touch no searched value; then the narrow row and its indexes stay as they are (storage §7).
  const isSame = isDeepStrictEqual(now, then) && isDeepStrictEqual(facts.seenBy, row.seen_by) && parentN === row.parent_n
  const document = { version: record.version, at: lastUpdated(record), data: record.data }
  const line = isSame ? undefined : updateLine(tx, record.type, row.n, then, now, facts.seenBy, parentN)
  await Promise.all([line, updateDocument(tx, record.type, row.n, document)])
}

/** The narrow row, and the identifiers where they changed. */
async function updateLine(
  tx: Tx,
  type: RecordType,
  n: number,
  then: Indexed,
  now: Indexed,
  principals: string[],
  parentN: number | null,
): Promise<void> {
  const { terms, ...rest } = now
  const line = { ...rest, tok: await termIds(tx, terms), seenBy: principals }
  const isFoundAlike = now.codes === then.codes && now.ids === then.ids && isDeepStrictEqual(now.exact, then.exact)
  await Promise.all([updateRow(tx, type, n, line, parentN), isFoundAlike ? undefined : updateIds(tx, type, n, line)])
}

async function writeDown(
  house: House,
  tx: Tx,
  actor: Actor,
  act: Pick<Act, 'intention' | 'ip'>,
  n: number,
  carried: Carried,
  occasion: Occasion,
): Promise<void> {
  const { record, changes, conflicts } = carried
  const { type } = record
  if (conflicts.length > 0) {
    await insertConflict(tx, type, { n, intention: act.intention, userName: actor.userName, changes: conflicts })
  }
  const entry = {
    n,
    at: occasion.now,
    userName: actor.userName,
    action: carried.action,
    version: record.version,
    config: house.configuration().version,
    intention: act.intention,
    changes,
  }
  await writeHistory(tx, type, entry, {
    userName: actor.userName,
    action: carried.auditAction,
    outcome: 'done',
    recordType: type,
    recordId: record.id,
    ...(act.ip === undefined ? {} : { ip: act.ip }),
    details: { fields: [...new Set(changes.map((c) => c.path[0]))] },
  })
}

const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null)

const lastUpdated = (record: StoredRecord): string => String(record.data['last_updated_at'])
