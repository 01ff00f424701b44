// What a list shows: filters, order, page. It lives in the address, so that a link and "back" find it again;
// what somebody typed to search, and whom they filtered by, never does.

export type Chosen =
  | { any: string[] }
  /** Days, or whole numbers as text; a missing end is open. */
  | { from: string; to: string }
  | { under: string[] }

export type Chosens = Record<string, Chosen>
export type Order = { field: string; descending: boolean }

export type View = {
  filters: Chosens
  sort: Order | undefined
  page: number
  per: number
}

export const sizes = [20, 50, 100] as const
const firstSize = sizes[0]

/** Keys of the address that are no filters; `show` says that no filter is meant, not even the usual ones. */
const reserved = new Set(['sort', 'page', 'per', 'show'])
const name = /^[a-z][a-z0-9_]*$/
const place = 'under:'

export const isEmpty = (chosen: Chosen): boolean =>
  'any' in chosen ? chosen.any.length === 0 : 'under' in chosen ? chosen.under.length === 0 : !chosen.from && !chosen.to

const words = (chosen: Chosen): string =>
  'any' in chosen
    ? chosen.any.map(encodeURIComponent).join(',')
    : 'under' in chosen
      ? place + chosen.under.map(encodeURIComponent).join(',')
      : `${chosen.from}..${chosen.to}`

function chosenFrom(text: string): Chosen | undefined {
  const list = (part: string): string[] => part.split(',').filter(Boolean).map(decoded)
  if (text.startsWith(place)) return { under: list(text.slice(place.length)) }
  const range = /^([\d-]*)\.\.([\d-]*)$/.exec(text)
  if (range) return { from: range[1] ?? '', to: range[2] ?? '' }
  const any = list(text)
  return any.length > 0 ? { any } : undefined
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** The query of an address, without `?`. `mayShow` tells which fields may stand in it. */
export function queryOf(view: View, mayShow: (field: string) => boolean): string {
  const query = new URLSearchParams()
  const filters = Object.entries(view.filters).filter(([field, chosen]) => mayShow(field) && !isEmpty(chosen))
  for (const [field, chosen] of filters) query.set(field, words(chosen))
  if (filters.length === 0) query.set('show', 'all')
  if (view.sort) query.set('sort', (view.sort.descending ? '-' : '') + view.sort.field)
  if (view.page > 1) query.set('page', String(view.page))
  if (view.per !== firstSize) query.set('per', String(view.per))
  return query.toString()
}

/** Reads an address; what makes no sense in it is left out. `usual` are the filters of an address that names none. */
export function viewFrom(
  query: string,
  usual: Chosens,
  mayShow: (field: string) => boolean,
  fits: (field: string, chosen: Chosen) => boolean = () => true,
): View {
  const params = new URLSearchParams(query)
  const filters: Chosens = {}
  for (const [field, text] of params) {
    if (reserved.has(field) || !name.test(field) || !mayShow(field)) continue
    const chosen = chosenFrom(text)
    if (chosen && !isEmpty(chosen) && fits(field, chosen)) filters[field] = chosen
  }
  const bare = Object.keys(filters).length === 0 && !params.has('show')
  const sort = params.get('sort') ?? ''
  const field = sort.replace(/^-/, '')
  const page = Number(params.get('page') ?? 1)
  const per = Number(params.get('per') ?? firstSize)
  return {
    filters: bare ? usual : filters,
    sort: name.test(field) ? { field, descending: sort.startsWith('-') } : undefined,
    page: Number.isInteger(page) && page > 0 && page < 100_000 ? page : 1,
    per: sizes.find((size) => size === per) ?? firstSize,
  }
}
