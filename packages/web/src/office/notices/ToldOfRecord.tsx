import { Plural, Trans } from '@lingui/react/macro'
import type { OwnNotice } from '../../sync/notices.ts'

/** What happened that concerns the reader, in one line. */
export function ToldOfRecord({ of: { kind, by, byName, many } }: { of: OwnNotice }) {
  const who = <bdi translate="no">{byName ?? by}</bdi>
  switch (kind) {
    case 'referral':
      return <Trans>{who} referred somebody to you</Trans>
    case 'transfer':
      return <Trans>{who} wants to hand a record over to you</Trans>
    case 'transfer_request':
      return <Trans>{who} asks for one of your records</Trans>
    case 'assigned':
      return <Trans>{who} assigned a record to you</Trans>
    case 'share_accepted':
      return <Trans>{who} accepted what you sent</Trans>
    case 'share_rejected':
      return <Trans>{who} did not take what you sent</Trans>
    case 'share_done':
      return <Trans>{who} did what you asked for</Trans>
    case 'share_ended':
      return <Trans>{who} took back what was shared with you</Trans>
    case 'link_opened':
      return <Trans>{who} opened the link that you sent</Trans>
    case 'link_locked':
      return <Trans>The link for {who} is locked: five wrong codes. Make a new code if it was them</Trans>
    case 'approval_requested':
      return <Trans>{who} asks for your approval</Trans>
    case 'approval_answered':
      return <Trans>{who} decided about your request for approval</Trans>
    case 'second_named':
      return <Trans>{who} shared without consent and names you as the second who decided it. Look at it</Trans>
    case 'revealed':
      return <Trans>{who} saw who one of your records is about</Trans>
    case 'field_alert':
      return <Trans>{who} changed something in a record you work on</Trans>
    case 'flag_raised':
      return <Trans>{who} flagged one of your records</Trans>
    case 'flag_resolved':
      return <Trans>{who} resolved a flag</Trans>
    case 'conflict':
      return <Trans>Two answers to one question: choose one</Trans>
    case 'consent_withdrawn':
      return by === null ? (
        <Trans>The time of a consent is over</Trans>
      ) : (
        <Trans>{who} wrote down that consent ended</Trans>
      )
    case 'silence':
      return <Trans>A referral has no answer yet</Trans>
    case 'task_due':
      return <Plural value={many} one="# task is due today" other="# tasks are due today" />
    case 'task_overdue':
      return <Plural value={many} one="# task is late" other="# tasks are late" />
    case 'agreement':
      return <Trans>An agreement has changed</Trans>
    case 'taken_over':
      return <Trans>What {who} worked on is yours now</Trans>
    case 'alarm':
      return <Trans>A job of this site fails again and again</Trans>
  }
}
