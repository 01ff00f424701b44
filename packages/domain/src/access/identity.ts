// Whose identity a person may see (design: identity). A field that points to a person leaves every door
// unless the role covers identity for that record.
import type { Field, RecordType } from '../configuration/bundle.ts'
import type { Configuration } from '../configuration/configuration.ts'
import { partsOfName } from '../records/names.ts'
import type { RecordFacts } from '../records/record.ts'
import type { Actor } from './actor.ts'
import { scopeOf } from './scope.ts'

/**
 * Where the question is asked. `module` absent: a list over all modules of the role. `facts` absent: a list.
 * `beyondScope`: a record search that lifts scope, so that rows may be anybody's.
 */
export type FieldContext = { type: RecordType; module?: string; facts?: RecordFacts; beyondScope?: boolean }

/** Names that point to a person even where no form defines them, or defines them carelessly. */
const always: ReadonlySet<string> = new Set([
  'name',
  ...partsOfName,
  'date_of_birth',
  'photo',
  'photos',
  'recorded_audio',
  'current_photo_key',
  'signature',
  'address_current',
  'landmark_current',
  'address_last',
  'landmark_last',
  'telephone_current',
  'telephone_last',
  'telephone_child_future',
  'telephone_caregivers',
  'telephone_future_caregivers',
  'telephone_caregiver',
  'telephone_caregiver_future',
  'telephone_searchable_1',
  'telephone_searchable_2',
  'telephone_searchable_3',
  'name_caregiver',
  'nickname_caregiver',
  'address_caregiver',
  'current_name_caregiver',
  'relation_name',
  'relation_nickname',
  'relation_other_family',
  'relation_date_of_birth',
  'relation_telephone',
  'relation_address_current',
  'relation_landmark_current',
  'relation_national_id',
  'relation_other_id',
  'relation_unhcr_individual_id',
  'tracing_names',
  'tracing_nicknames',
  'super_incident_name',
  'national_id_no',
  'other_id_no',
  'unhcr_id_no',
  'unhcr_individual_no',
  'icrc_ref_no',
  'rc_id_no',
  'ration_card_no',
  'un_no',
  'biometrics_id',
  'id_number',
  'caregiver_id_type_and_no',
  'name_perpetrator',
  'perpetrator_name',
  'cp_incident_abuser_name',
  'cp_incident_perpetrator_address',
  'cp_incident_perpetrator_phone',
  'cp_incident_perpetrator_mobile_phone',
  'cp_incident_perpetrator_date_of_birth',
  'cp_incident_perpetrator_national_id_no',
  'cp_incident_perpetrator_other_id_no',
  'family_name',
  'family_telephone_current',
  'family_address_current',
  'family_landmark_current',
  'registry_name',
  'identified_by_full_name',
])

const bytes: ReadonlySet<string> = new Set(['photo_upload_box', 'audio_upload_box', 'signature'])

/** Does this field point to a person? Of several forms that define a name, the strictest counts. */
export function isIdentifying(config: Configuration, type: RecordType, name: string): boolean {
  return always.has(name) || identifyingNames(config, type).has(name)
}

/** The same question for a column of a subform. */
export const isIdentifyingColumn = (column: Field): boolean =>
  always.has(column.name) || column.identifying === true || bytes.has(column.type)

const known = new WeakMap<Configuration, Map<RecordType, ReadonlySet<string>>>()

// Read for every record shown, so it is kept beside the (immutable) configuration it follows from.
function identifyingNames(config: Configuration, type: RecordType): ReadonlySet<string> {
  const byType = known.get(config) ?? new Map<RecordType, ReadonlySet<string>>()
  known.set(config, byType)
  const before = byType.get(type)
  if (before) return before
  const names = new Set(
    config.formsOf(type).flatMap((form) => form.fields.filter(isIdentifyingColumn).map((field) => field.name)),
  )
  byType.set(type, names)
  return names
}

/**
 * May the actor see identifying answers here? `scope`: of all records that he reaches; `own`: where he owns the
 * record, was granted it, or is its subject; `none` and `reveal`: never by right.
 */
export function coversIdentity(actor: Actor, ctx: FieldContext): boolean {
  if (actor.role.identity === 'scope') return true
  if (actor.role.identity !== 'own') return false
  if (ctx.facts) return isOwn(actor, ctx.facts)
  if (ctx.beyondScope) return false
  const scope = scopeOf(actor, ctx.type)
  return (
    scope.kind === 'some' && scope.principals.every((p) => p === `u:${actor.userName}` || p === `i:${actor.userName}`)
  )
}

const isOwn = (actor: Actor, facts: RecordFacts): boolean =>
  facts.ownedBy === actor.userName ||
  facts.grantedTo.includes(actor.userName) ||
  (actor.role.scope === 'identified' && facts.seenBy.includes(`i:${actor.userName}`))
