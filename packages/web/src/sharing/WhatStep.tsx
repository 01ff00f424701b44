// What is shared: the forms of one role, with the answers that stand there now.
import { Plural, Trans } from '@lingui/react/macro'
import type { Form } from '@primero/domain/configuration/bundle.ts'
import { isBlank } from '@primero/domain/forms/answer.ts'
import { fieldShows, formShows } from '@primero/domain/forms/conditions.ts'
import type { Data } from '@primero/domain/records/record.ts'
import type { RecordShape } from '@primero/domain/sync/protocol.ts'
import { isUnderCover } from '../forms/page.ts'
import { codeOf, personWords } from '../record/person.ts'
import { shownWords } from '../record/valueWords.ts'
import type { ReferralRole } from '../store/recipients.ts'
import { type AppConfig, useConfig } from '../store/store.ts'
import { Code } from '../ui/Code.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Note } from '../ui/Note.tsx'
import { Tag } from '../ui/Tag.tsx'
import type { Wish } from './wish.ts'

type WhatProps = {
  record: RecordShape
  wish: Wish
  set: (change: Partial<Wish>) => void
  roles: ReferralRole[]
  smallest: ReferralRole | undefined
  /** Fields that the consent leaves out. */
  excluded: readonly string[]
}

export function WhatStep({ record, wish, set, roles, smallest, excluded }: WhatProps) {
  const offered = roles.filter(({ modules }) => modules.includes(record.module))
  const chosen = offered.find(({ id }) => id === wish.role)
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
                  onChange={() => set({ role: role.id })}
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
              <input type="radio" name="role" checked={wish.role === 'own'} onChange={() => set({ role: 'own' })} />
              <span className="grow">
                <Trans>Their own role</Trans>
                <span className="hint below">
                  <Trans>all that it shows of cases like this; often more than a service needs</Trans>
                </span>
              </span>
            </label>
          </div>
        </fieldset>
        {chosen && <Preview record={record} role={chosen} excluded={excluded} />}
        {wish.role === 'own' && (
          <Note hue="warn" title={<Trans>What they see cannot be shown here</Trans>}>
            <Trans>Their role decides. Choose a role for referrals if you want to know it beforehand.</Trans>
          </Note>
        )}
      </div>
    </>
  )
}

type PreviewProps = { record: RecordShape; role: ReferralRole; excluded: readonly string[] }

function Preview({ record, role, excluded }: PreviewProps) {
  const config = useConfig()
  const data = record.data as Data
  const known = config.configuration.formsOf(record.type)
  const forms = known.filter(
    (form) =>
      role.forms.includes(form.id) && form.modules.includes(record.module) && !form.subform && formShows(form, data),
  )
  const unknown = role.forms.filter((id) => !known.some((form) => form.id === id)).length
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
            <Code>{codeOf(data)}</Code> <span className="meta">{personWords(config, data)}</span>
          </dd>
        </div>
      </dl>
      {forms.map((form) => (
        <FormSeen key={form.id} form={form} record={record} config={config} excluded={excluded} />
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
      <p className="meta">
        {record.nameHidden ? (
          <Trans>The name is protected: they see dots.</Trans>
        ) : (
          <Trans>Names show only where their own role may see them.</Trans>
        )}
      </p>
    </section>
  )
}

type SeenProps = { form: Form; record: RecordShape; config: AppConfig; excluded: readonly string[] }

function FormSeen({ form, record, config, excluded }: SeenProps) {
  const data = record.data as Data
  const answered = form.fields.filter(
    (f) => !f.hideOnViewPage && !excluded.includes(f.name) && !isBlank(data[f.name]) && fieldShows(f, data),
  )
  const seen = answered.flatMap((field) => {
    const words = shownWords(config, record.nameHidden, [field.name], record.type, data[field.name])
    return words ? [{ field, words }] : []
  })
  return (
    <details className="share-form">
      <summary>
        <span className="grow">{config.say(form.name)}</span>
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
