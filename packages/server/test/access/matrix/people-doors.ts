// Doors to accounts, roles, groups and agencies, and to what the audit says.
import type { Actor } from '@primero/domain/access/actor.ts'
import { mayChangeRole } from '@primero/domain/access/changing.ts'
import { givingTo, mayGive, mayOpen } from '@primero/domain/access/giving.ts'
import {
  type AccountFacts,
  mayChangeAccount,
  mayPlace,
  maySeeAccount,
  reachesGroup,
} from '@primero/domain/access/people-reach.ts'
import { holds, may } from '@primero/domain/access/role.ts'
import type { Role } from '@primero/domain/configuration/bundle.ts'
import { reachOf } from '../../../src/accounts/recipients.ts'
import { uuid } from '../../sync/device.ts'
import { byRight, type Door, holdsRight, type Scene } from './door.ts'
import { nameOf, near, plain } from './stage.ts'

const isListed = (list: readonly string[] | undefined, id: string): boolean => !list?.length || list.includes(id)

/** Whose account: his own, one of the team, one elsewhere, a superuser's, a caseworker's of the team. */
const accounts: Record<string, (scene: Scene) => string> = {
  own: ({ actor, isNobody }) => (isNobody ? 'gina' : actor.userName),
  group: () => 'gina',
  agency: () => 'anna',
  other: () => 'olaf',
  superuser: () => nameOf('role-superuser'),
}

function factsOf({ stage }: Scene, userName: string): AccountFacts {
  const actor = stage.cast.get(userName)?.actor as Actor
  return { id: actor.id, role: actor.role.id, agency: actor.agency, groups: actor.groups }
}

const accountDoors: Door[] = Object.entries(accounts).flatMap(([words, who]): Door[] => {
  const url = (scene: Scene): string => `/api/v2/users/${scene.stage.idOf(who(scene))}`
  const changes = (scene: Scene): boolean => mayChangeAccount(scene.config, scene.actor, factsOf(scene, who(scene)))
  return [
    {
      request: `GET /api/v2/users/:id ${words}`,
      isAllowed: (scene) => maySeeAccount(scene.config, scene.actor, factsOf(scene, who(scene))),
      url,
    },
    ...(['PATCH', 'PUT'] as const).map((method) => ({
      request: `${method} /api/v2/users/:id ${words}`,
      isAllowed: (scene: Scene) =>
        changes(scene) &&
        (factsOf(scene, who(scene)).id === scene.actor.id || mayPlaceStill(scene, factsOf(scene, who(scene)))),
      url,
      body: () => ({ data: { position: `at ${method}` } }),
    })),
    {
      request: `GET /api/ext/devices ${words}`,
      isAllowed: (scene) => changes(scene) || factsOf(scene, who(scene)).id === scene.actor.id,
      url: (scene) => `/api/ext/devices?user=${scene.stage.idOf(who(scene))}`,
    },
  ]
})

/** Nobody puts people out of his reach, and changing anything of somebody else places him where he is. */
const mayPlaceStill = ({ actor }: Scene, { groups, agency }: AccountFacts): boolean =>
  mayPlace(actor, { groups, agency }, { groups, agency })

/** The role in the call, or the first that this person may give. */
function roleToGive({ config, actor }: Scene, words: string | undefined): Role {
  const named = config.roles.get(words ?? '')
  const shipped = [...config.roles.values()].filter((role) => !role.id.startsWith('role-doomed'))
  const given = shipped.find((role) => ['yes', 'flagged'].includes(mayGive(actor.role, role)))
  return named ?? given ?? (config.roles.get('role-cp-case-worker') as Role)
}

const newAccount = (role?: string): Door => ({
  request: `POST /api/v2/users${role === undefined ? '' : ` role_unique_id=${role}`}`,
  isAllowed: (scene) =>
    may(scene.actor.role, 'user', 'create') &&
    givingTo(scene.actor.role, { isOneself: false }, roleToGive(scene, role)) !== 'forbidden' &&
    mayPlace(scene.actor, undefined, { groups: [near.group], agency: near.agency }),
  body: (scene) => {
    const name = `new-${uuid()}`
    return {
      data: {
        user_name: name,
        full_name: name,
        email: `${name}@example.org`,
        agency_id: scene.stage.wire('agency', near.agency),
        user_group_unique_ids: [near.group],
        role_unique_id: roleToGive(scene, role).id,
        locale: 'en',
        password: 'long enough to be kept',
        password_confirmation: 'long enough to be kept',
      },
    }
  },
})

