// A summary of a record on paper, with or without what tells whose it is. That it was printed is audited.
import { Trans, useLingui } from '@lingui/react/macro'
import type { Data, Row } from '@primero/domain/records/record.ts'
import type { RecordShape } from '@primero/domain/sync/protocol.ts'
import { offersIdentity, paperOf, type Printed, unnamedAnswers } from '@primero/domain/workflow/paper.ts'
import { timelineGroups } from '@primero/domain/workflow/timeline.ts'
import { useEffect, useRef, useState } from 'react'
import { isUnderCover, usePage } from '../forms/page.ts'
import { briefWords, rangeWords } from '../forms/words.ts'
import { dayText } from '../i18n/format.ts'
import { RiskTag } from '../lists/RiskTag.tsx'
import { nameOf } from '../record/called.ts'
import { codeOf, personWords } from '../record/person.ts'
import { useIsCutOff } from '../store/contact.ts'
import { type AppConfig, discard, push, thisDay, useConfig } from '../store/store.ts'
import { Button } from '../ui/Button.tsx'
import { Code } from '../ui/Code.tsx'
import { Note } from '../ui/Note.tsx'
import { tell } from '../ui/Toast.tsx'
import { groupWords, toldOf } from './happened.ts'
import { type PartProps, useTimeline, whenWords } from './TimelineTab.tsx'

export function PrintTab(props: PartProps) {
  const { record } = props
  const { t } = useLingui()
  const { me } = useConfig()
  const isCutOff = useIsCutOff()
  const [withIdentity, setIdentity] = useState(false)
  const [isBusy, setBusy] = useState(false)
  // What is printed is the page that the audit was told of, and no other that was opened meanwhile.
  const isHere = useRef(true)
  useEffect(() => {
    isHere.current = true
    return () => {
      isHere.current = false
    }
  }, [])
  const print = async (): Promise<void> => {
    setBusy(true)
    try {
      const { type, id, version } = record
      const { outcome, id: said } = await push('record.print', { type, id, identity: withIdentity }, version)
      if (outcome === 'refused') {
        await discard(said)
        tell(t`Your role may not print this.`, { sign: 'attention' })
      } else if (isHere.current) window.print()
    } finally {
      setBusy(false)
    }
  }
  const choices: [boolean, string, string][] = [
    [
      false,
      t`Without identity`,
      t`The code, and answers that tell nobody: no names, no words, no more of a place than its region.`,
    ],
    [true, t`With identity`, t`All that you may see. Keep the paper as you keep the case.`],
  ]
  return (
    <div className="stack">
      <div className="stack work-print">
        <h2 className="page-title">
          <Trans>Print a summary</Trans>
        </h2>
        {offersIdentity(me, record) && (
          <fieldset className="field" disabled={isBusy}>
            <legend>
              <Trans>What the paper tells</Trans>
            </legend>
            <div className="picks" data-long>
              {choices.map(([one, words, hint]) => (
                <label key={words} className="pick">
                  <input
                    type="radio"
                    name="identity"
                    checked={withIdentity === one}
                    onChange={() => setIdentity(one)}
                  />
                  <span className="grow">
                    <b>{words}</b>
                    <span className="hint below">{hint}</span>
                  </span>
                </label>
              ))}
            </div>
          </fieldset>
        )}
        {isCutOff && (
          <Note sign="on-device" hue="warn">
            <Trans>
              No connection. The paper shows what this device has. The server hears later that you printed it.
            </Trans>
          </Note>
        )}
        <p className="meta">
          <Trans>Who printed what, and when, is kept in the audit.</Trans>
        </p>
        <div className="row">
          <Button look="main" onClick={() => void print()} {...(isBusy ? { busy: <Trans>A moment</Trans> } : {})}>
            <Trans>Print</Trans>
          </Button>
        </div>
      </div>
      <Summary {...props} withIdentity={withIdentity} />
    </div>
  )
}

