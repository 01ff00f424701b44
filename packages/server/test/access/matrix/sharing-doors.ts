// Doors by which records are shared: v2's assignments, referrals, transfers and requests.
import type { RecordType } from '@primero/domain/configuration/bundle.ts'
import { mayKeepProvider, mayReadDirectory } from '@primero/domain/workflow/directory.ts'
import { makingRights, mayMake } from '@primero/domain/workflow/making.ts'
import { type TransitionType, transitionTypes } from '@primero/domain/workflow/transition.ts'
import { uuid } from '../../sync/device.ts'
import { collections, type Door, holdsRight, mayStep, noOne } from './door.ts'

const paths: Record<TransitionType, string> = {
  Assign: 'assigns',
  Transfer: 'transfers',
  TransferRequest: 'transfer_requests',
  Referral: 'referrals',
}

const kindsOf: Partial<Record<RecordType, readonly TransitionType[]>> = {
  case: transitionTypes,
  incident: ['Assign'],
  family: ['Assign'],
}

/** He is let in where he is told what is missing: consent, or somebody to receive it. */
const isHeard = ({ status }: { status: number }): boolean => status === 200 || status === 422

const ofOne = (type: RecordType, kind: TransitionType): Door[] => {
  const path = `/api/v2/${collections[type]}/:id/${paths[kind]}`
  return [
    { request: `GET ${path}`, on: type, isAllowed: mayStep('read') },
    {
      request: `POST ${path}`,
      on: type,
      isAllowed: ({ actor, record }) => mayMake(actor, record.facts, kind) === 'yes',
      body: () => ({ data: { transitioned_to: 'nobody-by-that-name' } }),
      isDone: isHeard,
    },
  ]
}

const manyAssigned = (type: RecordType): Door => ({
  request: `POST /api/v2/${collections[type]}/assigns`,
  isAllowed: holdsRight(type, ...makingRights({ type }, 'Assign', false)),
  body: () => ({ data: { transitioned_to: 'gina', filters: { id: [uuid()] } } }),
})

/** What nobody sent, nobody answers: each is told so. Who answers which is played in the stories of sharing. */
const unknown = (method: string, kind: TransitionType): Door => ({
  request: `${method} /api/v2/cases/:id/${paths[kind]}/:transition`,
  on: 'case',
  isAllowed: noOne,
  url: ({ record }) => `/api/v2/cases/${record.facts.id}/${paths[kind]}/${uuid()}`,
  body: () => (method === 'DELETE' ? undefined : { data: { status: 'accepted' } }),
})

const clinic = () => ({
  name: 'A clinic',
  services: ['health_medical_service'],
  places: [],
  languages: [],
  staff: null,
  hours: [],
  phone: '',
  email: '',
  address: '',
  note: '',
  closedOn: [],
  capacity: null,
  from: null,
  until: null,
  agency: null,
  groups: [],
  users: [],
  retired: false,
})

const directoryDoors: Door[] = [
  { request: 'GET /api/ext/directory', isAllowed: ({ actor }) => mayReadDirectory(actor) },
  { request: 'GET /api/ext/directory/kept', isAllowed: holdsRight('agency', 'write') },
  {
    request: 'POST /api/ext/directory',
    isAllowed: ({ actor }) => mayKeepProvider(actor.role, { agency: null }),
    body: () => ({ id: uuid(), ...clinic() }),
  },
  {
    request: 'PUT /api/ext/directory/:id',
    isAllowed: noOne,
    url: () => `/api/ext/directory/${uuid()}`,
    body: () => ({ basedOn: 1, ...clinic() }),
  },
]

/** Of a referral that nobody sent: each is told so. Who keeps which link is played in the tests of links. */
const linkDoors: Door[] = [
  { request: 'GET /api/ext/links', isAllowed: noOne, url: () => `/api/ext/links?transition=${uuid()}` },
  {
    request: 'POST /api/ext/links',
    isAllowed: noOne,
    body: () => ({ id: uuid(), transition: uuid(), days: 7, fields: [], contact: '' }),
  },
  { request: 'POST /api/ext/links/:id/code', isAllowed: noOne, url: () => `/api/ext/links/${uuid()}/code` },
  { request: 'DELETE /api/ext/links/:id', isAllowed: noOne, url: () => `/api/ext/links/${uuid()}` },
]

