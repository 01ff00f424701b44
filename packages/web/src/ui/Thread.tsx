import type { ReactNode } from 'react'
import { Icon } from './Icon.tsx'

export type KnotState = 'open' | 'done' | 'now' | 'stop'

/** Every sequence is drawn like this. */
export const Thread = ({ children, label }: { children: ReactNode; label?: string }) => (
  <ol className="thread" aria-label={label}>
    {children}
  </ol>
)

export const Knot = ({ state = 'open', children }: { state?: KnotState; children: ReactNode }) => (
  <li className={state === 'open' ? undefined : state}>
    <span className="knot" aria-hidden="true">
      {state === 'done' && <Icon name="check" />}
      {state === 'stop' && '!'}
    </span>
    {children}
  </li>
)
