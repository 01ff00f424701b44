// For tests only: what is in a package between modules, and what becomes of it (the rules stand in
// module-package.cases.ts; interop §5.2).
import { cp, gbv } from './module-package.cases.ts'

/** In every package. `reference` is random words; `wanted_by` from the timeframe; `safety_notes` how to reach safely. */
export const alwaysThere = [
  'reference',
  'service',
  'wanted_by',
  'deadline',
  'notes',
  'safety_notes',
  'sender_agency',
  'sender_contact',
] as const

/** Fields by direction. `age_band` is worked out: the range of `age` in the instance’s primary ranges. */
export const fieldsByDirection = {
  [cp]: {
    smallest: ['age_band', 'sex', 'language'],
    offered: [
      'name_first',
      'name_last',
      'age',
      'telephone_current',
      'location_current',
      'nationality',
      'disability_type',
      'disability_communications',
      'protection_concerns',
      'urgent_protection_concern',
      'risk_level',
    ],
    /** Rows of `incident_details`, field by field. */
    oneByOne: [
      'incident_date',
      'cp_incident_location_type',
      'cp_incident_violence_type',
      'cp_incident_previous_incidents_description',
      'cp_incident_abuser_name',
      'cp_incident_perpetrator_relationship',
    ],
  },
  [gbv]: {
    smallest: ['survivor_code_no', 'age_band', 'sex'],
    offered: [
      'name',
      'age',
      'gbv_nationality',
      'gbv_displacement_status',
      'gbv_disability_type',
      'unaccompanied_separated_status',
      'survivor_caretaker',
      'safety_plan_needed',
    ],
    /** Of the newest incident of the case: narrative, classification, perpetrator. */
    oneByOne: [
      'incident_date',
      'incident_description',
      'gbv_sexual_violence_type',
      'perpetrator_relationship',
      'perpetrator_sex',
    ],
  },
} as const

/** Never, in either direction. */
export const neverInPackage = [
  'id',
  'short_id',
  'case_id',
  'case_id_display',
  'incident_id',
  'owned_by',
  'created_by',
  'assigned_user_names',
  'date_of_birth',
  'national_id_no',
  'unhcr_individual_no',
  'photos',
  'other_documents',
  'transitions',
  'approval_subforms',
  'consent_for_services',
  'survivor_assessment_form',
  'safety_plan_main_concern',
] as const

export type Contents = {
  says: string
  from: typeof cp | typeof gbv
  ticked: string[]
  /** Names that the consent leaves out. */
  excluded?: string[]
  /** Names that the sender may not read. */
  unreadable?: string[]
  /** Laid over a case that answers everything; its name is hidden in GBV and not in child protection. */
  data?: Record<string, unknown>
  /** Names of fields in it, besides what is always there; or that it is refused on `fields`. */
  holds: string[] | 'fields'
}

