// Valid requests of the office: people, roles, groups, agencies, agreements, mail and the audit. What they change is of
// those who pass through, and of roles that nobody holds: whoever plays must be able to come in again.
import type { Role } from '@primero/domain/configuration/bundle.ts'
import type { Asking, Entry, Shot } from '../ask.ts'

const ext = '/api/ext'
const v2 = '/api/v2'
const cp = 'primeromodule-cp'

const ask = (route: string, path?: (asking: Asking) => string, body?: (asking: Asking) => unknown): Entry => {
  const [method = '', address = ''] = route.split(' ')
  return {
    route,
    make: (asking): Shot => ({
      method,
      path: path?.(asking) ?? address,
      ...(body === undefined ? {} : { body: body(asking) }),
    }),
  }
}
/** Where a right request is not answered with a 2xx, because what it asks about is not there. */
const hears = (answers: number, entry: Entry): Entry => ({ ...entry, answers })

const passing = ({ world, random }: Asking): number => random.pick(world.passing)
const at =
  (what: string, query = '') =>
  (asking: Asking): string =>
    `${ext}/users/${passing(asking)}/${what}${query}`

function unheld({ world, random }: Asking): Role {
  const held = new Set(world.people.map(({ role }) => role.id))
  return random.pick([...world.house.configuration().roles.values()].filter(({ id }) => !held.has(id)))
}
/** As our pages send it: the server gives the id. */
const sent = ({ id: _, ...role }: Role) => role

const wired =
  (collection: string, kind: string) =>
  (method: string, body?: unknown): Entry => ({
    route: `${method} ${v2}/${collection}/{id}`,
    make: async ({ world, random }) => {
      const { rows } = await world.admin.query<{ id: number }>(
        'select id from wire_id where kind = $1 order by id desc limit 10',
        [kind],
      )
      const path = `${v2}/${collection}/${random.pick(rows).id}`
      return { method, path, ...(body === undefined ? {} : { body }) }
    },
  })

const people: Entry[] = [
  ask(`GET ${ext}/users/choices`),
  ask(`GET ${ext}/users/{id}/standing`, at('standing')),
  ask(`GET ${ext}/users/{id}/factors`, at('factors')),
  hears(422, ask(`DELETE ${ext}/users/{id}/factors`, at('factors'))),
  hears(422, ask(`DELETE ${ext}/users/{id}/provider-person`, at('provider-person'))),
  ask(`PUT ${ext}/users/{id}/expiry`, at('expiry'), () => ({ on: null })),
  ask(`GET ${ext}/users/{id}/sessions`, at('sessions')),
  ask(`DELETE ${ext}/users/{id}/sessions/{session}`, at('sessions/all')),
  ask(`POST ${ext}/users/{id}/code`, at('code'), () => ({})),
  ask(`GET ${ext}/users/{id}/leave`, at('leave')),
  ask(`POST ${ext}/users/{id}/leave`, at('leave', '?dry=1'), () => ({ to: [], on: null })),
  ask(`POST ${ext}/users/enable`, undefined, (asking) => ({ ids: [passing(asking)] })),
  ask(
    `POST ${ext}/users/import`,
    () => `${ext}/users/import?dry=1`,
    ({ random }) => ({
      csv: `user_name,full_name,role,agency,groups\nsheet-${random.below(1e6)},Of a sheet,role-cp-case-worker,,\n`,
    }),
  ),
  {
    route: `POST ${v2}/users`,
    make: async ({ world, person, random }) => {
      const agency = await world.admin.query<{ id: number }>(
        `select id from wire_id where kind = 'agency' and key = coalesce($1, 'agency-open-door')`,
        [person.agency],
      )
      const name = `made-${random.uuid()}`
      const group = person.groups[0] ?? 'usergroup-primero-cp'
      const placed = { agency_id: agency.rows[0]?.id, user_group_unique_ids: [group], locale: 'en' }
      const password = { password: 'long enough to be kept', password_confirmation: 'long enough to be kept' }
      const named = { user_name: name, full_name: name, email: `${name}@example.org` }
      const data = { ...named, ...placed, ...password, role_unique_id: 'role-cp-case-worker' }
      return { method: 'POST', path: `${v2}/users`, body: { data } }
    },
  },
  ...['PATCH', 'PUT'].map((method) =>
    ask(
      `${method} ${v2}/users/{id}`,
      (asking) => `${v2}/users/${passing(asking)}`,
      () => ({ data: { position: 'In the field' } }),
    ),
  ),
  hears(
    404,
    ask(`DELETE ${v2}/users/{id}`, () => `${v2}/users/999999998`),
  ),
  ask(`POST ${v2}/users/update_bulk`, undefined, () => ({ data: { user_name: 'there-is-no-such-name' } })),
  hears(
    422,
    ask(`POST ${v2}/users/send_emails`, undefined, () => ({ data: { ids: [1], subject: 'x', message: 'x' } })),
  ),
]

