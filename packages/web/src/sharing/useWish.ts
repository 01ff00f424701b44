// What is being shared, while it is written.
import { useKept } from '../record/useKept.ts'
import type { Way, Wish } from './wish.ts'

export type Wishing = {
  /** Undefined until the draft was looked for. */
  wish: Wish | undefined
  set: (change: Partial<Wish>) => void
  drop: () => Promise<void>
}

/** `code`: by which the home page names the record whose draft this is. */
export function useWish(record: { type: string; id: string; version: number }, way: Way, code: string): Wishing {
  const { value: wish, set, drop } = useKept<Wish>(record, `share/${way}`, code)
  return { wish, set, drop }
}
