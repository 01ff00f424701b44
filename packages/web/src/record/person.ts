// Who a record is about, in as many words as help to recognise it and no more: "Girl, about 9".
import { t } from '@lingui/core/macro'
import type { Data } from '@primero/domain/records/record.ts'
import type { AppConfig } from '../store/store.ts'
import { labelOf } from '../forms/choices.ts'

const grownUp = 18

export function personWords(config: AppConfig, data: Data): string {
  const { age, sex } = data
  const child = typeof age === 'number' && age < grownUp
  const who =
    sex === 'female'
      ? child
        ? t`Girl`
        : typeof age === 'number'
          ? t`Woman`
          : t`Female`
      : sex === 'male'
        ? child
          ? t`Boy`
          : typeof age === 'number'
            ? t`Man`
            : t`Male`
        : typeof sex === 'string' && sex
          ? sexLabel(config, sex)
          : ''
  const years = typeof age === 'number' ? new Intl.NumberFormat(config.locale).format(age) : ''
  if (!years) return who
  const old = data['estimated'] === true ? t`about ${years}` : years
  return who ? t`${who}, ${old}` : t`Age ${old}`
}

const sexLabel = (config: AppConfig, sex: string): string => {
  const field = config.configuration.fieldOf('case', 'sex')
  return field ? labelOf(config, field, sex) : sex
}

/** The code that people read aloud. */
export const codeOf = (data: Data): string => {
  const { short_id, unique_identifier } = data
  if (typeof short_id === 'string' && short_id) return short_id
  return typeof unique_identifier === 'string' ? unique_identifier.slice(-7) : ''
}
