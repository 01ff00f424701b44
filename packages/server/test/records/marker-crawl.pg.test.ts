// The marker crawl: every answer that is a text or an identifying day carries a mark of its own, somebody of every
// shipped role knocks at every door, and no mark comes out that the role's forms, modules, scope and identity hide.
// What may come out is told here from the bundles alone, not by the rules that the doors themselves use.
import type { Field, Form, RecordType, Role } from '@primero/domain/configuration/bundle.ts'
import { recordTypes } from '@primero/domain/configuration/bundle.ts'
import type { Uuid } from '@primero/domain/ids.ts'
import type { Answer, Data, Row } from '@primero/domain/records/record.ts'
import type { Moment } from '@primero/domain/time.ts'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { collectionOf } from '../../src/configuration/present-settings.ts'
import { insertMany, type Seed } from '../../src/records/insert-many.ts'
import { png } from '../attachments/pictures.ts'
import { type Caller, openTestHouse, type Reply, shippedBundles, type TestHouse } from '../house.ts'
import { uuid } from '../sync/device.ts'

const cp = 'primeromodule-cp'
const gbv = 'primeromodule-gbv'
const agency = 'agency-open-door'
const groups = ['usergroup-primero-cp', 'usergroup-primero-gbv']

type Owner = { userName: string; role: string; module: string; agency: string; groups: string[]; grants?: true }

/** Amal and Gul share groups and agency with whoever crawls, Zed and Ziva nothing; Rim and Rosa granted theirs to all. */
const owners: Owner[] = [
  { userName: 'amal', role: 'role-cp-case-worker', module: cp, agency, groups },
  { userName: 'gul', role: 'role-gbv-caseworker', module: gbv, agency, groups },
  {
    userName: 'zed',
    role: 'role-cp-case-worker',
    module: cp,
    agency: 'agency-child-bridge',
    groups: ['usergroup-training-dallis'],
  },
  {
    userName: 'ziva',
    role: 'role-gbv-caseworker',
    module: gbv,
    agency: 'agency-dawn-centre',
    groups: ['usergroup-training-gbv-dallis'],
  },
  {
    userName: 'rim',
    role: 'role-cp-case-worker',
    module: cp,
    agency: 'agency-child-bridge',
    groups: ['usergroup-training-dallis'],
    grants: true,
  },
  {
    userName: 'rosa',
    role: 'role-gbv-caseworker',
    module: gbv,
    agency: 'agency-dawn-centre',
    groups: ['usergroup-training-gbv-dallis'],
    grants: true,
  },
]

const bundles = shippedBundles()
const forms = bundles.flatMap((bundle) => bundle.forms)
const roles = bundles.flatMap((bundle) => bundle.roles)
const crawlers = roles.map((_, i) => `crawler-${i}`)
const rowForms = new Map(forms.filter((form) => form.subform).map((form) => [form.id, form]))

/** Where a mark stands: nobody may see it elsewhere than by this question of this record. */
type Mark = { type: RecordType; field: string; owner: Owner; identifying: boolean; forms: Set<string> }
const marks = new Map<string, Mark>()
const found = /mk\d+x|19[0-4]\d-\d\d-\d\d/g

const identifies = ({ identifying }: Field): boolean => identifying !== false && identifying !== 'narrative'

function markFor(field: Field, mark: Mark): string | undefined {
  const n = marks.size
  const text = field.type === 'text_field' || field.type === 'textarea' ? `mk${n}x` : undefined
  const day =
    field.type === 'date_field' && identifies(field) && field.includeTime !== true ? dayNumbered(n) : undefined
  const key = text ?? day
  if (key !== undefined) marks.set(key, mark)
  return key
}

const dayNumbered = (n: number): string => new Date(Date.UTC(1900, 0, 1 + n)).toISOString().slice(0, 10)

const pagesOf = (type: RecordType, module: string): Form[] =>
  forms.filter((form) => !form.subform && form.recordType === type && form.modules.includes(module))

