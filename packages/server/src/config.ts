// The only place that reads the environment. One schema, read once, documented in the README.
import { readFileSync } from 'node:fs'
import { isAbsolute, join } from 'node:path'
import { limits } from '@primero/domain/accounts/limits.ts'
import { passwordRefusals } from '@primero/domain/accounts/password.ts'
import * as z from 'zod'
import { commonPasswords } from './accounts/common-passwords.ts'
import { type Provider, readProviders } from './providers/provider.ts'

const root = join(import.meta.dirname, '../../..')

const settings = z.object({
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  HOST: z.string().default('127.0.0.1'),
  PUBLIC_URL: z.url().optional(),
  PRIMERO_DATA: z.string().default('.primero'),
  DATABASE_URL: z.string().optional(),
  DATABASE_OWNER_URL: z.string().optional(),
  DATABASE_JOB_URL: z.string().optional(),
  PRIMERO_MODE: z.enum(['laptop', 'production']).default('laptop'),
  PRIMERO_DEMO: z.enum(['on', 'off']).optional(),
  PRIMERO_DEMO_PASSWORD: z
    .string()
    .refine((typed) => passwordRefusals(typed, undefined, {}, commonPasswords).length === 0, 'too short, or well known')
    .optional(),
  PRIMERO_KEY_FILE: z.string().optional(),
  PRIMERO_STORAGE: z.enum(['disk', 's3']).default('disk'),
  S3_ENDPOINT: z.url({ protocol: /^https?$/ }).optional(),
  S3_BUCKET: z.string().optional(),
  S3_REGION: z.string().default('us-east-1'),
  S3_ACCESS_KEY: z.string().optional(),
  S3_SECRET_KEY: z.string().optional(),
  SMTP_HOST: z.string().optional(),
  SMTP_PORT: z.coerce.number().int().min(1).max(65535).optional(),
  SMTP_USER: z.string().optional(),
  SMTP_PASSWORD: z.string().optional(),
  SMTP_TLS: z.enum(['starttls', 'tls', 'none']).default('starttls'),
  MAIL_FROM: z.email().optional(),
  WEB_PUSH: z.enum(['on', 'off']).default('off'),
  WEB_PUSH_HOSTS: z.string().optional(),
  WEB_PUSH_PAUSE_AFTER: z.coerce
    .number()
    .int()
    .min(60)
    .max(60 * 24 * 90)
    .default(24 * 60),
  PRIMERO_SELF_REGISTRATION: z.enum(['on', 'off']).default('off'),
  AUDIT_KEEP_MONTHS: z.coerce.number().int().min(12, 'at least 12, or nothing to keep all').max(1200).optional(),
  IDENTITY_PROVIDERS: z.string().optional(),
  CALLS_PER_ACCOUNT: z.coerce.number().int().min(60).default(limits.calls.account),
  CALLS_PER_ADDRESS: z.coerce.number().int().min(60).default(limits.calls.address),
  SESSIONS: z.enum(['devices', 'strict']).default('devices'),
  TLS_CERT: z.string().optional(),
  TLS_KEY: z.string().optional(),
  TRUSTED_PROXIES: z.string().optional(),
  PRIMERO_TERMS_OF_USE: z.enum(['on', 'off']).default('off'),
  TIME_ZONE: z.string().default('UTC'),
  APP_NAME: z
    .string()
    .regex(/^[\p{L}\p{M}\p{N} ._-]{1,30}$/u, 'up to 30 letters, digits, spaces, dots, dashes')
    .default('Primero'),
})

export type Smtp = {
  host: string
  port: number
  login: { user: string; pass: string } | undefined
  /** starttls: encrypted, or nothing is sent. tls: from the first byte. none: a mail server on this machine. */
  tls: 'starttls' | 'tls' | 'none'
  from: string
}

export type WebPush = {
  /** Push services that are written to; `*.` in front is every name below. */
  hosts: string[]
  /** Minutes: a browser that nobody opened for so long is told nothing. */
  pauseAfter: number
  /** A service on this machine, to try it out; never in production. `ca`: who vouches for it, where Node does not know. */
  trial?: { ca?: string } | undefined
}

