// A package ends with its referral, with the consent, and with the case: it is emptied at once, and whoever made a case of
// it is told there.
import type { Actor } from '@primero/domain/access/actor.ts'
import type { Data, Occasion, StoredRecord } from '@primero/domain/records/record.ts'
import { isConsented } from '@primero/domain/workflow/consent.ts'
import { type Consent, serviceOf, standsFor } from '@primero/domain/workflow/consents.ts'
import { afterEnd, type PackageEnd } from '@primero/domain/workflow/module-package.ts'
import { isOpen, type Transition } from '@primero/domain/workflow/transition.ts'
import { accountsNamed } from '../accounts/queries.ts'
import { consentsOf } from '../consents/queries.ts'
import { afterCommit, type Tx } from '../db/database.ts'
import { type House, todayOf } from '../house.ts'
import { notify } from '../own-notices/notify.ts'
import type { Held } from '../records/held.ts'
import { transitionsOf, updateTransition } from '../sharing/queries.ts'
import { flagMade } from './flag-made.ts'
import { emptyPackage, keepFlagged, packagesOf, type PackageRow, settlePackage } from './queries.ts'
import { waitingIn } from './sealed.ts'

/** The case of packages as it stands now. */
type Source = { n: number; module: string; data: Data }

/** Does what a package went by still stand? */
export function stands(
  { module, data }: Pick<Source, 'module' | 'data'>,
  one: Transition,
  consents: readonly Consent[],
  today: string,
): boolean {
  if (one.consentOverridden) return true
  const entry = consents.find(({ id }) => id === one.consent)
  const isEntryOver = entry !== undefined && !standsFor(entry, serviceOf(data, one), today)
  return isConsented('Referral', module, data) && !isEntryOver
}

const isGone = ({ data }: Pick<Source, 'data'>): boolean => data['record_state'] === false

/** After whatever may have ended them. The second lock is open. */
export async function settlePackages(
  house: House,
  tx: Tx,
  actor: Actor,
  source: Source,
  transitions: readonly Transition[],
): Promise<void> {
  const rows = await packagesOf(tx, source.n)
  if (rows.length === 0) return
  const consents = await consentsOf(tx, source.n)
  // The case that was made first is locked first.
  for (const row of rows.toSorted((a, b) => Number(a.made_at) - Number(b.made_at))) {
    if (row.state === 'waits') await settleWaiting(house, tx, actor, source, row, consents)
    if (row.state !== 'released') continue
    const one = transitions.find(({ id }) => id === row.id)
    if (one !== undefined) await settleReleased(house, tx, row, one, endOf(house, source, one, consents))
  }
}

async function settleWaiting(
  house: House,
  tx: Tx,
  actor: Actor,
  source: Source,
  row: PackageRow,
  consents: readonly Consent[],
): Promise<void> {
  const waiting = waitingIn(house, row)
  const isHeld = waiting !== undefined && stands(source, waiting, consents, todayOf(house))
  if (isHeld && !isGone(source)) return
  await settlePackage(tx, row.id, { state: 'revoked', by: actor.userName, at: house.clock() })
}

/** Undefined: it goes on. */
function endOf(house: House, source: Source, one: Transition, consents: readonly Consent[]): PackageEnd | undefined {
  if (one.status === 'revoked' || one.status === 'rejected') return one.status
  if (one.status !== 'done') return undefined
  if (isGone(source)) return 'source disabled'
  return stands(source, one, consents, todayOf(house)) ? 'done' : 'consent withdrawn'
}

async function settleReleased(
  house: House,
  tx: Tx,
  row: PackageRow,
  { status, to }: Transition,
  event: PackageEnd | undefined,
): Promise<void> {
  if (event === undefined) return
  const end = afterEnd(status, event, row.made_id !== null)
  if (end.package === 'emptied' && row.package_sealed !== null) {
    await emptyPackage(tx, row.id)
    reload(house, tx, row, to)
  }
  if (end.flagged && row.made_id !== null && row.flagged_at === null) {
    await keepFlagged(tx, row.id, house.clock())
    await flagMade(house, tx, row.made_id)
  }
}

/** Whoever has it open looks once more. */
export function reload(house: House, tx: Tx, { to_module: module }: PackageRow, to: string | null): void {
  if (to !== null) afterCommit(tx, () => house.hub.changed({ type: 'case', module, seenBy: [`u:${to}`] }))
}

/**
 * An edit took a consent away, or the case was disabled: packages that are out end with it. @returns whether any did.
 * The second lock is open.
 */
export async function endPackages(
  house: House,
  tx: Tx,
  actor: Actor,
  { row, facts }: Held,
  { data }: StoredRecord,
  { now, today }: Occasion,
): Promise<boolean> {
  const rows = await packagesOf(tx, row.n)
  if (rows.length === 0) return false
  const source = { n: row.n, module: facts.module, data }
  const [transitions, consents] = await Promise.all([transitionsOf(tx, row.n), consentsOf(tx, row.n)])
  const ending = transitions.filter(
    (one) => one.packaged && isOpen(one) && (isGone(source) || !stands(source, one, consents, today)),
  )
  for (const one of ending) {
    const endedFor = isGone(source) ? null : ('consent_withdrawn' as const)
    await updateTransition(tx, { ...one, status: 'revoked', endedAt: now, endedFor })
    await tellRecipient(house, tx, one, actor.userName)
  }
  await settlePackages(house, tx, actor, source, ending.length === 0 ? transitions : await transitionsOf(tx, row.n))
  return ending.length > 0
}

/** Of the package, and nothing of the case. */
const tellRecipient = async (house: House, tx: Tx, { id, to }: Transition, by: string): Promise<void> =>
  notify(house, tx, to === null ? [] : await accountsNamed(tx, [to]), {
    kind: 'share_ended',
    by,
    record: { type: 'package', id, shortId: null },
  })
