// Everything that happened around a record, from what its reader may see: one line of time. Pure.
import { rowsOf } from '../access/rows.ts'
import type { Form } from '../configuration/bundle.ts'
import type { Configuration } from '../configuration/configuration.ts'
import { rowsIn } from '../forms/answer.ts'
import type { Data } from '../records/record.ts'
import { isDay, isMoment } from '../time.ts'
import { rowDay } from './row-day.ts'

/** By which a reader chooses what is shown. */
export const timelineGroups = ['work', 'approval', 'sharing', 'consent', 'flag', 'standing'] as const
export type TimelineGroup = (typeof timelineGroups)[number]

export type Happened = {
  id: string
  group: TimelineGroup /** A day, or a moment. */
  at: string
  by: string | null
} & (
  | { kind: 'registered' | 'reopened' | 'closed' }
  /** A dated row of a form: a service, a visit, a note. */
  | { kind: 'row'; form: string; field: string; row: string; isPlanned: boolean }
  | { kind: 'approval-asked' | 'approved' | 'approval-rejected'; approval: string; words: string | null }
  | { kind: 'shared' | 'share-answered' | 'share-ended'; share: string }
  | { kind: 'consented' | 'consent-ended'; consent: string }
  | { kind: 'flagged' | 'unflagged'; flag: string; words: string }
)

/** What stands beside the answers, as its reader is shown it. */
type Shared = {
  id: string
  by: string
  to: string | null
  at: string
  status: string
  respondedAt: string | null
  endedAt: string | null
}
type Agreed = { id: string; by: string; at: string; ends: readonly { at: string; by: string | null }[] }
type Flagged = {
  id: string
  message: string
  by: string
  at: string
  resolved: { message: string; by: string; date: string } | null
}

export type Told = {
  data: Data
  shares?: readonly Shared[] | undefined
  consents?: readonly Agreed[] | undefined
  flags?: readonly Flagged[] | undefined
}

/**
 * The newest first; of one day those without an hour after those with one. `forms`: those that the reader holds. What
 * is planned for a day to come stands there too.
 */
export function timelineOf(config: Pick<Configuration, 'rowsOf'>, forms: readonly Form[], told: Told): Happened[] {
  const all = [
    ...standing(told.data),
    ...rowsThatHappened(config, forms, told.data),
    ...approvals(told.data),
    ...(told.shares ?? []).flatMap(ofShare),
    ...(told.consents ?? []).flatMap(ofConsent),
    ...(told.flags ?? []).flatMap(ofFlag),
  ]
  // What was written down later of one day happened later.
  return all.reverse().sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0))
}

const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null)
const isTime = (value: unknown): value is string => isDay(value) || isMoment(value)

function standing(data: Data): Happened[] {
  const { created_at, created_by, date_closure, status } = data
  const group = 'standing'
  const reopened = rowsOf(data['reopened_logs']).flatMap((row): Happened[] => {
    const at = row['reopened_date']
    const by = text(row['reopened_user'])
    return isTime(at) ? [{ id: `reopened/${row.unique_id}`, group, kind: 'reopened', at, by }] : []
  })
  const isClosed = status === 'closed' && isTime(date_closure)
  return [
    ...(isTime(created_at)
      ? [{ id: 'registered', group, kind: 'registered', at: created_at, by: text(created_by) } as const]
      : []),
    ...reopened,
    ...(isClosed ? [{ id: 'closed', group, kind: 'closed', at: date_closure as string, by: null } as const] : []),
  ]
}

/** Told by themselves, also where a form shows their rows. */
const toldApart: ReadonlySet<string> = new Set(['reopened_logs', 'approval_subforms'])

function rowsThatHappened(config: Pick<Configuration, 'rowsOf'>, forms: readonly Form[], data: Data): Happened[] {
  const seen = new Set<string>(toldApart)
  return forms.flatMap((form) =>
    form.fields.flatMap((field) => {
      const columns = field.type === 'subform' && !seen.has(field.name) ? config.rowsOf(field)?.fields : undefined
      seen.add(field.name)
      return rowsIn(columns && data[field.name]).flatMap((row): Happened[] => {
        const day = rowDay(columns ?? [], row)
        if (day === undefined) return []
        const of = { form: form.id, field: field.name, row: row.unique_id }
        const by = text(row['note_created_by'])
        return [{ id: `${field.name}/${row.unique_id}`, group: 'work', kind: 'row', ...day, by, ...of }]
      })
    }),
  )
}

const answers = { approved: 'approved', rejected: 'approval-rejected' } as const

const approvals = (data: Data): Happened[] =>
  rowsOf(data['approval_subforms']).flatMap((row): Happened[] => {
    const { approval_date: at, approval_status, approval_requested_for, approval_response_for } = row
    if (!isTime(at)) return []
    const of = { id: `approval/${row.unique_id}`, group: 'approval', at } as const
    const asked = text(approval_requested_for)
    if (asked !== null)
      return [{ ...of, kind: 'approval-asked', by: text(row['requested_by']), approval: asked, words: null }]
    const approval = text(approval_response_for)
    const kind = answers[approval_status as keyof typeof answers]
    if (approval === null || kind === undefined) return []
    return [{ ...of, kind, by: text(row['approved_by']), approval, words: text(row['approval_manager_comments']) }]
  })

function ofShare({ id, by, to, at, status, respondedAt, endedAt }: Shared): Happened[] {
  const of = { group: 'sharing', share: id } as const
  const answered: Happened[] =
    respondedAt === null ? [] : [{ ...of, id: `share/${id}/answer`, kind: 'share-answered', at: respondedAt, by: to }]
  const ended: Happened[] =
    endedAt === null || status !== 'revoked'
      ? []
      : [{ ...of, id: `share/${id}/end`, kind: 'share-ended', at: endedAt, by: null }]
  return [{ ...of, id: `share/${id}`, kind: 'shared', at, by }, ...answered, ...ended]
}

const ofConsent = ({ id, at, by, ends }: Agreed): Happened[] => [
  { id: `consent/${id}`, group: 'consent', kind: 'consented', at, by, consent: id },
  ...ends.map(
    (end, n): Happened => ({
      id: `consent/${id}/${n}`,
      group: 'consent',
      kind: 'consent-ended',
      at: end.at,
      by: end.by,
      consent: id,
    }),
  ),
]

const ofFlag = ({ id, message, by, at, resolved }: Flagged): Happened[] => [
  { id: `flag/${id}`, group: 'flag', kind: 'flagged', at, by, flag: id, words: message },
  ...(resolved === null
    ? []
    : [
        {
          id: `flag/${id}/end`,
          group: 'flag',
          kind: 'unflagged',
          at: resolved.date,
          by: resolved.by,
          flag: id,
          words: resolved.message,
        } as const,
      ]),
]
