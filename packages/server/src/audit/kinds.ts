// What a call is about and what it does, in the words of the audit (api-admin §19).
import { type RecordType, recordTypes } from '@primero/domain/configuration/bundle.ts'
import type { FastifyRequest } from 'fastify'
import { collectionOf } from '../configuration/present-settings.ts'
import { kindsByPart } from './words.ts'

const kinds: ReadonlyMap<string, string> = new Map([
  ...recordTypes.map((type): [string, string] => [collectionOf(type), type]),
  ...Object.entries(kindsByPart),
])

/** What a call is about, by its route. */
export const kindOfRoute = (route: string): string | undefined =>
  kinds.get(/^\/api\/(?:v2|sync|ext)\/(\w+)/.exec(route)?.[1] ?? '')

/** What a call does, by its route: its last word, or what the method says (api-admin §19). */
export function actionOfRoute(request: FastifyRequest): string {
  const [, ...parts] = /^\/api\/(?:v2|sync|ext)\/\w+(.*)/.exec(request.routeOptions.url ?? '')?.[1]?.split('/') ?? []
  const word = parts.findLast((part) => !part.startsWith(':')) ?? wordOfItsOwn(request)
  if (word !== undefined) return word.replaceAll('-', '_')
  if (request.routeOptions.url === '/api/v2/tokens') return request.method === 'DELETE' ? 'logout' : 'login'
  switch (request.method) {
    case 'GET':
    case 'HEAD':
      return parts.length > 0 ? 'show' : listAction(request)
    case 'POST':
      return 'create'
    case 'DELETE':
      return 'delete'
    default:
      return 'update'
  }
}

/** A list without a question and one with a question have their own names. */
export const listAction = (request: FastifyRequest): string => (request.url.includes('?') ? 'index' : 'list')

/** Cases go by an older name on the wire. */
export const wireKind = (kind: string): string => (kind === 'case' ? 'child' : kind)
export const storedKind = (kind: string): string => (kind === 'child' ? 'case' : kind)

export const isRecordType = (kind: string | null): kind is RecordType => recordTypes.some((type) => type === kind)

/** Doors of our app are named by what they do. */
function wordOfItsOwn({ routeOptions: { url = '' } }: FastifyRequest): string | undefined {
  return kindOfRoute(url) === undefined ? /^\/api\/(?:sync|ext)\/(\w+)/.exec(url)?.[1] : undefined
}
