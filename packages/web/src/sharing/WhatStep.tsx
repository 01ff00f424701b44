// What is shared: the forms of one role, with the answers that stand there now.
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import type { Form } from '@primero/domain/configuration/bundle.ts'
import { isBlank } from '@primero/domain/forms/answer.ts'
import { fieldShows, formShows } from '@primero/domain/forms/conditions.ts'
import type { Data } from '@primero/domain/records/record.ts'
import type { RecordShape } from '@primero/domain/sync/protocol.ts'
import { formsBefore } from '@primero/domain/workflow/referral-forms.ts'
import { isUnderCover } from '../forms/page.ts'
import { codeOf } from '../record/person.ts'
import { shownWords } from '../record/valueWords.ts'
import type { ReferralRole } from '../store/recipients.ts'
import { type AppConfig, useConfig } from '../store/store.ts'
import { askPreview, type Shown } from '../sync/preview.ts'
import { Code } from '../ui/Code.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Note } from '../ui/Note.tsx'
import { Tag } from '../ui/Tag.tsx'
import { Picks } from './Picks.tsx'
import { useAsked } from './usePackages.ts'
import type { Wish } from './wish.ts'

type WhatProps = {
  record: RecordShape
  wish: Wish
  set: (change: Partial<Wish>) => void
  roles: ReferralRole[]
  smallest: ReferralRole | undefined
  /** Forms that the service needs, where the module says so. */
  least: string[] | undefined
  /** Fields that the consent leaves out. */
  excluded: readonly string[]
}

export function WhatStep({ record, wish, set, roles, smallest, least, excluded }: WhatProps) {
  const config = useConfig()
  const { t } = useLingui()
  const offered = roles.filter(({ modules }) => modules.includes(record.module))
  const chosen = offered.find(({ id }) => id === wish.role)
  const exact = usePreview(record, wish)
  if (wish.outside)
    return (
      <Note title={<Trans>Nothing is shared from here</Trans>}>
        <Trans>Hand over only what the provider needs, in the way that your agency agreed.</Trans>{' '}
        <Trans>When it is sent, Sharing offers a link over which they see a short package and answer.</Trans>
      </Note>
    )
  return (
    <>
      <p className="meta">
        <Trans>The least they need is chosen. Choose more only if they need it.</Trans>
      </p>
      <div className="share-two">
        <div className="stack">
          <fieldset className="field">
            <legend>
              <Trans>They see the forms of</Trans>
            </legend>
            <div className="picks share-picks">
              {offered.map((role) => (
                <label key={role.id} className="pick">
                  <input
                    type="radio"
                    name="role"
                    checked={wish.role === role.id}
                    onChange={() => set({ role: role.id, forms: undefined })}
                  />
                  <span className="grow">
                    <bdi>{role.name}</bdi>
                    <span className="hint below">
                      <Plural value={role.forms.length} one="# form" other="# forms" />
                      {role.id === smallest?.id && offered.length > 1 && (
                        <>
                          {' · '}
                          <Trans>shows the least</Trans>
                        </>
                      )}
                    </span>
                  </span>
                </label>
              ))}
              <label className="pick">
                <input
                  type="radio"
                  name="role"
                  checked={wish.role === 'own'}
                  onChange={() => set({ role: 'own', forms: undefined })}
                />
                <span className="grow">
                  <Trans>Their own role</Trans>
                  <span className="hint below">
                    <Trans>all that it shows of cases like this; often more than a service needs</Trans>
                  </span>
                </span>
              </label>
            </div>
          </fieldset>
          {chosen && (
            <Picks
              legend={<Trans>Of these, they see</Trans>}
              options={formsOf(config, record, chosen.forms).map(({ id, name }) => ({
                id,
                label: least?.includes(id) ? t`${config.say(name)} (needed)` : config.say(name),
              }))}
              chosen={wish.forms ?? chosen.forms}
              onChange={(forms) => set({ forms })}
            />
          )}
          <label className="pick">
            <input type="checkbox" checked={!wish.atOnce} onChange={(e) => set({ atOnce: !e.target.checked })} />
            <span className="grow">
              <Trans>More opens only when they accept</Trans>
              <span className="hint below">
                <Trans>Until then they see:</Trans>{' '}
                {formsOf(config, record, formsBefore(config.configuration, record.module))
                  .map(({ name }) => config.say(name))
                  .join(' · ')}
              </span>
            </span>
          </label>
        </div>
        {exact || chosen ? (
          <Preview
            {...{ record, excluded }}
            shown={exact ?? guessed(config, record, wish.forms ?? chosen?.forms ?? [], excluded)}
            isExact={exact !== undefined}
          />
        ) : (
          <Note hue="warn" title={<Trans>What they see cannot be shown here</Trans>}>
            <Trans>Their role decides. Choose a role for referrals if you want to know it beforehand.</Trans>
          </Note>
        )}
      </div>
    </>
  )
}

const formsOf = (config: AppConfig, { type, module }: RecordShape, ids: readonly string[]): Form[] =>
  config.configuration
    .formsOf(type)
    .filter((form) => ids.includes(form.id) && form.modules.includes(module) && !form.subform)

/** Asked of the server, which knows the recipient: whatever role it is. Undefined: there is no line, or nobody is chosen. */
function usePreview(record: RecordShape, { to, role, forms, atOnce, service, serviceRow }: Wish): Shown | undefined {
  const how = role === 'own' ? {} : { role, forms }
  const asked = { case: record.id, to, ...how, opensLater: !atOnce, service, serviceRow }
  const isAsked = record.type === 'case' && to !== undefined && role !== undefined
  return useAsked(isAsked ? JSON.stringify(asked) : undefined, askPreview).value
}

/** As far as this device knows, which does not know the recipient. */
const guessed = (config: AppConfig, record: RecordShape, ids: string[], excluded: readonly string[]): Shown => ({
  forms: ids.map((id) => ({
    id,
    fields: (config.configuration.forms.get(id)?.fields ?? []).flatMap(({ name }) =>
      excluded.includes(name) ? [] : name,
    ),
  })),
  later: [],
  data: record.data,
})

type PreviewProps = { record: RecordShape; shown: Shown; isExact: boolean; excluded: readonly string[] }

function Preview({ record, shown, isExact, excluded }: PreviewProps) {
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
  const answered = form.fields.filter(
    (f) => !f.hideOnViewPage && names.includes(f.name) && !isBlank(data[f.name]) && fieldShows(f, data),
  )
  const seen = answered.flatMap((field) => {
    const words = shownWords(config, record.nameHidden, [field.name], record.type, data[field.name])
    return words ? [{ field, words }] : []
  })
  return (
    <details className="share-form">
      <summary>
        <span className="grow">
          {config.say(form.name)}
          {shown.later.includes(form.id) && (
            <span className="meta below">
              <Trans>once they accept</Trans>
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
          {seen.map(({ field, words }) => (
            <div key={field.name}>
              <dt>{config.say(field.label)}</dt>
              <dd translate={field.identifying === false ? undefined : 'no'}>
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
