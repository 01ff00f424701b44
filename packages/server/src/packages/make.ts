// A package is made when it is sent, and never made anew: what the case says then, as far as its sender ticked it.
import type { Actor } from '@primero/domain/access/actor.ts'
import { Problem } from '@primero/domain/problem.ts'
import type { StoredRecord } from '@primero/domain/records/record.ts'
import type { Consent } from '@primero/domain/workflow/consents.ts'
import { contentsOf } from '@primero/domain/workflow/module-contents.ts'
import { withTellers } from '@primero/domain/workflow/left-out.ts'
import { counterpartOf } from '@primero/domain/workflow/module-package.ts'
import type { Receiver } from '@primero/domain/workflow/recipients.ts'
import type { Transition } from '@primero/domain/workflow/transition.ts'
import { accountsNamed, accountsOfRoles, actorOf } from '../accounts/queries.ts'
import type { Tx } from '../db/database.ts'
import type { House } from '../house.ts'
import { notify } from '../own-notices/notify.ts'
import { text } from '../records/act.ts'
import type { Held } from '../records/held.ts'
import { isReleasing, mayRelease } from './party.ts'
import { insertPackage } from './queries.ts'
import { newReference, sealContents, sealWaiting } from './sealed.ts'
import { sourceOf } from './source.ts'

/** What its sender asks for; v2 cannot, and sends the smallest. */
export type PackageAsked = { fields: readonly string[]; safetyNotes: string | null; contact: string | null }

const smallest: PackageAsked = { fields: [], safetyNotes: null, contact: null }

type Sent = { made: Transition; consent: Consent | undefined; owner: Receiver | undefined; waits: boolean }

/** The second lock is open. @throws Problem rule-broken on `fields`; id-taken */
export async function keepPackage(
  house: House,
  tx: Tx,
  actor: Actor,
  held: Held,
  { made, consent, owner, waits }: Sent,
  asked: PackageAsked = smallest,
): Promise<void> {
  const { facts, row } = held
  const fields = contentsOf(await sourceOf(house, tx, actor, held, withTellers(consent?.excluded ?? [])), asked.fields)
  const { safetyNotes, contact } = asked
  const isNew = await insertPackage(tx, {
    id: made.id,
    n: row.n,
    record_id: facts.id,
    from_module: facts.module,
    to_module: counterpartOf(facts.module) ?? '',
    by_user: made.by,
    to_user: made.to ?? '',
    state: waits ? 'waits' : 'released',
    fields: Object.keys(fields),
    package_sealed: sealContents(house, made.id, { fields, safetyNotes, contact }),
    waiting_sealed: waits ? sealWaiting(house, made) : null,
    reference: newReference(),
    sent_at: house.clock(),
  })
  if (!isNew) throw new Problem('id-taken', { id: made.id })
  if (waits) await tellReleasers(house, tx, actor, held, made, owner)
}

/** Whoever may let it go, and nobody else, hears that it waits. */
async function tellReleasers(
  house: House,
  tx: Tx,
  actor: Actor,
  held: Held,
  { to }: Transition,
  owner: Receiver | undefined,
): Promise<void> {
  const { roles } = house.configuration()
  const { record, facts } = held
  const releasing = [...roles.values()].filter((role) => isReleasing(role, facts)).map(({ id }) => id)
  const heard = (await accountsOfRoles(tx, releasing)).filter((account) => {
    const role = roles.get(account.role)
    return role !== undefined && account.user_name !== to && mayRelease(actorOf(account, role), held, owner)
  })
  await notify(house, tx, heard, { kind: 'approval_requested', by: actor.userName, record: whereReleased(record) })
}

/** Whoever sent what waited hears what became of it. */
export async function tellSender(house: House, tx: Tx, actor: Actor, { record }: Held, sender: string): Promise<void> {
  await notify(house, tx, await accountsNamed(tx, [sender]), {
    kind: 'approval_answered',
    by: actor.userName,
    record: whereReleased(record),
  })
}

/** Of the case, where its packages are: an approval of the case itself is another page. */
const whereReleased = ({ id, data }: StoredRecord) => ({ type: 'release', id, shortId: text(data['short_id']) })
