// Valid requests over every route, each made anew for a person from what is there. A route without an entry fails
// the proof, so whoever adds one adds a request here.
import type { RecordType } from '@primero/domain/configuration/bundle.ts'
import { languageCodes } from '@primero/domain/configuration/languages.ts'
import { type Asking, type Entry, someRecord } from '../ask.ts'
import { besideRequests, flagList } from './beside.ts'
import { attachmentRequests } from './files.ts'
import { officeRequests } from './office.ts'
import { recordRequests } from './records.ts'
import { safetyRequests } from './safety.ts'
import { syncRequests } from './sync.ts'

const collections: Record<string, RecordType> = {
  cases: 'case',
  incidents: 'incident',
  tracing_requests: 'tracing_request',
  registry_records: 'registry_record',
  families: 'family',
}

const get = (path: string, query?: (asking: Asking) => string): Entry => ({
  route: `GET ${path}`,
  make: (asking) => ({ method: 'GET', path: query ? `${path}?${query(asking)}` : path }),
})

/** A read by wire id. */
const getOne = (path: string, kind: string): Entry => ({
  route: `GET ${path}/{id}`,
  make: async ({ world, random }) => {
    const { rows } = await world.admin.query<{ id: number }>(
      'select id from wire_id where kind = $1 order by id limit 200',
      [kind],
    )
    return rows.length === 0 ? undefined : { method: 'GET', path: `${path}/${random.pick(rows).id}` }
  },
})

const v2 = '/api/v2'

const configuration: Entry[] = [
  get(`${v2}/primero`),
  get(`${v2}/identity_providers`),
  get(`${v2}/system_settings`, () => 'extended=true'),
  get(`${v2}/contact_information`),
  {
    route: `PATCH ${v2}/contact_information`,
    make: () => ({ method: 'PATCH', path: `${v2}/contact_information`, body: { data: { name: 'Help desk' } } }),
  },
  { ...get(`${v2}/codes_of_conduct`), answers: 404 },
  get(`${v2}/webpush/config`),
  get(`${v2}/permissions`),
  get(`${v2}/forms`, ({ random }) =>
    random.pick(['per=20', 'record_type=case&module_id=primeromodule-cp', 'exclude_subforms=true']),
  ),
  getOne(`${v2}/forms`, 'form'),
  get(`${v2}/lookups`, ({ random }) => `per=${random.between(1, 30)}&page=${random.between(1, 5)}`),
  getOne(`${v2}/lookups`, 'lookup'),
  get(`${v2}/locations`, ({ random }) => `per=${random.between(1, 30)}&hierarchy=true&order_by=name&order=desc`),
  getOne(`${v2}/locations`, 'location'),
  get(`${v2}/agencies`, () => 'managed=true&disabled[]=false'),
  getOne(`${v2}/agencies`, 'agency'),
  get(`${v2}/roles`, () => 'page=1&per=5'),
  getOne(`${v2}/roles`, 'role'),
  get(`${v2}/user_groups`, () => 'managed=true'),
  getOne(`${v2}/user_groups`, 'user_group'),
  get(`${v2}/primero_modules`),
  getOne(`${v2}/primero_modules`, 'module'),
  get(`${v2}/alerts`),
  get('/health'),
  {
    route: 'GET /health/{part}',
    make: ({ random }) => ({ method: 'GET', path: `/health/${random.pick(['server', 'database', 'api'])}` }),
  },
]

