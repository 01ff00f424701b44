// Whether mail leaves at all, and what could not.
import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { Refused } from '../../sync/http.ts'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Note } from '../../ui/Note.tsx'
import { tell } from '../../ui/Toast.tsx'
import { Answered } from '../parts/Answered.tsx'
import { TroubleNote } from '../parts/OfficeFields.tsx'
import { OfficeHead } from '../parts/OfficeHead.tsx'
import { OfficeTable } from '../parts/OfficeTable.tsx'
import { useAnswer } from '../parts/useAnswer.ts'
import { type FormTrouble, troubleOf } from '../parts/useOfficeForm.ts'
import { useWhen } from '../when.ts'
import { fetchOutbox, type GivenUp, type Outbox, tryMailAgain } from './mail.ts'

const kindWords: Record<string, MessageDescriptor> = {
  reset: msg`A link for a new password`,
  invitation: msg`An invitation`,
  'signed-up': msg`A link after signing up`,
  notice: msg`Word that there is something new`,
  'has-account': msg`Word that there is an account already`,
  letter: msg`What an administrator wrote`,
}

export function MailPage() {
  const { t } = useLingui()
  const outbox = useAnswer('mail', fetchOutbox)
  return (
    <>
      <OfficeHead title={<Trans>Mail</Trans>} plain={t`Mail`} />
      <Answered of={outbox}>
        {(now) => (
          <>
            {!now.is_set_up && (
              <Note hue="warn" title={<Trans>No mail leaves this site.</Trans>}>
                <Trans>No mail server is set up. Until then read codes out to people instead.</Trans>
              </Note>
            )}
            <Counts of={now} />
            <GivenUpList of={now} again={outbox.again} />
          </>
        )}
      </Answered>
    </>
  )
}

function Counts({ of: { waiting, oldest, sent_within_a_day: sent, given_up: lost } }: { of: Outbox }) {
  const when = useWhen()
  const since = oldest && when(oldest)
  return (
    <ul className="office-counts">
      <li className="card">
        <span className="bignum">{waiting}</span>
        <Plural value={waiting} one="mail waits" other="mails wait" />
        {since && (
          <span className="meta">
            <Trans>The first since {since}</Trans>
          </span>
        )}
      </li>
      <li className="card">
        <span className="bignum">{sent}</span>
        <Trans>left within a day</Trans>
      </li>
      <li className="card">
        <span className="bignum">{lost}</span>
        <Trans>given up</Trans>
      </li>
    </ul>
  )
}

function GivenUpList({ of: now, again }: { of: Outbox; again: () => void }) {
  const { t } = useLingui()
  const when = useWhen()
  const [trouble, setTrouble] = useState<FormTrouble | 'newer'>()
  const retry = async (id: string): Promise<void> => {
    setTrouble(undefined)
    try {
      await tryMailAgain(id)
      tell(t`It is sent once more`)
      again()
    } catch (e) {
      setTrouble(e instanceof Refused && e.status === 404 ? 'newer' : troubleOf(e))
    }
  }
  return (
    <div className="stack">
      <h2>
        <Trans>What could not be sent</Trans>
      </h2>
      {trouble === 'newer' && (
        <Note hue="info" alert title={<Trans>A newer one of the same kind waits already.</Trans>} />
      )}
      {trouble !== undefined && trouble !== 'newer' && <TroubleNote of={trouble} />}
      <OfficeTable<GivenUp>
        caption={t`What could not be sent`}
        rows={now.newest_given_up}
        keyOf={({ id }) => id}
        head={{
          label: t`To`,
          of: ({ user_name: name }) => <bdi>{name ?? t`Somebody beyond your reach`}</bdi>,
        }}
        columns={[
          { key: 'kind', label: t`What it is`, of: ({ kind }) => (kindWords[kind] ? t(kindWords[kind]) : kind) },
          { key: 'why', label: t`Why`, of: ({ code }) => <WhyNot code={code} /> },
          { key: 'at', label: t`Given up`, of: ({ given_up_at: at }) => when(at) },
          {
            key: 'again',
            label: t`What to do`,
            of: ({ id }) =>
              now.is_set_up ? (
                <Button small sign="refresh-cw" onClick={() => void retry(id)}>
                  <Trans>Send once more</Trans>
                </Button>
              ) : null,
          },
        ]}
        empty={
          <EmptyState sign="send" title={<Trans>Everything that was to leave has left</Trans>}>
            <Trans>What is given up after many tries stands here for a month.</Trans>
          </EmptyState>
        }
      />
    </div>
  )
}

/** The mail server's number, or a word of our own. */
function WhyNot({ code }: { code: string | null }) {
  if (code === 'address') return <Trans>Nobody takes mail at this address.</Trans>
  if (code !== null && /^\d{3}$/.test(code)) return <Trans>The mail server refused it ({code}).</Trans>
  const word = code ?? '–'
  return <Trans>The mail server could not be reached ({word}).</Trans>
}
