// What somebody shows besides the password, and taking it away for who has lost it.
import { Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { Button } from '../../ui/Button.tsx'
import { tell } from '../../ui/Toast.tsx'
import { type Factors, fetchFactors, removeFactors } from '../api.ts'
import { Answered } from '../parts/Answered.tsx'
import { ConfirmDialog } from '../parts/ConfirmDialog.tsx'
import { useAnswer } from '../parts/useAnswer.ts'

export function FactorsCard({ id, mayRemove }: { id: number; mayRemove: boolean }) {
  const { t } = useLingui()
  const factors = useAnswer(String(id), (signal) => fetchFactors(id, signal))
  const [isAsked, setAsked] = useState(false)
  return (
    <section className="card stack" aria-labelledby="s-factors">
      <h2 id="s-factors">
        <Trans>Second step</Trans>
      </h2>
      <Answered of={factors} lines={1}>
        {(known) => (
          <>
            <p>
              <FactorWords of={known} />
            </p>
            {mayRemove && known.factors.length > 0 && (
              <Button small look="harm" sign="trash-2" onClick={() => setAsked(true)}>
                <Trans>Take away</Trans>
              </Button>
            )}
          </>
        )}
      </Answered>
      {isAsked && (
        <ConfirmDialog
          title={<Trans>Take the second step away?</Trans>}
          deed={<Trans>Take away</Trans>}
          busy={<Trans>Taking away</Trans>}
          harm
          onClose={() => setAsked(false)}
          onDo={async () => {
            await removeFactors(id)
            tell(t`Taken away`)
            factors.again()
          }}
        >
          <p>
            <Trans>
              For somebody who lost phone and paper. Their sessions end, and the password alone leads in again. Make
              sure who asks you.
            </Trans>
          </p>
        </ConfirmDialog>
      )}
    </section>
  )
}

function FactorWords({ of: { factors, mustHaveFactor } }: { of: Factors }) {
  if (factors.length > 0) return <Trans>Shows a second step besides the password.</Trans>
  return mustHaveFactor ? (
    <Trans>None yet. The role must have one: it is set up at the next sign-in.</Trans>
  ) : (
    <Trans>None: the password alone leads in.</Trans>
  )
}
