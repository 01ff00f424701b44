// Rails-style brackets in queries and form bodies: `status[0]=open`, `or[owned_by]=ana`, `data[name]=x`.
import qs from 'qs'

/** Depth, length and count are bounded: a query is no place for a document. */
const bounds = { depth: 8, parameterLimit: 1000, arrayLimit: 1000, plainObjects: true, allowPrototypes: false } as const

export type Parameters = Record<string, unknown>

export const parseQuery = (text: string): Parameters => qs.parse(text, bounds) as Parameters

/** `a[0]=x&a[1]=y` comes as a list or, above the list limit, as an object with numeric keys: both are the list. */
export function listOf(value: unknown): string[] {
  if (value === undefined || value === null) return []
  if (Array.isArray(value)) return value.flatMap(listOf)
  if (typeof value === 'object') return Object.values(value).flatMap(listOf)
  return [String(value)]
}

export const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)

export const isTrue = (value: unknown): boolean => value === 'true' || value === true

/** page and per as pinned: from 1, per at most 1000 (api-records §6.1). */
export function pageOf(query: Parameters, per = 20, most = 1000): { page: number; per: number } {
  const number = (value: unknown, otherwise: number) => {
    const n = Number.parseInt(String(value ?? ''), 10)
    return Number.isSafeInteger(n) && n > 0 ? n : otherwise
  }
  return { page: Math.min(number(query['page'], 1), 1_000_000), per: Math.min(number(query['per'], per), most) }
}

/** Does a filter, or one of them, name any value? One that says nothing would mean everything. */
export const saysSomething = (value: unknown): boolean =>
  typeof value === 'object' && value !== null
    ? Object.values(value).some(saysSomething)
    : value !== null && value !== undefined && value !== ''
