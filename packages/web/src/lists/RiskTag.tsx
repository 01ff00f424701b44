import type { RecordType } from '@primero/domain/configuration/bundle.ts'
import { labelOf } from '../forms/choices.ts'
import type { AppConfig } from '../store/store.ts'
import type { Hue } from '../ui/Note.tsx'
import type { Sign } from '../ui/signs.ts'
import { Tag } from '../ui/Tag.tsx'

const looks: Record<string, { hue: Hue; sign: Sign }> = {
  high: { hue: 'bad', sign: 'risk-high' },
  medium: { hue: 'warn', sign: 'risk-medium' },
  low: { hue: 'plain', sign: 'risk-low' },
  none: { hue: 'plain', sign: 'risk-low' },
}

/** Word and shape, never colour alone. Levels that an instance added have the word only. */
export function RiskTag({ config, type, value }: { config: AppConfig; type: RecordType; value: unknown }) {
  const id = String(value)
  const field = config.configuration.fieldOf(type, 'risk_level')
  const look = looks[id]
  return (
    <Tag {...(look ?? {})}>
      <span className="nowrap">{field ? labelOf(config, field, id) : id}</span>
    </Tag>
  )
}
