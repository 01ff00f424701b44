// What the searched tables hold of a record, computed in one place from its answers.
import type { RecordType } from '@primero/domain/configuration/bundle.ts'
import type { Configuration } from '@primero/domain/configuration/configuration.ts'
import { incompleteOf } from '@primero/domain/forms/findings.ts'
import type { Data } from '@primero/domain/records/record.ts'
import { isNameHidden, searchWords } from '@primero/domain/search/phonetic.ts'
import { sortValues, termsOf } from '@primero/domain/search/terms.ts'
import { sortColumn } from '../search/columns.ts'
import type { SearchRow } from '../search/queries.ts'

/** Everything but the token ids, which the dictionary in the database gives. */
export type Indexed = Omit<SearchRow, 'tok' | 'seenBy'> & { terms: { field: string; value: string }[] }

export function indexed(config: Configuration, type: RecordType, data: Data): Indexed {
  const words = searchWords(type, data)
  const kinds = config.published.get(type)?.sort ?? {}
  const values = sortValues(config, type, data)
  const module = text(data['module_id']) ?? ''
  return {
    module,
    recordState: data['record_state'] !== false,
    status: text(data['status']) ?? 'open',
    workflow: text(data['workflow']),
    ownedBy: text(data['owned_by']) ?? '',
    // A protected name is neither sorted by nor found by sound.
    name: isNameHidden(data) ? null : text(data['name']),
    nameTok: words.tokens,
    // The state is a term of every record: numbers ask the index for it.
    terms: termsOf(config, type, { status: 'open', ...data }),
    locPath: locationPath(config, type, data),
    incomplete: incompleteOf(config, type, module, data).length,
    codes: words.codes,
    ids: words.identifiers,
    exact: words.exact,
    sort: Object.fromEntries(
      Object.entries(kinds).map(([field, kind]) => [sortColumn(field, kind), values[field] ?? null]),
    ),
  }
}

const text = (value: unknown): string | null => (typeof value === 'string' ? value : null)

function locationPath(config: Configuration, type: RecordType, data: Data): string | null {
  const field = config.published.get(type)?.location
  const code = field === undefined ? undefined : data[field]
  const place = typeof code === 'string' ? config.locations.get(code) : undefined
  return place === undefined ? null : `${place.hierarchy.join('.')}.`
}
