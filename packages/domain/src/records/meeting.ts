// What becomes of one answer that two people changed apart from each other (ux §15.5). Both values are in force, or one
// is and the other is kept beside it: nothing that somebody typed goes in silence.
import { isSame } from '../access/rows.ts'
import { isBlank, isObject } from '../forms/answer.ts'
import type { Answer, Change } from './record.ts'

/** Ranks answers by how careful they are. */
export type Caution = (answer: Answer | undefined) => number

/**
 * How the two come together. `set`: what either added is in, what either took away is out. `permissions`: a set of what
 * is allowed, in which nothing is added beside a withdrawal unasked. `counts`: each number moves by what both moved it.
 * `later`: the later one is in force, the earlier is kept. `ask`: the earlier one stays until somebody decides, unless
 * the later is the more careful one. `computed`: neither, it is calculated anew.
 */
export type Rule =
  | { kind: 'set' | 'permissions' | 'counts' | 'later' | 'computed' }
  | { kind: 'ask'; caution?: Caution }

/** A claim that is not in force: the sender's, or with `isTheirs` the one that was in force before. */
export type KeptClaim = {
  kind: 'ask' | 'notice'
  claim: Answer | undefined
  isTheirs: boolean
  /** It gave way because what is in force is more careful. */
  isCautious: boolean
}

export type Met = { force: Answer | undefined; kept: KeptClaim[] }

/** The three values of a meeting: `mine` was typed over `base`, and comes after `now` has taken its place. */
type Three = [base: Answer | undefined, mine: Answer | undefined, now: Answer | undefined]

const agreed = (force: Answer | undefined): Met => ({ force, kept: [] })

export function meet(rule: Rule, ...[base, mine, now]: Three): Met {
  if (says(mine, now)) return agreed(now)
  if (says(base, now)) return agreed(mine)
  // Who sends back what he started from claims nothing.
  if (says(base, mine) || rule.kind === 'computed') return agreed(now)
  return joined(rule, base, mine, now) ?? decided(rule, mine, now)
}

/**
 * `mine` was typed over what stands there, by somebody who could not know what others said of it meanwhile. What they
 * said in care still holds: his own earlier answer, which he now takes back, had only hidden it.
 */
export function meetUnheard(rule: Rule, mine: Answer | undefined, others: readonly Change[]): Met {
  if (rule.kind === 'permissions') return withoutWithdrawn(mine, others)
  const caution = rule.kind === 'ask' ? rule.caution : undefined
  if (caution === undefined) return agreed(mine)
  const careful = others.map(({ to }) => to).reduce((a, b) => (caution(b) > caution(a) ? b : a), mine)
  return says(careful, mine) ? agreed(mine) : { force: careful, kept: [ours(mine, true)] }
}

function withoutWithdrawn(mine: Answer | undefined, others: readonly Change[]): Met {
  const known = others.filter(({ from, to }) => isChoices(from) && isChoices(to))
  const withdrawn = known.flatMap(({ from, to }) => without(choicesIn(from), choicesIn(to)))
  if (!isChoices(mine) || !choicesIn(mine).some((id) => withdrawn.includes(id))) return agreed(mine)
  return { force: without(choicesIn(mine), withdrawn), kept: [ours(mine, true)] }
}

/** The same answer, however nothing is written. */
export const says = (a: Answer | undefined, b: Answer | undefined): boolean =>
  isSame(a, b) || (isBlank(a) && isBlank(b))

function joined(rule: Rule, ...three: Three): Met | undefined {
  if (rule.kind === 'counts') return countsOf(...three)
  if (rule.kind !== 'set' && rule.kind !== 'permissions') return undefined
  if (!three.every(isChoices)) return undefined
  return rule.kind === 'set' ? agreed(setOf(...three)) : permissionsOf(...three)
}

function decided(rule: Rule, mine: Answer | undefined, now: Answer | undefined): Met {
  // An answer taken away is no version of it, and may have been taken away because it endangers.
  if (rule.kind === 'later' && !isBlank(mine) && !isBlank(now)) {
    return { force: mine, kept: [{ kind: 'notice', claim: now, isTheirs: true, isCautious: false }] }
  }
  const caution = rule.kind === 'ask' ? rule.caution : undefined
  const [of, than] = caution ? [caution(mine), caution(now)] : [0, 0]
  return of > than ? { force: mine, kept: [theirs(now, true)] } : { force: now, kept: [ours(mine, of < than)] }
}

const ours = (claim: Answer | undefined, isCautious: boolean): KeptClaim => ({
  kind: 'ask',
  claim,
  isTheirs: false,
  isCautious,
})
const theirs = (claim: Answer | undefined, isCautious: boolean): KeptClaim => ({
  kind: 'ask',
  claim,
  isTheirs: true,
  isCautious,
})

const isChoices = (answer: Answer | undefined): boolean =>
  isBlank(answer) || (Array.isArray(answer) && (answer as unknown[]).every((item) => typeof item === 'string'))
const choicesIn = (answer: Answer | undefined): string[] => (isBlank(answer) ? [] : (answer as string[]))
const without = (from: string[], those: string[]): string[] => from.filter((id) => !those.includes(id))

function setOf(...three: Three): string[] {
  const [before, here, there] = three.map(choicesIn) as [string[], string[], string[]]
  return [...without(there, without(before, here)), ...without(without(here, before), there)]
}

/** Where one withdrew and the other added, only what both still allow is in force. */
function permissionsOf(...three: Three): Met {
  const [before, here, there] = three.map(choicesIn) as [string[], string[], string[]]
  const [weTook, theyTook] = [without(before, here), without(before, there)]
  const [weGave, theyGave] = [without(here, before), without(there, before)]
  const isAtIssue = (weTook.length > 0 && theyGave.length > 0) || (theyTook.length > 0 && weGave.length > 0)
  if (!isAtIssue) return agreed(setOf(...three))
  const force = there.filter((id) => here.includes(id))
  const claims = [
    ...(isSameSet(force, here) ? [] : [ours(three[1], true)]),
    ...(isSameSet(force, there) ? [] : [theirs(three[2], true)]),
  ]
  return { force, kept: claims }
}

const isSameSet = (a: string[], b: string[]): boolean => a.length === b.length && a.every((id) => b.includes(id))

type Counts = { [key: string]: number | null }
const isCounts = (answer: Answer | undefined): boolean => isBlank(answer) || isObject(answer)

/** Each number moved by both; nothing where one took away what the other changed, or fewer than none would be left. */
function countsOf(...three: Three): Met | undefined {
  const [base, mine, now] = three
  if (!three.every(isCounts) || (!isBlank(base) && (isBlank(mine) || isBlank(now)))) return undefined
  const [before, here, there] = three.map((answer) => (isBlank(answer) ? {} : answer)) as [Counts, Counts, Counts]
  const counts = new Map(
    [...new Set([...Object.keys(there), ...Object.keys(here)])].map((key) => [
      key,
      countOf(before[key] ?? null, here[key] ?? null, there[key] ?? null),
    ]),
  )
  return [...counts.values()].includes('at issue') ? undefined : agreed(Object.fromEntries(counts) as Counts)
}

function countOf(base: number | null, mine: number | null, now: number | null): number | null | 'at issue' {
  if (mine === base) return now
  if (now === base) return mine
  if (base !== null && (mine === null || now === null)) return mine === now ? now : 'at issue'
  const sum = (now ?? 0) + (mine ?? 0) - (base ?? 0)
  return sum < 0 ? 'at issue' : sum
}
