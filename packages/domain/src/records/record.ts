// What a record is, whatever its type.
import type { RecordType } from '../configuration/bundle.ts'
import type { Uuid } from '../ids.ts'
import type { Moment } from '../time.ts'

export type Scalar = string | number | boolean | null
/** One answer: a scalar, a choice of several, a tally, or the rows of a subform. */
export type Answer = Scalar | string[] | { [key: string]: number | null } | Row[]
/** A row of a subform; rows may hold subforms of their own. */
export type Row = { unique_id: string; [field: string]: Answer | undefined }
/** All answers of a record, and the facts that rules stamp beside them, by field name. */
export type Data = { [field: string]: Answer | undefined }

export type StoredRecord = {
  id: Uuid
  type: RecordType
  /** 1 on creation, +1 on each change. */
  version: number
  data: Data
}

/**
 * One changed answer. `path` is [field], or [subform field, row id, field, …] inside a row.
 * A row as a whole is [subform field, row id]: `from` undefined when it is new, `to` null when it goes.
 */
export type Change = { path: string[]; from: Answer | undefined; to: Answer | undefined }

/** Who may find a record: computed from owner and grants, compared with the principals of an actor's scope. */
export type RecordFacts = {
  id: Uuid
  type: RecordType
  module: string
  /** `u:<user>` owner and live grants, `g:<group>` and `a:<agency>` of the owner, `i:<user>` identified by. */
  seenBy: string[]
  ownedBy: string
  /** User names with a live grant. */
  grantedTo: string[]
}

/** Fields by which a record is found without its name (records §18), compared case-insensitively by substring. */
export const identifierFields: Record<RecordType, readonly string[]> = {
  case: [
    'unique_identifier',
    'short_id',
    'case_id_display',
    'case_id',
    'client_code',
    'ration_card_no',
    'icrc_ref_no',
    'rc_id_no',
    'unhcr_id_no',
    'unhcr_individual_no',
    'un_no',
    'other_agency_id',
    'survivor_code_no',
    'national_id_no',
    'other_id_no',
    'biometrics_id',
    'family_count_no',
    'dss_id',
    'camp_id',
    'tent_number',
    'nfi_distribution_id',
    'oscar_number',
    'registry_no',
    'family_number',
  ],
  incident: ['incident_id', 'incident_code', 'monitor_number', 'survivor_code', 'incidentid_ir', 'short_id'],
  tracing_request: ['tracing_request_id', 'short_id'],
  registry_record: ['registry_id', 'short_id', 'registry_no'],
  family: ['family_id', 'short_id', 'family_number'],
}

/** Fields whose words are found by sound (records §18). */
export const phoneticFields: Record<RecordType, readonly string[]> = {
  case: ['name', 'name_nickname', 'name_other'],
  incident: ['super_incident_name', 'incident_description'],
  tracing_request: [
    'relation_name',
    'relation_nickname',
    'relation_other_family',
    'tracing_names',
    'tracing_nicknames',
  ],
  registry_record: ['name'],
  family: ['family_name'],
}

/** Phone numbers, compared exactly after trimming (records §18). */
export const phoneFields: Record<RecordType, readonly string[]> = {
  case: [
    'telephone_current',
    'telephone_child_future',
    'telephone_caregivers',
    'telephone_future_caregivers',
    'telephone_last',
    'telephone_searchable_1',
    'telephone_searchable_2',
    'telephone_searchable_3',
  ],
  incident: [],
  tracing_request: ['relation_telephone', 'telephone_last'],
  registry_record: ['telephone_current'],
  family: ['family_telephone_current'],
}

/** The clock and the person, handed to rules: domain knows neither by itself. */
export type Occasion = { now: Moment; today: string; user: string }
