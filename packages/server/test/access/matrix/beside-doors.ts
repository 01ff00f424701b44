// Doors to what stands beside the answers of a record: flags, alerts, approvals.
import { decide } from '@primero/domain/access/decide.ts'
import { approvalTypes } from '@primero/domain/access/keys.ts'
import { holds } from '@primero/domain/access/role.ts'
import { type RecordType, recordTypes } from '@primero/domain/configuration/bundle.ts'
import type { IntentionName } from '@primero/domain/sync/intention.ts'
import { intend, uuid } from '../../sync/device.ts'
import type { Reply } from '../../house.ts'
import { collections, type Door, mayStep, noOne, type Scene } from './door.ts'

/** Whoever may do it to a flag of the record finds none of that number, and hears so. */
const isMissing = ({ status }: Reply): boolean => status === 404

const flagDoors = (type: RecordType): Door[] => {
  const path = `/api/v2/${collections[type]}/:id/flags`
  return [
    { request: `GET ${path}`, on: type, isAllowed: mayStep('read', 'flag') },
    {
      request: `POST ${path}`,
      on: type,
      isAllowed: mayStep('read', 'flag'),
      body: () => ({ data: { message: 'x' } }),
    },
    {
      request: `PATCH ${path}/:flag`,
      on: type,
      isAllowed: mayStep('read', 'flag'),
      url: ({ record }) => `/api/v2/${collections[type]}/${record.facts.id}/flags/999999999`,
      body: () => ({ data: { unflag_message: 'x' } }),
      isDone: isMissing,
    },
    {
      request: `POST /api/sync/push flag.add ${type}`,
      on: type,
      isAllowed: mayStep('read', 'flag'),
      body: ({ actor, record }) => ({
        intentions: [
          intend(actor.userName, 'flag.add', { type, id: record.facts.id, flag: uuid(), message: 'x' }, { basedOn: 1 }),
        ],
      }),
      isDone: isApplied,
    },
    { request: `GET /api/v2/${collections[type]}/:id/alerts`, on: type, isAllowed: mayStep('read') },
  ]
}

const isApplied = ({ status, body }: Reply): boolean =>
  status === 200 && ['applied', 'merged'].includes(body.outcomes[0].outcome)

/** Who may answer hears that somebody did since the version that he saw. */
const isAnswered = (reply: Reply): boolean =>
  isApplied(reply) || reply.body.outcomes?.[0].problem?.code === 'changed-elsewhere'

const manyDoors: Door[] = (['case', 'incident', 'tracing_request'] as const).map((type) => ({
  request: `POST /api/v2/${collections[type]}/flags`,
  isAllowed: ({ config, actor }: Scene) => decide(config, actor, type, 'flag_multiple') === 'yes',
  body: () => ({ data: { message: 'x', filters: { id: [uuid()] } } }),
}))

const alertDoors: Door[] = (['case', 'incident'] as const).map((type) => ({
  request: `DELETE /api/v2/${collections[type]}/:id/alerts/:alert`,
  on: type,
  isAllowed: mayStep('read', 'remove_alert'),
  url: ({ record }: Scene) => `/api/v2/${collections[type]}/${record.facts.id}/alerts/${uuid()}`,
  isDone: isMissing,
}))

const mayAnswer = (approval: string) => (scene: Scene) =>
  mayStep('read', `approve_${approval}`)(scene) &&
  (scene.record.facts.ownedBy !== scene.actor.userName || mayStep('self_approve')(scene))

const approvalDoors: Door[] = approvalTypes.flatMap((approval): Door[] => {
  const request = `PATCH /api/v2/cases/:id/approvals/:approval ${approval}`
  const url = ({ record }: Scene) => `/api/v2/cases/${record.facts.id}/approvals/${approval}`
  return [
    {
      request: `${request} requested`,
      on: 'case',
      isAllowed: mayStep('read', `request_approval_${approval}`),
      url,
      body: () => ({ data: { approval_status: 'requested' } }),
    },
    {
      request: `${request} approved`,
      on: 'case',
      isAllowed: mayAnswer(approval),
      url,
      body: () => ({ data: { approval_status: 'approved' } }),
    },
    {
      request: `POST /api/sync/push approval.request ${approval}`,
      on: 'case',
      isAllowed: mayStep('read', `request_approval_${approval}`),
      body: ({ actor, record }) => ({
        intentions: [
          intend(actor.userName, 'approval.request', { type: 'case', id: record.facts.id, approval }, { basedOn: 1 }),
        ],
      }),
      isDone: isApplied,
    },
    {
      request: `POST /api/sync/push approval.answer ${approval}`,
      on: 'case',
      isAllowed: mayAnswer(approval),
      body: ({ actor, record }) => ({
        intentions: [
          intend(
            actor.userName,
            'approval.answer',
            { type: 'case', id: record.facts.id, approval, answer: 'rejected' },
            // Whoever answers has seen what the cells before asked for.
            { basedOn: 1_000_000 },
          ),
        ],
      }),
      isDone: isAnswered,
    },
  ]
})

