// Questions by answers that somebody may not see: each is told as it would be if nobody had given that answer.
import type { RecordType, TrainingUser } from '@primero/domain/configuration/bundle.ts'
import { identifierFields, phoneFields, phoneticFields } from '@primero/domain/records/record.ts'
import { opaqueCodes } from '@primero/domain/search/phonetic.ts'
import type { Reply } from '../house.ts'
import type { Told } from '../sync/device.ts'
import { chunked, type Crawled } from './crawl.ts'
import { collections } from './matrix/door.ts'
import { isProtected, type Mark, marks, mayReach, maySee, nothing, roleOf } from './marks.ts'

const shown = ({ status, body }: Reply) => ({
  status,
  total: body?.metadata?.total,
  ids: body?.data?.map?.((row: Told) => row.id),
})
const encode = (pairs: [string, string][]): string =>
  pairs.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&')
const control = (mark: Mark): string => (mark.isDay ? nothing.day : nothing.text)

/** One who asks lists of one type, and compares what different questions show. */
function asker({ t }: Pick<Crawled, 't'>, person: TrainingUser, type: RecordType) {
  const caller = t.as(person.userName.toLowerCase())
  const list = async (query: string) =>
    shown(await caller.get(`/api/v2/${collections[type]}?per=1000&fields=id&${query}`))
  const same = async (faults: string[], what: string, asked: string, otherwise: string) => {
    const [one, other] = [await list(asked), await list(otherwise)]
    if (JSON.stringify(one) !== JSON.stringify(other))
      faults.push(`${what}: ${one.status}/${one.total} against ${other.status}/${other.total}`)
  }
  return { caller, list, same }
}

/** Hidden marks of a type, one of each field. */
function hiddenFrom(person: TrainingUser, type: RecordType): { all: Mark[]; byField: Map<string, Mark[]> } {
  const all = [...marks.values()].filter((mark) => mark.record.type === type && !maySee(person, mark))
  const byField = new Map<string, Mark[]>()
  for (const mark of all) byField.set(mark.field, [...(byField.get(mark.field) ?? []), mark])
  return { all, byField }
}

/** Of each of these fields a hidden mark in a record that he reaches and one in another; and of the rest a few. */
const sampled = (byField: Map<string, Mark[]>, person: TrainingUser, fields: readonly string[]): Mark[] =>
  [...byField.entries()].flatMap(([field, hidden], i) => {
    if (!fields.includes(field) && i % 20 > 0) return []
    // By a code that stands for somebody whoever may read the record may find it, whatever his forms.
    const isCode = opaqueCodes.has(field)
    const words = hidden.filter((mark) => !mark.isDay && !(isCode && mayReach(person, mark.record)))
    const [near, far] = [
      words.find((mark) => mayReach(person, mark.record)),
      words.find((mark) => !mayReach(person, mark.record)),
    ]
    return [near, far].flatMap((mark) => mark ?? [])
  })

/** Fields of which this person reads nothing in any record that he reaches. */
const closedFields = (person: TrainingUser, type: RecordType, byField: Map<string, Mark[]>): Mark[] =>
  [...byField.entries()].flatMap(([field, hidden]) => {
    const isOpen = [...marks.values()].some(
      (mark) => mark.record.type === type && mark.field === field && maySee(person, mark),
    )
    // Who may ask by names finds no protected one: that is no hidden field.
    const near = hidden.filter((mark) => mayReach(person, mark.record) && !isProtected(mark))
    return isOpen || near[0] === undefined ? [] : [near[0]]
  })

