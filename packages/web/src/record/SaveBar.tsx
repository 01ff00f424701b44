// Always at the bottom edge: where the work stands, in words, and Save.
import { Select, Trans } from '@lingui/react/macro'
import { deviceKind } from '../store/device.ts'
import { Button } from '../ui/Button.tsx'
import { Icon } from '../ui/Icon.tsx'
import type { Sign } from '../ui/signs.ts'

/** `draft` and `device` are on this device only; `received` is with the server. The two are never swapped. */
export type SaveState = 'clean' | 'draft' | 'saving' | 'device' | 'received' | 'needs-you'

const signs: Partial<Record<SaveState, Sign>> = {
  draft: 'on-device',
  saving: 'hourglass',
  device: 'on-device',
  received: 'received',
  'needs-you': 'attention',
}

type BarProps = {
  state: SaveState
  onSave: () => void
  onDiscard: () => void
  onLeave?: (() => void) | undefined
}

export function SaveBar({ state, onSave, onDiscard, onLeave }: BarProps) {
  const sign = signs[state]
  const dirty = state === 'draft'
  return (
    <div className="save">
      <span className={`state is-${state}`} role="status">
        {sign && <Icon name={sign} />}
        <span>
          <StateWords state={state} />
        </span>
      </span>
      {dirty ? (
        <Button look="quiet" onClick={onDiscard}>
          <Trans>Discard</Trans>
        </Button>
      ) : (
        onLeave && (
          <Button look="quiet" onClick={onLeave}>
            <Trans>Done</Trans>
          </Button>
        )
      )}
      <Button
        look="main"
        aria-keyshortcuts="Control+S"
        {...(state === 'saving' ? { busy: <Trans>Saving</Trans> } : {})}
        onClick={onSave}
      >
        <Trans>Save</Trans>
      </Button>
    </div>
  )
}

function StateWords({ state }: { state: SaveState }) {
  const kind = deviceKind()
  switch (state) {
    case 'draft':
      return (
        <Select
          value={kind}
          _phone="Draft on this phone, not yet saved"
          _tablet="Draft on this tablet, not yet saved"
          other="Draft on this computer, not yet saved"
        />
      )
    case 'device':
      return (
        <Select
          value={kind}
          _phone="Saved on this phone, not yet received"
          _tablet="Saved on this tablet, not yet received"
          other="Saved on this computer, not yet received"
        />
      )
    case 'saving':
      return <Trans>Saving</Trans>
    case 'received':
      return <Trans>Received by the server</Trans>
    case 'needs-you':
      return <Trans>Something needs you. See above.</Trans>
    default:
      return <Trans>What you type is kept as you go.</Trans>
  }
}
