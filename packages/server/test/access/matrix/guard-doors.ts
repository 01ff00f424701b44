// Doors of what guards an account – second factors, proofs – of agreements, and of showing a hidden identity.
import { mayChangeRole } from '@primero/domain/access/changing.ts'
import { mayOpen } from '@primero/domain/access/giving.ts'
import { maySeeAccount, mayChangeAccount } from '@primero/domain/access/people-reach.ts'
import { mayReveal } from '@primero/domain/access/reveal.ts'
import { agreementKinds, mayKeepAgreement } from '@primero/domain/accounts/agreements.ts'
import { type RecordType, recordTypes, type Role } from '@primero/domain/configuration/bundle.ts'
import { testPassword } from '../../house.ts'
import { uuid } from '../../sync/device.ts'
import { byRight, type Door, everybody, forAll, noOne, open, type Scene } from './door.ts'
import { type Cast, plain } from './stage.ts'

/** Machines have no page, and prove nothing. */
const isPerson = ({ actor }: Scene): boolean => !actor.serviceAccount

const signInDoors: Door[] = [
  ...forAll('GET /api/ext/door'),
  // Nobody here waits for a second factor.
  { request: 'GET /api/ext/sign-in/factor', isAllowed: noOne },
  { request: 'POST /api/ext/sign-in/factor/passkey', isAllowed: noOne },
  {
    request: 'POST /api/ext/sign-in/factor',
    isAllowed: noOne,
    body: () => ({ shown: { code: '123456' } }),
  },
  { request: 'POST /api/ext/sign-in/enrolment', isAllowed: noOne, body: () => ({ kind: 'totp' }) },
  {
    request: 'POST /api/ext/sign-in/enrolment/:id',
    isAllowed: noOne,
    url: () => `/api/ext/sign-in/enrolment/${uuid()}`,
    body: () => ({ proof: { code: '123456' } }),
  },
]

const factorDoors: Door[] = [
  { request: 'GET /api/ext/proof', isAllowed: isPerson },
  {
    request: 'POST /api/ext/proof/passkey',
    isAllowed: isPerson,
    // Nobody here has one, and is told so.
    isDone: ({ status }) => status === 200 || status === 422,
  },
  { request: 'POST /api/ext/proof', isAllowed: isPerson, body: () => ({ password: testPassword }) },
  { request: 'GET /api/ext/me/security', isAllowed: isPerson },
  {
    request: 'POST /api/ext/me/factors',
    isAllowed: isPerson,
    body: () => ({ kind: 'totp', name: 'phone' }),
  },
  {
    request: 'POST /api/ext/me/factors/:id/confirm',
    isAllowed: noOne,
    url: () => `/api/ext/me/factors/${uuid()}/confirm`,
    body: () => ({ proof: { code: '123456' } }),
  },
  { request: 'DELETE /api/ext/me/factors/:id', isAllowed: noOne, url: () => `/api/ext/me/factors/${uuid()}` },
  {
    request: 'POST /api/ext/me/recovery-codes',
    isAllowed: isPerson,
    // Who has no factor needs none, and is told so.
    isDone: ({ status }) => status < 300 || status === 422,
  },
  {
    request: 'DELETE /api/ext/me/trusted-devices/:id',
    isAllowed: noOne,
    url: () => `/api/ext/me/trusted-devices/${uuid()}`,
  },
]

const gina = ({ stage }: Scene) => {
  const { id, role, agency, groups } = (stage.cast.get('gina') as Cast).actor
  return { id, role: role.id, agency, groups }
}
const ofGina = ({ stage }: Scene): string => `/api/ext/users/${stage.idOf('gina')}/factors`

const adminDoors: Door[] = [
  {
    request: 'GET /api/ext/users/:id/factors',
    isAllowed: (scene) => maySeeAccount(scene.config, scene.actor, gina(scene)),
    url: ofGina,
  },
  {
    request: 'DELETE /api/ext/users/:id/factors',
    isAllowed: (scene) =>
      mayChangeAccount(scene.config, scene.actor, gina(scene)) &&
      mayOpen(scene.actor.role, { isOneself: false, holds: scene.config.roles.get('role-cp-case-worker') }),
    url: ofGina,
    // She has none, and who may take them is told so.
    isDone: ({ status }) => status === 204 || status === 422,
  },
  {
    request: 'DELETE /api/ext/users/:id/provider-person',
    isAllowed: (scene) =>
      mayChangeAccount(scene.config, scene.actor, gina(scene)) &&
      mayOpen(scene.actor.role, { isOneself: false, holds: scene.config.roles.get('role-cp-case-worker') }),
    url: ({ stage }) => `/api/ext/users/${stage.idOf('gina')}/provider-person`,
    // She comes by none, and who may bind her anew is told so.
    isDone: ({ status }) => status === 204 || status === 422,
  },
  {
    ...byRight('GET /api/ext/roles/:id/second-factor', 'role', 'read'),
    url: () => `/api/ext/roles/${plain.role}/second-factor`,
  },
  {
    request: 'PUT /api/ext/roles/:id/second-factor',
    isAllowed: ({ config, actor }) => {
      const before = config.roles.get(plain.role) as Role
      return ['yes', 'flagged'].includes(mayChangeRole(actor.role, { act: 'update', before, after: before }))
    },
    url: () => `/api/ext/roles/${plain.role}/second-factor`,
    body: () => ({ required: false }),
  },
]

