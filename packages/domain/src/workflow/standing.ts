// A bulk that is sent again does nothing twice: what it would make is there.
import type { Transition } from './transition.ts'
import { isOpen } from './transition.ts'

type Meant = Pick<Transition, 'type' | 'by' | 'to' | 'remote' | 'toRemote' | 'service' | 'serviceRow'>

/** The share by the same sender, to the same recipient, of the same service, that waits or goes on. */
export const standingShare = <T extends Meant & Pick<Transition, 'status'>>(
  shares: readonly T[],
  meant: Meant,
): T | undefined =>
  shares.find(
    (one) =>
      isOpen(one) &&
      one.type === meant.type &&
      one.by === meant.by &&
      one.to === meant.to &&
      one.remote === meant.remote &&
      one.toRemote === meant.toRemote &&
      one.service === meant.service &&
      one.serviceRow === meant.serviceRow,
  )
