// What is being written beside a form, kept on this device like any draft until it goes on its way.
import { useEffect, useRef, useState } from 'react'
import { thisMoment } from '../store/clock.ts'
import type { KeptDraft } from '../store/drafts.ts'
import { dropDraft, loadDraft, onLeaving, saveDraft, thisPage, useConfig } from '../store/store.ts'

/** Milliseconds without a key before the draft goes to the disk. */
const pause = 400

const isNothing = (said: object): boolean =>
  Object.values(said).every((one) => one === undefined || one === '' || (Array.isArray(one) && one.length === 0))

const wishIn = <T>(kept: KeptDraft | undefined): Partial<T> | undefined =>
  (kept?.value as { wish?: Partial<T> } | undefined)?.wish

export type Keeping<T> = {
  /** Undefined until the draft was looked for. */
  value: T | undefined
  set: (change: Partial<T>) => void
  drop: () => Promise<void>
}

/** `place`: the page where it is written, below the record. `code`: by which the home page names the record. */
export function useKept<T extends object>(
  { type, id, version }: { type: string; id: string; version: number },
  place: string,
  code: string,
): Keeping<Partial<T>> {
  const { version: config } = useConfig()
  const key = `${type}/${id}/${place}`
  const [value, setValue] = useState<Partial<T>>()
  const timer = useRef<number>(undefined)
  /** When what stands here was said. */
  const at = useRef('')
  const unsaved = useRef<Partial<T>>(undefined)
  useEffect(() => {
    let gone = false
    void loadDraft(key)
      .catch(() => undefined)
      .then((kept) => {
        if (!gone) setValue(wishIn<T>(kept) ?? {})
      })
    // What was written in another tab since is what goes on here.
    const back = async (): Promise<void> => {
      if (document.visibilityState !== 'visible') return
      const kept = await loadDraft(key).catch(() => undefined)
      if (gone || !kept || kept.page === thisPage || kept.at <= at.current) return
      at.current = kept.at
      setValue(wishIn<T>(kept))
    }
    const look = (): void => void back()
    document.addEventListener('visibilitychange', look)
    window.addEventListener('focus', look)
    return () => {
      gone = true
      document.removeEventListener('visibilitychange', look)
      window.removeEventListener('focus', look)
    }
  }, [key])
  const save = async (): Promise<void> => {
    window.clearTimeout(timer.current)
    const next = unsaved.current
    unsaved.current = undefined
    if (next === undefined) return
    if (isNothing(next)) return dropDraft(key)
    await saveDraft(key, { config, basedOn: version, value: { data: { short_id: code }, wish: next } })
  }
  const latest = useRef(save)
  latest.current = save
  // Whoever leaves within the pause, or locks, leaves nothing unsaved.
  useEffect(() => {
    const end = onLeaving(() => latest.current())
    const look = (): void => void latest.current()
    const leaves = [
      [document, 'focusout'],
      [document, 'visibilitychange'],
      [window, 'pagehide'],
    ] as const
    for (const [where, event] of leaves) where.addEventListener(event, look)
    return () => {
      end()
      for (const [where, event] of leaves) where.removeEventListener(event, look)
      void latest.current()
    }
  }, [])
  return {
    value,
    set: (change) => {
      const next = { ...value, ...change }
      setValue(next)
      unsaved.current = next
      at.current = thisMoment()
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
