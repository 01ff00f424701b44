// People who come to the door with a password and a phone.
import { generateSync } from 'otplib/functional'
import { type Reply, type TestHouse, testPassword } from '../house.ts'

export type Jar = Record<string, string>

/** A browser: keeps its cookies, and echoes its CSRF token. */
export function browserOf(t: TestHouse, jar: Jar = {}) {
  const call = async (method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', url: string, body?: unknown) => {
    const reply = await t.app.inject({
      method,
      url,
      headers: {
        cookie: Object.entries(jar)
          .map(([key, value]) => `${key}=${value}`)
          .join('; '),
        'x-csrf-token': jar['CSRF-TOKEN'] ?? '',
        'user-agent': 'Mozilla/5.0 (Linux; Android 14; Mobile)',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { payload: JSON.stringify(body) }),
    })
    for (const { name, value } of reply.cookies) {
      if (value === '') delete jar[name]
      else jar[name] = value
    }
    const text = reply.payload
    return { status: reply.statusCode, text, body: text.startsWith('{') ? JSON.parse(text) : undefined } as Reply
  }
  return {
    jar,
    get: (url: string) => call('GET', url),
    post: (url: string, body?: unknown) => call('POST', url, body),
    put: (url: string, body?: unknown) => call('PUT', url, body),
    patch: (url: string, body?: unknown) => call('PATCH', url, body),
    delete: (url: string) => call('DELETE', url),
    signIn: (name: string, password = testPassword) =>
      call('POST', '/api/v2/tokens', { user: { user_name: name, password } }),
    shows: (shown: unknown, rest: object = {}) => call('POST', '/api/ext/sign-in/factor', { shown, ...rest }),
    proves: (proof: unknown) => call('POST', '/api/ext/proof', proof),
  }
}
export type TestBrowser = ReturnType<typeof browserOf>

/** The code that the app shows now, or `steps` of thirty seconds later, by the house's clock. */
export const codeOf = (t: TestHouse, secret: string, steps = 0): string =>
  generateSync({ secret, epoch: Math.floor(t.house.clock().getTime() / 1000) + steps * 30 })

export type Enrolled = { secret: string; recovery: string[]; factor: string }

/** Sets up an app in a session that has just begun. */
export async function setsUpApp(t: TestHouse, browser: TestBrowser): Promise<Enrolled> {
  const begun = await browser.post('/api/ext/me/factors', { kind: 'totp', name: 'My phone' })
  if (begun.status !== 200) throw new Error(`setting up answered ${begun.status}`)
  const { id, secret } = begun.body
  const done = await browser.post(`/api/ext/me/factors/${id}/confirm`, { proof: { code: codeOf(t, secret) } })
  if (done.status !== 200) throw new Error(`confirming answered ${done.status}: ${done.text}`)
  // The code that set it up is used; the next one comes.
  t.pass(1)
  return { secret, recovery: done.body.recovery, factor: id }
}
