import type { ReactNode } from 'react'
import { Icon } from './Icon.tsx'
import type { Sign } from './signs.ts'

/** One line sign, one sentence what, one what is safe or next, one action. */
export const EmptyState = ({
  sign,
  title,
  children,
  action,
  level = 2,
}: {
  sign: Sign
  title: ReactNode
  children?: ReactNode
  action?: ReactNode
  /** 1 where it is the whole page. */
  level?: 1 | 2
}) => (
  <div className="empty">
    <Icon name={sign} />
    {level === 1 ? <h1 tabIndex={-1}>{title}</h1> : <h2>{title}</h2>}
    {children && <p className="meta">{children}</p>}
    {action}
  </div>
)
