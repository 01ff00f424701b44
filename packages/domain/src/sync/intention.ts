// A change is an intention: what somebody meant to do, with what it was based on (design: doors).
// Names and args are protocol: they may be added, never removed or reinterpreted.
import * as z from 'zod/mini'
import { recordTypes } from '../configuration/bundle.ts'

const uuid = z.string().check(z.regex(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/))
const type = z.enum(recordTypes)
const answer = z.unknown()

export const change = z.strictObject({
  path: z.array(z.string().check(z.maxLength(128))).check(z.minLength(1), z.maxLength(7)),
  from: z.optional(answer),
  to: z.optional(answer),
})

export const intentionArgs = {
  /** `data` holds answers; `data.unique_identifier` is the code the device made. `incident_case_id` makes it an incident of that case. */
  'record.create': z.strictObject({
    type,
    id: uuid,
    module: z.string(),
    data: z.record(z.string(), answer),
  }),
  /** Per path, the value it was based on and the new one. */
  'record.edit': z.strictObject({ type, id: uuid, changes: z.array(change) }),
  'record.close': z.strictObject({ type, id: uuid, date_closure: z.optional(z.string()) }),
  'record.reopen': z.strictObject({ type, id: uuid }),
  'record.disable': z.strictObject({ type, id: uuid }),
  'record.enable': z.strictObject({ type, id: uuid }),
  'record.hide-name': z.strictObject({ type, id: uuid, hidden: z.boolean() }),
  /** Binds uploaded chunks (by blob id) to a field of a record. */
  'attachment.add': z.strictObject({
    type,
    id: uuid,
    attachment: uuid,
    field: z.string(),
    fileName: z.string().check(z.maxLength(255)),
    size: z.number(),
    sha256: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
    description: z.optional(z.string().check(z.maxLength(1000))),
    date: z.optional(z.string()),
  }),
  'attachment.remove': z.strictObject({ type, id: uuid, attachment: uuid }),
  /**
   * A person decides what stands where claims met. `conflict` is its number in `conflictShape`. `take`: `force` leaves
   * what is in force, `claim` puts the kept value in its place, `other` writes `value` (both texts joined, or a third).
   * Paths that are not named stay open.
   */
  'conflict.settle': z.strictObject({
    type,
    id: uuid,
    conflict: z.int(),
    choices: z.array(
      z.strictObject({
        path: change.shape.path,
        take: z.enum(['force', 'claim', 'other']),
        /** What the person saw in force when choosing; if something else stands there by now, it stays open. */
        seen: z.optional(answer),
        value: z.optional(answer),
      }),
    ),
  }),
} as const

export type IntentionName = keyof typeof intentionArgs
export type IntentionArgs<N extends IntentionName> = z.infer<(typeof intentionArgs)[N]>

/** One entry of an outbox, and of what the server has seen. */
export const intention = z.strictObject({
  id: uuid,
  /** Version of this intention's args. */
  v: z.number(),
  device: z.string().check(z.minLength(1), z.maxLength(64)),
  user: z.string(),
  /** Order on the device. */
  seq: z.number(),
  /** Device time; never orders anything. */
  at: z.string(),
  /** Configuration version under which it was typed. */
  config: z.number(),
  name: z.enum(Object.keys(intentionArgs) as [IntentionName, ...IntentionName[]]),
  args: z.unknown(),
  /** Record version it was based on; 0 for a creation. */
  basedOn: z.number(),
})
export type Intention = z.infer<typeof intention>

export type Outcome =
  /** `notice`: paths where another value gave way to this one by rule; it is kept and can be taken back. */
  | { id: string; outcome: 'applied' | 'merged'; version: number; notice?: string[][] }
  /** Both claims are kept; one is in force (the cautious one where caution has an order) until somebody decides. */
  | { id: string; outcome: 'conflict'; version: number; paths: string[][] }
  /** Kept as a proposal: whoever owns the record now decides. */
  | { id: string; outcome: 'review' }
  | { id: string; outcome: 'refused'; problem: { code: string; params: unknown } }
