// A phone that keeps records: it pulls until nothing is left, and its cursor says only what it keeps.
import type { Caller, Reply } from '../house.ts'
import { type Told, uuid } from '../sync/device.ts'

export type Phone = {
  id: string
  /** What it keeps, by record id. */
  kept: Map<string, Told>
  cursor: string | null
  pins: { type: string; id: string }[]
  /** One pull. `lost`: its reply never arrives. */
  pull: (how?: { limit?: number; lost?: true }) => Promise<Told>
  /** Pulls until nothing waits; the ids that came. */
  fill: (limit?: number) => Promise<string[]>
  asks: (limit?: number) => Promise<Reply>
}

/** Enrols a phone for this person. */
export async function phoneOf(person: Caller, id = uuid()): Promise<Phone> {
  const enrolled = await person.post('/api/sync/devices', { device: id, kind: 'phone' })
  if (enrolled.status !== 200) throw new Error(`enrolling answered ${enrolled.status} ${enrolled.text}`)
  const phone: Phone = {
    id,
    kept: new Map(),
    cursor: null,
    pins: [],
    asks: (limit = 100) => person.post('/api/sync/pull', { device: id, cursor: phone.cursor, pins: phone.pins, limit }),
    async pull({ limit, lost } = {}) {
      const reply = await phone.asks(limit)
      if (reply.status !== 200) throw new Error(`pull answered ${reply.status} ${reply.text}`)
      if (lost) return reply.body
      if (reply.body.anew) phone.kept.clear()
      for (const record of reply.body.records) phone.kept.set(record.id, record)
      for (const gone of reply.body.gone) phone.kept.delete(gone.id)
      phone.cursor = reply.body.cursor
      return reply.body
    },
    async fill(limit) {
      const came: string[] = []
      for (;;) {
        const reply = await phone.pull(limit === undefined ? {} : { limit })
        came.push(...reply.records.map((record: Told) => record.id))
        if (!reply.more) return came
      }
    },
  }
  return phone
}
