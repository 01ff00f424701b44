// A change is an intention: what somebody meant to do, with what it was based on (design: doors).
// Names and args are protocol: they may be added, never removed or reinterpreted.
import * as z from 'zod/mini'
import { approvalTypes } from '../access/keys.ts'
import { type RelationshipType, relationshipTypes } from '../cases/relationships.ts'
import { recordTypes } from '../configuration/bundle.ts'
import { consentGivers, consentPurposes, consentWays } from '../workflow/consents.ts'
import { overrideGrounds, transitionTypes } from '../workflow/transition.ts'

const uuid = z.string().check(z.regex(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/))
const type = z.enum(recordTypes)
const answer = z.unknown()
/** Words that are kept beside the answers; whether they can be stored at all, the command says. */
const words = (most: number) => z.string().check(z.maxLength(most))

export const change = z.strictObject({
  path: z.array(words(128)).check(z.minLength(1), z.maxLength(7)),
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
  /** Per path, the value it was based on and the new one. `as`: by this right, where it is not an edit of the forms. */
  'record.edit': z.strictObject({ type, id: uuid, changes: z.array(change), as: z.optional(z.enum(['add_note'])) }),
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
    fileName: words(255),
    size: z.number(),
    sha256: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
    description: z.optional(words(1000)),
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
  /** A record is shared. `transition` is the id that the share will have; `to`: user name, null where it leaves this house. */
  'transition.make': z.strictObject({
    type: z.enum(['case', 'incident', 'family']),
    id: uuid,
    transition: uuid,
    kind: z.enum(transitionTypes),
    to: z.nullable(words(255)),
    remote: z.optional(z.boolean()),
    service: z.optional(words(255)),
    serviceRow: z.optional(words(64)),
    notes: z.optional(words(5000)),
    toAgency: z.optional(words(255)),
    toRemote: z.optional(words(255)),
    authorizedRole: z.optional(words(255)),
    /** Of the role's forms these alone. */
    forms: z.optional(z.array(words(255)).check(z.maxLength(200))),
    /** Until it is accepted, no more than the module opens to who was asked. */
    opensLater: z.optional(z.boolean()),
    /** Of the directory, where it was chosen there. */
    provider: z.optional(uuid),
    /** To somebody of the other module, who has a package alone: what is in it beside what always is. */
    package: z.optional(
      z.strictObject({
        fields: z.array(words(100)).check(z.maxLength(30)),
        /** How to reach whoever it is about without harm; how to reach who sends it. */
        safetyNotes: z.optional(words(2000)),
        contact: z.optional(words(200)),
        /** May its recipient make a case of his own of it? */
        allowsCase: z.boolean(),
      }),
    ),
    /** Without consent, and why. */
    override: z.optional(
      z.strictObject({
        ground: z.enum(overrideGrounds),
        reason: z.string().check(z.minLength(10), z.maxLength(2000)),
        /** User name of the second person who was asked. */
        second: z.optional(words(255)),
        /** What was weighed, and that the recipient is safe: where nobody could be asked. */
        assessment: z.optional(words(5000)),
        recipientSafe: z.optional(z.boolean()),
      }),
    ),
  }),
  /** A share is answered, or taken back. */
  'transition.answer': z.strictObject({
    type: z.enum(['case', 'incident', 'family']),
    id: uuid,
    transition: uuid,
    answer: z.enum(['accept', 'reject', 'done', 'revoke']),
    reason: z.optional(words(5000)),
    note: z.optional(words(5000)),
  }),
  /**
   * An entry in the ledger of consent; `consent` is the id that it will have. `services`, `agencies`: none means all.
   * `excluded`: names of fields that are not shown under it. `until`: its last day.
   */
  'consent.give': z.strictObject({
    type: z.enum(['case']),
    id: uuid,
    consent: uuid,
    purposes: z.array(z.enum(consentPurposes)).check(z.minLength(1), z.maxLength(2)),
    services: z.array(words(255)).check(z.maxLength(100)),
    agencies: z.array(words(255)).check(z.maxLength(100)),
    excluded: z.optional(z.array(words(128)).check(z.maxLength(500))),
    oneOff: z.optional(z.boolean()),
    until: z.optional(z.string()),
    givenBy: z.array(z.enum(consentGivers)).check(z.minLength(1), z.maxLength(3)),
    /** Left out: whoever sends it. */
    explainedBy: z.optional(words(255)),
    explainedHow: z.array(z.enum(consentWays)).check(z.minLength(1), z.maxLength(5)),
    note: z.optional(words(2000)),
  }),
  /** It holds no longer; with `services` for these alone. What went by it ends at once. */
  'consent.withdraw': z.strictObject({
    type: z.enum(['case']),
    id: uuid,
    consent: uuid,
    services: z.optional(z.array(words(255)).check(z.minLength(1), z.maxLength(100))),
    note: z.optional(words(2000)),
  }),
  /** Somebody asks that this part of the work be approved. `kind`: of a plan, where the module lets people choose. */
  'approval.request': z.strictObject({ type, id: uuid, approval: z.enum(approvalTypes), kind: z.optional(words(255)) }),
  /** Whoever may approve it says yes or no. */
  'approval.answer': z.strictObject({
    type,
    id: uuid,
    approval: z.enum(approvalTypes),
    answer: z.enum(['approved', 'rejected']),
    comments: z.optional(words(10_000)),
  }),
  /** `flag` is the id that the device made for it; `date` the day on which to look, today where it is left out. */
  'flag.add': z.strictObject({ type, id: uuid, flag: uuid, message: words(255), date: z.optional(z.string()) }),
  /** What is left out stays. */
  'flag.edit': z.strictObject({
    type,
    id: uuid,
    flag: uuid,
    message: z.optional(words(255)),
    date: z.optional(z.string()),
  }),
  /** `message` says how it ended. */
  'flag.resolve': z.strictObject({ type, id: uuid, flag: uuid, message: words(255) }),
  /** Somebody has looked: the alert goes. */
  'alert.dismiss': z.strictObject({ type, id: uuid, alert: uuid }),
  /** Two cases belong together; `as`: what the case is to `other`. */
  'relationship.add': z.strictObject({
    type: z.enum(['case']),
    id: uuid,
    relationship: uuid,
    other: uuid,
    as: z.enum(Object.keys(relationshipTypes) as [RelationshipType, ...RelationshipType[]]),
  }),
  'relationship.mark': z.strictObject({ type: z.enum(['case']), id: uuid, relationship: uuid, primary: z.boolean() }),
  /** It holds no longer, or never did; it stays in sight, with `why`. */
  'relationship.remove': z.strictObject({
    type: z.enum(['case']),
    id: uuid,
    relationship: uuid,
    why: words(500).check(z.minLength(1)),
  }),
  /** A summary was printed, with names or without: nothing changes, and the audit says so. */
  'record.print': z.strictObject({ type, id: uuid, identity: z.boolean() }),
} as const

export type IntentionName = keyof typeof intentionArgs
/** Intentions that share a record: the server alone carries them out, with what it knows of people. */
export const sharingNames = ['transition.make', 'transition.answer', 'consent.give', 'consent.withdraw'] as const
export type SharingName = (typeof sharingNames)[number]
export type LedgerName = Extract<SharingName, `consent.${string}`>
/** What stands beside the record and changes none of its answers. */
export type AsideName =
  | 'alert.dismiss'
  | 'record.print'
  | 'relationship.add'
  | 'relationship.mark'
  | 'relationship.remove'
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