const roles: Entry[] = [
  ask(`GET ${ext}/roles`),
  ask(`GET ${ext}/roles/{id}`, (asking) => `${ext}/roles/${unheld(asking).id}`),
  ask(`POST ${ext}/roles`, undefined, (asking) => ({
    role: { ...sent(unheld(asking)), name: `Role ${asking.random.uuid()}` },
  })),
  {
    route: `PUT ${ext}/roles/{id}`,
    make: (asking) => {
      const role = unheld(asking)
      return { method: 'PUT', path: `${ext}/roles/${role.id}`, body: { role: sent(role), basedOn: role } }
    },
  },
  ask(`GET ${ext}/roles/{id}/second-factor`, (asking) => `${ext}/roles/${unheld(asking).id}/second-factor`),
  ask(
    `PUT ${ext}/roles/{id}/second-factor`,
    (asking) => `${ext}/roles/${unheld(asking).id}/second-factor`,
    () => ({ required: false }),
  ),
  ask(`GET ${ext}/access/choices`),
  ask(`POST ${ext}/access/effect`, undefined, (asking) => ({ role: sent(unheld(asking)) })),
  ask(`POST ${ext}/access/explain`, undefined, (asking) => ({
    as: { role: unheld(asking).id },
    about: { type: 'case', relation: 'own', module: cp },
  })),
  ask(`GET ${ext}/notices`),
  hears(
    404,
    ask(`POST ${ext}/notices/{id}/seen`, () => `${ext}/notices/999999999/seen`),
  ),
  ask(`POST ${v2}/roles`, undefined, ({ random }) => ({
    data: {
      name: `Role ${random.uuid()}`,
      group_permission: 'self',
      permissions: { agency: ['read'] },
      module_unique_ids: [],
    },
  })),
]

const madeRole = (method: string, body?: unknown): Entry => ({
  route: `${method} ${v2}/roles/{id}`,
  make: async ({ world, person, random }) => {
    const held = world.people.map(({ role }) => role.id)
    const { rows } = await world.admin.query<{ id: number }>(
      `select id from wire_id where kind = 'role' and key <> all ($1) order by id desc limit 10`,
      [[...held, person.role.id]],
    )
    return rows.length === 0
      ? undefined
      : { method, path: `${v2}/roles/${random.pick(rows).id}`, ...(body === undefined ? {} : { body }) }
  },
})

const group = wired('user_groups', 'user_group')
const agency = wired('agencies', 'agency')
const groups: Entry[] = [
  ...['PATCH', 'PUT'].map((method) => madeRole(method, { data: { description: 'For a while' } })),
  madeRole('DELETE'),
  ask(`POST ${v2}/user_groups`, undefined, ({ random }) => ({ data: { name: `Group ${random.uuid()}` } })),
  ...['PATCH', 'PUT'].map((method) => group(method, { data: { description: 'For a while' } })),
  group('DELETE'),
  ask(`POST ${v2}/agencies`, undefined, ({ random }) => ({
    data: { name: { en: `Agency ${random.uuid()}` }, agency_code: random.uuid() },
  })),
  ...['PATCH', 'PUT'].map((method) => agency(method, { data: { description: { en: 'For a while' } } })),
  agency('DELETE'),
  hears(
    404,
    ask(`GET ${v2}/agencies/{id}/{file}/{hash}`, () => `${v2}/agencies/1/logo_full/none`),
  ),
]

// A version in force would shut everybody out who has not accepted it.
const agreements: Entry[] = [
  hears(
    422,
    ask(`POST ${v2}/codes_of_conduct`, undefined, () => ({ data: {} })),
  ),
  ask(`GET ${ext}/agreements`),
  ask(`GET ${ext}/agreements/mine`),
  hears(
    422,
    ask(`POST ${ext}/agreements`, undefined, () => ({ kind: 'code_of_conduct' })),
  ),
  hears(
    404,
    ask(
      `PATCH ${ext}/agreements/{id}`,
      () => `${ext}/agreements/999999`,
      () => ({ until: null, signatories: [] }),
    ),
  ),
  hears(
    404,
    ask(
      `POST ${ext}/agreements/{id}/accept`,
      () => `${ext}/agreements/999999/accept`,
      () => ({ locale: 'en' }),
    ),
  ),
]

const audit: Entry[] = [
  ask(`GET ${v2}/audit_logs`, () => `${v2}/audit_logs?per=5`),
  ask(`GET ${v2}/activity_log`),
  ask(`POST ${ext}/audit/search`, undefined, () => ({ page: 1, per: 20 })),
  ask(`POST ${ext}/audit/export`, undefined, () => ({ from: '2099-01-01T00:00:00Z' })),
  ask(`GET ${ext}/audit/words`),
  ask(`GET ${ext}/audit/chain`),
  ask(`GET ${ext}/mail`),
  hears(
    404,
    ask(`POST ${ext}/mail/{id}/again`, ({ random }) => `${ext}/mail/${random.uuid()}/again`),
  ),
]

export const officeRequests: Entry[] = [...people, ...roles, ...groups, ...agreements, ...audit]
