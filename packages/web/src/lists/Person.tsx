import type { RecordType } from '@primero/domain/configuration/bundle.ts'
import { useLingui } from '@lingui/react/macro'
import { labelOf } from '../forms/choices.ts'
import type { AppConfig } from '../store/store.ts'

/** Who it is about, without a name: "Girl, 9" becomes what the configuration calls the sex, and the age. */
export function Person({ config, type, data }: { config: AppConfig; type: RecordType; data: Record<string, unknown> }) {
  const { t, i18n } = useLingui()
  const sex = data['sex'] ?? data['cp_sex']
  const field = config.configuration.fieldOf(type, data['sex'] === undefined ? 'cp_sex' : 'sex')
  const word = typeof sex === 'string' && sex !== '' ? (field ? labelOf(config, field, sex) : sex) : undefined
  const years = typeof data['age'] === 'number' ? i18n.number(data['age']) : undefined
  const age = years && (data['estimated'] === true ? t`about ${years}` : years)
  if (!word && !age) return null
  return <span className="meta nowrap">{word && age ? t`${word}, ${age}` : (word ?? age)}</span>
}
