import type { AppConfig } from '../../store/store.ts'

/** Types of service that are in use, in their order. */
export const serviceChoices = (config: AppConfig): { id: string; label: string }[] =>
  (config.configuration.lookups.get('lookup-service-type')?.values ?? [])
    .filter(({ disabled }) => disabled !== true)
    .map(({ id, label }) => ({ id, label: config.say(label) || id }))
