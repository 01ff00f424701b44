// A record that is not on the screen: still coming, out of reach, or not for this person.
import { Trans } from '@lingui/react/macro'
import { useState } from 'react'
import { useLocation } from 'wouter'
import { addressOf, kinds } from '../kinds.ts'
import { type OutboxEntry, type RecordRead, type RecordType, useOutbox } from '../store/store.ts'
import { Bones } from '../ui/Bones.tsx'
import { Button, LinkButton } from '../ui/Button.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { backToDraft } from './refusedBirth.ts'
import { RefusalWords } from './RefusalWords.tsx'

export function NoRecord({ type, id, read }: { type: RecordType; id: string; read: RecordRead }) {
  const { entries } = useOutbox()
  const refused = entries.find(
    (e) =>
      e.state === 'refused' && e.intention.name === 'record.create' && (e.intention.args as { id: string }).id === id,
  )
  const list = `/${kinds.find((k) => k.type === type)?.path ?? ''}`
  const back = (
    <LinkButton to={list}>
      <Trans>Back to the list</Trans>
    </LinkButton>
  )
  const busy = read.problem?.code === 'configuration-busy'
  if (refused) return <RefusedBirth type={type} id={id} code={refused.problem?.code ?? ''} entries={entries} />
  if (read.state === 'denied') {
    return (
      <EmptyState level={1} sign="folder-lock" title={<Trans>There is nothing here for you</Trans>} action={back}>
        <Trans>It may not exist, or it belongs to somebody else.</Trans>
      </EmptyState>
    )
  }
  if (read.state === 'offline') {
    return (
      <EmptyState
        level={1}
        sign="cloud-off"
        title={<Trans>This record is not on this device</Trans>}
        action={
          <Button onClick={read.retry}>
            <Trans>Try again</Trans>
          </Button>
        }
      >
        <Trans>Connect once to read it. Your own work is safe.</Trans>
      </EmptyState>
    )
  }
  if (read.state === 'error') {
    return (
      <EmptyState
        level={1}
        sign={busy ? 'hourglass' : 'unplug'}
        title={busy ? <Trans>The forms are being updated</Trans> : <Trans>This record could not be read</Trans>}
        action={
          <Button onClick={read.retry}>
            <Trans>Try again</Trans>
          </Button>
        }
      >
        {busy ? (
          <Trans>This takes a minute or two. Your work is safe.</Trans>
        ) : (
          <Trans>Something went wrong on the way. Your work is safe.</Trans>
        )}
      </EmptyState>
    )
  }
  return (
    <div className="stack">
      <h1 className="vh">
        <Trans>Loading</Trans>
      </h1>
      <Bones lines={1} />
      <Bones lines={5} marks={false} />
    </div>
  )
}

type BirthProps = { type: RecordType; id: string; code: string; entries: OutboxEntry[] }

/** What the server did not take goes back into a draft, with a new id: nothing typed is dropped. */
function RefusedBirth({ type, id, code, entries }: BirthProps) {
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
      <RefusalWords code={code} />
    </EmptyState>
  )
}
