// A package as its recipient has it now: it ends with the consent and with the case, whatever was written down of that yet.
import type { Actor } from '@primero/domain/access/actor.ts'
import { Problem } from '@primero/domain/problem.ts'
import { isOpen } from '@primero/domain/workflow/transition.ts'
import { consentsOf } from '../consents/queries.ts'
import type { Tx } from '../db/database.ts'
import { type House, todayOf } from '../house.ts'
import { heldOf, type readOf } from '../records/held.ts'
import { transitionById, type StoredTransition } from '../sharing/queries.ts'
import { stands } from './ending.ts'
import { packageById, packageNamed, type PackageRow } from './queries.ts'

/** `isOpen`: what it holds may be shown. `excluded`: what the consent leaves out. */
export type Shown = { row: PackageRow; share: StoredTransition; isOpen: boolean; excluded: readonly string[] }

/**
 * The second lock is open. `look`: at its case, which whoever changes the package keeps locked.
 * @throws Problem not-found, for everybody else and before its release
 */
export async function shownTo(
  house: House,
  tx: Tx,
  { userName }: Actor,
  id: string,
  look: typeof readOf = heldOf,
): Promise<Shown> {
  const found = await packageNamed(tx, id)
  const held = found && (await look(tx, 'case', found.record_id))
  const row = held && (await packageById(tx, id))
  if (row === undefined || row.to_user !== userName || row.state !== 'released') throw new Problem('not-found', {})
  const share = await transitionById(tx, id)
  if (share === undefined || held === undefined) throw new Problem('not-found', {})
  const consents = await consentsOf(tx, row.n)
  const { data } = held.record
  const source = { module: row.from_module, data }
  const isHeld = isOpen(share) && data['record_state'] !== false && stands(source, share, consents, todayOf(house))
  const excluded = consents.find((one) => one.id === share.consent)?.excluded ?? []
  return { row, share, isOpen: isHeld && row.package_sealed !== null, excluded }
}
