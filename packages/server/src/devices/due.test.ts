// Any history of replies that arrive or are lost ends with the device holding exactly its set.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { SetRow } from '../search/download.ts'
import { dueFor, type HeldRecord } from './due.ts'

const row = (n: number, xid: number): SetRow => ({ n, type: 'case', id: `id-${n}`, xid: String(xid) })

/** The house's notes of one device, and the device. */
class Pair {
  held = new Map<number, HeldRecord>()
  kept = new Map<number, string>()
  pull = 0
  heard = 0

  turn(set: SetRow[], limit: number, arrives: boolean): boolean {
    const due = dueFor(set, [...this.held.values()], this.heard, limit)
    this.pull += 1
    for (const r of due.send) this.held.set(r.n, { ...r, sent: this.pull, gone: null })
    for (const r of due.gone) this.held.set(r.n, { ...r, gone: this.pull })
    for (const { n } of due.erased) this.held.delete(n)
    for (const r of due.unsure) this.held.set(r.n, { ...r, xid: null, gone: null })
    if (arrives) {
      for (const { n, xid } of due.send) this.kept.set(n, xid)
      for (const { n } of due.gone) this.kept.delete(n)
      this.heard = this.pull
    }
    for (const n of this.kept.keys()) expect(this.held.has(n), 'the house knows all that a device holds').toBe(true)
    return due.more
  }
}

const step = fc.record({
  changed: fc.array(fc.nat(8), { maxLength: 3 }),
  inSet: fc.uniqueArray(fc.nat(8)),
  limit: fc.integer({ min: 1, max: 4 }),
  arrives: fc.boolean(),
})

test('a device ends with its set, whatever was lost', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
      const pair = new Pair()
      const xids = new Map<number, number>()
      let xid = 1
      let set: SetRow[] = []
      for (const { changed, inSet, limit, arrives } of steps) {
        for (const n of changed) xids.set(n, ++xid)
        set = inSet.map((n) => row(n, xids.get(n) ?? 1))
        pair.turn(set, limit, arrives)
      }
      while (pair.turn(set, 2, true));
      pair.turn(set, 2, true)
      expect(pair.kept).toEqual(new Map(set.map((r) => [r.n, r.xid])))
      expect(new Set(pair.held.keys())).toEqual(new Set(set.map(({ n }) => n)))
      const last = dueFor(set, [...pair.held.values()], pair.heard, 4)
      expect(last).toEqual({ send: [], more: false, gone: [], erased: [], unsure: [] })
    }),
    { numRuns: 500 },
  )
})

test('where nothing counts, everything is sent and everything else named', () => {
  const held: HeldRecord[] = [
    { ...row(1, 5), sent: 1, gone: null },
    { ...row(2, 5), sent: 1, gone: 1 },
  ]
  const due = dueFor([row(1, 5)], held, undefined, 10)
  expect(due.send.map(({ n }) => n)).toEqual([1])
  expect(due.gone.map(({ n }) => n)).toEqual([2])
})