/** The paper, as it will be. */
function Summary({ record, forms, withIdentity }: PaperProps) {
  const config = useConfig()
  const { type } = record
  const { locale } = config
  const data = record.data as Data
  const risk = withIdentity ? data['risk_level'] : toldOfPerson(config, record, ['risk_level'])['risk_level']
  return (
    <article className="card stack case-summary">
      <header className="stack">
        <h3>
          <Trans>Summary</Trans> <Code>{codeOf(data)}</Code>
        </h3>
        <p className="row">
          <Who {...{ record, withIdentity }} />
          {typeof risk === 'string' && <RiskTag config={config} type={type} value={risk} />}
        </p>
        <p className="meta">
          {withIdentity ? <Trans>With identity</Trans> : <Trans>Without identity</Trans>} · <Trans>Printed by</Trans>{' '}
          <bdi translate="no">{config.me.userName}</bdi> · {dayText(thisDay(), locale)}
        </p>
      </header>
      <Sheets {...{ record, forms, withIdentity }} />
      <Happenings {...{ record, forms, withIdentity }} />
    </article>
  )
}

type PaperProps = PartProps & { withIdentity: boolean }

function Who({ record, withIdentity }: Pick<PaperProps, 'record' | 'withIdentity'>) {
  const config = useConfig()
  const data = record.data as Data
  if (withIdentity) return <span>{personWords(config, data)}</span>
  const { sex, age } = toldOfPerson(config, record, ['sex', 'age'])
  const known = [personWords(config, sex === undefined ? {} : { sex }), typeof age === 'string' ? rangeWords(age) : '']
  return <bdi>{known.filter(Boolean).join(' · ')}</bdi>
}

function toldOfPerson({ configuration }: AppConfig, { type, data }: RecordShape, names: readonly string[]): Data {
  const fields = names.flatMap((name) => configuration.fieldOf(type, name) ?? [])
  const told = unnamedAnswers(configuration, fields, data as Data, type)
  return Object.fromEntries(told.map(({ field, value }) => [field.name, value ?? null]))
}

/** Answers form by form, in the order of the record. */
function Sheets({ record, forms, withIdentity }: PaperProps) {
  const config = useConfig()
  const { type } = record
  const data = record.data as Data
  return paperOf(config.configuration, forms, { type, data, withIdentity }).map(({ form, answers, rows }) => (
    <section key={form.id} className="stack">
      <h4>{config.say(form.name)}</h4>
      <Answers answers={answers} of={data} />
      {rows.map(({ field, rows: all }) => (
        <section key={field.name} className="stack">
          {config.say(field.label) !== config.say(form.name) && <h5>{config.say(field.label)}</h5>}
          {all.map(({ id, row, answers: told }) => (
            <Answers key={id} answers={told} of={row} inRow />
          ))}
        </section>
      ))}
    </section>
  ))
}

function Answers({ answers, of, inRow = false }: { answers: Printed[]; of: Data | Row; inRow?: boolean }) {
  const config = useConfig()
  const { covered } = usePage()
  if (answers.length === 0) return null
  return (
    <dl className="answers">
      {answers.map(({ field, value }) => (
        <div key={field.name}>
          <dt>{config.say(field.label)}</dt>
          <dd>
            <bdi>{isUnderCover(covered, field, inRow) ? '•••••••' : briefWords(config, field, value, of as Data)}</bdi>
          </dd>
        </div>
      ))}
    </dl>
  )
}

function Happenings({ record, forms, withIdentity }: PaperProps) {
  const { t } = useLingui()
  const config = useConfig()
  const { covered } = usePage()
  const all = useTimeline({ record, forms })
  return timelineGroups
    .map((group) => ({ group, lines: all.filter((one) => one.group === group) }))
    .filter(({ lines }) => lines.length > 0)
    .map(({ group, lines }) => (
      <section key={group} className="stack">
        <h4>{t(groupWords[group])}</h4>
        <ul className="summary-lines">
          {lines.map((happened) => {
            const { title, words } = toldOf(happened, { config, record, covered, say: t, withIdentity })
            return (
              <li key={happened.id}>
                <time dateTime={happened.at}>{whenWords(happened.at, config.locale)}</time> <b>{title}</b>{' '}
                {happened.kind === 'row' && happened.isPlanned && (
                  <>
                    (<Trans>planned</Trans>){' '}
                  </>
                )}
                {words && <bdi>{words}</bdi>}{' '}
                {withIdentity && happened.by && (
                  <span className="meta">
                    <bdi translate="no">{nameOf(config, happened.by, record)}</bdi>
                  </span>
                )}
              </li>
            )
          })}
        </ul>
      </section>
    ))
}
