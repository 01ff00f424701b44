// A search that somebody kept, as a list takes it: filters that this role does not have (any more) are left out.
import type { Kind } from '../kinds.ts'
import { kinds } from '../kinds.ts'
import { type FilterSpec, filterSpecs, fits } from '../lists/specs.ts'
import type { Chosens } from '../lists/view.ts'
import type { SavedSearch } from '../store/savedSearches.ts'
import type { AppConfig } from '../store/store.ts'

export type KeptSearch = { id: number; name: string; kind: Kind; specs: FilterSpec[]; chosens: Chosens }

export function keptOf(config: AppConfig, { id, name, type, filters }: SavedSearch): KeptSearch | undefined {
  const kind = kinds.find((one) => one.type === type)
  if (kind === undefined) return undefined
  const specs = filterSpecs(config, kind.type)
  const known = Object.entries(filters).filter(([field, chosen]) => {
    const spec = specs.find((one) => one.field === field)
    return spec !== undefined && fits(spec, chosen)
  })
  return { id, name, kind, specs, chosens: Object.fromEntries(known) }
}
