// The room of what is done around a record comes when somebody asks for a part of it.
import type { Form } from '@primero/domain/configuration/bundle.ts'
import type { Change } from '@primero/domain/records/record.ts'
import type { RecordShape } from '@primero/domain/sync/protocol.ts'
import { lazyRoom } from '../loadRoom.tsx'
import { RoomMissing } from '../states/RoomMissing.tsx'
import type { OutboxEntry } from '../store/entries.ts'
import { Dialog } from '../ui/Dialog.tsx'

export type StandingDeed = 'close' | 'reopen' | 'disable' | 'enable' | 'protect' | 'unprotect'
export type Deed = StandingDeed | 'flag' | 'note'
export const workTabs = ['timeline', 'print', 'approvals', 'flags', 'related', 'change_logs'] as const
type WorkTab = (typeof workTabs)[number]

export type WorkProps = {
  show: WorkTab | Deed | 'above' | 'plan' | 'refusal'
  record: RecordShape
  /** For tabs: the forms that the reader holds, and where they lie. */
  forms?: Form[]
  hrefOf?: (to: string, row?: string) => string
  /** For what is asked in a dialog. */
  onDone?: () => void
  /** What the server did not take; resolves once the answers lie in a draft. */
  entry?: OutboxEntry
  onPutBack?: (changes: Change[]) => Promise<void>
}

export const Work = lazyRoom<WorkProps>(
  () => import('../casework/CaseRoom.tsx'),
  ({ show, onDone }) =>
    onDone ? (
      <Dialog title="" onClose={onDone}>
        <RoomMissing />
      </Dialog>
    ) : show === 'above' || show === 'plan' ? null : (
      <RoomMissing />
    ),
)
