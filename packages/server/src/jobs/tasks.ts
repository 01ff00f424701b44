// Names and rhythms of the house's own work. What each does stands in worker.ts.

/** In UTC, as the queue keeps it. null: only when something asks for it. */
export type Rhythm =
  | { every: 'minute' }
  | { every: 'hour'; minute: number }
  | { every: 'day'; hour: number; minute: number }

type Task = { rhythm: Rhythm | null; byHand?: true; isLong?: true }

/**
 * `byHand`: whoever looks after the instance may have it run now. `isLong`: it may go over all there is, and nobody is
 * waiting for it; the others do not wait for it either. Each of them does nothing twice.
 */
export const houseTasks = {
  'refresh-ages': { rhythm: { every: 'day', hour: 1, minute: 30 }, byHand: true, isLong: true },
  'end-work': { rhythm: { every: 'hour', minute: 15 }, byHand: true },
  // Whoever was let in by a consent is let out when its last day ends, at another hour in each time zone.
  'expire-consents': { rhythm: { every: 'minute' }, byHand: true },
  'tell-tasks': { rhythm: { every: 'hour', minute: 35 }, byHand: true, isLong: true },
  'tell-silence': { rhythm: { every: 'minute' }, byHand: true },
  // What could not be sent is due again, in its time.
  'send-mail': { rhythm: { every: 'minute' }, byHand: true },
  'send-push': { rhythm: { every: 'minute' }, byHand: true },
  'drop-lapsed': { rhythm: { every: 'hour', minute: 50 }, byHand: true },
  'forget-unverified': { rhythm: { every: 'day', hour: 1, minute: 20 }, byHand: true },
  'keep-house': { rhythm: { every: 'day', hour: 1, minute: 10 }, byHand: true, isLong: true },
  'seal-audit': { rhythm: { every: 'minute' }, isLong: true },
  reindex: { rhythm: null, byHand: true, isLong: true },
  register: { rhythm: null },
  'find-duplicates': { rhythm: null, isLong: true },
} as const satisfies Record<string, Task>

export type TaskName = keyof typeof houseTasks
export const taskNames = Object.keys(houseTasks) as TaskName[]
export const isTaskName = (name: string): name is TaskName => Object.hasOwn(houseTasks, name)
export const taskOf = (name: TaskName): Task => houseTasks[name]

/** As a line of cron says it. */
export function cronOf(rhythm: Rhythm): string {
  if (rhythm.every === 'minute') return '* * * * *'
  return rhythm.every === 'hour' ? `${rhythm.minute} * * * *` : `${rhythm.minute} ${rhythm.hour} * * *`
}

const lengths = { minute: 60_000, hour: 3_600_000, day: 86_400_000 }

/** The first time after now. */
export function nextRun(rhythm: Rhythm, now: Date): Date {
  const length = lengths[rhythm.every]
  const minutes = (rhythm.every === 'day' ? rhythm.hour * 60 : 0) + (rhythm.every === 'minute' ? 0 : rhythm.minute)
  const at = Math.floor(now.getTime() / length) * length + minutes * 60_000
  return new Date(at > now.getTime() ? at : at + length)
}
