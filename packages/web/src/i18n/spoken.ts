// Languages in which help is given: those of the configuration, as cases name them; where it lists none, common ones by
// their codes, which the browser knows by name.
import type { AppConfig } from '../store/store.ts'

const common =
  'ar en fr es am bn din fa ff ha hi ku ln my ne nus om ps pt rhg ru rn rw sg so sw ta ti tr uk ur zga'.split(' ')

const listed = (config: AppConfig) => config.configuration.lookups.get('lookup-language')?.values ?? []

export function spokenHere(config: AppConfig): string[] {
  const ids = listed(config).flatMap(({ id, disabled }) => (disabled === true ? [] : [id]))
  return ids.length > 0 ? ids : common
}

export function spokenName(config: AppConfig, id: string): string {
  const known = listed(config).find((one) => one.id === id)
  if (known) return config.say(known.label) || id
  try {
    return new Intl.DisplayNames([config.locale], { type: 'language' }).of(id) ?? id
  } catch {
    return id
  }
}
