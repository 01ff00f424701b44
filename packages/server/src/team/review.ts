// A page of the review queue: cases that show a sign, those of high risk first. Names stay away, whatever the reader's
// role may see: a queue is looked at with others beside one.
import type { Actor } from '@primero/domain/access/actor.ts'
import { mayAskBy, readable } from '@primero/domain/access/fields.ts'
import { may } from '@primero/domain/access/role.ts'
import { scopeOf } from '@primero/domain/access/scope.ts'
import type { Data } from '@primero/domain/records/record.ts'
import type { ReviewLine, ReviewReply } from '@primero/domain/sync/team.ts'
import type { Moment } from '@primero/domain/time.ts'
import { momentFrom } from '@primero/domain/workflow/clock.ts'
import { lookLasts, reviewed, type Sign, type SignName, signsFor, signsOf } from '@primero/domain/workflow/review.ts'
import type { Tx } from '../db/database.ts'
import type { House } from '../house.ts'
import { factsFrom, stored } from '../records/held.ts'
import { readersOn } from '../records/reader.ts'
import { shownAlone } from '../records/reading.ts'
import { type Condition, conditionOf } from '../search/conditions.ts'
import { findRecords, type FoundRow } from '../search/queries.ts'
import { referredTo } from '../search/referred.ts'
import { type Happening, looksAt, newestOf } from './queries.ts'

const usualPage = 20
const mostPage = 50
/** Entries of the history that a line shows. */
const told = 5
const day = 86_400_000

type Asked = { sign?: SignName | undefined; page: number; per?: number | undefined }

export async function reviewPage(house: House, tx: Tx, actor: Actor, asked: Asked): Promise<ReviewReply> {
  const config = house.configuration()
  const now = house.clock().toISOString() as Moment
  const signs = signsFor(config, { actor, now, zone: house.settings.timeZone })
  const wanted = signs.filter(({ name }) => asked.sign === undefined || name === asked.sign)
  const [page, per] = [asked.page, Math.min(asked.per ?? usualPage, mostPage)]
  const names = signs.map(({ name }) => name)
  if (wanted.length === 0) return { total: 0, page, per, signs: names, lines: [] }
  const { total, rows } = await findRecords(tx, config, 'case', scopeOf(actor, 'case'), {
    conditions: [
      ...reviewed.map(conditionOf),
      anyOf(wanted),
      { kind: 'unseen', since: momentFrom(now, -lookLasts * day) },
    ],
    referred: await referredTo(tx, config, actor, 'case'),
    // Options stand from high to low; among those alike the newest would hide who has waited longest.
    sort: mayAskBy(config, actor, 'case', 'risk_level')
      ? { field: 'risk_level', descending: false, ranked: true, oldest: true }
      : { field: 'created_at', descending: false, oldest: true },
    page,
    per,
  })
  return { total, page, per, signs: names, lines: await linesOf(house, tx, actor, signs, rows) }
}

const anyOf = (signs: readonly Sign[]): Condition => ({
  kind: 'or',
  conditions: signs.flatMap(({ any }) =>
    any.map((set): Condition => ({ kind: 'and', conditions: set.map(conditionOf) })),
  ),
})

async function linesOf(
  house: House,
  tx: Tx,
  actor: Actor,
  signs: readonly Sign[],
  rows: readonly FoundRow[],
): Promise<ReviewLine[]> {
  const config = house.configuration()
  const ns = rows.map(({ n }) => n)
  const about = rows.map((row) => ({ n: row.n, facts: factsFrom('case', row) }))
  const readers = await readersOn(house, tx, actor, about)
  const looks = await looksAt(tx, ns)
  const happened = may(actor.role, 'case', 'change_log') ? await newestOf(tx, ns, told) : []
  return rows.map((row, i) => {
    const facts = about[i]?.facts ?? factsFrom('case', row)
    const record = stored('case', row, row)
    const { actor: reader } = readers({ n: row.n, facts })
    const shown = shownAlone(house, reader, { record, facts }) as Data
    const names = readable(config, reader, { type: 'case', module: facts.module, facts })
    const look = looks.find(({ n }) => n === row.n)
    const entries = happened.filter(({ n, version }) => n === row.n && version > (look?.version ?? 0))
    return {
      id: row.id,
      code: textOf(shown['case_id_display']),
      version: row.version,
      risk: textOf(shown['risk_level']),
      workflow: textOf(shown['workflow']),
      owner: row.owned_by,
      incomplete: row.incomplete,
      updatedAt: row.last_updated_at.toISOString(),
      signs: signsOf(config, signs, shown),
      looked: look === undefined ? null : { by: look.user_name, at: look.at.toISOString() },
      happened: entries.map((entry) => presentHappening(entry, names)),
    }
  })
}

/** What it was about, never what was said. */
const presentHappening = ({ at, user_name, action, changes }: Happening, names: ReadonlySet<string>) => ({
  at: at.toISOString(),
  by: user_name,
  action,
  fields: [...new Set(changes.map(({ path }) => path[0] ?? ''))].filter((name) => names.has(name)),
})

const textOf = (answer: unknown): string | null => (typeof answer === 'string' ? answer : null)
