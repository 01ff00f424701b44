// The world of the golden cases: the shipped bundles, one more on top, and records that are there beforehand.
// Each case starts in it afresh; a case whose call is a GET without steps leaves it as it was (but for the audit).
import type { Bundle, Field, Location, RecordType } from '@primero/domain/configuration/bundle.ts'
import type { Data } from '@primero/domain/records/record.ts'
import { agencies, roles, userGroups } from './people.ts'

/** Folders under config/, laid over each other in this order; `goldenBundle` comes last. */
export const bundles = ['core', 'cp', 'gbv']

/** `TIME_ZONE` of the instance. */
export const timeZone = 'UTC'

const locations: Location[] = [
  { code: 'GL', parent: null, type: 'country', name: { en: 'Goldland' } },
  { code: 'GL01', parent: 'GL', type: 'province', name: { en: 'River Province' } },
  { code: 'GL0101', parent: 'GL01', type: 'district', name: { en: 'Upper District' } },
  { code: 'GL0102', parent: 'GL01', type: 'district', name: { en: 'Lower District' } },
  { code: 'GL02', parent: 'GL', type: 'province', name: { en: 'Hill Province' } },
  { code: 'GL03', parent: 'GL', type: 'province', name: { en: 'Lost Province' }, disabled: true },
]

const plain = (name: string, type: Field['type'], rest: Partial<Field> = {}): Field => ({
  name,
  type,
  label: { en: name.replaceAll('_', ' ') },
  identifying: false,
  ...rest,
})

/** Field types that the shipped forms of a case do not have. */
const probe = {
  id: 'golden_probe',
  name: { en: 'Probe' },
  recordType: 'case' as const,
  modules: ['primeromodule-cp'],
  group: 'golden',
  groupOrder: 900,
  order: 10,
  subformOrder: 0,
  subform: false,
  mobile: true,
  visible: true,
  fields: [
    plain('golden_tally', 'tally_field', {
      tally: [
        { id: 'boys', label: { en: 'Boys' } },
        { id: 'girls', label: { en: 'Girls' } },
      ],
    }),
    plain('golden_sum', 'calculated', { calculation: { sum: ['golden_first', 'golden_second'] } }),
    plain('golden_first', 'numeric_field'),
    plain('golden_second', 'numeric_field'),
    plain('golden_moment', 'date_field', { includeTime: true }),
    plain('golden_radio', 'radio_button', {
      options: {
        values: [
          { id: 'a', label: { en: 'A' } },
          { id: 'b', label: { en: 'B' }, disabled: true },
        ],
      },
    }),
    plain('golden_open_choice', 'select_box'),
    plain('golden_required', 'text_field', { required: true }),
    plain('golden_latest_score', 'numeric_field', {
      subformSummary: {
        subform: 'golden_scores',
        pick: 'first',
        field: 'score',
        orderBy: 'scored_on',
        order: 'desc',
      },
    }),
    plain('golden_scores', 'subform', { subform: 'golden_scores' }),
    plain('golden_signature', 'signature', { identifying: true }),
  ],
}

const probeRows = {
  id: 'golden_scores',
  name: { en: 'Scores' },
  recordType: 'case' as const,
  modules: ['primeromodule-cp'],
  groupOrder: 900,
  order: 10,
  subformOrder: 1,
  subform: true,
  mobile: true,
  visible: false,
  fields: [
    plain('score', 'numeric_field'),
    plain('scored_on', 'date_field'),
    plain('remarks', 'subform', { subform: 'golden_remarks' }),
  ],
}

const remarkRows = {
  ...probeRows,
  id: 'golden_remarks',
  name: { en: 'Remarks' },
  subformOrder: 2,
  fields: [plain('remark', 'text_field'), plain('weight', 'numeric_field')],
}

export const goldenBundle: Bundle = {
  id: 'golden',
  modules: [],
  forms: [probe, probeRows, remarkRows],
  lookups: [
    {
      id: 'lookup-golden',
      name: { en: 'Golden list', fr: 'Liste dorée' },
      locked: true,
      values: [
        { id: 'one', label: { en: 'One', fr: 'Un' } },
        { id: 'two', label: { en: 'Two' }, disabled: true },
      ],
    },
  ],
  locations,
  agencies,
  userGroups,
  roles,
  published: [],
  settings: { locales: ['en', 'fr', 'ar'], default_locale: 'en' },
  trainingUsers: [],
}

export type WorldRecord = {
  id: string
  type: RecordType
  module: string
  owner: string
  /** Moment of creation, by the owner. Orders lists. */
  at: string
  /**
   * Laid over what creation stamps (ids from `unique_identifier`, ownership, defaults); search columns, tokens and
   * principals follow from the outcome. `incident_case_id` makes the link.
   */
  data: Data
}

