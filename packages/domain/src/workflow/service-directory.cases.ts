// For tests only: which entries of the service directory fit what is asked, and in which order (ux §9, “Refer/transfer”).
//
// An entry fits where all of this holds. It provides the service; asked without a service, any does. It serves the place
// that is asked or one above it; an entry that names no place serves everywhere, and asked without a place any fits. It
// shares a language with the person; an entry that names none, and a person of whom none is known, fit. It is open on the
// weekday and not closed on that very day; without opening days it counts as open. It has room: fewer open referrals
// (waiting or accepted) than its capacity; without a capacity there is room. The day lies within its first and last day,
// both included. It is not put out of use, its agency is in use, and a protocol lets the sender’s agency send there.
//
// Order: shared language before none named; nearer place (the very one, its parent …, everywhere last); quicker median
// answer, unknown last; more room, without a limit first; name; id.

/** country XX > province XX01 > district XX0101 > camps XX010101, XX010102; district XX0102. */
export const parents: Record<string, string | null> = {
  XX: null,
  XX01: 'XX',
  XX0101: 'XX01',
  XX0102: 'XX01',
  XX010101: 'XX0101',
  XX010102: 'XX0101',
}

export type Entry = {
  id: string
  name: string
  services: readonly string[]
  places: readonly string[]
  languages: readonly string[]
  /** 0 is Sunday; empty: nothing is known. */
  openDays: readonly number[]
  closedOn: readonly string[]
  capacity: number | null
  /** Referrals to it that wait or were accepted. */
  open: number
  from: string | null
  until: string | null
  disabled: boolean
  /** null: outside, without an agency here. */
  agency: 'in use' | 'disabled' | 'no protocol' | null
  /** Median hours to an answer. */
  answers: number | null
}

export type Asked = {
  service: string | null
  place: string | null
  languages: readonly string[]
  /** Sunday is 2026-03-01. */
  day: string
}

export const usualEntry: Entry = {
  id: 'a',
  name: 'Clinic',
  services: ['health_medical_service'],
  places: ['XX0101'],
  languages: ['ar'],
  openDays: [0, 1, 2, 3, 4],
  closedOn: [],
  capacity: 5,
  open: 0,
  from: null,
  until: null,
  disabled: false,
  agency: 'in use',
  answers: 4,
}

export const usualAsked: Asked = {
  service: 'health_medical_service',
  place: 'XX010101',
  languages: ['ar'],
  day: '2026-03-02',
}

export type Fitting = { says: string; entry?: Partial<Entry>; asked?: Partial<Asked>; fits: boolean }

export const fittingCases: Fitting[] = [
  { says: 'all as it should be', fits: true },
  { says: 'another service', asked: { service: 'food_service' }, fits: false },
  {
    says: 'one of several services',
    entry: { services: ['food_service', 'health_medical_service'] },
    fits: true,
  },
  { says: 'no service yet asked for', asked: { service: null }, fits: true },
  { says: 'an entry without services provides none', entry: { services: [] }, fits: false },
  {
    says: 'an entry without services, where none is asked',
    entry: { services: [] },
    asked: { service: null },
    fits: true,
  },
  { says: 'the very place', entry: { places: ['XX010101'] }, fits: true },
  { says: 'the province above', entry: { places: ['XX01'] }, fits: true },
  { says: 'the country above', entry: { places: ['XX'] }, fits: true },
  { says: 'the camp beside', entry: { places: ['XX010102'] }, fits: false },
  { says: 'the district beside', entry: { places: ['XX0102'] }, fits: false },
  {
    says: 'a camp, where the whole district is asked',
    entry: { places: ['XX010101'] },
    asked: { place: 'XX0101' },
    fits: false,
  },
  { says: 'one of several places', entry: { places: ['XX0102', 'XX010101'] }, fits: true },
  { says: 'an entry without places serves everywhere', entry: { places: [] }, fits: true },
  { says: 'no place known', asked: { place: null }, fits: true },
  { says: 'a place that is no more', asked: { place: 'XX09' }, fits: false },
  {
    says: 'a place that is no more, and an entry that serves everywhere',
    entry: { places: [] },
    asked: { place: 'XX09' },
    fits: true,
  },
  { says: 'no language in common', asked: { languages: ['so'] }, fits: false },
  {
    says: 'one language in common',
    entry: { languages: ['fr', 'ar'] },
    asked: { languages: ['so', 'ar'] },
    fits: true,
  },
  { says: 'an entry that names no language', entry: { languages: [] }, asked: { languages: ['so'] }, fits: true },
  { says: 'no language of the person known', asked: { languages: [] }, fits: true },
  { says: 'closed on Fridays', asked: { day: '2026-03-06' }, fits: false },
  { says: 'open on Thursdays', asked: { day: '2026-03-05' }, fits: true },
  { says: 'closed on that very day', entry: { closedOn: ['2026-03-02'] }, fits: false },
  { says: 'closed on another day', entry: { closedOn: ['2026-03-03'] }, fits: true },
  { says: 'nothing known of its days', entry: { openDays: [] }, asked: { day: '2026-03-06' }, fits: true },
  {
    says: 'nothing known of its days, and closed on that very one',
    entry: { openDays: [], closedOn: ['2026-03-02'] },
    fits: false,
  },
  { says: 'room for one more', entry: { open: 4 }, fits: true },
  { says: 'full', entry: { open: 5 }, fits: false },
  { says: 'fuller than it said', entry: { open: 9 }, fits: false },
  { says: 'takes nobody for now', entry: { capacity: 0 }, fits: false },
  { says: 'no limit', entry: { capacity: null, open: 400 }, fits: true },
  { says: 'from that day on', entry: { from: '2026-03-02' }, fits: true },
  { says: 'from the day after on', entry: { from: '2026-03-03' }, fits: false },
  { says: 'its last day', entry: { until: '2026-03-02' }, fits: true },
  { says: 'over since the day before', entry: { until: '2026-03-01' }, fits: false },
  { says: 'put out of use', entry: { disabled: true }, fits: false },
  { says: 'of an agency that is not in use', entry: { agency: 'disabled' }, fits: false },
  { says: 'of an agency whose protocol is over', entry: { agency: 'no protocol' }, fits: false },
  { says: 'outside, without an agency here', entry: { agency: null }, fits: true },
]

