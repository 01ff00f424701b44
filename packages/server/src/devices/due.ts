// What a device is still owed: its download set laid beside what the house knows of the device. Pure.
// Each record's last change is compared by itself, in one snapshot. So the order of commits cannot lose one, a writer
// that is held open delays only his own, and a page that was cut off skips nothing.
import type { SetRow } from '../search/download.ts'

/** A record that may be on a device. */
export type HeldRecord = {
  n: number
  type: SetRow['type']
  id: string
  /** Its last change as it was sent; null: to be sent again. */
  xid: string | null
  /** Pull that sent it, and pull that named it as gone. */
  sent: number
  gone: number | null
}

export type Due = {
  /** To be sent now: what changed, or whose reply may be lost; then what is new in the set. */
  send: SetRow[]
  more: boolean
  /** To be named as gone, until the device says that it heard. */
  gone: HeldRecord[]
  /** The device said that it erased them. */
  erased: HeldRecord[]
  /** In the set, sent before, but not known to be kept, and not sent now: whatever was noted of them counts no more. */
  unsure: HeldRecord[]
}

/** `heard`: the pull whose reply the device keeps; undefined where nothing of what was sent counts. */
export function dueFor(
  set: readonly SetRow[],
  held: readonly HeldRecord[],
  heard: number | undefined,
  limit: number,
): Due {
  const before = new Map(held.map((record) => [record.n, record]))
  const inSet = new Set(set.map(({ n }) => n))
  const isKept = (record: HeldRecord): boolean =>
    heard !== undefined && record.xid !== null && record.gone === null && record.sent <= heard
  const owed = set
    .filter(({ n }) => before.has(n))
    .filter(({ n, xid }) => {
      const record = before.get(n)
      return record === undefined || !isKept(record) || record.xid !== xid
    })
  const all = [...owed, ...set.filter(({ n }) => !before.has(n))]
  const send = all.slice(0, limit)
  const sent = new Set(send.map(({ n }) => n))
  const left = held.filter(({ n }) => !inSet.has(n))
  const isErased = ({ gone }: HeldRecord): boolean => heard !== undefined && gone !== null && gone <= heard
  return {
    send,
    more: all.length > limit,
    gone: left.filter((record) => !isErased(record)),
    erased: left.filter(isErased),
    unsure: held.filter(
      (record) => inSet.has(record.n) && !sent.has(record.n) && !isKept(record) && (record.xid ?? record.gone) !== null,
    ),
  }
}
