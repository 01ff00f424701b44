// What a signed-in role uses, and no more: its forms in one language, the lookups they need, its lists.
import { createHash } from 'node:crypto'
import type { Actor } from '@primero/domain/access/actor.ts'
import { mayAskBy } from '@primero/domain/access/fields.ts'
import { formRights, may } from '@primero/domain/access/role.ts'
import { type Bundle, type Field, nameIn, recordTypes, say, type Text } from '@primero/domain/configuration/bundle.ts'
import type { Configuration } from '@primero/domain/configuration/configuration.ts'
import { policyOf } from '@primero/domain/sync/policy.ts'
import type { ConfigReply } from '@primero/domain/sync/protocol.ts'
import { peopleNearby } from '../accounts/queries.ts'
import { collectionOf } from '../configuration/present-settings.ts'
import type { House } from '../house.ts'

export async function configFor(house: House, actor: Actor, wanted: string | undefined): Promise<ConfigReply> {
  const config = house.configuration()
  const locales = (config.settings['locales'] ?? ['en']) as string[]
  const locale = wanted !== undefined && locales.includes(wanted) ? wanted : actor.locale
  const rights = formRights(config, actor.role)
  const people = await peopleNearby(house.db, actor)
  return {
    version: config.version,
    stamp: stampOf(config, actor),
    policy: policyOf(actor.role),
    locale,
    timeZone: house.settings.timeZone,
    demo: house.settings.demo,
    me: {
      id: actor.id,
      userName: actor.userName,
      fullName: actor.fullName,
      agency: actor.agency,
      groups: actor.groups,
      scope: actor.role.scope,
      role: {
        id: actor.role.id,
        name: nameIn(actor.role, locale),
        permissions: actor.role.permissions,
        forms: Object.fromEntries(rights),
        identity: actor.role.identity,
        manager: actor.role.manager ?? false,
      },
    },
    bundle: inOneLanguage(bundleFor(config, actor, rights, locale), locale) as Bundle,
    lists: Object.fromEntries(
      recordTypes.filter((t) => may(actor.role, t, 'read')).map((t) => [t, listOf(config, actor, t)]),
    ),
    people: toldApart(people),
  }
}

/** Two colleagues of one name: what they sign in with stands beside it, so that nobody takes one for the other. */
function toldApart(people: ConfigReply['people']): ConfigReply['people'] {
  const named = Map.groupBy(people, ({ fullName }) => fullName)
  return people.map((one) =>
    one.fullName && named.get(one.fullName)?.length !== 1
      ? { ...one, fullName: `${one.fullName} (${one.userName})` }
      : one,
  )
}

/** Changes whenever the configuration or this person's rights do: what a device keeps by then may show too much. */
export function stampOf(config: Configuration, { role, groups, agency }: Actor): string {
  const rights = createHash('sha256')
    .update(JSON.stringify([role, groups, agency]))
    .digest('base64url')
  return `${config.version}.${rights.slice(0, 12)}`
}

function bundleFor(config: Configuration, actor: Actor, rights: ReadonlyMap<string, unknown>, locale: string): Bundle {
  const forms = [...config.forms.values()].filter((f) => rights.has(f.id))
  const fields = forms.flatMap((f) => f.fields)
  const used = new Set(fields.flatMap(lookupOf))
  const groupLookups = [...config.lookups.keys()].filter((id) => id.startsWith('lookup-form-group-'))
  for (const id of [...groupLookups, 'lookup-workflow', 'lookup-location-type', 'lookup-service-response-type'])
    used.add(id)
  const settings = [
    'age_ranges',
    'primary_age_range',
    'reporting_location_config',
    'auto_populate_list',
    'locales',
    'default_locale',
    'approvals_labels',
    'approval_forms_to_alert',
    'referral_forms',
  ]
  return {
    id: 'role',
    modules: [...config.modules.values()].filter((m) => actor.role.modules.includes(m.id)),
    forms,
    lookups: [...config.lookups.values()].filter((l) => used.has(l.id)),
    locations: [...config.locations.values()].map(({ level: _level, hierarchy: _hierarchy, ...location }) => location),
    // Whom to call there, notes and files are for administrators.
    agencies: [...config.agencies.values()].map(({ id, code, name, description, services, disabled }) => ({
      id,
      code,
      name,
      ...(description && { description }),
      ...(services && { services }),
      ...(disabled && { disabled }),
    })),
    userGroups: [...config.userGroups.values()]
      .filter((g) => actor.groups.includes(g.id))
      .map(({ names, ...group }) => ({ ...group, name: nameIn({ ...group, names }, locale) })),
    roles: [],
    published: [...config.published.values()].filter((p) => may(actor.role, p.recordType, 'read')),
    settings: Object.fromEntries(
      settings.filter((key) => key in config.settings).map((key) => [key, config.settings[key]]),
    ),
    trainingUsers: [],
  }
}

const lookupOf = (field: Field): string[] =>
  field.options !== undefined && 'lookup' in field.options ? [field.options.lookup] : []

/** Every text reduced to one language: half the size on the wire, and the device asks for no other. */
function inOneLanguage(value: unknown, locale: string, key = ''): unknown {
  if (isText(value, key)) return { [locale]: say(value, locale) }
  if (Array.isArray(value)) return value.map((item) => inOneLanguage(item, locale))
  if (typeof value !== 'object' || value === null) return value
  const keyOf = (inner: string) => (key === 'approvals_labels' ? 'label' : inner)
  return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, inOneLanguage(v, locale, keyOf(k))]))
}

const textKeys = new Set(['name', 'label', 'help', 'guidingQuestions', 'tickBoxLabel', 'description'])

const isText = (value: unknown, key: string): value is Text =>
  textKeys.has(key) && typeof value === 'object' && value !== null && !Array.isArray(value) && 'en' in value

function listOf(config: Configuration, actor: Actor, type: (typeof recordTypes)[number]) {
  const modules = actor.role.modules.map((m) => config.modules.get(m)).filter((m) => m !== undefined)
  const named = (lists: 'listHeaders' | 'listFilters') => [
    ...new Set(modules.flatMap((m) => m[lists][collectionOf(type)] ?? [])),
  ]
  const mayAsk = (field: string) => mayAskBy(config, actor, type, field)
  const { sort = {} } = config.published.get(type) ?? {}
  return {
    columns: named('listHeaders').filter((field) => readsInList(config, actor, type, field)),
    filters: named('listFilters').filter((field) => mayAsk(field.replace(/^loc:/, ''))),
    // What no form asks is published for numbers, and has no words for a list.
    sortable: [
      'created_at',
      'name',
      'owned_by',
      'status',
      'workflow',
      ...Object.keys(sort).filter((field) => config.fieldOf(type, field)),
    ].filter(mayAsk),
  }
}

/** Managers see names in lists only where their role says so (access §5.6). */
function readsInList(config: Configuration, actor: Actor, type: (typeof recordTypes)[number], field: string): boolean {
  if (field === 'name' && actor.role.manager && !may(actor.role, type, 'list_case_names')) return false
  return field === 'complete' || mayAskBy(config, actor, type, field)
}
