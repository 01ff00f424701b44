// A caseload in which every text and every identifying day is a mark of its own, and the law by which a mark may come
// out: told from the bundles' files alone, not by the rules that the doors themselves use.
import { isServerKey } from '@primero/domain/access/keys.ts'
import type { Field, Form, RecordType, Role, TrainingUser } from '@primero/domain/configuration/bundle.ts'
import type { Uuid } from '@primero/domain/ids.ts'
import type { Answer, Data, Row } from '@primero/domain/records/record.ts'
import type { Moment } from '@primero/domain/time.ts'
import type { Seed } from '../../src/records/insert-many.ts'
import { shippedBundles } from '../house.ts'

const cp = 'primeromodule-cp'
const gbv = 'primeromodule-gbv'

export const bundles = shippedBundles()
const trained = bundles.flatMap((bundle) => bundle.trainingUsers)
export const roles = new Map(bundles.flatMap((bundle) => bundle.roles).map((role) => [role.id, role]))

/** Roles that nobody trains with, because they come with a referral or a transfer. */
const others: TrainingUser[] = [...roles.keys()]
  .filter((id) => !trained.some((person) => person.role === id))
  .map((role) => ({
    userName: `holder-of-${role}`,
    fullName: role,
    role,
    agency: 'agency-open-door',
    groups: [],
    locale: 'en',
  }))

/** Somebody of every shipped role. */
export const people: TrainingUser[] = [...trained, ...others]
const forms = bundles.flatMap((bundle) => bundle.forms)
const rowForms = new Map(forms.filter((form) => form.subform).map((form) => [form.id, form]))

export const roleOf = (person: TrainingUser): Role => {
  const role = roles.get(person.role)
  if (role === undefined) throw new Error(`${person.role} is not shipped.`)
  return role
}

const personNamed = (userName: string): TrainingUser => {
  const found = people.find((person) => person.userName === userName)
  if (found === undefined) throw new Error(`${userName} is not shipped.`)
  return found
}

export type Marked = {
  id: Uuid
  type: RecordType
  module: string
  owner: TrainingUser
  /** User names with a grant. */
  grants: string[]
  hidesName: boolean
  /** The case that an incident was made from. */
  of?: Uuid
  data: Data
}

/** Where a mark stands: by this question of this record, and nowhere else. */
export type Mark = {
  key: string
  record: Marked
  field: string
  identifying: boolean
  forms: Set<string>
  isDay: boolean
  isColumn: boolean
  /** The question stays off devices. */
  isOffDevices: boolean
  /** It stands beside the answers: whoever has one of these rights reads it, and whoever has a page that shows it. */
  rights?: { on: string; action: string }[]
}

export const marks = new Map<string, Mark>()
export const marksIn = (text: string): Mark[] =>
  [...text.matchAll(/zu(?:[bfklmnprst]a){4}|1[6-9]\d\d-\d\d-\d\d/g)].flatMap(([key]) => marks.get(key) ?? [])

/** A number as a word that nobody says, and that sounds like no other: a search by sound tells them apart. */
const wordFor = (n: number): string =>
  `zu${String(n)
    .padStart(4, '0')
    .replaceAll(/\d/g, (digit) => `${'bfklmnprst'[Number(digit)]}a`)}`

/** What no record says. */
export const nothing = { text: wordFor(9999), day: '1599-12-31' }

export const identifies = ({ identifying }: Field): boolean => identifying !== false && identifying !== 'narrative'

type Where = Omit<Mark, 'key' | 'identifying' | 'isDay' | 'isOffDevices'>

/** Where several pages ask the same question, one `never` is enough. */
export const staysOff = (field: Field, { record, isColumn }: Pick<Where, 'record' | 'isColumn'>): boolean =>
  field.offline === 'never' ||
  (!isColumn &&
    forms.some(
      (form) =>
        !form.subform &&
        form.recordType === record.type &&
        form.fields.some(({ name, offline }) => name === field.name && offline === 'never'),
    ))

