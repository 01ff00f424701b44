// Bends a valid request: some bends keep it valid, most do not.
import type { Random } from '@primero/server/training/random.ts'
import type { Shot } from './ask.ts'
import { nasty, nastyHeaders, nastyKeys, nastyPaths, nastyQueries } from './nasty.ts'

type Bend = (shot: Shot, random: Random) => Shot

/** A place inside JSON: the container and the key in it. */
type Place = { container: Record<string, unknown> | unknown[]; key: string | number }

function places(value: unknown, found: Place[] = []): Place[] {
  if (typeof value !== 'object' || value === null) return found
  const container = value as Record<string, unknown>
  for (const key of Object.keys(container)) {
    found.push({ container, key })
    places(container[key], found)
  }
  return found
}

const isJson = (shot: Shot): boolean =>
  typeof shot.body === 'object' && shot.body !== null && !Buffer.isBuffer(shot.body)

/** Changes one place of a copy of the body. */
const inBody =
  (change: (place: Place, random: Random, all: Place[]) => void): Bend =>
  (shot, random) => {
    if (!isJson(shot)) return shot
    const body = structuredClone(shot.body)
    const all = places(body)
    if (all.length > 0) change(random.pick(all), random, all)
    return { ...shot, body }
  }

const at = ({ container, key }: Place): unknown => (container as Record<string | number, unknown>)[key]
const put = ({ container, key }: Place, value: unknown): void => {
  Object.defineProperty(container, key, { value, enumerable: true, configurable: true, writable: true })
}

const nastyValue = inBody((place, random) => put(place, structuredClone(random.pick(nasty))))
const dropped = inBody(({ container, key }) => {
  if (Array.isArray(container)) container.splice(Number(key), 1)
  else delete container[key]
})
const nastyKey = inBody(({ container }, random) => {
  if (!Array.isArray(container)) put({ container, key: random.pick(nastyKeys) }, structuredClone(random.pick(nasty)))
})
const doubled = inBody(({ container, key }) => {
  if (Array.isArray(container)) container.push(structuredClone(container[Number(key)]))
})
const wrapped = inBody((place, random) => put(place, random.chance(0.5) ? [at(place)] : { value: at(place) }))
const swapped = inBody((place, random, all) => put(place, structuredClone(at(random.pick(all)))))
const retyped = inBody((place) => {
  const value = at(place)
  put(
    place,
    typeof value === 'string' ? Number(value) : typeof value === 'number' ? String(value) : JSON.stringify(value),
  )
})

/** Another text, number or choice of the same kind: most often still valid. */
const nudged = inBody((place, random) => {
  const value = at(place)
  const isId = typeof value === 'string' && /^[0-9a-f-]{36}$|^record\.|^attachment\./.test(value)
  if (isId || place.key === 'name' || place.key === 'user' || place.key === 'type') return
  if (typeof value === 'number') put(place, value + random.pick([-1, 1, 2]))
  else if (typeof value === 'boolean') put(place, !value)
  else if (typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value))
    put(place, `20${random.between(10, 24)}-0${random.between(1, 9)}-1${random.below(10)}`)
  else if (typeof value === 'string') put(place, `${value}${random.pick([' ', 'é', 'ـ', ' (2)', '\t'])}`)
})

const bent = (text: string, random: Random): string => {
  const place = random.below(text.length + 1)
  return random.pick([
    text.slice(0, place),
    `${text.slice(0, place)}${random.pick(['}', ']', '"', '\\', '\u0000', ',', '{'])}${text.slice(place)}`,
    `${text}${text}`,
    `[${text}]`,
  ])
}

/** The text of the body, cut, doubled or with a foreign character. */
const garbled: Bend = (shot, random) =>
  isJson(shot) ? { ...shot, body: bent(JSON.stringify(shot.body), random) } : shot

