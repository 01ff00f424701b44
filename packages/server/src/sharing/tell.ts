// Who is told that something was shared with him, or what became of what he shared (workflow §5).
import type { Actor } from '@primero/domain/access/actor.ts'
import type { StoredRecord } from '@primero/domain/records/record.ts'
import type { NoticeKind } from '@primero/domain/workflow/notices.ts'
import type { Transition } from '@primero/domain/workflow/transition.ts'
import { isWantedSoon } from '@primero/domain/workflow/silence.ts'
import { accountsNamed } from '../accounts/queries.ts'
import type { Tx } from '../db/database.ts'
import type { House } from '../house.ts'
import { notify } from '../own-notices/notify.ts'
import { text } from '../records/act.ts'

type Told = {
  userName: string
  kind: NoticeKind
  urgent: boolean
  /** Who did it, where it is not whoever acts. */
  by?: string
  /** The package that it is about: of the case behind it nothing is said. */
  ofPackage?: string
}

const made = {
  Referral: 'referral',
  Transfer: 'transfer',
  TransferRequest: 'transfer_request',
  Assign: 'assigned',
} as const

const answered = {
  accepted: 'share_accepted',
  rejected: 'share_rejected',
  done: 'share_done',
  revoked: 'share_ended',
} as const

/** Of one transition that was made or answered. `isLeft`: it ended because its recipient leaves. */
function toldOf(transition: Transition, isNew: boolean, { owner, isLeft }: About): Told[] {
  const { type, status, by, to } = transition
  const isRequest = type === 'TransferRequest'
  if (isNew) {
    const urgent = isWantedSoon(transition)
    return to === null ? [] : [{ userName: to, kind: made[type], urgent, ...(isRequest ? { by } : {}) }]
  }
  if (status === 'in_progress') return []
  // What ends is told to who was let in; every answer to who sent it, and to who owns the record.
  const sides = status === 'revoked' ? [to, by, isLeft ? owner : null] : [by, isRequest ? null : owner]
  return [...new Set(sides.filter((name) => name !== null))].map((userName) => ({
    userName,
    kind: answered[status],
    urgent: false,
  }))
}

type About = { owner: string; isLeft: boolean }

/** Whoever is named as the second person of an exception hears so at once: what was decided in his name he can question. */
const secondOf = ({ override }: Transition, isNew: boolean): Told[] =>
  isNew && override?.second ? [{ userName: override.second, kind: 'second_named', urgent: false }] : []

const asPackage = ({ packaged, to, id }: Transition, told: Told): Told =>
  packaged && told.userName === to ? { ...told, ofPackage: id } : told

/** Nobody is told of what he did himself. */
export async function tellOfShares(
  house: House,
  tx: Tx,
  actor: Actor,
  { id, type, data }: StoredRecord,
  changed: readonly { transition: Transition; isNew: boolean }[],
  { isQuiet = false, leaver }: { isQuiet?: boolean; leaver?: string },
): Promise<void> {
  const owner = String(data['owned_by'] ?? '')
  const did = leaver ?? actor.userName
  const told = changed
    .flatMap(({ transition, isNew }) => [
      ...toldOf(transition, isNew, { owner, isLeft: transition.to === leaver }).map((one) =>
        asPackage(transition, one),
      ),
      ...secondOf(transition, isNew),
    ])
    .filter(({ userName }) => userName !== did)
  if (told.length === 0) return
  const accounts = await accountsNamed(tx, [...new Set(told.map(({ userName }) => userName))])
  const ofCase = { type, id, shortId: text(data['short_id']) }
  // Whom nobody here knows by a user name is named as the referral names him.
  const outside =
    actor.id === 0 ? changed.find(({ transition }) => transition.toRemote)?.transition.toRemote : undefined
  for (const { userName, kind, urgent, by, ofPackage } of told) {
    const heard = accounts.filter(({ user_name }) => user_name === userName)
    const record = ofPackage === undefined ? ofCase : { type: 'package', id: ofPackage, shortId: null }
    await notify(house, tx, heard, { kind, by: by ?? outside ?? did, record, urgent, isQuiet })
  }
}
