// A dialog over the whole screen of a phone: a title, a way out, and what it is about.
import { useLingui } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import { IconButton } from '../ui/Button.tsx'
import { Icon } from '../ui/Icon.tsx'
import { useModal } from './useModal.ts'

type WholeSheetProps = {
  title: string
  onClose: () => void
  /** Stays above what scrolls. */
  head?: ReactNode
  children: ReactNode
  className?: string
}

export function WholeSheet({ title, onClose, head, children, className = '' }: WholeSheetProps) {
  const { t } = useLingui()
  const dialog = useModal(onClose)
  return (
    <dialog ref={dialog} className={`sheet whole ${className}`} aria-label={title}>
      <header className="sheet-head">
        <div className="h-row">
          <h2>{title}</h2>
          <IconButton name="x" label={t`Close`} onClick={onClose} />
        </div>
        {head}
      </header>
      {children}
    </dialog>
  )
}

type FindInProps = { label: string; value: string; onChange: (typed: string) => void }

/** Narrows the list below it as one types. */
export const FindIn = ({ label, value, onChange }: FindInProps) => (
  <span className="find-in">
    <Icon name="search" />
    <input
      type="search"
      dir="auto"
      autoComplete="off"
      aria-label={label}
      value={value}
      onChange={(e) => onChange(e.target.value)}
    />
  </span>
)
