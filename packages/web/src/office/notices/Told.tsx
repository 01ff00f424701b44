// One notice: what happened, where it leads, and when.
import { Trans, useLingui } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { whenText } from '../../i18n/format.ts'
import { writtenAs } from '../../i18n/languages.ts'
import { addressOf } from '../../kinds.ts'
import { type RecordType, thisDay } from '../../store/store.ts'
import type { OwnNotice } from '../../sync/notices.ts'
import type { Sign } from '../../ui/signs.ts'
import { ToldOfRecord } from './ToldOfRecord.tsx'

const signs: Partial<Record<OwnNotice['kind'], Sign>> = {
  revealed: 'eye',
  agreement: 'file-text',
  taken_over: 'users',
  flag_raised: 'flag',
  flag_resolved: 'flag',
  field_alert: 'pen-line',
  conflict: 'git-compare-arrows',
  task_due: 'list-checks',
  task_overdue: 'list-checks',
  silence: 'hourglass',
  alarm: 'triangle-alert',
}
export const signOf = ({ kind }: OwnNotice): Sign => signs[kind] ?? 'send'

export function Told({ of: notice }: { of: OwnNotice }) {
  const { i18n } = useLingui()
  return (
    <>
      <b>
        <ToldOfRecord of={notice} />
      </b>
      <p>
        <Way of={notice} /> {whenText(notice.at, thisDay(), writtenAs(i18n.locale))}
      </p>
    </>
  )
}

function Way({ of: { kind, record, shortId } }: { of: OwnNotice }): ReactNode {
  if (kind === 'agreement')
    return (
      <Link href="/office/my-agreements">
        <Trans>Read it</Trans>
      </Link>
    )
  if (kind === 'taken_over')
    return (
      <Link href="/cases">
        <Trans>Cases</Trans>
      </Link>
    )
  if (kind === 'task_due' || kind === 'task_overdue')
    return (
      <Link href="/tasks">
        <Trans>Tasks</Trans>
      </Link>
    )
  if (kind === 'alarm')
    return (
      <Link href="/office/jobs">
        <Trans>Scheduled jobs</Trans>
      </Link>
    )
  if (record?.type === 'package')
    return (
      <Link href={`/cases/${record.id}/share/package`}>
        <Trans>Package</Trans>
      </Link>
    )
  if (record?.type === 'release')
    return (
      <Link href={`/cases/${record.id}/sharing`}>
        <bdi dir="ltr">{shortId ?? '–'}</bdi>
      </Link>
    )
  return (
    record && (
      <Link href={addressOf(record.type as RecordType, record.id)}>
        <bdi dir="ltr">{shortId ?? '–'}</bdi>
      </Link>
    )
  )
}
