// What a caseworker must know of a provider before sending somebody there: why it does not fit, when it is open, who
// works there, how it is called, and how it answered before.
import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import type { Misfit } from '@primero/domain/workflow/fitting.ts'
import { weekdayName } from '../i18n/weekdays.ts'
import { spokenName } from '../i18n/spoken.ts'
import { type AppConfig, useConfig } from '../store/store.ts'
import type { Offered } from '../store/recipients.ts'
import { Tag } from '../ui/Tag.tsx'

const why: Record<Misfit, MessageDescriptor> = {
  service: msg`Another service`,
  place: msg`Another place`,
  language: msg`Another language`,
  closed: msg`Closed today`,
  full: msg`No room now`,
}
const staffWords = { women: msg`Women only`, men: msg`Men only`, both: msg`Women and men` }

type LinesProps = { of: Offered; misfits: Misfit[]; isReached: boolean }

export function ProviderLines({ of, misfits, isReached }: LinesProps) {
  const { t } = useLingui()
  const config = useConfig()
  const { staff, languages, phone, note, room, address } = of
  const about = [
    staff === null ? '' : t(staffWords[staff]),
    languages.map((id) => spokenName(config, id)).join(config.locale.startsWith('ar') ? '، ' : ', '),
  ].filter(Boolean)
  return (
    <>
      {misfits.length > 0 && (
        <span className="row">
          {misfits.map((one) => (
            <Tag key={one} hue="warn" sign="info">
              {t(why[one])}
            </Tag>
          ))}
        </span>
      )}
      <span className="hint below">{hoursWords(config, of) || <Trans>Hours not known: call first</Trans>}</span>
      {about.length > 0 && <span className="hint below">{about.join(' · ')}</span>}
      {room !== null && room > 0 && (
        <span className="hint below">
          <Plural value={room} one="Room for # more person" other="Room for # more people" />
        </span>
      )}
      {phone && (
        <span className="hint below">
          <bdi dir="ltr">{phone}</bdi>
        </span>
      )}
      {address && (
        <span className="hint below">
          <bdi>{address}</bdi>
        </span>
      )}
      {note && (
        <span className="hint below">
          <bdi>{note}</bdi>
        </span>
      )}
      <Answered of={of} />
      {!isReached && (
        <span className="hint below">
          <Trans>Nobody there may receive it here. Call them.</Trans>
        </span>
      )}
    </>
  )
}

const hoursWords = ({ locale }: AppConfig, { hours }: Offered): string =>
  hours
    .map(({ days, from, to }) => `${days.map((day) => weekdayName(day, locale, 'short')).join(' ')} ${from}–${to}`)
    .join(' · ')

/** Numbers under five are kept back: they would tell of single people. */
function Answered({ of: { answering } }: { of: Offered }) {
  const { i18n } = useLingui()
  if (answering === null) return null
  const { accepted, rejected, days } = answering
  const number = (n: number | null) => (n === null ? '–' : i18n.number(n))
  return (
    <span className="hint below">
      <Trans>
        In half a year: {number(accepted)} accepted, {number(rejected)} rejected
      </Trans>
      {days !== null && (
        <>
          {' · '}
          {days === 0 ? (
            <Trans>answers on the same day</Trans>
          ) : (
            <Plural value={days} one="answers within # day" other="answers within # days" />
          )}
        </>
      )}
    </span>
  )
}
