import type { ReactNode } from 'react'
import { Icon } from './Icon.tsx'
import type { Sign } from './signs.ts'

export type Hue = 'plain' | 'ok' | 'warn' | 'bad' | 'info' | 'guard'

const signs: Record<Hue, Sign> = {
  plain: 'info',
  ok: 'received',
  warn: 'triangle-alert',
  bad: 'attention',
  info: 'cloud-off',
  guard: 'shield',
}

/** A banner: sign, first sentence in bold, what to do. `alert` interrupts a screen reader; else it is said politely. */
export const Note = ({
  hue = 'plain',
  sign,
  title,
  children,
  alert = false,
}: {
  hue?: Hue
  sign?: Sign
  title?: ReactNode
  children?: ReactNode
  alert?: boolean
}) => (
  <div className={`note ${hue === 'plain' ? '' : hue}`} role={alert ? 'alert' : undefined}>
    <Icon name={sign ?? signs[hue]} />
    <div className="grow">
      {title && <b>{title}</b>}
      {children && <div>{children}</div>}
    </div>
  </div>
)
