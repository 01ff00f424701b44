import { Trans } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { useTitle } from '../../frame/title.ts'
import { Icon } from '../../ui/Icon.tsx'

/** The way back, the heading, and what one can begin here. `plain` is the title of the window: never a name. */
export function OfficeHead({
  title,
  plain,
  up = '/office',
  upName,
  children,
}: {
  title: ReactNode
  plain: string
  up?: string
  /** What `up` is called; administration where nothing is said. */
  upName?: ReactNode
  children?: ReactNode
}) {
  useTitle(plain)
  return (
    <div className="office-head">
      <Link className="office-up meta" href={up}>
        <Icon name="chevron-left" flip />
        {upName ?? <Trans>Administration</Trans>}
      </Link>
      <div className="head">
        <h1>{title}</h1>
        {children && <div className="row">{children}</div>}
      </div>
    </div>
  )
}
