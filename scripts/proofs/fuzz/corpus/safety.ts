// Valid requests about one's own way in, one's devices, notices, and about who sees a record and whom it is about.
import type { RecordType } from '@primero/domain/configuration/bundle.ts'
import { type Asking, type Entry, type Shot, someRecord } from '../ask.ts'
import { someFile } from './files.ts'

const ext = '/api/ext'
const sync = '/api/sync'

type Made = { path?: string | undefined; body?: unknown }
const ask = (route: string, make?: (asking: Asking) => Made | undefined, answers?: number): Entry => {
  const [method = '', address = ''] = route.split(' ')
  return {
    route,
    make: (asking): Shot | undefined => {
      const made = make === undefined ? {} : make(asking)
      return made && { method, path: made.path ?? address, ...('body' in made ? { body: made.body } : {}) }
    },
    ...(answers === undefined ? {} : { answers }),
  }
}

/** One device of a person, the same whenever it comes. */
const deviceOf = ({ person }: Asking): string => `00000000-0000-4000-8000-${String(person.id).padStart(12, '0')}`

const door: Entry[] = [
  ask(`GET ${ext}/door`),
  ask(
    `POST ${ext}/sign-in/renew`,
    () => ({ body: { user_name: 'nobody', password: 'no code', new_password: 'long enough to be kept' } }),
    401,
  ),
  ask(`GET ${ext}/sign-in/factor`, undefined, 401),
  ask(`POST ${ext}/sign-in/factor`, () => ({ body: { shown: { code: '000000' } } }), 401),
  ask(`POST ${ext}/sign-in/factor/passkey`, undefined, 401),
  ask(`POST ${ext}/sign-in/enrolment`, () => ({ body: { kind: 'totp', name: 'Phone' } }), 401),
  ask(
    `POST ${ext}/sign-in/enrolment/{id}`,
    ({ random }) => ({ path: `${ext}/sign-in/enrolment/${random.uuid()}`, body: { proof: { code: '000000' } } }),
    401,
  ),
  ask(`POST ${ext}/sign-in/providers/{provider}`, () => ({ path: `${ext}/sign-in/providers/none` }), 404),
  ask(
    `GET ${ext}/sign-in/providers/{provider}/callback`,
    () => ({ path: `${ext}/sign-in/providers/none/callback?code=a&state=b` }),
    404,
  ),
]

const own: Entry[] = [
  ask(`GET ${ext}/proof`),
  ask(`POST ${ext}/proof`, ({ world }) => ({ body: { password: world.password } })),
  ask(`POST ${ext}/proof/passkey`),
  ask(`GET ${ext}/me/security`),
  ask(`POST ${ext}/me/factors`, () => ({ body: { kind: 'totp', name: 'Phone' } })),
  ask(
    `POST ${ext}/me/factors/{id}/confirm`,
    ({ random }) => ({ path: `${ext}/me/factors/${random.uuid()}/confirm`, body: { proof: { code: '000000' } } }),
    404,
  ),
  ask(`DELETE ${ext}/me/factors/{id}`, ({ random }) => ({ path: `${ext}/me/factors/${random.uuid()}` }), 404),
  ask(`POST ${ext}/me/recovery-codes`, undefined, 422),
  ask(
    `DELETE ${ext}/me/trusted-devices/{id}`,
    ({ random }) => ({ path: `${ext}/me/trusted-devices/${random.uuid()}` }),
    404,
  ),
  ask(`GET ${ext}/me/sessions`),
  ask(`DELETE ${ext}/me/sessions/{id}`, ({ random }) => ({ path: `${ext}/me/sessions/${random.uuid()}` }), 404),
  ask(`GET ${ext}/me/notices`),
  ask(`POST ${ext}/me/notices/{id}/seen`, () => ({ path: `${ext}/me/notices/999999999/seen`, body: {} }), 404),
]

const devices: Entry[] = [
  ask(`POST ${sync}/devices`, (asking) => ({ body: { device: deviceOf(asking), kind: 'phone' } })),
  ask(`POST ${sync}/lease`, (asking) => ({ body: { device: deviceOf(asking) } })),
  ask(`POST ${sync}/pull`, (asking) => ({ body: { device: deviceOf(asking), cursor: null, pins: [], limit: 20 } })),
  ask(
    `POST ${sync}/escrow`,
    ({ random }) => ({
      body: { device: random.uuid(), token: 'x', entries: [{ id: random.uuid(), sealed: 'QUJD' }] },
    }),
    404,
  ),
  ask(`GET ${ext}/devices`),
  ask(`GET ${ext}/devices/{id}/records`, (asking) => ({ path: `${ext}/devices/${deviceOf(asking)}/records` })),
  ask(`DELETE ${ext}/devices/{id}`, ({ random }) => ({ path: `${ext}/devices/${random.uuid()}` }), 404),
  ask(`POST ${ext}/devices/{id}/wiped`, ({ random }) => ({ path: `${ext}/devices/${random.uuid()}/wiped` }), 404),
  ask(`POST ${sync}/conflicts`, () => ({ body: { page: 1 } })),
]

const onCase =
  (what: string, body?: unknown) =>
  (asking: Asking): Made | undefined => {
    const record = someRecord(asking, 'case')
    return record && { path: `${ext}/records/case/${record.id}/${what}`, ...(body === undefined ? {} : { body }) }
  }

const pdf = (collection: string, type: RecordType, answers?: number): Entry =>
  ask(
    `GET /api/v2/${collection}/{id}/attachments/{aid}/pdf`,
    (asking) => {
      const one = someFile(asking, type)
      const id = one?.record.id ?? asking.random.uuid()
      return { path: `/api/v2/${collection}/${id}/attachments/${one?.file.id ?? 1}/pdf` }
    },
    answers,
  )

const records: Entry[] = [
  ask(`GET ${ext}/records/{type}/{id}/who`, onCase('who')),
  // No role that ships shows a hidden identity.
  ask(`POST ${ext}/records/{type}/{id}/reveal`, onCase('reveal', { reason: 'Somebody came to the door.' }), 403),
  ask(`GET ${ext}/records/{type}/{id}/reveal`, onCase('reveal'), 404),
  ask(`DELETE ${ext}/records/{type}/{id}/reveal`, onCase('reveal'), 404),
  pdf('cases', 'case'),
  pdf('incidents', 'incident', 404),
  pdf('tracing_requests', 'tracing_request'),
  ask(`GET ${sync}/attachments/{id}/preview`, (asking) => {
    const one = someFile(asking)
    return one && { path: `${sync}/attachments/${one.file.uuid}/preview` }
  }),
]

export const safetyRequests: Entry[] = [...door, ...own, ...devices, ...records]