function answersOf(type: RecordType, owner: Owner): Data {
  const pages = pagesOf(type, owner.module)
  const data: Record<string, Answer> = {}
  for (const field of pages.flatMap((page) => page.fields)) {
    if (Object.hasOwn(data, field.name)) continue
    const asking = new Set(
      pages.filter((page) => page.fields.some((f) => f.name === field.name)).map((page) => page.id),
    )
    const mark = { type, field: field.name, owner, forms: asking }
    const rows =
      field.type === 'subform' && field.name !== 'incident_details' ? rowForms.get(field.subform ?? '') : undefined
    const answer = rows ? [rowOf(rows, mark)] : markFor(field, { ...mark, identifying: identifies(field) })
    if (answer !== undefined) data[field.name] = answer
  }
  return data
}

const rowOf = (form: Form, mark: Omit<Mark, 'identifying'>): Row => ({
  unique_id: uuid(),
  ...Object.fromEntries(
    form.fields.flatMap((column) => {
      const answer = markFor(column, { ...mark, identifying: identifies(column) })
      return answer === undefined ? [] : [[column.name, answer]]
    }),
  ),
})

function* seeds(): Generator<Seed & { by: Owner }> {
  for (const owner of owners) {
    const module = bundles.flatMap((bundle) => bundle.modules).find(({ id }) => id === owner.module)
    const kase = uuid() as Uuid
    for (const type of recordTypes.filter((t) => module?.recordTypes.includes(t))) {
      const at = '2024-05-10T08:00:00.000Z' as Moment
      const seed = {
        type,
        module: owner.module,
        owner: owner.userName,
        createdAt: at,
        updatedAt: at,
        status: 'open',
        grants: owner.grants ? crawlers : [],
      }
      const link = type === 'incident' ? { incidentOf: kase } : {}
      const stamps: Data = type === 'incident' ? { incident_case_id: kase } : {}
      yield {
        ...seed,
        ...link,
        id: type === 'case' ? kase : (uuid() as Uuid),
        data: answersOf(type, owner),
        stamps,
        by: owner,
      }
    }
  }
}

/** Facts about the record and its staff, which come with the right to read it, whatever form shows them too (access §5.1). */
const ofTheRecord = new Set(['created_by_agency', 'owned_by_text', 'previous_agency', 'previously_owned_by'])

/** Told from the role's file: what it reads, of whom, on which pages, and whose identity. */
function mayCome(role: Role, userName: string, { type, field, owner, identifying, forms: asking }: Mark): boolean {
  const isOwner = owner.userName === userName || (owner.grants === true && crawlers.includes(userName))
  const shares = owner.agency === agency
  const rights = role.permissions[type] ?? []
  const reads = rights.includes('read') || rights.includes('manage')
  const isInScope = {
    self: isOwner,
    group: shares || isOwner,
    agency: shares || isOwner,
    all: true,
    identified: false,
    admin_only: false,
  }[role.scope]
  const previews = rights.includes('search_owned_by_others') && rights.includes('display_view_page')
  const isByRight = ofTheRecord.has(field) || (field === 'photos' && previews)
  const isAsked = isByRight || role.forms === 'all' || [...asking].some((id) => Object.hasOwn(role.forms as object, id))
  const isCovered = !identifying || role.identity === 'scope' || (role.identity === 'own' && isOwner)
  return reads && role.modules.includes(owner.module) && isInScope && isAsked && isCovered
}

let t: TestHouse
const records: { id: string; type: RecordType; owner: Owner }[] = []
const files: string[] = []

beforeAll(async () => {
  t = await openTestHouse(inject('database'))
  await t.enrol(...owners)
  await t.enrol(...roles.map(({ id }, i) => ({ userName: crawlers[i] ?? '', role: id, agency, groups })))
  const all = [...seeds()]
  await insertMany(t.house, all, true)
  for (const { id, type, by } of all) records.push({ id, type, owner: by })
  for (const record of records.filter(({ type }) => type === 'case')) await attachesTo(record)
}, 60_000)
afterAll(() => t.close())

