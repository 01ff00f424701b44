// One answer of a row, as people read it.
import { Trans, useLingui } from '@lingui/react/macro'
import type { RecordType } from '@primero/domain/configuration/bundle.ts'
import type { Answer } from '@primero/domain/records/record.ts'
import { labelOf, picked } from '../forms/choices.ts'
import { agoText, dayText } from '../i18n/format.ts'
import { thisDay } from '../store/clock.ts'
import type { AppConfig } from '../store/store.ts'
import { Code } from '../ui/Code.tsx'
import { RiskTag } from './RiskTag.tsx'
import { stageText, stampedChoices } from './specs.ts'

const day = /^\d{4}-\d{2}-\d{2}$/
const moment = /^\d{4}-\d{2}-\d{2}T/
const codes = new Set([
  'case_id_display',
  'short_id',
  'survivor_code_no',
  'survivor_code',
  'registry_no',
  'incident_code',
])
const hidden = /^\*+$/

/** What an option of a field is called; stamped facts have their lists in the filters. */
function optionText(config: AppConfig, type: RecordType, name: string, id: string): string {
  const field = config.configuration.fieldOf(type, name)
  if (field?.options) return labelOf(config, field, id)
  return stampedChoices(config, type, name)?.find((c) => c.id === id)?.label ?? id
}

export function Value({
  config,
  type,
  name,
  value,
  covered,
}: {
  config: AppConfig
  type: RecordType
  name: string
  value: unknown
  /** Names stay dots until somebody asks to see them. */
  covered: boolean
}) {
  const { t, i18n } = useLingui()
  const field = config.configuration.fieldOf(type, name)
  if (value === undefined || value === null || value === '') return <span className="meta">–</span>
  if (
    typeof value === 'string' &&
    (hidden.test(value) || (covered && field?.identifying === true && !codes.has(name)))
  ) {
    return (
      <span className="mask" role="img" aria-label={t`hidden`}>
        •••••••
      </span>
    )
  }
  if (name === 'risk_level') return <RiskTag config={config} type={type} value={value} />
  if (name === 'workflow') return <span>{stageText(config, String(value))}</span>
  if (typeof value === 'boolean') return value ? <Trans>Yes</Trans> : <Trans>No</Trans>
  if (typeof value === 'number') return <bdi>{i18n.number(value)}</bdi>
  if (typeof value === 'string' && codes.has(name)) return <Code>{value}</Code>
  if (typeof value === 'string' && day.test(value)) return <bdi className="nowrap">{dayText(value, i18n.locale)}</bdi>
  if (typeof value === 'string' && moment.test(value)) {
    return <bdi className="nowrap">{agoText(value, thisDay(), i18n.locale)}</bdi>
  }
  const texts = picked(value as Answer).map((id) => optionText(config, type, name, id))
  return (
    <bdi dir="auto" translate={field?.identifying === true ? 'no' : undefined}>
      {texts.join(', ')}
    </bdi>
  )
}
