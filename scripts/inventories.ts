// What the code says of itself, for the pages that list it: which cryptography it uses, whom the server talks to, and what
// is counted so that nobody asks too much of it. The test beside it holds the pages against it.
import type { Source } from './house-check.ts'

const isOurs = ({ path }: Source): boolean => /^packages\/\w+\/src\/.*\.tsx?$/.test(path) && !/\.test\.tsx?$/.test(path)
const isServer = (source: Source): boolean => isOurs(source) && source.path.startsWith('packages/server/')
const sorted = (found: Iterable<string>): string[] => [...new Set(found)].toSorted()

const algorithm =
  /'(AES-\w+|HMAC|HKDF|PBKDF2|ECDH|ECDSA|Ed\d+|X\d{4,5}|RSA[\w-]*|SHA-?\d+|P-\d+|[RHEP]S\d{3}|aes[\w-]+|(?:3des|des3?)(?:-[\w-]+)?|rc[24](?:-\w+)?|chacha[\w-]*|sha[\d-]+|md[45]|ripemd\w*|secp\w+|prime\d+\w*|bcrypt|scrypt)'/gi

/** Called in words of their own. */
const calls: [RegExp, string[]][] = [
  [/\bcreateHmac\(/, ['HMAC']],
  [/\bhkdfSync\(/, ['HKDF']],
  [/\bdiffieHellman\(/, ['ECDH']],
  [/\bscrypt(?:Sync)?\(/, ['scrypt']],
  [/\bpbkdf2(?:Sync)?\(/, ['PBKDF2']],
  [/from '@node-rs\/argon2'|from 'argon2id/, ['Argon2id']],
  [/from 'otplib/, ['TOTP']],
]
/** Passkeys name theirs by number. */
const cose: Record<string, string> = { '-7': 'ES256', '-8': 'EdDSA', '-257': 'RS256' }
const coseList = /\balgorithms = \[([-\d, ]+)\]/

const plainName = (word: string): string =>
  word === 'AES-GCM' ? 'AES-256-GCM' : word.toUpperCase().replace(/^SHA(?=\d)/, 'SHA-')

/** Algorithms by name. AES is never shorter than 256 bits, or it is told by its length. */
export const algorithmsIn = (sources: readonly Source[]): string[] =>
  sorted(
    sources
      .filter(isOurs)
      .flatMap(({ text }) => [
        ...[...text.matchAll(algorithm)].map(([, word = '']) => plainName(word)),
        ...[...text.matchAll(/'AES-GCM', length: (?!256\b)(\d+)/g)].map(([, bits]) => `AES-${bits}-GCM`),
        ...calls.flatMap(([call, names]) => (call.test(text) ? names : [])),
        ...(coseList.exec(text)?.[1]?.split(',') ?? []).map((n) => cose[n.trim()] ?? `COSE ${n.trim()}`),
      ]),
  )

const cryptic =
  /argon|bcrypt|scrypt|crypt|cipher|hash|jose|jwt|jsonwebtoken|otp|webauthn|passkey|aws4|web-push|openid|oauth|forge|nacl|sodium|noble|elliptic|curve|\bsha|md5|pgp|secret|random|nanoid|uuid|x509/i

/** Packages that are shipped and whose name speaks of cryptography, `node:crypto` included. */
export const cryptographyOf = (sources: readonly Source[], dependencies: readonly string[]): string[] =>
  sorted([
    ...dependencies.filter((name) => cryptic.test(name)),
    ...(sources.some((source) => isOurs(source) && source.text.includes(`from 'node:crypto'`)) ? ['node:crypto'] : []),
    ...(sources.some((source) => isOurs(source) && source.text.includes('crypto.subtle')) ? ['WebCrypto'] : []),
  ])

const line =
  /(?<![.\w])fetch\(|from '(?:nodemailer|aws4fetch|openid-client|pg|graphile-worker|undici|ws|axios|got|node:(?:https?|http2|dgram|dns)(?:\/\w+)?)'|\{[^}]*\b(?:connect|createConnection|Socket)\b[^}]*\} from 'node:(?:net|tls)'|\bcreateRemoteJWKSet\b/

/** Files of the server that open a line to somebody else. */
export const linesOutOf = (sources: readonly Source[]): string[] =>
  sorted(sources.filter((source) => isServer(source) && line.test(withoutTypes(source.text))).map(({ path }) => path))

const withoutTypes = (text: string): string => text.replaceAll(/^import type .*$/gm, '')

const perMinute = /const (?:\w*P|p)erMinute = (\d+)/g

/** Files of the server that count what somebody asks for, with the numbers that they name themselves. */
export const countersIn = (sources: readonly Source[]): string[] =>
  sorted(
    sources
      .filter((source) => isServer(source) && source.text.includes('countAttempt(house'))
      .map(({ path, text }) => [path, ...[...text.matchAll(perMinute)].map(([, most]) => most)].join(' ')),
  )

/** Routes that take more than others. */
export const largeBodiesIn = (sources: readonly Source[]): string[] =>
  sorted(sources.filter((s) => isServer(s) && /\bbodyLimit: /.test(s.text)).map(({ path }) => path))

/** What stands between backticks in one column of the table under a heading. */
export function columnOf(page: string, heading: string, column: number): string[] {
  const part = page.split(`\n${heading}\n`)[1]?.split(/\n#+ /)[0] ?? ''
  const rows = part.split('\n').filter((row) => row.startsWith('| ') && !row.startsWith('|---'))
  return rows
    .slice(1)
    .flatMap((row) => [...(row.split('|')[column + 1] ?? '').matchAll(/`([^`]+)`/g)].map(([, w = '']) => w))
}
