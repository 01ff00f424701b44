// The bytes of files that people took off a record: kept for a month, in case it was a slip, then gone for good.
import { recordTypes } from '@primero/domain/configuration/bundle.ts'
import { asHouse } from '../db/database.ts'
import type { House } from '../house.ts'
import { markForgotten, removedBefore } from './queries.ts'
import { previewKey } from './storage.ts'

const daysKept = 30

/** What history says of such a file stays. Broken off half-way, the next night does the rest. */
export async function forgetRemoved(house: House): Promise<void> {
  const before = new Date(house.clock().getTime() - daysKept * 24 * 3600 * 1000)
  for (const type of recordTypes) {
    const within = <T>(work: Parameters<typeof asHouse<T>>[2]) => asHouse(house.db, house.configuration(), work)
    const removed = await within((tx) => removedBefore(tx, type, before))
    for (const { storage_key: key } of removed)
      for (const lying of [previewKey(key), key]) await house.storage.remove(lying)
    await within((tx) =>
      markForgotten(
        tx,
        type,
        removed.map(({ id }) => id),
      ),
    )
  }
}
