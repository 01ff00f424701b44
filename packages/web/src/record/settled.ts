import type { Change, Data } from '@primero/domain/records/record.ts'
import { answerAt } from '../forms/answers.ts'

/** The author's claims once more, now based on what is in force: whoever chooses has seen it. */
export const settledBy = (claims: Change[], inForce: Data): Change[] =>
  claims.map((claim) => ({ path: claim.path, from: answerAt(inForce, claim.path), to: claim.to }))
