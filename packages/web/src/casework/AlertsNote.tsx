// What somebody else did and nobody has looked at: above the record, until it is looked at or dismissed.
import { Trans, useLingui } from '@lingui/react/macro'
import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { AlertKind } from '@primero/domain/workflow/alert-kinds.ts'
import type { AlertShape, RecordShape } from '@primero/domain/sync/protocol.ts'
import { Link } from 'wouter'
import { dayText } from '../i18n/format.ts'
import { addressOf } from '../kinds.ts'
import { push, thisMoment, useConfig } from '../store/store.ts'
import { Button } from '../ui/Button.tsx'
import { Icon } from '../ui/Icon.tsx'
import { type AlertTone, tonesOf } from './alertTone.ts'
import { tellDone } from './tellDone.ts'
import { approvalName } from './words.ts'

const toneWords: Partial<Record<AlertTone, Partial<Record<AlertKind, MessageDescriptor>>>> = {
  answer: { referral: msg`A referral waits for your answer`, transfer: msg`A transfer waits for your answer` },
  late: { referral: msg`A referral had no answer in time`, transfer: msg`A transfer had no answer in time` },
}

const kindWords: Record<AlertKind, MessageDescriptor> = {
  field_change: msg`Somebody else wrote in a form`,
  approval: msg`An approval waits for an answer`,
  referral: msg`A referral waits for an answer`,
  transfer: msg`A transfer waits for an answer`,
  duplicate_field: msg`Another record has the same answer`,
}

export function AlertsNote({ record }: { record: RecordShape }) {
  const { t } = useLingui()
  const { alerts = [], actions, shares = [] } = record
  const tones = tonesOf(alerts, shares, thisMoment())
  const toned = alerts.map((alert, i) => ({ alert, tone: tones[i] ?? 'look' }))
  const list = (label: string, hue: string, some: typeof toned) =>
    some.length > 0 && (
      <ul className={`note work-alerts ${hue}`} aria-label={label}>
        {some.map(({ alert, tone }) => (
          <OneAlert key={alert.id} {...{ record, alert, tone }} mayDismiss={actions.includes('remove_alert')} />
        ))}
      </ul>
    )
  return (
    <>
      {list(
        t`Alerts`,
        'warn',
        toned.filter(({ tone }) => tone !== 'waits'),
      )}
      {list(
        t`On its way`,
        '',
        toned.filter(({ tone }) => tone === 'waits'),
      )}
    </>
  )
}

type OneProps = { record: RecordShape; alert: AlertShape; tone: AlertTone; mayDismiss: boolean }

function OneAlert({ record, alert, tone, mayDismiss }: OneProps) {
  const { t } = useLingui()
  const config = useConfig()
  const { type, id, module, version } = record
  const { kind, date } = alert
  const form = config.configuration.formsOf(type).find((one) => one.id === alert.form)
  const about =
    kind === 'approval' ? approvalName(config, module, alert.type, t) : !tabs[kind] && config.say(form?.name)
  const to = tabs[kind] ?? (form && !form.core && form.fields.length > 0 ? form.id : undefined)
  const dismiss = (): void => {
    void push('alert.dismiss', { type, id, alert: alert.id }, version).then((outcome) =>
      tellDone(outcome, t`Alert dismissed`),
    )
  }
  const words = [t(toneWords[tone]?.[kind] ?? kindWords[kind]), about].filter(Boolean).join(': ')
  return (
    <li className="row">
      <Icon name={tone === 'waits' ? 'hourglass' : 'triangle-alert'} />
      <span className="grow">
        {to ? <Link href={`${addressOf(type, id)}/${to}`}>{words}</Link> : words}{' '}
        <span className="meta">{dayText(date, config.locale)}</span>
      </span>
      {mayDismiss && (
        // The second tap of two finds the next alert there, and that is still for somebody.
        <Button small look="quiet" onClick={({ detail }) => detail < 2 && dismiss()}>
          <Trans>Dismiss</Trans>
        </Button>
      )}
    </li>
  )
}

/** Where our own pages show what it is about. */
const tabs: Partial<Record<AlertKind, string>> = {
  approval: 'approvals',
  referral: 'sharing',
  transfer: 'sharing',
}
