// The registration desk's question beyond its own cases: a whole identifier or a full name, and little of what it finds.
import * as z from 'zod/mini'
import { shortRow } from './protocol.ts'

export const beyondRequest = z.strictObject({
  text: z.string().check(z.minLength(1), z.maxLength(200)),
  /** `id`: the whole of it. `name`: every part that the child goes by, two at least. */
  by: z.enum(['id', 'name']),
})
export type BeyondRequest = z.infer<typeof beyondRequest>

export const beyondReply = z.strictObject({
  /** There may be more than are told: then the question was too wide. */
  total: z.number(),
  rows: z.array(z.extend(shortRow, { mine: z.boolean(), owner: z.string() })),
})
export type BeyondReply = z.infer<typeof beyondReply>
