// The one place that calls fetch. It speaks cookies and the CSRF echo, reads problems, and tells "no" from "no answer".

import { patience, watched } from './connection.ts'
import { spend } from './thrift.ts'

/** The server said no. `code` is the domain's word (`problem.ts`); v2, which has none, gives one by its status. */
export class Refused extends Error {
  readonly status: number
  readonly code: string
  readonly params: Record<string, unknown>

  constructor(status: number, code: string, params: Record<string, unknown>) {
    super(code)
    this.name = 'Refused'
    this.status = status
    this.code = code
    this.params = params
  }
}

/** Nobody answered: no network, no server, or a broken reply on the way. */
export class Unreachable extends Error {
  constructor() {
    super('unreachable')
    this.name = 'Unreachable'
  }
}

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
export type Call = {
  body?: unknown
  /** Sent as they are. */
  bytes?: Uint8Array<ArrayBuffer>
  signal?: AbortSignal
  /** The reply is a file, not words. */
  asBytes?: boolean
}

const cookie = (name: string): string | undefined => {
  const found = document.cookie.split('; ').find((part) => part.startsWith(`${name}=`))
  return found === undefined ? undefined : decodeURIComponent(found.slice(name.length + 1))
}

/** The clock runs until `read` has the whole body: a reply that dries up on the way is no reply. */
async function reach<T>(
  path: string,
  init: RequestInit,
  signal: AbortSignal | undefined,
  read: (reply: Response) => Promise<T>,
): Promise<T> {
  // Signals are joined by hand: phones of the floor know no AbortSignal.any.
  const abort = new AbortController()
  const stop = (): void => abort.abort()
  const timer = window.setTimeout(stop, patience())
  signal?.addEventListener('abort', stop)
  try {
    signal?.throwIfAborted()
    const reply = await fetch(path, {
      ...init,
      credentials: 'same-origin',
      cache: 'no-store',
      redirect: 'error',
      signal: abort.signal,
    })
    return await read(reply)
  } catch (e) {
    if (signal?.aborted || e instanceof Refused) throw e
    throw new Unreachable()
  } finally {
    window.clearTimeout(timer)
    signal?.removeEventListener('abort', stop)
  }
}

/** The cookie that every unsafe request echoes; any reply of the wire sets it. */
async function csrfToken(signal: AbortSignal | undefined): Promise<string> {
  const known = cookie('CSRF-TOKEN')
  if (known !== undefined) return known
  await takeCookie(signal)
  return cookie('CSRF-TOKEN') ?? ''
}

const takeCookie = (signal: AbortSignal | undefined): Promise<string> =>
  reach('/api/v2/primero', { headers: { accept: 'application/json' } }, signal, (reply) => reply.text())

let isHeld = (): boolean => false
/** Says when nobody may be asked: the person chose to work without the network. */
export const holdCalls = (held: () => boolean): void => {
  isHeld = held
}

const underWay = new Set<AbortController>()
/** Nobody waits any longer for what is under way: it counts as not reached. */
export const dropCalls = (): void => {
  for (const one of underWay) one.abort()
}

let prove = (asks: Refused): Promise<void> => Promise.reject(asks)
/** Says who asks the person for a proof; it throws what was asked for where there comes none. */
export const proveBy = (ask: (asks: Refused) => Promise<void>): void => {
  prove = ask
}

/** What needs a proof is asked once more after it. @throws Refused, Unreachable */
export async function call(method: Method, path: string, more: Call = {}): Promise<unknown> {
  try {
    return await ask(method, path, more)
  } catch (e) {
    if (!(e instanceof Refused) || e.code !== 'needs-proof') throw e
    await prove(e)
    return ask(method, path, more)
  }
}

async function ask(method: Method, path: string, more: Call): Promise<unknown> {
  if (isHeld()) throw new Unreachable()
  const own = new AbortController()
  const stop = (): void => own.abort()
  underWay.add(own)
  more.signal?.addEventListener('abort', stop)
  try {
    return await watched(
      () => exchange(method, path, { ...more, signal: own.signal }),
      (e) => e instanceof Unreachable,
    )
  } catch (e) {
    throw own.signal.aborted && !more.signal?.aborted ? new Unreachable() : e
  } finally {
    underWay.delete(own)
    more.signal?.removeEventListener('abort', stop)
  }
}

