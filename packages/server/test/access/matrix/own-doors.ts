// Doors to one's own things, to the configuration, and those before signing in.
import type { Actor } from '@primero/domain/access/actor.ts'
import { holds, may } from '@primero/domain/access/role.ts'
import { leads } from '@primero/domain/workflow/review.ts'
import { testPassword } from '../../house.ts'
import { uuid } from '../../sync/device.ts'
import { byRight, type Door, everybody, forAll, noOne, open, type Scene } from './door.ts'
import { deviceOf, enrolled } from './record-doors.ts'

const managesMetadata = ({ actor: { role } }: Scene): boolean => may(role, 'metadata', 'manage')
const isRestricted = ({ actor: { role } }: Scene): boolean =>
  (role.permissions['metadata'] ?? []).includes('manage_restricted')

const first = (scene: Scene, kind: 'form' | 'lookup' | 'location' | 'module'): number => {
  const { forms, lookups, locations, modules } = scene.config
  const all = { form: forms, lookup: lookups, location: locations, module: modules }[kind]
  return scene.stage.wire(kind, [...all.keys()][0] ?? '')
}

const configurationDoors: Door[] = [
  ...forAll('GET /api/v2/primero', 'GET /api/v2/identity_providers'),
  ...open(
    'GET /api/v2/system_settings',
    'GET /api/v2/contact_information',
    'GET /api/v2/webpush/config',
    'GET /api/v2/permissions',
    'GET /api/v2/forms',
    'GET /api/v2/lookups',
    'GET /api/v2/alerts',
    'GET /api/v2/dashboards',
  ),
  { request: 'POST /api/sync/dashboards', isAllowed: everybody, body: () => ({}) },
  { request: 'POST /api/sync/review', isAllowed: ({ actor }) => leads(actor), body: () => ({ page: 1 }) },
  { request: 'POST /api/sync/caseload', isAllowed: ({ actor }) => leads(actor), body: () => ({}) },
  { request: 'POST /api/sync/arrivals', isAllowed: ({ actor }) => leads(actor), body: () => ({}) },
  {
    request: 'POST /api/sync/beyond',
    isAllowed: ({ actor: { role } }) => may(role, 'case', 'read') && holds(role, 'case', 'search_owned_by_others'),
    body: () => ({ text: uuid(), by: 'id' }),
  },
  {
    request: 'GET /api/v2/tasks',
    isAllowed: ({ actor: { role } }) =>
      (role.permissions['dashboard'] ?? []).includes('dash_tasks') && (role.permissions['case'] ?? []).length > 0,
  },
  { ...byRight('POST /api/sync/tasks', 'case', 'read'), body: () => ({}) },
  {
    request: 'GET /api/v2/codes_of_conduct',
    isAllowed: everybody,
    // None is in force, and everybody hears so.
    isDone: ({ status }) => status === 404 || status === 200,
  },
  {
    request: 'PATCH /api/v2/contact_information',
    isAllowed: ({ actor }) => (actor.role.permissions['system'] ?? []).length > 0,
    body: () => ({ data: { name: 'Help' } }),
  },
  {
    request: 'GET /api/v2/forms/:id',
    isAllowed: (scene) => managesMetadata(scene) || isRestricted(scene),
    url: (scene) => `/api/v2/forms/${first(scene, 'form')}`,
  },
  {
    request: 'GET /api/v2/lookups/:id',
    isAllowed: (scene) => managesMetadata(scene) || isRestricted(scene),
    url: (scene) => `/api/v2/lookups/${first(scene, 'lookup')}`,
  },
  { request: 'GET /api/v2/locations', isAllowed: (scene) => !isRestricted(scene) },
  {
    request: 'GET /api/v2/locations/:id',
    isAllowed: managesMetadata,
    url: (scene) => `/api/v2/locations/${first(scene, 'location')}`,
  },
  byRight('GET /api/v2/primero_modules', 'metadata', 'manage'),
  {
    request: 'GET /api/v2/primero_modules/:id',
    isAllowed: managesMetadata,
    url: (scene) => `/api/v2/primero_modules/${first(scene, 'module')}`,
  },
]

