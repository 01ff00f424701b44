// Who in a configuration would hold a training caseload, and where people live.
import type { TrainingUser } from '@primero/domain/configuration/bundle.ts'
import type { Configuration } from '@primero/domain/configuration/configuration.ts'
import type { Worker } from './subject.ts'

/** Users who open cases of their own: their role is limited to own records, may create cases and manages nobody. */
export function caseWorkers(config: Configuration, users: TrainingUser[]): Worker[] {
  return users.flatMap((user) => {
    const role = config.roles.get(user.role)
    const actions = role?.permissions['case'] ?? []
    const module = role?.modules.find((id) => config.modules.get(id)?.recordTypes.includes('case'))
    const opensCases = actions.includes('create') || actions.includes('manage')
    if (module === undefined || role?.scope !== 'self' || !opensCases) return []
    if (role.manager === true || user.serviceAccount === true) return []
    const { userName, agency, groups, location } = user
    return [{ userName, agency, groups, location: location ?? null, module }]
  })
}

/** Enabled places with no enabled place inside them. */
export function dwellings(config: Configuration): string[] {
  const enabled = [...config.locations.values()].filter((place) => place.disabled !== true)
  const parents = new Set(enabled.map((place) => place.parent))
  return enabled.filter((place) => !parents.has(place.code)).map((place) => place.code)
}
