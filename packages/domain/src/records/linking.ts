// Ties between records and people: each needs that the other side may be read (access §6.5).
import type { Actor, Person } from '../access/actor.ts'
import { decide } from '../access/decide.ts'
import { pick } from '../access/fields.ts'
import { isSame } from '../access/rows.ts'
import type { Configuration } from '../configuration/configuration.ts'
import { isBlank } from '../forms/answer.ts'
import { isUuid } from '../ids.ts'
import { copiedFromCase, incidentModule, isNewlyLinked } from '../incidents/from-case.ts'
import { Problem } from '../problem.ts'
import { type Carried, editedBy, type Known, type Linked } from './carried.ts'
import { newlyOwnedBy } from './create.ts'
import type { Data, Occasion, RecordFacts } from './record.ts'

/**
 * Stamps that come with a tie that this edit makes or cuts.
 * @throws Problem not-found where the other record is not known or may not be read, invalid-answers where the link is
 *   no id, rule-broken where the person is no beneficiary
 */
export function tied(
  config: Configuration,
  actor: Actor,
  known: Known,
  facts: RecordFacts,
  before: Data,
  after: Data,
  occasion: Occasion,
): Data {
  const isChanged = (name: string) => !isSame(before[name] ?? null, after[name] ?? null)
  let data = after
  if (facts.type === 'case' && isChanged('registry_record_id')) {
    const registry = otherSide(config, actor, data['registry_record_id'], known.linkedRegistry, 'registry_record')
    data = { ...data, ...registryStamps(registry) }
  }
  if (facts.type === 'case' && isChanged('family_id')) {
    const family = otherSide(config, actor, data['family_id'], known.linkedFamily, 'family')
    data = { ...data, ...familyStamps(family, data) }
  }
  if (isChanged('identified_by')) data = { ...data, ...identification(known.identified ?? null, data, occasion) }
  if (facts.type === 'incident' && isNewlyLinked(before, data)) data = linkedIncident(config, actor, known, data)
  return data
}

const linkKeys = { registry_record: 'registry_record_id', family: 'family_id', case: 'incident_case_id' } as const

function otherSide(
  config: Configuration,
  actor: Actor,
  id: unknown,
  linked: Linked | undefined,
  type: 'registry_record' | 'family' | 'case',
): Linked | undefined {
  if (isBlank(id)) return undefined
  if (!isUuid(id)) throw new Problem('invalid-answers', { pointers: [`/${linkKeys[type]}`] })
  const isFound = linked?.record.id === id && linked.record.type === type
  // What one may not read is as unknown as what is not there.
  if (!linked || !isFound || decide(config, actor, type, 'read', linked.facts) !== 'yes') {
    throw new Problem('not-found', { what: type })
  }
  return linked
}

function registryStamps(registry: Linked | undefined): Data {
  const data = registry?.record.data ?? {}
  return {
    registry_id_display: data['registry_id_display'] ?? null,
    registry_name: data['name'] ?? null,
    registry_no: data['registry_no'] ?? null,
    registry_location_current: data['location_current'] ?? null,
  }
}

function familyStamps(family: Linked | undefined, data: Data): Data {
  if (!family) return { family_id_display: null, family_member_id: null }
  const number = family.record.data['family_number'] ?? data['family_number']
  return {
    family_id_display: family.record.data['family_id_display'] ?? null,
    ...(number === undefined ? {} : { family_number: number }),
  }
}

/** The person whom a case is about, if he is one who may be (records §3.2). */
function identification(person: Person | null, data: Data, occasion: Occasion): Data {
  if (isBlank(data['identified_by'])) return { identified_by: null, identified_by_full_name: null }
  if (!person || person.userName !== data['identified_by'] || person.category !== 'identified') {
    throw new Problem('rule-broken', {
      attribute: 'identified_by',
      message: 'errors.models.child.identified_by_exists',
    })
  }
  return {
    identified_by_full_name: person.fullName,
    ...(isBlank(data['identified_at']) ? { identified_at: occasion.now } : {}),
  }
}

/**
 * The incident with answers of its case, those that its author may read there: under the incident's name he would read
 * the others, too.
 */
export function takenFromCase(config: Configuration, actor: Actor, kase: Linked, data: Data): Data {
  const { record, facts, reader = actor } = kase
  const seen = pick(config, reader, { type: 'case', module: facts.module, facts }, record.data)
  return copiedFromCase(config, facts.module, seen, data)
}

/** An incident that is tied to a case takes over its answers, its module and its owner (api-records §10.2). */
function linkedIncident(config: Configuration, actor: Actor, known: Known, data: Data): Data {
  const kase = otherSide(config, actor, data['incident_case_id'], known.linkedCase, 'case')
  if (!kase) return data
  const module = incidentModule(config, kase.facts.module)
  return {
    ...takenFromCase(config, actor, kase, data),
    ...(actor.role.modules.includes(module) ? { module_id: module } : {}),
    ...(known.owner ? newlyOwnedBy(known.owner, data) : {}),
  }
}

/**
 * The case after an incident was tied to it: it has incidents, and somebody worked on it. What history says of it,
 * the ids of its incidents before and after, the door knows.
 */
export function touchedCase({ record }: Linked, person: Person, occasion: Occasion): Carried['alsoChanged'][number] {
  const data: Data = {
    ...record.data,
    has_incidents: true,
    ...editedBy(person, occasion),
    not_edited_by_owner: person.userName !== record.data['owned_by'],
  }
  return { record: { ...record, version: record.version + 1, data }, changes: [] }
}
