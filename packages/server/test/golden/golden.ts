// What a golden case is: a call of the v2 door and the exact reply, as data. Written from the rules, before the code.
// Matching lives in compare.ts; the world the calls are made in lives in world.ts.

export type Method = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE'

/**
 * How the caller proves who he is. Default: `session` for people (cookie of POST /tokens and the CSRF header),
 * `basic` for service accounts. `token` is the bearer token that a service account gets from POST /tokens.
 */
export type Auth = 'session' | 'session-without-csrf' | 'basic' | 'token' | 'none'

/**
 * Strings anywhere in a call or an expectation may hold `{{name.path}}`. A string that is one placeholder becomes the
 * value itself, with its type; inside a longer string the value is written out. Names: `people.<user>.id`,
 * `roles|agencies|groups|forms|lookups|locations|modules.<unique id>.id` (numeric ids on the wire), and what
 * steps bind: the whole reply body under the name, e.g. `{{made.data.id}}`. Unique ids may hold `-`, never `.`.
 */
export type Call = {
  method: Method
  /** Below the host, query included and already encoded. */
  path: string
  /** Sent as JSON. Without any of the four nothing is sent, and content-type application/json all the same. */
  body?: unknown
  /** Sent form-encoded, keys with brackets as they stand. */
  form?: Record<string, string>
  /** Makes the body when it is needed: for large ones. */
  bodyOf?: () => unknown
  /** Sent as it stands, as application/json: for bodies that are none. */
  raw?: string
  headers?: Record<string, string>
  auth?: Auth
}

export type Expect = {
  status: number
  /** Exact, but for matchers. */
  body?: unknown
  /** Deep subset: keys named must match; arrays match whole, element by element as subsets. */
  contains?: unknown
  /** JSON pointers that must not exist in the body. */
  absent?: string[]
  /** Lower-case names. `null`: the header must not be there. */
  headers?: Record<string, string | RegExp | null>
  /** No body at all. */
  empty?: true
  /** Plain text, not JSON. */
  text?: RegExp
  /** `id` of each element of data, in this order. */
  rowsById?: string[]
  /** `id` of each element of data, in any order. */
  set?: string[]
  /** The raw body must not contain any of these words. */
  silentOn?: string[]
}

/** A call that must answer 2xx, or exactly `status`; its reply may be bound to a name. Or time, or a mail. */
export type Step =
  | { as: string | null; call: Call; bind?: string; status?: number; minutes?: never }
  /** Moves the server's clock forward. */
  | { minutes: number }
  /** Reads the newest mail to this address and binds `{ token, text }`: the token of its link, and all it says. */
  | { mailTo: string; bind: string }

/** What an operator switches on for the whole instance. */
export type Switch = 'self-registration' | 'terms-of-use' | 'identity-provider'

/** A further call after the one in question, mostly a look at what it left behind. Same session as before for `as`. */
export type Follow = { as: string | null; call: Call; expect: Expect; bind?: string }

export type GoldenCase = {
  /** Key in docs/rules.txt, e.g. `api-records 7.3 rows-merge-by-unique-id`. */
  rule: string
  /** A sentence of the domain; unique in its file. */
  title: string
  /** A person of the world; null: nobody. */
  as: string | null
  /** System settings laid over those of the world, by top-level key. */
  settings?: Record<string, unknown>
  /** `production`: the app as a production instance runs it. Default `laptop`. */
  mode?: 'production'
  switches?: Switch[]
  /** A configuration is being applied while the call (not the steps) runs. */
  configurationBusy?: true
  given?: Step[]
  call: Call
  expect: Expect
  then?: Follow[]
}

/** Such a case may share its world with others: it only looks. */
export const onlyLooks = (c: GoldenCase): boolean =>
  !c.given &&
  !c.settings &&
  !c.mode &&
  !c.switches &&
  !c.configurationBusy &&
  !c.call.path.startsWith('/api/v2/tokens') &&
  [c.call, ...(c.then ?? []).map((follow) => follow.call)].every((call) => call.method === 'GET')

const mark = Symbol('matcher')

/** Stands in an expectation where the value is not known beforehand. */
export type Matcher = {
  [mark]: true
  /** For the message when it fails. */
  says: string
  matches: (actual: unknown, compare: (actual: unknown, expected: unknown) => boolean, now: Moments) => boolean
}

