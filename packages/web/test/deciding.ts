// A person decides about claims that were kept beside a record, as the page of claims does it.
import { type Choice, type Question, questionsIn, type Settlement, settlementsOf } from '../src/record/settling.ts'
import { stillOpen, waitsAt } from '../src/store/claims.ts'
import { keyOf, type RecordName } from '../src/store/engine/ground.ts'
import type { OutboxEntry } from '../src/store/entries.ts'
import type { Page } from './page.ts'

/** `text`: a third answer, said for the first time. */
export type Decision = { pick: number; take: 'claim' | 'force' | 'both' | 'text'; text: string; all: boolean }
export type Decided = { settlements: Settlement[]; done: OutboxEntry[] }

/** What is to be sent, and what has done its work by then; undefined where nothing waits for this person. */
export function decided({ engine }: Page, of: RecordName, { pick, all, ...wish }: Decision): Decided | undefined {
  const entries = engine.outbox.entries.get()
  const kept = engine.copies.conflicts.get().filter((one) => keyOf(one) === keyOf(of) && one.maySettle)
  const open = questionsIn(stillOpen(kept, entries), 'ask', 'review', 'notice')
  const picked = open[pick % Math.max(1, open.length)]
  if (picked === undefined) return undefined
  const chosen = all ? open : [picked]
  const settlements = settlementsOf(chosen, Object.fromEntries(chosen.map((one) => [one.key, choiceAt(one, wish)])))
  const done = entries.filter((entry) => {
    const at = waitsAt(entry).map(keyOf)
    const isHere = at.length > 0 && at.every((key) => key === keyOf(of))
    return isHere && isAbout(entry, settlements, chosen.length >= open.length)
  })
  return { settlements, done }
}

/** Only texts have a third answer, or both. */
function choiceAt({ claim: { claim, force } }: Question, { take, text }: Omit<Decision, 'pick' | 'all'>): Choice {
  const isText = [claim, force].some((value) => typeof value === 'string' && value.startsWith('said '))
  if (take === 'text') return isText ? { take, text } : { take: 'claim' }
  return take === 'both' && !isText ? { take: 'force' } : { take }
}

function isAbout({ intention }: OutboxEntry, settlements: Settlement[], isEach: boolean): boolean {
  if (intention.name !== 'conflict.settle') return isEach
  const { conflict } = intention.args as Settlement
  return settlements.some((one) => one.conflict === conflict)
}
