// What the fields of a package are called.
import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { Field } from '@primero/domain/configuration/bundle.ts'
import type { AppConfig } from '../store/store.ts'

/** Worked out of the age; no form asks it. */
export const bandWords: MessageDescriptor = msg`Age group`

const fieldOf = ({ configuration }: AppConfig, name: string): Field | undefined =>
  configuration.fieldOf('case', name) ??
  configuration.fieldOf('incident', name) ??
  configuration
    .formsOf('incident')
    .flatMap(({ fields }) => fields)
    .flatMap((field) => configuration.rowsOf(field)?.fields ?? [])
    .find((field) => field.name === name)

/** Undefined: the worked-out one, or one that this role is not shown. */
export function fieldWords(config: AppConfig, name: string): string | undefined {
  const field = fieldOf(config, name)
  return field && (config.say(field.label) || name)
}
