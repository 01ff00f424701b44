// Compares a reply with an expectation and says where they part.
import { type Expect, isMatcher, type Moments, unordered } from './golden.ts'
import { type Fill, fillText } from './placeholders.ts'

export type Reply = { status: number; headers: Record<string, unknown>; text: string }

type How = { subset: boolean; now: Moments; fill: Fill }

/** Every way in which the reply is not as expected; an empty list when it is. Never quotes more than 200 characters. */
export function differences(reply: Reply, expect: Expect, now: Moments, fill: Fill): string[] {
  const exact: How = { subset: false, now, fill }
  const found: string[] = []
  if (reply.status !== expect.status)
    found.push(`status ${reply.status}, expected ${expect.status}: ${brief(reply.text)}`)
  for (const [name, wanted] of Object.entries(expect.headers ?? {})) {
    const value = reply.headers[name]
    const written = Array.isArray(value) ? value.join('\n') : value === undefined ? undefined : String(value)
    if (!headerMatches(written, typeof wanted === 'string' ? fillText(wanted, fill) : wanted))
      found.push(`header ${name}: ${brief(written)}, expected ${String(wanted)}`)
  }
  if (expect.empty && reply.text !== '') found.push(`body ${brief(reply.text)}, expected none`)
  if (expect.text && !expect.text.test(reply.text)) found.push(`text ${brief(reply.text)}, expected ${expect.text}`)
  for (const word of expect.silentOn ?? []) if (reply.text.includes(word)) found.push(`the body tells ${word}`)
  if (!asksForJson(expect)) return found

  const body = parsed(reply.text)
  if (body === undefined) return [...found, `body is not JSON: ${brief(reply.text)}`]
  if ('body' in expect) found.push(...valueDifferences(body, expect.body, exact, ''))
  if ('contains' in expect) found.push(...valueDifferences(body, expect.contains, { ...exact, subset: true }, ''))
  for (const pointer of expect.absent ?? []) {
    const value = at(body, fillText(pointer, fill))
    if (value !== undefined) found.push(`${pointer} is there: ${brief(value)}`)
  }
  if (expect.rowsById) found.push(...valueDifferences(ids(body), expect.rowsById, exact, '/data/*/id'))
  if (expect.set) found.push(...valueDifferences(ids(body), unordered(expect.set), exact, '/data/*/id'))
  return found
}

/** Where two values differ, by JSON pointer. */
export function valueDifferences(actual: unknown, wanted: unknown, how: How, pointer: string): string[] {
  const here = pointer === '' ? '/' : pointer
  const expected = typeof wanted === 'string' ? how.fill(wanted) : wanted
  if (isMatcher(expected)) {
    const same = (a: unknown, e: unknown) => valueDifferences(a, e, { ...how, subset: true }, '').length === 0
    return expected.matches(actual, same, how.now) ? [] : [`${here}: ${brief(actual)}, expected ${expected.says}`]
  }
  if (Array.isArray(expected)) {
    if (!Array.isArray(actual)) return [`${here}: ${brief(actual)}, expected an array`]
    if (actual.length !== expected.length)
      return [`${here}: ${actual.length} elements, expected ${expected.length}: ${brief(actual)}`]
    return expected.flatMap((item, i) => valueDifferences(actual[i], item, how, `${pointer}/${i}`))
  }
  if (isPlain(expected)) {
    if (!isPlain(actual)) return [`${here}: ${brief(actual)}, expected an object`]
    const extra = how.subset ? [] : Object.keys(actual).filter((key) => !(key in expected))
    return [
      ...Object.entries(expected).flatMap(([key, value]) =>
        valueDifferences(actual[key], value, how, `${pointer}/${key}`),
      ),
      ...extra.map((key) => `${pointer}/${key}: ${brief(actual[key])}, expected nothing`),
    ]
  }
  return Object.is(actual, expected) ? [] : [`${here}: ${brief(actual)}, expected ${brief(expected)}`]
}

const headerMatches = (actual: string | undefined, wanted: string | RegExp | null): boolean =>
  wanted === null
    ? actual === undefined
    : actual !== undefined && (typeof wanted === 'string' ? actual === wanted : wanted.test(actual))

const asksForJson = (expect: Expect): boolean =>
  'body' in expect || 'contains' in expect || !!expect.absent || !!expect.rowsById || !!expect.set

const isPlain = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const ids = (body: unknown): unknown[] => {
  const data = at(body, '/data')
  return Array.isArray(data) ? data.map((row: { id?: unknown }) => row.id) : []
}

function at(body: unknown, pointer: string): unknown {
  return pointer
    .split('/')
    .slice(1)
    .reduce<unknown>((value, key) => {
      if (Array.isArray(value)) return value[Number(key)]
      return isPlain(value) && Object.hasOwn(value, key) ? value[key] : undefined
    }, body)
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const brief = (value: unknown): string => {
  const written = typeof value === 'string' ? value : JSON.stringify(value)
  return written === undefined ? 'nothing' : written.slice(0, 200)
}
