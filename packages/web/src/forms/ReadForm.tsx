// A form to read: questions and answers in a list, not switched-off inputs. What is empty folds away.
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import type { Field, Form } from '@primero/domain/configuration/bundle.ts'
import { isBlank, rowsIn } from '@primero/domain/forms/answer.ts'
import { fieldShows } from '@primero/domain/forms/conditions.ts'
import type { Data, Row } from '@primero/domain/records/record.ts'
import { Icon } from '../ui/Icon.tsx'
import { FileLine, numberOf } from './FileLine.tsx'
import { coveredWords, isUnderCover, useFiles, usePage } from './page.ts'
import { inOrder, summaryOf } from './rows.ts'
import { answerWords, rowWords } from './words.ts'

const fileTypes: ReadonlySet<Field['type']> = new Set<Field['type']>([
  'photo_upload_box',
  'audio_upload_box',
  'document_upload_box',
  'signature',
])

type Section = { heading: Field | undefined; fields: Field[] }

/** Fields between one heading and the next. */
function sectionsOf(fields: Field[]): Section[] {
  const sections: Section[] = [{ heading: undefined, fields: [] }]
  for (const field of fields) {
    if (field.type === 'separator') sections.push({ heading: field, fields: [] })
    else sections.at(-1)?.fields.push(field)
  }
  return sections
}

const readable = (fields: Field[], data: Data, row: Row | undefined): Field[] =>
  fields.filter((f) => !f.hideOnViewPage && f.type !== 'custom' && f.type !== 'date_range' && fieldShows(f, data, row))

export function ReadForm({ form }: { form: Form }) {
  const { answers, closed } = usePage()
  const { list } = useFiles()
  const data = answers.data()
  const isEmpty = (field: Field): boolean =>
    fileTypes.has(field.type) ? !list.some((f) => f.field === field.name) : isBlank(data[field.name])
  const all = readable(form.fields, data, undefined)
  const fields = all.filter((f) => !closed(f))
  const notMine = all.length - fields.length
  const empty = fields.filter((f) => f.type !== 'separator' && isEmpty(f))
  const filled = sectionsOf(fields)
    .map((s) => ({ ...s, fields: s.fields.filter((f) => !isEmpty(f)) }))
    .filter((s) => s.fields.length > 0)
  return (
    <div className="stack">
      {filled.length === 0 && (fields.some((f) => f.type !== 'separator') || notMine === 0) && (
        <p className="meta">
          <Trans>Nothing recorded in this form.</Trans>
        </p>
      )}
      {filled.map((section) => (
        <ReadSection key={section.heading?.name ?? ''} section={section} data={data} />
      ))}
      {empty.length > 0 && <Blank fields={empty} />}
      {notMine > 0 && <NotOpen count={notMine} />}
    </div>
  )
}

function NotOpen({ count }: { count: number }) {
  return (
    <p className="note guard">
      <Icon name="lock" />
      <span className="grow">
        <Plural
          value={count}
          one="# question on this form is not open to your role."
          other="# questions on this form are not open to your role."
        />
      </span>
    </p>
  )
}

function Blank({ fields }: { fields: Field[] }) {
  const { config } = usePage()
  return (
    <details className="blank">
      <summary>
        <Plural value={fields.length} one="# answer is empty" other="# answers are empty" />
        <Icon name="chevron-down" />
      </summary>
      <ul className="meta">
        {fields.map((f) => (
          <li key={f.name}>{config.say(f.label)}</li>
        ))}
      </ul>
    </details>
  )
}

function ReadSection({ section, data }: { section: Section; data: Data }) {
  const { config } = usePage()
  const plain = section.fields.filter((f) => f.type !== 'subform' && !fileTypes.has(f.type))
  return (
    <section className="stack read-section">
      {section.heading && <h3>{config.say(section.heading.label)}</h3>}
      {plain.length > 0 && (
        <div className="card">
          <AnswerList fields={plain} data={data} />
        </div>
      )}
      {section.fields
        .filter((f) => f.type === 'subform')
        .map((f) => (
          <ReadRows key={f.name} field={f} data={data} />
        ))}
      {section.fields
        .filter((f) => fileTypes.has(f.type))
        .map((f) => (
          <ReadFiles key={f.name} field={f} />
        ))}
    </section>
  )
}

function AnswerList({ fields, data, inRow = false }: { fields: Field[]; data: Data; inRow?: boolean }) {
  const { config, covered } = usePage()
  const { t } = useLingui()
  return (
    <dl className="answers">
      {fields.map((field) => (
        <div key={field.name}>
          <dt>{config.say(field.label)}</dt>
          <dd translate={field.identifying === false ? undefined : 'no'}>
            {isUnderCover(covered, field, inRow) ? (
              <span className="mask" role="img" aria-label={t`hidden`}>
                •••••••
              </span>
            ) : field.phoneNumber ? (
              <bdi dir="ltr">{answerWords(config, field, data[field.name], data)}</bdi>
            ) : (
              <bdi>{answerWords(config, field, data[field.name], data)}</bdi>
            )}
          </dd>
        </div>
      ))}
    </dl>
  )
}

function ReadRows({ field, data }: { field: Field; data: Data }) {
  const { answers, config, covered, rowShown } = usePage()
  const { t } = useLingui()
  const form = config.configuration.rowsOf(field)
  if (!form) return null
  const rows = inOrder(field, rowsIn(data[field.name]), config.locale)
  return (
    <section className="stack rows-field">
      <h3>
        {config.say(field.label)}{' '}
        <span className="tag">{new Intl.NumberFormat(config.locale).format(rows.length)}</span>
      </h3>
      <div className="card list">
        {rows.map((row, i) => {
          const summary = summaryOf(form, row, (f, r) => coveredWords(covered, f, rowWords(config, f, r[f.name], r)))
          const shown = readable(form.fields, answers.data(), row).filter(
            (f) => f.type !== 'separator' && !isBlank(row[f.name]),
          )
          return (
            <details className="read-row" key={row.unique_id} open={rowShown === row.unique_id}>
              <summary className="sub">
                <span>
                  <b>
                    <bdi>{summary.title || t`Row ${i + 1}`}</bdi>
                  </b>
                  {summary.rest.length > 0 && (
                    <span className="meta below">
                      <bdi>{summary.rest.join(' · ')}</bdi>
                    </span>
                  )}
                </span>
                <span className="turn">
                  <Icon name="chevron-down" />
                </span>
              </summary>
              <AnswerList fields={shown.filter((f) => f.type !== 'subform')} data={row} inRow />
              {shown
                .filter((f) => f.type === 'subform')
                .map((f) => (
                  <ReadRows key={f.name} field={f} data={row} />
                ))}
            </details>
          )
        })}
      </div>
    </section>
  )
}

function ReadFiles({ field }: { field: Field }) {
  const { config } = usePage()
  const { list } = useFiles()
  return (
    <section className="stack rows-field">
      <h3>{config.say(field.label)}</h3>
      <ul className="card list">
        {list
          .filter((f) => f.field === field.name)
          .map((file, i) => (
            <FileLine key={file.id} file={file} number={numberOf(file, i)} />
          ))}
      </ul>
    </section>
  )
}
