// The view of a list: the part that may stand in an address, and the part that stays in memory.
import { useMemo } from 'react'
import { useLocation, useSearch as useQuery } from 'wouter'
import { live, useLive } from '../store/live.ts'
import { onForget } from '../store/session.ts'
import type { FilterSpec } from './specs.ts'
import { type Chosens, queryOf, type View, viewFrom } from './view.ts'

type Kept = Record<string, { filters: Chosens; text: string }>

/** What must not stand in an address, by path; forgotten when the person leaves. */
const kept = live<Kept>({})
onForget(() => kept.set({}))

export type ListView = {
  view: View
  setView: (view: View) => void
  /** What somebody looks for. */
  text: string
  setText: (text: string) => void
}

const nothing = { filters: {}, text: '' }

export function useView(path: string, specs: FilterSpec[], usual: Chosens): ListView {
  const query = useQuery()
  const [, navigate] = useLocation()
  const mine = useLive(kept)[path] ?? nothing
  return useMemo(() => {
    const mayShow = (field: string): boolean => specs.find((s) => s.field === field)?.shown ?? false
    const shown = viewFrom(query, usual, mayShow)
    const keep = (part: Partial<Kept[string]>): void =>
      kept.set({ ...kept.get(), [path]: { ...mine, ...part } })
    return {
      view: { ...shown, filters: { ...shown.filters, ...mine.filters } },
      setView: (view) => {
        keep({
          filters: Object.fromEntries(Object.entries(view.filters).filter(([field]) => !mayShow(field))),
        })
        navigate(`/${path}?${queryOf(view, mayShow)}`, { replace: true })
      },
      text: mine.text,
      setText: (text) => keep({ text }),
    }
  }, [query, specs, usual, mine, path, navigate])
}