/** UUIDs that one can tell apart at a glance: `id('1')` ends in 1. */
const id = (n: string): string => `a0000000-0000-4000-8000-${n.padStart(12, '0')}`
/** `unique_identifier`; the short id is its last seven characters, `code` padded with zeros before it. */
const code = (c: string): string => `b0000000-0000-4000-8000-${c.padStart(12, '0')}`

export const rowIds = {
  mother: 'c0000000-0000-4000-8000-000000000001',
  uncle: 'c0000000-0000-4000-8000-000000000002',
  clinic: 'c0000000-0000-4000-8000-000000000003',
  fresh: 'c0000000-0000-4000-8000-000000000004',
  second: 'c0000000-0000-4000-8000-000000000005',
  third: 'c0000000-0000-4000-8000-000000000006',
} as const

/** Ids that no record has. */
export const unused = {
  one: 'd0000000-0000-4000-8000-000000000001',
  two: 'd0000000-0000-4000-8000-000000000002',
  three: 'd0000000-0000-4000-8000-000000000003',
} as const

const cp = 'primeromodule-cp'

/** Creation stamps its author as the last to have changed the record; an update by him then changes nothing of that. */
const asCreated = <T extends Record<string, WorldRecord>>(list: T): T => {
  for (const record of Object.values(list)) record.data['last_updated_by'] ??= record.owner
  return list
}