/** What `today` and `justNow` are measured by: the instance's day, and the server's clock before and after. */
export type Moments = { today: string; from: number; to: number }

export const isMatcher = (value: unknown): value is Matcher =>
  typeof value === 'object' && value !== null && mark in value

const matcher = (says: string, matches: Matcher['matches']): Matcher => ({ [mark]: true, says, matches })
const shape = (says: string, pattern: RegExp): Matcher =>
  matcher(says, (actual) => typeof actual === 'string' && pattern.test(actual))

const momentPattern = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/

export const anyUuid = shape(
  'a UUID version 4',
  /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
)
export const anyMoment = shape('a moment in UTC with milliseconds', momentPattern)
export const anyDay = shape('a day', /^\d{4}-\d{2}-\d{2}$/)
export const anyInt = matcher('an integer', (actual) => Number.isInteger(actual))
export const anyBool = matcher('a boolean', (actual) => typeof actual === 'boolean')
export const anyText = matcher('a text that is not empty', (actual) => typeof actual === 'string' && actual !== '')
export const anyList = matcher('an array', (actual) => Array.isArray(actual))
export const anyObject = matcher(
  'an object',
  (actual) => typeof actual === 'object' && actual !== null && !Array.isArray(actual),
)
/** Whatever it is, as long as the key is there. */
export const anything = matcher('anything', (actual) => actual !== undefined)
/** The day on which the call is made, in the instance's time zone. */
export const today = matcher('today', (actual, _compare, now) => actual === now.today)
/** A moment between the start and the end of the call, to the second. */
export const justNow = matcher('the moment of the call', (actual, _compare, now) => {
  if (typeof actual !== 'string' || !/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{3})?Z$/.test(actual)) return false
  const at = Date.parse(actual)
  return at >= now.from - 1000 && at <= now.to + 1000
})
export const match = (pattern: RegExp): Matcher => shape(String(pattern), pattern)
/** Same elements, any order. */
export const unordered = (expected: readonly unknown[]): Matcher =>
  matcher(`in any order ${JSON.stringify(expected)}`, (actual, compare) => {
    if (!Array.isArray(actual) || actual.length !== expected.length) return false
    const left = [...actual]
    return expected.every((item) => {
      const at = left.findIndex((candidate) => compare(candidate, item))
      if (at >= 0) left.splice(at, 1)
      return at >= 0
    })
  })
/** Same elements, any order, repetitions allowed: pointers of refused answers. */
export const setOf = (expected: readonly unknown[]): Matcher =>
  matcher(
    `the set ${JSON.stringify(expected)}`,
    (actual, compare) =>
      Array.isArray(actual) &&
      expected.every((item) => actual.some((candidate) => compare(candidate, item))) &&
      actual.every((candidate) => expected.some((item) => compare(candidate, item))),
  )
/** At least these elements, any order. */
export const including = (expected: readonly unknown[]): Matcher =>
  matcher(
    `including ${JSON.stringify(expected)}`,
    (actual, compare) =>
      Array.isArray(actual) && expected.every((item) => actual.some((candidate) => compare(candidate, item))),
  )
/** None of these elements. */
export const without = (refused: readonly unknown[]): Matcher =>
  matcher(
    `without ${JSON.stringify(refused)}`,
    (actual, compare) =>
      Array.isArray(actual) && !refused.some((item) => actual.some((candidate) => compare(candidate, item))),
  )
/** Exactly these keys, whatever their values. */
export const keys = (expected: readonly string[]): Matcher =>
  matcher(`exactly the keys ${expected.join(', ')}`, (actual) => {
    if (typeof actual !== 'object' || actual === null) return false
    return JSON.stringify(Object.keys(actual).sort()) === JSON.stringify([...expected].sort())
  })
/** Exactly these keys in this order. */
export const keysInOrder = (expected: readonly string[]): Matcher =>
  matcher(
    `the keys in order ${expected.join(', ')}`,
    (actual) =>
      typeof actual === 'object' && actual !== null && JSON.stringify(Object.keys(actual)) === JSON.stringify(expected),
  )
/** All of these at once. */
export const both = (...expected: unknown[]): Matcher =>
  matcher('all of several', (actual, compare) => expected.every((item) => compare(actual, item)))
/** An array all of whose elements match. */
export const each = (expected: unknown): Matcher =>
  matcher('each element', (actual, compare) => Array.isArray(actual) && actual.every((item) => compare(item, expected)))
