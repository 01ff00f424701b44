// For tests only: alerts of a record, raised and cleared (workflow §4). olga owns the case, bilal is her colleague, rico is
// assigned to it. Settings as shipped: `notes_section → notes`, `incident_details → incident_details_container`,
// `services_section → services`, unless said otherwise.

export type Alert = { alert_for: string; type: string; form?: string; user?: string; mail?: true }

export type Happening =
  /** A save through the API by this person that changes these fields. */
  | { save: string; changes: string[] }
  | { refers: string; to: string; remote?: true }
  | { transfers: string; to: string; remote?: true }
  | { answers: string; of: 'referral' | 'transfer'; to: string; with: 'accept' | 'reject' | 'done' | 'revoke' }
  | { asksTransfer: string }
  | { asks: string; approval: string }
  | { decides: string; approval: string; with: 'approved' | 'rejected' }
  | { incidentBy: string }
  | { flags: string }
  /** The job that compares a configured field: another record has the value, or none has it now. */
  | { duplicate: string; value: string; on: 'this' | 'the newer' | 'none' }
  /** Somebody with `remove_alert` takes one away. */
  | { removes: string; type: string }

export type AlertCase = {
  says: string
  /** `changes_field_to_form` of module or settings; module wins. */
  watched?: Record<
    string,
    string | { form_section_unique_id: string; alert_strategy: 'not_owner' | 'associated_users' }
  >
  happens: Happening[]
  /** Alerts of the case afterwards, in any order. `current_alert_types` are their types, each once. */
  alerts: Alert[]
  /** Told by mail or push, for alerts with `mail`. */
  told?: string[]
  tag?: '?'
}

const notes: Alert = { alert_for: 'field_change', type: 'notes', form: 'notes' }
const services: Alert = { alert_for: 'field_change', type: 'services', form: 'services' }
const referralTo = (user: string): Alert => ({ alert_for: 'referral', type: 'referral', form: 'referral', user })
const transferred: Alert = { alert_for: 'transfer', type: 'transfer', form: 'transfers_assignments' }
const approval = (type: string, form: string): Alert => ({ alert_for: 'approval', type, form })
const forAll = { notes_section: { form_section_unique_id: 'notes', alert_strategy: 'associated_users' as const } }

