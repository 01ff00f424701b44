// For tests only: what happens when two people changed the same answer apart (ux §15.5). Written from the
// rules, not from the code that meets them; `mine` is what arrives later, `now` is what was stored meanwhile.
import type { RecordType } from '../configuration/bundle.ts'
import { listCases } from './meet-lists.cases.ts'
import { safetyCases } from './meet-safety.cases.ts'
import { scalarCases } from './meet-scalars.cases.ts'
import type { Answer } from './record.ts'

export type MeetCase = {
  /** A sentence. */
  says: string
  /** Whose type and rule decide; inside a row, the column. */
  field: string
  /** A case, where left out. */
  type?: RecordType
  /** `primeromodule-cp`, where left out. The test module has the types that no shipped form uses. */
  module?: 'primeromodule-cp' | 'primeromodule-gbv' | 'primeromodule-test'
  /** For an answer inside a row: [subform field, row id, column]; otherwise left out, and the path is [field]. */
  path?: string[]
  /** What both started from. Here and below undefined is no answer, null one that was taken away. */
  base: Answer | undefined
  /** What this sender wants. */
  mine: Answer | undefined
  /** What is stored now. */
  now: Answer | undefined
  /** What is in force afterwards. */
  force: Answer | undefined
  /**
   * same: nothing to do. applied: mine stands, nobody else had changed it. merged: joined, nothing lost. notice: mine,
   * the later, is in force, the other kept. conflict: `force` is in force, the other claim kept until somebody decides.
   */
  outcome: 'same' | 'applied' | 'merged' | 'notice' | 'conflict'
  /** Claim kept beside the record (notice, conflict): null takes the answer away. Of rows, those at issue; [] removes. */
  kept?: Answer
}

export const meetCases: MeetCase[] = [...scalarCases, ...safetyCases, ...listCases]
