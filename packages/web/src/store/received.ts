// How much the server has taken from this device today: a count that outlives the page, and nothing of what it was.
import { thisDay } from './clock.ts'
import type { News } from './engine/sending.ts'
import { onEngine } from './here.ts'
import { live, useLive } from './live.ts'
import { configNow } from './presence.ts'
import { vaultNow } from './vault/own.ts'
import type { Vault } from './vault/shape.ts'

export type Received = { day: string; changes: number; last: string }

const nothing: Received = { day: '', changes: 0, last: '' }
const received = live<Received>(nothing)
let queue: Promise<unknown> = Promise.resolve()

const nameOf = (user: string): string => `received/${user}`

async function kept(user: string, vault: Vault): Promise<Received> {
  const held = (await vault.read('meta', nameOf(user)).catch(() => undefined)) as Received | undefined
  return held ?? nothing
}

async function count(news: readonly News[]): Promise<void> {
  const user = configNow()?.me.userName
  if (user === undefined) return
  const vault = vaultNow()
  const before = await kept(user, vault)
  const day = thisDay()
  const changes = (before.day === day ? before.changes : 0) + news.length
  const value: Received = { day, changes, last: new Date().toISOString() }
  if (configNow()?.me.userName === user) received.set(value)
  await vault.write({ put: [{ room: 'meta', id: nameOf(user), value }] }).catch(() => undefined)
}

onEngine(({ sender }) => {
  received.set(nothing)
  sender.onSettled((news) => {
    // Another page of this person counts what it sent.
    const taken = news.filter(({ intention, outcome }) => intention && outcome.outcome !== 'refused')
    if (taken.length > 0) queue = queue.then(() => count(taken))
  })
})

/** Reads what earlier pages counted; once, by whoever shows it. */
export async function lookUpReceived(): Promise<void> {
  const user = configNow()?.me.userName
  if (user === undefined) return
  await queue
  const found = await kept(user, vaultNow())
  if (configNow()?.me.userName === user) received.set(found)
}

/** Undefined where nothing was taken today. */
export function useReceived(): Received | undefined {
  const now = useLive(received)
  return now.day === thisDay() ? now : undefined
}
