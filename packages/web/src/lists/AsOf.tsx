import { Trans, useLingui } from '@lingui/react/macro'
import { whenText } from '../i18n/format.ts'
import { useIsCutOff } from '../store/contact.ts'
import { type SearchRead, thisDay } from '../store/store.ts'

/** How old an answer is, where it is not what the server says now. */
export function AsOf({ read }: { read: Pick<SearchRead, 'asOf' | 'local'> }) {
  const { i18n } = useLingui()
  const cut = useIsCutOff()
  if (read.asOf === undefined || !(read.local || cut)) return null
  const at = whenText(read.asOf, thisDay(), i18n.locale)
  return <Trans>as of {at}</Trans>
}
