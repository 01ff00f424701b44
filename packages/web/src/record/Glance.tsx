// The record at a glance: what matters in a few lines, what happened lately, and where to go on.
import { Trans, useLingui } from '@lingui/react/macro'
import type { Field, Form } from '@primero/domain/configuration/bundle.ts'
import { isAnswered, isBlank } from '@primero/domain/forms/answer.ts'
import type { Data } from '@primero/domain/records/record.ts'
import type { RecordShape } from '@primero/domain/sync/protocol.ts'
import { safetyPlanForm } from '@primero/domain/workflow/safety-plan-form.ts'
import { Suspense } from 'react'
import { Link } from 'wouter'
import { coveredWords, isNameOfPerson, usePage } from '../forms/page.ts'
import { dayText } from '../i18n/format.ts'
import { briefWords, rowWords } from '../forms/words.ts'
import type { AppConfig } from '../store/store.ts'
import { Button } from '../ui/Button.tsx'
import { Knot, Thread } from '../ui/Thread.tsx'
import { type Happening, happenings } from './happenings.ts'
import { Work } from './Work.tsx'

type GlanceProps = {
  config: AppConfig
  record: RecordShape
  forms: Form[]
  hrefOf: (form: string, row?: string) => string
  onEdit: (() => void) | undefined
}

const mostFacts = 14
const mostHappenings = 8

export function Glance({ config, record, forms, hrefOf, onEdit }: GlanceProps) {
  const { covered } = usePage()
  const { t } = useLingui()
  const data = record.data as Data
  const facts = summaryFields(config, record, forms).filter((f) => !isBlank(data[f.name]))
  const lately = happenings(config.configuration, forms, data, (f, row) =>
    coveredWords(covered, f, rowWords(config, f, row[f.name], row)),
  )
  return (
    <div className="stack">
      <div className="h-row">
        <h2 className="page-title">
          <Trans>At a glance</Trans>
        </h2>
        {onEdit && (
          <Button sign="pen-line" onClick={onEdit}>
            <Trans>Edit</Trans>
          </Button>
        )}
      </div>
      {forms.some(({ id }) => id === safetyPlanForm) && (
        <Suspense>
          <Work show="plan" {...{ record, hrefOf }} />
        </Suspense>
      )}
      <div className="card">
        {facts.length === 0 ? (
          <p className="meta">
            <Trans>Nothing recorded yet.</Trans>
          </p>
        ) : (
          <dl className="answers">
            {facts.slice(0, mostFacts).map((f) => (
              <div key={f.name}>
                <dt>{config.say(f.label)}</dt>
                <dd translate={f.identifying === false ? undefined : 'no'}>
                  {covered && isNameOfPerson(f) ? (
                    <span className="mask" role="img" aria-label={t`hidden`}>
                      •••••••
                    </span>
                  ) : (
                    <bdi>{briefWords(config, f, data[f.name], data)}</bdi>
                  )}
                </dd>
              </div>
            ))}
          </dl>
        )}
      </div>
      {lately.length > 0 && (
        <section className="stack">
          <h3>
            <Trans>Lately</Trans>
          </h3>
          <Thread>
            {lately.slice(0, mostHappenings).map((h) => (
              <Happened key={`${h.field.name}/${h.row}`} happening={h} config={config} hrefOf={hrefOf} />
            ))}
          </Thread>
        </section>
      )}
    </div>
  )
}

function Happened({
  happening,
  config,
  hrefOf,
}: {
  happening: Happening
  config: AppConfig
  hrefOf: GlanceProps['hrefOf']
}) {
  const { today } = usePage()
  return (
    <Knot state={happening.isPlanned || happening.day > today ? 'open' : 'done'}>
      <Link href={hrefOf(happening.form, happening.row)}>
        <b>{config.say(happening.field.label)}</b>
      </Link>{' '}
      <span className="meta">
        {dayText(happening.day, config.locale)}
        {happening.isPlanned && (
          <>
            {' '}
            · <Trans>planned</Trans>
          </>
        )}
      </span>
      {happening.words && (
        <span className="meta below">
          <bdi>{happening.words}</bdi>
        </span>
      )}
    </Knot>
  )
}

/** What the configuration marks for the reduced form; else the columns that this role's lists have. */
function summaryFields(config: AppConfig, record: RecordShape, forms: Form[]): Field[] {
  const marked = forms
    .flatMap((f) => f.fields)
    .filter((f) => f.showOnMinifyForm && isAnswered(f) && f.type !== 'subform')
  const columns = (config.lists[record.type]?.columns ?? []).flatMap(
    (name) => config.configuration.fieldOf(record.type, name) ?? [],
  )
  const seen = new Set<string>()
  return [...columns, ...marked].filter(
    (f) => !f.hideOnViewPage && !inHead.has(f.name) && !seen.has(f.name) && seen.add(f.name),
  )
}

/** What the head of the page says already. */
const inHead = new Set([
  'short_id',
  'case_id',
  'case_id_display',
  'unique_identifier',
  'age',
  'sex',
  'risk_level',
  'workflow',
  'status',
])
