// A new record whose page ended while it was being saved. Where it exists, what was typed goes on as a draft of it.
import type { Data } from '@primero/domain/records/record.ts'
import { useEffect, useRef } from 'react'
import { useLocation } from 'wouter'
import { addressOf } from '../kinds.ts'
import {
  attach,
  configNow,
  dropDraft,
  type RecordShape,
  type RecordType,
  saveDraft,
  useRecord,
} from '../store/store.ts'
import { writableOnNew } from '../store/writableOnNew.ts'
import { Bones } from '../ui/Bones.tsx'
import { changesIn } from './editing.ts'
import type { DraftValue } from './useDraft.ts'
import { fileOf } from './useFilesOf.ts'

type MadeProps = { type: RecordType; id: string; module: string; draft: DraftValue; onUnmade: () => void }

export function PerhapsMade({ type, id, module, draft, onUnmade }: MadeProps) {
  const { record, state } = useRecord(type, id)
  const [, navigate] = useLocation()
  const moving = useRef(false)
  useEffect(() => {
    if (moving.current || state === 'loading') return
    moving.current = true
    if (!record) onUnmade()
    else void moveInto(record, module, draft).then(() => navigate(`${addressOf(type, id)}?edit=1`, { replace: true }))
  }, [record, state, type, id, module, draft, onUnmade, navigate])
  return <Bones />
}

async function moveInto({ type, id, data, version }: RecordShape, module: string, draft: DraftValue): Promise<void> {
  const config = configNow()
  if (!config) return
  const names = writableOnNew(config, type, module)
  const mine = Object.fromEntries(Object.entries(draft.data).filter(([name]) => names.has(name)))
  const [base, now] = [data as Data, { ...data, ...mine } as Data]
  if (changesIn(base, now).length > 0) {
    const value: DraftValue = { data: now, base }
    await saveDraft(`${type}/${id}`, { config: config.version, basedOn: version, value })
  }
  for (const file of draft.files ?? []) {
    const whole = await fileOf(file)
    if (whole) await attach(type, id, file.field, whole, { basedOn: version })
  }
  await dropDraft(`${type}/new/${id}`)
}
