// What somebody has chosen so far, kept on this device like any draft until it is saved.
import { useCallback, useEffect, useRef, useState } from 'react'
import { dropDraft, loadDraft, saveDraft, useConfig } from '../store/store.ts'
import type { Choice, Choices } from './settling.ts'

/** Milliseconds without a key before the draft goes to the disk. */
const pause = 400

export type Choosing = {
  choices: Choices
  choose: (key: string, choice: Choice) => void
  chooseAll: (choices: Choices) => void
  /** They have gone on their way. */
  clear: () => Promise<void>
}

/** `code`: by which the home page names the record whose draft this is. */
export function useChoices(type: string, id: string, code: string, version: number): Choosing {
  const { version: config } = useConfig()
  const key = `${type}/${id}/conflicts`
  const [choices, setChoices] = useState<Choices>({})
  const timer = useRef<number>(undefined)
  useEffect(() => {
    let gone = false
    void loadDraft(key).then((kept) => {
      const held = (kept?.value as { choices?: Choices } | undefined)?.choices
      if (held && !gone) setChoices((now) => ({ ...held, ...now }))
    })
    return () => {
      gone = true
    }
  }, [key])
  const keep = useCallback(
    (next: Choices) => {
      setChoices(next)
      window.clearTimeout(timer.current)
      const value = { data: { short_id: code }, choices: next }
      timer.current = window.setTimeout(() => void saveDraft(key, { config, basedOn: version, value }), pause)
    },
    [key, config, version, code],
  )
  return {
    choices,
    choose: (question, choice) => keep({ ...choices, [question]: choice }),
    chooseAll: (more) => keep({ ...choices, ...more }),
    clear: async () => {
      window.clearTimeout(timer.current)
      setChoices({})
      await dropDraft(key)
    },
  }
}