export type Settings = {
  root: string
  port: number
  host: string
  publicUrl: string
  dataFolder: string
  /** undefined: the embedded database. */
  database: { app: string; owner: string; job: string } | undefined
  mode: 'laptop' | 'production'
  demo: boolean
  demoPassword: string | undefined
  keyFile: string
  /** undefined: files lie in the data folder. */
  s3: { endpoint: string; bucket: string; region: string; accessKey: string; secretKey: string } | undefined
  /** undefined: no mail leaves, and none is queued. */
  smtp: Smtp | undefined
  /** undefined: browsers are told nothing. */
  webPush: WebPush | undefined
  /** People may sign themselves up by the streams of the configuration. */
  selfRegistration: boolean
  /** Who signs people in; where there is one, passwords do not. */
  identityProviders: Provider[]
  /** devices: one browser session of a person, and those of enrolled devices. strict: one altogether. */
  sessions: 'devices' | 'strict'
  tls: { cert: Buffer; key: Buffer } | undefined
  trustedProxies: string[]
  /** Older months of the audit are dropped; undefined: none. */
  auditKeepMonths: number | undefined
  /** Calls in a minute. */
  callsPerAccount: number
  callsPerAddress: number
  timeZone: string
  /** Agencies that ask for terms must show them, and when they came is kept. */
  termsOfUse: boolean
  /** How the installed app calls itself; a neutral one tells a stranger nothing. */
  appName: string
}

/** Reads and checks the settings; throws an Error whose message is a sentence for the operator. */
export function readSettings(env: Record<string, string | undefined> = process.env): Settings {
  const filled = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''))
  const parsed = settings.safeParse(filled)
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    throw new Error(`The setting ${issue?.path.join('.')} is not right: ${issue?.message}.`)
  }
  const s = parsed.data
  const production = s.PRIMERO_MODE === 'production'
  const demo = (s.PRIMERO_DEMO ?? (production ? 'off' : 'on')) === 'on'
  if (demo && !here.has(s.HOST)) {
    throw new Error('PRIMERO_DEMO=on shows training accounts, so HOST must stay on this machine. Set PRIMERO_DEMO=off.')
  }
  if (production) refuseIncompleteProduction(s)
  if ((s.TLS_CERT === undefined) !== (s.TLS_KEY === undefined)) {
    throw new Error('TLS needs both TLS_CERT and TLS_KEY.')
  }
  const dataFolder = isAbsolute(s.PRIMERO_DATA) ? s.PRIMERO_DATA : join(root, s.PRIMERO_DATA)
  return {
    root,
    port: s.PORT,
    host: s.HOST,
    publicUrl: s.PUBLIC_URL ?? `${s.TLS_CERT ? 'https' : 'http'}://localhost:${s.PORT}`,
    dataFolder,
    database: databaseOf(s),
    mode: s.PRIMERO_MODE,
    demo,
    demoPassword: s.PRIMERO_DEMO_PASSWORD,
    // Beside the data folder, not in it: a copied data folder alone opens no attachment.
    keyFile: s.PRIMERO_KEY_FILE ?? `${dataFolder}.key`,
    s3: s3Of(s),
    smtp: smtpOf(s),
    webPush: webPushOf(s),
    selfRegistration: s.PRIMERO_SELF_REGISTRATION === 'on',
    identityProviders: readProviders(s.IDENTITY_PROVIDERS),
    sessions: s.SESSIONS,
    tls: s.TLS_CERT && s.TLS_KEY ? { cert: readFileSync(s.TLS_CERT), key: readFileSync(s.TLS_KEY) } : undefined,
    trustedProxies: s.TRUSTED_PROXIES?.split(',').map((p) => p.trim()) ?? [],
    auditKeepMonths: s.AUDIT_KEEP_MONTHS,
    callsPerAccount: s.CALLS_PER_ACCOUNT,
    callsPerAddress: s.CALLS_PER_ADDRESS,
    timeZone: knownTimeZone(s.TIME_ZONE),
    termsOfUse: s.PRIMERO_TERMS_OF_USE === 'on',
    appName: s.APP_NAME,
  }
}

