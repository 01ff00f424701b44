// One kind of refusal, two envelopes: v2's {errors: […]}, and problem+json for sync and ext.
import { isProblem, Problem, type ProblemCode } from '@primero/domain/problem.ts'
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod'
import { brokeOff, refused } from '../audit/refusals.ts'
import type { House } from '../house.ts'

const statuses: Record<ProblemCode, number> = {
  'not-found': 404,
  forbidden: 403,
  'not-signed-in': 401,
  'must-renew': 403,
  'agreement-missing': 403,
  'needs-factor': 403,
  'needs-enrolment': 403,
  'needs-proof': 403,
  'csrf-mismatch': 403,
  'too-many-requests': 429,
  'id-taken': 409,
  'invalid-answers': 422,
  'invalid-request': 422,
  'malformed-request': 400,
  'unknown-keys': 422,
  'missing-parameter': 422,
  'rule-broken': 422,
  'unknown-intention': 422,
  'wrong-state': 422,
  'attachment-refused': 422,
  'device-revoked': 403,
  'too-much': 422,
  'changed-elsewhere': 409,
  'configuration-busy': 503,
  'provider-unreachable': 503,
}

export const statusOf = (problem: Problem): number => statuses[problem.code]

/** Turns whatever was thrown into a Problem, or into nothing when it is a bug. */
export function problemOf(error: FastifyError | Error): Problem | undefined {
  if (error instanceof Problem) return error
  if (hasZodFastifySchemaValidationErrors(error)) {
    const issues = error.validation.map((v) => ({ pointer: v.instancePath || '/', keyword: v.keyword }))
    return new Problem('invalid-request', { issues })
  }
  // The database could not take a value: an impossible date, a number out of range, a character it has no place for.
  if ('code' in error && typeof error.code === 'string' && /^22\w{3}$/.test(error.code)) {
    return new Problem('invalid-request', { issues: [{ pointer: '/', keyword: 'value' }] })
  }
  // Two that want what the other holds: one of them was broken off, and whoever comes again comes through.
  if ('code' in error && (error.code === '40P01' || error.code === '40001'))
    return new Problem('configuration-busy', { seconds: 1 })
  // Packed, but not as it says: nothing of it can be read.
  if ('code' in error && error.code === 'FST_CP_ERR_INVALID_CONTENT') return new Problem('malformed-request', {})
  const status = 'statusCode' in error ? error.statusCode : undefined
  // What Fastify itself refuses: broken JSON, a body too large, a wrong content type.
  if (status !== undefined && status >= 400 && status < 500) {
    return new Problem('invalid-request', { issues: [{ pointer: '/', keyword: frameworkWord(status) }] })
  }
  return undefined
}

/** Our app makes smaller parcels of what was too large, and packs no more what was not taken packed. */
const frameworkStatus = (error: FastifyError | Error): number | undefined =>
  'statusCode' in error && (error.statusCode === 413 || error.statusCode === 415) ? error.statusCode : undefined

const frameworkWord = (status: number): string => ({ 413: 'too-large', 415: 'content-type' })[status] ?? 'malformed'

export const errorHandler =
  (house: House) => async (error: FastifyError | Error, request: FastifyRequest, reply: FastifyReply) => {
    const problem = problemOf(error)
    if (problem === undefined) {
      request.log.error({ code: 'bug', where: stackTop(error), route: request.routeOptions.url }, 'unexpected error')
      // It may be the database that is not there.
      await brokeOff(house, request).catch(() => {})
      return isV2(request)
        ? reply.code(500).send({ errors: [{ status: 500, resource: pathOf(request), message: `Error ${request.id}` }] })
        : sendProblem(reply, 500, { code: 'bug', params: { id: request.id } })
    }
    await refused(house, request, problem)
    return isV2(request)
      ? sendV2(problem, request, reply)
      : sendProblem(reply, frameworkStatus(error) ?? statusOf(problem), problem)
  }

const sendProblem = (reply: FastifyReply, status: number, problem: { code: string; params: unknown }) => {
  const { seconds } = problem.params as { seconds?: number }
  if (seconds !== undefined) reply.header('retry-after', seconds)
  return reply
    .code(status)
    .type('application/problem+json')
    .send(JSON.stringify({ type: `problem:${problem.code}`, status, code: problem.code, params: problem.params }))
}

const isV2 = (request: FastifyRequest): boolean => request.url.startsWith('/api/v2')

/** Path only: no host, no query (api-records §2). */
export const pathOf = (request: FastifyRequest): string => request.url.split('?')[0] ?? ''

