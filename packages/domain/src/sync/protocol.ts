// What our own app says to the server and hears back. Strict in both directions: unknown keys are refused.
import * as z from 'zod/mini'
import { approvalTypes } from '../access/keys.ts'
import { type RelationshipType, relationshipTypes } from '../cases/relationships.ts'
import { bundle, recordTypes, scopeKinds } from '../configuration/bundle.ts'
import { alertKinds } from '../workflow/alert-kinds.ts'
import { intention } from './intention.ts'
import { consentGivers, consentPurposes, consentWays } from '../workflow/consents.ts'
import { endedFors, transitionTypes } from '../workflow/transition.ts'
import { offlinePolicy } from './policy.ts'

const type = z.enum(recordTypes)
const uuid = z.string().check(z.regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/))
const scalar = z.union([z.string(), z.number(), z.boolean()])

/** One condition; several are joined by AND. `any`: one of these. `under`: the location or a place inside it. */
export const filter = z.strictObject({
  field: z.string(),
  any: z.optional(z.array(scalar)),
  from: z.optional(z.union([z.string(), z.number()])),
  to: z.optional(z.union([z.string(), z.number()])),
  under: z.optional(z.array(z.string())),
  not: z.optional(z.boolean()),
})
export type Filter = z.infer<typeof filter>

export const searchRequest = z.strictObject({
  type,
  /** `id`: part of an identifier (3 characters up). `name`: by sound. `phone`: exact. */
  query: z.optional(z.strictObject({ text: z.string().check(z.maxLength(200)), by: z.enum(['id', 'name', 'phone']) })),
  filters: z.array(filter).check(z.maxLength(40)),
  sort: z.optional(z.strictObject({ field: z.string(), descending: z.boolean() })),
  page: z.number(),
  per: z.number(),
})
export type SearchRequest = z.infer<typeof searchRequest>

/** A line of a list: the summary fields that the reader may see, `*******` where a name is hidden. */
export const shortRow = z.strictObject({
  id: uuid,
  type,
  version: z.number(),
  module: z.string(),
  incomplete: z.number(),
  data: z.record(z.string(), z.unknown()),
})
export type ShortRow = z.infer<typeof shortRow>

export const searchReply = z.strictObject({
  total: z.number(),
  page: z.number(),
  per: z.number(),
  rows: z.array(shortRow),
  /** What the owners of these are called, by user name: those of others, where the list shows whose a record is. */
  names: z.optional(z.record(z.string(), z.string())),
})
export type SearchReply = z.infer<typeof searchReply>

export const recordsRequest = z.strictObject({ type, ids: z.array(uuid).check(z.maxLength(100)) })

export const attachmentShape = z.strictObject({
  id: uuid,
  field: z.string(),
  fileName: z.string(),
  contentType: z.string(),
  size: z.number(),
  description: z.nullable(z.string()),
  date: z.nullable(z.string()),
  /** Relative address of the bytes, e.g. `/api/sync/attachments/<id>`. */
  url: z.string(),
})
export type AttachmentShape = z.infer<typeof attachmentShape>

/** A way in which a record was shared, as its reader may see it. */
export const shareShape = z.strictObject({
  id: uuid,
  kind: z.enum(transitionTypes),
  status: z.enum(['in_progress', 'accepted', 'rejected', 'done', 'revoked']),
  by: z.string(),
  /** null: it left this house. */
  to: z.nullable(z.string()),
  /** Full names of both, where they have one. */
  byName: z.optional(z.string()),
  toName: z.optional(z.string()),
  toAgency: z.nullable(z.string()),
  toRemote: z.nullable(z.string()),
  service: z.nullable(z.string()),
  serviceRow: z.nullable(z.string()),
  notes: z.nullable(z.string()),
  rejectedReason: z.nullable(z.string()),
  note: z.nullable(z.string()),
  /** Without consent: the ground that was given; `unsaid` where none was. */
  override: z.nullable(z.string()),
  at: z.string(),
  respondedAt: z.nullable(z.string()),
  endedAt: z.nullable(z.string()),
  /** Where consent took it back, and nobody did. */
  endedFor: z.optional(z.enum(endedFors)),
  /** The entry in the ledger that it went by. */
  consent: z.optional(uuid),
  /** While it waits: more opens to its recipient once he accepts. */
  opensLater: z.optional(z.boolean()),
  /** Until when clinical care counts most. */
  careBy: z.optional(z.string()),
  /** By when an answer is wanted; while it waits. */
  answerBy: z.optional(z.string()),
  /** What this reader may do with it now. */
  may: z.array(z.enum(['accept', 'reject', 'done', 'revoke'])),
})
export type ShareShape = z.infer<typeof shareShape>

