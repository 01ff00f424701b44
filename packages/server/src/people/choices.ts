// What an administrator of people may choose: roles he may give, with what each brings, agencies and groups.
import type { Actor } from '@primero/domain/access/actor.ts'
import { type Danger, dangersOf } from '@primero/domain/access/danger.ts'
import { mayGive, moreOf } from '@primero/domain/access/giving.ts'
import { hiddenRoles, mayPlace } from '@primero/domain/access/people-reach.ts'
import { may } from '@primero/domain/access/role.ts'
import { nameIn, type Role, say } from '@primero/domain/configuration/bundle.ts'
import { mostUsers } from '../administration/user-rules.ts'
import type { House } from '../house.ts'

export type RoleChoice = {
  id: string
  /** On the wire of v2. */
  number: number
  name: string
  giving: 'yes' | 'flagged' | 'forbidden' | 'retired'
  /** What it may beyond the giver, and what is risky about it; only where it may be given. */
  beyond: string[]
  dangers: Danger[]
}

function roleChoice(house: House, actor: Actor, role: Role): RoleChoice {
  const giving = mayGive(actor.role, role)
  const isGiven = giving === 'yes' || giving === 'flagged'
  return {
    id: role.id,
    number: house.wireIds().idOf('role', role.id),
    name: nameIn(role, actor.locale),
    giving,
    beyond: giving === 'flagged' ? moreOf(actor.role, role) : [],
    dangers: isGiven ? dangersOf(role) : [],
  }
}

export function choicesFor(house: House, actor: Actor) {
  const config = house.configuration()
  const hidden = new Set(hiddenRoles(config, actor))
  const { compare } = new Intl.Collator('und', { sensitivity: 'base' })
  const byName = <T extends { name: string }>(all: T[]): T[] => all.sort((a, b) => compare(a.name, b.name))
  const nowhere = { groups: [], agency: null }
  const here = { groups: actor.groups, agency: actor.agency }
  return {
    roles: byName(
      [...config.roles.values()].filter(({ id }) => !hidden.has(id)).map((role) => roleChoice(house, actor, role)),
    ),
    agencies: byName(
      [...config.agencies.values()].map(({ id, name, disabled = false }) => ({
        id,
        number: house.wireIds().idOf('agency', id),
        name: say(name, actor.locale),
        disabled,
        mayPlace: mayPlace(actor, here, { ...here, agency: id }),
      })),
    ),
    groups: byName(
      [...config.userGroups.values()].map((group) => ({
        id: group.id,
        number: house.wireIds().idOf('user_group', group.id),
        name: nameIn(group, actor.locale),
        disabled: group.disabled ?? false,
        mayPlace: mayPlace(actor, nowhere, { groups: [group.id], agency: null }),
      })),
    ),
    services: services(house, actor.locale),
    locales: (config.settings['locales'] ?? ['en']) as string[],
    providers: house.settings.identityProviders.map(({ uniqueId, name }) => ({ id: uniqueId, name })),
    mostUsers: mostUsers(config),
    may: {
      create: may(actor.role, 'user', 'create'),
      write: may(actor.role, 'user', 'write'),
      disableMany: may(actor.role, 'user', 'disable_multiple'),
    },
  }
}

function services(house: House, locale: string): { id: string; name: string }[] {
  const lookup = house.configuration().lookups.get('lookup-service-type')
  return (lookup?.values ?? [])
    .filter(({ disabled }) => disabled !== true)
    .map(({ id, label }) => ({ id, name: say(label, locale) }))
}