/** A new mark; for texts and identifying days only. */
export function markFor(field: Field, where: Where): string | undefined {
  const isText = field.type === 'text_field' || field.type === 'textarea'
  const isDay = field.type === 'date_field' && identifies(field) && field.includeTime !== true
  if (!isText && !isDay) return undefined
  return newMark({ ...where, identifying: identifies(field), isDay, isOffDevices: staysOff(field, where) })
}

export function newMark(where: Omit<Mark, 'key'>): string {
  const key = where.isDay ? new Date(Date.UTC(1600, 0, 1 + marks.size)).toISOString().slice(0, 10) : wordFor(marks.size)
  marks.set(key, { ...where, key })
  return key
}

export const pagesOf = (type: RecordType, module: string): Form[] =>
  forms.filter((form) => !form.subform && form.recordType === type && form.modules.includes(module))

export const asking = (type: RecordType, module: string, name: string): Set<string> =>
  new Set(
    pagesOf(type, module)
      .filter((page) => page.fields.some((field) => field.name === name))
      .map((page) => page.id),
  )

function answersOf(record: Marked): Data {
  const data: Record<string, Answer> = {}
  for (const field of pagesOf(record.type, record.module).flatMap((page) => page.fields)) {
    if (Object.hasOwn(data, field.name) || isServerKey(field.name)) continue
    const where = { record, field: field.name, forms: asking(record.type, record.module, field.name), isColumn: false }
    const rows =
      field.type === 'subform' && field.name !== 'incident_details' ? rowForms.get(field.subform ?? '') : undefined
    const answer = rows ? [rowOf(rows, { ...where, isColumn: true })] : markFor(field, where)
    if (answer !== undefined) data[field.name] = answer
  }
  return data
}

const rowOf = (form: Form, where: Where): Row => ({
  unique_id: crypto.randomUUID(),
  ...Object.fromEntries(
    form.fields.flatMap((column) => {
      const answer = markFor(column, where)
      return answer === undefined ? [] : [[column.name, answer]]
    }),
  ),
})

/** Two owners in each module who share nothing; one of them granted a case to others, and protects a name. */
export function markedCaseload(alsoGranted: string[] = []): Marked[] {
  const begun = (type: RecordType, module: string, owner: string, more: Partial<Marked> = {}): Marked => {
    const record: Marked = {
      id: crypto.randomUUID() as Uuid,
      type,
      module,
      owner: personNamed(owner),
      grants: [],
      hidesName: false,
      data: {},
      ...more,
    }
    record.data = { ...answersOf(record), ...(record.hidesName ? { hidden_name: true } : {}) }
    return record
  }
  const granted = [
    'primero_service_provider',
    'primero_ftr_manager',
    ...others.map((person) => person.userName),
    ...alsoGranted,
  ]
  const withIncident = (kase: Marked): Marked[] => [
    kase,
    begun('incident', kase.module, kase.owner.userName, { of: kase.id }),
  ]
  return [
    ...withIncident(begun('case', cp, 'primero_cp')),
    ...withIncident(begun('case', cp, 'primero_cp', { grants: granted })),
    ...withIncident(begun('case', cp, 'primero_cp', { hidesName: true })),
    ...withIncident(begun('case', cp, 'primero_cp_2')),
    ...withIncident(begun('case', cp, 'primero_cp_2')),
    ...withIncident(begun('case', gbv, 'primero_gbv', { hidesName: true })),
    ...withIncident(begun('case', gbv, 'primero_gbv', { hidesName: true })),
    ...withIncident(begun('case', gbv, 'primero_gbv_2', { hidesName: true, grants: alsoGranted })),
    begun('incident', cp, 'primero_cp'),
    begun('incident', gbv, 'primero_gbv'),
    ...['primero_cp', 'primero_cp_2', 'primero_ftr_manager'].flatMap((owner) =>
      (['tracing_request', 'registry_record', 'family'] as const).map((type) =>
        begun(type, cp, owner, { grants: alsoGranted }),
      ),
    ),
  ]
}

