// Doors to records: v2's collections, what hangs on them, and the sync doors of our own app.
import { contextOf, decide, mayCreateIn } from '@primero/domain/access/decide.ts'
import { writable } from '@primero/domain/access/fields.ts'
import { mayOpenFile, mayWriteFile } from '@primero/domain/access/files.ts'
import { keptTypes } from '@primero/domain/access/offline.ts'
import { may } from '@primero/domain/access/role.ts'
import { type RecordType, recordTypes } from '@primero/domain/configuration/bundle.ts'
import { leads } from '@primero/domain/workflow/review.ts'
import { png } from '../../attachments/pictures.ts'
import { intend, uuid } from '../../sync/device.ts'
import type { Reply } from '../../house.ts'
import { collections, type Door, everybody, mayStep, type Scene } from './door.ts'
import { cp } from './stage.ts'

const ownModule = ({ actor }: Scene): string => actor.role.modules[0] ?? cp
const mayRead = mayStep('read')

/** Every page of a list, as ids; undefined where the list is refused. */
async function pages(read: (page: number) => Promise<{ reply: Reply; ids: string[] }>, per: number) {
  const all: string[] = []
  for (let page = 1; ; page += 1) {
    const { reply, ids } = await read(page)
    if (reply.status !== 200) return undefined
    all.push(...ids)
    if (ids.length < per) return all
  }
}
const idsOf = (rows: unknown): string[] => (rows as { id: string }[]).map(({ id }) => id)

/** A case of his own module, for incidents that somebody may only begin from one. */
const ownCase = ({ stage, actor }: Scene): string =>
  stage.record({ person: actor.userName, relation: 'own', type: 'case', slot: 'kept' }).facts.id

function creation(type: RecordType): Door {
  return {
    request: `POST /api/v2/${collections[type]}`,
    isAllowed: (scene) => mayCreateIn(scene.config, scene.actor, type, ownModule(scene)) === 'yes',
    body: (scene) => ({
      data: {
        module_id: ownModule(scene),
        ...(type === 'incident' && !may(scene.actor.role, 'incident', 'create')
          ? { incident_case_id: ownCase(scene) }
          : {}),
      },
    }),
  }
}

const collectionDoors = (type: RecordType): Door[] => {
  const path = `/api/v2/${collections[type]}`
  const one = `${path}/:id`
  return [
    {
      request: `GET ${path}`,
      on: type,
      isAllowed: mayRead,
      // Without the filter disabled ones are listed as well.
      lists: ({ stage, actor }) =>
        pages(async (page) => {
          const reply = await stage.call(actor.userName, 'GET', `${path}?fields=id&per=1000&page=${page}`)
          return { reply, ids: idsOf(reply.body?.data ?? []) }
        }, 1000),
    },
    creation(type),
    { request: `GET ${one}`, on: type, isAllowed: mayRead },
    { request: `PATCH ${one}`, on: type, isAllowed: mayStep('read', 'write'), body: () => ({ data: { age: 10 } }) },
    { request: `PUT ${one}`, on: type, isAllowed: mayStep('read', 'write'), body: () => ({ data: { age: 11 } }) },
    { request: `DELETE ${one}`, on: type, isSpent: true, isAllowed: mayStep('read', 'enable_disable_record') },
    { request: `GET ${one}/record_history`, on: type, isAllowed: mayStep('read', 'change_log') },
    { request: `GET ${one}/access_log`, on: type, isAllowed: mayStep('read', 'access_log') },
    {
      request: `GET /api/ext/records/:type/:id/who ${type}`,
      on: type,
      isAllowed: mayStep('read', 'access_log'),
    },
    {
      request: `GET /api/v2/users/access ${type}`,
      on: type,
      isAllowed: mayStep('read', 'access_log'),
      url: ({ record }) => `/api/v2/users/access?record_type=${type}&record_id=${record.facts.id}`,
    },
  ]
}

/** Steps on a case by an action that its role grants, without the right to write. */
const step = (action: string, data: object): Door => ({
  request: `PATCH /api/v2/cases/:id record_action=${action}`,
  on: 'case',
  isSpent: true,
  isAllowed: mayStep('read', action),
  body: () => ({ data, record_action: action }),
})

