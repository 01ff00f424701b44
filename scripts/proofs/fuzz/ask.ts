// A request as the proof makes, bends and sends it.
import type { RecordType } from '@primero/domain/configuration/bundle.ts'
import type { Random } from '@primero/server/training/random.ts'
import { reaches } from './reach.ts'
import type { Known, Person, World } from './world.ts'

export type Shot = {
  method: string
  path: string
  /** JSON, or bytes. */
  body?: unknown
  headers?: Record<string, string>
}

export type Reply = { status: number; text: string; location?: string | undefined }

export type Asking = {
  world: World
  person: Person
  random: Random
  /** Sends what a request needs beforehand. */
  send: (shot: Shot) => Promise<Reply>
}

export type Entry = {
  /** As in the OpenAPI document: `POST /api/v2/cases/{id}/incidents`. */
  route: string
  /** undefined: nothing there that this person could ask about. */
  make: (asking: Asking) => Shot | undefined | Promise<Shot | undefined>
  /** Where no answer is a 2xx as yet: what a right request hears. */
  answers?: number
}

/** A record of this type, four times in five one within reach. */
export function someRecord({ world, person, random }: Asking, type: RecordType): Known | undefined {
  const all = world.records.filter((record) => record.type === type)
  const own = all.filter((record) => reaches(person, record, world.people))
  const list = own.length > 0 && random.chance(0.8) ? own : all
  return list.length === 0 ? undefined : random.pick(list)
}
