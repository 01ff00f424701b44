// A page that broke does not take the frame with it. Nothing about the fault leaves the device.
import { Trans } from '@lingui/react/macro'
import { Component, type ReactNode } from 'react'
import { Button } from '../ui/Button.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'

type BoundaryProps = { children: ReactNode /** A change of it gives the page another chance. */; at: string }

export class Boundary extends Component<BoundaryProps, { brokenAt: string | undefined }> {
  override state: { brokenAt: string | undefined } = { brokenAt: undefined }

  static getDerivedStateFromError = (): { brokenAt: string } => ({ brokenAt: '' })

  override componentDidCatch(): void {
    this.setState({ brokenAt: this.props.at })
  }

  override componentDidUpdate(): void {
    const { brokenAt } = this.state
    if (brokenAt && brokenAt !== this.props.at) this.setState({ brokenAt: undefined })
  }

  override render(): ReactNode {
    if (this.state.brokenAt === undefined) return this.props.children
    return (
      <EmptyState
        level={1}
        sign="unplug"
        title={<Trans>This page stopped</Trans>}
        action={
          <Button look="main" sign="refresh-cw" onClick={() => window.location.reload()}>
            <Trans>Open it again</Trans>
          </Button>
        }
      >
        <Trans>What you wrote is sealed on this device. If it happens again, tell your administrator.</Trans>
      </EmptyState>
    )
  }
}
