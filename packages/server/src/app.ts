// The application, apart from the process: every room's routes, listed by hand.
import compress from '@fastify/compress'
import cookie from '@fastify/cookie'
import swagger from '@fastify/swagger'
import { Problem } from '@primero/domain/problem.ts'
import Fastify, { type FastifyInstance, type FastifyRequest, LogController, type RouteOptions } from 'fastify'
import { jsonSchemaTransform, serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod'
import { accessRoutes } from './access/routes.ts'
import { accountRoutes } from './accounts/user-routes.ts'
import { conductRoutes } from './agreements/conduct-routes.ts'
import { refuseOwed } from './agreements/open-doors.ts'
import { agreementRoutes } from './agreements/routes.ts'
import { noticeChoiceRoutes } from './own-notices/choice-routes.ts'
import { ownNoticeRoutes } from './own-notices/routes.ts'
import { pushRoutes } from './push/routes.ts'
import { tellCalls } from './audit/call.ts'
import { auditChainRoute } from './audit/chain-route.ts'
import { auditLogRoutes } from './audit/logs.ts'
import { auditSearchRoutes } from './audit/search-routes.ts'
import { answered } from './audit/refusals.ts'
import { v2AlertRoutes } from './alerts/v2-routes.ts'
import { sinceApprovalRoute } from './approvals/since-route.ts'
import { v2ApprovalRoutes } from './approvals/v2-routes.ts'
import { attachmentRoutes } from './attachments/routes.ts'
import { administrationRoutes } from './administration/routes.ts'
import { configurationRoutes } from './configuration/routes.ts'
import { healthRoutes } from './health/routes.ts'
import { v2RelationshipRoutes } from './relationships/v2-routes.ts'
import { v2FlagRoutes } from './flags/v2-routes.ts'
import { dashboardRoutes } from './dashboards/routes.ts'
import { homeRoutes } from './dashboards/sync-routes.ts'
import { directoryRoutes } from './directory/routes.ts'
import { linkRoutes } from './links/manage-routes.ts'
import { packageRoutes } from './packages/routes.ts'
import { linkPageRoutes } from './links/page-routes.ts'
import { deviceRoutes } from './devices/routes.ts'
import { meFactorRoutes } from './factors/me-routes.ts'
import { userFactorRoutes } from './factors/user-routes.ts'
import { eventRoutes } from './events/routes.ts'
import type { House } from './house.ts'
import { errorHandler } from './http/errors.ts'
import { askForProof } from './http/proof.ts'
import { parseQuery } from './http/query-string.ts'
import { isApi } from './http/is-api.ts'
import { ratesOf } from './http/rates.ts'
import { securityHeaders } from './http/security-headers.ts'
import { identify, identifyAgain } from './http/session.ts'
import { webApp } from './http/web-app.ts'
import { revealRoutes } from './reveal/routes.ts'
import { proofRoutes } from './proof/routes.ts'
import { jobRoutes } from './jobs/routes.ts'
import { mailRoutes } from './mail/routes.ts'
import { noticeRoutes } from './notices/routes.ts'
import { v2RecordRoutes } from './records/v2-routes.ts'
import { ownLine } from './http/tls.ts'
import { providerRoutes } from './providers/routes.ts'
import { userProviderRoutes } from './providers/user-routes.ts'
import { peopleRoutes } from './people/routes.ts'
import { savedSearchRoutes } from './saved-searches/routes.ts'
import { recipientRoutes } from './sharing/recipient-routes.ts'
import { previewRoutes } from './sharing/preview.ts'
import { v2TransitionRoutes } from './sharing/v2-routes.ts'
import { conflictRoutes } from './sync/conflict-routes.ts'
import { sessionRoutes } from './sessions/routes.ts'
import { factorRoutes } from './sign-in/factor-routes.ts'
import { tokenRoutes } from './sign-in/routes.ts'
import { syncRoutes } from './sync/routes.ts'
import { beyondRoutes } from './sync/beyond-routes.ts'
import { taskRoutes } from './tasks/routes.ts'
import { teamRoutes } from './team/routes.ts'
import { wayInRoutes } from './ways-in/routes.ts'
import { whoRoute } from './who/routes.ts'

/** Keys that a log line may carry; everything else is dropped before it is written. */
const logged = new Set(['code', 'where', 'route', 'status', 'ms', 'reqId', 'count', 'port', 'version'])

/** Largest JSON body: an attachment of 20 MiB in base64, and its envelope. */
const mostBytes = 29 * 1024 * 1024

/** A photo over a thin line takes minutes; a call that is kept open for longer is somebody's who means us no good. */
const longestCall = 30 * 60_000

/** `listed` hears of every route there is. */
export async function createApp(
  house: House,
  log: boolean,
  listed: (route: RouteOptions) => void = () => {},
): Promise<FastifyInstance> {
  const app = Fastify({
    bodyLimit: 2 * 1024 * 1024,
    requestTimeout: longestCall,
    trustProxy: house.settings.trustedProxies.length > 0 ? house.settings.trustedProxies : false,
    ...(house.settings.tls ? { https: { ...house.settings.tls, ...ownLine } } : {}),
    logger: log ? { base: null, formatters: { log: (line) => allowed(line) } } : false,
    logController: new LogController({ disableRequestLogging: true }),
    routerOptions: { querystringParser: parseQuery, ignoreDuplicateSlashes: true, maxParamLength: 200 },
    // An explicit .json is the same address (api-records §1).
    rewriteUrl: (request) => (request.url ?? '/').replace(/^(\/+api\/+v2\/[^?]*)\.json(?=\?|$)/, '$1'),
    requestIdHeader: false,
    genReqId: () => crypto.randomUUID(),
  }) as unknown as FastifyInstance
  app.addHook('onRoute', listed)
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(inBytes)
  app.decorateRequest('actor', null)
  app.decorateRequest('sessionKey', null)
  app.decorateRequest('askedAt', 0)
  app.decorateRequest('owed', null)
  app.decorateRequest('provedAt', null)
  app.setErrorHandler(errorHandler(house))
  acceptBodies(app)
  await app.register(cookie)
  await app.register(compress, { threshold: 1024, encodings: ['br', 'gzip'], brotliOptions: { params: { 1: 4 } } })
  await app.register(swagger, {
    openapi: {
      info: {
        title: 'Primero in TypeScript',
        version: '2',
        description: "Wire-compatible with Primero's REST API v2.",
      },
      components: {
        securitySchemes: {
          basic: { type: 'http', scheme: 'basic' },
          session: { type: 'apiKey', in: 'cookie', name: '_app_session' },
        },
      },
    },
    transform: jsonSchemaTransform,
  })
  securityHeaders(app, house)
  tellCalls(app, house.clock, (request) => answered(house, request))
  const rates = ratesOf(house)
  app.addHook('onRequest', async (request, reply) => {
    rates.byAddress(request)
    await identify(house, request, reply)
    rates.byAccount(request)
    if (house.isApplying() && waits(request)) throw new Problem('configuration-busy', { seconds: 60 })
  })
  app.addHook('preValidation', (request) => identifyAgain(house, request))

  app.addHook('preValidation', async (request) => refuseOwed(request))
  askForProof(app, house)

  tokenRoutes(app, house)
  factorRoutes(app, house)
  proofRoutes(app, house)
  meFactorRoutes(app, house)
  userFactorRoutes(app, house)
  providerRoutes(app, house)
  userProviderRoutes(app, house)
  sessionRoutes(app, house)
  wayInRoutes(app, house)
  accountRoutes(app, house)
  configurationRoutes(app, house)
  conductRoutes(app, house)
  agreementRoutes(app, house)
  ownNoticeRoutes(app, house)
  noticeChoiceRoutes(app, house)
  pushRoutes(app, house)
  administrationRoutes(app, house)
  accessRoutes(app, house)
  noticeRoutes(app, house)
  peopleRoutes(app, house)
  v2RecordRoutes(app, house)
  v2TransitionRoutes(app, house)
  previewRoutes(app, house)
  recipientRoutes(app, house)
  directoryRoutes(app, house)
  linkRoutes(app, house)
  packageRoutes(app, house)
  linkPageRoutes(app, house)
  v2RelationshipRoutes(app, house)
  v2FlagRoutes(app, house)
  v2AlertRoutes(app, house)
  v2ApprovalRoutes(app, house)
  sinceApprovalRoute(app, house)
  dashboardRoutes(app, house)
  taskRoutes(app, house)
  mailRoutes(app, house)
  jobRoutes(app, house)
  savedSearchRoutes(app, house)
  auditLogRoutes(app, house)
  auditSearchRoutes(app, house)
  auditChainRoute(app, house)
  whoRoute(app, house)
  revealRoutes(app, house)
  attachmentRoutes(app, house, mostBytes)
  syncRoutes(app, house)
  beyondRoutes(app, house)
  homeRoutes(app, house)
  teamRoutes(app, house)
  deviceRoutes(app, house)
  eventRoutes(app, house)
  conflictRoutes(app, house)
  healthRoutes(app, house)
  app.get('/openapi.json', { schema: { hide: true } }, async () => app.swagger())
  await webApp(app, house)
  app.setNotFoundHandler(() => {
    throw new Problem('not-found', {})
  })
  return app
}

/** Encoded once: Node measures a text first, and encodes it again as it writes. Fastify takes bytes, its types do not say so. */
const inBytes: typeof serializerCompiler = (route) => {
  const write = serializerCompiler(route)
  return (reply) => Buffer.from(write(reply)) as unknown as string
}

/** While a configuration is applied the API waits; who is not signed in hears that first (api-admin §0.3). */
const waits = (request: FastifyRequest): boolean =>
  isApi(request) && (request.actor !== null || publicCalls.has(request.routeOptions.url ?? ''))

const publicCalls = new Set(
  [
    'primero',
    'identity_providers',
    'tokens',
    'users/password-reset-request',
    'users/password-reset',
    'users/self-register',
  ].map((path) => `/api/v2/${path}`),
)

const allowed = (line: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(line).filter(([key]) => logged.has(key)))

/** JSON with an empty body is fine (both known clients send it); form bodies carry Rails brackets; chunks are raw. */
function acceptBodies(app: FastifyInstance): void {
  app.removeContentTypeParser('application/json')
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) => {
    if (body === '') return done(null, null)
    try {
      done(null, JSON.parse(body as string, withoutPrototype))
    } catch {
      done(new Problem('malformed-request', {}))
    }
  })
  app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) => {
    done(null, parseQuery(body as string))
  })
  app.addContentTypeParser('application/octet-stream', { parseAs: 'buffer' }, (_request, body, done) =>
    done(null, body),
  )
}

// A key that would reach the prototype is nobody's answer.
const withoutPrototype = (key: string, value: unknown): unknown => (key === '__proto__' ? undefined : value)
