// What may be chosen. Only lookups and lists of the field itself are known here; people, places and agencies
// come from the instance's own data (api-admin §11.6).
import type { Field, Option } from '../configuration/bundle.ts'
import type { Configuration } from '../configuration/configuration.ts'
import type { Answer, Data } from '../records/record.ts'
import { holds } from './expression.ts'

/**
 * The options to offer, in their order; undefined where the field has none of its own.
 * Disabled ones, and those whose tag's condition does not hold, stay only while they are the stored answer.
 */
export function optionsOf(config: Configuration, field: Field, values: Data, stored?: Answer): Option[] | undefined {
  const options = listed(config, field)
  if (options === undefined) return undefined
  const chosen = new Set<unknown>(Array.isArray(stored) ? stored : [stored])
  const tags = openTags(field, values)
  return options.filter((option) => {
    if (chosen.has(option.id) || (typeof stored === 'boolean' && option.id === String(stored))) return true
    return option.disabled !== true && tags(option)
  })
}

/**
 * All ids, disabled ones too, since a disabled option is still accepted (api-admin §11.4); undefined:
 * any text.
 */
export function enumerated(config: Configuration, field: Field): ReadonlySet<string> | undefined {
  if (field.type === 'tick_box') return undefined
  const options = listed(config, field)
  if (options === undefined) return undefined
  const ids = idsOf.get(options) ?? new Set(options.map((option) => option.id))
  idsOf.set(options, ids)
  return ids
}

// Asked for every answer that is checked; a list of options never changes.
const idsOf = new WeakMap<Option[], ReadonlySet<string>>()

function listed(config: Configuration, field: Field): Option[] | undefined {
  const source = field.options
  if (source === undefined || 'source' in source) return undefined
  // A lookup that is not there offers nothing, and so accepts nothing: the bundle's check names it.
  return 'values' in source ? source.values : (config.lookups.get(source.lookup)?.values ?? [])
}

/** An option is limited only by those of its tags that have a condition; one that holds is enough. */
function openTags(field: Field, values: Data): (option: Option) => boolean {
  const conditions = field.optionsCondition
  if (conditions === undefined) return () => true
  const open = new Map(Object.entries(conditions).map(([tag, condition]) => [tag, holds(condition, values)]))
  return (option) => {
    const limiting = (option.tags ?? []).filter((tag) => open.has(tag))
    return limiting.length === 0 || limiting.some((tag) => open.get(tag) === true)
  }
}
