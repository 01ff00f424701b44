// Doors of the office: administration, mail, notices and the audit, which v2 has no name for; and identity providers.
import { mayChangeRole } from '@primero/domain/access/changing.ts'
import { keepsAllRoles, listOf, mayOpen } from '@primero/domain/access/giving.ts'
import { mayEndWork } from '@primero/domain/access/leaving.ts'
import { mayChangeAccount, maySeeAccount } from '@primero/domain/access/people-reach.ts'
import { may } from '@primero/domain/access/role.ts'
import type { Role } from '@primero/domain/configuration/bundle.ts'
import { uuid } from '../../sync/device.ts'
import { byRight, type Door, holdsRight, noOne, type Scene } from './door.ts'
import { type Cast, cp, near, plain } from './stage.ts'

const plainRole = ({ config }: Scene): Role => config.roles.get(plain.role) as Role
const readsRole = ({ actor }: Scene): boolean =>
  may(actor.role, 'role', 'read') && (listOf(actor.role)?.includes(plain.role) ?? true)

const sentRole = (role: Role, more: object = {}): object => {
  const { id: _id, ...rest } = role
  return { ...rest, ...more }
}

const roleDoors: Door[] = [
  byRight('GET /api/ext/roles', 'role', 'read'),
  { request: 'GET /api/ext/roles/:id', isAllowed: readsRole, url: () => `/api/ext/roles/${plain.role}` },
  {
    request: 'POST /api/ext/roles',
    isAllowed: (scene) =>
      ['yes', 'flagged'].includes(mayChangeRole(scene.actor.role, { act: 'create', after: plainRole(scene) })),
    body: (scene) => ({ role: sentRole(plainRole(scene), { name: `Role ${uuid()}` }) }),
  },
  {
    request: 'PUT /api/ext/roles/:id',
    isAllowed: (scene) => {
      const before = plainRole(scene)
      return ['yes', 'flagged'].includes(mayChangeRole(scene.actor.role, { act: 'update', before, after: before }))
    },
    url: () => `/api/ext/roles/${plain.role}`,
    body: (scene) => ({ role: sentRole(plainRole(scene)), basedOn: plainRole(scene) }),
  },
  byRight('GET /api/ext/access/choices', 'role', 'read'),
  {
    request: 'POST /api/ext/access/effect',
    isAllowed: holdsRight('role', 'create'),
    body: (scene) => ({ role: sentRole(plainRole(scene)) }),
  },
  {
    request: 'POST /api/ext/access/explain',
    isAllowed: readsRole,
    body: () => ({ as: { role: plain.role }, about: { type: 'case', relation: 'own', module: cp } }),
  },
  {
    request: 'GET /api/ext/notices',
    isAllowed: ({ actor }) => keepsAllRoles(actor.role),
  },
  { request: 'POST /api/ext/notices/:id/seen', isAllowed: noOne, url: () => '/api/ext/notices/999999999/seen' },
]

/** Gina, a caseworker of the team. */
const gina = ({ stage }: Scene) => {
  const { id, role, agency, groups } = (stage.cast.get('gina') as Cast).actor
  return { id, role: role.id, agency, groups }
}
const at =
  (rest: string) =>
  ({ stage }: Scene): string =>
    `/api/ext/users/${stage.idOf('gina')}/${rest}`
const changesGina = (scene: Scene): boolean =>
  scene.actor.id !== gina(scene).id && mayChangeAccount(scene.config, scene.actor, gina(scene))

/** Somebody of the team with the role of Gina, who is here for one call. */
const passing = ({ stage }: Scene): Promise<number> =>
  stage.account({ role: 'role-cp-case-worker', agency: near.agency, groups: [near.group] })
const changesPassing = (scene: Scene): boolean =>
  mayChangeAccount(scene.config, scene.actor, { ...gina(scene), id: -1 })
