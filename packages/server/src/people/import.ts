// A sheet of people: each line makes an account, changes one or does nothing, by the rules of the single doors. One
// line that cannot be taken, and none is.
import type { Actor } from '@primero/domain/access/actor.ts'
import { givingTo, mayOpen } from '@primero/domain/access/giving.ts'
import { mayChangeAccount, mayPlace } from '@primero/domain/access/people-reach.ts'
import { may } from '@primero/domain/access/role.ts'
import { Problem } from '@primero/domain/problem.ts'
import type { FastifyRequest } from 'fastify'
import { type AccountRow, accountById } from '../accounts/queries.ts'
import { changeAccount, makeAccount } from '../administration/user-routes.ts'
import { accountAfter, begun, type Kept } from '../administration/wire-user.ts'
import { insertAudit } from '../audit/queries.ts'
import type { Tx } from '../db/database.ts'
import type { House } from '../house.ts'
import { keptOrTakenBack } from './dry.ts'
import { idsOfNames } from './queries.ts'
import { type Refusal, readSheet, type SheetLine } from './sheet.ts'

type What = 'create' | 'change' | 'nothing' | 'refused'

export type LineReport = {
  line: number
  userName: string
  what: What
  /** Names of what changes. */
  fields: string[]
  /** What the role that is given may beyond who gives it. */
  beyond: string[]
  refusals: Refusal[]
}

export type ImportReport = { isApplied: boolean; lines: LineReport[]; refusals: Refusal[] }

export async function importPeople(
  house: House,
  actor: Actor,
  request: FastifyRequest,
  text: string,
  isDry: boolean,
): Promise<ImportReport> {
  const sheet = readSheet(house, text)
  const report = await keptOrTakenBack(house, actor, async (tx) => {
    const known = await idsOfNames(
      tx,
      sheet.lines.map(({ userName }) => userName),
    )
    const lines: LineReport[] = []
    for (const line of sheet.lines)
      lines.push(await takeLine(house, tx, actor, request, line, known.get(line.userName)))
    const isClean = sheet.refusals.length === 0 && lines.every(({ what }) => what !== 'refused')
    const isKept = isClean && !isDry
    const answer: ImportReport = { isApplied: isKept, lines, refusals: sheet.refusals }
    if (isKept) await writtenDown(tx, actor, answer, isDry)
    return { answer, isKept }
  })
  if (!report.isApplied) await writtenDown(house.db, actor, report, isDry)
  return report
}

const writtenDown = (on: Tx | House['db'], actor: Actor, { lines, isApplied }: ImportReport, isDry: boolean) => {
  const count = (what: What): number => lines.filter((line) => line.what === what).length
  return insertAudit(on, {
    userName: actor.userName,
    action: 'import',
    outcome: 'done',
    recordType: 'user',
    details: {
      dry: isDry,
      applied: isApplied,
      created: count('create'),
      changed: count('change'),
      refused: count('refused'),
    },
  })
}

async function takeLine(
  house: House,
  tx: Tx,
  actor: Actor,
  request: FastifyRequest,
  line: SheetLine,
  id: number | undefined,
): Promise<LineReport> {
  const about = { line: line.line, userName: line.userName, fields: [], beyond: [] }
  const refused = (refusals: Refusal[]): LineReport => ({ ...about, what: 'refused', refusals })
  if (line.refusals.length > 0) return refused(line.refusals)
  const row = id === undefined ? undefined : await accountById(tx, id)
  const before = row && ({ ...row, settings: row.settings as Kept['settings'] } satisfies Kept)
  const locale = String(house.configuration().settings['default_locale'] ?? 'en')
  const start = before ?? { ...begun(locale), user_name: line.userName }
  const { data: after } = accountAfter(house, start, { data: line.data, ignored: [] })
  const fields = (Object.keys(after) as (keyof Kept)[]).filter(
    (key) => JSON.stringify(start[key]) !== JSON.stringify(after[key]),
  )
  if (before && fields.length === 0) return { ...about, what: 'nothing', refusals: [] }
  const refusals = refusalsOf(house, actor, row, before, after)
  if (refusals.length > 0) return refused(refusals)
  const sent = { data: line.data, ignored: [] }
  try {
    const { beyond } = row
      ? await changeAccount(house, tx, actor, request, row.id, sent)
      : await makeAccount(house, tx, actor, request, sent)
    return { ...about, what: row ? 'change' : 'create', fields, beyond, refusals: [] }
  } catch (e) {
    // The rules speak before anything is written, so the lines after this one are still asked.
    if (!(e instanceof Problem)) throw e
    return refused(reasonsOf(e))
  }
}

/** What is not this person's to do, by the column that asks for it; the doors ask the same again. */
function refusalsOf(
  house: House,
  actor: Actor,
  row: AccountRow | undefined,
  before: Kept | undefined,
  after: Kept,
): Refusal[] {
  const config = house.configuration()
  if (row?.id === actor.id) return [{ column: 'user_name', reason: 'oneself' }]
  // A name out of reach is told like one that was used up.
  if (row && !mayChangeAccount(config, actor, row)) return [{ column: 'user_name', reason: taken }]
  if (!row && !may(actor.role, 'user', 'create')) return [{ column: 'user_name', reason: 'may_not_create' }]
  const to = { isOneself: false, holds: config.roles.get(before?.role ?? '') }
  const role = config.roles.get(after.role)
  const giving = role && role.id !== before?.role ? givingTo(actor.role, to, role) : 'yes'
  const isOpened = before !== undefined && before.email !== after.email
  return [
    ...(giving === 'forbidden' ? [{ column: 'role', reason: 'not_yours_to_give' }] : []),
    ...(isOpened && !mayOpen(actor.role, to) ? [{ column: 'email', reason: 'not_yours_to_open' }] : []),
    ...placeRefusals(actor, before, after),
  ]
}

const taken = 'errors.models.user.user_name_uniqueness'

function placeRefusals(actor: Actor, before: Kept | undefined, after: Kept): Refusal[] {
  if (after.agency === null || mayPlace(actor, before, after)) return []
  const isOfAgency = before?.agency !== after.agency && !mayPlace(actor, before, { ...after, groups: actor.groups })
  return [{ column: isOfAgency ? 'agency' : 'groups', reason: 'not_yours_to_place' }]
}

const columns: Record<string, string> = { base: 'user_name' }

function reasonsOf(e: Problem): Refusal[] {
  const {
    attribute,
    message,
    others = [],
  } = e.params as {
    attribute?: string
    message?: string
    others?: { attribute: string; message: string }[]
  }
  if (e.code !== 'rule-broken') {
    if (e.code !== 'forbidden' && e.code !== 'not-found') throw e
    return [{ column: 'user_name', reason: 'forbidden' }]
  }
  return [{ attribute: attribute ?? '', message: message ?? '' }, ...others].map((one) => ({
    column: columns[one.attribute] ?? one.attribute,
    reason: one.message,
  }))
}
