// What is meant to be shared, with whom, by whom: asked before it is sent, of who may send it or may grant it.
import type { Actor, Person } from '@primero/domain/access/actor.ts'
import { decide } from '@primero/domain/access/decide.ts'
import { Problem } from '@primero/domain/problem.ts'
import { coveredBy, serviceOf } from '@primero/domain/workflow/consents.ts'
import { withTellers } from '@primero/domain/workflow/left-out.ts'
import { mayMake } from '@primero/domain/workflow/making.ts'
import { receives } from '@primero/domain/workflow/recipients.ts'
import { type Opening, partyOf } from '@primero/domain/workflow/share.ts'
import { answer } from '@primero/domain/workflow/transition.ts'
import * as z from 'zod'
import { accountsNamed, actorOf } from '../accounts/queries.ts'
import { consentsOf } from '../consents/queries.ts'
import type { Tx } from '../db/database.ts'
import { type House, todayOf } from '../house.ts'
import type { Held } from '../records/held.ts'
import { givenBy } from './given.ts'
import { type StoredTransition, transitionsOf } from './queries.ts'
import { receiverOf } from './share.ts'

const id = z.string().max(255)
const kase = z.uuidv4()
export const asked = z.union([
  z.strictObject({
    case: kase,
    kind: z.literal('Referral').optional(),
    to: id,
    /** Left out: the recipient's own. */
    role: id.optional(),
    forms: z.array(id).max(200).optional(),
    opensLater: z.boolean().optional(),
    service: id.optional(),
    serviceRow: z.string().max(64).optional(),
  }),
  z.strictObject({ case: kase, kind: z.literal('Transfer'), to: id }),
  /** Somebody asked for the case: what he will see once it is offered to him. */
  z.strictObject({ case: kase, request: z.uuid() }),
])
export type Asked = z.infer<typeof asked>

export type Meant = {
  kind: 'Referral' | 'Transfer'
  to: Actor
  person: Person
  wish: Opening & { service: string | null; serviceRow: string | null; authorizedRole: string | null }
  /** Fields that the consent leaves out by which it would go, or that whoever sends it does not see. */
  leftOut: readonly string[]
}

/** @throws Problem not-found for whoever may not share it so; rule-broken where he may receive nothing of it */
export async function meantBy(house: House, tx: Tx, actor: Actor, held: Held, asked: Asked): Promise<Meant> {
  const transitions = await transitionsOf(tx, held.row.n)
  const wish = wishOf(asked)
  const granted = 'request' in asked ? await grantable(house, tx, actor, held, transitions, asked.request) : undefined
  if (granted === undefined && mayMake(actor, held.facts, wish.type, wish.serviceRow !== null) !== 'yes')
    throw new Problem('not-found', {})
  const sender = granted === undefined ? actor.userName : held.facts.ownedBy
  const name = granted?.by ?? ('to' in asked ? asked.to : '')
  const { to, person } = await recipientOf(house, tx, wish.type, held, { sender, name })
  const purpose = wish.type === 'Referral' ? ('referral' as const) : ('transfer' as const)
  const given =
    wish.type === 'Referral' ? await givenBy(house, tx, actor, held, wish.forms ?? null) : { forms: null, leftOut: [] }
  const agreed = { purpose, service: serviceOf(held.record.data, wish), agency: to.agency }
  const consents = granted?.consentIndividual ? [] : await consentsOf(tx, held.row.n)
  return {
    kind: wish.type,
    to,
    person,
    wish: { ...wish, ...given },
    leftOut: [
      ...withTellers(coveredBy(consents, transitions, agreed, todayOf(house))?.excluded ?? []),
      ...given.leftOut,
    ],
  }
}

function wishOf(asked: Asked): Meant['wish'] & { type: Meant['kind'] } {
  const whole = { remote: false, service: null, serviceRow: null, authorizedRole: null }
  if ('request' in asked || asked.kind === 'Transfer') return { ...whole, type: 'Transfer' }
  const { role = null, forms = null, opensLater = false, service = null, serviceRow = null } = asked
  return { ...whole, type: 'Referral', service, serviceRow, authorizedRole: role, forms, opensLater }
}

/** The request, for who may grant it and reads the case. */
async function grantable(
  house: House,
  tx: Tx,
  actor: Actor,
  { facts }: Held,
  transitions: readonly StoredTransition[],
  id: string,
): Promise<StoredTransition> {
  const request = transitions.find((one) => one.id === id && one.type === 'TransferRequest')
  const [account] = await accountsNamed(tx, [facts.ownedBy])
  const owner = account && receiverOf(house, account)
  const isHis = request !== undefined && answer(request, 'accept', partyOf(actor, { facts }, request, owner)) === 'ok'
  if (!isHis || decide(house.configuration(), actor, 'case', 'read', facts) !== 'yes')
    throw new Problem('not-found', {})
  return request
}

/** @throws Problem rule-broken where he may receive none of this case, or is given a package and never the case */
async function recipientOf(
  house: House,
  tx: Tx,
  kind: Meant['kind'],
  { facts }: Held,
  { sender, name }: { sender: string; name: string },
): Promise<Pick<Meant, 'to' | 'person'>> {
  const [account] = await accountsNamed(tx, [name])
  const receiver = account && receiverOf(house, account)
  const role = receiver?.role
  const isHere = receiver !== undefined && receiver.userName !== sender && receives(kind, facts, receiver)
  // Of another module: he is sent a package, and never sees the case.
  if (account === undefined || role === undefined || !isHere || !role.modules.includes(facts.module))
    throw new Problem('rule-broken', { attribute: 'transitioned_to', message: 'transition.errors.to_user_can_receive' })
  return { to: actorOf(account, role), person: receiver }
}
