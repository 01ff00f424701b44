// What was written beside the answers: to a colleague, with a decision, as a flag.
import type { Intention } from '@primero/domain/sync/intention.ts'

type Said = Partial<Record<'notes' | 'reason' | 'note' | 'message' | 'comments' | 'why' | 'toRemote', string>> & {
  override?: { reason: string; assessment?: string }
  package?: { safetyNotes?: string; contact?: string }
}

export function saidIn({ args }: Pick<Intention, 'args'>): string[] {
  const { notes, reason, note, message, comments, why, toRemote, override, package: packed } = args as Said
  const weighed = [override?.reason, override?.assessment]
  const all = [notes, reason, note, ...weighed, message, comments, why, toRemote, packed?.safetyNotes, packed?.contact]
  return all.filter((text) => typeof text === 'string')
}
