// What colleagues are called.
import type { RecordShape } from '@primero/domain/sync/protocol.ts'
import type { AppConfig } from '../store/store.ts'

type Shared = Pick<RecordShape, 'shares'>

/** Whom this device knows from the own team, or from how a record was shared; of others it has the user name alone. */
export function nameOf({ people }: Pick<AppConfig, 'people'>, userName: string, { shares = [] }: Shared = {}): string {
  const known = people.find((one) => one.userName === userName)?.fullName
  const [shared] = shares.flatMap(({ by, to, byName, toName }) =>
    by === userName ? (byName ?? []) : to === userName ? (toName ?? []) : [],
  )
  return known || shared || userName
}
