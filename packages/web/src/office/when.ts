import { useLingui } from '@lingui/react/macro'
import { format } from '../i18n/format.ts'
import { writtenAs } from '../i18n/languages.ts'

const moment = {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
} as const

/** A moment as people write it, on their own clock: what is looked up in the office may be from another year. */
export function useWhen(): (at: string) => string {
  const { i18n } = useLingui()
  return (at) => format(writtenAs(i18n.locale), moment).format(new Date(at))
}