export const alertCases: AlertCase[] = [
  {
    says: 'a colleague changes what is watched',
    happens: [{ save: 'bilal', changes: ['notes_section'] }],
    alerts: [notes],
  },
  { says: 'the owner does', happens: [{ save: 'olga', changes: ['notes_section'] }], alerts: [] },
  { says: 'a colleague changes something else', happens: [{ save: 'bilal', changes: ['age'] }], alerts: [] },
  {
    says: 'two watched fields, two alerts',
    happens: [{ save: 'bilal', changes: ['notes_section', 'services_section'] }],
    alerts: [notes, services],
  },
  {
    says: 'the same field twice, one alert',
    happens: [
      { save: 'bilal', changes: ['notes_section'] },
      { save: 'rico', changes: ['notes_section'] },
    ],
    alerts: [notes],
  },
  {
    says: 'the owner saves anything: he has seen it',
    happens: [
      { save: 'bilal', changes: ['notes_section', 'services_section'] },
      { save: 'olga', changes: ['age'] },
    ],
    alerts: [],
  },
  {
    says: 'another colleague saves: nothing is cleared',
    happens: [
      { save: 'bilal', changes: ['notes_section'] },
      { save: 'rico', changes: ['age'] },
    ],
    alerts: [notes],
  },
  {
    says: 'for all who are with the case: by the owner too, and those others are told',
    watched: forAll,
    happens: [{ save: 'olga', changes: ['notes_section'] }],
    alerts: [{ ...notes, mail: true }],
    told: ['rico'],
  },
  {
    says: 'for all: who edits is not told',
    watched: forAll,
    happens: [{ save: 'rico', changes: ['notes_section'] }],
    alerts: [{ ...notes, mail: true }],
    told: ['olga'],
  },
  {
    says: 'for all: the owner’s save leaves it',
    watched: forAll,
    happens: [
      { save: 'rico', changes: ['notes_section'] },
      { save: 'olga', changes: ['age'] },
    ],
    alerts: [{ ...notes, mail: true }],
    told: ['olga'],
  },
  {
    says: 'a module’s own list wins',
    watched: { age: 'basic_identity' },
    happens: [{ save: 'bilal', changes: ['notes_section', 'age'] }],
    alerts: [{ alert_for: 'field_change', type: 'basic_identity', form: 'basic_identity' }],
  },
  {
    says: 'nothing watched, no alert',
    watched: {},
    happens: [{ save: 'bilal', changes: ['notes_section'] }],
    alerts: [],
  },
  {
    says: 'an incident by a colleague',
    happens: [{ incidentBy: 'bilal' }],
    alerts: [{ alert_for: 'field_change', type: 'incident_details_container', form: 'incident_details_container' }],
  },
  { says: 'an incident by the owner', happens: [{ incidentBy: 'olga' }], alerts: [] },
  {
    says: 'an incident where its form is not watched but others are',
    watched: { notes_section: 'notes' },
    happens: [{ incidentBy: 'bilal' }],
    alerts: [{ alert_for: 'field_change', type: 'incident_from_case', form: 'incident_from_case' }],
  },
  {
    says: 'that one stays when the owner saves',
    watched: { notes_section: 'notes' },
    happens: [{ incidentBy: 'bilal' }, { save: 'olga', changes: ['age'] }],
    alerts: [{ alert_for: 'field_change', type: 'incident_from_case', form: 'incident_from_case' }],
  },
  { says: 'an incident where nothing is watched', watched: {}, happens: [{ incidentBy: 'bilal' }], alerts: [] },
  {
    says: 'an approval is asked',
    happens: [{ asks: 'olga', approval: 'closure' }],
    alerts: [approval('closure', 'closure_form')],
  },
  {
    says: 'twice',
    happens: [
      { asks: 'olga', approval: 'closure' },
      { asks: 'olga', approval: 'closure' },
    ],
    alerts: [approval('closure', 'closure_form')],
  },
  {
    says: 'it stays when the owner saves',
    happens: [
      { asks: 'olga', approval: 'closure' },
      { save: 'olga', changes: ['age'] },
    ],
    alerts: [approval('closure', 'closure_form')],
  },
  ...(['approved', 'rejected'] as const).map(
    (outcome): AlertCase => ({
      says: `${outcome}, it is gone, and another approval’s stays`,
      happens: [
        { asks: 'olga', approval: 'closure' },
        { asks: 'olga', approval: 'assessment' },
        { decides: 'bilal', approval: 'closure', with: outcome },
      ],
      alerts: [approval('assessment', 'assessment')],
    }),
  ),
  { says: 'a referral, for its recipient', happens: [{ refers: 'olga', to: 'reem' }], alerts: [referralTo('reem')] },
  { says: 'a remote referral', happens: [{ refers: 'olga', to: '', remote: true }], alerts: [] },
  {
    says: 'two referrals to two people',
    happens: [
      { refers: 'olga', to: 'reem' },
      { refers: 'olga', to: 'rico' },
    ],
    alerts: [referralTo('reem'), referralTo('rico')],
  },
  ...(['accept', 'reject', 'revoke'] as const).map(
    (answer): AlertCase => ({
      says: `answered with ${answer}, that recipient’s is gone and the other’s stays`,
      happens: [
        { refers: 'olga', to: 'reem' },
        { refers: 'olga', to: 'rico' },
        { answers: answer === 'revoke' ? 'olga' : 'reem', of: 'referral', to: 'reem', with: answer },
      ],
      alerts: [referralTo('rico')],
    }),
  ),
  {
    says: 'the owner’s save leaves referrals',
    happens: [
      { refers: 'olga', to: 'reem' },
      { save: 'olga', changes: ['age'] },
    ],
    alerts: [referralTo('reem')],
  },
  { says: 'a transfer', happens: [{ transfers: 'olga', to: 'reem' }], alerts: [transferred] },
  { says: 'a remote transfer', happens: [{ transfers: 'olga', to: '', remote: true }], alerts: [] },
  {
    says: 'two transfers, one alert',
    happens: [
      { transfers: 'olga', to: 'reem' },
      { transfers: 'olga', to: 'rico' },
    ],
    alerts: [transferred],
  },
  {
    says: 'one of two is rejected: the other still waits',
    happens: [
      { transfers: 'olga', to: 'reem' },
      { transfers: 'olga', to: 'rico' },
      { answers: 'reem', of: 'transfer', to: 'reem', with: 'reject' },
    ],
    alerts: [transferred],
  },
  ...(['accept', 'reject', 'revoke'] as const).map(
    (answer): AlertCase => ({
      says: `the only transfer answered with ${answer}`,
      happens: [
        { transfers: 'olga', to: 'reem' },
        { answers: answer === 'revoke' ? 'olga' : 'reem', of: 'transfer', to: 'reem', with: answer },
      ],
      alerts: [],
    }),
  ),
  { says: 'a request raises none', happens: [{ asksTransfer: 'reem' }], alerts: [] },
  { says: 'a flag raises none', happens: [{ flags: 'bilal' }], alerts: [] },
  {
    says: 'a duplicate number',
    happens: [{ duplicate: 'national_id_no', value: 'N-1', on: 'this' }],
    alerts: [{ alert_for: 'duplicate_field', type: 'national_id_no', form: 'basic_identity' }],
  },
  {
    says: 'a newer record has it as well: the newest carries the alert',
    happens: [
      { duplicate: 'national_id_no', value: 'N-1', on: 'this' },
      { duplicate: 'national_id_no', value: 'N-1', on: 'the newer' },
    ],
    alerts: [],
  },
  {
    says: 'it is changed and nobody else has it',
    happens: [
      { duplicate: 'national_id_no', value: 'N-1', on: 'this' },
      { duplicate: 'national_id_no', value: 'N-2', on: 'none' },
    ],
    alerts: [],
  },
  {
    says: 'one is taken away, the others stay',
    happens: [
      { save: 'bilal', changes: ['notes_section', 'services_section'] },
      { removes: 'badr', type: 'notes' },
    ],
    alerts: [services],
  },
]

