import type { ReactNode } from 'react'
import { Icon } from './Icon.tsx'
import type { Hue } from './Note.tsx'
import type { Sign } from './signs.ts'

export const Tag = ({
  hue = 'plain',
  sign,
  flip = false,
  children,
}: {
  hue?: Hue
  sign?: Sign
  flip?: boolean
  children: ReactNode
}) => (
  <span className={`tag ${hue === 'plain' ? '' : hue}`}>
    {sign && <Icon name={sign} flip={flip} />}
    {children}
  </span>
)
