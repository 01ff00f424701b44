// Every meeting of the table, with the forms as they ship: what is in force afterwards, and what is kept beside it.
import { join } from 'node:path'
import { isRows, isSame } from '@primero/domain/access/rows.ts'
import { configurationOf } from '@primero/domain/configuration/configuration.ts'
import { apply, diff, type Kept } from '@primero/domain/records/changes.ts'
import { type MeetCase, meetCases } from '@primero/domain/records/meet.cases.ts'
import { ruleAt } from '@primero/domain/records/meeting-rule.ts'
import type { Answer, Change, Data, Row } from '@primero/domain/records/record.ts'
import { expect, test } from 'vitest'
import { readBundles } from '../configuration/bundles.ts'

const config = configurationOf(
  1,
  readBundles(join(import.meta.dirname, '../../../../config'), ['core', 'cp', 'gbv', 'test']),
)

const pathOf = ({ path, field }: MeetCase): string[] => path ?? [field]

/** Data with this answer at the path, in a row of its own where the path has one. */
function holding(path: string[], answer: Answer | undefined): Data {
  const [name = '', id, column = ''] = path
  if (id === undefined) return answer === undefined ? {} : { [name]: answer }
  return { [name]: [{ unique_id: id, ...(answer === undefined ? {} : { [column]: answer }) }] }
}

function at(data: Data, [name = '', id, column = '']: string[]): Answer | undefined {
  const answer = data[name]
  return id === undefined ? answer : (answer as Row[]).find((row) => row.unique_id === id)?.[column]
}

const isOfRows = ({ base, mine, now, force }: MeetCase): boolean => [base, mine, now, force].some(isRows)

function changesOf(kase: MeetCase): Change[] {
  const { base, mine } = kase
  const path = pathOf(kase)
  return isOfRows(kase) ? diff(holding(path, base ?? []), holding(path, mine ?? [])) : [{ path, from: base, to: mine }]
}

const outcomeOf = (conflicts: Kept[], kase: MeetCase, force: Answer | undefined): MeetCase['outcome'] => {
  if (conflicts.length > 0) return conflicts.some(({ kind }) => kind === 'ask') ? 'conflict' : 'notice'
  // What joined two claims may say no more than the one that was there.
  if (says(force, kase.now)) return kase.outcome === 'merged' ? 'merged' : 'same'
  return says(kase.base, kase.now) ? 'applied' : 'merged'
}

/** The claims as the table writes them: an answer, or the rows that are at issue. */
function keptOf(conflicts: Kept[], kase: MeetCase): Answer | undefined {
  if (!isOfRows(kase)) return conflicts[0] && (conflicts[0].to ?? null)
  return conflicts.flatMap(({ path: [, id, column], to }) => {
    if (column === undefined) return to === null ? [] : [to as unknown as Row]
    const base = (kase.base as Row[]).find((row) => row.unique_id === id)
    return [{ unique_id: id ?? '', ...base, [column]: to }]
  })
}

const isNothing = (answer: Answer | undefined) =>
  answer === undefined || answer === null || answer === '' || (Array.isArray(answer) && answer.length === 0)
const inAnyOrder = (answer: Answer | undefined) =>
  Array.isArray(answer) && !isRows(answer) ? [...answer].sort() : answer
const says = (a: Answer | undefined, b: Answer | undefined) =>
  (isNothing(a) && isNothing(b)) || isSame(inAnyOrder(a), inAnyOrder(b))

test.each(meetCases.map((kase) => [`${kase.says} (${kase.field}, ${kase.outcome})`, kase] as const))(
  '%s',
  (_says, kase) => {
    const path = pathOf(kase)
    const rules = (at: string[]) => ruleAt(config, kase.type ?? 'case', at)
    const { data, conflicts } = apply(holding(path, kase.now), changesOf(kase), rules)
    const force = at(data, path)
    expect(says(force, kase.force), `in force: ${JSON.stringify(force)}`).toBe(true)
    expect(outcomeOf(conflicts, kase, force)).toBe(kase.outcome)
    if (kase.kept !== undefined) expect(says(keptOf(conflicts, kase), kase.kept), JSON.stringify(conflicts)).toBe(true)
  },
)
