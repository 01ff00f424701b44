// From what a person filters, sorts and types to one question, and its answer.
import type { Filter, SearchReply, SearchRequest } from '@primero/domain/sync/protocol.ts'
import { useEffect, useMemo, useRef, useState } from 'react'
import type { Kind } from '../kinds.ts'
import { type AppConfig, type SearchRead, useSearch } from '../store/store.ts'
import { modeOf, type SearchMode, shortest, tidy } from './searchMode.ts'
import { type FilterSpec, searchFilters } from './specs.ts'
import type { ListView } from './useView.ts'
import type { Chosens } from './view.ts'

/** Milliseconds without a key before the server is asked. */
const pause = 350

export type Found = {
  read: SearchRead
  /** How many there are without filters and search; undefined while nobody knows. */
  all: number | undefined
  /** What is being looked for, once it is long enough. */
  asked: string | undefined
  mode: SearchMode
  modes: SearchMode[]
  setText: (text: string) => void
  setMode: (mode: SearchMode) => void
}

/** A value that follows another once it has been quiet for a while. */
export function useQuiet<T>(value: T, after: number): T {
  const [quiet, setQuiet] = useState(value)
  useEffect(() => {
    const timer = window.setTimeout(() => setQuiet(value), after)
    return () => window.clearTimeout(timer)
  }, [value, after])
  return quiet
}

/** What a number counted, and what is filtered further; which of them are in use the number says itself. */
const withCounted = (
  config: AppConfig,
  specs: FilterSpec[],
  chosens: Chosens,
  counted: readonly Filter[],
): Filter[] => [...counted, ...searchFilters(config, specs, chosens).filter(({ field }) => field in chosens)]

/** How many fit, and none of them. */
export const countRequest = (config: AppConfig, kind: Kind, specs: FilterSpec[], chosens: Chosens): SearchRequest => ({
  type: kind.type,
  filters: searchFilters(config, specs, chosens),
  page: 1,
  per: 0,
})

export function useListSearch(
  config: AppConfig,
  kind: Kind,
  specs: FilterSpec[],
  list: ListView,
  modes: SearchMode[],
): Found {
  const { view, setView, text, counted } = list
  const [chosenMode, setMode] = useState<SearchMode>()
  const guessed = modeOf(text)
  const mode = chosenMode ?? (modes.includes(guessed) ? guessed : 'id')
  const quiet = tidy(useQuiet(text, pause))
  const asked = quiet.length >= shortest ? quiet : undefined

  const request = useMemo<SearchRequest>(
    () => ({
      type: kind.type,
      ...(asked === undefined ? {} : { query: { text: asked, by: mode } }),
      filters: counted
        ? withCounted(config, specs, view.filters, counted.filters)
        : searchFilters(config, specs, view.filters),
      ...(view.sort ? { sort: view.sort } : {}),
      page: view.page,
      per: view.per,
    }),
    [asked, config, counted, kind, mode, specs, view],
  )
  const all = useSearch(useMemo(() => countRequest(config, kind, specs, {}), [config, kind, specs]))
  return {
    read: useSteady(useSearch(request), kind),
    all: all.reply?.total,
    asked,
    mode,
    modes,
    setMode,
    setText: (next) => {
      list.setText(next)
      if (next === '') setMode(undefined)
      if (view.page > 1) setView({ ...view, page: 1 })
    },
  }
}

/** While the next answer is on its way, the last one stays on the page, marked as old. */
function useSteady(read: SearchRead, kind: Kind): SearchRead {
  const last = useRef<{ kind: Kind; reply: SearchReply }>(undefined)
  if (read.reply) last.current = { kind, reply: read.reply }
  const old = last.current?.kind === kind ? last.current.reply : undefined
  return read.state === 'loading' && old ? { ...read, state: 'ready', reply: old, refreshing: true } : read
}
