import { useLingui } from '@lingui/react/macro'

/** A moment as people write it, on their own clock. */
export function useWhen(): (at: string) => string {
  const { i18n } = useLingui()
  return (at) => i18n.date(new Date(at), { dateStyle: 'medium', timeStyle: 'short' })
}
