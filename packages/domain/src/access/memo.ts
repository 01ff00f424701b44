// What follows from a configuration and a role alone is asked for every record shown, so it is kept beside both.
// Both are immutable: a change makes new ones, and what was kept goes with the old.
import type { Role } from '../configuration/bundle.ts'
import type { Configuration } from '../configuration/configuration.ts'

/** A function that finds each answer once per configuration, role and key. */
export function rememberedFor<T>(): (config: Configuration, role: Role, key: string, find: () => T) => T {
  const known = new WeakMap<Configuration, WeakMap<Role, Map<string, T>>>()
  return (config, role, key, find) => {
    const byRole = known.get(config) ?? new WeakMap<Role, Map<string, T>>()
    const byKey = byRole.get(role) ?? new Map<string, T>()
    known.set(config, byRole.set(role, byKey))
    const kept = byKey.get(key)
    if (kept !== undefined) return kept
    const found = find()
    byKey.set(key, found)
    return found
  }
}
