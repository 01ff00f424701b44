// From "Save" to "received": what is on its way, what came back, and what needs its author.
import type { Data } from '@primero/domain/records/record.ts'
import type { IntentionArgs } from '@primero/domain/sync/intention.ts'
import type { RecordShape } from '@primero/domain/sync/protocol.ts'
import { useEffect, useRef, useState } from 'react'
import { type OutboxEntry, push, useOutbox } from '../store/store.ts'
import { changesIn, type Editing } from './editing.ts'
import type { SaveState } from './SaveBar.tsx'

export type Saving = { state: SaveState; needsYou: OutboxEntry[]; save: () => Promise<void> }

const touches = (entry: OutboxEntry, id: string): boolean => (entry.intention.args as { id?: string }).id === id

export function useSaving(record: RecordShape, editing: Editing, pending: boolean, drop: () => Promise<void>): Saving {
  const { type, id, version } = record
  const { entries } = useOutbox()
  const [busy, setBusy] = useState(false)
  const [saved, setSaved] = useState(() => (history.state as { saved?: boolean } | null)?.saved === true)
  const sent = useRef(false)
  // Once the change lies in the outbox on the disk, the draft has done its work; not before.
  useEffect(() => {
    if (!pending || !sent.current) return
    sent.current = false
    setBusy(false)
    setSaved(true)
    editing.answers.removed.clear()
    void drop()
  }, [pending, drop, editing])
  const needsYou = entries.filter((e) => touches(e, id) && (e.state === 'refused' || e.state === 'conflict'))
  return {
    state: busy ? 'saving' : needsYou.length > 0 ? 'needs-you' : pending ? 'device' : saved ? 'received' : 'clean',
    needsYou,
    save: async () => {
      const now = editing.answers.data()
      const changes = changesIn(editing.base(), now) as IntentionArgs<'record.edit'>['changes']
      if (changes.length === 0 || busy) return
      sent.current = true
      setBusy(true)
      editing.rebase(now)
      try {
        await push('record.edit', { type, id, changes }, version)
      } finally {
        setBusy(false)
      }
    },
  }
}

/** While nothing is being written, what the server says replaces what is shown. */
export function useNewerData(editing: Editing, data: Data, dirty: boolean): void {
  useEffect(() => {
    if (dirty || editing.base() === data) return
    editing.rebase(data)
    editing.answers.replace(data)
  }, [editing, data, dirty])
}
