// The person as he stands to one record: with the forms of a referral to him (access §5.4), with an identity that was
// revealed to him (design: identity). What he may do stays his own role's; only what he sees and fills in changes.
import type { RecordType, Role } from '../configuration/bundle.ts'
import type { Configuration } from '../configuration/configuration.ts'
import type { RecordFacts } from '../records/record.ts'
import type { Moment } from '../time.ts'
import type { Actor } from './actor.ts'
import { rememberedFor } from './memo.ts'
import { formsOfRoles, type Referral, referredRoles } from './referred.ts'
import { formRights } from './role.ts'
import { saidOfServices, servicesField } from './services.ts'

const referredOnce = rememberedFor<Role>()
const revealedOnce = rememberedFor<Role>()
const narrowedOnce = rememberedFor<Role>()

/** `roles`: whose forms count here, where they are not simply his own. */
export type Reader = { actor: Actor; roles: Role[] | undefined }

/** The actor with the forms that the referrals to him name; as he is where none lives, and on his own records. */
export function readerOf(
  config: Configuration,
  actor: Actor,
  facts: Pick<RecordFacts, 'ownedBy'>,
  referrals: readonly Referral[],
  now: Moment,
): Reader {
  const roles = referredRoles(actor, facts, referrals, now)
  if (roles === undefined) return { actor, roles }
  const ids = [...new Set(roles.map(({ id }) => id))].sort()
  if (ids.length === 1 && ids[0] === actor.role.id) return { actor, roles }
  const find = (): Role => ({
    ...actor.role,
    // Another name, so that nothing takes it for the role that he holds.
    id: `${actor.role.id} for ${ids.join(', ')}`,
    forms: Object.fromEntries([...formsOfRoles(config, roles)].filter(([id]) => !config.forms.get(id)?.subform)),
  })
  return { actor: { ...actor, role: referredOnce(config, actor.role, ids.join('\n'), find) }, roles }
}

/** The role with these of its forms alone; null: with all of them. */
export function withForms(config: Configuration, role: Role, forms: readonly string[] | null): Role {
  if (forms === null) return role
  const key = [...new Set(forms)].sort().join(' ')
  return narrowedOnce(config, role, key, () => ({
    ...role,
    id: `${role.id} with ${key}`,
    forms: Object.fromEntries([...formRights(config, role)].filter(([id]) => forms.includes(id))),
  }))
}

/** A way by which somebody has a record: whose forms and which services it shows, and what its consent leaves out. */
export type Way = { role: Role; leftOut: readonly string[]; services: readonly string[] | null }

/** The actor as these ways show him the record; without any, as he is. */
export function shownThrough(config: Configuration, type: RecordType, actor: Actor, ways: readonly Way[]): Actor {
  const services = servicesOf(config, type, ways)
  const leftOut = [...leftOutOf(config, type, ways), ...(services === undefined ? [] : saidOfServices)]
  return {
    ...actor,
    ...(leftOut.length === 0 ? {} : { leftOut }),
    ...(services === undefined ? {} : { services }),
  }
}

/** Services that one of the ways shows; undefined: all of them. */
function servicesOf(config: Configuration, type: RecordType, ways: readonly Way[]): string[] | undefined {
  const showing = ways.filter((way) => shows(config, type, way, servicesField))
  return ways.every(({ services }) => services === null) || showing.some(({ services }) => services === null)
    ? undefined
    : [...new Set(showing.flatMap(({ services }) => services ?? []))]
}

/** What none of the ways shows: each shows the questions of its forms that its own consent does not leave out. */
export function leftOutOf(config: Configuration, type: RecordType, ways: readonly Way[]): string[] {
  const names = new Set(ways.flatMap(({ leftOut }) => leftOut))
  return [...names].filter((name) => !ways.some((way) => shows(config, type, way, name)))
}

const shows = (config: Configuration, type: RecordType, { role, leftOut }: Way, name: string): boolean =>
  !leftOut.includes(name) && asks(config, type, formRights(config, role), name)

const asks = (config: Configuration, type: RecordType, rights: ReadonlyMap<string, unknown>, name: string): boolean =>
  config.formsOf(type).some((form) => rights.has(form.id) && form.fields.some((field) => field.name === name))

/** For reading alone: what is seen for a while is not written. */
export const asRevealed = (config: Configuration, actor: Actor): Actor => ({
  ...actor,
  role: revealedOnce(config, actor.role, '', () => ({ ...actor.role, identity: 'scope' })),
})

/** A role that is gone, or out of force, gives no forms. */
export const goneRole = (id: string): Role => ({
  id,
  name: '',
  scope: 'self',
  modules: [],
  permissions: {},
  forms: {},
  identity: 'none',
})
