// What stays open to somebody who has still to accept an agreement: what the page that shows it needs, one's own
// account, the way out, and work that waits on a device to be sent (access §7.4; design: device lease ends).
import { Problem } from '@primero/domain/problem.ts'
import type { FastifyRequest } from 'fastify'

export const openDoors: ReadonlySet<string> = new Set([
  'GET /api/v2/primero',
  'GET /api/v2/identity_providers',
  'POST /api/v2/tokens',
  'DELETE /api/v2/tokens',
  'GET /api/v2/system_settings',
  'GET /api/v2/contact_information',
  'GET /api/v2/codes_of_conduct',
  // Whoever writes it mends it without accepting first what he finds wrong.
  'POST /api/v2/codes_of_conduct',
  'GET /api/v2/permissions',
  'GET /api/v2/forms',
  'GET /api/v2/lookups',
  'GET /api/v2/alerts',
  'GET /api/v2/webpush/config',
  'GET /api/v2/agencies/:id/:file/:hash',
  'GET /api/ext/agreements/mine',
  'POST /api/ext/agreements/:id/accept',
  // Nothing typed is lost: what was written goes out whatever else is asked.
  'POST /api/sync/push',
  'PUT /api/sync/blobs/:id/:chunk',
  'POST /api/sync/escrow',
  'POST /api/ext/devices/:id/wiped',
])

/** Everything about oneself, and on the way in. */
const openRooms = ['/api/ext/me/', '/api/ext/sign-in/', '/api/ext/proof']

/** Keys of one's own account by which one accepts. */
const accepting = new Set([
  'id',
  'code_of_conduct_id',
  'code_of_conduct_accepted_on',
  'accept_terms_of_use',
  'terms_of_use_accepted_on',
])

/** Of the own account: to look at it, and to accept. */
function isOwnAccount({ method, params, actor, body, routeOptions: { url } }: FastifyRequest): boolean {
  if (url !== '/api/v2/users/:id' || (params as { id?: string }).id !== String(actor?.id)) return false
  if (method === 'GET') return true
  if (method !== 'PATCH' && method !== 'PUT') return false
  const data = (body as { data?: unknown } | null)?.data
  return typeof data === 'object' && data !== null && Object.keys(data).every((key) => accepting.has(key))
}

/** Asked when the body has been read: whoever accepts says so in it. */
export function refuseOwed(request: FastifyRequest): void {
  const { owed, method, routeOptions } = request
  const url = routeOptions.url ?? ''
  if (owed === null || !url.startsWith('/api/')) return
  const isOpen = openDoors.has(`${method} ${url}`) || openRooms.some((room) => url.startsWith(room))
  if (!isOpen && !isOwnAccount(request)) throw new Problem('agreement-missing', { agreement: owed })
}
