// What is being written, kept on this device like any draft until it goes on its way.
import { useEffect, useRef, useState } from 'react'
import { dropDraft, loadDraft, onLeaving, saveDraft, useConfig } from '../store/store.ts'
import type { Way, Wish } from './wish.ts'

/** Milliseconds without a key before the draft goes to the disk. */
const pause = 400

export type Wishing = {
  /** Undefined until the draft was looked for. */
  wish: Wish | undefined
  set: (change: Partial<Wish>) => void
  drop: () => Promise<void>
}

/** `code`: by which the home page names the record whose draft this is. */
export function useWish(record: { type: string; id: string; version: number }, way: Way, code: string): Wishing {
  const { version: config } = useConfig()
  const key = `${record.type}/${record.id}/share/${way}`
  const [wish, setWish] = useState<Wish>()
  const timer = useRef<number>(undefined)
  const unsaved = useRef<Wish>(undefined)
  useEffect(() => {
    let gone = false
    void loadDraft(key)
      .catch(() => undefined)
      .then((kept) => {
        if (!gone) setWish((kept?.value as { wish?: Wish } | undefined)?.wish ?? {})
      })
    return () => {
      gone = true
    }
  }, [key])
  const save = async (): Promise<void> => {
    window.clearTimeout(timer.current)
    const next = unsaved.current
    unsaved.current = undefined
    if (next === undefined) return
    await saveDraft(key, { config, basedOn: record.version, value: { data: { short_id: code }, wish: next } })
  }
  const latest = useRef(save)
  latest.current = save
  // Whoever leaves within the pause, or locks, leaves nothing unsaved.
  useEffect(() => {
    const end = onLeaving(() => latest.current())
    return () => {
      end()
      void latest.current()
    }
  }, [])
  return {
    wish,
    set: (change) => {
      const next = { ...wish, ...change }
      setWish(next)
      unsaved.current = next
      window.clearTimeout(timer.current)
      timer.current = window.setTimeout(() => void latest.current(), pause)
    },
    drop: async () => {
      window.clearTimeout(timer.current)
      unsaved.current = undefined
      await dropDraft(key)
    },
  }
}