/**
 * One question and its answer, whatever the line is said to be like; for a device that watches a line of its own.
 * @throws Refused, Unreachable
 */
export async function exchange(method: Method, path: string, more: Call = {}): Promise<unknown> {
  try {
    return await once(method, path, more)
  } catch (e) {
    if (!(e instanceof Refused) || e.code !== 'csrf-mismatch') throw e
    // The session changed in another tab: take the new cookie and say it again.
    await takeCookie(more.signal)
    return once(method, path, more)
  }
}

async function once(method: Method, path: string, { body, bytes, signal, asBytes = false }: Call): Promise<unknown> {
  const headers: Record<string, string> = { accept: 'application/json, application/problem+json' }
  if (method !== 'GET') headers['x-csrf-token'] = await csrfToken(signal)
  if (bytes) headers['content-type'] = 'application/octet-stream'
  else if (body !== undefined) headers['content-type'] = 'application/json'
  const payload = bytes ?? (body === undefined ? undefined : await packed(JSON.stringify(body), headers))
  spend(typeof payload === 'string' ? payload.length : (payload?.length ?? 0))
  return reach(
    path,
    { method, headers, ...(payload === undefined ? {} : { body: payload }) },
    signal,
    async (reply) => {
      if (reply.ok && asBytes) return new Uint8Array(await reply.arrayBuffer())
      if (reply.ok) return reply.status === 204 ? undefined : await reply.json()
      throw await refusal(reply)
    },
  )
}

/** Long words travel packed; short ones would only grow. */
async function packed(text: string, headers: Record<string, string>): Promise<string | Uint8Array<ArrayBuffer>> {
  if (text.length < 2_000 || !('CompressionStream' in window)) return text
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream('gzip'))
  headers['content-encoding'] = 'gzip'
  return new Uint8Array(await new Response(stream).arrayBuffer())
}

/**
 * Only our own server may say no. A captive portal, a gateway or a filter on the way answers in our server's place with
 * any status it likes; whoever believed it would throw away work that the server never saw.
 */
async function refusal(reply: Response): Promise<Refused | Unreachable> {
  const body = ((await reply.json().catch(() => undefined)) ?? {}) as Record<string, unknown>
  const wait = Number(reply.headers.get('retry-after'))
  const seconds = Number.isFinite(wait) && wait > 0 ? { seconds: wait } : {}
  if (isProblem(body)) {
    const params = typeof body.params === 'object' && body.params !== null ? body.params : {}
    return new Refused(reply.status, body.code, { ...seconds, ...params })
  }
  const isOurs = isFromV2(reply) && ('error' in body || 'errors' in body || reply.status === 429)
  const params = { ...seconds, errors: body['errors'] }
  return isOurs ? new Refused(reply.status, wordOfV2(reply.status, body), params) : new Unreachable()
}

const isProblem = (body: Record<string, unknown>): body is { code: string; params?: unknown } =>
  typeof body['code'] === 'string' && body['type'] === `problem:${body['code']}`

/** The v2 door has an envelope of its own, without our codes. */
const isFromV2 = ({ url }: Response): boolean => new URL(url).pathname.includes('/api/v2/')

/** Words of ours that v2 says itself: what is missing before one may go on. */
const wordOfV2 = (status: number, { errors }: Record<string, unknown>): string => {
  const [first] = Array.isArray(errors) ? (errors as { message?: unknown }[]) : []
  const word = String(first?.message)
  return /^(must|needs)-/.test(word) ? word : (words[status] ?? 'unknown')
}

const words: Record<number, string> = {
  401: 'not-signed-in',
  403: 'forbidden',
  404: 'not-found',
  429: 'too-many-requests',
  503: 'configuration-busy',
}
