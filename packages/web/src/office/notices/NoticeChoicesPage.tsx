// What of the notices reaches somebody outside the app, by which way, and when.
import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { Trans, useLingui } from '@lingui/react/macro'
import { type NoticeKey, noticeKeyNames } from '@primero/domain/workflow/notices.ts'
import { useMemo } from 'react'
import { fetchChoices, keepChoices, type NoticeChoices } from '../../sync/notices.ts'
import { Field } from '../../ui/Field.tsx'
import { Note } from '../../ui/Note.tsx'
import { tell } from '../../ui/Toast.tsx'
import { Answered } from '../parts/Answered.tsx'
import { ChoiceInput, OfficeFormFrame, TickInput, useKey } from '../parts/OfficeFields.tsx'
import { OfficeHead } from '../parts/OfficeHead.tsx'
import { OfficeSaveBar } from '../parts/OfficeSaveBar.tsx'
import { useAnswer } from '../parts/useAnswer.ts'
import { useOfficeForm } from '../parts/useOfficeForm.ts'
import { choicesOf, formOf } from './choice.ts'
import { ThisBrowser } from './ThisBrowser.tsx'

const keyNames: Record<NoticeKey, MessageDescriptor> = {
  transition_notification: msg`Referrals, transfers and assignments`,
  transfer_request: msg`Requests for one of your records`,
  approval_request: msg`Requests for your approval`,
  approval_response: msg`Answers about approvals you asked for`,
  flag_notification: msg`Flags`,
  task_notification: msg`Tasks of the day and late ones`,
  conflict_notification: msg`Two answers to one question`,
  reveal_notification: msg`Somebody saw who a record is about`,
  agreement_notification: msg`Agreements that changed`,
}

export function NoticeChoicesPage() {
  const { t } = useLingui()
  const answer = useAnswer('choices', fetchChoices)
  return (
    <>
      <OfficeHead
        title={<Trans>What reaches you, and when</Trans>}
        plain={t`What reaches you, and when`}
        up="/more"
        upName={<Trans>You and this device</Trans>}
      />
      <Answered of={answer}>{(now) => <Choices of={now} onSaved={answer.take} again={answer.again} />}</Answered>
    </>
  )
}

type ChoicesProps = { of: NoticeChoices; onSaved: (now: NoticeChoices) => void; again: () => void }

function Choices({ of: now, onSaved, again }: ChoicesProps) {
  const { t } = useLingui()
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone
  const start = useMemo(() => formOf(noticeKeyNames, now), [now])
  const form = useOfficeForm(
    start,
    async (values) => {
      onSaved(await keepChoices(choicesOf(noticeKeyNames, values, zone)))
      tell(t`Saved`)
    },
    again,
  )
  return (
    <>
      <OfficeFormFrame form={form}>
        <p>
          <Trans>
            Everything stands in the app. A mail or a sign on this device only says that something is there.
          </Trans>
        </p>
        <section className="card stack" aria-labelledby="nc-ways">
          <h2 id="nc-ways">
            <Trans>How</Trans>
          </h2>
          <ByMail of={now} />
          <ThisBrowser
            pushKey={now.pushKey}
            isOn={form.values.receive_webpush}
            onTurn={(is) => form.set('receive_webpush', is)}
          />
        </section>
        <section className="card stack" aria-labelledby="nc-what">
          <h2 id="nc-what">
            <Trans>What</Trans>
          </h2>
          <Kinds of={now} />
          <p className="meta">
            <Trans>What this site does not send cannot be ticked.</Trans>
          </p>
        </section>
        <section className="card stack" aria-labelledby="nc-when">
          <h2 id="nc-when">
            <Trans>When</Trans>
          </h2>
          <When isQuiet={form.values.isQuiet} zone={zone} />
        </section>
      </OfficeFormFrame>
      <OfficeSaveBar form={form} />
    </>
  )
}

function ByMail({ of: { open, hasAddress } }: { of: NoticeChoices }) {
  if (open.send_mail === null) return <Note hue="info" sign="info" title={<Trans>No mail leaves this site.</Trans>} />
  if (!hasAddress)
    return (
      <Note hue="info" sign="info" title={<Trans>There is no mail address for you here.</Trans>}>
        <Trans>Whoever administers accounts can add one.</Trans>
      </Note>
    )
  return <TickInput name="send_mail" label={<Trans>By mail</Trans>} />
}

/** A kind to a line, a way to a column. */
function Kinds({ of: { open, hasAddress } }: { of: NoticeChoices }) {
  const { t } = useLingui()
  const ways = [
    { name: 'mailed', word: t`Mail`, keys: hasAddress ? open.send_mail : null },
    { name: 'pushed', word: t`Device`, keys: open.receive_webpush },
  ]
  return (
    <table className="told-kinds">
      <caption className="vh">
        <Trans>What reaches you</Trans>
      </caption>
      <thead>
        <tr>
          <th scope="col">
            <span className="vh">
              <Trans>What</Trans>
            </span>
          </th>
          {ways.map(({ name, word }) => (
            <th key={name} scope="col">
              {word}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {noticeKeyNames.map((key) => (
          <tr key={key}>
            <th scope="row">{t(keyNames[key])}</th>
            {ways.map(({ name, word, keys }) => (
              <td key={name}>
                <Tick name={name} of={key} label={`${t(keyNames[key])}: ${word}`} isShut={!keys?.includes(key)} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Tick({ name, of: key, label, isShut }: { name: string; of: string; label: string; isShut: boolean }) {
  const { value, set } = useKey(name)
  const wanted = value as string[]
  return (
    <label className="office-mark">
      <input
        type="checkbox"
        aria-label={label}
        disabled={isShut}
        checked={!isShut && wanted.includes(key)}
        onChange={(e) => set(e.target.checked ? [...wanted, key] : wanted.filter((one) => one !== key))}
      />
    </label>
  )
}

function When({ isQuiet, zone }: { isQuiet: boolean; zone: string }) {
  const { t } = useLingui()
  return (
    <>
      <ChoiceInput
        name="digest"
        label={<Trans>Mails</Trans>}
        required
        none=""
        choices={[
          { id: 'at_once', label: t`At once` },
          { id: 'hourly', label: t`Gathered, every hour` },
          { id: 'daily', label: t`Gathered, every morning at 7` },
        ]}
      />
      <TickInput name="isQuiet" label={<Trans>Quiet hours</Trans>} hint={<Trans>By the clock of {zone}.</Trans>} />
      {isQuiet && (
        <>
          <div className="told-hours">
            <TimeInput name="from" label={t`From`} />
            <TimeInput name="to" label={t`To`} />
          </div>
          <TickInput
            name="urgentComes"
            label={<Trans>Urgent referrals come all the same</Trans>}
            hint={<Trans>Where an answer is wanted within a day.</Trans>}
          />
        </>
      )}
    </>
  )
}

function TimeInput({ name, label }: { name: string; label: string }) {
  const { value, set, error } = useKey(name)
  return (
    <Field label={label} error={error}>
      {(control) => (
        <input {...control} type="time" required value={String(value)} onChange={(e) => set(e.target.value)} />
      )}
    </Field>
  )
}
