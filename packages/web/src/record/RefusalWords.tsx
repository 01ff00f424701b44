import { useLingui } from '@lingui/react/macro'
import { refusalOf } from '../outbox/words.ts'
import type { ProblemShape } from '../store/store.ts'

/** A refusal in words: what happened, what is safe, what next. Codes are from domain/problem.ts. */
export function RefusalWords({ problem }: { problem: ProblemShape | undefined }) {
  const { t } = useLingui()
  return t(refusalOf(problem))
}