export const contentsCases: Contents[] = [
  { says: 'the smallest of child protection', from: cp, ticked: [], holds: ['age_band', 'sex', 'language'] },
  { says: 'the smallest of GBV', from: gbv, ticked: [], holds: ['survivor_code_no', 'age_band', 'sex'] },
  {
    says: 'ticked: a name',
    from: cp,
    ticked: ['name_first'],
    holds: ['age_band', 'sex', 'language', 'name_first'],
  },
  {
    says: 'a survivor’s name, no more hidden, only by its tick',
    from: gbv,
    ticked: ['name'],
    data: { hidden_name: false },
    holds: ['survivor_code_no', 'age_band', 'sex', 'name'],
  },
  {
    says: 'without its tick a name stays here, hidden or not',
    from: gbv,
    ticked: [],
    data: { hidden_name: false },
    holds: ['survivor_code_no', 'age_band', 'sex'],
  },
  {
    says: 'the narrative by its own tick, and nothing beside it',
    from: gbv,
    ticked: ['incident_description'],
    holds: ['survivor_code_no', 'age_band', 'sex', 'incident_description'],
  },
  {
    says: 'the classification by its own tick',
    from: gbv,
    ticked: ['gbv_sexual_violence_type'],
    holds: ['survivor_code_no', 'age_band', 'sex', 'gbv_sexual_violence_type'],
  },
  {
    says: 'of the perpetrator only what is ticked',
    from: gbv,
    ticked: ['perpetrator_relationship'],
    holds: ['survivor_code_no', 'age_band', 'sex', 'perpetrator_relationship'],
  },
  { says: 'not a whole form', from: gbv, ticked: ['gbv_incident_form'], holds: 'fields' },
  { says: 'not all rows of perpetrators', from: gbv, ticked: ['alleged_perpetrator'], holds: 'fields' },
  { says: 'not the code of the case', from: cp, ticked: ['case_id_display'], holds: 'fields' },
  { says: 'not a birth date', from: cp, ticked: ['date_of_birth'], holds: 'fields' },
  {
    says: 'not a field that is offered in the other direction',
    from: cp,
    ticked: ['gbv_nationality'],
    holds: 'fields',
  },
  { says: 'not a field that nobody knows', from: cp, ticked: ['shoe_size'], holds: 'fields' },
  {
    says: 'not what the sender may not read, though it would be in the smallest',
    from: cp,
    ticked: [],
    unreadable: ['language'],
    holds: ['age_band', 'sex'],
  },
  {
    says: 'ticking what one may not read',
    from: cp,
    ticked: ['risk_level'],
    unreadable: ['risk_level'],
    holds: 'fields',
  },
  {
    says: 'who may not read the age sends no band either',
    from: cp,
    ticked: [],
    unreadable: ['age'],
    holds: ['sex', 'language'],
  },
  {
    says: 'not what the consent leaves out',
    from: cp,
    ticked: ['name_first', 'telephone_current'],
    excluded: ['telephone_current', 'sex'],
    holds: ['age_band', 'language', 'name_first'],
  },
  {
    says: 'a consent that leaves out the age leaves out the band',
    from: gbv,
    ticked: [],
    excluded: ['age'],
    holds: ['survivor_code_no', 'sex'],
  },
  {
    says: 'what is not answered is not there',
    from: cp,
    ticked: ['risk_level'],
    data: { age: null, risk_level: null },
    holds: ['sex', 'language'],
  },
  {
    says: 'a hidden name stays hidden, as every case of GBV begins',
    from: gbv,
    ticked: ['name'],
    holds: ['survivor_code_no', 'age_band', 'sex'],
  },
  {
    says: 'and in child protection none of its parts leaves either',
    from: cp,
    ticked: ['name_first', 'name_last', 'risk_level'],
    data: { hidden_name: true },
    holds: ['age_band', 'sex', 'language', 'risk_level'],
  },
]

export const ageBandCases: { says: string; age: number | null; band: string | null }[] = [
  { says: 'the first year', age: 0, band: '0 - 5' },
  { says: 'the end of the first', age: 5, band: '0 - 5' },
  { says: 'the start of the second', age: 6, band: '6 - 11' },
  { says: 'seventeen', age: 17, band: '12 - 17' },
  { says: 'eighteen', age: 18, band: '18+' },
  { says: 'very old', age: 99, band: '18+' },
  { says: 'not known', age: null, band: null },
]

export type CaseOfPackage = {
  says: string
  status: 'in_progress' | 'accepted' | 'done' | 'rejected' | 'revoked'
  /** Of the recipient’s role, beside receiving. */
  rights?: string[]
  allowed?: false
  /** A case was made of it before. */
  again?: true
  by?: 'sender' | 'somebody else of the recipient’s team'
  is: 'made' | 'same' | 'no'
}

const usual = ['create', 'create_case_from_referral']

