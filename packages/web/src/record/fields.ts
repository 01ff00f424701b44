// From a path in a record to the field that it is about.
import type { Field, RecordType } from '@primero/domain/configuration/bundle.ts'
import type { AppConfig } from '../store/store.ts'

/** [field] or [subform, row id, field …]; for a whole row the subform field. */
export function fieldAt(config: AppConfig, type: RecordType, path: readonly string[]): Field | undefined {
  const { configuration } = config
  let field = configuration.fieldOf(type, path[0] ?? '')
  for (let i = 2; i < path.length; i += 2) {
    field = field && configuration.rowsOf(field)?.fields.find((f) => f.name === path[i])
  }
  return field
}

/** Labels from the page down to the answer, for one line of a log. */
export function labelsAt(config: AppConfig, type: RecordType, path: readonly string[]): string[] {
  const names: string[] = []
  for (let i = 1; i <= path.length; i += 2) {
    const field = fieldAt(config, type, path.slice(0, i))
    names.push(field ? config.say(field.label) || field.name : (path[i - 1] ?? ''))
  }
  return names
}
