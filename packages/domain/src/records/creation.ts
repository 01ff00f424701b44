// A new record, from what its author may say (records §2–4, §10; api-records §7).
import type { Actor, Person } from '../access/actor.ts'
import { decide, demand, mayCreateIn } from '../access/decide.ts'
import { type FieldContext, isFileField, writable, writableColumns } from '../access/fields.ts'
import { holds, may } from '../access/role.ts'
import { isRows } from '../access/rows.ts'
import { closed } from '../cases/status.ts'
import type { Field } from '../configuration/bundle.ts'
import type { Configuration } from '../configuration/configuration.ts'
import { isBlank } from '../forms/answer.ts'
import { checkAnswers, shapeAnswers } from '../forms/answers.ts'
import { isUuid, isUuidV4, type Uuid } from '../ids.ts'
import { incidentModule } from '../incidents/from-case.ts'
import { Problem } from '../problem.ts'
import type { IntentionArgs } from '../sync/intention.ts'
import { isMoment } from '../time.ts'
import { diff, withRowIds } from './changes.ts'
import { type Carried, editedBy, forHistory, type Known, namedTo, notStored } from './carried.ts'
import { created } from './create.ts'
import { derived } from './derive.ts'
import { takenFromCase, touchedCase } from './linking.ts'
import { nameMask } from './names.ts'
import type { Data, Occasion, Row, StoredRecord } from './record.ts'
import { checkRules } from './rules.ts'

type Args = IntentionArgs<'record.create'>

export function createRecord(
  config: Configuration,
  actor: Actor,
  known: Known,
  args: Args,
  occasion: Occasion,
): Carried {
  const { type, module } = args
  const id = args.id as Uuid
  demand(decide(config, actor, type, 'create'), 'create')
  if (!config.modules.has(module)) throw new Problem('invalid-answers', { pointers: ['/module_id'] })
  demand(mayCreateIn(config, actor, type, module), 'create')
  const { answers, dropped } = answersOf(config, actor, known, args)
  const linkedCase = linkedTo(config, actor, known, args)
  const owner = ownerOf(actor, known, args, linkedCase !== undefined)
  const given = linkedCase ? takenOver(config, actor, linkedCase, answers, module) : { module, data: answers }
  checkRules(type, undefined, given.data, occasion)
  const beginning = {
    type,
    id,
    module: given.module,
    data: given.data,
    owner,
    creator: known.person,
    newId: known.newId,
  }
  const begun = { ...created(config, beginning, occasion), ...editedBy(known.person, occasion) }
  const data = derived(
    config,
    type,
    undefined,
    beginsClosed(actor, args, begun) ? closed(begun, occasion) : begun,
    occasion,
  )
  const ignored = notStored(config, actor, ownContext(actor, args), dropped, args.data, data)
  if (known.strict && ignored.length > 0) throw new Problem('unknown-keys', { keys: ignored })
  const record: StoredRecord = { id, type, version: 1, data }
  return {
    outcome: 'applied',
    record,
    changes: forHistory(diff({}, data)),
    conflicts: [],
    action: 'create',
    auditAction: 'create',
    ignored: namedTo(config, actor, ownContext(actor, args), ignored),
    incidentRows: [],
    alsoChanged: linkedCase ? [touchedCase(linkedCase, known.person, occasion)] : [],
  }
}

/** A record begins open; only who may close says otherwise, by the right's name (records §3.1, access §5.2). */
const beginsClosed = ({ role }: Actor, { type, data }: Args, begun: Data): boolean =>
  data['status'] === 'closed' && begun['status'] === 'open' && holds(role, type, 'close')

/** The case that a new incident belongs to: asked for, permitted and within reach (access §6.1, §6.5). */
function linkedTo(config: Configuration, actor: Actor, known: Known, { type, data }: Args): Known['linkedCase'] {
  if (type !== 'incident' || isBlank(data['incident_case_id'])) {
    // Only the right on cases lets somebody begin incidents, and only of cases.
    if (type === 'incident' && !may(actor.role, 'incident', 'create')) demand('forbidden', 'create')
    return undefined
  }
  if (!mayMakeIncidents(actor)) {
    if (known.strict) demand('forbidden', 'incident_from_case')
    return undefined
  }
  const { linkedCase } = known
  // A case out of reach is as unknown as one that is not there.
  if (linkedCase?.record.id !== data['incident_case_id'] || !linkedCase)
    throw new Problem('not-found', { what: 'case' })
  if (decide(config, actor, 'case', 'read', linkedCase.facts) !== 'yes')
    throw new Problem('not-found', { what: 'case' })
  return linkedCase
}

const mayMakeIncidents = ({ role }: Actor): boolean =>
  may(role, 'case', 'incident_from_case') || may(role, 'case', 'incident_details_from_case')

