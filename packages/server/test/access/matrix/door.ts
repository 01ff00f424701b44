// A row of the matrix: one kind of request to one route, who may make it by the rules of `domain`, and how it is made.
import type { Actor } from '@primero/domain/access/actor.ts'
import { decide } from '@primero/domain/access/decide.ts'
import { may } from '@primero/domain/access/role.ts'
import type { RecordType } from '@primero/domain/configuration/bundle.ts'
import type { Configuration } from '@primero/domain/configuration/configuration.ts'
import type { RecordFacts } from '@primero/domain/records/record.ts'
import type { Reply } from '../../house.ts'
import type { Stage } from './stage.ts'

/** As in cells.cases.ts; `disabled` is an own record that was put out of force. */
export const relations = ['own', 'group', 'agency', 'other', 'granted', 'foreign', 'disabled'] as const
export type Relation = (typeof relations)[number]

export type StandingRecord = {
  facts: RecordFacts
  /** A file that hangs on it, where its type takes any. */
  file: { id: number; uuid: string; field: string; kind: 'image' | 'audio' | 'document' } | undefined
}

export type Scene = {
  stage: Stage
  config: Configuration
  /** Who asks; by `nobody` an actor without any right is meant, who is not signed in. */
  actor: Actor
  isNobody: boolean
  /** For doors with `on`. */
  record: StandingRecord
  type: RecordType
  relation: Relation
}

export type Door = {
  /** `METHOD /route words`: words tell two requests to one route apart. */
  request: string
  /** Records of this type are asked for, in every relation to who asks. */
  on?: RecordType
  /** What it does is done once to a record: each cell has one of its own. */
  isSpent?: boolean
  /** Open without signing in. */
  isPublic?: boolean
  /** It counts tries: a minute goes by before each. */
  isCounted?: boolean
  /** Who asks is signed out, or anew, afterwards. */
  endsSession?: boolean
  isAllowed: (scene: Scene) => boolean
  url?: (scene: Scene) => string | Promise<string>
  body?: (scene: Scene) => unknown
  /** An answer without an end: how it begins is all there is to see. */
  isStream?: boolean
  /** What it answers who is let in; usually 2xx. */
  isDone?: (reply: Reply, scene: Scene) => boolean
  /** Lists: the ids of all that it shows to who asks; read once for each person. */
  lists?: (scene: Scene) => Promise<string[] | undefined>
}

export const routeOf = ({ request }: Pick<Door, 'request'>): string => request.split(' ').slice(0, 2).join(' ')

export const collections: Record<RecordType, string> = {
  case: 'cases',
  incident: 'incidents',
  tracing_request: 'tracing_requests',
  registry_record: 'registry_records',
  family: 'families',
}

/** A step on a record, and the rights that it needs besides reach. */
export const mayStep =
  (...actions: string[]) =>
  ({ config, actor, record, type }: Scene): boolean =>
    actions.every((action) => decide(config, actor, type, action, record.facts) === 'yes')

/** A right on a resource; one of them is enough. */
export const holdsRight =
  (resource: string, ...actions: string[]) =>
  ({ actor }: Scene): boolean =>
    actions.some((action) => may(actor.role, resource, action))

/** Everybody who is signed in. */
export const everybody = (): boolean => true
export const noOne = (): boolean => false

/** Routes that everybody may call who is signed in, as they are. */
export const open = (...requests: string[]): Door[] => requests.map((request) => ({ request, isAllowed: everybody }))

/** The same for everybody, signed in or not. */
export const forAll = (...requests: string[]): Door[] =>
  requests.map((request) => ({ request, isAllowed: everybody, isPublic: true }))

/** Routes that a right opens, as they are. */
export const byRight = (request: string, resource: string, ...actions: string[]): Door => ({
  request,
  isAllowed: holdsRight(resource, ...actions),
})