const caseDoors: Door[] = [
  step('close', { status: 'closed' }),
  step('enable_disable_record', { record_state: true }),
  step('add_note', { notes_section: [{ note_text: 'x' }] }),
  step('services_section_from_case', { services_section: [{ note_on_referral_from_provider: 'x' }] }),
  {
    request: 'GET /api/v2/cases/identified',
    isAllowed: ({ actor }) => may(actor.role, 'case', 'read'),
    // Nobody is who a case is about: 404 says so to who may ask.
    isDone: ({ status }) => status === 404 || status === 200,
  },
  {
    request: 'GET /api/v2/cases/:id/incidents',
    on: 'case',
    isAllowed: (scene) => mayRead(scene) && may(scene.actor.role, 'incident', 'read'),
  },
  { request: 'GET /api/v2/cases/:id/incidents/new', on: 'case', isAllowed: mayRead },
  {
    request: 'POST /api/v2/cases/:id/incidents',
    on: 'case',
    isAllowed: (scene) => mayRead(scene) && may(scene.actor.role, 'incident', 'link_incident_to_case'),
    body: () => ({ data: { incident_ids: [] } }),
  },
  { request: 'GET /api/v2/cases/:id/traces', on: 'case', isAllowed: mayRead },
]

const attachmentDoors = (type: RecordType): Door[] => {
  const path = `/api/v2/${collections[type]}/:id/attachments`
  const at = ({ record }: Scene): string =>
    `/api/v2/${collections[type]}/${record.facts.id}/attachments/${record.file?.id ?? 1}`
  const opens = ({ config, actor, record }: Scene): boolean =>
    record.file !== undefined && mayOpenFile(config, actor, record.facts, record.file)
  const changes = (scene: Scene): boolean =>
    scene.record.file !== undefined &&
    mayWriteFile(scene.config, scene.actor, scene.record.facts, scene.record.file.field)
  const described: Door[] = (['PATCH', 'PUT'] as const).map((method) => ({
    request: `${method} ${path}/:aid`,
    on: type,
    isAllowed: (scene) => opens(scene) && changes(scene),
    url: at,
    body: () => ({ data: { description: 'x' } }),
  }))
  return [
    {
      request: `POST ${path}`,
      on: type,
      isAllowed: changes,
      body: ({ record }) => ({
        data: {
          field_name: record.file?.field ?? 'photos',
          attachment_type: record.file?.kind ?? 'image',
          file_name: 'a.png',
          attachment: png().toString('base64'),
        },
      }),
    },
    { request: `GET ${path}/:aid`, on: type, isAllowed: opens, url: at },
    { request: `GET ${path}/:aid/pdf`, on: type, isAllowed: opens, url: (scene) => `${at(scene)}/pdf` },
    ...(type === 'case' ? described : []),
    { request: `DELETE ${path}/:aid`, on: type, isSpent: true, isAllowed: changes, url: at },
  ]
}

/** Some question that this person may answer here; where there is none, one that nobody asks. */
function someField({ config, actor, record, type }: Scene): string | undefined {
  const names = writable(config, actor, contextOf(record.facts))
  return [...names.keys()].find((name) => config.fieldOf(type, name)?.type === 'text_field')
}

const isTaken = ({ status, body }: Reply): boolean =>
  status === 200 && ['applied', 'merged', 'conflict'].includes(body.outcomes[0].outcome)

/** The version is a guess: whoever hears that it is another may look. */
const lookDoor: Door = {
  request: 'POST /api/ext/looks',
  on: 'case',
  isAllowed: (scene) => leads(scene.actor) && mayRead(scene),
  body: ({ record }) => ({ id: record.facts.id, version: 1 }),
  isDone: ({ status }) => status === 200 || status === 409,
}

