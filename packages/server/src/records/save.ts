// Every change of a record goes through here, whatever the door: decide in the domain on the stored truth, then
// write row, answers, history, audit and the cursor in the caller's transaction.
import type { Actor, Person } from '@primero/domain/access/actor.ts'
import { inScope, scopeOf, seenBy } from '@primero/domain/access/scope.ts'
import { isUuidV4 } from '@primero/domain/ids.ts'
import { Problem } from '@primero/domain/problem.ts'
import { withAlerts } from '@primero/domain/records/carried.ts'
import { type Carried, carryOut, carryOutPatch, type Known } from '@primero/domain/records/command.ts'
import { beginningOf, type IncidentRow, type Told, toldWith } from '@primero/domain/records/incident-rows.ts'
import type { Occasion, RecordFacts, StoredRecord } from '@primero/domain/records/record.ts'
import { alertsOfIncident } from '@primero/domain/workflow/alerts.ts'
import { seekDuplicates } from '../alerts/duplicates.ts'
import { alertsOf } from '../alerts/queries.ts'
import { accountsNamed, personOf } from '../accounts/queries.ts'
import { afterCommit, asHouseMeanwhile, type Tx } from '../db/database.ts'
import { type House, occasionOf } from '../house.ts'
import { casesAbout, childrenOf, factsOf, isCodeTaken } from '../search/queries.ts'
import { type Act, text } from './act.ts'
import { besideOf, keepBeside } from './beside.ts'
import { askedAbout, keepSettled } from './claims.ts'
import { factsFrom, type Held, heldOf } from './held.ts'
import { knownFor } from './known.ts'
import { proposeRow } from './propose.ts'
import { versionWithCase } from './queries.ts'
import { readersOn } from './reader.ts'
import { tell, type Telling } from '../workflow-notices/tell.ts'
import { endLinks } from '../links/ending.ts'
import { endPackages } from '../packages/ending.ts'
import { changesConsent, type LetIn, letInAfter } from '../sharing/let-in.ts'
import { insertRecord, updateRecord, writeDown } from './written.ts'

export type Saved = Carried & { n: number; facts: RecordFacts; previousEditor: unknown }

export async function save(house: House, tx: Tx, actor: Actor, act: Act): Promise<Saved> {
  const { type, id } = act.args
  const occasion = occasionOf(house, actor.userName)
  const held = await (act.held ?? heldOf(tx, type, id))
  if (act.name === 'record.create' && held !== undefined) throw new Problem('id-taken', { id })
  const asked = act.name === 'conflict.settle' ? await askedAbout(house, tx, act, held) : undefined
  const [looked, beside] = await Promise.all([
    knownFor(house, tx, actor, act, held, asked?.changes),
    besideOf(tx, act, held),
  ])
  const known = { ...looked, ...beside, ...(asked ? { conflict: asked.known } : {}) }
  const config = house.configuration()
  // With the forms of a referral to him, where there is one.
  const of = held && { n: held.row.n, facts: held.facts }
  const writer = of === undefined ? actor : (await readersOn(house, tx, actor, [of]))(of).actor
  const carried = act.patch
    ? carryOutPatch(config, writer, known, act.patch, occasion)
    : carryOut(config, writer, known, { name: act.name, args: act.args, basedOn: act.basedOn }, occasion)
  await refuseSecondOwnCase(tx, carried.record)
  await refuseUsedCode(tx, act)
  const settled = await settle(house, tx, actor, act, held, known, carried, occasion)
  if (asked) await keepSettled(tx, asked, carried, occasion)
  for (const other of carried.alsoChanged) await saveOther(house, tx, actor, act, known, other, occasion)
  let told: Told = settled
  for (const row of carried.incidentRows)
    told = toldWith(told, row.id, await saveIncidentRow(house, tx, actor, act, row, settled))
  return { ...settled, ...told }
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
  act: Pick<Act, 'intention' | 'ip' | 'basedOn' | 'config' | 'many'>,
  held: Held | undefined,
  known: Known,
  changed: Carried,
  occasion: Occasion,
): Promise<Saved> {
  const letIn = await letInNow(house, tx, actor, held, changed, occasion)
  const { carried } = letIn ?? { carried: changed }
  const { record } = carried
  const facts = await factsAfter(house, tx, held, known, record, letIn?.grantedTo)
  const parentN = await parentAfter(tx, held, record)
  const previousEditor = held?.record.data['last_updated_by']
  const seenBy = [...facts.seenBy, ...(held?.facts.seenBy ?? [])]
  afterCommit(tx, () => house.hub.changed({ type: record.type, module: facts.module, seenBy }))
  if (held !== undefined) {
    const { n } = held.row
    // In this order on the wire: afterwards the record may be out of his reach.
    await Promise.all([
      keepBeside(tx, n, known, carried, occasion),
      updateRecord(house, tx, held, carried, facts, parentN),
      writeDown(house, tx, actor, act, n, carried, occasion),
      seekDuplicates(house, tx, carried),
      tell(house, tx, tellingOf(actor, known, carried, facts, act.many === true)),
    ])
    return { ...carried, n, facts, previousEditor }
  }
  const n = await insertRecord(house, tx, carried, facts, parentN)
  await Promise.all([writeDown(house, tx, actor, act, n, carried, occasion), seekDuplicates(house, tx, carried)])
  return { ...carried, n, facts, previousEditor }
}

