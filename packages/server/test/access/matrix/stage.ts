// Where the matrix is played: somebody of every shipped role in one team, colleagues near and far, and records that
// stand in every relation to each of them.
import type { Actor } from '@primero/domain/access/actor.ts'
import { seenBy } from '@primero/domain/access/scope.ts'
import {
  type Bundle,
  type Form,
  type RecordType,
  recordTypes,
  type Role,
} from '@primero/domain/configuration/bundle.ts'
import type { Uuid } from '@primero/domain/ids.ts'
import type { Moment } from '@primero/domain/time.ts'
import type { InjectOptions } from 'fastify'
import { actorOf, accountByName } from '../../../src/accounts/queries.ts'
import { kindFor } from '../../../src/attachments/kinds.ts'
import { insertAttachment } from '../../../src/attachments/queries.ts'
import { previewKey } from '../../../src/attachments/storage.ts'
import { jpeg } from '../../attachments/pictures.ts'
import { asHouse } from '../../../src/db/database.ts'
import { keyOf } from '../../../src/http/secrets.ts'
import { insertMany, type Seed } from '../../../src/records/insert-many.ts'
import { factsOf } from '../../../src/search/queries.ts'
import { openSession } from '../../../src/sessions/queries.ts'
import type { Addresses } from '../../database.setup.ts'
import { openTestHouse, type Person, type Reply, shippedBundles, type TestHouse } from '../../house.ts'
import type { Relation, StandingRecord } from './door.ts'

export const cp = 'primeromodule-cp'
export const gbv = 'primeromodule-gbv'
export const near = { agency: 'agency-open-door', group: 'usergroup-primero-cp' }
const far = { agency: 'agency-child-bridge', group: 'usergroup-training-dallis' }
export const plain = { role: 'role-plain', group: 'usergroup-plain', agency: 'agency-plain' }

/** Owners of the records that are not one's own. */
const owners: Record<'gina' | 'anna' | 'olaf', Person> = {
  gina: { userName: 'gina', role: 'role-cp-case-worker', agency: near.agency, groups: [near.group] },
  anna: { userName: 'anna', role: 'role-cp-case-worker', agency: near.agency, groups: [far.group] },
  olaf: { userName: 'olaf', role: 'role-cp-case-worker', agency: far.agency, groups: [far.group] },
}

/** Every case is of somebody with this name, and it is not protected. */
export const childName = 'Yasmin Alhadidi'

/** Roles and groups that are there to be removed: each goes once. */
const mostDoomed = 60

export type Cast = { actor: Actor; isNobody: boolean }
export type Wanted = { person: string; relation: Relation; type: RecordType; slot: string }

export type Stage = {
  t: TestHouse
  cast: Map<string, Cast>
  /** The record that stands so; `slot` names one that is used up. */
  record: (wanted: Wanted) => StandingRecord
  place: (wanted: Wanted[]) => Promise<void>
  /** The next name of a role, group or account that may go. */
  doomed: (kind: 'role' | 'user_group') => string
  account: (person: Omit<Person, 'userName'>) => Promise<number>
  idOf: (userName: string) => number
  wire: (kind: 'role' | 'user_group' | 'agency' | 'form' | 'lookup' | 'location' | 'module', key: string) => number
  call: (person: string, method: string, url: string, body?: unknown) => Promise<Reply>
  /** How a stream begins. */
  listen: (person: string, url: string) => Promise<Reply>
  signOut: (person: string) => void
  /** Answers to lists, which are asked once. */
  lists: Map<string, Promise<string[] | undefined>>
}

export const nobody = 'nobody'
export const nameOf = (role: string): string => `holder-of-${role}`

/** No shipped role keeps tracing requests on a device, or reads registers with names: an instance's own may. */
const archivist: Role = {
  id: 'role-archivist',
  name: 'Archivist',
  scope: 'all',
  modules: [cp],
  permissions: Object.fromEntries(recordTypes.map((type) => [type, ['manage', 'sync_mobile']])),
  forms: 'all',
  identity: 'scope',
}

/** Nor does a shipped form ask for files of an incident or a register. */
const pictures = (recordType: RecordType): Form => ({
  id: `pictures-of-${recordType}`,
  name: { en: 'Pictures' },
  recordType,
  modules: [cp],
  groupOrder: 90,
  order: 90,
  subformOrder: 0,
  subform: false,
  mobile: true,
  visible: true,
  fields: [{ name: 'photos', type: 'photo_upload_box', label: { en: 'Pictures' }, identifying: true }],
})

