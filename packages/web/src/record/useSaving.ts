// From "Save" to "received": what is on its way, what came back, and what needs its author.
import type { Data } from '@primero/domain/records/record.ts'
import type { IntentionArgs } from '@primero/domain/sync/intention.ts'
import type { RecordShape } from '@primero/domain/sync/protocol.ts'
import { useEffect, useState } from 'react'
import { type OutboxEntry, put, settled, useConfig, useOutbox } from '../store/store.ts'
import { changesIn, type Editing } from './editing.ts'
import type { SaveState } from './SaveBar.tsx'

export type Saving = { state: SaveState; needsYou: OutboxEntry[]; save: () => Promise<void> }

const touches = (entry: OutboxEntry, id: string): boolean => (entry.intention.args as { id?: string }).id === id

/** How long the bar says "Saving" while the server is being asked; then it says where the work lies. Milliseconds. */
const patience = 1_500

const pause = (time: number): Promise<void> => new Promise((go) => setTimeout(go, time))

/** `saved`: the change is sealed in the outbox, and the draft has done its work; not before. */
export function useSaving(
  record: RecordShape,
  editing: Editing,
  pending: boolean,
  onSaved: () => Promise<void>,
): Saving {
  const { type, id, version } = record
  const { entries } = useOutbox()
  const forms = useConfig().version
  const [busy, setBusy] = useState(false)
  const [saved, setSaved] = useState(() => (history.state as { saved?: boolean } | null)?.saved === true)
  const needsYou = entries.filter((e) => touches(e, id) && (e.state === 'refused' || e.state === 'conflict'))
  return {
    state: busy ? 'saving' : needsYou.length > 0 ? 'needs-you' : pending ? 'device' : saved ? 'received' : 'clean',
    needsYou,
    save: async () => {
      const now = editing.answers.data()
      const changes = changesIn(editing.base(), now) as IntentionArgs<'record.edit'>['changes']
      if (changes.length === 0 || busy) return
      setBusy(true)
      try {
        const intention = await put('record.edit', { type, id, changes }, version, forms)
        editing.rebase(now)
        editing.answers.removed.clear()
        setSaved(true)
        await Promise.race([Promise.all([onSaved(), settled(intention)]), pause(patience)])
      } finally {
        setBusy(false)
      }
    },
  }
}

/** While nothing is being written, what the server says replaces what is shown. */
export function useNewerData(editing: Editing, data: Data, dirty: boolean): void {
  useEffect(() => {
    const now = editing.answers.data()
    // `dirty` lags behind the keyboard; the answers themselves do not.
    if (dirty || editing.base() === data || changesIn(editing.base(), now).length > 0) return
    editing.rebase(data)
    editing.answers.replace(data)
  }, [editing, data, dirty])
}
