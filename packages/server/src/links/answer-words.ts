// An answer in words, for who has no form to read it on: whoever holds a link, or a package of another module.
import type { Field } from '@primero/domain/configuration/bundle.ts'
import type { Configuration } from '@primero/domain/configuration/configuration.ts'
import type { Language } from '@primero/domain/configuration/languages.ts'
import { optionsOf } from '@primero/domain/forms/options.ts'
import type { Answer, Data } from '@primero/domain/records/record.ts'
import { linkWords } from './words.ts'

type Text = Readonly<Record<string, string | undefined>>
export const say = (text: Text, language: Language): string => text[language] || text['en'] || ''

/** @param data by which some options are there at all */
export function answerWords(
  config: Configuration,
  field: Field,
  data: Data,
  value: Answer | undefined,
  language: Language,
): string {
  if (value === undefined || value === null || value === '') return ''
  if (typeof value === 'boolean') return value ? linkWords[language].yes : linkWords[language].no
  const options = optionsOf(config, field, data, value)
  const one = (id: unknown): string => {
    const option = options?.find((known) => known.id === String(id))
    const place = config.locations.get(String(id))
    return option ? say(option.label, language) : place ? say(place.name, language) : String(id)
  }
  if (Array.isArray(value))
    return value
      .filter((id) => typeof id === 'string')
      .map(one)
      .join(' · ')
  return typeof value === 'object' ? '' : one(value)
}
