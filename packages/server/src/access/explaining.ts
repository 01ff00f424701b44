// The access simulator: what somebody may do with a record or a field, and the rule that says so (ux §14).
import { nameText } from '@primero/domain/accounts/name.ts'
import type { Actor } from '@primero/domain/access/actor.ts'
import { decide, isOutOfScope, type RecordState } from '@primero/domain/access/decide.ts'
import { explain, explainFields, type Explanation } from '@primero/domain/access/explain.ts'
import { readable } from '@primero/domain/access/fields.ts'
import { listOf } from '@primero/domain/access/giving.ts'
import { madeUp, relations, somebodyWith } from '@primero/domain/access/made-up.ts'
import { maySeeAccount } from '@primero/domain/access/people-reach.ts'
import { resourceActions } from '@primero/domain/access/resource-actions.ts'
import { formRights, may } from '@primero/domain/access/role.ts'
import type { Grant } from '@primero/domain/access/who.ts'
import { nameIn, recordTypes } from '@primero/domain/configuration/bundle.ts'
import type { Configuration } from '@primero/domain/configuration/configuration.ts'
import { Problem } from '@primero/domain/problem.ts'
import type { RecordFacts } from '@primero/domain/records/record.ts'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import * as z from 'zod'
import { accountByName, actorOf } from '../accounts/queries.ts'
import { found, refuseUnless } from '../administration/body.ts'
import { insertAudit } from '../audit/queries.ts'
import { transaction, type Tx } from '../db/database.ts'
import type { House } from '../house.ts'
import { needsActor } from '../http/session.ts'
import { reachable } from '../records/reading.ts'
import { liveGrants } from '../who/queries.ts'
import { draft, draftOf } from './roles.ts'
import { labelled, said } from './words.ts'

const as = z.union([
  z.strictObject({ user: z.string().min(1).max(200) }),
  z.strictObject({ role: z.string().min(1).max(200) }),
  z.strictObject({ draft, id: z.optional(z.string().max(200)) }),
])
const about = z.union([
  z.strictObject({ type: z.enum(recordTypes), id: z.uuid() }),
  z.strictObject({
    type: z.enum(recordTypes),
    relation: z.enum(relations),
    module: z.string().max(200),
    status: z.enum(['open', 'closed', 'disabled']).default('open'),
  }),
])
const body = z.strictObject({ as, about, action: z.optional(z.string().max(100)) })
type Question = z.infer<typeof body>

export function explainDoor(app: FastifyInstance, house: House): void {
  app.post<{ Body: Question }>(
    '/api/ext/access/explain',
    { schema: { tags: ['access'], summary: 'What somebody may do with a record, and which rule says so', body } },
    (request) => {
      const actor = needsActor(request)
      refuseUnless(may(actor.role, 'role', 'read'))
      return transaction(house.db, actor, async (tx) => answer(house, tx, actor, request))
    },
  )
}

async function answer(house: House, tx: Tx, actor: Actor, { body: question }: FastifyRequest<{ Body: Question }>) {
  const config = house.configuration()
  const { person, who } = await askedAs(house, tx, actor, question.as)
  const record = await askedAbout(house, tx, actor, person, question.about)
  const { type, module } = record.facts
  if ('id' in question.about)
    await insertAudit(tx, {
      userName: actor.userName,
      action: 'explain',
      outcome: 'done',
      recordType: type,
      recordId: record.facts.id,
      details: who,
    })
  const told = (action: string) => ({ action, ...explain(config, person, { type, action }, record) })
  const reads = decide(config, person, type, 'read', record.facts) === 'yes'
  return {
    person: { userName: who.user ?? null, role: nameIn(person.role, actor.locale) },
    type,
    module,
    asked: question.action === undefined ? null : told(question.action),
    read: told('read'),
    actions: (resourceActions[type] ?? [])
      .filter((action) => action !== 'manage')
      .map((action) => lastOf(told(action), action)),
    ...(reads ? fieldsShown(config, person, record.facts, actor.locale) : { forms: [], beside: [] }),
  }
}

const lastOf = ({ decision, steps }: Explanation, action: string) => ({ action, decision, last: steps.at(-1) ?? null })

/** A person within one's reach, a role on one's list, or a role that is not saved yet. */
async function askedAs(
  house: House,
  tx: Tx,
  actor: Actor,
  who: Question['as'],
): Promise<{ person: Actor; who: { user?: string; role?: string } }> {
  const config = house.configuration()
  if ('user' in who) {
    const account = await accountByName(tx, nameText(who.user))
    const role = config.roles.get(account?.role ?? '')
    const isThere = account !== undefined && account.removed_at === null && role !== undefined
    if (!isThere || !maySeeAccount(config, actor, account)) throw new Problem('not-found', { what: 'user' })
    return { person: actorOf(account, role), who: { user: account.user_name } }
  }
  if ('role' in who) {
    const role = found(config.roles.get(who.role))
    refuseUnless(listOf(actor.role)?.includes(role.id) ?? true)
    return { person: somebodyWith(role), who: { role: role.id } }
  }
  refuseUnless(may(actor.role, 'role', 'create') || may(actor.role, 'role', 'write'))
  return { person: somebodyWith(draftOf(config, who.draft, who.id ?? 'draft')), who: {} }
}

type Asked = { facts: RecordFacts; state: RecordState; grants: Grant[] }

/** A record that the asker reaches himself, and whose access log he may read; or one that is made up. */
async function askedAbout(house: House, tx: Tx, actor: Actor, person: Actor, of: Question['about']): Promise<Asked> {
  if (!('id' in of)) {
    found(house.configuration().modules.get(of.module))
    const state: RecordState = of.status === 'disabled' ? { record_state: false } : { status: of.status }
    return { facts: madeUp(person, of.relation, of.type, of.module), state, grants: [] }
  }
  const { record, facts, n } = await reachable(house, tx, actor, of.type, of.id).catch((problem: unknown) => {
    throw isOutOfScope(problem) ? new Problem('not-found', { what: 'record' }) : problem
  })
  if (!may(actor.role, of.type, 'access_log')) throw new Problem('forbidden', { action: 'access_log' })
  const { status, record_state } = record.data
  return { facts, state: { status, record_state }, grants: await liveGrants(tx, n, house.clock()) }
}

/** Every field of the record's module by its form, and what is seen beside the forms. */
function fieldsShown(config: Configuration, person: Actor, facts: RecordFacts, locale: string) {
  const ctx = { type: facts.type, module: facts.module, facts }
  const forms = config
    .formsOf(facts.type)
    .filter(({ modules, subform, fields }) => modules.includes(facts.module) && !subform && fields.length > 0)
  const names = forms.map(({ fields }) => fields.filter(({ type }) => type !== 'separator').map(({ name }) => name))
  const onForms = new Set(names.flat())
  const rest = [...readable(config, person, ctx)].filter((name) => !onForms.has(name))
  const told = new Map(explainFields(config, person, ctx, [...onForms, ...rest]).map((field) => [field.name, field]))
  const labels = new Map(
    labelled(config, facts.type, [...onForms, ...rest], locale).map(({ name, label }) => [name, label]),
  )
  const shown = (name: string) => {
    const { forms: _forms, ...field } = told.get(name) ?? { forms: [] }
    return { ...field, label: labels.get(name) ?? '' }
  }
  const rights = formRights(config, person.role)
  return {
    forms: forms.map(({ id, name }, i) => ({
      id,
      label: said(name, locale),
      right: rights.get(id) ?? null,
      fields: (names[i] ?? []).map(shown),
    })),
    beside: rest.map(shown),
  }
}
