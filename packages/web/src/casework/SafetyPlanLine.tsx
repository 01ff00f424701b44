// How a survivor's plan for her safety stands, for whoever reads the form: the first line of her page.
import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { useLingui } from '@lingui/react/macro'
import type { Data } from '@primero/domain/records/record.ts'
import type { RecordShape } from '@primero/domain/sync/protocol.ts'
import { safetyPlanForm } from '@primero/domain/workflow/safety-plan-form.ts'
import { safetyPlanMade, safetyPlanOf, type SafetyPlanStanding } from '@primero/domain/workflow/safety-plan.ts'
import { Link } from 'wouter'
import { dayText } from '../i18n/format.ts'
import { useConfig } from '../store/store.ts'
import type { Hue } from '../ui/Note.tsx'
import type { Sign } from '../ui/signs.ts'
import { Tag } from '../ui/Tag.tsx'

const looks: Record<SafetyPlanStanding, { hue: Hue; sign?: Sign; words: MessageDescriptor }> = {
  'not asked': { hue: 'plain', words: msg`Not asked yet` },
  'not needed': { hue: 'plain', sign: 'minus', words: msg`Not needed` },
  needed: { hue: 'warn', sign: 'triangle-alert', words: msg`Needed, not made yet` },
  made: { hue: 'ok', sign: 'check', words: msg`Has been made` },
}

export function SafetyPlanLine({ record, hrefOf }: { record: RecordShape; hrefOf: (to: string) => string }) {
  const { t } = useLingui()
  const { configuration, locale, me, say } = useConfig()
  const data = record.data as Data
  const standing = safetyPlanOf(data)
  // What a consent leaves out looks like what nobody answered: whom a share lets in is told what stands there, no more.
  const isShared = record.data['owned_by'] !== me.userName && record.shares?.some(({ to }) => to === me.userName)
  if (isShared && (standing === 'not asked' || standing === 'needed')) return null
  const { hue, sign, words } = looks[standing]
  const day = standing === 'made' ? data[safetyPlanMade] : undefined
  return (
    <p className="row">
      <Link href={hrefOf(safetyPlanForm)}>
        <b>{say(configuration.formsOf(record.type).find(({ id }) => id === safetyPlanForm)?.name)}</b>
      </Link>
      <Tag hue={hue} {...(sign ? { sign } : {})}>
        {t(words)}
      </Tag>
      {typeof day === 'string' && <span className="meta">{dayText(day, locale)}</span>}
    </p>
  )
}
