// What the rules say: whether the record is seen and by which steps, what may be done, and each answer with its reason.
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { Reading, Step, Writing } from '@primero/domain/access/explain.ts'
import { useState } from 'react'
import { Icon } from '../../ui/Icon.tsx'
import { Note } from '../../ui/Note.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { ActionAnswers } from './ActionAnswers.tsx'
import type { Choices, Explained, ShownField } from './rights.ts'
import { actionWord, resourceWords } from './rightWords.ts'
import { useStepWords } from './stepWords.ts'

export function ExplainedView({ explained, choices }: { explained: Explained; choices: Choices }) {
  const { t } = useLingui()
  const { read, person, forms, beside } = explained
  const sees = read.decision === 'yes'
  const kind = resourceWords[explained.type] ? t(resourceWords[explained.type] as MessageDescriptor) : explained.type
  const named = person.userName ?? person.role
  return (
    <>
      <Note
        hue={sees ? 'ok' : 'guard'}
        sign={sees ? 'eye' : 'eye-off'}
        title={sees ? <Trans>{named} sees this record</Trans> : <Trans>{named} does not know that it exists</Trans>}
      >
        <bdi>{person.role}</bdi>, {kind}
      </Note>
      <section className="card stack" aria-labelledby="x-why">
        <h2 id="x-why">
          <Trans>Why</Trans>
        </h2>
        <Steps steps={read.steps} type={explained.type} action="read" choices={choices} />
      </section>
      <ActionAnswers explained={explained} choices={choices} />
      {sees && (
        <section className="stack" aria-labelledby="x-fields">
          <h2 id="x-fields">
            <Trans>What they see in it</Trans>
          </h2>
          <div className="card list">
            {forms.map((form) => (
              <FieldsOfForm key={form.id} label={form.label} id={form.id} fields={form.fields} />
            ))}
            {beside.length > 0 && <FieldsOfForm label={t`Beside the forms`} id="" fields={beside} />}
          </div>
        </section>
      )}
    </>
  )
}

export function Steps({
  steps,
  type,
  action,
  choices,
}: {
  steps: readonly Step[]
  type: string
  action: string
  choices: Choices
}) {
  const { t } = useLingui()
  const words = useStepWords()
  const word = actionWord(type, action)
  const names = {
    action: word ? t(word) : action,
    module: (id: string) => choices.modules.find((module) => module.id === id)?.name ?? id,
  }
  return (
    <ol className="thread rights-steps">
      {steps.map((step) => {
        const { rule, says } = words(step, names)
        return (
          <li key={step.step} className={step.holds ? 'done' : 'stop'}>
            <span className="knot">
              <Icon name={step.holds ? 'check' : 'x'} />
            </span>
            <b>{rule}</b> <span className="vh">{step.holds ? t`yes` : t`no`}</span>
            <br />
            <bdi>{says}</bdi>
          </li>
        )
      })}
    </ol>
  )
}

const readWords: Record<Reading, MessageDescriptor> = {
  form: msg`seen, by the form`,
  beside: msg`seen, with the right to the record`,
  unknown: msg`not asked in this kind of work`,
  module: msg`hidden: not their kind of work`,
  identity: msg`hidden: it points to a person`,
  right: msg`hidden: needs a right besides the form`,
  'no-form': msg`hidden: not on a form of theirs`,
}
const writeWords: Record<Writing, MessageDescriptor> = {
  form: msg`may write`,
  action: msg`written with a step of its own`,
  read: msg`read only`,
  server: msg`kept by the system`,
  identity: msg`not written: it points to a person`,
  'no-form': msg`not written`,
  module: msg`not written`,
  unknown: msg`not written`,
}

function FieldsOfForm({ label, id, fields }: { label: string; id: string; fields: readonly ShownField[] }) {
  const { t } = useLingui()
  const [isOpen, setOpen] = useState(false)
  const seen = fields.filter(({ reads }) => reads).length
  return (
    <details className="rights-resource" onToggle={(e) => setOpen(e.currentTarget.open)}>
      <summary>
        <span className="grow">
          <bdi>{label}</bdi>{' '}
          <bdi className="code-word" dir="ltr">
            {id}
          </bdi>
        </span>
        {seen === 0 ? (
          <Tag hue="guard" sign="eye-off">
            <Trans>hidden</Trans>
          </Tag>
        ) : (
          <Tag hue="ok">
            <Plural value={seen} one="# answer seen" other="# answers seen" />
          </Tag>
        )}
      </summary>
      {isOpen && (
        <ul className="rights-answers">
          {fields.map((field) => (
            <li key={field.name}>
              <Icon name={field.reads ? 'eye' : 'eye-off'} />
              <span className="grow">
                <bdi>{field.label || field.name}</bdi>{' '}
                {field.label && (
                  <bdi className="code-word" dir="ltr">
                    {field.name}
                  </bdi>
                )}
                <span className="meta">
                  {t(readWords[field.why])}
                  {field.reads && `, ${t(writeWords[field.whyWrite])}`}
                </span>
              </span>
            </li>
          ))}
        </ul>
      )}
    </details>
  )
}