/** A worker of the team, here for this call only, with a role that who asks may take from him, if he may any. */
const passing = async (scene: Scene): Promise<number> =>
  scene.stage.account({ role: roleToGive(scene, undefined).id, agency: near.agency, groups: [near.group] })

const removesPassing = (scene: Scene): boolean => {
  const role = roleToGive(scene, undefined)
  const there = { id: -1, role: role.id, agency: near.agency, groups: [near.group] }
  return (
    holds(scene.actor.role, 'user', 'manage') &&
    mayChangeAccount(scene.config, scene.actor, there) &&
    mayGive(scene.actor.role, role) !== 'forbidden'
  )
}

const roleDoor = (method: string, words: string, target: (scene: Scene) => Role): Door => ({
  request: `${method} /api/v2/roles/:id${words}`,
  isAllowed: (scene) => {
    const before = target(scene)
    const change = { act: 'update', before, after: { ...before, description: 'x' } } as const
    return ['yes', 'flagged'].includes(mayChangeRole(scene.actor.role, change))
  },
  url: (scene) => `/api/v2/roles/${scene.stage.wire('role', target(scene).id)}`,
  body: () => ({ data: { description: 'x' } }),
})

const roleNamed =
  (id: string) =>
  ({ config }: Scene): Role =>
    config.roles.get(id) as Role

const newRole = { group_permission: 'self', permissions: { agency: ['read'] }, module_unique_ids: [] }

const roleDoors: Door[] = [
  byRight('GET /api/v2/roles', 'role', 'read'),
  {
    request: 'GET /api/v2/roles/:id',
    isAllowed: ({ actor }) => may(actor.role, 'role', 'read') && isListed(actor.role.objects?.role, plain.role),
    url: ({ stage }) => `/api/v2/roles/${stage.wire('role', plain.role)}`,
  },
  {
    request: 'POST /api/v2/roles',
    isAllowed: ({ config, actor }) => {
      const after = config.roles.get(plain.role) as Role
      return ['yes', 'flagged'].includes(mayChangeRole(actor.role, { act: 'create', after }))
    },
    body: () => ({ data: { ...newRole, name: `Role ${uuid()}` } }),
  },
  roleDoor('PATCH', '', roleNamed(plain.role)),
  roleDoor('PUT', '', roleNamed(plain.role)),
  roleDoor('PATCH', ' own', ({ actor }) => actor.role),
  roleDoor('PATCH', ' role-superuser', roleNamed('role-superuser')),
  {
    request: 'DELETE /api/v2/roles/:id',
    isAllowed: ({ config, actor }) =>
      mayChangeRole(actor.role, { act: 'delete', before: config.roles.get(plain.role) as Role, holders: 0 }) === 'yes',
    url: ({ stage }) => `/api/v2/roles/${stage.wire('role', stage.doomed('role'))}`,
  },
]

const writesGroup = ({ actor }: Scene): boolean =>
  may(actor.role, 'user_group', 'write') && reachesGroup(actor, plain.group)
const atGroup = ({ stage }: Scene): string => `/api/v2/user_groups/${stage.wire('user_group', plain.group)}`

const groupDoors: Door[] = [
  {
    request: 'GET /api/v2/user_groups',
    isAllowed: ({ actor: { role } }) =>
      may(role, 'user_group', 'read') || role.objects?.managed_report?.scope === 'all',
  },
  {
    request: 'GET /api/v2/user_groups/:id',
    isAllowed: ({ actor }) => may(actor.role, 'user_group', 'read') && reachesGroup(actor, plain.group),
    url: atGroup,
  },
  {
    request: 'GET /api/v2/user_groups/:id own',
    isAllowed: ({ actor }) => may(actor.role, 'user_group', 'read') && reachesGroup(actor, near.group),
    url: ({ stage }) => `/api/v2/user_groups/${stage.wire('user_group', near.group)}`,
  },
  {
    ...byRight('POST /api/v2/user_groups', 'user_group', 'create'),
    body: () => ({ data: { name: `Group ${uuid()}` } }),
  },
  ...(['PATCH', 'PUT'] as const).map((method) => ({
    request: `${method} /api/v2/user_groups/:id`,
    isAllowed: writesGroup,
    url: atGroup,
    body: () => ({ data: { description: method } }),
  })),
  {
    request: 'DELETE /api/v2/user_groups/:id',
    isAllowed: (scene) => writesGroup(scene) && may(scene.actor.role, 'user_group', 'destroy'),
    url: ({ stage }) => `/api/v2/user_groups/${stage.wire('user_group', stage.doomed('user_group'))}`,
  },
]

