// The draft of an open page: kept on the device at every pause, so that a killed tab costs nothing.
import type { Data } from '@primero/domain/records/record.ts'
import { useCallback, useEffect, useRef, useState } from 'react'
import { dropDraft, loadDraft, saveDraft } from '../store/store.ts'
import { changesIn, type Editing } from './editing.ts'

/** What a draft holds: the answers as typed, and those they are compared with. */
export type DraftValue = { data: Data; base: Data; files?: HeldFile[] }
/** A file chosen for a record that is not on any server yet. */
export type HeldFile = { id: string; field: string; name: string; type: string; bytes: string }

const isDraft = (value: unknown): value is DraftValue =>
  typeof value === 'object' && value !== null && 'data' in value && 'base' in value

export type LoadedDraft = { state: 'loading' } | { state: 'none' } | { state: 'found'; draft: DraftValue; at: string }

export function useLoadedDraft(key: string): LoadedDraft {
  const [loaded, setLoaded] = useState<LoadedDraft & { key?: string }>({ state: 'loading' })
  useEffect(() => {
    let gone = false
    const tell = (next: LoadedDraft) => {
      if (!gone) setLoaded({ ...next, key })
    }
    loadDraft(key).then(
      (kept) =>
        tell(kept && isDraft(kept.value) ? { state: 'found', draft: kept.value, at: kept.at } : { state: 'none' }),
      // A device that cannot read its own disk still lets a person work.
      () => tell({ state: 'none' }),
    )
    return () => {
      gone = true
    }
  }, [key])
  return loaded.key === key ? loaded : { state: 'loading' }
}

/** Between two looks at whether there is anything to keep, in milliseconds (ux §8.1). */
const every = 5_000
const pause = 250

export type Keeping = {
  /** There are answers that are not saved. */
  dirty: boolean
  /** Is the draft on the disk as it stands now? */
  keep: () => Promise<void>
  drop: () => Promise<void>
  /** The work has gone elsewhere: nothing more is kept, and the draft goes. */
  finish: () => Promise<void>
}

/** `fresh`: a new record, whose every answer is unsaved. `files` are held for it. */
export function useDraftKeeping(
  key: string,
  editing: Editing,
  config: number,
  basedOn: number,
  files: HeldFile[],
): Keeping {
  const { answers } = editing
  const [dirty, setDirty] = useState(() => changesIn(editing.base(), answers.data()).length > 0)
  const kept = useRef<unknown>(undefined)
  const finished = useRef(false)
  const isDirty = useCallback(
    () => changesIn(editing.base(), answers.data()).length > 0 || files.length > 0,
    [editing, answers, files],
  )

  const keep = useCallback(async () => {
    if (finished.current) return
    const data = answers.data()
    const unsaved = isDirty()
    setDirty(unsaved)
    const mark = files.length > 0 ? files : data
    if (!unsaved || (kept.current === mark && files.length === 0)) return
    kept.current = mark
    const value: DraftValue = { data, base: editing.base(), ...(files.length > 0 ? { files } : {}) }
    await saveDraft(key, { config, basedOn, value })
  }, [answers, isDirty, files, editing, key, config, basedOn])

  const drop = useCallback(async () => {
    kept.current = undefined
    setDirty(isDirty())
    await dropDraft(key)
  }, [key, isDirty])

  const finish = useCallback(async () => {
    finished.current = true
    await dropDraft(key)
  }, [key])

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const stop = answers.subscribe(() => {
      clearTimeout(timer)
      timer = setTimeout(() => setDirty(isDirty()), pause)
    })
    const look = () => void keep()
    const hidden = () => {
      if (document.visibilityState === 'hidden') void keep()
    }
    const clock = setInterval(look, every)
    document.addEventListener('focusout', look)
    document.addEventListener('visibilitychange', hidden)
    window.addEventListener('pagehide', look)
    return () => {
      stop()
      clearTimeout(timer)
      clearInterval(clock)
      document.removeEventListener('focusout', look)
      document.removeEventListener('visibilitychange', hidden)
      window.removeEventListener('pagehide', look)
      // Leaving the page by a link keeps what was typed since the last look.
      void keep()
    }
  }, [answers, keep, isDirty])

  useEffect(() => setDirty(isDirty()), [isDirty])
  return { dirty, keep, drop, finish }
}