export type AlertCountCase = {
  says: string
  scope: 'self' | 'group' | 'agency' | 'all' | 'admin_only'
  type: 'case' | 'incident' | 'tracing_request'
  /** One record: whose (the reader is amal, of north, agency one), how often alerted, in which state. */
  owner?: 'amal' | 'of his group' | 'of his agency' | 'far'
  alerts?: number
  state?: 'open' | 'closed' | 'disabled'
  shared?: { kind: 'referral' | 'transfer'; status: 'in_progress' | 'accepted' | 'done' | 'rejected' }
  counts: 0 | 1
  tag?: '?'
}

const count = (
  says: string,
  scope: AlertCountCase['scope'],
  rest: Partial<AlertCountCase>,
  counts: 0 | 1,
): AlertCountCase => ({
  says,
  scope,
  type: 'case',
  counts,
  ...rest,
})

/** `GET /alerts`: records, not alerts; open and enabled only. */
export const alertCountCases: AlertCountCase[] = [
  count('self: the own case', 'self', { owner: 'amal' }, 1),
  count('self: three alerts, one record', 'self', { owner: 'amal', alerts: 3 }, 1),
  count('self: none', 'self', { owner: 'amal', alerts: 0 }, 0),
  count('self: closed', 'self', { owner: 'amal', state: 'closed' }, 0),
  count('self: disabled', 'self', { owner: 'amal', state: 'disabled' }, 0),
  count('self: a colleague’s', 'self', { owner: 'of his group' }, 0),
  count('self: referred to him', 'self', { owner: 'far', shared: { kind: 'referral', status: 'in_progress' } }, 1),
  count('self: accepted by him', 'self', { owner: 'far', shared: { kind: 'referral', status: 'accepted' } }, 1),
  count('self: done', 'self', { owner: 'far', shared: { kind: 'referral', status: 'done' } }, 0),
  count('self: rejected', 'self', { owner: 'far', shared: { kind: 'referral', status: 'rejected' } }, 0),
  count('self: a transfer to him', 'self', { owner: 'far', shared: { kind: 'transfer', status: 'in_progress' } }, 1),
  count('self: an incident of his', 'self', { owner: 'amal', type: 'incident' }, 1),
  count('self: a tracing request of his', 'self', { owner: 'amal', type: 'tracing_request' }, 1),
  count('self: somebody’s incident', 'self', { owner: 'of his group', type: 'incident' }, 0),
  count('group: a colleague’s', 'group', { owner: 'of his group' }, 1),
  count('group: of the agency only', 'group', { owner: 'of his agency' }, 0),
  count('agency: of the agency', 'agency', { owner: 'of his agency' }, 1),
  count('agency: far', 'agency', { owner: 'far' }, 0),
  count('all: far', 'all', { owner: 'far' }, 1),
  count('all: disabled', 'all', { owner: 'far', state: 'disabled' }, 0),
  count('admin_only: none', 'admin_only', { owner: 'of his group' }, 0),
]