const onAgencyList = (action: string) => (scene: Scene) =>
  may(scene.actor.role, 'agency', action) && isListed(scene.actor.role.objects?.agency, plain.agency)
const atAgency = ({ stage }: Scene): string => `/api/v2/agencies/${stage.wire('agency', plain.agency)}`

const agencyDoors: Door[] = [
  byRight('GET /api/v2/agencies', 'agency', 'read'),
  { request: 'GET /api/v2/agencies/:id', isAllowed: onAgencyList('read'), url: atAgency },
  {
    request: 'GET /api/v2/agencies/:id/:file/:hash',
    isAllowed: () => true,
    isPublic: true,
    url: (scene) => `${atAgency(scene)}/logo_full/none`,
    // There is no such logo, and everybody hears so.
    isDone: ({ status }) => status === 404,
  },
  {
    ...byRight('POST /api/v2/agencies', 'agency', 'create'),
    body: () => ({ data: { name: { en: `Agency ${uuid()}` }, agency_code: uuid() } }),
  },
  ...(['PATCH', 'PUT'] as const).map((method) => ({
    request: `${method} /api/v2/agencies/:id`,
    isAllowed: onAgencyList('write'),
    url: atAgency,
    body: () => ({ data: { description: { en: method } } }),
  })),
  { request: 'DELETE /api/v2/agencies/:id', isAllowed: onAgencyList('write'), url: atAgency },
]

const handing = (path: string, how: 'assign' | 'transfer' | 'refer'): Door => ({
  request: `GET /api/v2/users/${path}`,
  isAllowed: ({ actor }) => reachOf(actor, 'case', how) !== 'nobody',
  url: () => `/api/v2/users/${path}?record_type=case`,
})

/** The same question of our own app. */
const named = (path: string, how: 'assign' | 'transfer' | 'refer'): Door => ({
  request: `GET /api/ext/recipients handing=${path}`,
  isAllowed: ({ actor }) => reachOf(actor, 'case', how) !== 'nobody',
  url: () => `/api/ext/recipients?handing=${path}&type=case`,
})

export const peopleDoors: Door[] = [
  byRight('GET /api/v2/users', 'user', 'read', 'agency_read'),
  ...accountDoors,
  newAccount(),
  newAccount('role-superuser'),
  newAccount('role-cp-administrator'),
  {
    request: 'DELETE /api/v2/users/:id',
    isAllowed: removesPassing,
    url: async (scene) => `/api/v2/users/${await passing(scene)}`,
  },
  {
    ...byRight('POST /api/v2/users/update_bulk', 'user', 'disable_multiple'),
    body: () => ({ data: { user_name: 'there-is-no-such-name' } }),
  },
  {
    request: 'POST /api/v2/users/:id/password-reset-request',
    isAllowed: (scene) =>
      mayChangeAccount(scene.config, scene.actor, factsOf(scene, 'gina')) &&
      mayOpen(scene.actor.role, { isOneself: false, holds: scene.config.roles.get(factsOf(scene, 'gina').role) }),
    // This house sends no mail, and says so to who may have one sent.
    isDone: ({ status }) => status === 200 || status === 422,
    url: ({ stage }) => `/api/v2/users/${stage.idOf('gina')}/password-reset-request`,
  },
  handing('assign-to', 'assign'),
  handing('transfer-to', 'transfer'),
  handing('refer-to', 'refer'),
  named('assign-to', 'assign'),
  named('transfer-to', 'transfer'),
  named('refer-to', 'refer'),
  { request: 'GET /api/ext/recipients/roles', isAllowed: () => true },
  byRight('GET /api/v2/users/identified', 'case', 'attribute'),
  ...roleDoors,
  ...groupDoors,
  ...agencyDoors,
  { request: 'GET /api/v2/audit_logs', isAllowed: holdsRight('audit_log', 'read') },
  { request: 'GET /api/v2/activity_log', isAllowed: holdsRight('activity_log', 'transfer') },
]
