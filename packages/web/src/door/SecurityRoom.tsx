// What guards one's own account: the second step, codes for paper, where one is signed in, which devices are trusted.
import './door.css'
import { Trans, useLingui } from '@lingui/react/macro'
import { useCallback, useEffect, useState } from 'react'
import { useTitle } from '../frame/title.ts'
import { whenSignedIn } from '../store/presence.ts'
import { Unreachable } from '../sync/http.ts'
import {
  type OwnSession,
  ownSecurity,
  ownSessions,
  type ProofAsked,
  proofAsked,
  type Security,
} from '../sync/security.ts'
import { Bones } from '../ui/Bones.tsx'
import { Button } from '../ui/Button.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { FactorsCard } from './FactorsCard.tsx'
import { PasswordCard } from './PasswordCard.tsx'
import { PlacesCard, TrustedCard } from './PlacesCard.tsx'

export { words } from './words.ts'

type Shown = { security: Security; sessions: OwnSession[]; proof: ProofAsked }

export function Page() {
  const { t } = useLingui()
  useTitle(t`Your account’s safety`)
  const [shown, setShown] = useState<Shown | 'offline' | 'broken'>()
  const ask = useCallback(async (): Promise<void> => {
    try {
      const [security, sessions, proof] = await whenSignedIn(() =>
        Promise.all([ownSecurity(), ownSessions(), proofAsked()]),
      )
      setShown({ security, sessions, proof })
    } catch (e) {
      setShown(e instanceof Unreachable ? 'offline' : 'broken')
    }
  }, [])
  useEffect(() => void ask(), [ask])
  const again = (
    <Button sign="refresh-cw" onClick={() => void ask()}>
      <Trans>Try again</Trans>
    </Button>
  )
  return (
    <>
      <div className="head">
        <h1>
          <Trans>Your account’s safety</Trans>
        </h1>
      </div>
      {shown === undefined && <Bones lines={5} />}
      {shown === 'offline' && (
        <EmptyState sign="cloud-off" title={<Trans>This needs a connection</Trans>} action={again}>
          <Trans>Try again when there is a signal.</Trans>
        </EmptyState>
      )}
      {shown === 'broken' && (
        <EmptyState sign="attention" title={<Trans>The server could not answer.</Trans>} action={again}>
          <Trans>Try again. If this lasts, tell your administrator.</Trans>
        </EmptyState>
      )}
      {typeof shown === 'object' && (
        <div className="stack more">
          {shown.proof.password && <PasswordCard asked={shown.proof} onChange={ask} />}
          <FactorsCard security={shown.security} onChange={ask} />
          <PlacesCard sessions={shown.sessions} onChange={ask} />
          {shown.security.trusted.length > 0 && <TrustedCard devices={shown.security.trusted} onChange={ask} />}
        </div>
      )}
    </>
  )
}