/** A photo and a document whose names, captions and bytes are marked like answers to their fields. */
async function attachesTo({ id, owner }: (typeof records)[number]): Promise<void> {
  for (const [name, kind, ending] of [
    ['photos', 'image', 'png'],
    ['other_documents', 'document', 'txt'],
  ] as const) {
    const pages = pagesOf('case', owner.module).filter((page) => page.fields.some((field) => field.name === name))
    const field = pages.flatMap((page) => page.fields).find((f) => f.name === name)
    if (!field) continue
    const key = `mk${marks.size}x`
    marks.set(key, {
      type: 'case',
      field: name,
      owner,
      identifying: identifies(field),
      forms: new Set(pages.map((page) => page.id)),
    })
    const bytes = kind === 'image' ? png() : Buffer.from(key)
    const data = {
      field_name: name,
      attachment_type: kind,
      file_name: `${key}.${ending}`,
      description: key,
      attachment: bytes.toString('base64'),
    }
    const reply = await t.as(owner.userName).post(`/api/v2/cases/${id}/attachments`, { data })
    expect(reply.status, reply.text).toBe(200)
    files.push(reply.body.data.attachment_url)
  }
}

async function* knocks(person: Caller): AsyncGenerator<[string, Reply]> {
  const get = async (path: string): Promise<[string, Reply]> => [path, await person.get(path)]
  const post = async (path: string, body: unknown): Promise<[string, Reply]> => [path, await person.post(path, body)]
  for (const path of [
    '/api/v2/alerts',
    '/api/v2/users',
    '/api/v2/saved_searches',
    '/api/v2/permissions',
    '/api/sync/config',
  ])
    yield get(path)
  for (const type of recordTypes) {
    const path = `/api/v2/${collectionOf(type)}`
    const names = [...new Set([...marks.values()].filter((mark) => mark.type === type).map((mark) => mark.field))]
    yield get(`${path}?per=1000`)
    yield get(`${path}?per=1000&fields=short`)
    yield get(`${path}?per=1000&order_by=${names[0]}&order=asc`)
    for (let at = 0; at < names.length; at += 60)
      yield get(`${path}?per=1000&fields=${names.slice(at, at + 60).join(',')}`)
    yield post('/api/sync/search', { type, filters: [], page: 1, per: 200 })
    yield post('/api/sync/records', { type, ids: records.filter((r) => r.type === type).map((r) => r.id) })
  }
  for (const { id, type } of records) {
    const path = `/api/v2/${collectionOf(type)}/${id}`
    for (const door of ['', '/record_history', '/access_log']) yield get(path + door)
    if (type === 'case') for (const door of ['/incidents', '/incidents/new', '/traces']) yield get(path + door)
    yield post('/api/sync/history', { type, id, page: 1 })
    yield post('/api/sync/conflicts', { of: { type, id }, settled: true, page: 1 })
    // Refusals: a taken id, an answer of the wrong type.
    yield post(`/api/v2/${collectionOf(type)}`, { data: { id, module_id: cp } })
    yield [`PATCH ${path}`, await person.patch(path, { data: { age: 'wrong', sex: 1 } })]
  }
  for (const url of files) yield get(url)
}

// rule: design 8 every-role-every-door
test.each(roles.map((role, i) => ({ role, id: role.id, userName: crawlers[i] ?? '' })))(
  '$id',
  { timeout: 60_000 },
  async ({ role, userName }) => {
    const leaks: string[] = []
    for await (const [door, reply] of knocks(t.as(userName))) {
      // Who is not let in, or is told to wait, has seen nothing yet.
      expect(
        reply.status === 401 || reply.status === 429 || reply.status >= 500,
        `${door} answered ${reply.status}`,
      ).toBe(false)
      for (const [key] of reply.text.matchAll(found)) {
        const mark = marks.get(key)
        if (mark && !mayCome(role, userName, mark))
          leaks.push(`${mark.type} ${mark.field} of ${mark.owner.userName} by ${door.replace(/[0-9a-f-]{36}/g, ':id')}`)
      }
    }
    expect([...new Set(leaks)]).toEqual([])
  },
)

test('owners do see the marks of their own records, in their own module', { timeout: 60_000 }, async () => {
  for (const { userName, role: id } of owners) {
    const role = roles.find((r) => r.id === id)
    if (!role) throw new Error(`No role ${id}.`)
    const seen = new Set<string>()
    for await (const [, reply] of knocks(t.as(userName))) for (const [key] of reply.text.matchAll(found)) seen.add(key)
    const known = [...seen].flatMap((key) => marks.get(key) ?? [])
    expect(known.filter((mark) => !mayCome(role, userName, mark))).toEqual([])
    expect(known.filter((mark) => mark.type === 'case').length).toBeGreaterThan(50)
  }
})
