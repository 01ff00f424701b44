// An answer in words, as reading pages, row summaries and the change log say it.
import { t } from '@lingui/core/macro'
import type { Field } from '@primero/domain/configuration/bundle.ts'
import { isBlank, rowsIn } from '@primero/domain/forms/answer.ts'
import type { Answer, Data } from '@primero/domain/records/record.ts'
import { isDay, isMoment } from '@primero/domain/time.ts'
import type { AppConfig } from '../store/store.ts'
import { isPlace, labelOf, picked, placePath } from './choices.ts'
import { dayText } from '../i18n/format.ts'
import { dayInWords, momentInWords } from './dates.ts'

/** Empty where nothing was answered. */
export function answerWords(config: AppConfig, field: Field, value: Answer | undefined, data: Data = {}): string {
  if (isBlank(value) || value === undefined || value === null) return ''
  switch (field.type) {
    case 'tick_box':
      return value === true ? t`Yes` : t`No`
    case 'select_box':
    case 'radio_button':
      return inLine(
        config.locale,
        picked(value).map((id) =>
          isPlace(field) ? placePath(config, id).join(' › ') : labelOf(config, field, id, data),
        ),
      )
    case 'numeric_field':
      return typeof value === 'string' ? rangeWords(value) : plainWords(config, value)
    case 'tally_field':
      return tallyWords(config, field, value)
    case 'subform':
      return String(rowsIn(value).length)
    default:
      return plainWords(config, value)
  }
}

/** A label that begins with a Latin code turns no line of Arabic round: each keeps to itself, and so stands by its own words. */
function inLine(locale: string, labels: string[]): string {
  if (!locale.startsWith('ar')) return labels.join(', ')
  return labels.some((label) => /[a-z]/i.test(label))
    ? `\u200f${labels.map((label) => `\u2067${label}\u2069`).join('، ')}`
    : labels.join('، ')
}

/** "6 - 11", which stands for an age where it must tell nobody, runs from the lower to the higher in Arabic too. */
export const rangeWords = (range: string): string => `\u2066${range}\u2069`

function plainWords(config: AppConfig, value: Answer): string {
  if (typeof value === 'boolean') return value ? t`Yes` : t`No`
  if (typeof value === 'number') return new Intl.NumberFormat(config.locale, { useGrouping: false }).format(value)
  if (typeof value !== 'string') return Array.isArray(value) ? picked(value).join(', ') : ''
  if (isDay(value)) return dayInWords(value, config.locale)
  return isMoment(value) ? momentInWords(value, config.locale) : value
}

function tallyWords(config: AppConfig, field: Field, value: Answer): string {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return ''
  const number = new Intl.NumberFormat(config.locale)
  const counts = (field.tally ?? []).filter((item) => typeof value[item.id] === 'number')
  const total = value['total']
  return [
    ...counts.map((item) => `${config.say(item.label)} ${number.format(Number(value[item.id]))}`),
    ...(typeof total === 'number' ? [t`Total ${number.format(total)}`] : []),
  ].join(' · ')
}

/** For one line of a row or list: days without their weekday. */
export const briefWords = (config: AppConfig, field: Field, value: Answer | undefined, data: Data = {}): string =>
  field.type === 'date_field' && isDay(value) ? dayText(value, config.locale) : answerWords(config, field, value, data)

/** For the line of a row: a tick says its label or nothing, since "Yes" alone would say nothing. */
export const rowWords = (config: AppConfig, field: Field, value: Answer | undefined, data: Data = {}): string =>
  field.type === 'tick_box'
    ? value === true
      ? config.say(field.tickBoxLabel) || config.say(field.label)
      : ''
    : briefWords(config, field, value, data)
