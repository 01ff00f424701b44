// The draft of an open page: kept on the device at every pause, so that a killed tab costs nothing.
import type { Data } from '@primero/domain/records/record.ts'
import { useCallback, useEffect, useRef, useState } from 'react'
import { dropDraft, loadDraft, onLeaving, saveDraft, thisPage } from '../store/store.ts'
import { changesIn, type Editing } from './editing.ts'

/** What a draft holds: the answers as typed, and those they are compared with. */
export type DraftValue = {
  data: Data
  base: Data
  files?: HeldFile[]
  /** It was being saved when the page ended: the record may exist already. */
  sent?: boolean
}
/** A file chosen for a record that is not on any server yet; its bytes are sealed apart. */
export type HeldFile = { id: string; field: string; name: string; type: string; size: number }

const isDraft = (value: unknown): value is DraftValue =>
  typeof value === 'object' && value !== null && 'data' in value && 'base' in value

export type LoadedDraft =
  | { state: 'loading' }
  | { state: 'none' }
  | {
      state: 'found'
      draft: DraftValue
      at: string /** Version of the forms under which it was begun. */
      config: number
    }

/** `turns`: grows when this page gets its turn to write, so that what another tab left is taken up. */
export function useLoadedDraft(key: string, turns: number): LoadedDraft {
  const [loaded, setLoaded] = useState<LoadedDraft & { key?: string }>({ state: 'loading' })
  // biome-ignore lint/correctness/useExhaustiveDependencies: each turn looks again
  useEffect(() => {
    let gone = false
    const tell = (next: LoadedDraft, isOurs = false) => {
      // What this page wrote itself, or saw already, is no reason to draw it anew.
      const isKnown = (now: LoadedDraft & { key?: string }) =>
        now.key === key && (isOurs || stampOf(now) === stampOf(next))
      if (!gone) setLoaded((now) => (isKnown(now) ? now : { ...next, key }))
    }
    loadDraft(key).then(
      (kept) =>
        kept && isDraft(kept.value)
          ? tell({ state: 'found', draft: kept.value, at: kept.at, config: kept.config }, kept.page === thisPage)
          : tell({ state: 'none' }),
      // A device that cannot read its own disk still lets a person work.
      () => tell({ state: 'none' }),
    )
    return () => {
      gone = true
    }
  }, [key, turns])
  return loaded.key === key ? loaded : { state: 'loading' }
}

/** Tells one state of a draft on the disk from another. */
export const stampOf = (loaded: LoadedDraft): string => (loaded.state === 'found' ? loaded.at : loaded.state)

/** Without a key for this long, the draft goes to the disk; milliseconds. */
const pause = 300
/** Whoever types without a pause is kept this often (ux §8.1 asks for 5 s at most). */
const every = 2_000
/** A page that has been ahead of the disk for this long no longer says that its draft is there. */
const patience = 1_500

/** Where the draft lies: on the disk, in this page only because the disk refuses, or on its way. */
export type Kept = 'disk' | 'page' | 'not-yet'

export type Keeping = {
  /** There are answers that are not saved. */
  dirty: boolean
  kept: Kept
  /** Puts the draft on the disk as it stands now; false where the disk refuses. */
  keep: () => Promise<boolean>
  /** After a save or a discard: what is no longer needed goes. */
  drop: () => Promise<void>
  /** The work has gone elsewhere: nothing more is kept, and the draft goes. */
  finish: () => Promise<void>
}

type Last = { data: Data; base: Data; files: HeldFile[] }

/** `files` are held for a new record. */
export function useDraftKeeping(
  key: string,
  editing: Editing,
  config: number,
  basedOn: number,
  files: HeldFile[],
): Keeping {
  const { answers, base } = editing
  const isDirty = useCallback(
    () => changesIn(base(), answers.data()).length > 0 || files.length > 0,
    [base, answers, files],
  )
  const [dirty, setDirty] = useState(isDirty)
  // Whoever opens a page with unsaved answers got them from the disk.
  const [kept, setKept] = useState<Kept>(dirty ? 'disk' : 'not-yet')
  const last = useRef<Last | undefined>(dirty ? { data: answers.data(), base: base(), files } : undefined)
  const finished = useRef(false)
  const sealing = useRef(0)
  const late = useRef<ReturnType<typeof setTimeout>>(undefined)

  const drop = useCallback(async () => {
    last.current = undefined
    clearTimeout(late.current)
    late.current = undefined
    setDirty(false)
    setKept('not-yet')
    await dropDraft(key)
  }, [key])

  const keep = useCallback(async (): Promise<boolean> => {
    if (finished.current) return true
    const now: Last = { data: answers.data(), base: base(), files }
    const before = last.current
    if (before && before.data === now.data && before.base === now.base && before.files === files) return true
    if (!isDirty()) {
      // Everything typed was taken back. After a save the base is another one, and the outbox holds the work.
      if (before?.base === now.base) await drop()
      else setDirty(false)
      return true
    }
    setDirty(true)
    last.current = now
    const value: DraftValue = { data: now.data, base: now.base, ...(files.length > 0 ? { files } : {}) }
    sealing.current += 1
    const onDisk = await saveDraft(key, { config, basedOn, value, files: files.map((f) => f.id) }).finally(() => {
      sealing.current -= 1
    })
    if (finished.current || last.current !== now) return true
    clearTimeout(late.current)
    late.current = undefined
    setKept(onDisk ? 'disk' : 'page')
    if (!onDisk) last.current = before
    return onDisk
  }, [answers, base, isDirty, files, key, config, basedOn, drop])

  const dropSaved = useCallback(async () => {
    // What was typed since the save goes on as a draft of its own.
    if (isDirty()) await keep()
    else await drop()
  }, [isDirty, keep, drop])

  const finish = useCallback(async () => {
    finished.current = true
    clearTimeout(late.current)
    await dropDraft(key)
  }, [key])

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    let changed = true
    const look = () => {
      if (!changed) return
      changed = false
      void keep().then((onDisk) => {
        changed ||= !onDisk
      })
    }
    const stop = answers.subscribe(() => {
      changed = true
      clearTimeout(timer)
      timer = setTimeout(look, pause)
      late.current ??= setTimeout(() => setKept('not-yet'), patience)
    })
    const hidden = () => {
      if (document.visibilityState === 'hidden') look()
    }
    const clock = setInterval(look, every)
    look()
    // Sealing takes a moment: whoever leaves in the middle of a word is asked, and meanwhile it is done.
    const leaving = (e: BeforeUnloadEvent) => {
      const isKept = !changed && sealing.current === 0 && last.current?.data === answers.data()
      if (finished.current || isKept || !isDirty()) return
      look()
      e.preventDefault()
    }
    window.addEventListener('beforeunload', leaving)
    document.addEventListener('focusout', look)
    document.addEventListener('visibilitychange', hidden)
    window.addEventListener('pagehide', look)
    const unhook = onLeaving(keep)
    return () => {
      stop()
      unhook()
      clearTimeout(timer)
      clearInterval(clock)
      window.removeEventListener('beforeunload', leaving)
      document.removeEventListener('focusout', look)
      document.removeEventListener('visibilitychange', hidden)
      window.removeEventListener('pagehide', look)
      // Leaving the page by a link keeps what was typed since the last look.
      void keep()
    }
  }, [answers, keep, isDirty])

  return { dirty, kept, keep, drop: dropSaved, finish }
}
