// The few shapes that calls have.
import type { Call, Step } from './golden.ts'

type Rest = Pick<Call, 'auth' | 'headers'>

export const get = (path: string, rest: Rest = {}): Call => ({ method: 'GET', path, ...rest })
export const del = (path: string, rest: Rest = {}): Call => ({ method: 'DELETE', path, ...rest })
/** `data` goes under the key `data`, as v2 wants it. */
export const post = (path: string, data: unknown, rest: Rest = {}): Call => ({
  method: 'POST',
  path,
  body: { data },
  ...rest,
})
export const patch = (path: string, data: unknown, rest: Rest = {}): Call => ({
  method: 'PATCH',
  path,
  body: { data },
  ...rest,
})
/** An update that names the one action it performs. */
export const act = (path: string, action: string, data: unknown): Call => ({
  method: 'PATCH',
  path,
  body: { data, record_action: action },
})
export const step = (as: string | null, call: Call, bind?: string): Step => ({
  as,
  call,
  ...(bind ? { bind } : {}),
})

/** `?fields=…` of a record or list. */
export const fields = (path: string, ...names: string[]): Call =>
  get(`${path}${path.includes('?') ? '&' : '?'}fields=${names.join(',')}`)

export const forbidden = (resource: string) => ({ errors: [{ status: 403, resource, message: 'Forbidden' }] })
