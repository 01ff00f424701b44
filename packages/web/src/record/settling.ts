// Two claims to one answer, and what a person makes of them. Pure.
import { isBlank } from '@primero/domain/forms/answer.ts'
import type { Answer } from '@primero/domain/records/record.ts'
import type { IntentionArgs } from '@primero/domain/sync/intention.ts'
import type { ConflictShape } from '@primero/domain/sync/protocol.ts'
import type { Claim } from '../store/claims.ts'

/** One answer about which somebody decides. */
export type Question = { key: string; conflict: ConflictShape; claim: Claim }

/** `both`: one text after the other. `text`: a third one. */
export type Choice = { take: 'claim' | 'force' | 'both' } | { take: 'text'; text: string }
export type Choices = Readonly<Record<string, Choice>>

/** Paths of those kinds, in the order in which the claims came. */
export const questionsIn = (
  conflicts: readonly ConflictShape[],
  ...kinds: readonly ConflictShape['kind'][]
): Question[] =>
  conflicts
    .filter(({ kind }) => kinds.includes(kind))
    .flatMap((conflict) =>
      conflict.paths.map((claim) => ({ key: `${conflict.conflict}/${claim.path.join('/')}`, conflict, claim })),
    )

/** Nothing that either wrote is missing; what one says already is not said twice. */
export function bothTexts(one: unknown, other: unknown): string {
  const [a, b] = [one, other].map((text) => (isBlank(text as Answer) ? '' : String(text)))
  if (!a || !b || a === b) return (a || b) as string
  return a.includes(b) ? a : b.includes(a) ? b : `${a}\n${b}`
}

export const isMade = (choice: Choice | undefined): choice is Choice =>
  choice !== undefined && (choice.take !== 'text' || choice.text.trim() !== '')

export type Settlement = IntentionArgs<'conflict.settle'>

/** What is to be sent, a settlement for each conflict about which something was chosen. */
export function settlementsOf(questions: readonly Question[], choices: Choices): Settlement[] {
  const byConflict = new Map<number, Settlement>()
  for (const { key, conflict, claim } of questions) {
    const choice = choices[key]
    if (!isMade(choice)) continue
    const { conflict: number, type, id } = conflict
    const before = byConflict.get(number)?.choices ?? []
    byConflict.set(number, { type, id, conflict: number, choices: [...before, chosen(claim, choice)] })
  }
  return [...byConflict.values()]
}

function chosen({ path, claim, force }: Claim, choice: Choice): Settlement['choices'][number] {
  const seen = force === undefined ? {} : { seen: force }
  if (choice.take === 'force') return { path, take: 'force', ...seen }
  // The server knows the claim; with its value the page can show what comes until it has answered.
  if (choice.take === 'claim') return { path, take: 'claim', ...seen, ...(claim === undefined ? {} : { value: claim }) }
  const value = choice.take === 'text' ? choice.text.trim() : bothTexts(force, claim)
  return { path, take: 'other', ...seen, value }
}