function tellingOf(by: Actor, { flags = [] }: Known, carried: Carried, facts: RecordFacts, isQuiet: boolean): Telling {
  const { record, notice, alerts, flag, outcome } = carried
  const before = flags.find(({ id }) => id === flag?.id)
  return {
    by,
    record,
    facts,
    ...(notice ? { notice } : {}),
    mailed: (alerts?.add ?? []).filter(({ mail }) => mail === true),
    // Other words or another day are no news.
    ...(flag && before?.removed !== flag.removed ? { flag } : {}),
    isConflict: outcome === 'conflict',
    isQuiet,
  }
}

/** Where consent was given or withdrawn: whom the shares of the record let in from now on, and what ends with it. */
async function letInNow(
  house: House,
  tx: Tx,
  actor: Actor,
  held: Held | undefined,
  { record, ...carried }: Carried,
  occasion: Occasion,
): Promise<LetIn | undefined> {
  if (held?.record.type !== 'case') return undefined
  const { module } = held.facts
  const isConsent = changesConsent(held.record, record, module)
  const isEnd = isConsent || held.record.data['record_state'] !== record.data['record_state']
  const isClosed = held.record.data['status'] !== record.data['status'] && record.data['status'] === 'closed'
  if (!isEnd && !isClosed) return undefined
  const hasEnded = await asHouseMeanwhile(tx, house.configuration(), actor, async () => {
    await endLinks(house, tx, { n: held.row.n, module, data: record.data })
    return isEnd && (await endPackages(house, tx, actor, held, record, occasion))
  })
  if (!isConsent && !hasEnded) return undefined
  return letInAfter(tx, held.row.n, { ...carried, record }, { module, at: occasion.now })
}

/** Who finds the record from now on: as before, unless its owner or its subject changed. */
async function factsAfter(
  house: House,
  tx: Tx,
  held: Held | undefined,
  known: Known,
  record: StoredRecord,
  letIn: string[] | undefined,
): Promise<RecordFacts> {
  const { data } = record
  const isAsBefore =
    held !== undefined &&
    letIn === undefined &&
    ['owned_by', 'identified_by'].every((key) => held.record.data[key] === data[key])
  const grantedTo = (letIn ?? held?.facts.grantedTo ?? []).filter((name) => name !== data['owned_by'])
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
  // Somebody else made an incident of the case: its owner is alerted.
  const told = act.name === 'record.create' ? await withAlertOfIncident(house, tx, actor, held, carried) : carried
  await settle(house, tx, actor, act, held, known, told, occasion)
}

async function withAlertOfIncident(
  house: House,
  tx: Tx,
  actor: Actor,
  { row, facts }: Held,
  carried: Carried,
): Promise<Carried> {
  const standing = await alertsOf(tx, row.n)
  const made = { module: facts.module, by: actor.userName, owner: facts.ownedBy }
  return withAlerts(carried, standing, alertsOfIncident(house.configuration(), made, standing))
}

/**
 * A row of a case's `incident_details` is an incident of its own (records §10). v2 sends rows without what they were
 * based on: the last one stays in force, as for every answer there (records §15).
 */
async function saveIncidentRow(
  house: House,
  tx: Tx,
  actor: Actor,
  act: Act,
  row: IncidentRow,
  kase: Saved,
): Promise<Told> {
  const { id, changes } = row
  if (!isUuidV4(id)) throw new Problem('invalid-answers', { pointers: ['/incident_details/unique_id'] })
  const { name: _name, args: _args, patch, action: _action, held: _held, ...common } = act
  const about = { type: 'incident' as const, id }
  const there = (await factsOf(tx, 'incident', [id]))[0]
  const begun = beginningOf(row)
  if (there === undefined) {
    if (begun === undefined) return nothingDone
    const args = { ...about, module: kase.facts.module, data: { ...begun, incident_case_id: kase.record.id } }
    return save(house, tx, actor, { ...common, basedOn: 0, name: 'record.create', args })
  }
  const edit = { ...common, name: 'record.edit' as const }
  // An id that belongs elsewhere or to somebody else is a taken id: rows neither reach nor move such incidents.
  if (there.parent_n !== kase.n) throw new Problem('id-taken', { id })
  if (!inScope(scopeOf(actor, 'incident'), factsFrom('incident', there))) {
    const kept = patch ? undefined : await proposeRow(house, tx, actor, act, row, there)
    if (kept === undefined) throw new Problem('id-taken', { id })
    return { outcome: 'conflict', conflicts: kept }
  }
  if (patch) return save(house, tx, actor, { ...edit, basedOn: 0, args: about, patch: begun ?? {} })
  const basedOn = await versionWithCase(tx, there.n, kase.n, actor.userName, act)
  return save(house, tx, actor, { ...edit, basedOn, args: { ...about, changes } })
}

const nothingDone: Told = { outcome: 'applied', conflicts: [] }

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