const otherBody: Bend = (shot, random) => ({
  ...shot,
  body: random.pick<unknown>([
    '',
    'null',
    '[]',
    '{}',
    '"text"',
    '1',
    '{"data":null}',
    '{"data":[]}',
    '{"data":"x"}',
    '{"intentions":[]}',
    Buffer.alloc(0),
    Buffer.alloc(300 * 1024, 1),
  ]),
})

const otherPath: Bend = (shot, random) => {
  const [path = '', query] = shot.path.split('?')
  const parts = path.split('/')
  const place = 1 + random.below(parts.length - 1)
  const changed = random.pick([
    () => parts.with(place, random.pick(nastyPaths)),
    () => parts.with(place, (parts[place] ?? '') + random.pick(nastyPaths)),
    () => parts.toSpliced(place, 0, ''),
    () => parts.toSpliced(place, 1),
    () => [...parts, random.pick(['record_history', 'access_log', 'attachments', '1', ''])],
    () => parts.map((part) => (random.chance(0.3) ? part.toUpperCase() : part)),
  ])()
  const joined = changed.join('/') || '/'
  return { ...shot, path: `${joined.startsWith('/') ? joined : `/${joined}`}${query === undefined ? '' : `?${query}`}` }
}

const otherQuery: Bend = (shot, random) => ({
  ...shot,
  path: `${shot.path}${shot.path.includes('?') ? '&' : '?'}${random.pick(nastyQueries)}`,
})

const plainQuery: Bend = (shot, random) => ({
  ...shot,
  path: `${shot.path}${shot.path.includes('?') ? '&' : '?'}${random.pick(['per=3', 'page=2', 'order=asc', 'fields=short', 'locale=ar', 'total=false', 'extended=true', 'unknown=1', 'order_by=name'])}`,
})

const otherHeaders: Bend = (shot, random) => ({ ...shot, headers: { ...shot.headers, ...random.pick(nastyHeaders) } })

const plainHeaders: Bend = (shot, random) => ({
  ...shot,
  headers: {
    ...shot.headers,
    ...random.pick([
      { 'accept-encoding': 'br' },
      { 'accept-encoding': 'gzip' },
      { 'accept-language': 'ar' },
      { 'user-agent': 'x'.repeat(300) },
      { accept: '*/*' },
    ]),
  },
})

const otherMethod: Bend = (shot, random) => ({
  ...shot,
  method: random.pick(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']),
})

const spoiledBytes: Bend = (shot, random) => {
  if (!Buffer.isBuffer(shot.body)) return shot
  const bytes = Buffer.from(shot.body)
  if (bytes.length > 0) bytes[random.below(bytes.length)] = random.below(256)
  return { ...shot, body: random.chance(0.5) ? bytes : Buffer.concat([bytes, Buffer.alloc(random.below(2000), 7)]) }
}

const gentle: Bend[] = [nudged, nudged, nudged, plainQuery, plainHeaders, spoiledBytes, doubled]
const harsh: Bend[] = [
  nastyValue,
  nastyValue,
  nastyValue,
  nastyValue,
  nastyKey,
  nastyKey,
  dropped,
  wrapped,
  swapped,
  swapped,
  retyped,
  garbled,
  otherBody,
  otherPath,
  otherPath,
  otherQuery,
  otherQuery,
  otherHeaders,
  otherMethod,
  spoiledBytes,
  doubled,
]

/** The request, changed in one to three ways; never as it was. */
export function mutated(shot: Shot, random: Random): Shot {
  const before = fingerprint(shot)
  const bends = random.chance(0.3) ? gentle : harsh
  let now = shot
  for (let left = random.pick([1, 1, 1, 2, 3]); left > 0; left -= 1) now = random.pick(bends)(now, random)
  for (let tries = 0; fingerprint(now) === before; tries += 1)
    now = tries < 20 ? random.pick(bends)(now, random) : plainQuery(now, random)
  return now
}

const fingerprint = ({ method, path, headers, body }: Shot): string =>
  JSON.stringify([method, path, headers, Buffer.isBuffer(body) ? body.toString('base64') : body])
