import { useLingui } from '@lingui/react/macro'
import { refusalFallback, refusalWords } from '../outbox/words.ts'

/** A refusal in words: what happened, what is safe, what next. Codes are from domain/problem.ts. */
export function RefusalWords({ code }: { code: string }) {
  const { t } = useLingui()
  return t(refusalWords[code] ?? refusalFallback)
}
