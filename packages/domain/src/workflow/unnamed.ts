// What may be said of a case where nobody is to learn whose it is: on a paper that is found on a road, on a wall where a
// list hangs. A question is told only where its definition says so (`withoutIdentity`), and of its answer only what its
// list knows: nothing typed, no name, nothing that tells one of few from the others. Pure.
import { isIdentifying, isIdentifyingColumn } from '../access/identity.ts'
import type { Field, RecordType } from '../configuration/bundle.ts'
import type { Configuration } from '../configuration/configuration.ts'
import { isObject, isTimestamp } from '../forms/answer.ts'
import { enumerated } from '../forms/options.ts'
import type { Answer } from '../records/record.ts'
import { isDay } from '../time.ts'
import { ageBand } from './module-contents.ts'

/** Of places: the country, and its first division. A village, or a block of a camp, has few families of one kind. */
const deepest = 1

/** May anything of this question be told? `type`: of a record's own question; left out for a column of its rows. */
export const isToldUnnamed = (config: Configuration, field: Field, type?: RecordType): boolean =>
  field.withoutIdentity !== undefined &&
  field.identifying === false &&
  !isIdentifyingColumn(field) &&
  !(type !== undefined && isIdentifying(config, type, field.name))

/** What is told of an answer; undefined: nothing. */
export function unnamed(config: Configuration, field: Field, value: Answer | undefined): Answer | undefined {
  const isCoarse = field.withoutIdentity === 'coarse'
  switch (field.type) {
    case 'tick_box':
      return typeof value === 'boolean' ? value : undefined
    case 'date_field':
      return isDay(value) || isTimestamp(value) ? value : undefined
    case 'numeric_field':
      return isCoarse ? (ageBand(value, agesOf(config)) ?? undefined) : typeof value === 'number' ? value : undefined
    case 'select_box':
    case 'radio_button':
      return isCoarse ? eachOf(value, (code) => divisionOf(config, code)) : chosen(config, field, value)
    default:
      return undefined
  }
}

/** An answer that the list lacks may be anything that somebody typed elsewhere. */
function chosen(config: Configuration, field: Field, value: Answer | undefined): Answer | undefined {
  const ids = enumerated(config, field)
  if (typeof value === 'boolean') return ids?.has(String(value)) ? value : undefined
  return eachOf(value, (id) => (ids?.has(id) ? id : undefined))
}

function eachOf(value: Answer | undefined, one: (id: string) => string | undefined): Answer | undefined {
  const each = (id: unknown) => (typeof id === 'string' ? one(id) : undefined)
  if (!Array.isArray(value)) return each(value)
  const known = [...new Set((value as unknown[]).map(each))].filter((id) => id !== undefined)
  return known.length > 0 ? known : undefined
}

const divisionOf = ({ locations }: Configuration, code: string): string | undefined => {
  const way = locations.get(code)?.hierarchy
  return way?.[Math.min(deepest, way.length - 1)]
}

/** The instance's primary ranges of age. */
export function agesOf({ settings }: Pick<Configuration, 'settings'>): string[] {
  const all = settings['age_ranges']
  const ranges = isObject(all) ? all[String(settings['primary_age_range'] ?? 'primero')] : undefined
  return Array.isArray(ranges) ? ranges.filter((range) => typeof range === 'string') : []
}
