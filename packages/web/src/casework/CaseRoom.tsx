// What is done around a record, in one piece, so that a device fetches and keeps it once: its tabs, what its menu asks,
// what stands above it, and how the safety plan stands.
import { HistoryTab } from '../record/HistoryTab.tsx'
import { Refusal } from '../record/Refusal.tsx'
import type { WorkProps } from '../record/Work.tsx'
import { useOutbox } from '../store/store.ts'
import { AlertsNote } from './AlertsNote.tsx'
import { ApprovalsTab } from './ApprovalsTab.tsx'
import './casework.css'
import { withWaiting } from './effects.ts'
import { FlagDialog } from './FlagDialogs.tsx'
import { FlagsTab } from './FlagsTab.tsx'
import { NoteDialog } from './NoteDialog.tsx'
import { PrintTab } from './PrintTab.tsx'
import { RelatedTab } from './RelatedTab.tsx'
import { SafetyPlanLine } from './SafetyPlanLine.tsx'
import { StandingDialog } from './StandingDialog.tsx'
import { StandingNote } from './StandingNote.tsx'
import { TimelineTab } from './TimelineTab.tsx'

export { words } from './words.ts'

const nothing = async (): Promise<void> => {}

export function Page(props: WorkProps) {
  const { show, record: received, forms = [], hrefOf = String, onDone = nothing, entry, onPutBack = nothing } = props
  const { entries } = useOutbox()
  const record = withWaiting(received, entries)
  switch (show) {
    case 'timeline':
      return <TimelineTab {...{ record, forms, hrefOf }} />
    case 'print':
      return <PrintTab {...{ record, forms }} />
    case 'approvals':
      return <ApprovalsTab {...{ record, forms }} />
    case 'flags':
      return <FlagsTab record={record} />
    case 'related':
      return <RelatedTab record={record} />
    case 'change_logs':
      return <HistoryTab type={record.type} id={record.id} />
    case 'above':
      return (
        <>
          <StandingNote record={record} />
          <AlertsNote record={record} />
        </>
      )
    case 'plan':
      return <SafetyPlanLine {...{ record, hrefOf }} />
    case 'refusal':
      return entry && <Refusal {...{ entry, record, onPutBack }} />
    case 'flag':
      return <FlagDialog {...{ record, onDone }} />
    case 'note':
      return <NoteDialog {...{ record, onDone }} />
    default:
      return <StandingDialog deed={show} {...{ record, onDone }} />
  }
}