/** A flag of a record. */
export const flagShape = z.strictObject({
  id: uuid,
  message: z.string(),
  /** The day on which to look. */
  date: z.string(),
  by: z.string(),
  at: z.string(),
  resolved: z.nullable(z.strictObject({ message: z.string(), by: z.string(), date: z.string() })),
  /** What this reader may do with it now. */
  may: z.array(z.enum(['edit', 'resolve'])),
})
export type FlagShape = z.infer<typeof flagShape>

/** A sign at a form that something there wants to be looked at. */
export const alertShape = z.strictObject({
  id: uuid,
  kind: z.enum(alertKinds),
  /** Form, approval, field, or kind of transition. */
  type: z.string(),
  form: z.string(),
  date: z.string(),
  /** For this reader alone. */
  mine: z.boolean(),
})
export type AlertShape = z.infer<typeof alertShape>
/** An entry in the ledger of consent (`consent.give`), and how it ended. */
export const consentShape = z.strictObject({
  id: uuid,
  purposes: z.array(z.enum(consentPurposes)),
  services: z.array(z.string()),
  agencies: z.array(z.string()),
  excluded: z.array(z.string()),
  oneOff: z.boolean(),
  until: z.nullable(z.string()),
  givenBy: z.array(z.enum(consentGivers)),
  explainedBy: z.string(),
  explainedHow: z.array(z.enum(consentWays)),
  note: z.nullable(z.string()),
  by: z.string(),
  at: z.string(),
  /** A one-off that a share carries already. */
  used: z.boolean(),
  ends: z.array(
    z.strictObject({
      at: z.string(),
      /** null: its time was over. */
      by: z.nullable(z.string()),
      services: z.array(z.string()),
      /** Ids of the shares that ended with it. */
      shutOut: z.array(uuid),
      note: z.nullable(z.string()),
    }),
  ),
})
export type ConsentShape = z.infer<typeof consentShape>

/** A case that this one is linked to, by its id alone: what it is called is asked anew, by who may read it. */
export const relationshipShape = z.strictObject({
  id: uuid,
  case: uuid,
  /** What this case is to the other one. */
  type: z.enum(Object.keys(relationshipTypes) as [RelationshipType, ...RelationshipType[]]),
  primary: z.boolean(),
  by: z.string(),
  at: z.string(),
  /** Put out of force. */
  removed: z.nullable(z.strictObject({ by: z.string(), at: z.string(), why: z.nullable(z.string()) })),
})
export type RelationshipShape = z.infer<typeof relationshipShape>

/** A record as its reader may see it. */
export const recordShape = z.strictObject({
  id: uuid,
  type,
  version: z.number(),
  module: z.string(),
  // Picked from what is stored; a second walk over every answer on its way out would find nothing.
  data: z.unknown() as z.ZodMiniType<Record<string, unknown>>,
  /** Required answers that are missing: field names, or `subform/rowId/field`. */
  incomplete: z.array(z.string()),
  /** Actions that this person may take on this record now: `write`, `close`, `reopen`, `enable_disable_record`, `change_log` … */
  actions: z.array(z.string()),
  /** Fields that the reader may write. */
  writable: z.array(z.string()),
  /** Fields of rows to which the reader adds none, though he may write them; left out where there is none. */
  fixed: z.optional(z.array(z.string())),
  attachments: z.array(attachmentShape),
  /** True where the name is protected; the owner still finds it in `data`. */
  nameHidden: z.boolean(),
  /** Where it was ever shared: how, the newest first. */
  shares: z.optional(z.array(shareShape)),
  /** Where it was ever flagged and the reader may know: its flags, the newest first. */
  flags: z.optional(z.array(flagShape)),
  /** Where any stand. */
  alerts: z.optional(z.array(alertShape)),
  /** Its ledger of consent, the newest first; left out where this reader has none to read. */
  consents: z.optional(z.array(consentShape)),
  /** Links to other cases that this reader may read, the newest first; left out where he may know of none. */
  relationships: z.optional(z.array(relationshipShape)),
})
export type RecordShape = z.infer<typeof recordShape>

/** Records on the wire: most of a reply may write the same fields, so each names its list of them by place. */
export const recordsReply = z.strictObject({
  records: z.array(z.extend(recordShape, { writable: z.number() })),
  writable: z.array(z.array(z.string())),
  gone: z.array(uuid),
})
export type RecordsReply = z.infer<typeof recordsReply>

export const historyRequest = z.strictObject({ type, id: uuid, page: z.number() })
export const historyReply = z.strictObject({
  total: z.number(),
  entries: z.array(
    z.strictObject({
      at: z.string(),
      user: z.string(),
      action: z.string(),
      /** Paths as in an intention; values field-filtered for the reader. */
      changes: z.array(
        z.strictObject({ path: z.array(z.string()), from: z.optional(z.unknown()), to: z.optional(z.unknown()) }),
      ),
    }),
  ),
})
export type HistoryReply = z.infer<typeof historyReply>

