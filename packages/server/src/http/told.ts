// What an answer says beside its body: of old clients of v2, only who looks there learns of it.
import type { FastifyReply } from 'fastify'

const most = 50
const mostCharacters = 4000

/** Names of keys that were sent and not stored: names the sender wrote himself, so nothing new is told. */
export function tellIgnored(reply: FastifyReply, ignored: readonly string[]): void {
  const names = ignored.filter((name) => /^[\w/-]{1,128}$/.test(name)).slice(0, most)
  if (names.length > 0) reply.header('x-primero-ignored', names.join(', '))
}

/** What a role that was made, changed or given may beyond the one who did it (design: superuser). */
export function tellBeyond(reply: FastifyReply, beyond: readonly string[]): void {
  const words = beyond.filter((word) => /^[\w .-]{1,128}$/.test(word))
  if (words.length > 0) reply.header('x-primero-beyond', words.join(', ').slice(0, mostCharacters))
}