export const records = asCreated({
  /** ana's: a boy with family rows and a service done. */
  yusuf: {
    id: id('1'),
    type: 'case',
    module: cp,
    owner: 'ana',
    at: '2026-01-05T08:00:00.000Z',
    data: {
      unique_identifier: code('abc0001'),
      name: 'Yusuf Haddad',
      name_nickname: 'Yoyo',
      sex: 'male',
      age: 9,
      date_of_birth: '2016-06-01',
      registration_date: '2026-01-05',
      national_id_no: 'NID-7001',
      telephone_current: '+100 200 300',
      nationality: ['syria', 'lebanon'],
      location_current: 'GL0101',
      protection_concerns: ['migrant', 'refugee'],
      risk_level: 'high',
      estimated: true,
      workflow: 'services_implemented',
      has_incidents: true,
      family_details_section: [
        { unique_id: rowIds.mother, relation_name: 'Rima', relation: 'mother', relation_age: 35 },
        { unique_id: rowIds.uncle, relation_name: 'Karim', relation: 'uncle', relation_age: 50 },
      ],
      services_section: [
        {
          unique_id: rowIds.clinic,
          service_type: 'health_medical_service',
          service_response_type: 'care_plan',
          service_implemented: 'implemented',
          service_implemented_day_time: '2026-01-06T09:00:00.000Z',
        },
      ],
    },
  },
  /** ana's: a girl, low risk. */
  maya: {
    id: id('2'),
    type: 'case',
    module: cp,
    owner: 'ana',
    at: '2026-01-10T08:00:00.000Z',
    data: {
      unique_identifier: code('abc0002'),
      name: 'Maya Karam',
      sex: 'female',
      age: 14,
      registration_date: '2026-01-10',
      occupation: 'pupil',
      // An option that its list no longer has.
      protection_status: 'retired_option',
      location_current: 'GL0102',
      protection_concerns: ['street_child'],
      risk_level: 'low',
      estimated: false,
    },
  },
  /** bilal's, so in ana's team but not hers. */
  noor: {
    id: id('3'),
    type: 'case',
    module: cp,
    owner: 'bilal',
    at: '2026-01-20T08:00:00.000Z',
    data: {
      unique_identifier: code('bcd0003'),
      name: 'Noor Salem',
      sex: 'female',
      age: 6,
      registration_date: '2026-01-20',
      location_current: 'GL02',
      national_id_no: 'NID-7003',
    },
  },
  /** carol's: other team, other agency. */
  omid: {
    id: id('4'),
    type: 'case',
    module: cp,
    owner: 'carol',
    at: '2026-02-01T08:00:00.000Z',
    data: {
      unique_identifier: code('cde0004'),
      name: 'Omid Rahimi',
      sex: 'male',
      age: 16,
      date_of_birth: '2009-06-01',
      registration_date: '2026-02-01',
      national_id_no: 'NID-9004',
      telephone_current: '+100 200 400',
    },
  },
  /** ana's, closed. */
  rami: {
    id: id('5'),
    type: 'case',
    module: cp,
    owner: 'ana',
    at: '2026-02-05T08:00:00.000Z',
    data: {
      unique_identifier: code('abc0005'),
      name: 'Rami Nasser',
      sex: 'male',
      age: 11,
      registration_date: '2026-02-05',
      status: 'closed',
      workflow: 'closed',
      date_closure: '2026-02-20',
    },
  },
  /** ana's, disabled. */
  tala: {
    id: id('6'),
    type: 'case',
    module: cp,
    owner: 'ana',
    at: '2026-02-06T08:00:00.000Z',
    data: {
      unique_identifier: code('abc0006'),
      name: 'Tala Aziz',
      sex: 'female',
      age: 17,
      registration_date: '2026-02-06',
      record_state: false,
    },
  },
  /** ana's, the name protected. */
  dina: {
    id: id('7'),
    type: 'case',
    module: cp,
    owner: 'ana',
    at: '2026-02-07T08:00:00.000Z',
    data: {
      unique_identifier: code('abc0007'),
      name: 'Dina Farouk',
      name_first: 'Dina',
      name_last: 'Farouk',
      name_nickname: 'Dodo',
      sex: 'female',
      age: 3,
      registration_date: '2026-02-07',
      hidden_name: true,
    },
  },
  /** gul's survivor; GBV cases are born with a protected name. */
  selma: {
    id: id('8'),
    type: 'case',
    module: 'primeromodule-gbv',
    owner: 'gul',
    at: '2026-02-08T08:00:00.000Z',
    data: {
      unique_identifier: code('def0008'),
      name: 'Selma Aydin',
      survivor_code_no: 'SV-0008',
      sex: 'female',
      age: 24,
      date_of_birth: '2001-05-05',
      gbv_nationality: 'nationality1',
      maritial_status: 'single',
      hidden_name: true,
    },
  },
  /** carol's case that is about umar himself. */
  lost: {
    id: id('9'),
    type: 'case',
    module: cp,
    owner: 'carol',
    at: '2026-02-09T08:00:00.000Z',
    data: {
      unique_identifier: code('cde0009'),
      name: 'Umar Tester',
      sex: 'male',
      age: 20,
      status: 'identified',
      identified_by: 'umar',
      identified_by_full_name: 'Umar Tester',
      identified_at: '2026-02-09T08:00:00.000Z',
    },
  },
  /** An incident of yusuf's, recorded by ana. */
  fall: {
    id: id('11'),
    type: 'incident',
    module: cp,
    owner: 'ana',
    at: '2026-01-07T08:00:00.000Z',
    data: {
      unique_identifier: code('fab0011'),
      incident_case_id: id('1'),
      incident_date: '2026-01-02',
      cp_incident_location_type_other: 'a stairway',
      incident_location: 'GL0101',
      age: 9,
    },
  },
  /** Another incident of yusuf's, which carol owns: ana is not in its scope. */
  quarrel: {
    id: id('12'),
    type: 'incident',
    module: cp,
    owner: 'carol',
    at: '2026-01-08T08:00:00.000Z',
    data: { unique_identifier: code('fab0012'), incident_case_id: id('1'), incident_date: '2026-01-03' },
  },
  /** ana's, of no case yet. */
  lone: {
    id: id('13'),
    type: 'incident',
    module: cp,
    owner: 'ana',
    at: '2026-01-09T08:00:00.000Z',
    data: { unique_identifier: code('fab0013'), incident_date: '2026-01-04', incident_location: 'GL02' },
  },
  /** carol's, of no case. */
  far: {
    id: id('14'),
    type: 'incident',
    module: cp,
    owner: 'carol',
    at: '2026-01-11T08:00:00.000Z',
    data: { unique_identifier: code('fab0014'), incident_date: '2026-01-06', incident_location: 'GL0102' },
  },
  carolsFamily: {
    id: id('21'),
    type: 'family',
    module: cp,
    owner: 'carol',
    at: '2026-01-15T08:00:00.000Z',
    data: { unique_identifier: code('aaa0021'), family_name: 'Rahimi', family_number: '2ef057e8' },
  },
  carolsFarm: {
    id: id('22'),
    type: 'registry_record',
    module: cp,
    owner: 'carol',
    at: '2026-01-16T08:00:00.000Z',
    data: {
      unique_identifier: code('aaa0022'),
      registry_type: 'farmer',
      name: 'Hill Farm',
      hidden_name: true,
    },
  },
  anasFarm: {
    id: id('23'),
    type: 'registry_record',
    module: cp,
    owner: 'ana',
    at: '2026-01-17T08:00:00.000Z',
    data: {
      unique_identifier: code('aaa0023'),
      registry_type: 'foster_care',
      name: 'River Farm',
      registry_no: 'R-23',
    },
  },
  anasTracing: {
    id: id('24'),
    type: 'tracing_request',
    module: cp,
    owner: 'ana',
    at: '2026-01-18T08:00:00.000Z',
    data: { unique_identifier: code('aaa0024'), relation_name: 'Salma', inquiry_date: '2026-01-18' },
  },
} satisfies Record<string, WorldRecord>)

export type RecordName = keyof typeof records

const collections = {
  case: 'cases',
  incident: 'incidents',
  tracing_request: 'tracing_requests',
  registry_record: 'registry_records',
  family: 'families',
} as const

/** `/api/v2/cases/<id>` of a record of the world. */
export const at = (name: RecordName): string => `/api/v2/${collections[records[name].type]}/${records[name].id}`

/** Ids, for lists. */
export const idsOf = (...names: RecordName[]): string[] => names.map((name) => records[name].id)
