// Whether somebody can come in, until when, and the acts about it: a code, a last day, disabling, leaving.
import { Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { dayText } from '../../i18n/format.ts'
import { DayPick } from '../../forms/DayParts.tsx'
import { thisDay } from '../../store/store.ts'
import { Button, LinkButton } from '../../ui/Button.tsx'
import { tell } from '../../ui/Toast.tsx'
import { changeUser, type Standing, setExpiry, unbindProvider } from '../api.ts'
import { ConfirmDialog } from '../parts/ConfirmDialog.tsx'
import { useWhen } from '../when.ts'
import { CodeDialog } from './CodeDialog.tsx'
import { DisableWords } from './DisableWords.tsx'
import type { Known } from './UserPage.tsx'

type Asked = 'code' | 'disable' | 'enable' | 'expiry' | 'unbind'

export function StandingCard({ known: { user, standing }, onChanged }: { known: Known; onChanged: () => void }) {
  const { t, i18n } = useLingui()
  const [asked, setAsked] = useState<Asked>()
  const { expiresOn, may } = standing
  const close = (): void => setAsked(undefined)
  return (
    <section className="card stack" aria-labelledby="s-in">
      <h2 id="s-in">
        <Trans>Coming in</Trans>
      </h2>
      <ul className="office-effects">
        <li>
          {user.disabled ? (
            <Trans>Disabled: nobody comes in with this account.</Trans>
          ) : standing.provider ? (
            <ByProvider of={standing.provider} />
          ) : standing.mustRenew ? (
            <Trans>A code was made. It is exchanged for a password at the first sign-in.</Trans>
          ) : standing.hasPassword ? (
            <Trans>Comes in with a password.</Trans>
          ) : (
            <Trans>Has no password yet. Make a code to read out.</Trans>
          )}
        </li>
        {expiresOn !== null && (
          <li>
            {expiresOn < thisDay() ? (
              <Trans>The last day was {dayText(expiresOn, i18n.locale)}.</Trans>
            ) : (
              <Trans>The last day is {dayText(expiresOn, i18n.locale)}.</Trans>
            )}
          </li>
        )}
      </ul>
      {may.change && (
        <div className="stack office-acts">
          {may.open && standing.provider?.boundAt && (
            <Button sign="refresh-cw" onClick={() => setAsked('unbind')}>
              <Trans>Link anew</Trans>
            </Button>
          )}
          {may.open && !user.disabled && !standing.provider && (
            <Button sign="lock-open" onClick={() => setAsked('code')}>
              <Trans>Make a code</Trans>
            </Button>
          )}
          <Button sign="calendar" onClick={() => setAsked('expiry')}>
            {expiresOn === null ? <Trans>Set a last day</Trans> : <Trans>Change the last day</Trans>}
          </Button>
          {may.end && (
            <LinkButton to={`/office/users/${user.id}/leave`} sign="log-out" flip>
              <Trans>Somebody leaves</Trans>
            </LinkButton>
          )}
          {user.disabled ? (
            <Button sign="check" onClick={() => setAsked('enable')}>
              <Trans>Enable</Trans>
            </Button>
          ) : (
            <Button look="harm" sign="circle-slash" onClick={() => setAsked('disable')}>
              <Trans>Disable</Trans>
            </Button>
          )}
        </div>
      )}
      {asked === 'code' && <CodeDialog id={user.id} onClose={close} onMade={onChanged} />}
      {asked === 'expiry' && (
        <ExpiryDialog
          now={expiresOn}
          onClose={close}
          onSave={async (on) => {
            await setExpiry(user.id, on)
            tell(t`Saved`)
            onChanged()
          }}
        />
      )}
      {asked === 'unbind' && (
        <ConfirmDialog
          title={<Trans>Link this account anew?</Trans>}
          deed={<Trans>Link anew</Trans>}
          busy={<Trans>Saving</Trans>}
          harm
          onClose={close}
          onDo={async () => {
            await unbindProvider(user.id)
            tell(t`Saved`)
            onChanged()
          }}
        >
          <p>
            <Trans>
              For somebody whose account at the organisation is a new one. Their sessions end, and the next who signs in
              there under this name gets this account. Make sure who asks you.
            </Trans>
          </p>
        </ConfirmDialog>
      )}
      {asked === 'disable' && (
        <ConfirmDialog
          title={<Trans>Disable this account?</Trans>}
          deed={<Trans>Disable</Trans>}
          busy={<Trans>Disabling</Trans>}
          harm
          onClose={close}
          onDo={async () => {
            await changeUser(user.id, { disabled: true })
            tell(t`Disabled`)
            onChanged()
          }}
        >
          <DisableWords />
        </ConfirmDialog>
      )}
      {asked === 'enable' && (
        <ConfirmDialog
          title={<Trans>Enable this account again?</Trans>}
          deed={<Trans>Enable</Trans>}
          busy={<Trans>Enabling</Trans>}
          onClose={close}
          onDo={async () => {
            await changeUser(user.id, { disabled: false })
            tell(t`Enabled`)
            onChanged()
          }}
        >
          <p>
            <Trans>They sign in again with the password that they had. Earlier sessions do not come back.</Trans>
          </p>
        </ConfirmDialog>
      )}
    </section>
  )
}

function ByProvider({ of: { name, boundAt } }: { of: NonNullable<Standing['provider']> }) {
  const when = useWhen()
  const since = boundAt && when(boundAt)
  if (name === null) return <Trans>The sign-in that this account was for is gone. Choose another.</Trans>
  return since ? (
    <Trans>
      Comes in by <bdi>{name}</bdi>, as the same person since {since}.
    </Trans>
  ) : (
    <Trans>
      Comes in by <bdi>{name}</bdi>. Whoever signs in there first under this name gets the account.
    </Trans>
  )
}

function ExpiryDialog({
  now,
  onClose,
  onSave,
}: {
  now: string | null
  onClose: () => void
  onSave: (on: string | null) => Promise<void>
}) {
  const { t } = useLingui()
  const [on, setOn] = useState(now ?? '')
  return (
    <ConfirmDialog
      title={<Trans>Last day of this account</Trans>}
      deed={<Trans>Save</Trans>}
      busy={<Trans>Saving</Trans>}
      onClose={onClose}
      onDo={() => onSave(on === '' ? null : on)}
    >
      <DayPick
        label={t`Last day`}
        hint={<Trans>On the day after, the account is shut and its sessions end. Empty: no last day.</Trans>}
        earliest={thisDay()}
        value={on}
        onValue={setOn}
      />
    </ConfirmDialog>
  )
}
