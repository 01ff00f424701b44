// What a client sends to administer: `data`, of which known keys are taken and the others named.
import type { Actor } from '@primero/domain/access/actor.ts'
import { Problem } from '@primero/domain/problem.ts'
import type { FastifyReply, FastifyRequest } from 'fastify'
import * as z from 'zod'
import { mostWireId } from '../configuration/wire-ids.ts'

export const words = z.string().max(500)
export const longWords = z.string().max(10_000)
export const listOfWords = z.array(words).max(5000)
export const wireNumber = z.int().min(1).max(mostWireId)
/** A name by which things are known for ever, also in scopes and addresses. */
export const uniqueId = z.string().regex(/^[\p{L}\p{N}][\p{L}\p{N}_.-]{0,99}$/u)

export type Sent<T> = { data: T; ignored: string[] }

/** Everything under `data`; a call without it is told so before anything else is asked. */
export function rawData(request: FastifyRequest): Record<string, unknown> {
  const data = (request.body as { data?: unknown } | null)?.data
  if (typeof data !== 'object' || data === null || Array.isArray(data))
    throw new Problem('missing-parameter', { name: 'data' })
  return data as Record<string, unknown>
}

/**
 * The keys that the shape knows; the names of the others.
 * @throws `invalid-answers` naming each key whose value is of the wrong kind
 */
export function sentData<S extends z.ZodObject>(request: FastifyRequest, shape: S): Sent<z.infer<S>> {
  const raw = rawData(request)
  const parsed = shape.safeParse(raw)
  if (!parsed.success) {
    const keys = new Set(parsed.error.issues.map(({ path }) => String(path[0] ?? '')))
    throw new Problem('invalid-answers', { pointers: [...keys].map((key) => `/${key}`) })
  }
  return { data: parsed.data, ignored: Object.keys(raw).filter((key) => !Object.hasOwn(shape.shape, key)) }
}

/** Who brings an id gets no body, but for machines, which read what was made of it (api-admin §0.5; design). */
export function madeReply(reply: FastifyReply, actor: Actor, id: unknown, answer: object): object | FastifyReply {
  const wantsBody = id === undefined || id === null || actor.role.integration === true || actor.serviceAccount
  return wantsBody ? answer : reply.code(204).send()
}

export const broken = (attribute: string, message: string) => new Problem('rule-broken', { attribute, message })

export function refuseUnless(allowed: boolean): void {
  if (!allowed) throw new Problem('forbidden', {})
}

export function found<T>(item: T | undefined): T {
  if (item === undefined) throw new Problem('not-found', {})
  return item
}

/** `<class>-<name>-<7 hex>` (api-admin §0.8). */
export function madeId(kind: string, name: string): string {
  const slug = name
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 60)
  return [kind, slug, crypto.randomUUID().slice(0, 7)].filter((part) => part !== '').join('-')
}
