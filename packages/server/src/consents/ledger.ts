// Consent is given, withdrawn, or its time is over: the entry, the record, and the shares that end with it, in one
// transaction. The second lock opens for it: who was let in may be out of the author's reach.
import type { Actor } from '@primero/domain/access/actor.ts'
import { refusalOf } from '@primero/domain/access/decide.ts'
import type { Uuid } from '@primero/domain/ids.ts'
import { Problem } from '@primero/domain/problem.ts'
import type { Intention, IntentionArgs, LedgerName, Outcome } from '@primero/domain/sync/intention.ts'
import { type Day, isDay } from '@primero/domain/time.ts'
import {
  type Consent,
  ended,
  type Ending,
  given,
  type Ledger,
  type LedgerStep,
} from '@primero/domain/workflow/consents.ts'
import { decideLedger } from '@primero/domain/workflow/ledger.ts'
import { accountsHeld, accountsNamed } from '../accounts/queries.ts'
import { asHouseMeanwhile, type Tx } from '../db/database.ts'
import { type House, occasionOf } from '../house.ts'
import { notify } from '../own-notices/notify.ts'
import { text } from '../records/act.ts'
import type { Held } from '../records/held.ts'
import { saidByOthers } from '../records/queries.ts'
import { transitionsOf } from '../sharing/queries.ts'
import { heldFor, receiverOf } from '../sharing/share.ts'
import { type By, settleShares } from '../sharing/settled.ts'
import { consentsOf, insertConsent, keepEnds } from './queries.ts'

type Of<N extends LedgerName> = Intention & { name: N; args: IntentionArgs<N> }
export type Said = { [N in LedgerName]: Of<N> }[LedgerName]

/** @throws Problem not-found, forbidden, id-taken, rule-broken */
export async function ledgerFromDevice(house: House, tx: Tx, actor: Actor, said: Said, ip: string): Promise<Outcome> {
  const { type, id } = said.args
  const by = { intention: said.id as Uuid, ip }
  const version = await asHouseMeanwhile(tx, house.configuration(), actor, async () => {
    const held = await heldFor(tx, { type, id })
    const decision = decideLedger(house.configuration(), actor, held.facts)
    if (decision !== 'yes') throw refusalOf(decision, said.name)
    const ledger = await ledgerOf(tx, held)
    return said.name === 'consent.give'
      ? give(house, tx, actor, held, ledger, said, by)
      : withdraw(house, tx, actor, held, ledger, said.args, by)
  })
  return { id: said.id, outcome: 'applied', version }
}

export async function ledgerOf(tx: Tx, { row }: Held): Promise<Ledger> {
  const [consents, transitions] = await Promise.all([consentsOf(tx, row.n), transitionsOf(tx, row.n)])
  return { consents, transitions }
}

async function give(
  house: House,
  tx: Tx,
  actor: Actor,
  held: Held,
  ledger: Ledger,
  { args, basedOn }: Of<'consent.give'>,
  by: By,
): Promise<number> {
  const occasion = occasionOf(house, actor.userName)
  const consent = entryOf(house, actor, args, occasion.now)
  const unheard = await saidByOthers(tx, held.record.type, held.row.n, actor.userName, { ...by, basedOn })
  const step = given(held, consent, { ...ledger, unheard }, occasion)
  const of = { n: held.row.n, id: held.record.id, type: held.record.type }
  if (!(await insertConsent(tx, of, step.consent))) throw new Problem('id-taken', { id: consent.id })
  return settle(house, tx, actor, held, ledger, step, { ...by, action: 'consent_give', said: 'given' })
}

function entryOf(house: House, actor: Actor, args: IntentionArgs<'consent.give'>, at: Consent['at']): Consent {
  const { until = null, excluded = [], type } = args
  if (until !== null && !isDay(until)) throw new Problem('invalid-answers', { pointers: ['/until'] })
  const { fieldOf } = house.configuration()
  // What a package or a deadline takes of an incident of the case can be left out, too.
  const unknown = excluded.filter((name) => (fieldOf(type, name) ?? fieldOf('incident', name)) === undefined)
  if (unknown.length > 0) throw new Problem('unknown-keys', { keys: unknown })
  const each = <T>(list: readonly T[]): T[] => [...new Set(list)]
  return {
    id: args.consent as Uuid,
    purposes: each(args.purposes),
    services: each(args.services),
    agencies: each(args.agencies),
    excluded: each(excluded),
    oneOff: args.oneOff === true,
    until: until as Day | null,
    givenBy: each(args.givenBy),
    explainedBy: args.explainedBy ?? actor.userName,
    explainedHow: each(args.explainedHow),
    note: args.note ?? null,
    by: actor.userName,
    at,
    ends: [],
  }
}

async function withdraw(
  house: House,
  tx: Tx,
  actor: Actor,
  held: Held,
  ledger: Ledger,
  args: IntentionArgs<'consent.withdraw'>,
  by: By,
): Promise<number> {
  const consent = ledger.consents.find(({ id }) => id === args.consent)
  if (consent === undefined) throw new Problem('not-found', { what: 'consent' })
  const ending = { services: args.services ?? [], note: args.note ?? null, by: actor.userName }
  return endConsent(house, tx, actor, held, ledger, consent, ending, by)
}

/** @returns the record's version after it */
export async function endConsent(
  house: House,
  tx: Tx,
  actor: Actor,
  held: Held,
  ledger: Ledger,
  consent: Consent,
  ending: Ending,
  by: By,
): Promise<number> {
  const step = ended(held, consent, ledger, ending, occasionOf(house, actor.userName))
  if (step === undefined) return held.record.version
  await keepEnds(tx, step.consent)
  const isOver = ending.by === null
  await tellOwner(house, tx, ending.by, held)
  const writing = { action: isOver ? 'consent_expire' : 'consent_withdraw', said: isOver ? 'expired' : 'withdrawn' }
  return settle(house, tx, actor, held, ledger, step, { ...by, ...writing, isUnstamped: isOver })
}

/** Whose share ends by it hears that, and not why. */
async function tellOwner(house: House, tx: Tx, by: string | null, { record, facts }: Held): Promise<void> {
  await notify(house, tx, await accountsNamed(tx, [facts.ownedBy]), {
    kind: 'consent_withdrawn',
    by,
    record: { type: record.type, id: record.id, shortId: text(record.data['short_id']) },
  })
}

type Writing = By & { action: string; said: string; isUnstamped?: boolean }

async function settle(
  house: House,
  tx: Tx,
  actor: Actor,
  held: Held,
  { transitions }: Ledger,
  { consent, changed, data }: LedgerStep,
  { said, ...writing }: Writing,
): Promise<number> {
  const [account] = await accountsHeld(tx, [held.facts.ownedBy])
  const owner = account && receiverOf(house, account)
  const sharing = { transitions, owner, newId: () => crypto.randomUUID() as Uuid }
  const beside = [{ path: ['consents', consent.id], from: undefined, to: said }]
  const done = { changed, data, ignored: [] }
  const { carried } = await settleShares(house, tx, actor, held, done, sharing, { ...writing, beside })
  return carried.record.version
}
