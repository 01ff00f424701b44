// What happened, in words: the timeline says it and the summary prints it.
import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { rowsOf } from '@primero/domain/access/rows.ts'
import type { Data } from '@primero/domain/records/record.ts'
import type { RecordShape, ShareShape } from '@primero/domain/sync/protocol.ts'
import { unnamedAnswers } from '@primero/domain/workflow/paper.ts'
import type { Happened, TimelineGroup } from '@primero/domain/workflow/timeline.ts'
import { coveredWords } from '../forms/page.ts'
import { summaryOf } from '../forms/rows.ts'
import { rowWords } from '../forms/words.ts'
import type { AppConfig } from '../store/store.ts'
import { approvalName } from './words.ts'

type Say = (message: MessageDescriptor) => string

export const groupWords: Record<TimelineGroup, MessageDescriptor> = {
  work: msg`Work with the person`,
  approval: msg`Approvals`,
  sharing: msg`Sharing`,
  consent: msg`Consents`,
  flag: msg`Flags`,
  standing: msg`Registered, closed, reopened`,
}

const shareWords: Record<ShareShape['kind'], MessageDescriptor> = {
  Referral: msg`Referral`,
  Transfer: msg({ context: 'kind of sharing', message: 'Transfer' }),
  Assign: msg`Reassigned`,
  TransferRequest: msg`Asked for this case`,
}

const answerWords: Partial<Record<ShareShape['status'], MessageDescriptor>> = {
  accepted: msg`Accepted`,
  rejected: msg`Rejected`,
  done: msg`Service given`,
}

const plain: Partial<Record<Happened['kind'], MessageDescriptor>> = {
  registered: msg({ context: 'change log', message: 'Registered' }),
  reopened: msg`Reopened`,
  closed: msg`Closed`,
  consented: msg`Consent written down`,
  'consent-ended': msg`Consent ended`,
  flagged: msg`Flag raised`,
  unflagged: msg`Flag resolved`,
  'share-ended': msg`Taken back`,
  'approval-asked': msg`Asked for approval`,
  approved: msg`Approved`,
  'approval-rejected': msg`Sent back`,
}

export type Told = {
  title: string
  /** What was written with it. */
  words: string
  /** The tab or form where it stands. */
  to: string
  row?: string
}

type Look = { config: AppConfig; record: RecordShape; covered: boolean; say: Say; withIdentity: boolean }

export function toldOf(happened: Happened, { config, record, covered, say, withIdentity }: Look): Told {
  const written = (words: string | null): string => (withIdentity ? (words ?? '') : '')
  const title = (kind: Happened['kind'], of = ''): string =>
    [plain[kind] && say(plain[kind]), of].filter(Boolean).join(': ')
  switch (happened.kind) {
    case 'row':
      return rowTold(happened, { config, record, covered, withIdentity })
    case 'approval-asked':
    case 'approved':
    case 'approval-rejected': {
      const name = approvalName(config, record.module, happened.approval, say)
      return { title: title(happened.kind, name), words: written(happened.words), to: 'approvals' }
    }
    case 'shared':
    case 'share-answered':
    case 'share-ended': {
      const share = record.shares?.find(({ id }) => id === happened.share)
      const kind = share ? say(shareWords[share.kind]) : ''
      const answer = share && happened.kind === 'share-answered' ? answerWords[share.status] : undefined
      const said = happened.kind === 'share-ended' ? title(happened.kind) : answer ? say(answer) : ''
      return { title: [kind, said].filter(Boolean).join(': '), words: '', to: 'sharing' }
    }
    case 'consented':
    case 'consent-ended':
      return { title: title(happened.kind), words: '', to: 'consents' }
    case 'flagged':
    case 'unflagged':
      return { title: title(happened.kind), words: written(happened.words), to: 'flags' }
    default:
      return { title: title(happened.kind), words: '', to: 'glance' }
  }
}

type OfRow = Extract<Happened, { kind: 'row' }>

function rowTold(
  { form, field: name, row: id }: OfRow,
  { config, record, covered, withIdentity }: Omit<Look, 'say'>,
): Told {
  const { type } = record
  const field = config.configuration.fieldOf(type, name)
  const rows = field && config.configuration.rowsOf(field)
  const row = rowsOf((record.data as Data)[name]).find(({ unique_id }) => unique_id === id)
  const told = { title: config.say(field?.label), to: form, row: id }
  if (!rows || !row) return { ...told, words: '' }
  const columns = rows.fields.filter(({ type: kind }) => kind !== 'date_field')
  const answers = withIdentity ? undefined : unnamedAnswers(config.configuration, columns, row)
  const shown = answers?.map(({ field: column }) => column) ?? columns
  const values = answers && Object.fromEntries(answers.map(({ field: column, value }) => [column.name, value ?? null]))
  const { title, rest } = summaryOf({ ...rows, fields: shown }, { ...(values ?? row), unique_id: id }, (column, of) =>
    coveredWords(covered, column, rowWords(config, column, of[column.name], of)),
  )
  return { ...told, words: [title, ...rest].filter(Boolean).join(' · ') }
}
