// A record that is not on the screen: still coming, out of reach, or not for this person.
import { Trans } from '@lingui/react/macro'
import type { IntentionArgs } from '@primero/domain/sync/intention.ts'
import { useLocation } from 'wouter'
import { kinds } from '../kinds.ts'
import { discard, newUuid, type RecordRead, type RecordType, saveDraft, useConfig, useOutbox } from '../store/store.ts'
import { Bones } from '../ui/Bones.tsx'
import { Button, LinkButton } from '../ui/Button.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import type { DraftValue } from './useDraft.ts'
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
  if (refused)
    return (
      <RefusedBirth
        type={type}
        entryId={refused.intention.id}
        args={refused.intention.args as IntentionArgs<'record.create'>}
        code={refused.problem?.code ?? ''}
      />
    )
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
        sign="unplug"
        title={<Trans>This record could not be read</Trans>}
        action={
          <Button onClick={read.retry}>
            <Trans>Try again</Trans>
          </Button>
        }
      >
        <Trans>Something went wrong on the way. Your work is safe.</Trans>
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

type BirthProps = { type: RecordType; entryId: string; args: IntentionArgs<'record.create'>; code: string }

/** What the server did not take goes back into a draft, with a new id: nothing typed is dropped. */
function RefusedBirth({ type, entryId, args, code }: BirthProps) {
  const config = useConfig()
  const [, navigate] = useLocation()
  const reopen = async () => {
    const id = newUuid()
    const data = { ...args.data, unique_identifier: newUuid() } as DraftValue['data']
    await saveDraft(`${type}/new/${id}`, {
      config: config.version,
      basedOn: 0,
      value: { data, base: {} } satisfies DraftValue,
    })
    await discard(entryId)
    navigate(`/${kinds.find((k) => k.type === type)?.path ?? ''}/new?module=${args.module}&draft=${id}`)
  }
  return (
    <EmptyState
      level={1}
      sign="attention"
      title={<Trans>The server did not take this record</Trans>}
      action={
        <Button look="main" onClick={() => void reopen()}>
          <Trans>Open it as a draft</Trans>
        </Button>
      }
    >
      <RefusalWords code={code} />
    </EmptyState>
  )
}
