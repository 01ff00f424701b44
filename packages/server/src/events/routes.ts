// Server-sent events without content: `changed`, pull; `config`, load it; `out`, the session ended (protocol: syncEvents).
import { Readable } from 'node:stream'
import type { Actor } from '@primero/domain/access/actor.ts'
import { scopeOf } from '@primero/domain/access/scope.ts'
import { Problem } from '@primero/domain/problem.ts'
import type { syncEvents } from '@primero/domain/sync/protocol.ts'
import type { FastifyInstance } from 'fastify'
import type { House } from '../house.ts'
import { actorOfSession, needsActor, sessionCookie } from '../http/session.ts'
import { stampOf } from '../sync/config-for.ts'
import type { Committed, Listener } from './hub.ts'

/** Of many changes in a row the app needs to hear once. */
export const pauseMs = 2000
/** A browser that does not read gets no more. */
const mostUnread = 16 * 1024

export function eventRoutes(app: FastifyInstance, house: House): void {
  // A stream never ends by itself; without this the server would wait for it.
  app.addHook('preClose', async () => house.hub.close())

  app.get(
    '/api/sync/events',
    {
      compress: false,
      config: { unaudited: 'says when to pull, and nothing of what' },
      schema: { tags: ['sync'], summary: 'Says when to pull, without content' },
    },
    async (request, reply) => {
      const actor = needsActor(request)
      const { sessionKey } = request
      if (sessionKey === null || request.cookies[sessionCookie] === undefined) throw new Problem('not-signed-in', {})
      const stream = openStream(house, actor, sessionKey)
      if (stream === undefined) throw new Problem('too-many-requests', { seconds: 60 })
      return (
        reply
          .type('text/event-stream')
          .header('cache-control', 'no-store')
          .header('x-accel-buffering', 'no')
          // Nothing comes after it on this connection: a house that closes need not wait for it to be idle.
          .header('connection', 'close')
          .send(stream)
      )
    },
  )
}

type Word = (typeof syncEvents)[number]

function openStream(house: House, first: Actor, sessionKey: Buffer): Readable | undefined {
  const stream = new Readable({ read: () => {} })
  let actor = first
  const say = (text: string): void => {
    if (stream.readableEnded || stream.destroyed) return
    if (stream.readableLength > mostUnread) stream.destroy()
    else stream.push(text)
  }
  const tell = (word: Word): void => say(`event: ${word}\ndata:\n\n`)
  const changed = spaced(() => tell('changed'))
  const end = (): void => {
    stream.push(null)
  }
  const check = async (): Promise<void> => {
    const now = await actorOfSession(house, sessionKey)
    if (stream.destroyed) return
    if (now === null) {
      tell('out')
      end()
      return
    }
    const config = house.configuration()
    if (stampOf(config, now) !== stampOf(config, actor)) tell('config')
    actor = now
    say(':\n\n')
  }
  const listener: Listener = {
    accountId: first.id,
    changed: (about) => {
      if (reaches(actor, about)) changed.run()
    },
    configured: () => tell('config'),
    // A database that does not answer now will at the next beat.
    check: () => void check().catch(() => {}),
    end,
  }
  const leave = house.hub.join(listener)
  if (leave === undefined) return undefined
  stream.on('close', () => {
    leave()
    changed.stop()
  })
  say('retry: 5000\n:\n\n')
  return stream
}

/** As `inScope`, with those who found the record before beside those who find it now. */
function reaches(actor: Actor, { type, module, seenBy }: Committed): boolean {
  const scope = scopeOf(actor, type)
  if (scope.kind === 'none' || !scope.modules.includes(module)) return false
  return scope.kind === 'all' || scope.principals.some((principal) => seenBy.includes(principal))
}

/** At once, and then not again before a while has passed; the last call is never lost. */
function spaced(act: () => void): { run: () => void; stop: () => void } {
  let waiting: NodeJS.Timeout | undefined
  let isDue = false
  const wait = (): void => {
    waiting = setTimeout(() => {
      waiting = undefined
      if (isDue) run()
    }, pauseMs).unref()
  }
  const run = (): void => {
    isDue = waiting !== undefined
    if (isDue) return
    act()
    wait()
  }
  return { run, stop: () => clearTimeout(waiting) }
}