/** An incident of a case belongs to the module that the case's map names, where its author works there. */
function takenOver(
  config: Configuration,
  actor: Actor,
  kase: NonNullable<Known['linkedCase']>,
  answers: Data,
  module: string,
): { module: string; data: Data } {
  const mapped = incidentModule(config, kase.facts.module)
  const data = takenFromCase(config, actor, kase, answers)
  return {
    module: actor.role.modules.includes(mapped) ? mapped : module,
    data: { ...data, incident_case_id: kase.record.id },
  }
}

/** Who writes a record reads what he wrote: as its owner, whoever will own it. */
export const ownContext = (actor: Actor, { type, id, module }: Args): FieldContext => ({
  type,
  module,
  facts: {
    id: id as Uuid,
    type,
    module,
    ownedBy: actor.userName,
    grantedTo: [],
    seenBy: [`u:${actor.userName}`, `i:${actor.userName}`],
  },
})

function answersOf(
  config: Configuration,
  actor: Actor,
  known: Known,
  args: Args,
): { answers: Data; dropped: string[] } {
  const ctx = ownContext(actor, args)
  const fields = new Map(
    [...writable(config, actor, ctx)].filter(([name, field]) => !isFileField(field) && !notOnCreation.has(name)),
  )
  const { name, ...others } = args.data
  const sent = name === nameMask || name === undefined ? others : args.data
  const { answers, dropped } = shapeAnswers(config, args.type, fields, sent)
  const pointers = [...checkAnswers(config, args.type, fields, answers), ...faultyFacts(args.data as Data)]
  if (pointers.length > 0) throw new Problem('invalid-answers', { pointers })
  const kept = withoutHiddenColumns(config, actor, ctx, fields, answers, dropped)
  const facts = statedFacts(actor, args.data as Data)
  return {
    answers: withRowIds({ ...kept, ...facts }, known.newId),
    // What the record holds in the end under the same name was not lost (see `ignored`); links are decided apart.
    dropped: dropped.filter((name) => !Object.hasOwn(facts, name)),
  }
}

// A record begins enabled, and open but for `beginsClosed`; incidents are not made of the rows of a new case (api-records §9).
const notOnCreation = new Set([
  'status',
  'workflow',
  'case_status_reopened',
  'record_state',
  'incident_details',
  'incident_case_id',
  'identified_by',
  'registry_record_id',
  'family_id',
  'family_member_id',
])

const faultyFacts = (data: Data): string[] => [
  ...(data['unique_identifier'] === undefined || isUuidV4(data['unique_identifier']) ? [] : ['/unique_identifier']),
  ...(isBlank(data['created_at']) || isMoment(data['created_at']) ? [] : ['/created_at']),
  ...(isBlank(data['incident_case_id']) || isUuid(data['incident_case_id']) ? [] : ['/incident_case_id']),
]

/** Facts that an author may state of a new record: the code that his device made; partners also when it began. */
function statedFacts(actor: Actor, data: Data): Data {
  const isPartner = actor.serviceAccount || actor.role.integration === true
  return {
    ...(isUuidV4(data['unique_identifier']) ? { unique_identifier: data['unique_identifier'] } : {}),
    ...(isPartner && isMoment(data['created_at']) ? { created_at: data['created_at'] } : {}),
  }
}

function withoutHiddenColumns(
  config: Configuration,
  actor: Actor,
  ctx: FieldContext,
  fields: ReadonlyMap<string, Field>,
  answers: Data,
  dropped: string[],
): Data {
  const strip = (field: Field, rows: Row[], path: string): Row[] => {
    const columns = writableColumns(config, actor, ctx, field)
    return rows.map((row) => {
      const kept = Object.entries(row).flatMap(([name, answer]) => {
        if (name === 'unique_id' || name === '_destroy') return [[name, answer] as const]
        const column = columns.get(name)
        if (column) return [[name, isRows(answer) ? strip(column, answer, `${path}/${name}`) : answer] as const]
        if (!isBlank(answer)) dropped.push(`${path}/${name}`)
        return []
      })
      return Object.fromEntries(kept) as Row
    })
  }
  return Object.fromEntries(
    Object.entries(answers).map(([name, answer]) => {
      const field = fields.get(name)
      return [name, field && isRows(answer) ? strip(field, answer, name) : answer]
    }),
  )
}

/** The person sent as owner where the author may assign to him, the owner of the case, or the author. */
function ownerOf(actor: Actor, known: Known, { type, data }: Args, isLinked: boolean): Person {
  const { owner, person } = known
  if (!owner) return person
  if (isLinked) return owner
  return owner.userName === data['owned_by'] && mayAssignTo(actor, type, owner) ? owner : person
}

function mayAssignTo(actor: Actor, type: Args['type'], owner: Person): boolean {
  if (owner.userName === actor.userName || actor.serviceAccount || actor.role.integration) return true
  if (may(actor.role, type, 'assign')) return true
  const isColleague = owner.agency !== null && owner.agency === actor.agency
  const sharesGroup = owner.groups.some((group) => actor.groups.includes(group))
  return (
    (isColleague && may(actor.role, type, 'assign_within_agency')) ||
    (sharesGroup && may(actor.role, type, 'assign_within_user_group'))
  )
}
