import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { Icon } from '../ui/Icon.tsx'

type TodoLinkProps = { to: string; mark: ReactNode; under: ReactNode; children: ReactNode }

/** One thing that waits for a person: what it is, in a line, and what is meant by it beneath. */
export const TodoLink = ({ to, mark, under, children }: TodoLinkProps) => (
  <Link className="link" href={to}>
    {mark}
    <span className="grow">
      {children}
      <br />
      <span className="meta">{under}</span>
    </span>
    <Icon name="chevron-right" flip />
  </Link>
)
