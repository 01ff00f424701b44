import { useLingui } from '@lingui/react/macro'
import { type ReactNode, useEffect, useId, useRef } from 'react'
import { IconButton } from './Button.tsx'

type DialogProps = {
  /** The question, for a decision; what it is about, for a sheet. */
  title: ReactNode
  onClose: () => void
  children: ReactNode
  /** Slides in from the end on wide screens and from below on phones. */
  sheet?: boolean
  /** False: only its own buttons close it. */
  closable?: boolean
  /** Nothing of the page shows behind it. */
  opaque?: boolean
}

/** Open while it is drawn. The browser keeps focus inside, covers the page and closes on Escape. */
export function Dialog({ title, onClose, children, sheet = false, closable = true, opaque = false }: DialogProps) {
  const { t } = useLingui()
  const ref = useRef<HTMLDialogElement>(null)
  const id = useId()
  useEffect(() => {
    const opener = document.activeElement
    ref.current?.showModal()
    return () => {
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus({ preventScroll: true })
    }
  }, [])
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape is the dialog's own way out
    <dialog
      ref={ref}
      className={sheet ? 'sheet' : opaque ? 'opaque' : undefined}
      aria-labelledby={id}
      onCancel={(e) => {
        e.preventDefault()
        if (closable) onClose()
      }}
      onClick={(e) => {
        if (closable && e.target === ref.current && isOutside(ref.current, e)) onClose()
      }}
    >
      <div className="stack">
        <div className="h-row">
          <h2 id={id}>{title}</h2>
          {sheet && <IconButton name="x" label={t`Close`} onClick={onClose} />}
        </div>
        {children}
      </div>
    </dialog>
  )
}

const isOutside = (dialog: HTMLElement, { clientX, clientY }: { clientX: number; clientY: number }): boolean => {
  const box = dialog.getBoundingClientRect()
  return clientX < box.x || clientX > box.right || clientY < box.y || clientY > box.bottom
}

/** The row of buttons under a question; the deed comes last. Where an answer keeps it back, the cursor goes to that. */
export const DialogActions = ({ children }: { children: ReactNode }) => (
  // biome-ignore lint/a11y/useKeyWithClickEvents lint/a11y/noStaticElementInteractions: hears of its buttons, and is none
  <div className="row dialog-actions" onClick={(e) => focusFault(e.currentTarget.closest('dialog'))}>
    {children}
  </div>
)

/** Once the page says what is missing; it may stand above what shows. */
const focusFault = (dialog: HTMLElement | null): void =>
  void requestAnimationFrame(() => dialog?.querySelector<HTMLElement>('[aria-invalid]')?.focus())