function sendV2(problem: Problem, request: FastifyRequest, reply: FastifyReply) {
  const status = statusOf(problem)
  if (problem.code === 'not-signed-in') {
    return reply
      .code(401)
      .header('www-authenticate', 'Bearer realm="Primero" charset="UTF8"')
      .send({ error: 'You need to sign in or sign up before continuing.' })
  }
  if (problem.code === 'too-many-requests') {
    const { seconds } = problem.params as { seconds: number }
    return reply.code(429).header('retry-after', seconds).type('text/plain').send('Retry later\n')
  }
  if (status === 503) reply.header('retry-after', secondsOf(problem))
  const errors = v2Parts(problem).map((part) => {
    const { message, detail } = v2Words(part, request)
    return { status, resource: pathOf(request), ...(detail === undefined ? {} : { detail }), message }
  })
  return reply.code(status).send({ errors: joined(errors) })
}

const secondsOf = ({ params }: Problem): number => (params as { seconds?: number }).seconds ?? 60

type V2Error = { status: number; resource: string; detail?: string | string[]; message: string | string[] }

/** Several rules broken by one attribute are one error with several messages. */
const joined = (errors: V2Error[]): V2Error[] =>
  errors.reduce<V2Error[]>((all, next) => {
    const last = all.at(-1)
    const isSame = last !== undefined && last.detail !== undefined && last.detail === next.detail
    if (!isSame || !Array.isArray(last.message) || !Array.isArray(next.message)) return [...all, next]
    return [...all.slice(0, -1), { ...last, message: [...last.message, ...next.message] }]
  }, [])

/** One error for each attribute (api-admin §0.3). */
function v2Parts(problem: Problem): Problem[] {
  if (!isProblem(problem, 'rule-broken')) return [problem]
  return [problem, ...(problem.params.others ?? []).map((broken) => new Problem('rule-broken', broken))]
}

/** message and detail as pinned (api-records §2). */
function v2Words(
  problem: Problem,
  request: FastifyRequest,
): { message: string | string[]; detail?: string | string[] } {
  const params = problem.params as Record<string, unknown>
  switch (problem.code) {
    case 'not-found':
      return { message: 'Not Found', detail: "Couldn't find it" }
    case 'forbidden':
      return { message: 'Forbidden' }
    case 'agreement-missing':
      return { message: 'Forbidden', detail: params['agreement'] as string }
    case 'csrf-mismatch':
      return { message: "Can't verify CSRF token authenticity." }
    case 'id-taken':
      return { message: 'Conflict: A record with this id already exists' }
    case 'invalid-answers':
      return { message: 'Invalid Record JSON', detail: params['pointers'] as string[] }
    case 'invalid-request':
      return {
        message: 'Invalid Record JSON',
        detail: (params['issues'] as { pointer: string }[]).map((issue) => issue.pointer),
      }
    case 'malformed-request':
      return { message: 'The body cannot be read as JSON' }
    case 'missing-parameter':
      return { message: `param is missing or the value is empty: ${params['name']}` }
    case 'rule-broken': {
      const attribute = params['attribute'] as string
      const message = params['message'] as string
      // Pinned with a bare message, where other broken rules have a list (api-admin §6.1).
      if (request.routeOptions.url === resetRoute)
        return { message: `user.password_reset.errors.${attribute}`, detail: message }
      // Too many at once, and a status of an approval that nobody knows, are pinned with a bare message
      // (api-records §17.3, §19, §20.3).
      if (message.startsWith('case.messages.') || message.startsWith('approvals.')) return { message }
      // Attribution is pinned with a bare message and a list (api-records §2).
      return message === 'errors.models.child.identified_by_exists'
        ? { message, detail: [attribute] }
        : { message: [message], detail: attribute }
    }
    case 'unknown-keys':
      return { message: unknownKeys(request), detail: params['keys'] as string[] }
    case 'attachment-refused':
      return attachmentWords(params['reason'] as string)
    case 'too-much':
      return params['of'] === 'searches'
        ? { message: [`No more than ${params['most']} saved searches: delete one, then save this one`], detail: 'base' }
        : { message: problem.code }
    case 'configuration-busy':
      return { message: 'Service Unavailable', detail: `Retry-After: ${secondsOf(problem)}` }
    default:
      return { message: problem.code }
  }
}

const resetRoute = '/api/v2/users/password-reset'

const unknownKeys = (request: FastifyRequest): string =>
  request.routeOptions.url?.includes('/attachments/') ? 'Invalid Attachment JSON' : 'Unknown Parameters'

const attachmentWords = (reason: string): { message: string[]; detail: string } =>
  reason === 'count'
    ? { message: ['errors.attachments.maximum'], detail: 'base' }
    : { message: [`errors.attachments.${reason}`], detail: 'attachment' }

// Where it happened, without the message: a message may quote a value.
const stackTop = (error: Error): string =>
  error.stack
    ?.split('\n')
    .find((line) => line.includes('packages/'))
    ?.trim()
    .replace(/\(.*packages/, '(packages') ?? error.name