const accounts: Entry[] = [
  {
    route: `POST ${v2}/tokens`,
    make: ({ world, person }) => ({
      method: 'POST',
      path: `${v2}/tokens`,
      body: { user: { user_name: person.userName, password: world.password } },
    }),
  },
  { route: `DELETE ${v2}/tokens`, make: () => ({ method: 'DELETE', path: `${v2}/tokens` }) },
  get(`${v2}/users`, ({ random }) =>
    random.pick(['per=5&page=2', 'query=primero&order_by=full_name&order=asc', 'extended=true&disabled[0]=false']),
  ),
  {
    route: `GET ${v2}/users/{id}`,
    make: ({ world, person, random }) => ({
      method: 'GET',
      path: `${v2}/users/${random.chance(0.5) ? person.id : random.pick(world.people).id}?extended=true&activity_stats=true`,
    }),
  },
  {
    route: `GET ${v2}/users/access`,
    make: (asking) => {
      const record = someRecord(asking, asking.random.pick(['case', 'incident']))
      return record && { method: 'GET', path: `${v2}/users/access?record_type=${record.type}&record_id=${record.id}` }
    },
  },
  get(`${v2}/users/assign-to`, () => 'record_type=case'),
  get(`${v2}/users/transfer-to`, () => 'record_type=case&record_module_id=primeromodule-cp'),
  get(
    `${v2}/users/refer-to`,
    () => 'record_type=case&record_module_id=primeromodule-cp&service=health_medical_service',
  ),
  get(`${v2}/users/identified`),
  {
    route: `POST ${v2}/users/password-reset-request`,
    make: () => ({
      method: 'POST',
      path: `${v2}/users/password-reset-request`,
      body: { user: { email: 'nobody@example.org' } },
    }),
  },
  {
    route: `POST ${v2}/users/{id}/password-reset-request`,
    make: ({ world, random }) => ({
      method: 'POST',
      path: `${v2}/users/${random.pick(world.people).id}/password-reset-request`,
      body: { user: { password_reset: true } },
    }),
    // No mail leaves this house.
    answers: 422,
  },
  {
    route: `POST ${v2}/users/password-reset`,
    make: () => ({
      method: 'POST',
      path: `${v2}/users/password-reset`,
      body: {
        user: {
          password: 'a-new-pass-phrase-1',
          password_confirmation: 'a-new-pass-phrase-1',
          reset_password_token: 'abcdef',
        },
      },
    }),
    answers: 422,
  },
  {
    route: `POST ${v2}/users/self-register`,
    make: () => ({ method: 'POST', path: `${v2}/users/self-register`, body: { data: { user_name: 'somebody' } } }),
    answers: 403,
  },
]

const own: Entry[] = [
  {
    route: 'PUT /api/ext/me/locale',
    make: ({ random }) => ({
      method: 'PUT',
      path: '/api/ext/me/locale',
      body: { locale: random.pick([...languageCodes]) },
    }),
  },
]

const savedSearches: Entry[] = [
  get(`${v2}/saved_searches`, () => 'per=10'),
  {
    route: `POST ${v2}/saved_searches`,
    make: ({ person, random }) => ({
      method: 'POST',
      path: `${v2}/saved_searches`,
      body: {
        data: {
          name: `Search ${random.below(100)}`,
          record_type: 'case',
          module_ids: person.role.modules,
          filters: [
            { name: 'status', value: ['open'] },
            { name: 'age', value: ['0..5', '6..11'] },
          ],
        },
      },
    }),
  },
  {
    route: `DELETE ${v2}/saved_searches/{id}`,
    make: ({ world, person, random }) => {
      const own = world.savedSearches.filter((search) => search.accountId === person.id)
      const list = own.length > 0 && random.chance(0.6) ? own : world.savedSearches
      return list.length === 0 ? undefined : { method: 'DELETE', path: `${v2}/saved_searches/${random.pick(list).id}` }
    },
  },
]

/** Addresses that the OpenAPI document does not list. */
const beside: Entry[] = [
  get('/openapi.json'),
  get('/manifest.json'),
  { ...get('/v2/cases/some'), answers: 302 },
  {
    route: 'POST /rails/active_storage/direct_uploads',
    make: () => ({ method: 'POST', path: '/rails/active_storage/direct_uploads', body: { blob: {} } }),
    answers: 403,
  },
]

/** They answer without end: tests of their own listen to them. */
export const streams: ReadonlySet<string> = new Set(['GET /api/sync/events'])

export const corpus: Entry[] = [
  ...configuration,
  ...accounts,
  ...own,
  ...savedSearches,
  ...Object.entries(collections).flatMap(([collection, type]) => recordRequests(collection, type)),
  ...Object.entries(collections).flatMap(([collection, type]) => besideRequests(collection, type)),
  flagList,
  ...attachmentRequests(),
  ...syncRequests(),
  ...safetyRequests,
  ...officeRequests,
  ...beside,
]
