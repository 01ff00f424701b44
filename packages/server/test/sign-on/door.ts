// A house that a provider on this machine signs people in to, as the browsers that come and go see it.
import { sql } from 'kysely'
import { expect } from 'vitest'
import type { Provider } from '../../src/providers/provider.ts'
import type { TestHouse } from '../house.ts'
import { clientId, clientSecret, type TestProvider } from './provider.ts'

export const app = 'http://localhost:3000'
export type Jar = Record<string, string>

export const providerAt = ({ issuer }: { issuer: string }, more: Partial<Provider> = {}): Provider => ({
  id: 1,
  uniqueId: 'test',
  name: 'Test organisation',
  type: 'oidc',
  issuer,
  clientId,
  clientSecret,
  discoveryUrl: `${issuer}/.well-known/openid-configuration`,
  authorizationUrl: null,
  verificationUrl: null,
  usernameClaim: undefined,
  scope: ['openid', 'email'],
  userDomain: null,
  domainHint: null,
  redirectUri: null,
  forceStandardOidc: true,
  skipPrompt: false,
  prompt: null,
  ...more,
})

const cookieOf = (jar: Jar) =>
  Object.entries(jar)
    .map(([key, value]) => `${key}=${value}`)
    .join('; ')

let count = 0

/** `idp`: who signs people in, where a test does not name another. */
export function openDoor(t: TestHouse, idp: TestProvider) {
  const use = (...providers: Provider[]) => {
    t.house.settings = { ...t.house.settings, publicUrl: app, identityProviders: providers }
  }

  async function somebody(provider: string | null = 'test'): Promise<string> {
    count += 1
    const userName = `person-${count}@example.org`
    await t.enrol({ userName, role: 'role-cp-case-worker', groups: ['usergroup-primero-cp'] })
    await change(userName, { identity_provider: provider })
    return userName
  }
  const change = (name: string, to: Record<string, unknown>) =>
    t.house.db.updateTable('account').set(to).where('user_name', '=', name).execute()

  async function call(method: 'GET' | 'POST' | 'DELETE', url: string, jar: Jar, headers: Record<string, string> = {}) {
    const csrf: Record<string, string> = jar['CSRF-TOKEN'] ? { 'x-csrf-token': jar['CSRF-TOKEN'] } : {}
    const reply = await t.app.inject({ method, url, headers: { cookie: cookieOf(jar), ...csrf, ...headers } })
    for (const { name, value } of reply.cookies) {
      if (value === '') delete jar[name]
      else jar[name] = value
    }
    return reply
  }
  const leaves = async (jar: Jar): Promise<URL> => {
    const reply = await call('POST', '/api/ext/sign-in/providers/test', jar)
    expect(reply.statusCode).toBe(200)
    return new URL(reply.json().url)
  }
  /** Where the app sends who comes back from the provider. */
  async function returns(jar: Jar, back: string): Promise<string> {
    const { pathname, search } = new URL(back)
    const reply = await call('GET', `${pathname}${search}`, jar)
    expect(reply.statusCode).toBe(303)
    return String(reply.headers.location)
  }
  async function signsIn(login: string, jar: Jar = {}, there = idp): Promise<string> {
    return returns(jar, await there.visit((await leaves(jar)).href, login))
  }
  const cases = async (jar: Jar) => (await call('GET', '/api/v2/cases', jar)).statusCode
  const withToken = async (token: string, url = '/api/v2/cases') =>
    (await call('GET', url, {}, { authorization: `Bearer ${token}` })).statusCode
  const lastAudit = async () => {
    const { rows } = await sql<{ action: string; outcome: string; code: string | null; user_name: string | null }>`
    select action, outcome, code, user_name from audit where action like '%login%' order by id desc limit 1`.execute(
      t.house.db,
    )
    return rows[0]
  }

  return { use, somebody, change, call, leaves, returns, signsIn, cases, withToken, lastAudit }
}

export type Door = ReturnType<typeof openDoor>