/** What stands beside the answers and is no answer: words of who flagged it, and of who approved its closure. */
export function marksBeside(record: Marked): { flag: string; unflag: string } {
  const beside = (field: string, rights: NonNullable<Mark['rights']>): string =>
    newMark({
      record,
      field,
      rights,
      identifying: false,
      forms: asking(record.type, record.module, field),
      isDay: false,
      isColumn: false,
      isOffDevices: false,
    })
  if (record.type === 'case')
    record.data = {
      ...record.data,
      closure_approved_comments: beside('closure_approved_comments', [
        { on: 'case', action: 'request_approval_closure' },
        { on: 'case', action: 'approve_closure' },
        { on: 'dashboard', action: 'approvals_closure' },
        { on: 'dashboard', action: 'approvals_closure_pending' },
      ]),
    }
  const rights = [
    { on: record.type, action: 'flag' },
    { on: 'dashboard', action: 'dash_flags' },
  ]
  return { flag: beside('flags', rights), unflag: beside('flags', rights) }
}

/** Each record an hour after the one before, so that their order is certain. */
export const seedOf = (record: Marked, place: number): Seed => {
  const at = new Date(Date.UTC(2024, 4, 10, place)).toISOString() as Moment
  return {
    id: record.id,
    type: record.type,
    module: record.module,
    owner: record.owner.userName,
    createdAt: at,
    updatedAt: at,
    data: record.data,
    stamps: record.of === undefined ? {} : { incident_case_id: record.of },
    status: 'open',
    grants: record.grants,
    ...(record.of === undefined ? {} : { incidentOf: record.of }),
  }
}

const isOwn = (person: TrainingUser, record: Marked): boolean =>
  record.owner.userName === person.userName || record.grants.includes(person.userName)

/** May this person know of the record at all? */
export function mayReach(person: TrainingUser, record: Marked): boolean {
  const role = roleOf(person)
  const rights = role.permissions[record.type] ?? []
  if (!(rights.includes('read') || rights.includes('manage')) || !role.modules.includes(record.module)) return false
  const shares = record.owner.groups.some((group) => person.groups.includes(group))
  const byScope = {
    self: false,
    group: shares,
    agency: record.owner.agency === person.agency,
    all: true,
    identified: false,
    admin_only: false,
  }
  return byScope[role.scope] || (isOwn(person, record) && role.scope !== 'admin_only')
}

const nameParts = [
  'name',
  'name_first',
  'name_middle',
  'name_last',
  'name_nickname',
  'name_other',
  'name_given_post_separation',
]

/** Does the record's protection cover the mark, whatever the reader's rights? */
export const isProtected = ({ record, field }: Mark): boolean => record.hidesName && nameParts.includes(field)

const aboutFamilies = ['view_family_record', 'case_from_family', 'link_family_record', 'manage']

/** A case tells its family's number to whoever works with families, whichever form asks it (access §5.1). */
const comesWithRights = ({ permissions }: Role, { record, field }: Mark): boolean =>
  record.type === 'case' &&
  field === 'family_number' &&
  aboutFamilies.some((action) => permissions['case']?.includes(action))

/** May this person ever read the mark? */
export function maySee(person: TrainingUser, mark: Mark): boolean {
  const { record, identifying, forms: pages } = mark
  const role = roleOf(person)
  const rights = role.forms
  const holds = ({ on, action }: { on: string; action: string }): boolean =>
    ['manage', action].some((one) => role.permissions[on]?.includes(one))
  const isOnPage = mark.rights === undefined || pages.size > 0
  const isByPage = isOnPage && (rights === 'all' || [...pages].some((id) => Object.hasOwn(rights, id)))
  const isAsked = isByPage || mark.rights?.some(holds) === true || comesWithRights(role, mark)
  const isCovered = !identifying || role.identity === 'scope' || (role.identity === 'own' && isOwn(person, record))
  const isCoveredUp = isProtected(mark) && record.owner.userName !== person.userName
  return mayReach(person, record) && isAsked && isCovered && !isCoveredUp
}
