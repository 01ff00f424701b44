// Who moves takes his records along: in the same transaction, so that nobody finds them by where he was
// (design: names of principals). Tracing requests and registry records as well, which the reference forgets.
import type { Actor, Person } from '@primero/domain/access/actor.ts'
import { recordTypes } from '@primero/domain/configuration/bundle.ts'
import type { Configuration } from '@primero/domain/configuration/configuration.ts'
import { afterCommit, asHouseMeanwhile, type Tx } from '../db/database.ts'
import type { House } from '../house.ts'
import { restampOwned } from '../search/owned.ts'

type Place = Pick<Person, 'agency' | 'groups' | 'location' | 'agencyOffice'>

const principalsOf = ({ groups, agency }: Place): string[] => [
  ...groups.map((group) => `g:${group}`),
  ...(agency === null ? [] : [`a:${agency}`]),
]

/** Have records anything to follow? */
export const isMoved = (before: Place, after: Place): boolean =>
  JSON.stringify(placeOf(before)) !== JSON.stringify(placeOf(after))

const placeOf = ({ agency, groups, location, agencyOffice }: Place) => [
  agency,
  [...groups].sort(),
  location,
  agencyOffice,
]

/** Stamps the records of somebody who moved; tells who listens. */
export async function restamp(
  house: House,
  tx: Tx,
  config: Configuration,
  by: Actor,
  userName: string,
  before: Place,
  after: Place,
): Promise<void> {
  const principals = principalsOf(after)
  const stamps = {
    owned_by_agency_id: after.agency,
    owned_by_groups: after.groups,
    owned_by_location: after.location,
    owned_by_agency_office: after.agencyOffice,
    associated_user_groups: after.groups,
    associated_user_agencies: after.agency === null ? [] : [after.agency],
  }
  await asHouseMeanwhile(tx, config, by, async () => {
    for (const type of recordTypes) {
      const modules = await restampOwned(tx, type, { owner: userName, principals, stamps })
      const seenBy = [`u:${userName}`, ...principals, ...principalsOf(before)]
      for (const module of modules) afterCommit(tx, () => house.hub.changed({ type, module, seenBy }))
    }
  })
}
