// Which fields of a record type hold files: asked for every record shown, so found once per configuration.
import { isFileField } from '@primero/domain/access/fields.ts'
import type { Field, RecordType } from '@primero/domain/configuration/bundle.ts'
import type { Configuration } from '@primero/domain/configuration/configuration.ts'

const known = new WeakMap<Configuration, Map<RecordType, ReadonlyMap<string, Field>>>()

export function fileFields(config: Configuration, type: RecordType): ReadonlyMap<string, Field> {
  const byType = known.get(config) ?? new Map<RecordType, ReadonlyMap<string, Field>>()
  known.set(config, byType)
  const fields =
    byType.get(type) ??
    new Map(config.formsOf(type).flatMap((form) => form.fields.filter(isFileField).map((f) => [f.name, f])))
  byType.set(type, fields)
  return fields
}
