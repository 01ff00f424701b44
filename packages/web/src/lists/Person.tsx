import { personWords } from '../record/person.ts'
import type { AppConfig } from '../store/store.ts'

/** Who it is about, without a name: "Girl, about 9". Incidents of child protection keep the sex under a name of their own. */
export function Person({ config, data }: { config: AppConfig; data: Record<string, unknown> }) {
  const { age, sex = data['cp_sex'], estimated } = data
  const words = personWords(config, {
    ...(typeof age === 'number' ? { age } : {}),
    ...(typeof sex === 'string' ? { sex } : {}),
    ...(estimated === true ? { estimated } : {}),
  })
  return words ? <span className="meta nowrap">{words}</span> : null
}
