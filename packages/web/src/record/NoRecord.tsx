// A record that is not on the screen: still coming, out of reach, or not for this person.
import { Trans } from '@lingui/react/macro'
import { lazy, Suspense } from 'react'
import { addressOf, kinds } from '../kinds.ts'
import { may } from '../store/config.ts'
import { type RecordRead, type RecordType, useConfig, useOutbox } from '../store/store.ts'
import { Bones } from '../ui/Bones.tsx'
import { Button, LinkButton } from '../ui/Button.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { RoomMissing } from '../states/RoomMissing.tsx'

const RefusedBirth = lazy(() =>
  import('./RefusedBirth.tsx').then(
    (file) => ({ default: file.RefusedBirth }),
    () => ({ default: RoomMissing }),
  ),
)

export function NoRecord({ type, id, read }: { type: RecordType; id: string; read: RecordRead }) {
  const config = useConfig()
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
  if (refused)
    return (
      <Suspense>
        <RefusedBirth type={type} id={id} problem={refused.problem} entries={entries} />
      </Suspense>
    )
  if (read.state === 'denied') {
    const ask = type === 'case' && may(config, 'case', 'request_transfer') && (
      <LinkButton to={`${addressOf(type, id)}/share/ask`} look="quiet">
        <Trans>Ask for this case</Trans>
      </LinkButton>
    )
    return (
      <EmptyState
        level={1}
        sign="folder-lock"
        title={<Trans>There is nothing here for you</Trans>}
        action={
          <span className="row">
            {back}
            {ask}
          </span>
        }
      >
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
