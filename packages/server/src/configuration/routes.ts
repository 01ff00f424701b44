// Reading the configuration over v2 (api-admin §3–§5, §7–§13). Changing it comes with its own screens.
import type { Actor } from '@primero/domain/access/actor.ts'
import { reachesGroup } from '@primero/domain/access/people-reach.ts'
import { resourceActions } from '@primero/domain/access/resource-actions.ts'
import { may } from '@primero/domain/access/role.ts'
import { Problem } from '@primero/domain/problem.ts'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { actionOfRoute, kindOfRoute } from '../audit/kinds.ts'
import { conductInForce, presentConduct } from '../agreements/conduct-routes.ts'
import { insertAudit } from '../audit/queries.ts'
import type { House } from '../house.ts'
import { isTrue, listOf, pageOf, type Parameters, textOf } from '../http/query-string.ts'
import { needsActor } from '../http/session.ts'
import { toldOfStreams } from '../ways-in/streams.ts'
import { version } from '../version.ts'
import { contactOf, contactRoute } from './contact.ts'
import { type Presenting, presentForm, presentingOf } from './present-forms.ts'
import { presentPrimero, presentSettings } from './present-settings.ts'
import { presentAgency, presentGroup, presentLocation, presentLookup, presentModule, presentRole } from './present.ts'

/** As it is pinned (api-admin §19). */
const isPublic = 'the same for everybody, and asked before anybody is known'

type Asked = { actor: Actor; query: Parameters; p: Presenting }

