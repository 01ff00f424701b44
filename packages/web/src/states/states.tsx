// What a page says when it has nothing to show: one line what, one what is safe, one way on.
import { Trans, useLingui } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import { type ProblemShape, type ReadState, retryAll } from '../store/store.ts'
import { Button, LinkButton } from '../ui/Button.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { tell } from '../ui/Toast.tsx'

/** Does not exist, or is not for this person: the same words. */
export const DeniedState = ({ level = 2 }: { level?: 1 | 2 }) => (
  <EmptyState
    level={level}
    sign="circle-slash"
    title={<Trans>There is nothing here for you</Trans>}
    action={
      <LinkButton to="/">
        <Trans>Go home</Trans>
      </LinkButton>
    }
  >
    <Trans>The link is old, or the record is not in your care.</Trans>
  </EmptyState>
)

/** No line, or no sense from the other end. */
export function TroubleState({
  read,
  level = 2,
  children,
}: {
  read: { state: ReadState; problem: ProblemShape | undefined; retry: () => void }
  level?: 1 | 2
  children?: ReactNode
}) {
  const offline = read.state === 'offline'
  const busy = read.problem?.code === 'configuration-busy'
  const retry = (): void => {
    retryAll()
    read.retry()
  }
  return (
    <EmptyState
      level={level}
      sign={offline ? 'cloud-off' : busy ? 'hourglass' : 'unplug'}
      title={
        offline ? (
          <Trans>This needs a connection</Trans>
        ) : busy ? (
          <Trans>The forms are being updated</Trans>
        ) : (
          <Trans>This could not be loaded</Trans>
        )
      }
      action={
        <>
          <Button sign="refresh-cw" onClick={retry}>
            <Trans>Try again</Trans>
          </Button>
          {read.problem && !busy && <ProblemDetails problem={read.problem} />}
        </>
      }
    >
      {children ??
        (busy ? (
          <Trans>This takes a minute or two. Your work is safe.</Trans>
        ) : (
          <Trans>Nothing was lost. What you wrote is on this device.</Trans>
        ))}
    </EmptyState>
  )
}

/** For the help desk: a code, never what somebody typed. */
export function ProblemDetails({ problem }: { problem: ProblemShape }) {
  const { t } = useLingui()
  const id = problem.params['id'] ?? problem.params['errorId']
  const text = [problem.code, typeof id === 'string' ? id : ''].filter(Boolean).join(' ')
  const copy = (): void => {
    void navigator.clipboard.writeText(text).then(() => tell(t`Copied`, { sign: 'copy' }))
  }
  return (
    <details className="meta">
      <summary>
        <Trans>Details for the help desk</Trans>
      </summary>
      <bdi dir="ltr">{text}</bdi>{' '}
      <Button look="quiet" small sign="copy" onClick={copy}>
        <Trans>Copy</Trans>
      </Button>
    </details>
  )
}
