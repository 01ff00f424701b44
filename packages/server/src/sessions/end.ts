// What happens to an account ends its sessions in the same transaction; who listens hears it after the commit.
import { type AccountEvent, endsOf } from '@primero/domain/accounts/ends.ts'
import type { Tx } from '../db/database.ts'
import type { House } from '../house.ts'
import { deleteSessions, forgetTrust } from './queries.ts'

/** `current`: the session in which it happens. `fresh`: one that begins with it. `pending`: the sign-in that it is part of. */
export type Where = { current?: Buffer | null; fresh?: Buffer; pending?: Buffer }

/** After the commit call `house.hub.recheck(accountId)`: streams of ended sessions close. */
export async function endSessions(
  house: House,
  tx: Tx,
  accountId: number,
  event: AccountEvent,
  { current = null, fresh, pending }: Where = {},
): Promise<number> {
  const ends = endsOf(event)
  if (ends.trusted === 'forgotten') await forgetTrust(tx, accountId, pending ?? null)
  const isSingle = event === 'signed in elsewhere' && house.settings.sessions === 'strict'
  return deleteSessions(tx, {
    accountId,
    current,
    fresh: fresh ?? null,
    session: ends.session === 'ends',
    others: ends.others === 'end',
    devices: ends.devices !== 'go on' || isSingle,
  })
}