export function configurationRoutes(app: FastifyInstance, house: House): void {
  const presenting = (): Presenting => presentingOf(house)
  /** A read by anybody signed in; what it answers is written to the audit. */
  const read = (path: string, summary: string, answer: (asked: Asked, id: string) => unknown) =>
    app.get<{ Params: { id?: string } }>(
      `/api/v2/${path}`,
      { schema: { tags: ['configuration'], summary } },
      async (request) => {
        const actor = needsActor(request)
        const reply = await answer(
          { actor, query: request.query as Parameters, p: presenting() },
          request.params.id ?? '',
        )
        await insertAudit(house.db, audited(house, actor, request))
        return reply
      },
    )

  app.get(
    '/api/v2/primero',
    {
      config: { unaudited: isPublic },
      schema: { tags: ['configuration'], summary: 'What anybody may know of this instance' },
    },
    async () => ({
      data: presentPrimero(
        presenting(),
        house.settings,
        toldOfStreams(house.configuration(), house.settings.selfRegistration),
      ),
    }),
  )

  read('system_settings', 'Settings of the instance', async ({ actor, query, p }) => {
    const code = await conductInForce(house, house.db)
    return {
      data: {
        ...presentSettings(p, actor, query['extended'] === 'true', house.settings.termsOfUse),
        ...(code ? { code_of_conduct: presentConduct(house, code, actor.locale) } : {}),
      },
    }
  })
  read('contact_information', 'Whom to ask for help', ({ p }) => ({
    data: { ...contactOf(p.config), system_version: version },
  }))
  contactRoute(app, house)
  app.post('/rails/active_storage/direct_uploads', { schema: { hide: true } }, () => {
    throw new Problem('forbidden', {})
  })
  read('permissions', 'All resources and their actions', () => ({
    data: {
      management: ['self', 'group', 'all', 'admin_only', 'agency', 'webhook'],
      resource_actions: resourceActions,
    },
  }))

  read('forms', 'Every form', ({ query, p }) => ({ data: formsAsked(p, query).map((form) => presentForm(p, form)) }))
  read('forms/:id', 'One form', ({ actor, p }, id) => {
    refuseUnless(managesMetadata(actor) || may(actor.role, 'metadata', 'manage_restricted'))
    return { data: presentForm(p, found(p.config.forms.get(p.ids.keyOf('form', id) ?? ''))) }
  })
  read('lookups', 'Lookups, by page', ({ query, p }) =>
    paged([...p.config.lookups.values()], query, (l) => presentLookup(p, l), 20),
  )
  read('lookups/:id', 'One lookup', ({ actor, p }, id) => {
    refuseUnless(managesMetadata(actor) || may(actor.role, 'metadata', 'manage_restricted'))
    return { data: presentLookup(p, found(p.config.lookups.get(p.ids.keyOf('lookup', id) ?? ''))) }
  })
  read('locations', 'Locations, by page', ({ actor, query, p }) => {
    refuseUnless(!(actor.role.permissions['metadata'] ?? []).includes('manage_restricted'))
    const locations = sorted(filteredByDisabled([...p.config.locations.values()], query), query, {
      code: (l) => l.code,
      hierarchy: (l) => l.hierarchy.join('.'),
      type: (l) => l.type,
      admin_level: (l) => l.level,
      name: (l) => l.name[textOf(query['locale']) ?? 'en'] ?? '',
    })
    return paged(
      locations,
      query,
      (l) => presentLocation(p, l, isTrue(query['hierarchy'])),
      100,
      Number.MAX_SAFE_INTEGER,
    )
  })
  read('locations/:id', 'One location', ({ actor, p }, id) => {
    refuseUnless(managesMetadata(actor))
    return { data: presentLocation(p, found(p.config.locations.get(p.ids.keyOf('location', id) ?? '')), true) }
  })

  read('agencies', 'Agencies, by page', ({ actor, query, p }) => {
    refuseUnless(may(actor.role, 'agency', 'read'))
    const managed = isTrue(query['managed']) && actor.role.scope !== 'all'
    const agencies = filteredByDisabled([...p.config.agencies.values()], query).filter(
      (a) => !managed || a.id === actor.agency,
    )
    return paged(sorted(agencies, query, { name: (a) => a.name['en'] ?? '' }), query, (a) => presentAgency(p, a, 0), 20)
  })
  read('agencies/:id', 'One agency', ({ actor, p }, id) => {
    const agency = found(p.config.agencies.get(p.ids.keyOf('agency', id) ?? ''))
    refuseUnless(may(actor.role, 'agency', 'read') && isAmong(actor.role.objects?.agency, agency.id))
    return { data: presentAgency(p, agency, 0) }
  })
  read('roles', 'Roles', ({ actor, query, p }) => {
    refuseUnless(isForReferrals(query) || may(actor.role, 'role', 'read'))
    const roles = filteredByDisabled(rolesAsked(p, actor, query), query)
    return pagedIfAsked(roles, query, (r) => presentRole(p, r))
  })
  read('roles/:id', 'One role', ({ actor, p }, id) => {
    const role = found(p.config.roles.get(p.ids.keyOf('role', id) ?? ''))
    refuseUnless(may(actor.role, 'role', 'read') && isAmong(actor.role.objects?.role, role.id))
    return { data: presentRole(p, role) }
  })
  read('user_groups', 'User groups', ({ actor, query, p }) => {
    refuseUnless(may(actor.role, 'user_group', 'read') || actor.role.objects?.managed_report?.scope === 'all')
    const own = isTrue(query['managed']) && !['all', 'admin_only'].includes(actor.role.scope)
    const agencies = listOf(query['agency_unique_ids'])
    const groups = filteredByDisabled([...p.config.userGroups.values()], query)
      .filter((g) => !own || actor.groups.includes(g.id))
      .filter((g) => agencies.length === 0 || g.agencies?.some((a) => agencies.includes(a)))
    return pagedIfAsked(groups, query, (g) => presentGroup(p, g))
  })
  read('user_groups/:id', 'One user group', ({ actor, p }, id) => {
    const group = found(p.config.userGroups.get(p.ids.keyOf('user_group', id) ?? ''))
    refuseUnless(may(actor.role, 'user_group', 'read') && reachesGroup(actor, group.id))
    return { data: presentGroup(p, group) }
  })
  read('primero_modules', 'Modules', ({ actor, p }) => {
    refuseUnless(managesMetadata(actor))
    return { data: [...p.config.modules.values()].map((m) => presentModule(p, m)) }
  })
  read('primero_modules/:id', 'One module', ({ actor, p }, id) => {
    const module = found(p.config.modules.get(p.ids.keyOf('module', id) ?? ''))
    refuseUnless(managesMetadata(actor))
    return { data: presentModule(p, module) }
  })
}

