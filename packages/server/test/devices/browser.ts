// A browser in which somebody signed in: a cookie session with its CSRF token.
import type { FastifyInstance, InjectOptions } from 'fastify'
import { type Caller, type Reply, testPassword } from '../house.ts'

export type Browser = Caller & { headers: Record<string, string> }

export async function signsIn(app: FastifyInstance, userName: string): Promise<Browser> {
  const signedIn = await app.inject({
    method: 'POST',
    url: '/api/v2/tokens',
    payload: { user: { user_name: userName, password: testPassword } },
  })
  if (signedIn.statusCode !== 200) throw new Error(`signing in answered ${signedIn.statusCode}`)
  const { cookies } = signedIn
  const headers = {
    cookie: cookies.map(({ name, value }) => `${name}=${value}`).join('; '),
    'x-csrf-token': cookies.find(({ name }) => name === 'CSRF-TOKEN')?.value ?? '',
  }
  const call = async (method: InjectOptions['method'], url: string, payload?: unknown): Promise<Reply> => {
    const reply = await app.inject({
      method: method ?? 'GET',
      url,
      headers: { ...headers, ...(payload === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(payload === undefined ? {} : { payload: JSON.stringify(payload) }),
    })
    const text = reply.payload
    return {
      status: reply.statusCode,
      headers: reply.headers,
      text,
      bytes: reply.rawPayload,
      body: text.startsWith('{') ? JSON.parse(text) : undefined,
    }
  }
  return {
    userName,
    headers,
    get: (path) => call('GET', path),
    post: (path, body) => call('POST', path, body),
    patch: (path, body) => call('PATCH', path, body),
    put: (path, body) => call('PUT', path, body),
    delete: (path) => call('DELETE', path),
  }
}