/** What differs on a case from what was approved last, for those who ask for that approval or answer it. */
export const sinceApprovalRequest = z.strictObject({ id: uuid, approval: z.enum(approvalTypes) })
export const sinceApprovalReply = z.strictObject({
  /** null: never approved yet. */
  approved: z.nullable(z.strictObject({ at: z.string(), by: z.string() })),
  /** Field-filtered for the reader. */
  changes: z.array(
    z.strictObject({ path: z.array(z.string()), from: z.optional(z.unknown()), to: z.optional(z.unknown()) }),
  ),
})
export type SinceApprovalReply = z.infer<typeof sinceApprovalReply>

export const pushRequest = z.strictObject({ intentions: z.array(intention).check(z.maxLength(200)) })
export const pushReply = z.strictObject({
  outcomes: z.array(
    z.strictObject({
      id: uuid,
      outcome: z.enum(['applied', 'merged', 'conflict', 'review', 'refused']),
      version: z.optional(z.number()),
      paths: z.optional(z.array(z.array(z.string()))),
      notice: z.optional(z.array(z.array(z.string()))),
      problem: z.optional(z.strictObject({ code: z.string(), params: z.unknown() })),
    }),
  ),
})
export type PushReply = z.infer<typeof pushReply>

/** `PUT /api/sync/blobs/:id/:chunk` takes raw bytes, at most 256 KiB each, chunk numbers from 0. */
export const chunkBytes = 256 * 1024

/**
 * Where claims met (ux §15.5). `ask`: a person must decide. `notice`: the later one won by rule, the other is kept; it
 * ends by itself, and is settled by nobody then.
 * `review`: an edit of somebody who no longer owns the record; nothing of it is in force. `retired`: an answer to a
 * question that the configuration no longer asks.
 */
export const conflictKinds = ['ask', 'notice', 'review', 'retired'] as const
export type ConflictKind = (typeof conflictKinds)[number]
export const conflictShape = z.strictObject({
  conflict: z.int(),
  type,
  id: uuid,
  kind: z.enum(conflictKinds),
  /** When the server received the claim. */
  at: z.string(),
  /** Who made the claim, and with which role. */
  user: z.string(),
  role: z.nullable(z.string()),
  /** True where this reader made it. */
  mine: z.boolean(),
  /** May this reader settle it? */
  maySettle: z.boolean(),
  /** Per path: what the claim was based on, the claim, and what is in force with whose it is. Field-filtered for the reader. */
  paths: z.array(
    z.strictObject({
      path: z.array(z.string()),
      from: z.optional(z.unknown()),
      claim: z.optional(z.unknown()),
      force: z.optional(z.unknown()),
      forceBy: z.nullable(z.string()),
      forceAt: z.nullable(z.string()),
      /** The value in force is there because it is the cautious one. */
      cautious: z.boolean(),
    }),
  ),
  settledAt: z.nullable(z.string()),
  settledBy: z.nullable(z.string()),
})
export type ConflictShape = z.infer<typeof conflictShape>

/**
 * Open ones that this reader may see: of one record, or of all in reach (the supervisor's queue, oldest first).
 * `settled` also lists those that are settled already, so that a kept value can be taken back.
 */
export const conflictsRequest = z.strictObject({
  of: z.optional(z.strictObject({ type, id: uuid })),
  settled: z.optional(z.boolean()),
  /** Only those older than this many hours. */
  olderThan: z.optional(z.number()),
  page: z.number(),
})
export const conflictsReply = z.strictObject({ total: z.number(), conflicts: z.array(conflictShape) })
export type ConflictsReply = z.infer<typeof conflictsReply>

/** What lets a device open its vault: renewed at each contact, gone when the device is revoked (ux §15.4). */
export const lease = z.strictObject({
  /** 32 random bytes, base64; always the same ones for one device. */
  share: z.string(),
  until: z.string(),
})
export type Lease = z.infer<typeof lease>

/** A device introduces itself once after sign-in; saying it again changes nothing. Its session then outlives other sign-ins. */
export const deviceRequest = z.strictObject({ device: uuid, kind: z.enum(['phone', 'tablet', 'computer']) })
export const deviceReply = z.strictObject({
  policy: offlinePolicy,
  lease,
  /** Public key (ECDH P-256, raw, base64) under which unsent work is sealed a second time, for the help desk. */
  recoveryKey: z.string(),
  /** Shown with what the device leaves for the help desk; to be kept sealed, and always the same for one device. */
  escrowToken: z.string(),
})
export type DeviceReply = z.infer<typeof deviceReply>

/** Asked by a device whose lease has ended, with a live session. Refused with `device-revoked` where it must forget. */
export const leaseRequest = z.strictObject({ device: uuid })