const opensPassing = (scene: Scene): boolean =>
  changesPassing(scene) &&
  mayOpen(scene.actor.role, { isOneself: false, holds: scene.config.roles.get('role-cp-case-worker') })

const peopleDoors: Door[] = [
  byRight('GET /api/ext/users/choices', 'user', 'read', 'agency_read', 'create', 'write'),
  {
    request: 'GET /api/ext/users/:id/standing',
    isAllowed: (scene) => maySeeAccount(scene.config, scene.actor, gina(scene)),
    url: at('standing'),
  },
  {
    request: 'PUT /api/ext/users/:id/expiry',
    isAllowed: changesGina,
    url: at('expiry'),
    body: () => ({ on: null }),
  },
  { request: 'GET /api/ext/users/:id/sessions', isAllowed: changesGina, url: at('sessions') },
  {
    request: 'DELETE /api/ext/users/:id/sessions/:session',
    isAllowed: changesPassing,
    url: async (scene) => `/api/ext/users/${await passing(scene)}/sessions/all`,
  },
  {
    request: 'GET /api/ext/users/:id/leave',
    isAllowed: (scene) => mayEndWork(scene.config, scene.actor, gina(scene)),
    url: at('leave'),
  },
  {
    request: 'POST /api/ext/users/:id/code',
    isAllowed: opensPassing,
    url: async (scene) => `/api/ext/users/${await passing(scene)}/code`,
  },
  {
    request: 'POST /api/ext/users/enable',
    isAllowed: changesPassing,
    body: async (scene: Scene) => ({ ids: [await passing(scene)] }),
  },
  {
    request: 'POST /api/ext/users/import',
    isAllowed: holdsRight('user', 'create', 'write'),
    url: () => '/api/ext/users/import?dry=1',
    body: () => ({ csv: 'user_name,full_name\n' }),
    // What is wrong with a sheet is told to who may bring one.
    isDone: ({ status }) => status === 200 || status === 422,
  },
  {
    request: 'POST /api/ext/users/:id/leave',
    isAllowed: (scene) => mayEndWork(scene.config, scene.actor, { ...gina(scene), id: -1 }),
    url: async (scene) => `/api/ext/users/${await passing(scene)}/leave?dry=1`,
    body: () => ({ to: [], on: null }),
  },
]

const houseDoors: Door[] = [
  {
    ...byRight('POST /api/v2/users/send_emails', 'user', 'send_email_multiple'),
    body: () => ({ data: { ids: [1], subject: 'x', message: 'x' } }),
    // This house sends no mail, and says so to who may send any.
    isDone: ({ status }) => status === 200 || status === 422,
  },
  byRight('GET /api/ext/mail', 'system', 'manage'),
  byRight('GET /api/ext/jobs', 'system', 'manage'),
  {
    ...byRight('POST /api/ext/jobs/:task/run', 'system', 'manage'),
    url: () => '/api/ext/jobs/send-mail/run',
  },
  { request: 'POST /api/ext/mail/:id/again', isAllowed: noOne, url: () => `/api/ext/mail/${uuid()}/again` },
  {
    ...byRight('POST /api/ext/audit/search', 'audit_log', 'read'),
    body: () => ({ page: 1, per: 20 }),
  },
  { ...byRight('POST /api/ext/audit/export', 'audit_log', 'read'), body: () => ({}) },
  byRight('GET /api/ext/audit/words', 'audit_log', 'read'),
  byRight('GET /api/ext/audit/chain', 'audit_log', 'read'),
  // This house has no provider; test/… of the providers signs in at one.
  { request: 'POST /api/ext/sign-in/providers/:provider', isAllowed: noOne, url: () => '/api/ext/sign-in/providers/x' },
  {
    request: 'GET /api/ext/sign-in/providers/:provider/callback',
    isAllowed: noOne,
    url: () => '/api/ext/sign-in/providers/x/callback',
  },
]

export const officeDoors: Door[] = [...roleDoors, ...peopleDoors, ...houseDoors]
