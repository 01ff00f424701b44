// Every change of a record goes through here, whatever the door: decide in the domain on the stored truth, then
// write row, answers, history, audit and the cursor in the caller's transaction.
import type { Actor, Person } from '@primero/domain/access/actor.ts'
import { inScope, scopeOf, seenBy } from '@primero/domain/access/scope.ts'
import { isUuidV4 } from '@primero/domain/ids.ts'
import { Problem } from '@primero/domain/problem.ts'
import { type Carried, carryOut, carryOutPatch, type Known } from '@primero/domain/records/command.ts'
import type { Occasion, RecordFacts, Row, StoredRecord } from '@primero/domain/records/record.ts'
import { accountsNamed, personOf } from '../accounts/queries.ts'
import { afterCommit, type Tx } from '../db/database.ts'
import { type House, occasionOf } from '../house.ts'
import { casesAbout, childrenOf, factsOf, isCodeTaken } from '../search/queries.ts'
import { type Act, text } from './act.ts'
import { askedAbout, keepSettled } from './claims.ts'
import { factsFrom, type Held, heldOf } from './held.ts'
import { knownFor } from './known.ts'
import { insertRecord, updateRecord, writeDown } from './written.ts'

export type Saved = Carried & { n: number; facts: RecordFacts; previousEditor: unknown }

export async function save(house: House, tx: Tx, actor: Actor, act: Act): Promise<Saved> {
  const { type, id } = act.args
  const occasion = occasionOf(house, actor.userName)
  const held = await (act.held ?? heldOf(tx, type, id))
  if (act.name === 'record.create' && held !== undefined) throw new Problem('id-taken', { id })
  const asked = act.name === 'conflict.settle' ? await askedAbout(house, tx, act, held) : undefined
  const known = {
    ...(await knownFor(house, tx, actor, act, held, asked?.changes)),
    ...(asked ? { conflict: asked.known } : {}),
  }
  const config = house.configuration()
  const carried = act.patch
    ? carryOutPatch(config, actor, known, act.patch, occasion)
    : carryOut(config, actor, known, { name: act.name, args: act.args, basedOn: act.basedOn }, occasion)
  await refuseSecondOwnCase(tx, carried.record)
  await refuseUsedCode(tx, act)
  const settled = await settle(house, tx, actor, act, held, known, carried, occasion)
  if (asked) await keepSettled(tx, asked, carried, occasion)
  for (const other of carried.alsoChanged) await saveOther(house, tx, actor, act, known, other, occasion)
  for (const row of carried.incidentRows) await saveIncidentRow(house, tx, actor, act, row, settled)
  return settled
}

/** Nobody is the subject of two cases (records §3.2). */
async function refuseSecondOwnCase(tx: Tx, { id, type, data }: StoredRecord): Promise<void> {
  const about = text(data['identified_by'])
  if (type !== 'case' || about === null) return
  const others = (await casesAbout(tx, about)).filter((other) => other !== id)
  if (others.length > 0)
    throw new Problem('rule-broken', {
      attribute: 'identified_by',
      message: 'errors.models.child.identified_by_unique',
    })
}

/** A code that a device made is no other record's; those that we make here are random. */
async function refuseUsedCode(tx: Tx, { name, args }: Act): Promise<void> {
  const code =
    name === 'record.create' ? (args['data'] as Record<string, unknown> | undefined)?.['unique_identifier'] : undefined
  if (isUuidV4(code) && (await isCodeTaken(tx, args.type, code))) throw new Problem('id-taken', { id: code })
}

/** Writes one carried-out change: row, answers, history, audit, cursor. */
async function settle(
  house: House,
  tx: Tx,
  actor: Actor,
  act: Pick<Act, 'intention' | 'ip' | 'basedOn' | 'config'>,
  held: Held | undefined,
  known: Known,
  carried: Carried,
  occasion: Occasion,
): Promise<Saved> {
  const { record } = carried
  const facts = await factsAfter(house, tx, held, known, record)
  const parentN = await parentAfter(tx, held, record)
  const previousEditor = held?.record.data['last_updated_by']
  const seenBy = [...facts.seenBy, ...(held?.facts.seenBy ?? [])]
  afterCommit(tx, () => house.hub.changed({ type: record.type, module: facts.module, seenBy }))
  if (held !== undefined) {
    const { n } = held.row
    await Promise.all([
      updateRecord(house, tx, held, carried, facts, parentN),
      writeDown(house, tx, actor, act, n, carried, occasion),
    ])
    return { ...carried, n, facts, previousEditor }
  }
  const n = await insertRecord(house, tx, carried, facts, parentN)
  await writeDown(house, tx, actor, act, n, carried, occasion)
  return { ...carried, n, facts, previousEditor }
}

/** Who finds the record from now on: as before, unless its owner or its subject changed. */
async function factsAfter(
  house: House,
  tx: Tx,
  held: Held | undefined,
  known: Known,
  record: StoredRecord,
): Promise<RecordFacts> {
  const { data } = record
  const isAsBefore =
    held !== undefined && ['owned_by', 'identified_by'].every((key) => held.record.data[key] === data[key])
  const grantedTo = held?.facts.grantedTo ?? []
  return {
    id: record.id,
    type: record.type,
    module: String(data['module_id'] ?? ''),
    seenBy: isAsBefore
      ? held.facts.seenBy
      : seenBy(await ownerOf(house, tx, record, known), grantedTo, text(data['identified_by'])),
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
    changes:
      id === act.args.id ? other.changes : [...other.changes, { path: ['incidents'], from: earlier, to: incidents }],
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
  const common = {
    basedOn: 0,
    intention: act.intention,
    strict: false,
    ...(act.ip === undefined ? {} : { ip: act.ip }),
  }
  const there = (await factsOf(tx, 'incident', [id]))[0]
  // An id that belongs elsewhere or to somebody else is a taken id: rows neither reach nor move such incidents.
  const isOurs = there?.parent_n === kase.n && inScope(scopeOf(actor, 'incident'), factsFrom('incident', there))
  if (there !== undefined && !isOurs) throw new Problem('id-taken', { id })
  if (there !== undefined)
    await save(house, tx, actor, { ...common, name: 'record.edit', args: { type: 'incident', id }, patch: data })
  else {
    const args = {
      type: 'incident' as const,
      id,
      module: kase.facts.module,
      data: { ...data, incident_case_id: kase.record.id },
    }
    await save(house, tx, actor, { ...common, name: 'record.create', args })
  }
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