/** Filters and orders of lists change neither a number nor an order. */
export async function byFilters(crawled: Crawled, person: TrainingUser, type: RecordType): Promise<string[]> {
  const { caller, same } = asker(crawled, person, type)
  if ((await caller.get(`/api/v2/${collections[type]}`)).status === 403) return []
  const faults: string[] = []
  const { all, byField } = hiddenFrom(person, type)
  const closed = closedFields(person, type, byField)
  for (const some of chunked(closed, 40)) {
    // A filter by what one never reads is no filter, not even beside others.
    await same(faults, `filters by ${some.map((m) => m.field)}`, encode(some.map((m) => [m.field, m.key])), '')
    const [first] = some
    if (first) await same(faults, `not ${first.field}`, encode([[`not[${first.field}]`, first.key]]), '')
  }
  for (const some of chunked(
    [...byField.values()].flatMap(([mark]) => mark ?? []),
    60,
  )) {
    const or = (value: (mark: Mark) => string) => encode(some.map((m) => [`or[${m.field}]`, value(m)]))
    await same(
      faults,
      `one of ${some.map((m) => m.field)}`,
      or((m) => m.key),
      or(control),
    )
  }
  for (const mark of all.filter((m) => m.isDay).slice(0, 6)) {
    const range = (day: string) => encode([[mark.field, `${day}..${day}`]])
    await same(faults, `a range of ${mark.field}`, range(mark.key), range(nothing.day))
  }
  for (const [i, { field, identifying }] of closed.entries()) {
    if (!identifying && i % 5 > 0) continue
    for (const order of ['asc', 'desc'])
      await same(faults, `an order by ${field}`, `order_by=${field}&order=${order}`, `order=${order}`)
  }
  return [...new Set(faults)]
}

/** Words, sounds, identifiers and phones find nothing. */
export async function bySearches(crawled: Crawled, person: TrainingUser, type: RecordType): Promise<string[]> {
  const { caller, list } = asker(crawled, person, type)
  if ((await caller.get(`/api/v2/${collections[type]}`)).status === 403) return []
  const faults: string[] = []
  // The registration desk finds others' cases by whole identifiers: that is its right, and a test of its own.
  const isDesk = roleOf(person).permissions['case']?.includes('search_owned_by_others') === true
  const modes: [string, readonly string[]][] = [
    ['', identifierFields[type]],
    ...(isDesk ? [] : ([['&id_search=true', identifierFields[type]]] as [string, readonly string[]][])),
    ['&phonetic=true', phoneticFields[type]],
    ['&phone_number=true', phoneFields[type]],
  ]
  for (const [mode, fields] of modes) {
    const otherwise = await list(`query=${nothing.text}${mode}`)
    for (const mark of sampled(hiddenFrom(person, type).byField, person, fields)) {
      const found = await list(`query=${mark.key}${mode}`)
      if (JSON.stringify(found) !== JSON.stringify(otherwise)) faults.push(`${mark.field} by ${mode}: ${found.total}`)
    }
  }
  return [...new Set(faults)]
}

/** The same through the sync door: refused whatever the value, or nothing found. */
export async function inOurApp(crawled: Crawled, person: TrainingUser, type: RecordType): Promise<string[]> {
  const caller = crawled.t.as(person.userName.toLowerCase())
  const ask = async (more: object) => {
    const { status, body } = await caller.post('/api/sync/search', {
      type,
      filters: [],
      page: 1,
      per: 200,
      ...more,
    })
    return { status, total: body.total, ids: body.rows?.map((row: Told) => row.id) }
  }
  if ((await ask({})).status === 403) return []
  const faults: string[] = []
  const { byField } = hiddenFrom(person, type)
  for (const [field, [mark]] of byField) {
    if (mark === undefined) continue
    // Refused whatever the value, or nothing found: never a hit.
    const { status, total } = await ask({ filters: [{ field, any: [mark.key] }] })
    if (status !== 422 && total !== 0) faults.push(`filter by ${field}: ${status}/${total}`)
  }
  for (const [by, fields] of [
    ['id', identifierFields[type]],
    ['name', phoneticFields[type]],
    ['phone', phoneFields[type]],
  ] as const) {
    const otherwise = JSON.stringify(await ask({ query: { text: nothing.text, by } }))
    for (const mark of sampled(byField, person, fields)) {
      if (JSON.stringify(await ask({ query: { text: mark.key, by } })) !== otherwise)
        faults.push(`${by} search of ${mark.field}`)
    }
  }
  return [...new Set(faults)]
}
