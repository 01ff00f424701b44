// A record is shared, a share is answered: decided in the domain, then written with the record in the caller's
// transaction. Whoever answers may not reach the record: the second lock opens for this work.
import type { Actor } from '@primero/domain/access/actor.ts'
import { maySendTo } from '@primero/domain/accounts/agreements.ts'
import type { RecordType } from '@primero/domain/configuration/bundle.ts'
import { isUuid, type Uuid } from '@primero/domain/ids.ts'
import { Problem } from '@primero/domain/problem.ts'
import type { Carried } from '@primero/domain/records/carried.ts'
import type { RecordFacts } from '@primero/domain/records/record.ts'
import type { Day } from '@primero/domain/time.ts'
import { mayMake } from '@primero/domain/workflow/making.ts'
import { modulePolicy } from '@primero/domain/workflow/module-package.ts'
import { formsBefore } from '@primero/domain/workflow/referral-forms.ts'
import type { Receiver } from '@primero/domain/workflow/recipients.ts'
import {
  type Answer,
  answerShare,
  makeShare,
  type ShareDone,
  type Sharing,
  type Wish,
} from '@primero/domain/workflow/share.ts'
import { standingShare } from '@primero/domain/workflow/standing.ts'
import type { Transition } from '@primero/domain/workflow/transition.ts'
import { accountsHeld, type AccountRow, personOf } from '../accounts/queries.ts'
import { insertAudit } from '../audit/queries.ts'
import { versionsOf } from '../agreements/queries.ts'
import { consentsOf } from '../consents/queries.ts'
import { asHouseMeanwhile, type Tx } from '../db/database.ts'
import { type House, occasionOf, todayOf } from '../house.ts'
import { keepPackage, type PackageAsked } from '../packages/make.ts'
import { packagesOf } from '../packages/queries.ts'
import { waitingIn } from '../packages/sealed.ts'
import { type Held, heldOf } from '../records/held.ts'
import { type StoredTransition, transitionsOf } from './queries.ts'
import { refuseUnknownProvider } from '../directory/queries.ts'
import { givenBy } from './given.ts'
import { paceFor } from './pace.ts'
import { type By, settleShares, type SettledShares } from './settled.ts'

/** The transition as it is now, and the record with what changed in it. */
export type Shared = {
  transition: StoredTransition
  /** Undefined: nothing happened. */
  carried: Carried | undefined
  n: number
  facts: RecordFacts
  ignored: string[]
}

type Of = { type: RecordType; id: string }

/** @throws Problem not-found, id-taken, and what the domain refuses */
export const share = (
  house: House,
  tx: Tx,
  actor: Actor,
  of: Of,
  wish: Wish,
  to: string | null,
  by: By,
  asked?: PackageAsked,
): Promise<Shared> =>
  asHouseMeanwhile(tx, house.configuration(), actor, () => shareAsHouse(house, tx, actor, of, wish, to, by, asked))

/** The same, where the second lock is open already. */
export async function shareAsHouse(
  house: House,
  tx: Tx,
  actor: Actor,
  of: Of,
  wish: Wish,
  to: string | null,
  by: By,
  asked?: PackageAsked,
): Promise<Shared> {
  const held = await heldFor(tx, of)
  // Whoever owns the record now is asked for it.
  const recipient = wish.type === 'TransferRequest' ? held.facts.ownedBy : to
  const looked = await sharingOf(house, tx, held, wish.type, actor.agency, {
    recipient,
    requester: actor.userName,
    second: wish.override?.second ?? null,
  })
  const standing = by.isOnce === true ? await standingOf(house, tx, actor, held, { ...wish, to }, looked) : undefined
  if (standing !== undefined) return unchanged(held, standing)
  const isReferral = wish.type === 'Referral'
  const sharing = isReferral ? { ...looked, pace: await paceFor(house, tx, held, wish) } : looked
  const given = isReferral ? await givenBy(house, tx, actor, held, wish.forms ?? null) : { forms: null }
  const done = makeShare(actor, held, { ...wish, ...given }, sharing, occasionOf(house, actor.userName))
  const [made] = done.changed
  // Asked of who may share it alone: of a case out of reach, no refusal says that it is there.
  await refuseUnknownProvider(tx, wish.provider ?? null)
  // Who ticked what goes into a package would otherwise send the record.
  if (asked !== undefined && made?.packaged !== true) throw notReceived()
  if (made?.packaged) {
    const { owner, consents } = sharing
    const consent = consents.find(({ id }) => id === made.consent)
    await keepPackage(house, tx, actor, held, { made, consent, owner, waits: done.waits === true }, asked)
    if (done.waits) return waiting(house, tx, actor, held, made, done, by)
  }
  const settled = await settleShares(house, tx, actor, held, done, sharing, { ...by, action: madeAs[wish.type] })
  return sharedAs(wish.id, done, settled)
}

