// What somebody will see of a case once it is shared with him: asked of the rules that show it to him later, before it is
// sent. Of his role nothing is told but what of it concerns this case; of the answers only what the asker reads himself.
import type { Actor } from '@primero/domain/access/actor.ts'
import { contextOf } from '@primero/domain/access/decide.ts'
import { pick, readable } from '@primero/domain/access/fields.ts'
import type { Reader } from '@primero/domain/access/reader.ts'
import { formRights } from '@primero/domain/access/role.ts'
import { Problem } from '@primero/domain/problem.ts'
import type { RecordFacts } from '@primero/domain/records/record.ts'
import { mayMake } from '@primero/domain/workflow/making.ts'
import { coveredBy, serviceOf } from '@primero/domain/workflow/consents.ts'
import { mayReceive } from '@primero/domain/workflow/recipients.ts'
import { formsBefore } from '@primero/domain/workflow/referral-forms.ts'
import type { FastifyInstance } from 'fastify'
import * as z from 'zod'
import { accountsNamed, actorOf } from '../accounts/queries.ts'
import { insertAudit } from '../audit/queries.ts'
import { consentsOf } from '../consents/queries.ts'
import { asHouseMeanwhile, transaction, type Tx } from '../db/database.ts'
import { type House, todayOf } from '../house.ts'
import { needsActor } from '../http/session.ts'
import { factsFrom, type Held, stored } from '../records/held.ts'
import type { GrantTo } from '../records/queries.ts'
import { readersOn } from '../records/reader.ts'
import { shownAlone } from '../records/reading.ts'
import { heldRecords } from '../search/queries.ts'
import { refuseUnknownRole } from './authorized-role.ts'
import { transitionsOf } from './queries.ts'
import { receiverOf } from './share.ts'

const id = z.string().max(255)
const body = z.strictObject({
  case: z.uuidv4(),
  to: id,
  /** Left out: the recipient's own. */
  role: id.optional(),
  forms: z.array(id).max(200).optional(),
  opensLater: z.boolean().optional(),
  service: id.optional(),
  serviceRow: z.string().max(64).optional(),
})
type Asked = z.infer<typeof body>

export type PreviewReply = {
  forms: { id: string; writes: boolean; fields: string[] }[]
  /** Of these forms they see nothing before they accept. */
  later: string[]
  /** What they will read there, as far as whoever asks reads it himself. */
  data: Record<string, unknown>
}

export function previewRoutes(app: FastifyInstance, house: House): void {
  app.post<{ Body: Asked }>(
    '/api/ext/shares/preview',
    { schema: { tags: ['transitions'], summary: 'What somebody would see of a case that is referred to him', body } },
    (request) => {
      const actor = needsActor(request)
      return transaction(house.db, actor, (tx) =>
        asHouseMeanwhile(tx, house.configuration(), actor, () => previewOf(house, tx, actor, request.body)),
      )
    },
  )
}

async function previewOf(house: House, tx: Tx, actor: Actor, asked: Asked): Promise<PreviewReply> {
  const [row] = await heldRecords(tx, 'case', [asked.case], false)
  const held = row && { row, record: stored('case', row, row), facts: factsFrom('case', row) }
  if (held === undefined || mayMake(actor, held.facts, 'Referral', asked.serviceRow !== undefined) !== 'yes')
    throw new Problem('not-found', {})
  refuseUnknownRole(house, asked.role ?? null)
  const to = await recipientOf(house, tx, actor, held, asked.to)
  const [consents, transitions] = await Promise.all([consentsOf(tx, held.row.n), transitionsOf(tx, held.row.n)])
  const about = { service: asked.service ?? null, serviceRow: asked.serviceRow ?? null }
  const service = serviceOf(held.record.data, about)
  const agreed = { purpose: 'referral' as const, service, agency: to.agency }
  const leftOut = coveredBy(consents, transitions, agreed, todayOf(house))?.excluded ?? []
  const config = house.configuration()
  const grant = {
    n: held.row.n,
    kind: 'referral',
    role: asked.role ?? null,
    until_at: null,
    left_out: [...leftOut],
    services: null,
  }
  const reads = async (forms: string[] | null) => as(house, tx, to, held, { ...grant, forms })
  const sees = await reads(asked.forms ?? null)
  const forms = formsSeen(house, held, sees)
  const first = formsBefore(config, held.facts.module).filter((one) => asked.forms?.includes(one) !== false)
  const before = asked.opensLater ? formsSeen(house, held, await reads(first)) : forms
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
    later: forms.filter((form) => !before.some((one) => one.id === form.id)).map((form) => form.id),
    data: await bothRead(house, tx, actor, held, sees),
  }
}

/** @throws Problem rule-broken where he may receive no referral of this case, or is given a package and never the case */
async function recipientOf(house: House, tx: Tx, actor: Actor, { facts }: Held, name: string): Promise<Actor> {
  const [account] = await accountsNamed(tx, [name])
  const receiver = account && receiverOf(house, account)
  const role = receiver?.role
  const isHere = receiver !== undefined && mayReceive(actor, 'Referral', facts, receiver)
  // Of another module: he is sent a package, and never sees the case.
  if (account === undefined || role === undefined || !isHere || !role.modules.includes(facts.module))
    throw new Problem('rule-broken', { attribute: 'transitioned_to', message: 'transition.errors.to_user_can_receive' })
  return actorOf(account, role)
}

/** The recipient as he will stand to the case, by this share and by those that let him in already. */
async function as(house: House, tx: Tx, to: Actor, { row, facts }: Held, grant: GrantTo): Promise<Actor> {
  const granted = withGrant(facts, to.userName)
  const readers = await readersOn(house, tx, to, [{ n: row.n, facts: granted }], [grant])
  return readers({ n: row.n, facts: granted }).actor
}

const withGrant = (facts: RecordFacts, userName: string): RecordFacts => ({
  ...facts,
  grantedTo: [...new Set([...facts.grantedTo, userName])],
  seenBy: [...new Set([...facts.seenBy, `u:${userName}`])],
})

function formsSeen(house: House, { facts }: Held, sees: Reader['actor']): PreviewReply['forms'] {
  const config = house.configuration()
  const ctx = contextOf(withGrant(facts, sees.userName))
  const reads = readable(config, sees, ctx)
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

/** As the recipient is shown it, without what the asker is not shown. */
async function bothRead(house: House, tx: Tx, actor: Actor, { row, record, facts }: Held, sees: Actor) {
  const config = house.configuration()
  const own = (await readersOn(house, tx, actor, [{ n: row.n, facts }]))({ n: row.n, facts }).actor
  const { hidden_name = null } = record.data
  const data = { ...pick(config, own, contextOf(facts), record.data), hidden_name }
  return shownAlone(house, sees, { record: { ...record, data }, facts: withGrant(facts, sees.userName) })
}
