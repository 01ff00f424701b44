import { useLingui } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import { Icon } from '../ui/Icon.tsx'

/** What most people need not open; how many are chosen inside shows beside. */
export function Folded({ title, count, children }: { title: ReactNode; count: number; children: ReactNode }) {
  const { i18n } = useLingui()
  return (
    <details className="share-form">
      <summary>
        <span className="grow">{title}</span>
        {count > 0 && <span className="meta nowrap">{i18n.number(count)}</span>}
        <Icon name="chevron-down" />
      </summary>
      {children}
    </details>
  )
}
