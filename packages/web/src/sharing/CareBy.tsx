// By when a clinic should see a survivor: in sight of her caseworker before anybody was asked.
import { Trans } from '@lingui/react/macro'
import { isBlank } from '@primero/domain/forms/answer.ts'
import type { Answer } from '@primero/domain/records/record.ts'
import { careOf, isCareOver } from '@primero/domain/workflow/clinical-care.ts'
import { momentInWords } from '../forms/dates.ts'
import { thisMoment } from '../store/clock.ts'
import { useConfig } from '../store/store.ts'
import { Note } from '../ui/Note.tsx'

export function CareNote({ data }: { data: Record<string, unknown> }) {
  const { locale, timeZone } = useConfig()
  const now = thisMoment()
  const { by, from } = careOf(now, data['clinical_care_since'], [], timeZone)
  if (from === null || !isBlank(data['clinical_care_received_on'] as Answer)) return null
  const when = momentInWords(by, locale)
  return isCareOver(by, now) ? (
    <Note hue="warn" title={<Trans>72 hours were over on {when}</Trans>}>
      <Trans>Clinical care still helps. Do not wait any longer.</Trans>
    </Note>
  ) : (
    <Note hue="warn" title={<Trans>Clinical care by {when}</Trans>}>
      <Trans>Within 72 hours it protects best.</Trans>
    </Note>
  )
}
