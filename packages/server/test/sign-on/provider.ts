// A real identity provider (oidc-provider) on this machine, and people who sign in there: whatever they type as login is
// their mail address, and whom the provider takes them for; after a `#` it is another person with the same address.
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { exportJWK, generateKeyPair, SignJWT } from 'jose'
import Provider from 'oidc-provider'

export type TestProvider = {
  issuer: string
  /** Signs in there as this person, beginning at the address that the app was given; where it sends the person back to. */
  visit: (address: string, login: string) => Promise<string>
  /** An identity token that another program of the same organisation got. */
  tokenFor: (login: string, client?: string) => Promise<string>
  /** Whatever it might say of itself, under its own key. */
  says: (claims: Record<string, unknown>, typ?: string) => Promise<string>
  /** Throws its key away and signs with another one from now on, at the same address. */
  renewsKey: () => Promise<void>
  /** Cuts every line to it; its address stays its own. */
  goesSilent: () => void
  answersAgain: () => void
  close: () => Promise<void>
}

export const clientId = 'primero'
export const clientSecret = 'a-secret-between-two-programs'
export const otherClient = 'somebody-else'
const otherPlace = 'https://program.example/back'

type Options = {
  /** Where people come back to. */
  app: string
  /** Tells the mail address in the profile only. */
  isSilent?: boolean
  /** What it says of a mail address. */
  isProved?: boolean
}

type Key = { privateKey: Awaited<ReturnType<typeof generateKeyPair>>['privateKey']; kid: string }

const newKey = async (): Promise<Key> => ({
  privateKey: (await generateKeyPair('RS256', { extractable: true })).privateKey,
  kid: crypto.randomUUID(),
})

export async function startProvider({ app, isSilent, isProved }: Options): Promise<TestProvider> {
  const server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const client = (client_id: string, ...redirect_uris: string[]) => ({
    client_id,
    client_secret: clientSecret,
    redirect_uris,
    grant_types: ['authorization_code'],
    response_types: ['code' as const],
  })
  const providerWith = async ({ privateKey, kid }: Key) =>
    new Provider(issuer, {
      clients: [
        client(clientId, `${app}/api/ext/sign-in/providers/test/callback`, otherPlace),
        client(otherClient, otherPlace),
      ],
      jwks: { keys: [{ ...(await exportJWK(privateKey)), kid, alg: 'RS256', use: 'sig' }] },
      cookies: { keys: ['a-key-for-tests'] },
      claims: { email: ['email', 'email_verified'] },
      conformIdTokenClaims: isSilent ?? false,
      pkce: { required: () => true },
      ttl: { Interaction: 600, Session: 600, Grant: 600, AccessToken: 600, IdToken: 3600 },
      findAccount: (_ctx, id) => ({
        accountId: id,
        claims: () => ({ sub: id, email: id.replace(/#.*/, ''), email_verified: isProved ?? true }),
      }),
    })
  let key = await newKey()
  let answer = (await providerWith(key)).callback()
  let isSilenced = false
  server.on('request', (request, reply) => void (isSilenced ? request.socket.destroy() : answer(request, reply)))
  const visit = (address: string, login: string) => signInThere(new URL(address), login)
  return {
    issuer,
    visit,
    tokenFor: async (login, client_id = clientId) => {
      const proof = 'a'.repeat(43)
      const challenge = await digest(proof)
      const nonce = crypto.randomUUID()
      const asked = { client_id, nonce, scope: 'openid email', response_type: 'code', redirect_uri: otherPlace }
      const proved = { code_challenge: challenge, code_challenge_method: 'S256' }
      const back = new URL(await visit(`${issuer}/auth?${new URLSearchParams({ ...asked, ...proved })}`, login))
      const reply = await fetch(`${issuer}/token`, {
        method: 'POST',
        headers: { authorization: `Basic ${Buffer.from(`${client_id}:${clientSecret}`).toString('base64')}` },
        body: new URLSearchParams({
          grant_type: 'authorization_code',
          code: back.searchParams.get('code') ?? '',
          redirect_uri: otherPlace,
          code_verifier: proof,
        }),
      })
      return ((await reply.json()) as { id_token: string }).id_token
    },
    says: (claims, typ) =>
      new SignJWT({ iss: issuer, aud: clientId, jti: crypto.randomUUID(), ...claims })
        .setProtectedHeader({ alg: 'RS256', kid: key.kid, ...(typ === undefined ? {} : { typ }) })
        .setIssuedAt()
        .setExpirationTime('1h')
        .sign(key.privateKey),
    renewsKey: async () => {
      key = await newKey()
      answer = (await providerWith(key)).callback()
    },
    goesSilent: () => {
      isSilenced = true
    },
    answersAgain: () => {
      isSilenced = false
    },
    close: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

async function digest(proof: string): Promise<string> {
  return Buffer.from(await crypto.subtle.digest('SHA-256', Buffer.from(proof))).toString('base64url')
}

/** Through its pages, as a browser would: login, then agreeing that the program may know who it is. */
async function signInThere(address: URL, login: string): Promise<string> {
  const jar = new Map<string, string>()
  let at = address
  let form: URLSearchParams | undefined
  for (let step = 0; step < 20; step += 1) {
    const reply = await fetch(at, {
      redirect: 'manual',
      headers: { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') },
      ...(form ? { method: 'POST', body: form } : {}),
    })
    for (const line of reply.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (value === '') jar.delete(name)
      else jar.set(name, value)
    }
    form = undefined
    const next = reply.headers.get('location')
    if (next !== null) {
      const to = new URL(next, at)
      if (to.origin !== address.origin) return to.href
      at = to
      continue
    }
    const page = await reply.text()
    const action = /action="([^"]+)"/.exec(page)?.[1]
    const prompt = /name="prompt" value="(\w+)"/.exec(page)?.[1]
    if (action === undefined || prompt === undefined) throw new Error(`${reply.status} ${page.slice(0, 300)}`)
    form = new URLSearchParams({ prompt, ...(prompt === 'login' ? { login, password: 'any' } : {}) })
    at = new URL(action, at)
  }
  throw new Error('The provider never let anybody back.')
}