const previewOf = (kind: 'Referral' | 'Transfer'): Door => ({
  request: `POST /api/ext/shares/preview ${kind}`,
  on: 'case',
  isAllowed: ({ actor, record }) => mayMake(actor, record.facts, kind) === 'yes',
  body: ({ record }) => ({ case: record.facts.id, kind, to: 'nobody-by-that-name' }),
  // Who may ask is told that this is nobody.
  isDone: ({ status, body }) => status === 422 && body.params.attribute === 'transitioned_to',
})

/** Of a package that nobody sent: each is told so. Who sees and answers which is played in the tests of packages. */
const packageDoors: Door[] = [
  { request: 'GET /api/ext/packages', isAllowed: () => true },
  previewOf('Referral'),
  previewOf('Transfer'),
  // Of a request that nobody made: each is told so. Who grants which is played in the tests of previews.
  {
    request: 'POST /api/ext/shares/preview request',
    on: 'case',
    isAllowed: noOne,
    body: ({ record }) => ({ case: record.facts.id, request: uuid() }),
  },
  {
    request: 'GET /api/ext/packages/of-case',
    on: 'case',
    isAllowed: mayStep('read'),
    url: ({ record }) => `/api/ext/packages/of-case?case=${record.facts.id}`,
  },
  {
    request: 'GET /api/ext/packages/offer',
    on: 'case',
    isAllowed: ({ actor, record }) => mayMake(actor, record.facts, 'Referral', true) === 'yes',
    url: ({ record }) => `/api/ext/packages/offer?case=${record.facts.id}&to=nobody-by-that-name`,
  },
  { request: 'GET /api/ext/packages/:id', isAllowed: noOne, url: () => `/api/ext/packages/${uuid()}` },
  {
    request: 'POST /api/ext/packages/:id/answer',
    isAllowed: noOne,
    url: () => `/api/ext/packages/${uuid()}/answer`,
    body: () => ({ answer: 'accept' }),
  },
  {
    request: 'POST /api/ext/packages/:id/case',
    isAllowed: noOne,
    url: () => `/api/ext/packages/${uuid()}/case`,
    body: () => ({ id: uuid() }),
  },
  {
    request: 'POST /api/ext/packages/:id/release',
    isAllowed: noOne,
    url: () => `/api/ext/packages/${uuid()}/release`,
    body: () => ({ release: true }),
  },
  { request: 'DELETE /api/ext/packages/:id', isAllowed: noOne, url: () => `/api/ext/packages/${uuid()}` },
]

export const sharingDoors: Door[] = [
  ...packageDoors,
  ...directoryDoors,
  ...linkDoors,
  ...(Object.keys(kindsOf) as RecordType[]).flatMap((type) => [
    ...(kindsOf[type] ?? []).flatMap((kind) => ofOne(type, kind)),
    manyAssigned(type),
  ]),
  ...(['case', 'incident'] as const).map(
    (type): Door => ({
      request: `GET /api/v2/${collections[type]}/:id/transitions`,
      on: type,
      isAllowed: mayStep('read'),
    }),
  ),
  ...(['Referral', 'Transfer'] as const).map(
    (kind): Door => ({
      request: `POST /api/v2/cases/${paths[kind]}`,
      isAllowed: holdsRight('case', ...makingRights({ type: 'case' }, kind, false)),
      body: () => ({ data: { ids: [], transitioned_to: 'gina' } }),
    }),
  ),
  unknown('PATCH', 'Referral'),
  unknown('PATCH', 'Transfer'),
  unknown('PATCH', 'TransferRequest'),
  unknown('DELETE', 'Referral'),
]