function bundles(): Bundle[] {
  const all = structuredClone(shippedBundles())
  const last = all.at(-1) as Bundle
  last.roles.push(archivist)
  last.forms.push(pictures('incident'), pictures('registry_record'))
  const role = (id: string): Role => ({
    id,
    name: id,
    scope: 'self',
    modules: [],
    permissions: { agency: ['read'] },
    forms: {},
    identity: 'none',
  })
  const numbers = Array.from({ length: mostDoomed }, (_, i) => i)
  last.roles.push(role(plain.role), ...numbers.map((i) => role(`role-doomed-${i}`)))
  last.userGroups.push(...[plain.group, ...numbers.map((i) => `usergroup-doomed-${i}`)].map((id) => ({ id, name: id })))
  last.agencies.push({ id: plain.agency, code: 'PLAIN', name: { en: 'Plain' } })
  return all
}

export async function openStage(addresses: Addresses): Promise<Stage> {
  const t = await openTestHouse(addresses, { bundles: bundles() })
  const config = t.house.configuration()
  const played = [...shippedBundles().flatMap((bundle) => bundle.roles), archivist]
  const people = played.map((role) => ({
    userName: nameOf(role.id),
    role: role.id,
    agency: near.agency,
    groups: [near.group],
    serviceAccount: role.integration === true,
  }))
  await t.enrol(...people, ...Object.values(owners))
  const cast = new Map<string, Cast>()
  for (const { userName } of [...people, ...Object.values(owners)]) {
    const account = await accountByName(t.house.db, userName)
    const role = config.roles.get(account?.role ?? '')
    if (account && role) cast.set(userName, { actor: actorOf(account, role), isNobody: false })
  }
  const role = config.roles.get(plain.role) as Role
  cast.set(nobody, { actor: { ...(cast.get('gina') as Cast).actor, id: 0, userName: nobody, role }, isNobody: true })
  return stageOn(t, cast)
}

function stageOn(t: TestHouse, cast: Map<string, Cast>): Stage {
  const standing = new Map<string, StandingRecord>()
  const sessions = new Map<string, Session>()
  const taken = { role: 0, user_group: 0, account: 0 }
  const actorNamed = (name: string): Actor => {
    const found = cast.get(name)
    if (found === undefined) throw new Error(`${name} is not on the stage.`)
    return found.actor
  }
  const headersFor = (person: string) =>
    cast.get(person)?.isNobody ? Promise.resolve({}) : headersOf(t, sessions, actorNamed(person))
  const stage: Stage = {
    t,
    cast,
    record: (wanted) => {
      const found = standing.get(placeOf(wanted))
      if (found === undefined) throw new Error(`No record stands at ${placeOf(wanted)}.`)
      return found
    },
    place: (wanted) => place(t, actorNamed, standing, wanted),
    doomed: (kind) => {
      const id = `${kind === 'role' ? 'role' : 'usergroup'}-doomed-${taken[kind]++}`
      if (taken[kind] > mostDoomed) throw new Error(`Too few of ${kind} to be removed.`)
      return id
    },
    account: async (person) => {
      const userName = `passing-${taken.account++}`
      await t.enrol({ ...person, userName })
      return (await accountByName(t.house.db, userName))?.id ?? 0
    },
    idOf: (userName) => actorNamed(userName).id,
    wire: (kind, key) => t.house.wireIds().idOf(kind, key),
    call: async (person, method, url, body) => asked(t, await headersFor(person), method, url, body),
    listen: async (person, url) => {
      const reply = await t.app.inject({ url, headers: await headersFor(person), payloadAsStream: true })
      reply.stream().destroy()
      const { statusCode: status, headers } = reply
      return { status, headers, text: '', bytes: Buffer.alloc(0), body: undefined }
    },
    signOut: (person) => void sessions.delete(person),
    lists: new Map(),
  }
  return stage
}

const placeOf = ({ person, relation, type, slot }: Wanted): string => `${person} ${relation} ${type} ${slot}`

function ownerOf(relation: Relation, person: string): string {
  if (relation === 'group') return 'gina'
  if (relation === 'agency') return 'anna'
  return relation === 'other' || relation === 'granted' ? 'olaf' : person
}