function refuseIncompleteProduction(s: z.infer<typeof settings>): void {
  for (const name of [
    'DATABASE_URL',
    'DATABASE_OWNER_URL',
    'DATABASE_JOB_URL',
    'PRIMERO_KEY_FILE',
    'PUBLIC_URL',
  ] as const) {
    if (s[name] === undefined) throw new Error(`In production the setting ${name} must be given.`)
  }
}

function databaseOf(s: z.infer<typeof settings>): Settings['database'] {
  if (s.DATABASE_URL === undefined) return undefined
  if (s.DATABASE_OWNER_URL === undefined || s.DATABASE_JOB_URL === undefined) {
    throw new Error('With DATABASE_URL, DATABASE_OWNER_URL and DATABASE_JOB_URL must be given too: three logins.')
  }
  return { app: s.DATABASE_URL, owner: s.DATABASE_OWNER_URL, job: s.DATABASE_JOB_URL }
}

function s3Of(s: z.infer<typeof settings>): Settings['s3'] {
  if (s.PRIMERO_STORAGE === 'disk') return undefined
  const [endpoint, bucket, accessKey, secretKey] = [s.S3_ENDPOINT, s.S3_BUCKET, s.S3_ACCESS_KEY, s.S3_SECRET_KEY]
  if (!endpoint || !bucket || !accessKey || !secretKey)
    throw new Error('PRIMERO_STORAGE=s3 needs S3_ENDPOINT, S3_BUCKET, S3_ACCESS_KEY and S3_SECRET_KEY.')
  return { endpoint: endpoint.replace(/\/+$/, ''), bucket, region: s.S3_REGION, accessKey, secretKey }
}

const here = new Set(['127.0.0.1', 'localhost', '::1'])

function smtpOf(s: z.infer<typeof settings>): Settings['smtp'] {
  const { SMTP_HOST: host, SMTP_USER: user, SMTP_PASSWORD: pass, SMTP_TLS: tls, MAIL_FROM: from } = s
  if (host === undefined) {
    if (from !== undefined || user !== undefined) throw new Error('Mail needs SMTP_HOST.')
    return undefined
  }
  if (from === undefined) throw new Error('With SMTP_HOST, MAIL_FROM must be given: the address that mails come from.')
  if ((user === undefined) !== (pass === undefined)) throw new Error('SMTP needs both SMTP_USER and SMTP_PASSWORD.')
  if (tls === 'none' && !here.has(host))
    throw new Error('SMTP_TLS=none would send links in the open. It is for a mail server on this machine only.')
  const login = user === undefined || pass === undefined ? undefined : { user, pass }
  return { host, port: s.SMTP_PORT ?? (tls === 'tls' ? 465 : 587), login, tls, from }
}

/** Where the common browsers listen. */
const pushHosts = ['fcm.googleapis.com', '*.push.services.mozilla.com', '*.notify.windows.com', '*.push.apple.com']

function webPushOf(s: z.infer<typeof settings>): Settings['webPush'] {
  if (s.WEB_PUSH === 'off') {
    if (s.WEB_PUSH_HOSTS !== undefined) throw new Error('WEB_PUSH_HOSTS needs WEB_PUSH=on.')
    return undefined
  }
  const hosts = s.WEB_PUSH_HOSTS?.split(',').map((host) => host.trim().toLowerCase()) ?? pushHosts
  const pauseAfter = s.WEB_PUSH_PAUSE_AFTER
  if (s.PRIMERO_MODE === 'laptop' && hosts.every((host) => /^localhost:\d{1,5}$/.test(host)))
    return { hosts, pauseAfter, trial: {} }
  const bad = hosts.find((host) => !/^(?:\*\.)?[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z][a-z0-9-]+(?::\d{1,5})?$/.test(host))
  if (bad !== undefined) throw new Error(`WEB_PUSH_HOSTS: "${bad}" is not the name of a server on the internet.`)
  return { hosts, pauseAfter }
}

function knownTimeZone(zone: string): string {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone })
    return zone
  } catch {
    throw new Error(`TIME_ZONE "${zone}" is not known. Use a name such as Asia/Amman.`)
  }
}
