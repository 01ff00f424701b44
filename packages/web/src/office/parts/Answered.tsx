import { Trans } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import { ProblemDetails } from '../../states/states.tsx'
import { Bones } from '../../ui/Bones.tsx'
import { Button, LinkButton } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import type { Answer } from './useAnswer.ts'

/** Draws what was answered, or says why there is nothing to draw. */
export function Answered<T>({
  of: answer,
  lines = 5,
  level = 2,
  children,
}: {
  of: Answer<T>
  lines?: number
  /** 1 where nothing else is on the page. */
  level?: 1 | 2
  children: (value: T) => ReactNode
}) {
  const { state, value, code, again } = answer
  if (value !== undefined)
    return (
      <div className="stack found" aria-busy={state === 'loading' || undefined}>
        {children(value)}
      </div>
    )
  const retry = (
    <Button sign="refresh-cw" onClick={again}>
      <Trans>Try again</Trans>
    </Button>
  )
  switch (state) {
    case 'offline':
      return (
        <EmptyState level={level} sign="cloud-off" title={<Trans>This needs a connection</Trans>} action={retry}>
          <Trans>Administration is done at a desk with a network. Nothing was changed.</Trans>
        </EmptyState>
      )
    case 'denied':
      return (
        <EmptyState
          level={level}
          sign="circle-slash"
          title={<Trans>Your role does not cover this</Trans>}
          action={
            <LinkButton to="/office">
              <Trans>Go to administration</Trans>
            </LinkButton>
          }
        >
          <Trans>Whoever administers roles here can change that.</Trans>
        </EmptyState>
      )
    case 'gone':
      return (
        <EmptyState
          level={level}
          sign="circle-slash"
          title={<Trans>There is nothing here for you</Trans>}
          action={
            <LinkButton to="/office">
              <Trans>Go to administration</Trans>
            </LinkButton>
          }
        >
          <Trans>The link is old, or this is not in your reach.</Trans>
        </EmptyState>
      )
    case 'error':
      return (
        <EmptyState
          level={level}
          sign="unplug"
          title={<Trans>This could not be loaded</Trans>}
          action={
            <>
              {retry}
              <ProblemDetails problem={{ code, params: {} }} />
            </>
          }
        >
          <Trans>Nothing was changed.</Trans>
        </EmptyState>
      )
    default:
      return (
        <div className="card clip">
          <Bones lines={lines} marks={false} />
        </div>
      )
  }
}
