// What whoever answers for a team is told: cases to look at, how the work lies on people, what is on its way to them. Codes
// and colleagues, never a child's name.
import * as z from 'zod/mini'
import { signNames } from '../workflow/review.ts'
import { filter } from './protocol.ts'

const uuid = z.string().check(z.regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/))
const page = z.number().check(z.int(), z.minimum(1), z.maximum(10_000))

export const reviewRequest = z.strictObject({ sign: z.optional(z.enum(signNames)), page, per: z.optional(page) })

/** Something that was done to the case; of its changes only what they are about. */
const happening = z.strictObject({ at: z.string(), by: z.string(), action: z.string(), fields: z.array(z.string()) })

const reviewLine = z.strictObject({
  id: uuid,
  code: z.nullable(z.string()),
  version: z.number(),
  risk: z.nullable(z.string()),
  workflow: z.nullable(z.string()),
  owner: z.string(),
  incomplete: z.number(),
  updatedAt: z.string(),
  signs: z.array(z.enum(signNames)),
  /** When somebody last looked at it so; what happened is what happened since. */
  looked: z.nullable(z.strictObject({ by: z.string(), at: z.string() })),
  /** Newest first; empty too where the change log is not for this reader. */
  happened: z.array(happening),
})
export type ReviewLine = z.infer<typeof reviewLine>

export const reviewReply = z.strictObject({
  total: z.number(),
  page: z.number(),
  per: z.number(),
  /** The signs that this reader may hear of. */
  signs: z.array(z.enum(signNames)),
  lines: z.array(reviewLine),
})
export type ReviewReply = z.infer<typeof reviewReply>

/** The case in the state in which it was looked at. */
export const lookRequest = z.strictObject({ id: uuid, version: z.number().check(z.int(), z.minimum(1)) })
export const lookReply = z.strictObject({ done: z.literal(true) })

export const caseloadRequest = z.strictObject({})
export const caseloadReply = z.strictObject({
  asOf: z.string(),
  people: z.array(
    z.strictObject({
      userName: z.string(),
      open: z.number(),
      high: z.number(),
      load: z.number(),
      balance: z.enum(['above', 'even', 'below']),
      /** The list of the open cases. */
      filters: z.array(filter),
    }),
  ),
})
export type CaseloadReply = z.infer<typeof caseloadReply>

export const arrivalsRequest = z.strictObject({})
/** Cases on their way to somebody of the team: no more than that they come (design: scope, the stub). */
export const arrivalsReply = z.strictObject({
  arrivals: z.array(
    z.strictObject({ id: uuid, code: z.nullable(z.string()), to: z.string(), by: z.string(), at: z.string() }),
  ),
})
export type ArrivalsReply = z.infer<typeof arrivalsReply>
