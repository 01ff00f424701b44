// Consents whose last day has passed end like those that are withdrawn. May be broken off and begun again.
import type { Uuid } from '@primero/domain/ids.ts'
import { asHouse } from '../db/database.ts'
import { type House, todayOf } from '../house.ts'
import { heldOf } from '../records/held.ts'
import { nobody } from '../accounts/nobody.ts'
import { endConsent, ledgerOf } from './ledger.ts'
import { type PastItsDay, pastTheirDay } from './queries.ts'

const batchSize = 100

/** What cannot be ended now holds up nothing else: it is told at the end, and tried again. */
export async function expireConsents(house: House): Promise<void> {
  const config = house.configuration()
  const failed: unknown[] = []
  for (let after: number | undefined = 0; after !== undefined; ) {
    const from: number = after
    const due = await asHouse(house.db, config, (tx) =>
      pastTheirDay(tx, { today: todayOf(house), after: from, most: batchSize }),
    )
    for (const one of due) await expire(house, one).catch((error: unknown) => failed.push(error))
    after = due.length < batchSize ? undefined : due.at(-1)?.seq
  }
  if (failed.length > 0) throw failed[0]
}

const expire = (house: House, past: PastItsDay): Promise<void> =>
  asHouse(house.db, house.configuration(), async (tx) => {
    const held = await heldOf(tx, past.type, past.record)
    if (held === undefined) return
    const ledger = await ledgerOf(tx, held)
    const consent = ledger.consents.find(({ id }) => id === past.id)
    const by = { intention: crypto.randomUUID() as Uuid }
    if (consent) await endConsent(house, tx, nobody, held, ledger, consent, timeIsOver, by)
  })

const timeIsOver = { services: [], note: null, by: null }
