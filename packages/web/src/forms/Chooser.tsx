import type { ReactNode } from 'react'
import { Icon } from '../ui/Icon.tsx'
import type { Sign } from '../ui/signs.ts'
import type { Ties } from './FieldFrame.tsx'

type ChooserProps = { ties: Ties; sign: Sign; empty: ReactNode; onOpen: () => void; children: string | undefined }

/** Says what is chosen and opens the list of what can be. */
export const Chooser = ({ ties, sign, empty, onOpen, children }: ChooserProps) => (
  <button
    type="button"
    className="btn chooser"
    aria-haspopup="dialog"
    aria-describedby={ties['aria-describedby']}
    onClick={onOpen}
  >
    <span className="grow">{children ?? <span className="meta">{empty}</span>}</span>
    <Icon name={sign} />
  </button>
)