const syncDoors = (type: RecordType): Door[] => [
  {
    request: `POST /api/sync/search ${type}`,
    on: type,
    isAllowed: mayRead,
    lists: ({ stage, actor }) =>
      pages(async (page) => {
        const asked = { type, filters: [], page, per: 200 }
        const reply = await stage.call(actor.userName, 'POST', '/api/sync/search', asked)
        return { reply, ids: idsOf(reply.body?.rows ?? []) }
      }, 200),
  },
  {
    request: type === 'case' ? 'POST /api/sync/records' : `POST /api/sync/records ${type}`,
    on: type,
    isAllowed: mayRead,
    body: ({ record }) => ({ type, ids: [record.facts.id] }),
    isDone: ({ body }) => body?.records?.length === 1,
  },
  ...(type === 'case' ? [lookDoor] : []),
  {
    request: `POST /api/sync/history ${type}`,
    on: type,
    isAllowed: mayStep('read', 'change_log'),
    body: ({ record }) => ({ type, id: record.facts.id, page: 1 }),
  },
  {
    request: `POST /api/sync/conflicts ${type}`,
    on: type,
    isAllowed: mayRead,
    body: ({ record }) => ({ of: { type, id: record.facts.id }, page: 1 }),
  },
  {
    request: `POST /api/sync/push record.edit ${type}`,
    on: type,
    isAllowed: (scene) => mayStep('read', 'write')(scene) && someField(scene) !== undefined,
    body: (scene) => {
      const changes = [{ path: [someField(scene) ?? 'nobody_asks'], to: 'x' }]
      const args = { type, id: scene.record.facts.id, changes }
      return { intentions: [intend(scene.actor.userName, 'record.edit', args, { basedOn: 1 })] }
    },
    isDone: isTaken,
  },
  {
    request: `POST /api/sync/push record.disable ${type}`,
    on: type,
    isSpent: true,
    isAllowed: mayStep('read', 'enable_disable_record'),
    body: ({ actor, record }) => ({
      intentions: [intend(actor.userName, 'record.disable', { type, id: record.facts.id }, { basedOn: 1 })],
    }),
    isDone: isTaken,
  },
  {
    request: `POST /api/sync/push record.create ${type}`,
    isAllowed: (scene) => mayCreateIn(scene.config, scene.actor, type, ownModule(scene)) === 'yes',
    body: (scene) => {
      const from =
        type === 'incident' && !may(scene.actor.role, type, 'create') ? { incident_case_id: ownCase(scene) } : {}
      const args = { type, id: uuid(), module: ownModule(scene), data: from }
      return { intentions: [intend(scene.actor.userName, 'record.create', args)] }
    },
    isDone: isTaken,
  },
  {
    request: `GET /api/sync/attachments/:id ${type}`,
    on: type,
    isAllowed: ({ config, actor, record }) =>
      record.file !== undefined && mayOpenFile(config, actor, record.facts, record.file),
    url: ({ record }) => `/api/sync/attachments/${record.file?.uuid ?? uuid()}`,
  },
  {
    request: `GET /api/sync/attachments/:id/preview ${type}`,
    on: type,
    isAllowed: ({ config, actor, record }) =>
      record.file !== undefined && mayOpenFile(config, actor, record.facts, record.file),
    url: ({ record }) => `/api/sync/attachments/${record.file?.uuid ?? uuid()}/preview`,
  },
]

const devices = new Map<string, string>()
/** A device of this person, made up once: the first call introduces it. */
export const deviceOf = (userName: string): string => {
  const id = devices.get(userName) ?? uuid()
  devices.set(userName, id)
  return id
}

/** The same, known to the server. */
export async function enrolled({ stage, actor: { userName } }: Scene): Promise<string> {
  const device = deviceOf(userName)
  if (!known.has(userName)) await stage.call(userName, 'POST', '/api/sync/devices', { device, kind: 'phone' })
  known.add(userName)
  return device
}
const known = new Set<string>()

type Pulling = { device: string; pins: { type: RecordType; id: string }[]; limit: number }
const isIn = (body: Reply['body'], { record }: Scene): boolean =>
  (body?.records ?? []).some(({ id }: { id: string }) => id === record.facts.id)

/** The cursor that leads to the page with the record; null where it is on none. The same cursor brings the same page. */
async function cursorTo(scene: Scene, asks: Pulling): Promise<string | null> {
  for (let cursor: string | null = null; ; ) {
    const body = { ...asks, cursor }
    const reply: Reply = await scene.stage.call(scene.actor.userName, 'POST', '/api/sync/pull', body)
    if (isIn(reply.body, scene)) return cursor
    if (reply.status !== 200 || !reply.body.more) return null
    cursor = reply.body.cursor
  }
}

/** What goes to a device: of the types that the role keeps, what is in reach. */
const pull = (type: RecordType): Door => ({
  request: `POST /api/sync/pull ${type}`,
  on: type,
  isAllowed: ({ config, actor, record, relation }) =>
    // What is out of force is erased from devices.
    relation !== 'disabled' &&
    keptTypes(actor.role).includes(type) &&
    decide(config, actor, type, 'read', record.facts) === 'yes',
  body: async (scene: Scene) => {
    const asks = { device: await enrolled(scene), pins: [{ type, id: scene.record.facts.id }], limit: 100 }
    return { ...asks, cursor: await cursorTo(scene, asks) }
  },
  isDone: ({ body }, scene) => isIn(body, scene),
})

export const recordDoors: Door[] = [
  ...recordTypes.flatMap((type) => [...collectionDoors(type), ...syncDoors(type), pull(type)]),
  ...caseDoors,
  ...(['case', 'incident', 'tracing_request'] as const).flatMap(attachmentDoors),
  { request: 'GET /api/sync/config', isAllowed: everybody },
]
