// The view of a list: the part that may stand in an address, and the part that stays in memory.
import { useEffect, useMemo } from 'react'
import { useLocation, useSearch as useQuery } from 'wouter'
import { live, useLive } from '../store/live.ts'
import { onForget } from '../store/presence.ts'
import { type CountedList, countedLists } from './counted.ts'
import { type FilterSpec, fits } from './specs.ts'
import { type Chosen, type Chosens, queryOf, type View, viewFrom } from './view.ts'

type Kept = Record<string, { filters: Chosens; text: string; query: string }>

/** What must not stand in an address, by path; forgotten when the person leaves. */
const kept = live<Kept>({})
onForget(() => kept.set({}))

export type ListView = {
  view: View
  setView: (view: View) => void
  /** The number of the home page that this list opened from. */
  counted: CountedList | undefined
  dropCounted: () => void
  /** What somebody looks for. */
  text: string
  setText: (text: string) => void
}

const nothing = { filters: {}, text: '', query: '' }

/** Where a list stood when it was left: "back" leads there. */
export function lastAddressOf(path: string): string {
  const { query } = kept.get()[path.replace(/^\//, '')] ?? nothing
  return query ? `${path}?${query}` : path
}

export function useView(path: string, specs: FilterSpec[], sortable: readonly string[], usual: Chosens): ListView {
  const query = useQuery()
  const [, navigate] = useLocation()
  const mine = useLive(kept)[path] ?? nothing
  const of = new URLSearchParams(query).get('of')
  const counts = useLive(countedLists)
  const counted = of !== null && Object.hasOwn(counts, of) ? counts[of] : undefined
  useEffect(() => {
    // Which number it was is forgotten with the page, and all records are not what it counted: it stands on Home.
    if (of !== null && !counted) navigate('/', { replace: true })
  }, [of, counted, navigate])
  useEffect(() => {
    const now = kept.get()[path] ?? nothing
    if (now.query !== query) kept.set({ ...kept.get(), [path]: { ...now, query } })
  }, [path, query])
  return useMemo(() => {
    const mayShow = (field: string): boolean => specs.find((s) => s.field === field)?.shown ?? false
    const fitting = (field: string, chosen: Chosen): boolean =>
      fits(
        specs.find((s) => s.field === field),
        chosen,
      )
    const shown = viewFrom(query, usual, mayShow, fitting)
    const keep = (part: Partial<Kept[string]>): void => kept.set({ ...kept.get(), [path]: { ...mine, ...part } })
    // An address may name an order that this list does not know.
    const sort = shown.sort && sortable.includes(shown.sort.field) ? shown.sort : undefined
    return {
      view: { ...shown, sort, filters: { ...shown.filters, ...mine.filters } },
      setView: (view) => {
        keep({
          filters: Object.fromEntries(Object.entries(view.filters).filter(([field]) => !mayShow(field))),
        })
        const number = counted ? `of=${of}&` : ''
        navigate(`/${path}?${number}${queryOf(view, mayShow)}`, { replace: true })
      },
      counted,
      dropCounted: () => navigate(`/${path}?${queryOf({ ...shown, page: 1 }, mayShow)}`, { replace: true }),
      text: mine.text,
      setText: (text) => keep({ text }),
    }
  }, [query, specs, sortable, usual, mine, path, navigate, counted, of])
}
