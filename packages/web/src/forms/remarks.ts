// What needs a look on an open page. Found by the rules that the server uses too; shown once a person has left a field.
import type { Finding } from '@primero/domain/forms/findings.ts'
import type { Answers, Path } from './answers.ts'

/** Missing answers are counted, never shown as faults: work may be saved unfinished (design: required answers). */
export type Remark = Finding & { severity: 'error' | 'warning' }

export type Remarks = {
  /** Everything that the rules find, missing answers too. */
  found: () => Finding[]
  /** What is shown now, in page order. */
  shown: () => Remark[]
  at: (path: Path) => Remark | undefined
  /** A field that a person has left. */
  touch: (path: Path) => void
  /** Before saving: from now on everything shows. Gives what stops it. */
  touchAll: () => Remark[]
  subscribe: (listener: () => void) => () => void
  /** Stops watching. */
  end: () => void
}

/** After a pause in typing, so that checking never competes with the keyboard. */
const pause = 350

export const keyOf = (path: Path): string => path.join('/')

export function remarksOf(answers: Answers, find: (data: ReturnType<Answers['data']>) => Finding[]): Remarks {
  const touched = new Set<string>()
  let everything = false
  let timer: ReturnType<typeof setTimeout> | undefined
  let found = find(answers.data())
  let shown: Remark[] = []
  const listeners = new Set<() => void>()
  const isShown = (f: Finding): f is Remark => f.severity !== 'required' && (everything || touched.has(keyOf(f.path)))
  const look = () => {
    clearTimeout(timer)
    timer = undefined
    found = find(answers.data())
    shown = found.filter(isShown)
    for (const listener of listeners) listener()
  }
  const stop = answers.subscribe(() => {
    clearTimeout(timer)
    timer = setTimeout(look, pause)
  })
  return {
    found: () => found,
    shown: () => shown,
    at: (path) => {
      const key = keyOf(path)
      return shown.find((r) => keyOf(r.path) === key)
    },
    touch: (path) => {
      touched.add(keyOf(path))
      look()
    },
    touchAll: () => {
      everything = true
      look()
      return shown.filter((r) => r.severity === 'error')
    },
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    end: () => {
      clearTimeout(timer)
      stop()
    },
  }
}