/** What this person sent before, and may send: among what is shared, and among what waits for its release. */
async function standingOf(
  house: House,
  tx: Tx,
  actor: Actor,
  { row, record, facts }: Held,
  wish: Wish & { to: string | null },
  { transitions }: Sharing,
): Promise<StoredTransition | undefined> {
  if (mayMake(actor, facts, wish.type, wish.serviceRow !== null) !== 'yes') return undefined
  const waiting = (await packagesOf(tx, row.n)).flatMap((one) =>
    one.state === 'waits' ? (waitingIn(house, one) ?? []) : [],
  )
  const known = [...transitions, ...waiting]
  const found = standingShare(known, { ...wish, by: actor.userName, to: wish.remote ? null : wish.to })
  return found && { ...found, n: row.n, record: { id: record.id, type: record.type } }
}

const unchanged = ({ row, facts }: Held, transition: StoredTransition): Shared => ({
  transition,
  carried: undefined,
  n: row.n,
  facts,
  ignored: [],
})

const notReceived = () =>
  new Problem('rule-broken', { attribute: 'transitioned_to', message: 'transition.errors.to_user_can_receive' })

/** Nobody else hears of it, and nothing counts it, before somebody lets it go. */
async function waiting(
  house: House,
  tx: Tx,
  actor: Actor,
  { row, record, facts }: Held,
  made: Transition,
  { ignored }: ShareDone,
  { ip }: By,
): Promise<Shared> {
  await insertAudit(tx, {
    userName: actor.userName,
    action: 'refer',
    at: house.clock(),
    outcome: 'done',
    recordType: record.type,
    recordId: record.id,
    details: { package: made.id, waits: true },
    ...(ip === undefined ? {} : { ip }),
  })
  const { id, type } = record
  return { transition: { ...made, n: row.n, record: { id, type } }, carried: undefined, n: row.n, facts, ignored }
}

const sharedAs = (id: Uuid, { ignored }: ShareDone, { all, ...settled }: SettledShares): Shared => ({
  ...settled,
  transition: all.find((one) => one.id === id) as StoredTransition,
  ignored,
})

const madeAs = {
  Assign: 'assign',
  Transfer: 'transfer',
  TransferRequest: 'transfer_request',
  Referral: 'refer',
} as const

/** The transition must be of this record. @throws Problem forbidden, rule-broken */
export const answer = (
  house: House,
  tx: Tx,
  actor: Actor,
  of: Of,
  id: string,
  given: Answer,
  by: By,
): Promise<Shared> =>
  asHouseMeanwhile(tx, house.configuration(), actor, async () => {
    const held = await heldFor(tx, of)
    const transition = (await transitionsOf(tx, held.row.n)).find((one) => one.id === id)
    if (transition === undefined) throw new Problem('forbidden', {})
    const names = { recipient: transition.to, requester: transition.by }
    const sharing = await sharingOf(house, tx, held, transition.type, transition.sender.agency, names)
    const done = answerShare(actor, held, transition, given, sharing, occasionOf(house, actor.userName))
    if (done === undefined) return unchanged(held, transition)
    const kind = transition.type === 'Referral' ? 'refer' : 'transfer'
    const action = `${kind}_${done.changed[0]?.status === 'revoked' && kind === 'refer' ? 'revoke' : done.changed[0]?.status}`
    return sharedAs(transition.id, done, await settleShares(house, tx, actor, held, done, sharing, { ...by, action }))
  })

export async function heldFor(tx: Tx, { type, id }: Of): Promise<Held> {
  const held = isUuid(id) ? await heldOf(tx, type, id) : undefined
  if (held === undefined) throw new Problem('not-found', {})
  return held
}

export async function sharingOf(
  house: House,
  tx: Tx,
  held: Held,
  kind: Transition['type'],
  sendersAgency: string | null,
  names: { recipient: string | null; requester: string; second?: string | null },
): Promise<Sharing> {
  const owner = held.facts.ownedBy
  const second = names.second ?? null
  const wanted = [...new Set([names.recipient, names.requester, owner, second].filter((name) => name !== null))]
  const [transitions, consents, accounts] = await Promise.all([
    transitionsOf(tx, held.row.n),
    consentsOf(tx, held.row.n),
    accountsHeld(tx, wanted),
  ])
  const named = (name: string | null): Receiver | undefined => {
    const account = accounts.find(({ user_name }) => user_name === name)
    return account && receiverOf(house, account)
  }
  const [recipient, requester] = [named(names.recipient), named(names.requester)]
  // What is asked for goes from whoever owns it to whoever asks.
  const isAsked = kind === 'TransferRequest'
  const [from, to] = isAsked ? [named(owner)?.agency ?? null, requester] : [sendersAgency, recipient]
  return {
    transitions,
    consents,
    second: named(second),
    recipient,
    requester,
    owner: named(owner),
    policy: modulePolicy(house.configuration()),
    formsBefore: formsBefore(house.configuration(), held.facts.module),
    isShut: to !== undefined && !maySendTo(await versionsOf(tx), from, to.agency, todayOf(house) as Day),
    newId: () => crypto.randomUUID() as Uuid,
  }
}

/** An account as sharing sees it. */
export function receiverOf(house: House, account: AccountRow): Receiver {
  const role = house.configuration().roles.get(account.role)
  const isOver = account.expires_on !== null && account.expires_on < todayOf(house)
  return { ...personOf(account, role), role, isInForce: !account.disabled && !account.unverified && !isOver }
}
