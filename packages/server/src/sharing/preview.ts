// What somebody will see of a case once it is shared with him: asked of the rules that show it to him later, before it is
// sent. Of his role nothing is told but what of it concerns this case; of the answers only what the asker reads himself.
import type { Actor, Person } from '@primero/domain/access/actor.ts'
import { contextOf, decide } from '@primero/domain/access/decide.ts'
import { readable } from '@primero/domain/access/fields.ts'
import { mayOpenFile } from '@primero/domain/access/files.ts'
import { formRights } from '@primero/domain/access/role.ts'
import { isSame } from '@primero/domain/access/rows.ts'
import { inScope, scopeOf, seenBy } from '@primero/domain/access/scope.ts'
import { Problem } from '@primero/domain/problem.ts'
import type { Data, RecordFacts } from '@primero/domain/records/record.ts'
import { formsBefore } from '@primero/domain/workflow/referral-forms.ts'
import { openedBy } from '@primero/domain/workflow/share.ts'
import { opensNow } from '@primero/domain/workflow/shared-fields.ts'
import type { FastifyInstance } from 'fastify'
import { fileFor } from '../attachments/present.ts'
import { type AttachmentRow, attachmentsOf } from '../attachments/queries.ts'
import { insertAudit } from '../audit/queries.ts'
import { asHouseMeanwhile, transaction, type Tx } from '../db/database.ts'
import type { House } from '../house.ts'
import { needsActor } from '../http/session.ts'
import { factsFrom, type Held, readOf } from '../records/held.ts'
import type { GrantTo } from '../records/queries.ts'
import { readersOn } from '../records/reader.ts'
import { shownAlone } from '../records/reading.ts'
import { childrenOf } from '../search/queries.ts'
import { refuseUnknownRole } from './authorized-role.ts'
import { type Asked, asked as body, type Meant, meantBy } from './meant.ts'

export type PreviewReply = {
  /** What they hold once they have accepted. */
  forms: { id: string; writes: boolean; fields: string[] }[]
  /** Of these forms they see nothing before they accept. */
  later: string[]
  /** What they will read there, as far as whoever asks reads it himself. */
  data: Record<string, unknown>
  /** Answers of the other forms that read otherwise until they accept; null: they do not show. */
  first: Record<string, unknown>
  /** How many incidents become theirs with the case. */
  incidents: number
}

export function previewRoutes(app: FastifyInstance, house: House): void {
  app.post<{ Body: Asked }>(
    '/api/ext/shares/preview',
    { schema: { tags: ['transitions'], summary: 'What somebody would see of a case that is shared with him', body } },
    (request) => {
      const actor = needsActor(request)
      return transaction(house.db, actor, (tx) =>
        asHouseMeanwhile(tx, house.configuration(), actor, () => previewOf(house, tx, actor, request.body)),
      )
    },
  )
}

async function previewOf(house: House, tx: Tx, actor: Actor, asked: Asked): Promise<PreviewReply> {
  const held = await readOf(tx, 'case', asked.case)
  if (held === undefined) throw new Problem('not-found', {})
  const meant = await meantBy(house, tx, actor, held, asked)
  refuseUnknownRole(house, meant.wish.authorizedRole)
  const [offered, accepted] = await Promise.all([asOffered(house, tx, held, meant), asAccepted(house, tx, held, meant)])
  const own = await asItStands(house, tx, actor, held)
  const forms = formsSeen(house, accepted)
  const first = formsSeen(house, offered)
  const later = forms.filter((form) => !first.some((one) => one.id === form.id)).map((form) => form.id)
  const data = bothRead(house, own, accepted, held)
  const before = bothRead(house, own, offered, held)
  const asks = forms.filter((form) => !later.includes(form.id)).flatMap(({ fields }) => fields)
  await insertAudit(tx, {
    userName: actor.userName,
    action: 'preview_share',
    at: house.clock(),
    outcome: 'done',
    recordType: 'case',
    recordId: held.record.id,
  })
  return {
    forms,
    later,
    data,
    first: Object.fromEntries(
      asks.filter((name) => !isSame(before[name], data[name])).map((name) => [name, before[name] ?? null]),
    ),
    incidents: await incidentsGiven(house, tx, actor, held, meant),
  }
}

/** Somebody as he stands to the case, and the case as it stands then. */
type Standing = { sees: Actor; facts: RecordFacts }

/** The recipient while he was asked and has not answered: by this share, and by those that let him in already. */
const asOffered = (house: House, tx: Tx, { row, facts }: Held, meant: Meant): Promise<Standing> =>
  letIn(house, tx, row.n, facts, meant, 'in_progress')

