// Names of fields and forms for people who look at rights: in their language, beside the ones that machines use.
import type { RecordType, Text } from '@primero/domain/configuration/bundle.ts'
import type { Configuration } from '@primero/domain/configuration/configuration.ts'

export type Word = { name: string; label: string }

export const said = (text: Text | undefined, locale: string): string =>
  text === undefined ? '' : (text[locale] ?? text[locale.split('-')[0] ?? ''] ?? text['en'] ?? '')

/** Fields with their labels; one that no form asks has none. */
export const labelled = (config: Configuration, type: RecordType, names: string[], locale: string): Word[] =>
  names.map((name) => ({ name, label: said(config.fieldOf(type, name)?.label, locale) }))
