// For tests only: a meeting in one line. Each word is an outcome; the values are what it started from, mine, now.
import type { MeetCase } from './meet.cases.ts'
import type { Answer } from './record.ts'

/** Where the answer is: a field of a CP case, or more words about it. */
export type Place = string | Pick<MeetCase, 'field' | 'type' | 'module' | 'path'>
type Value = Answer | undefined

const at = (place: Place) => (typeof place === 'string' ? { field: place } : place)
/** As a claim that is kept: no answer is the claim that there be none. */
const claimed = (value: Value): Answer => value ?? null

export const same = (says: string, place: Place, base: Value, mine: Value, now: Value): MeetCase => ({
  ...{ says, ...at(place), base, mine, now },
  ...{ force: now, outcome: 'same' },
})

export const applied = (says: string, place: Place, base: Value, mine: Value, now: Value): MeetCase => ({
  ...{ says, ...at(place), base, mine, now },
  ...{ force: mine, outcome: 'applied' },
})

export const merged = (
  says: string,
  place: Place,
  base: Value,
  mine: Value,
  now: Value,
  { force }: { force: Value },
): MeetCase => ({
  ...{ says, ...at(place), base, mine, now },
  ...{ force, outcome: 'merged' },
})

/** Mine is the later and in force; the other is kept. */
export const notice = (says: string, place: Place, base: Value, mine: Value, now: Value): MeetCase => ({
  ...{ says, ...at(place), base, mine, now },
  ...{ force: mine, outcome: 'notice', kept: claimed(now) },
})

/** Somebody decides; until then what is stored stays in force, and mine is kept. */
export const stays = (says: string, place: Place, base: Value, mine: Value, now: Value): MeetCase => ({
  ...{ says, ...at(place), base, mine, now },
  ...{ force: now, outcome: 'conflict', kept: claimed(mine) },
})

/** Somebody decides; until then mine is in force, being the cautious one, and what was stored is kept. */
export const gives = (says: string, place: Place, base: Value, mine: Value, now: Value): MeetCase => ({
  ...{ says, ...at(place), base, mine, now },
  ...{ force: mine, outcome: 'conflict', kept: claimed(now) },
})

/** Somebody decides; of both claims neither is in force as it was sent, or only a part of one is kept. */
export const partly = (
  says: string,
  place: Place,
  base: Value,
  mine: Value,
  now: Value,
  { force, kept }: { force: Value; kept: Answer },
): MeetCase => ({
  ...{ says, ...at(place), base, mine, now },
  ...{ force, outcome: 'conflict', kept },
})
