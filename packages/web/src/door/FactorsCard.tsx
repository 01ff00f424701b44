// The second steps of one's own account: add, take away, and codes for paper.
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { dayText } from '../i18n/format.ts'
import type { Refused } from '../sync/http.ts'
import {
  confirmFactor,
  type FactorKind,
  type OwnFactor,
  removeFactor,
  renewRecovery,
  type Security,
  setUpFactor,
} from '../sync/security.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog, DialogActions } from '../ui/Dialog.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Note } from '../ui/Note.tsx'
import { tell } from '../ui/Toast.tsx'
import { canPasskey } from './passkey.ts'
import { RecoveryCodes } from './RecoveryCodes.tsx'
import { SetUpFactor } from './SetUpFactor.tsx'
import { TryNote } from './TryNote.tsx'
import { useTry } from './useTry.ts'

/** A proof that was not given is no trouble: nothing changed. */
const isDropped = (e: Refused): boolean => e.code === 'needs-proof'

export function FactorsCard({ security, onChange }: { security: Security; onChange: () => Promise<void> }) {
  const { t } = useLingui()
  const [adding, setAdding] = useState<FactorKind>()
  const [removing, setRemoving] = useState<OwnFactor>()
  const [codes, setCodes] = useState<string[]>()
  const renewing = useTry()
  const { factors, recovery, passkeys, mustHaveFactor } = security
  const hasApp = factors.some(({ kind }) => kind === 'totp')
  const isLast = factors.length === 1 && mustHaveFactor
  const close = (): void => {
    setAdding(undefined)
    setRemoving(undefined)
    setCodes(undefined)
    void onChange()
  }
  return (
    <section className="card stack" aria-labelledby="s-factors">
      <h2 id="s-factors">
        <Trans>Second step at sign-in</Trans>
      </h2>
      {factors.length === 0 ? (
        <Note hue="warn" title={t`Your password alone opens your account.`}>
          <Trans>Add a second step: then a stolen password opens nothing.</Trans>
        </Note>
      ) : (
        <ul className="own-list">
          {factors.map((factor) => (
            <FactorLine key={factor.id} factor={factor} {...(isLast ? {} : { onRemove: () => setRemoving(factor) })} />
          ))}
        </ul>
      )}
      {isLast && (
        <p className="meta">
          <Trans>Your role asks for a second step, so the last one stays.</Trans>
        </p>
      )}
      <div className="row">
        <Button sign="smartphone" onClick={() => setAdding('totp')}>
          {hasApp ? <Trans>Set up another app</Trans> : <Trans>Add an app that shows codes</Trans>}
        </Button>
        {passkeys && canPasskey() && (
          <Button sign="fingerprint-pattern" onClick={() => setAdding('passkey')}>
            <Trans>Add a passkey</Trans>
          </Button>
        )}
      </div>
      {factors.length > 0 && (
        <>
          <h3>
            <Trans>Codes for paper</Trans>
          </h3>
          <p>
            <Plural
              value={recovery.left}
              _0="None is left. Make new ones now."
              one="# code is left. Each opens your account once if your phone is lost."
              other="# codes are left. Each opens your account once if your phone is lost."
            />
          </p>
          <TryNote of={renewing} />
          <Button
            onClick={() => void renewing.run(async () => setCodes(await renewRecovery()), isDropped)}
            {...(renewing.busy ? { busy: t`One moment` } : {})}
          >
            <Trans>Make new codes</Trans>
          </Button>
        </>
      )}
      {adding !== undefined && (
        <Dialog title={adding === 'totp' ? t`An app that shows codes` : t`A passkey`} onClose={close} closable={false}>
          <SetUpFactor
            kind={adding}
            passkeys={passkeys}
            ways={{ begin: (kind) => setUpFactor(kind, ''), confirm: confirmFactor }}
            onDone={() => {
              tell(t`Your account has a second step`)
              close()
            }}
            onCancel={close}
            onRefused={(e) => {
              if (isDropped(e)) close()
              return isDropped(e)
            }}
          />
        </Dialog>
      )}
      {removing !== undefined && <RemoveDialog factor={removing} isLast={factors.length === 1} onClose={close} />}
      {codes !== undefined && (
        <Dialog title={t`Codes for paper`} onClose={close} closable={false}>
          <RecoveryCodes codes={codes} onKept={close} />
        </Dialog>
      )}
    </section>
  )
}

function FactorLine({ factor: { kind, addedAt, usedAt }, onRemove }: { factor: OwnFactor; onRemove?: () => void }) {
  const { t, i18n } = useLingui()
  const [added, used] = [dayText(addedAt, i18n.locale), usedAt && dayText(usedAt, i18n.locale)]
  return (
    <li>
      <Icon name={kind === 'totp' ? 'smartphone' : 'fingerprint-pattern'} />
      <span className="grow">
        <b>{kind === 'totp' ? t`App that shows codes` : t`Passkey`}</b>
        <span className="meta">
          <Trans>
            Added {added}, last used {used}
          </Trans>
        </span>
      </span>
      {onRemove && (
        <Button small onClick={onRemove}>
          <Trans>Take away</Trans>
        </Button>
      )}
    </li>
  )
}

function RemoveDialog({ factor, isLast, onClose }: { factor: OwnFactor; isLast: boolean; onClose: () => void }) {
  const { t } = useLingui()
  const tried = useTry()
  const remove = () =>
    tried.run(async () => {
      await removeFactor(factor.id)
      onClose()
    }, isDropped)
  return (
    <Dialog title={factor.kind === 'totp' ? t`Take this app away?` : t`Take this passkey away?`} onClose={onClose}>
      <p>
        {isLast ? (
          <Trans>Then your password alone opens your account, and your codes on paper are worth nothing.</Trans>
        ) : (
          <Trans>It opens your account no more. The others stay.</Trans>
        )}
      </p>
      <TryNote of={tried} />
      <DialogActions>
        <Button look="quiet" onClick={onClose}>
          <Trans>Keep it</Trans>
        </Button>
        <Button look="harm" onClick={() => void remove()} {...(tried.busy ? { busy: t`One moment` } : {})}>
          <Trans>Take away</Trans>
        </Button>
      </DialogActions>
    </Dialog>
  )
}