export type Ordering = {
  says: string
  asked?: Partial<Asked>
  /** In this order they came out of the database. */
  entries: (Partial<Entry> & { id: string })[]
  /** Ids of those that fit, the best first. */
  ids: string[]
}

export const orderingCases: Ordering[] = [
  {
    says: 'what does not fit is not there',
    entries: [{ id: 'a', disabled: true }, { id: 'b' }],
    ids: ['b'],
  },
  {
    says: 'a shared language comes before a quicker answer',
    entries: [
      { id: 'a', languages: [], answers: 1, places: ['XX010101'] },
      { id: 'b', answers: 40, places: ['XX'] },
    ],
    ids: ['b', 'a'],
  },
  {
    says: 'of a person without a known language, naming one is no merit',
    asked: { languages: [] },
    entries: [
      { id: 'a', answers: 9 },
      { id: 'b', languages: [], answers: 2 },
    ],
    ids: ['b', 'a'],
  },
  {
    says: 'nearer comes before quicker',
    entries: [
      { id: 'a', places: [], answers: 1 },
      { id: 'b', places: ['XX'], answers: 2 },
      { id: 'c', places: ['XX01'], answers: 3 },
      { id: 'd', places: ['XX0101'], answers: 4 },
      { id: 'e', places: ['XX010101'], answers: 5 },
    ],
    ids: ['e', 'd', 'c', 'b', 'a'],
  },
  {
    says: 'of several places the nearest counts',
    entries: [
      { id: 'a', places: ['XX0101'], answers: 1 },
      { id: 'b', places: ['XX', 'XX010101'], answers: 9 },
    ],
    ids: ['b', 'a'],
  },
  {
    says: 'without a place, nearness says nothing',
    asked: { place: null },
    entries: [
      { id: 'a', places: ['XX010101'], answers: 9 },
      { id: 'b', places: ['XX0102'], answers: 1 },
      { id: 'c', places: [], answers: 5 },
    ],
    ids: ['b', 'c', 'a'],
  },
  {
    says: 'quicker first, who never answered last',
    entries: [
      { id: 'a', answers: null, capacity: null },
      { id: 'b', answers: 30 },
      { id: 'c', answers: 2 },
    ],
    ids: ['c', 'b', 'a'],
  },
  {
    says: 'as quick: more room first, without a limit before all',
    entries: [
      { id: 'a', capacity: 5, open: 4 },
      { id: 'b', capacity: null, open: 50 },
      { id: 'c', capacity: 20, open: 10 },
    ],
    ids: ['b', 'c', 'a'],
  },
  {
    says: 'all alike: by name, then by id',
    entries: [
      { id: 'c', name: 'Clinic' },
      { id: 'b', name: 'Clinic' },
      { id: 'd', name: 'Ambulance' },
    ],
    ids: ['d', 'b', 'c'],
  },
]
