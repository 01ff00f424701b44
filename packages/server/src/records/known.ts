// What the domain must know before it decides: looked up once, handed over whole.
import type { Actor, Person } from '@primero/domain/access/actor.ts'
import type { RecordType } from '@primero/domain/configuration/bundle.ts'
import { isUuid, type Uuid } from '@primero/domain/ids.ts'
import type { Configuration } from '@primero/domain/configuration/configuration.ts'
import { Problem } from '@primero/domain/problem.ts'
import type { Known } from '@primero/domain/records/command.ts'
import { mayLoosen } from '@primero/domain/records/meeting-rule.ts'
import type { Change, Data } from '@primero/domain/records/record.ts'
import { asChanges, asksNoMore } from '@primero/domain/records/retired.ts'
import { accountsHeld, accountsNamed, personOf, selfOf } from '../accounts/queries.ts'
import { configurationNumbered } from '../configuration/earlier.ts'
import type { Tx } from '../db/database.ts'
import type { House } from '../house.ts'
import { type Act, text } from './act.ts'
import { type Held, heldOf } from './held.ts'
import { saidByOthers } from './queries.ts'
import { readersOn } from './reader.ts'

export async function knownFor(
  house: House,
  tx: Tx,
  actor: Actor,
  act: Act,
  held: Held | undefined,
  chosen: Change[] = [],
): Promise<Known> {
  const sent = sentBy(act, chosen)
  refuseMalformedLinks(sent)
  const linked = await linkedCaseOf(house, tx, actor, act, sent)
  const registry = await linkedTo(tx, 'registry_record', sent['registry_record_id'])
  const family = await linkedTo(tx, 'family', sent['family_id'])
  const wanted = linked?.facts.ownedBy ?? text(sent['owned_by'])
  const about = text(sent['identified_by'])
  const names = [wanted, about].filter((name): name is string => name !== null && name !== actor.userName)
  // A new record is stamped with where its owner is now: he may have been moved since he was asked who he is.
  const isNew = act.name === 'record.create'
  const people = isNew
    ? await accountsHeld(tx, [...new Set([...names, actor.userName])])
    : await accountsNamed(tx, [...new Set(names)])
  const here = isNew ? people.find((a) => a.user_name === actor.userName) : undefined
  if (isNew && here === undefined) throw new Problem('not-signed-in', {})
  const self = here ? personOf(here, actor.role) : selfOf(actor)
  const person = (name: string | null): Person | undefined => {
    if (name === self.userName) return self
    const account = people.find((a) => a.user_name === name)
    return account && personOf(account, house.configuration().roles.get(account.role))
  }
  const owner = person(wanted)
  const older = await olderFor(house, tx, act, held?.facts)
  const unheard = held && (await unheardBy(house, tx, actor, act, held))
  const account = people.find((a) => a.user_name === about)
  // Who is signed in is enabled and verified.
  const isUsable = about === self.userName || (account !== undefined && !account.disabled && !account.unverified)
  return {
    ...(held ? { record: held.record, facts: held.facts } : {}),
    person: self,
    ...(owner ? { owner } : {}),
    ...(linked ? { linkedCase: linked } : {}),
    ...(registry ? { linkedRegistry: registry } : {}),
    ...(family ? { linkedFamily: family } : {}),
    ...(about === null ? {} : { identified: isUsable ? (person(about) ?? null) : null }),
    strict: act.strict,
    ...(older ? { older } : {}),
    ...(unheard ? { unheard } : {}),
    ...(act.action === undefined ? {} : { action: act.action }),
    takesIncidentRows: act.args.type === 'case',
    ...(act.attachment ? { attachment: act.attachment } : {}),
    newId: () => crypto.randomUUID() as Uuid,
  }
}

/** The configuration under which it was typed, looked up only where the one in force does not ask all that it names. */
export async function olderFor(
  house: House,
  tx: Tx,
  act: Act,
  of: { module: string } | undefined,
): Promise<Configuration | undefined> {
  const inForce = house.configuration()
  if (act.config === undefined || act.config >= inForce.version) return undefined
  const module = of?.module ?? text(act.args['module'])
  const ctx = { type: act.args.type, ...(module === null ? {} : { module }) }
  const data = act.args['data'] as Data | undefined
  const changes = (act.args['changes'] as Change[] | undefined) ?? asChanges(data ?? {})
  return asksNoMore(inForce, ctx, changes) ? configurationNumbered(house, tx, act.config) : undefined
}

/** Looked up only where what was sent could undo what others said in care, or decided. */
async function unheardBy(house: House, tx: Tx, actor: Actor, act: Act, held: Held): Promise<Change[] | undefined> {
  if (act.name === 'approval.answer') return saidByOthers(tx, act.args.type, held.row.n, actor.userName, act)
  const changes = act.args['changes'] as Change[] | undefined
  if (act.name !== 'record.edit' || changes === undefined) return undefined
  if (!mayLoosen(house.configuration(), act.args.type, changes)) return undefined
  return saidByOthers(tx, act.args.type, held.row.n, actor.userName, act)
}

/** Top-level values that the sender names, whatever the shape of the act. */
function sentBy(act: Act, chosen: Change[]): Record<string, unknown> {
  const changes = (act.args['changes'] ?? chosen) as { path: string[]; to?: unknown }[]
  const edited = changes.filter((c) => c.path.length === 1).map((c) => [c.path[0] ?? '', c.to])
  return { ...(act.args['data'] as object | undefined), ...Object.fromEntries(edited), ...act.patch }
}

const links = ['incident_case_id', 'registry_record_id', 'family_id', 'family_member_id'] as const

function refuseMalformedLinks(sent: Record<string, unknown>): void {
  const wrong = links.filter((key) => sent[key] !== undefined && sent[key] !== null && !isUuid(sent[key]))
  if (wrong.length > 0) throw new Problem('invalid-answers', { pointers: wrong.map((key) => `/${key}`) })
}

async function linkedTo(tx: Tx, type: RecordType, id: unknown): Promise<Known['linkedFamily']> {
  const held = isUuid(id) ? await heldOf(tx, type, id) : undefined
  return held && { record: held.record, facts: held.facts }
}

/** The case that an incident is being made from; in nobody's reach is as good as none. */
async function linkedCaseOf(
  house: House,
  tx: Tx,
  actor: Actor,
  act: Act,
  sent: Record<string, unknown>,
): Promise<Known['linkedCase']> {
  const id = text(sent['incident_case_id'])
  if (act.args.type !== 'incident' || id === null || !isUuid(id)) return undefined
  const held = await heldOf(tx, 'case', id)
  if (held === undefined) return undefined
  const of = { n: held.row.n, facts: held.facts }
  const { actor: reader } = (await readersOn(house, tx, actor, [of]))(of)
  return { record: held.record, facts: held.facts, reader }
}
