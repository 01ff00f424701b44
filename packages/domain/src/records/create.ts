// What a record is given when it begins, besides its answers (records §2–4, api-records §7.5).
import type { Person } from '../access/actor.ts'
import type { RecordType } from '../configuration/bundle.ts'
import type { Configuration } from '../configuration/configuration.ts'
import { isBlank } from '../forms/answer.ts'
import { autoPopulated, autoPopulateOf } from '../forms/autopopulate.ts'
import { isUuidV4, shortId, type Uuid } from '../ids.ts'
import { isMoment } from '../time.ts'
import type { Data, Occasion } from './record.ts'

export type Beginning = {
  type: RecordType
  id: Uuid
  module: string
  /** Answers; `unique_identifier` where a device made the record's code, `created_at` where a partner may say so. */
  data: Data
  owner: Person
  creator: Person
  newId: () => Uuid
}

/** The answers with everything that the server sets on creation; what follows from answers is `derived`'s. */
export function created(config: Configuration, input: Beginning, occasion: Occasion): Data {
  const { type, module, data, creator } = input
  const code = isUuidV4(data['unique_identifier']) ? data['unique_identifier'] : input.newId()
  const begun: Data = {
    ...data,
    unique_identifier: code,
    short_id: shortId(code),
    record_state: true,
    status: 'open',
    module_id: module,
    ...beginnings(creator, data, occasion),
    ...ownedBy(input.owner),
    flagged: false,
    has_photo: false,
    current_alert_types: [],
    assigned_user_names: [],
  }
  return { ...begun, ...ofType(config, type, input, begun, code, occasion) }
}

const beginnings = (creator: Person, data: Data, occasion: Occasion): Data => ({
  created_at: isMoment(data['created_at']) ? data['created_at'] : occasion.now,
  created_by: creator.userName,
  created_by_full_name: creator.fullName,
  created_organization: creator.agency,
  created_agency_office: creator.agencyOffice,
  created_by_groups: [...creator.groups],
  posted_at: occasion.now,
})

/** What a record keeps about its owner (records §4). */
export const ownedBy = (owner: Person): Data => ({
  owned_by: owner.userName,
  owned_by_full_name: owner.fullName,
  owned_by_agency_id: owner.agency,
  owned_by_groups: [...owner.groups],
  owned_by_location: owner.location,
  owned_by_user_code: owner.code,
  owned_by_agency_office: owner.agencyOffice,
  associated_user_names: [owner.userName],
  associated_user_groups: [...owner.groups],
  associated_user_agencies: owner.agency === null ? [] : [owner.agency],
})

/** A change of owner, which keeps whose the record was before (records §4). */
export const newlyOwnedBy = (owner: Person, before: Data): Data =>
  isBlank(before['owned_by']) || before['owned_by'] === owner.userName
    ? ownedBy(owner)
    : {
        ...ownedBy(owner),
        previously_owned_by: before['owned_by'],
        previously_owned_by_full_name: before['owned_by_full_name'] ?? null,
        previously_owned_by_agency: before['owned_by_agency_id'] ?? null,
        previously_owned_by_location: before['owned_by_location'] ?? null,
        previously_owned_by_agency_office: before['owned_by_agency_office'] ?? null,
      }

function ofType(
  config: Configuration,
  type: RecordType,
  input: Beginning,
  begun: Data,
  code: Uuid,
  occasion: Occasion,
): Data {
  const today = (name: string): Data => (isBlank(begun[name]) ? { [name]: occasion.today } : {})
  switch (type) {
    case 'case':
      return { ...caseBeginnings(config, input, begun, code, occasion), ...today('registration_date') }
    case 'incident':
      return {
        incident_id: code,
        incident_code: shortId(code),
        unique_id: input.id,
        ...today('date_of_first_report'),
      }
    case 'tracing_request':
      return { tracing_request_id: code, ...today('inquiry_date') }
    case 'registry_record':
      return { registry_id: code, registry_id_display: shortId(code), ...today('registration_date') }
    case 'family':
      return {
        family_id: code,
        family_id_display: shortId(code),
        family_members: begun['family_members'] ?? [],
        ...today('family_registration_date'),
      }
  }
}

function caseBeginnings(config: Configuration, input: Beginning, begun: Data, code: Uuid, occasion: Occasion): Data {
  const rule = autoPopulateOf(config, 'case_id_code')
  const facts = { creator: input.creator, agencies: config.agencies, locations: config.locations }
  const prefix = rule && autoPopulated(rule, begun, facts)
  return {
    case_id: code,
    ...(prefix === undefined ? {} : { case_id_code: prefix }),
    case_id_display: prefix === undefined ? shortId(code) : `${prefix}${rule?.separator ?? ''}${shortId(code)}`,
    has_incidents: false,
    notes_section: begun['notes_section'] ?? [],
    reopened_logs: [],
    // A survivor's name is protected from the first moment (records §5).
    ...(input.module === 'primeromodule-gbv' ? { hidden_name: true } : {}),
    ...(input.creator.category === 'identified' ? identifiedBy(input.creator, occasion) : {}),
  }
}

/** Somebody who registers himself is the person whom the case is about (records §3.2). */
const identifiedBy = (person: Person, occasion: Occasion): Data => ({
  status: 'identified',
  identified_by: person.userName,
  identified_by_full_name: person.fullName,
  identified_at: occasion.now,
})