/** Inserts what is not there yet. Nobody owns nothing: his own are somebody else's. */
async function place(
  t: TestHouse,
  actorNamed: (name: string) => Actor,
  standing: Map<string, StandingRecord>,
  wanted: Wanted[],
): Promise<void> {
  const config = t.house.configuration()
  const lines = wanted
    .filter((one) => !standing.has(placeOf(one)))
    .map((one) => {
      const actor = actorNamed(one.person)
      const owner = actorNamed(ownerOf(one.relation, one.person === nobody ? 'olaf' : one.person))
      const own = actor.role.modules[0] ?? cp
      const fitting = config.modules.get(own)?.recordTypes.includes(one.type) ? own : cp
      const module = one.relation === 'foreign' ? (own === gbv ? cp : gbv) : fitting
      return { one, owner, module, id: crypto.randomUUID() as Uuid, actor }
    })
  const at = '2024-05-10T08:00:00.000Z' as Moment
  const seeds = lines.map(
    ({ one, owner, module, id, actor }): Seed => ({
      id,
      type: one.type,
      module,
      owner: owner.userName,
      createdAt: at,
      updatedAt: at,
      data: { age: 9, ...(one.type === 'case' ? { name: childName } : {}) },
      stamps: { hidden_name: false, ...(one.relation === 'disabled' ? { record_state: false } : {}) },
      status: 'open',
      grants: one.relation === 'granted' ? [actor.userName] : [],
    }),
  )
  await insertMany(t.house, seeds, false)
  for (const { one, owner, module, id, actor } of lines) {
    const grantedTo = one.relation === 'granted' ? [actor.userName] : []
    const facts = { id, type: one.type, module, ownedBy: owner.userName, grantedTo }
    const person = { ...owner, agencyOffice: null, code: null, category: null }
    standing.set(placeOf(one), { facts: { ...facts, seenBy: seenBy(person, grantedTo) }, file: undefined })
  }
  await attach(
    t,
    lines.map(({ one }) => standing.get(placeOf(one)) as StandingRecord),
  )
}

/** A file in the first field of the type that takes one; a photo where it may be one. */
async function attach(t: TestHouse, records: StandingRecord[]): Promise<void> {
  const config = t.house.configuration()
  await asHouse(t.house.db, config, async (tx) => {
    for (const type of recordTypes) {
      const fields = config.formsOf(type).flatMap((form) => form.fields)
      const files = fields.filter(({ type: of }) => kindFor(of) !== undefined)
      const field = files.find(({ name }) => name === 'photos') ?? files[0]
      const kind = field && kindFor(field.type)
      const own = records.filter(({ facts }) => facts.type === type)
      if (field === undefined || kind === undefined || kind === 'signature' || own.length === 0) continue
      const rows = await factsOf(
        tx,
        type,
        own.map(({ facts }) => facts.id),
      )
      const ns = new Map(rows.map((row) => [row.id as string, row.n]))
      for (const record of own) {
        const file = { uuid: crypto.randomUUID(), field: field.name, kind }
        const key = crypto.randomUUID()
        // Drawn already: whether it may be seen is what is asked here.
        await t.house.storage.put(previewKey(key), jpeg())
        const id = await insertAttachment(tx, type, {
          uuid: file.uuid,
          n: ns.get(record.facts.id) ?? 0,
          field: file.field,
          kind,
          file_name: 'file.png',
          content_type: 'image/png',
          size: 1,
          hash: Buffer.from(file.uuid),
          storage_key: key,
          description: null,
          comments: null,
          date: null,
          is_current: null,
          signature_provided_by: null,
          created_by: record.facts.ownedBy,
        })
        record.file = { ...file, id: id ?? 0 }
      }
    }
  })
}

type Session = { headers: Record<string, string>; since: number }
/** Before the session is over, and what signing in proved, a new one begins. */
const restMs = 9 * 60_000

/** A session as signing in leaves it behind, without the time that a password takes. */
async function headersOf(t: TestHouse, sessions: Map<string, Session>, actor: Actor) {
  const there = sessions.get(actor.userName)
  const now = t.house.clock()
  if (there && now.getTime() - there.since < restMs) return there.headers
  const secret = crypto.randomUUID()
  await t.house.db.transaction().execute((tx) =>
    openSession(tx, {
      key: keyOf(secret),
      accountId: actor.id,
      kind: actor.serviceAccount ? 'token' : 'browser',
      ip: '127.0.0.1',
      agent: '',
      now,
      provedAt: now,
    }),
  )
  const csrf = 'the-same-twice'
  const headers: Record<string, string> = actor.serviceAccount
    ? { authorization: `Bearer ${secret}` }
    : { cookie: `_app_session=${secret}; CSRF-TOKEN=${csrf}`, 'x-csrf-token': csrf }
  sessions.set(actor.userName, { headers, since: now.getTime() })
  return headers
}

async function asked(t: TestHouse, headers: Record<string, string>, method: string, url: string, body: unknown) {
  const isRaw = Buffer.isBuffer(body)
  const reply = await t.app.inject({
    method: method as NonNullable<InjectOptions['method']>,
    url,
    headers: {
      ...headers,
      ...(body === undefined ? {} : { 'content-type': isRaw ? 'application/octet-stream' : 'application/json' }),
    },
    ...(body === undefined ? {} : { payload: isRaw ? body : JSON.stringify(body) }),
  })
  const text = reply.payload
  return {
    status: reply.statusCode,
    headers: reply.headers,
    text,
    bytes: reply.rawPayload,
    body: /^[{[]/.test(text) ? JSON.parse(text) : undefined,
  }
}
