import { Trans } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import { HideButton } from '../frame/Cover.tsx'
import { LanguageSwitch } from '../i18n/LanguageSwitch.tsx'
import { Weave } from './Weave.tsx'

/** What stands round the pages at the door. `promise`: said beside them where there is room. */
export const Door = ({ promise, children }: { promise: ReactNode; children: ReactNode }) => (
  <div className="door">
    <aside className="scene">
      <Weave />
      <h2>
        <Trans>Work that waits for no signal.</Trans>
      </h2>
      <p>{promise}</p>
    </aside>
    <header className="top">
      <LanguageSwitch />
      <span className="grow" />
      <HideButton worded />
    </header>
    <main id="main" className="stack">
      {children}
    </main>
  </div>
)
