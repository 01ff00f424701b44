// Always at the bottom edge: where the work stands, in words, and Save.
import { Select, Trans } from '@lingui/react/macro'
import { useState } from 'react'
import { deviceKind } from '../store/device.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog, DialogActions } from '../ui/Dialog.tsx'
import { Icon } from '../ui/Icon.tsx'
import type { Sign } from '../ui/signs.ts'
import type { Kept } from './useDraft.ts'

/**
 * `draft` and `device` lie on the disk of this device; `received` is with the server. They are never swapped.
 * `typing`: ahead of the disk for a moment. `loose`: the disk refuses, and only this page has it.
 */
export type SaveState = 'clean' | 'typing' | 'draft' | 'loose' | 'saving' | 'device' | 'received' | 'needs-you'

/** What the bar says of answers that are not saved. */
export const draftState = (kept: Kept): SaveState => (kept === 'disk' ? 'draft' : kept === 'page' ? 'loose' : 'typing')

const signs: Partial<Record<SaveState, Sign>> = {
  draft: 'on-device',
  loose: 'attention',
  saving: 'hourglass',
  device: 'on-device',
  received: 'received',
  'needs-you': 'attention',
}

/** By which the cursor finds its way back to the button on a page that takes the place of this one. */
export const saveId = 'save'

type BarProps = {
  state: SaveState
  onSave: () => void
  onDiscard: () => void
  onLeave?: (() => void) | undefined
}

export function SaveBar({ state, onSave, onDiscard, onLeave }: BarProps) {
  const sign = signs[state]
  const [asking, setAsking] = useState(false)
  const dirty = state === 'draft' || state === 'typing' || state === 'loose'
  return (
    <div className="save">
      <span className={`state is-${state}`} role="status">
        {sign && <Icon name={sign} />}
        <span>
          <StateWords state={state} />
        </span>
      </span>
      <div className="steps">
        {dirty ? (
          <Button look="quiet" onClick={() => setAsking(true)}>
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
          id={saveId}
          look="main"
          aria-keyshortcuts="Control+S"
          {...(state === 'saving' ? { busy: <Trans>Saving</Trans> } : {})}
          onClick={onSave}
        >
          <Trans>Save</Trans>
        </Button>
      </div>
      {asking && (
        <Dialog title={<Trans>Discard what you typed?</Trans>} onClose={() => setAsking(false)}>
          <p>
            <Trans>The draft goes. What was saved before stays.</Trans>
          </p>
          <DialogActions>
            <Button look="quiet" onClick={() => setAsking(false)}>
              <Trans>Keep it</Trans>
            </Button>
            <Button
              look="harm"
              onClick={() => {
                setAsking(false)
                onDiscard()
              }}
            >
              <Trans>Discard</Trans>
            </Button>
          </DialogActions>
        </Dialog>
      )}
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
    case 'loose':
      return <Trans>Only on this page: save before you leave it.</Trans>
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
