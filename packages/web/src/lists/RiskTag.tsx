import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { useLingui } from '@lingui/react/macro'
import type { RecordType } from '@primero/domain/configuration/bundle.ts'
import { labelOf } from '../forms/choices.ts'
import type { AppConfig } from '../store/store.ts'
import type { Hue } from '../ui/Note.tsx'
import type { Sign } from '../ui/signs.ts'
import { Tag } from '../ui/Tag.tsx'

type Look = { hue: Hue; sign: Sign; words: MessageDescriptor }

/** Levels whose words must stand alone; "High" beside a code says nothing. */
const looks: Record<string, Look> = {
  high: { hue: 'bad', sign: 'risk-high', words: msg`High risk` },
  medium: { hue: 'warn', sign: 'risk-medium', words: msg`Medium risk` },
  low: { hue: 'plain', sign: 'risk-low', words: msg`Low risk` },
}

/** Word and shape, never colour alone. Levels that an instance added have the word only. */
export function RiskTag({ config, type, value }: { config: AppConfig; type: RecordType; value: unknown }) {
  const { t } = useLingui()
  const id = String(value)
  const field = config.configuration.fieldOf(type, 'risk_level')
  const look = looks[id]
  return (
    <Tag {...(look ? { hue: look.hue, sign: look.sign } : {})}>
      <span className="nowrap">{look ? t(look.words) : field ? labelOf(config, field, id) : id}</span>
    </Tag>
  )
}