export const caseOfPackageCases: CaseOfPackage[] = [
  { says: 'accepted', status: 'accepted', rights: usual, is: 'made' },
  { says: 'done: the package is gone, a case is made before that', status: 'done', rights: usual, is: 'no' },
  { says: 'before it is accepted', status: 'in_progress', rights: usual, is: 'no' },
  { says: 'rejected', status: 'rejected', rights: usual, is: 'no' },
  { says: 'revoked', status: 'revoked', rights: usual, is: 'no' },
  { says: 'the sender did not allow it', status: 'accepted', rights: usual, allowed: false, is: 'no' },
  { says: 'without create', status: 'accepted', rights: ['create_case_from_referral'], is: 'no' },
  { says: 'without the right to make one of a referral', status: 'accepted', rights: ['create'], is: 'no' },
  { says: 'twice: the one that is there', status: 'accepted', rights: usual, again: true, is: 'same' },
  { says: 'not the sender', status: 'accepted', rights: usual, by: 'sender', is: 'no' },
  {
    says: 'not a colleague',
    status: 'accepted',
    rights: usual,
    by: 'somebody else of the recipient’s team',
    is: 'no',
  },
]

/**
 * By the module of the new case: what it takes over, from which field into which; null: nowhere, as names are asked anew
 * in parts. All else stays empty, `age_band` and `survivor_code_no` too. It is its maker’s, open and new.
 */
export const takenOver = {
  [gbv]: {
    sex: 'sex',
    age: 'age',
    name_first: null,
    name_last: null,
    nationality: 'gbv_nationality',
    disability_type: 'gbv_disability_type',
  },
  [cp]: {
    sex: 'sex',
    age: 'age',
    name: null,
    gbv_nationality: 'nationality',
    gbv_disability_type: 'disability_type',
    gbv_displacement_status: null,
  },
} as const

export type TakenValue = {
  says: string
  into: typeof cp | typeof gbv
  /** Of the package. */
  fields: Record<string, unknown>
  /** Fields that its maker may not write. */
  unwritable?: string[]
  /** Answers of the new case that came from the package. */
  takes: Record<string, unknown>
}

/** The lists of both modules differ: an answer that the other list lacks stays behind. One into many is a list of one. */
export const takenValueCases: TakenValue[] = [
  { says: 'what both know', into: gbv, fields: { sex: 'female', age: 14 }, takes: { sex: 'female', age: 14 } },
  {
    says: 'an answer of both lists',
    into: cp,
    fields: { gbv_disability_type: 'physical_disability' },
    takes: { disability_type: 'physical_disability' },
  },
  { says: 'an answer that the other list lacks', into: cp, fields: { gbv_disability_type: 'no' }, takes: {} },
  { says: 'a country is no nationality of the other list', into: gbv, fields: { nationality: ['jordan'] }, takes: {} },
  { says: 'the band says no age', into: gbv, fields: { age_band: '12 - 17', sex: 'male' }, takes: { sex: 'male' } },
  { says: 'a name is asked anew', into: cp, fields: { name: 'Sara Haddad', sex: 'female' }, takes: { sex: 'female' } },
  {
    says: 'nothing that its maker may not write',
    into: gbv,
    fields: { sex: 'female', age: 14 },
    unwritable: ['age'],
    takes: { sex: 'female' },
  },
  { says: 'nothing of the incident', into: cp, fields: { incident_description: 'At the well.' }, takes: {} },
]

export type Linked = {
  says: string
  readsSource: boolean
  readsMade: boolean
  /** Of the made case, of the source: is the other shown? */
  inMade: boolean
  inSource: boolean
}

/** Nor does anybody else find, count, filter or sort by it; the key is absent, not null. */
export const linkedCases: Linked[] = [
  { says: 'who may read both', readsSource: true, readsMade: true, inMade: true, inSource: true },
  {
    says: 'the sender: not even that there is one',
    readsSource: true,
    readsMade: false,
    inMade: false,
    inSource: false,
  },
  { says: 'the recipient', readsSource: false, readsMade: true, inMade: false, inSource: false },
  { says: 'a stranger to both', readsSource: false, readsMade: false, inMade: false, inSource: false },
]

