import { Trans } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import { Door } from '../entry/Door.tsx'
import { useTitle } from '../frame/title.ts'

/** A page of this room: its name, what it does, and the way back to the sign-in page. */
export function DoorPage({ title, children }: { title: string; children: ReactNode }) {
  useTitle(title)
  return (
    <Door promise={<Trans>What you write is sealed on this device until the server has it.</Trans>}>
      <h1>{title}</h1>
      {children}
      <p>
        <a href="/">
          <Trans>Back to the sign-in page</Trans>
        </a>
      </p>
    </Door>
  )
}
