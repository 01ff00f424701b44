// What a recipient will read, form by form, with the answers that stand there now: as soon as it is sent, and once he has
// accepted.
import { Plural, Trans } from '@lingui/react/macro'
import type { Field, Form } from '@primero/domain/configuration/bundle.ts'
import { isBlank, rowsIn } from '@primero/domain/forms/answer.ts'
import { fieldShows, formShows } from '@primero/domain/forms/conditions.ts'
import type { Data } from '@primero/domain/records/record.ts'
import type { RecordShape } from '@primero/domain/sync/protocol.ts'
import type { ReactNode } from 'react'
import { isUnderCover } from '../forms/page.ts'
import { codeOf } from '../record/person.ts'
import { shownWords } from '../record/valueWords.ts'
import { type AppConfig, useConfig } from '../store/store.ts'
import { useIsCutOff } from '../store/contact.ts'
import { askPreview, type Shown } from '../sync/preview.ts'
import { Code } from '../ui/Code.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Note } from '../ui/Note.tsx'
import { Tag } from '../ui/Tag.tsx'
import { useAsked } from './usePackages.ts'

/** Asked of the server, which knows the recipient. Neither shown nor asked: there is no line, or nothing to ask. */
export function usePreview(asked: object | undefined): { shown: Shown | undefined; isAsking: boolean } {
  const cut = useIsCutOff()
  const { value, isAsking } = useAsked(asked && JSON.stringify(asked), askPreview)
  return { shown: value, isAsking: isAsking && !cut }
}

type PageProps = {
  record: RecordShape
  shown: Shown
  isExact: boolean
  /** Fields that the consent leaves out, also once they have accepted. */
  excluded: readonly string[]
}

export function TheirPage({ record, shown, isExact, excluded }: PageProps) {
  const config = useConfig()
  const data = record.data as Data
  const ids = shown.forms.map(({ id }) => id)
  const known = formsOf(config, record, ids)
  const forms = known.filter((form) => formShows(form, data))
  const unknown = ids.length - known.length
  return (
    <section className="card paper stack" aria-labelledby="preview">
      <div className="h-row">
        <h3 id="preview">
          <Trans>Their page</Trans>
        </h3>
        <Tag sign="eye">
          <Trans>as it stands now</Trans>
        </Tag>
      </div>
      <dl className="dl">
        <div>
          <dt>
            <Trans>Always</Trans>
          </dt>
          <dd>
            <Code>{codeOf(data)}</Code>
          </dd>
        </div>
      </dl>
      {forms.map((form) => (
        <FormSeen key={form.id} {...{ form, record, config, shown }} />
      ))}
      {excluded.length > 0 && (
        <p className="meta">
          <Plural
            value={excluded.length}
            one="# answer is left out, as it was agreed."
            other="# answers are left out, as it was agreed."
          />
        </p>
      )}
      {shown.incidents > 0 && (
        <p className="meta">
          <Plural
            value={shown.incidents}
            one="# incident becomes theirs with the case."
            other="# incidents become theirs with the case."
          />
        </p>
      )}
      {unknown > 0 && (
        <p className="meta">
          <Plural
            value={unknown}
            one="And # form that your role does not show you."
            other="And # forms that your role does not show you."
          />
        </p>
      )}
      {!isExact && (
        <p className="meta">
          {record.nameHidden ? (
            <Trans>The name is protected: they see dots.</Trans>
          ) : (
            <Trans>Names show only where their own role may see them.</Trans>
          )}
        </p>
      )}
    </section>
  )
}

type SeenProps = { form: Form; record: RecordShape; config: AppConfig; shown: Shown }

function FormSeen({ form, record, config, shown }: SeenProps) {
  const data = shown.data as Data
  const names = shown.forms.find(({ id }) => id === form.id)?.fields ?? []
  const isLater = shown.later.includes(form.id)
  const answered = form.fields.filter(
    (f) => !f.hideOnViewPage && names.includes(f.name) && !isBlank(data[f.name]) && fieldShows(f, data),
  )
  const wordsAt = (path: string[], value: unknown): string =>
    shownWords(config, record.nameHidden, path, record.type, value)
  // A row is told whole: what is summed up elsewhere is read there, too.
  const wordsOf = (field: Field, value: unknown): string => {
    const columns = config.configuration.rowsOf(field)?.fields
    if (!columns) return wordsAt([field.name], value)
    const told = rowsIn(value).map((row) =>
      columns.flatMap((f) => wordsAt([field.name, row.unique_id, f.name], row[f.name]) || []).join(' · '),
    )
    return told.join('\n')
  }
  const seen = answered.flatMap((field) => {
    const words = wordsOf(field, data[field.name])
    const isPartly = !isLater && Object.hasOwn(shown.first, field.name)
    return words ? [{ field, words, ...(isPartly ? { now: wordsOf(field, shown.first[field.name]) } : {}) }] : []
  })
  return (
    <details className="share-form">
      <summary>
        <span className="grow">
          {config.say(form.name)}
          {(isLater || seen.some(({ now }) => now !== undefined)) && (
            <span className="meta below">
              {isLater ? <Trans>once they accept</Trans> : <Trans>a part of it once they accept</Trans>}
            </span>
          )}
        </span>
        <span className="meta nowrap">
          <Plural value={seen.length} _0="empty" one="# answer" other="# answers" />
        </span>
        <Icon name="chevron-down" />
      </summary>
      {seen.length > 0 && (
        <dl className="dl">
          {seen.map(({ field, words, now }) => (
            <div key={field.name}>
              <dt>{config.say(field.label)}</dt>
              <dd translate={field.identifying === false ? undefined : 'no'}>
                {now && <bdi>{now}</bdi>}
                {now !== undefined && (
                  <span className="meta below">
                    <Trans>once they accept</Trans>
                  </span>
                )}
                {isUnderCover(record.nameHidden, field, false) ? (
                  <span className="meta">
                    <Trans>hidden</Trans>
                  </span>
                ) : (
                  <bdi>{words}</bdi>
                )}
              </dd>
            </div>
          ))}
        </dl>
      )}
    </details>
  )
}

export const formsOf = (
  config: AppConfig,
  { type, module }: Pick<RecordShape, 'type' | 'module'>,
  ids: readonly string[],
): Form[] =>
  config.configuration
    .formsOf(type)
    .filter((form) => ids.includes(form.id) && form.modules.includes(module) && !form.subform)

export const Unshown = ({ children }: { children: ReactNode }) => (
  <Note hue="warn" title={<Trans>What they see cannot be shown here</Trans>}>
    {children}
  </Note>
)