/**
 * `POST /api/sync/escrow`, also without a session: unsent work of somebody who may not sign in any more. Each entry is
 * one intention under its id. `sealed`, in base64: a public key made for this entry (raw, 65 bytes), an iv (12), and
 * AES-256-GCM of the intention as JSON with its tag. Key: HKDF-SHA-256, no salt, info `primero escrow 1`, of the secret
 * that ECDH of that key pair with `recoveryKey` gives. Associated data: `<device> <id>`. A device that is unknown and a
 * token that is not its own are answered alike, `not-found`.
 */
export const escrowRequest = z.strictObject({
  device: uuid,
  /** The `escrowToken` that the device was given when it introduced itself. */
  token: z.string().check(z.maxLength(100)),
  entries: z
    .array(
      z.strictObject({ id: uuid, sealed: z.string().check(z.maxLength(350_000), z.regex(/^[A-Za-z0-9+/]+={0,2}$/)) }),
    )
    .check(z.minLength(1), z.maxLength(50)),
})
export type EscrowRequest = z.infer<typeof escrowRequest>
/** In the file that a device saves for the help desk where no line will come; the token stays on the device. */
const lockedCopy = z.omit(escrowRequest, { token: true })
export const lockedCopies = z.array(lockedCopy).check(z.maxLength(100))
export type LockedCopy = z.infer<typeof lockedCopy>

/** What lies there now: the device may let go of it. */
export const escrowReply = z.strictObject({ kept: z.array(uuid) })
export type EscrowReply = z.infer<typeof escrowReply>

export const pullRequest = z.strictObject({
  device: uuid,
  /** As the last reply gave it, once everything of that reply is kept; null asks for everything anew. */
  cursor: z.nullable(z.string().check(z.maxLength(200))),
  /** Records that the person wants to have at hand besides the own open ones. */
  pins: z.array(z.strictObject({ type, id: uuid })).check(z.maxLength(200)),
  /** Most records in one reply, to 100; with 0 the reply tells what left, and no more. */
  limit: z.int(),
})
export type PullRequest = z.infer<typeof pullRequest>

export const pullReply = z.strictObject({
  cursor: z.string(),
  /**
   * The cursor that was sent is of another life of this house (a restored backup): what the device holds counts for
   * nothing, it forgets its records, and everything comes again.
   */
  anew: z.optional(z.boolean()),
  /** True while more waits: ask again at once. */
  more: z.boolean(),
  records: z.array(z.extend(recordShape, { writable: z.number() })),
  writable: z.array(z.array(z.string())),
  /** Records that left this device's set: erase them now. */
  gone: z.array(z.strictObject({ type, id: uuid })),
  /** Open conflicts of the records in the set; replaces all that the device holds. */
  conflicts: z.array(conflictShape),
  /** Records in the device's set, per type; where everything is sent anew, also how many the person may reach at all. */
  counts: z.record(z.string(), z.strictObject({ set: z.number(), reach: z.optional(z.number()) })),
  /** Of the configuration in force and this person's rights: when it differs, `GET /api/sync/config` is due. */
  config: z.string(),
  policy: offlinePolicy,
  lease,
  /** The server's clock, to warn of a device's that is wrong. */
  now: z.string(),
})
export type PullReply = z.infer<typeof pullReply>

/** `GET /api/sync/events`: server-sent events without content. `changed`: pull. `config`: load it. `out`: the session ended. */
export const syncEvents = ['changed', 'config', 'out'] as const

/** What the signed-in role uses, in the person's language: a bundle with one language per text, and who they are. */
export const configReply = z.strictObject({
  version: z.number(),
  /** Names configuration version and rights together; the same word as in `pullReply`. */
  stamp: z.string(),
  locale: z.string(),
  timeZone: z.string(),
  demo: z.boolean(),
  policy: offlinePolicy,
  me: z.strictObject({
    id: z.number(),
    userName: z.string(),
    fullName: z.string(),
    agency: z.nullable(z.string()),
    groups: z.array(z.string()),
    scope: z.enum(scopeKinds),
    role: z.strictObject({
      id: z.string(),
      name: z.string(),
      permissions: z.record(z.string(), z.array(z.string())),
      forms: z.record(z.string(), z.enum(['r', 'rw'])),
      identity: z.enum(['none', 'own', 'scope', 'reveal']),
      manager: z.boolean(),
    }),
  }),
  bundle,
  /** Columns and filters that this role gets, per record type. */
  lists: z.record(
    z.string(),
    z.strictObject({ columns: z.array(z.string()), filters: z.array(z.string()), sortable: z.array(z.string()) }),
  ),
  /** People whom this person may see as owners or assignees. */
  people: z.array(z.strictObject({ userName: z.string(), fullName: z.string() })),
})
export type ConfigReply = z.infer<typeof configReply>