const signInDoors: Door[] = [
  {
    request: 'POST /api/v2/tokens',
    isAllowed: everybody,
    endsSession: true,
    body: ({ actor, isNobody }) => ({
      user: { user_name: actor.userName, password: isNobody ? 'wrong' : testPassword },
    }),
  },
  // Whoever is not signed in has nothing to end, and is told nothing else.
  { request: 'DELETE /api/v2/tokens', isAllowed: everybody, isPublic: true, endsSession: true },
  {
    request: 'POST /api/ext/sign-in/renew',
    isAllowed: noOne,
    isCounted: true,
    body: () => ({ user_name: 'nobody', password: 'no code', new_password: 'long enough to be kept' }),
  },
  {
    ...(forAll('POST /api/v2/users/password-reset-request')[0] as Door),
    body: () => ({ user: { email: `${uuid()}@example.org` } }),
  },
  {
    ...(forAll('POST /api/v2/users/password-reset')[0] as Door),
    body: () => ({ user: { reset_password_token: 'none' } }),
    isCounted: true,
    // No token is right.
    isDone: ({ status }) => status === 422,
  },
  { request: 'POST /api/v2/users/self-register', isAllowed: noOne, body: () => ({ data: {} }) },
]

const isThere = ({ isNobody }: Scene): boolean => !isNobody
/** Machines have no browser that listens. */
const isPerson = ({ actor }: Scene): boolean => !actor.serviceAccount

const someoneElse = ({ stage, actor }: Scene): Actor =>
  [...stage.cast.values()].find((one) => one.actor.userName !== actor.userName && !one.isNobody)?.actor as Actor

const ownDoors: Door[] = [
  ...open('GET /api/ext/me/sessions', 'GET /api/v2/saved_searches', 'GET /api/ext/devices'),
  { request: 'DELETE /api/ext/me/sessions/:id', isAllowed: noOne, url: () => `/api/ext/me/sessions/${uuid()}` },
  { request: 'PUT /api/ext/me/locale', isAllowed: everybody, body: () => ({ locale: 'en' }) },
  {
    request: 'POST /api/v2/saved_searches',
    isAllowed: everybody,
    body: () => ({ data: { name: 'mine', record_type: 'case', filters: [] } }),
  },
  {
    request: 'DELETE /api/v2/saved_searches/:id own',
    isAllowed: isThere,
    url: async (scene) => `/api/v2/saved_searches/${await savedBy(scene, scene.actor)}`,
  },
  {
    request: "DELETE /api/v2/saved_searches/:id another's",
    isAllowed: noOne,
    url: async (scene) => `/api/v2/saved_searches/${await savedBy(scene, someoneElse(scene))}`,
  },
]

async function savedBy({ stage }: Scene, { userName }: Actor): Promise<number> {
  const body = { data: { name: 'kept', record_type: 'case', filters: [] } }
  return (await stage.call(userName, 'POST', '/api/v2/saved_searches', body)).body?.data?.id ?? 1
}

const deviceDoors: Door[] = [
  {
    request: 'POST /api/sync/devices',
    isAllowed: everybody,
    body: ({ actor }) => ({ device: deviceOf(actor.userName), kind: 'phone' }),
  },
  {
    request: 'POST /api/sync/lease',
    isAllowed: everybody,
    body: async (scene: Scene) => ({ device: await enrolled(scene) }),
  },
  {
    request: 'GET /api/ext/devices/:id/records own',
    isAllowed: everybody,
    url: async (scene) => `/api/ext/devices/${await enrolled(scene)}/records`,
  },
  { request: 'DELETE /api/ext/devices/:id', isAllowed: noOne, url: () => `/api/ext/devices/${uuid()}` },
  { request: 'POST /api/ext/devices/:id/wiped', isAllowed: noOne, url: () => `/api/ext/devices/${uuid()}/wiped` },
  {
    request: 'POST /api/sync/escrow',
    isAllowed: noOne,
    body: () => ({ device: uuid(), token: 'x', entries: [{ id: uuid(), sealed: 'QUJD' }] }),
  },
  {
    request: 'PUT /api/sync/blobs/:id/:chunk',
    isAllowed: everybody,
    url: () => `/api/sync/blobs/${uuid()}/0`,
    body: () => Buffer.from('x'),
  },
  {
    request: 'GET /api/sync/events',
    isAllowed: isPerson,
    isStream: true,
  },
]

export const otherDoors: Door[] = [...configurationDoors, ...signInDoors, ...ownDoors, ...deviceDoors]
