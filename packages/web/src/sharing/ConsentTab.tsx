// The ledger of consent: what was agreed to, in words that can be read aloud to whoever agreed.
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import type { ConsentShape, RecordShape } from '@primero/domain/sync/protocol.ts'
import { isOver } from '@primero/domain/workflow/consents.ts'
import { type ReactNode, useState } from 'react'
import { dayInWords, momentInWords } from '../forms/dates.ts'
import { isUnsent, type OutboxEntry } from '../store/entries.ts'
import { type AppConfig, thisDay, useConfig, useOutbox } from '../store/store.ts'
import { Button } from '../ui/Button.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { Tag } from '../ui/Tag.tsx'
import { Knot, Thread } from '../ui/Thread.tsx'
import { giverWordsIn, purposeWords, wayWords } from './consentWords.ts'
import { GiveSheet } from './GiveSheet.tsx'
import { nameOf } from '../record/called.ts'
import { agencyOf } from './people.ts'
import { serviceWords } from './services.ts'
import './sharing.css'
import { WithdrawDialog } from './WithdrawDialog.tsx'

export function Consents({ record }: { record: RecordShape }) {
  const { consents = [], actions } = record
  const { entries } = useOutbox()
  const [isGiving, setGiving] = useState(false)
  const give = actions.includes('write') && (
    <Button sign="plus" onClick={() => setGiving(true)}>
      <Trans>Write down a consent</Trans>
    </Button>
  )
  return (
    <div className="stack">
      <div className="h-row">
        <h2 className="page-title">
          <Trans>Consents</Trans>
        </h2>
        {consents.length > 0 && give}
      </div>
      {consents.length === 0 ? (
        <EmptyState sign="file-text" title={<Trans>No consent is written down here</Trans>} action={give}>
          <Trans>Until one is, the answers on the consent form count alone.</Trans>
        </EmptyState>
      ) : (
        <Thread>
          {consents.map((consent) => (
            <ConsentLine key={consent.id} record={record} consent={consent} isWaiting={waits(entries, consent)} />
          ))}
        </Thread>
      )}
      {isGiving && <GiveSheet record={record} onClose={() => setGiving(false)} />}
    </div>
  )
}

const waits = (entries: readonly OutboxEntry[], { id }: ConsentShape): boolean =>
  entries.some((entry) => isUnsent(entry) && (entry.intention.args as { consent?: string }).consent === id)

type LineProps = { record: RecordShape; consent: ConsentShape; isWaiting: boolean }

function ConsentLine({ record, consent, isWaiting }: LineProps) {
  const { t, i18n } = useLingui()
  const config = useConfig()
  const [isEnding, setEnding] = useState(false)
  const over = isOver(consent, thisDay())
  const purposes = new Intl.ListFormat(i18n.locale).format(consent.purposes.map((one) => t(purposeWords[one])))
  return (
    <Knot state={over ? 'open' : 'now'}>
      <div className="stack share">
        <p className="row">
          <b>{purposes}</b>
          <State consent={consent} over={over} />
          {isWaiting && (
            <Tag hue="warn" sign="on-device">
              <Trans>Will be sent when connected</Trans>
            </Tag>
          )}
        </p>
        <Terms consent={consent} record={record} config={config} />
        {consent.ends.map((end) => (
          <End key={end.at} end={end} {...{ record, config }} />
        ))}
        {!over && record.actions.includes('write') && (
          <div className="row">
            <Button small sign="undo-2" onClick={() => setEnding(true)}>
              <Trans context="consent">Withdraw</Trans>
            </Button>
          </div>
        )}
      </div>
      {isEnding && <WithdrawDialog record={record} consent={consent} onClose={() => setEnding(false)} />}
    </Knot>
  )
}

function State({ consent, over }: { consent: ConsentShape; over: boolean }) {
  const { ends, used } = consent
  if (over)
    return ends.some(({ by }) => by !== null) ? (
      <Tag hue="bad" sign="undo-2">
        <Trans context="consent">Withdrawn</Trans>
      </Tag>
    ) : (
      <Tag sign="hourglass">
        <Trans context="consent">Its time is over</Trans>
      </Tag>
    )
  if (used)
    return (
      <Tag sign="check">
        <Trans context="consent">Used once</Trans>
      </Tag>
    )
  return (
    <Tag hue="ok" sign="check">
      <Trans context="consent">Holds</Trans>
    </Tag>
  )
}

type TermsProps = { consent: ConsentShape; record: RecordShape; config: AppConfig }

function Terms({ consent, record, config }: TermsProps) {
  const { t, i18n } = useLingui()
  const list = (words: string[]) => new Intl.ListFormat(i18n.locale).format(words)
  const { services, agencies, excluded, until, oneOff, givenBy, explainedBy, explainedHow, note, by, at } = consent
  const labelOf = (name: string) => config.say(config.configuration.fieldOf(record.type, name)?.label ?? {}) || name
  const facts: [string, ReactNode][] = [
    [t`For`, services.length > 0 ? list(services.map((one) => serviceWords(config, one))) : t`every service`],
    [
      t`Who may receive it`,
      agencies.length > 0
        ? list(agencies.map((one) => agencyOf(config, one)))
        : t`any organization that gives the service`,
    ],
    [t`Until`, until === null ? t`it is withdrawn` : dayInWords(until, config.locale)],
    [t`How often`, oneOff ? t`one time only` : null],
    [t`Not shown to them`, excluded.length > 0 ? list(excluded.map(labelOf)) : null],
    [t`Who agreed`, list(givenBy.map((one) => t(giverWordsIn(record.module)[one])))],
    [t`Explained`, [nameOf(config, explainedBy, record), ...explainedHow.map((one) => t(wayWords[one]))].join(' · ')],
    [t`Notes`, note],
    [t`Written down`, [nameOf(config, by, record), momentInWords(at, config.locale)].join(' · ')],
  ]
  return (
    <dl className="dl share-facts">
      {facts
        .filter(([, words]) => words)
        .map(([label, words]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>
              <bdi>{words}</bdi>
            </dd>
          </div>
        ))}
    </dl>
  )
}

type EndProps = { end: ConsentShape['ends'][number]; record: RecordShape; config: AppConfig }

/** The receipt of a withdrawal. */
function End({ end, record, config }: EndProps) {
  const { i18n } = useLingui()
  const services = new Intl.ListFormat(i18n.locale).format(end.services.map((one) => serviceWords(config, one)))
  const at = momentInWords(end.at, config.locale)
  const who = end.by === null ? '' : nameOf(config, end.by, record)
  return (
    <div className="note">
      <div className="grow">
        <b>{end.by === null ? <Trans>Its time was over on {at}</Trans> : <Trans>Withdrawn on {at}</Trans>}</b>
        <p>
          {end.by !== null && (
            <>
              <bdi>{who}</bdi> ·{' '}
            </>
          )}
          {services || <Trans>all of it</Trans>} ·{' '}
          <Plural
            value={end.shutOut.length}
            _0="nobody had the case by it"
            one="# share ended"
            other="# shares ended"
          />
        </p>
        {end.note && (
          <p>
            <bdi>{end.note}</bdi>
          </p>
        )}
      </div>
    </div>
  )
}