const sinceDoor: Door = {
  request: 'POST /api/sync/since-approval',
  on: 'case',
  isAllowed: (scene) =>
    mayStep('read', 'request_approval_case_plan')(scene) || mayStep('read', 'approve_case_plan')(scene),
  body: ({ record }) => ({ id: record.facts.id, approval: 'case_plan' }),
}

const asideDoors: Door[] = [
  {
    request: 'POST /api/sync/push alert.dismiss',
    on: 'case',
    isAllowed: mayStep('read', 'remove_alert'),
    body: ({ actor, record }) => ({
      intentions: [
        intend(actor.userName, 'alert.dismiss', { type: 'case', id: record.facts.id, alert: uuid() }, { basedOn: 1 }),
      ],
    }),
    isDone: isApplied,
  },
  {
    request: 'POST /api/sync/push record.print',
    on: 'case',
    isAllowed: mayStep('read'),
    body: ({ actor, record }) => ({
      intentions: [
        intend(actor.userName, 'record.print', { type: 'case', id: record.facts.id, identity: false }, { basedOn: 1 }),
      ],
    }),
    isDone: isApplied,
  },
]

const byLinking = mayStep('read', 'update_case_relationships')

/** Whoever may link his case hears that the other one is not there. */
const lacksOther = ({ status, body }: Reply): boolean =>
  status === 422 || (status === 200 && body.outcomes?.[0].problem?.code === 'rule-broken')
/** Whoever may change its links hears that it has none of that id. */
const lacksLink = ({ status, body }: Reply): boolean =>
  status === 404 || (status === 200 && body.outcomes?.[0].problem?.params.what === 'case_relationship')

const linkPath = '/api/v2/cases/:id/case_relationships'
const ofNone = ({ record }: Scene) => `/api/v2/cases/${record.facts.id}/case_relationships/${uuid()}`
const linkSaid = (name: IntentionName, args: () => object) => ({
  request: `POST /api/sync/push ${name}`,
  body: ({ actor, record }: Scene) => ({
    intentions: [intend(actor.userName, name, { type: 'case', id: record.facts.id, ...args() }, { basedOn: 1 })],
  }),
})

const linkDoors: Door[] = [
  { request: `GET ${linkPath}`, on: 'case', isAllowed: mayStep('read', 'view_case_relationships') },
  {
    request: `POST ${linkPath}`,
    on: 'case',
    isAllowed: byLinking,
    body: () => ({ data: { case_id: uuid(), relationship_type: 'farmer_on' } }),
    isDone: lacksOther,
  },
  ...['PATCH', 'PUT', 'DELETE'].map(
    (method): Door => ({
      request: `${method} ${linkPath}/:rid`,
      on: 'case',
      isAllowed: byLinking,
      url: ofNone,
      ...(method === 'DELETE' ? {} : { body: () => ({ data: { primary: true } }) }),
      isDone: lacksLink,
    }),
  ),
  {
    ...linkSaid('relationship.add', () => ({ relationship: uuid(), other: uuid(), as: 'sibling_of' })),
    on: 'case',
    isAllowed: byLinking,
    isDone: lacksOther,
  },
  {
    ...linkSaid('relationship.mark', () => ({ relationship: uuid(), primary: true })),
    on: 'case',
    isAllowed: byLinking,
    isDone: lacksLink,
  },
  {
    ...linkSaid('relationship.remove', () => ({ relationship: uuid(), why: 'x' })),
    on: 'case',
    isAllowed: byLinking,
    isDone: lacksLink,
  },
]

/** Of these nothing is approved, whoever asks. */
const unapproved: Door[] = (['incident', 'tracing_request'] as const).map((type) => ({
  request: `PATCH /api/v2/${collections[type]}/:id/approvals/:approval`,
  on: type,
  isAllowed: noOne,
  url: ({ record }: Scene) => `/api/v2/${collections[type]}/${record.facts.id}/approvals/closure`,
  body: () => ({ data: { approval_status: 'requested' } }),
}))

export const besideDoors: Door[] = [
  ...recordTypes.flatMap(flagDoors),
  ...manyDoors,
  ...alertDoors,
  ...approvalDoors,
  sinceDoor,
  ...asideDoors,
  ...linkDoors,
  ...unapproved,
  {
    request: 'GET /api/v2/flags',
    isAllowed: ({ actor }) => holds(actor.role, 'dashboard', 'dash_flags'),
  },
]
