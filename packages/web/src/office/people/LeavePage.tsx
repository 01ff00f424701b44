// Somebody leaves: what they have, who takes it over, what follows, and then all of it in one act.
import { Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { Link, useLocation } from 'wouter'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { Note } from '../../ui/Note.tsx'
import { tell } from '../../ui/Toast.tsx'
import { useOpenForm } from '../../shell/openForms.ts'
import { fetchLeft, fetchUser, type Left, sendLeave, type User, type WhatIsLeft } from '../api.ts'
import { Answered } from '../parts/Answered.tsx'
import { TroubleNote } from '../parts/OfficeFields.tsx'
import { OfficeHead } from '../parts/OfficeHead.tsx'
import { useAnswer } from '../parts/useAnswer.ts'
import { type FormTrouble, troubleOf } from '../parts/useOfficeForm.ts'
import { LeaveEffect } from './LeaveEffect.tsx'
import { LeaveParts } from './LeaveParts.tsx'
import { type Plan, isComplete, leavingOf, startOf } from './leavePlan.ts'
import { TakersField, WhenField } from './LeaveFields.tsx'

export function LeavePage({ id }: { id: number }) {
  const { t } = useLingui()
  const known = useAnswer(String(id), async (signal) => {
    const [user, left] = await Promise.all([fetchUser(id, signal), fetchLeft(id, signal)])
    return { user, left }
  })
  return (
    <>
      <OfficeHead
        title={<Trans>Somebody leaves</Trans>}
        plain={t`Somebody leaves`}
        up={`/office/users/${id}`}
        upName={<Trans>Person</Trans>}
      />
      <Answered of={known}>{({ user, left }) => <Leave user={user} left={left} onChanged={known.again} />}</Answered>
    </>
  )
}

function Leave({ user, left, onChanged }: { user: User; left: WhatIsLeft; onChanged: () => void }) {
  const { t } = useLingui()
  const [, navigate] = useLocation()
  const [plan, setPlan] = useState<Plan>(() => startOf(left))
  const [effect, setEffect] = useState<Left>()
  const [trouble, setTrouble] = useState<FormTrouble>()
  const [isBusy, setBusy] = useState(false)
  useOpenForm(true)
  const change = (next: Plan): void => {
    setPlan(next)
    setEffect(undefined)
  }
  const send = async (isDry: boolean): Promise<void> => {
    setBusy(true)
    setTrouble(undefined)
    try {
      const answer = await sendLeave(user.id, leavingOf(plan, left), isDry)
      if (isDry) setEffect(answer)
      else {
        tell(t`Handed over`)
        navigate(`/office/users/${user.id}`)
      }
    } catch (e) {
      setEffect(undefined)
      setTrouble(troubleOf(e))
      if (troubleOf(e) === 'error') onChanged()
    } finally {
      setBusy(false)
    }
  }
  const ready = isComplete(plan, left)
  return (
    <div className="stack office-form">
      <p>
        <bdi className="office-strong" translate="no">
          {user.full_name}
        </bdi>{' '}
        <bdi className="meta" dir="ltr" translate="no">
          {user.user_name}
        </bdi>
      </p>
      <ol className="thread office-thread">
        <li className="done">
          <span className="knot" aria-hidden="true">
            <Icon name="check" />
          </span>
          <LeaveParts left={left} />
        </li>
        <li className={effect ? 'done' : 'now'}>
          <span className="knot" aria-hidden="true">
            {effect && <Icon name="check" />}
          </span>
          <section className="stack" aria-labelledby="l-who">
            <h2 id="l-who">
              <Trans>Who takes over</Trans>
            </h2>
            <TakersField left={left} plan={plan} onPlan={change} />
            <WhenField plan={plan} onPlan={change} />
            {!effect && (
              <div className="row">
                <Button
                  look="main"
                  {...(isBusy ? { busy: <Trans>Looking</Trans> } : {})}
                  {...(ready ? {} : { unavailable: <Trans>Say first who takes over each kind.</Trans> })}
                  onClick={() => void send(true)}
                >
                  <Trans>See what follows</Trans>
                </Button>
              </div>
            )}
          </section>
        </li>
        {effect && (
          <li className="now">
            <span className="knot" aria-hidden="true" />
            <LeaveEffect effect={effect} left={left} />
            <div className="row dialog-actions">
              <Button look="quiet" onClick={() => setEffect(undefined)}>
                <Trans>Change</Trans>
              </Button>
              <Button
                look="main"
                {...(isBusy ? { busy: <Trans>Handing over</Trans> } : {})}
                onClick={() => void send(false)}
              >
                <Trans>Hand over and close</Trans>
              </Button>
            </div>
          </li>
        )}
      </ol>
      {trouble && <LeaveTrouble of={trouble} />}
      {left.parts.length > 0 && left.candidates.length === 0 && (
        <EmptyState sign="users" title={<Trans>Nobody in your reach may take this over</Trans>}>
          <Trans>It needs a colleague of the same group whose role works with such records.</Trans>{' '}
          <Link href="/office/users">
            <Trans>People</Trans>
          </Link>
        </EmptyState>
      )}
    </div>
  )
}

/** What was right a moment ago may be so no more: the page has asked again what there is. */
const LeaveTrouble = ({ of: trouble }: { of: FormTrouble }) =>
  trouble === 'error' ? (
    <Note hue="warn" alert title={<Trans>Something changed meanwhile. Nothing was handed over.</Trans>}>
      <Trans>Check who takes over and look again.</Trans>
    </Note>
  ) : (
    <TroubleNote of={trouble} />
  )