/** Once he has accepted: what he was referred opens, and what was handed to him is his. */
async function asAccepted(house: House, tx: Tx, { row, record, facts }: Held, meant: Meant): Promise<Standing> {
  if (meant.kind === 'Referral') return letIn(house, tx, row.n, facts, meant, 'accepted')
  const owned = ownedBy(facts, meant.person, record.data['identified_by'])
  return {
    sees: (await readersOn(house, tx, meant.to, [{ n: row.n, facts: owned }]))({ n: row.n, facts: owned }).actor,
    facts: owned,
  }
}

async function letIn(
  house: House,
  tx: Tx,
  n: number,
  before: RecordFacts,
  { kind, to, wish, leftOut }: Meant,
  status: 'in_progress' | 'accepted',
): Promise<Standing> {
  const opening = openedBy(wish, { formsBefore: formsBefore(house.configuration(), before.module) })
  const grant: GrantTo = {
    n,
    kind: kind === 'Referral' ? 'referral' : 'transfer',
    role: wish.authorizedRole,
    until_at: null,
    left_out: [...leftOut],
    ...opensNow({ status, serviceRow: wish.serviceRow, services: wish.services ?? null, ...opening }),
  }
  const facts = {
    ...before,
    grantedTo: [...new Set([...before.grantedTo, to.userName])],
    seenBy: [...new Set([...before.seenBy, `u:${to.userName}`])],
  }
  return { sees: (await readersOn(house, tx, to, [{ n, facts }], [grant]))({ n, facts }).actor, facts }
}

function ownedBy(facts: RecordFacts, to: Person, identified: unknown): RecordFacts {
  const grantedTo = facts.grantedTo.filter((name) => name !== to.userName)
  const subject = typeof identified === 'string' ? identified : null
  return { ...facts, ownedBy: to.userName, grantedTo, seenBy: seenBy(to, grantedTo, subject) }
}

function formsSeen(house: House, { sees, facts }: Standing): PreviewReply['forms'] {
  const config = house.configuration()
  const reads = readable(config, sees, contextOf(facts))
  const rights = formRights(config, sees.role)
  return config
    .formsOf('case')
    .filter((form) => rights.has(form.id) && !form.subform && form.modules.includes(facts.module))
    .map((form) => {
      const fields = form.fields
        .filter(({ type, name }) => type !== 'separator' && reads.has(name))
        .map(({ name }) => name)
      return { id: form.id, writes: rights.get(form.id) === 'rw', fields }
    })
    .filter(({ fields }) => fields.length > 0)
}

/** The case as the asker is shown it in our app, and the files that he opens there. */
type Own = { data: Data; files: AttachmentRow[] }

async function asItStands(house: House, tx: Tx, actor: Actor, held: Held): Promise<Own> {
  const { row, facts } = held
  const reader = (await readersOn(house, tx, actor, [{ n: row.n, facts }]))({ n: row.n, facts }).actor
  const standing = { sees: reader, facts }
  return {
    data: shownAlone(house, reader, held, undefined, true) as Data,
    files: filesSeen(house, standing, held, await attachmentsOf(tx, 'case', [row.n])),
  }
}

const filesSeen = (house: House, { sees, facts }: Standing, { record }: Held, files: AttachmentRow[]) =>
  files
    .filter((file) => mayOpenFile(house.configuration(), sees, facts, file))
    .map((file) => fileFor(sees, { record, facts }, file))

/** As the recipient is shown it, without what the asker is not shown; of files what they are called. */
function bothRead(house: House, own: Own, standing: Standing, held: Held): Record<string, unknown> {
  const { record } = held
  const { hidden_name = null } = record.data
  const known = { record: { ...record, data: { ...own.data, hidden_name } }, facts: standing.facts }
  const files = Map.groupBy(filesSeen(house, standing, held, own.files), ({ field }) => field)
  return {
    ...shownAlone(house, standing.sees, known, undefined, true),
    ...Object.fromEntries([...files].map(([field, all]) => [field, all.map(({ file_name }) => file_name)])),
  }
}

/** Incidents go with their case: those that the asker knows of, where their new owner may read any. */
async function incidentsGiven(house: House, tx: Tx, actor: Actor, { row }: Held, { kind, to, person }: Meant) {
  if (kind === 'Referral') return 0
  const scope = scopeOf(actor, 'incident')
  const linked = (await childrenOf(tx, 'incident', row.n))
    .map((one) => factsFrom('incident', one))
    .filter((facts) => inScope(scope, facts))
  const config = house.configuration()
  return linked.filter((facts) => decide(config, to, 'incident', 'read', ownedBy(facts, person, null)) === 'yes').length
}
