// The role must have a second step, and there is none yet: nothing opens before.
import { Trans, useLingui } from '@lingui/react/macro'
import { useEffect, useState } from 'react'
import type { Step } from '../store/step.ts'
import { Refused, Unreachable } from '../sync/http.ts'
import { confirmAtDoor, factorAsked, setUpAtDoor } from '../sync/security.ts'
import { Bones } from '../ui/Bones.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { SetUpFactor } from './SetUpFactor.tsx'

export function EnrolStep({ step }: { step: Step }) {
  const { t } = useLingui()
  const [passkeys, setPasskeys] = useState<boolean>()
  const [renews, setRenews] = useState(false)
  useEffect(() => {
    factorAsked().then(
      ({ passkey }) => setPasskeys(passkey),
      (e: unknown) => step.drop(e instanceof Refused ? e : new Unreachable()),
    )
  }, [step])
  return (
    <Dialog title={t`Set up a second step`} onClose={() => step.drop(step.asks)} closable={false}>
      <p>
        <Trans>Your role asks for more than a password. Set it up once; it takes two minutes.</Trans>
      </p>
      {passkeys === undefined ? (
        <Bones lines={2} />
      ) : (
        <SetUpFactor
          passkeys={passkeys}
          ways={{
            begin: setUpAtDoor,
            confirm: async (id, proof) => {
              const { recovery, needs } = await confirmAtDoor(id, proof)
              setRenews(needs === 'renew')
              return recovery === undefined ? {} : { recovery }
            },
          }}
          onDone={() => (renews ? step.drop(new Refused(403, 'must-renew', {})) : step.done())}
          onCancel={() => step.drop(step.asks)}
          onRefused={(e) => {
            if (e.status === 401) step.drop(e)
            return e.status === 401
          }}
        />
      )}
    </Dialog>
  )
}
