// What the server did not take goes back into a draft, with a new id: nothing typed is dropped.
import { Trans } from '@lingui/react/macro'
import { useState } from 'react'
import { useLocation } from 'wouter'
import { addressOf } from '../kinds.ts'
import type { OutboxEntry, ProblemShape, RecordType } from '../store/store.ts'
import { Button } from '../ui/Button.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { backToDraft } from './backToDraft.ts'
import { RefusalWords } from './RefusalWords.tsx'

type BirthProps = { type: RecordType; id: string; problem: ProblemShape | undefined; entries: OutboxEntry[] }

export function RefusedBirth({ type, id, problem, entries }: BirthProps) {
  const [, navigate] = useLocation()
  const [busy, setBusy] = useState(false)
  const reopen = async () => {
    setBusy(true)
    const { draft, module } = await backToDraft(type, id, entries)
    navigate(`${addressOf(type, 'new')}?${new URLSearchParams({ module, draft })}`, { replace: true })
  }
  return (
    <EmptyState
      level={1}
      sign="attention"
      title={<Trans>The server did not take this record</Trans>}
      action={
        <Button look="main" onClick={() => void reopen()} {...(busy ? { busy: <Trans>Opening</Trans> } : {})}>
          <Trans>Open it as a draft</Trans>
        </Button>
      }
    >
      <RefusalWords problem={problem} />
    </EmptyState>
  )
}