const text = { title: 'How we work', text: 'With care.' }

const agreementDoors: Door[] = [
  {
    ...byRight('POST /api/v2/codes_of_conduct', 'code_of_conduct', 'manage'),
    body: () => ({ data: { title: text.title, content: text.text } }),
  },
  ...open(
    'GET /api/ext/agreements/mine',
    'GET /api/ext/me/notices',
    'GET /api/ext/me/notices/all',
    'GET /api/ext/me/notice-choices',
  ),
  { request: 'POST /api/ext/me/notices/seen', isAllowed: everybody, body: () => ({ upTo: 0 }) },
  {
    request: 'PUT /api/ext/me/notice-choices',
    isAllowed: everybody,
    body: () => ({
      ways: { send_mail: true, receive_webpush: false },
      off: { send_mail: [], receive_webpush: [] },
      times: { zone: 'UTC', quiet: null, digest: 'at_once', urgentWaits: false },
    }),
  },
  {
    request: 'POST /api/ext/me/push/end',
    isAllowed: everybody,
    body: () => ({ notification_url: 'https://push.example.org/x' }),
  },
  // This house sends none: nobody has a browser that is told. Its own tests are with the feature.
  { request: 'GET /api/v2/webpush/subscriptions', isAllowed: noOne },
  { request: 'POST /api/v2/webpush/subscriptions', isAllowed: noOne, body: () => ({ data: {} }) },
  { request: 'PATCH /api/v2/webpush/subscriptions/current', isAllowed: noOne, body: () => ({ data: {} }) },
  {
    request: 'POST /api/ext/agreements/:id/accept',
    isAllowed: noOne,
    url: () => '/api/ext/agreements/999999999/accept',
    body: () => ({ locale: 'en' }),
  },
  {
    request: 'GET /api/ext/agreements',
    isAllowed: ({ config, actor }) =>
      agreementKinds.some((kind) =>
        [null, ...config.agencies.keys()].some((agency) => mayKeepAgreement(actor.role, kind, agency)),
      ),
  },
  {
    request: 'POST /api/ext/agreements',
    isAllowed: ({ actor }) => mayKeepAgreement(actor.role, 'code_of_conduct', null),
    body: () => ({
      kind: 'code_of_conduct',
      agency: null,
      texts: { en: text },
      signatories: [],
      from: nextWeek,
      until: null,
    }),
  },
  {
    request: 'PATCH /api/ext/agreements/:id',
    isAllowed: noOne,
    url: () => '/api/ext/agreements/999999999',
    body: () => ({ until: null, signatories: [] }),
  },
  {
    request: 'POST /api/ext/me/notices/:id/seen',
    isAllowed: noOne,
    url: () => '/api/ext/me/notices/999999999/seen',
  },
]

const reason = 'To find her family again'

const revealDoors = (type: RecordType): Door[] => [
  {
    request: `POST /api/ext/records/:type/:id/reveal ${type}`,
    on: type,
    // Who sees it anyway hears that there is nothing to show.
    isAllowed: ({ actor, record }) => ['shown', 'needless'].includes(mayReveal(actor, record.facts, reason, true)),
    body: () => ({ reason }),
    isDone: ({ status }) => status === 200 || status === 422,
  },
  { request: `GET /api/ext/records/:type/:id/reveal ${type}`, on: type, isAllowed: noOne },
  { request: `DELETE /api/ext/records/:type/:id/reveal ${type}`, on: type, isAllowed: noOne },
]

/** Not today: the clock of a stage runs ahead, over midnight too. */
const nextWeek = new Date(Date.now() + 7 * 86_400_000).toISOString().slice(0, 10)

export const guardDoors: Door[] = [
  ...signInDoors,
  ...factorDoors,
  ...adminDoors,
  ...agreementDoors,
  ...recordTypes.flatMap(revealDoors),
]
