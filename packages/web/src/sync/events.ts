// Word from the server that there is something new; what it is, the next pull tells.
import type { syncEvents } from '@primero/domain/sync/protocol.ts'

type Word = (typeof syncEvents)[number]

/** Listens until it is called off. The browser comes back by itself after a broken line, unless the server said no. */
export function listen(hear: Record<Word, () => void>): () => void {
  const source = new EventSource('/api/sync/events')
  for (const word of Object.keys(hear) as Word[]) source.addEventListener(word, hear[word])
  // What happened before it was open, or while the line was broken, nobody said.
  source.addEventListener('open', hear.changed)
  return () => source.close()
}