function audited(house: House, actor: Actor, request: FastifyRequest) {
  const route = request.routeOptions.url ?? 'unknown'
  const kind = kindOfRoute(route)
  const { id } = request.params as { id?: string }
  const known = wireKinds.find((of) => of === kind || `${of}_section` === kind || `primero_${of}` === kind)
  const key = id === undefined || known === undefined ? undefined : house.wireIds().keyOf(known, id)
  return {
    userName: actor.userName,
    action: actionOfRoute(request),
    outcome: 'done' as const,
    ...(kind === undefined ? {} : { recordType: kind }),
    ...(key === undefined ? {} : { details: { key } }),
  }
}

const wireKinds = ['agency', 'role', 'user_group', 'module', 'form', 'lookup', 'location'] as const

/** Any metadata action but `manage_restricted` grants managing all of it (api-admin §0.9). */
const managesMetadata = (actor: Actor): boolean =>
  (actor.role.permissions['metadata'] ?? []).some((action) => action !== 'manage_restricted')

function refuseUnless(allowed: boolean): void {
  if (!allowed) throw new Problem('forbidden', {})
}

function found<T>(item: T | undefined): T {
  if (item === undefined) throw new Problem('not-found', {})
  return item
}

const isAmong = (list: string[] | undefined, id: string): boolean =>
  list === undefined || list.length === 0 || list.includes(id)

function formsAsked(p: Presenting, query: Parameters) {
  const { record_type: type, module_id: module, unique_id: id, exclude_subforms: topOnly } = query
  return [...p.config.forms.values()].filter(
    (f) =>
      (typeof type !== 'string' || f.recordType === type) &&
      (typeof module !== 'string' || f.modules.includes(module)) &&
      (typeof id !== 'string' || f.id === id) &&
      (topOnly === undefined || !f.subform),
  )
}

/** Whoever refers has to name a role; the list of all roles is a map of who can do what, and needs its right. */
const isForReferrals = (query: Parameters): boolean =>
  isTrue(query['external']) || isTrue(query['referral_authorization'])

function rolesAsked(p: Presenting, actor: Actor, query: Parameters) {
  const roles = [...p.config.roles.values()]
  if (isTrue(query['external'])) return roles.filter((r) => !r.disabled && (r.referral || r.transfer))
  if (isTrue(query['referral_authorization'])) return roles.filter((r) => !r.disabled && r.referralAuthorization)
  if (isTrue(query['managed'])) return roles.filter((r) => isAmong(actor.role.objects?.role, r.id))
  const scope = textOf(query['group_permission'])
  return scope === undefined ? roles : roles.filter((r) => r.scope === scope)
}

function filteredByDisabled<T extends { disabled?: boolean | undefined }>(items: T[], query: Parameters): T[] {
  const wanted = listOf(query['disabled'])
  return wanted.length === 0 ? items : items.filter((item) => wanted.includes(String(item.disabled ?? false)))
}

function sorted<T>(items: T[], query: Parameters, by: Record<string, (item: T) => string | number>): T[] {
  const key = by[textOf(query['order_by']) ?? '']
  if (key === undefined) return items
  const collator = new Intl.Collator('und', { sensitivity: 'base' })
  const direction = textOf(query['order'])?.toLowerCase() === 'desc' ? -1 : 1
  const compare = (a: string | number, b: string | number) =>
    typeof a === 'number' && typeof b === 'number' ? a - b : collator.compare(String(a), String(b))
  return [...items].sort((a, b) => direction * compare(key(a), key(b)))
}

function paged<T>(items: T[], query: Parameters, present: (item: T) => unknown, per: number, most = 1000) {
  const at = pageOf(query, per, most)
  const shown = items.slice((at.page - 1) * at.per, at.page * at.per)
  return { data: shown.map(present), metadata: { total: items.length, per: at.per, page: at.page } }
}

/** Roles and groups come whole, with per and page null, unless a page is asked for (api-admin §0.4). */
const pagedIfAsked = <T>(items: T[], query: Parameters, present: (item: T) => unknown) =>
  query['page'] === undefined && query['per'] === undefined
    ? { data: items.map(present), metadata: { total: items.length, per: null, page: null } }
    : paged(items, query, present, 100, Number.MAX_SAFE_INTEGER)