export type End = {
  says: string
  was: 'waits' | 'in_progress' | 'accepted' | 'done'
  event:
    | 'rejected'
    | 'done'
    | 'revoked'
    | 'consent withdrawn'
    | 'consent over'
    | 'source closed'
    | 'source disabled'
    | 'sender disabled'
  /** A case was made of it. */
  made?: true
  /** kept: its recipient reads it. emptied: the stub alone. never: he never had it. */
  package: 'kept' | 'emptied' | 'never'
  status: 'in_progress' | 'accepted' | 'rejected' | 'done' | 'revoked'
  /** The made case gets a flag, once; its answers stay its owner’s. */
  flagged?: true
  /** The recipient hears of it. */
  told?: true
}

export const endCases: End[] = [
  { says: 'revoked while it waits here', was: 'waits', event: 'revoked', package: 'never', status: 'revoked' },
  {
    says: 'consent withdrawn while it waits here',
    was: 'waits',
    event: 'consent withdrawn',
    package: 'never',
    status: 'revoked',
  },
  {
    says: 'revoked before an answer',
    was: 'in_progress',
    event: 'revoked',
    package: 'emptied',
    status: 'revoked',
    told: true,
  },
  { says: 'revoked at work', was: 'accepted', event: 'revoked', package: 'emptied', status: 'revoked', told: true },
  {
    says: 'revoked when a case was made of it',
    was: 'accepted',
    event: 'revoked',
    made: true,
    package: 'emptied',
    status: 'revoked',
    flagged: true,
    told: true,
  },
  {
    says: 'consent withdrawn at work',
    was: 'accepted',
    event: 'consent withdrawn',
    package: 'emptied',
    status: 'revoked',
    told: true,
  },
  {
    says: 'consent withdrawn when a case was made of it',
    was: 'accepted',
    event: 'consent withdrawn',
    made: true,
    package: 'emptied',
    status: 'revoked',
    flagged: true,
    told: true,
  },
  {
    says: 'the last day of the consent is past',
    was: 'accepted',
    event: 'consent over',
    package: 'emptied',
    status: 'revoked',
    told: true,
  },
  {
    says: 'and a case was made of it',
    was: 'accepted',
    event: 'consent over',
    made: true,
    package: 'emptied',
    status: 'revoked',
    flagged: true,
    told: true,
  },
  { says: 'its recipient rejected it', was: 'in_progress', event: 'rejected', package: 'emptied', status: 'rejected' },
  { says: 'the work is done', was: 'accepted', event: 'done', package: 'emptied', status: 'done' },
  {
    says: 'done, and the case that was made of it stays as it is',
    was: 'accepted',
    event: 'done',
    made: true,
    package: 'emptied',
    status: 'done',
  },
  {
    says: 'consent withdrawn after the work was done: the answer stands',
    was: 'done',
    event: 'consent withdrawn',
    package: 'emptied',
    status: 'done',
  },
  {
    says: 'consent withdrawn after that, when a case was made of it: its owner must know',
    was: 'done',
    event: 'consent withdrawn',
    made: true,
    package: 'emptied',
    status: 'done',
    flagged: true,
    told: true,
  },
  {
    says: 'taken back after that, when a case was made of it',
    was: 'done',
    event: 'revoked',
    made: true,
    package: 'emptied',
    status: 'revoked',
    flagged: true,
    told: true,
  },
  {
    says: 'the case that it came from is closed',
    was: 'accepted',
    event: 'source closed',
    package: 'kept',
    status: 'accepted',
  },
  {
    says: 'the case that it came from is disabled',
    was: 'accepted',
    event: 'source disabled',
    package: 'emptied',
    status: 'revoked',
    told: true,
  },
  {
    says: 'it is disabled, when a case was made of it: that one is its owner’s',
    was: 'accepted',
    event: 'source disabled',
    made: true,
    package: 'emptied',
    status: 'revoked',
    flagged: true,
    told: true,
  },
  { says: 'its sender’s account ends', was: 'accepted', event: 'sender disabled', package: 'kept', status: 'accepted' },
]
