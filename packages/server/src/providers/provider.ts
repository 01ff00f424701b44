// The identity providers of an instance, from the file that IDENTITY_PROVIDERS names.
import { readFileSync } from 'node:fs'
import * as z from 'zod'

export type Provider = {
  /** Its place in the file, from one. */
  id: number
  uniqueId: string
  name: string
  type: string
  /** Compared letter by letter with what tokens say. */
  issuer: string
  clientId: string
  clientSecret: string | undefined
  discoveryUrl: string
  authorizationUrl: string | null
  /** Where its keys are; what its discovery says, where it is not given. */
  verificationUrl: string | null
  usernameClaim: string | undefined
  scope: string[]
  userDomain: string | null
  domainHint: string | null
  /** Of other clients: our own app comes back to an address of its own. */
  redirectUri: string | null
  forceStandardOidc: boolean
  skipPrompt: boolean
  prompt: string | null
}

/** On a laptop a provider may be at home, too; everywhere else nobody on the way reads along. */
const isSafe = (address: string): boolean => {
  const { protocol, hostname } = new URL(address)
  return protocol === 'https:' || (protocol === 'http:' && isAtHome(hostname))
}
export const isAtHome = (hostname: string): boolean => ['localhost', '127.0.0.1', '[::1]'].includes(hostname)

const address = z.url().refine(isSafe, 'must begin with https:')
const words = z.string().min(1).max(500)

const shape = z.strictObject({
  unique_id: z.string().regex(/^[a-z0-9][a-z0-9_-]{0,49}$/, 'small letters, digits, _ and -, 50 at most'),
  name: words,
  provider_type: words.default('oidc'),
  issuer: address,
  client_id: words,
  client_secret: words.optional(),
  client_secret_file: words.optional(),
  discovery_url: address.optional(),
  authorization_url: address.optional(),
  verification_url: address.optional(),
  username_claim: words.optional(),
  identity_scope: z.array(words).max(20).default(['openid', 'email']),
  user_domain: words.optional(),
  domain_hint: words.optional(),
  redirect_uri: z.url().optional(),
  force_standard_oidc: z.boolean().default(true),
  skip_oidc_prompt: z.boolean().default(false),
  oidc_prompt: words.optional(),
})

/** @throws Error, a sentence for the operator that quotes nothing of the file */
export function readProviders(path: string | undefined): Provider[] {
  if (path === undefined) return []
  const parsed = z.array(shape).min(1).max(20).safeParse(jsonIn(path))
  const issue = parsed.error?.issues[0]
  if (!parsed.success)
    throw new Error(
      `The file ${path} (IDENTITY_PROVIDERS) is not right at ${issue?.path.join('.')}: ${issue?.message}.`,
    )
  const ids = parsed.data.map((one) => one.unique_id)
  if (new Set(ids).size < ids.length)
    throw new Error(`The file ${path} (IDENTITY_PROVIDERS) has two providers of one unique_id.`)
  return parsed.data.map(providerOf)
}

function jsonIn(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch (error) {
    const what = error instanceof SyntaxError ? 'is no JSON' : 'cannot be read'
    throw new Error(`The file ${path} (IDENTITY_PROVIDERS) ${what}.`)
  }
}

const providerOf = (p: z.infer<typeof shape>, at: number): Provider => ({
  id: at + 1,
  uniqueId: p.unique_id,
  name: p.name,
  type: p.provider_type,
  issuer: p.issuer,
  clientId: p.client_id,
  clientSecret: secretOf(p),
  discoveryUrl: p.discovery_url ?? `${p.issuer.replace(/\/$/, '')}/.well-known/openid-configuration`,
  authorizationUrl: p.authorization_url ?? null,
  verificationUrl: p.verification_url ?? null,
  usernameClaim: p.username_claim,
  scope: p.identity_scope.includes('openid') ? p.identity_scope : ['openid', ...p.identity_scope],
  userDomain: p.user_domain ?? null,
  domainHint: p.domain_hint ?? null,
  redirectUri: p.redirect_uri ?? null,
  forceStandardOidc: p.force_standard_oidc,
  skipPrompt: p.skip_oidc_prompt,
  prompt: p.oidc_prompt ?? null,
})

function secretOf({ client_secret: secret, client_secret_file: file }: z.infer<typeof shape>): string | undefined {
  if (file === undefined) return secret
  try {
    return readFileSync(file, 'utf8').trim()
  } catch {
    throw new Error(`The file ${file} (client_secret_file) cannot be read.`)
  }
}

/** On the wire, to everybody (api-records §3.4): neither issuer nor secret. */
export const presentProvider = (p: Provider) => ({
  id: p.id,
  unique_id: p.uniqueId,
  name: p.name,
  provider_type: p.type,
  client_id: p.clientId,
  force_standard_oidc: p.forceStandardOidc,
  authorization_url: p.authorizationUrl,
  identity_scope: p.scope,
  verification_url: p.verificationUrl,
  user_domain: p.userDomain,
  domain_hint: p.domainHint,
  redirect_uri: p.redirectUri,
  skip_oidc_prompt: p.skipPrompt,
  oidc_prompt: p.prompt,
})
