// Which forms they read and write. A list is drawn when it is opened.
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import type { Role } from '@primero/domain/configuration/bundle.ts'
import { useState } from 'react'
import { Button } from '../../ui/Button.tsx'
import type { PartProps } from './RoleEditor.tsx'
import type { Choices } from './rights.ts'
import { resourceWords } from './rightWords.ts'

type Form = Choices['forms'][number]
type Right = '' | 'r' | 'rw'

export function FormsPart({ role, choices, onChange }: PartProps) {
  const { t } = useLingui()
  const forms = choices.forms.filter(({ modules }) => modules.some((id) => role.modules.includes(id)))
  const types = [...new Set(forms.map(({ type }) => type))]
  const set = (ids: readonly string[], right: Right): void => {
    if (role.forms === 'all') return
    const others = Object.entries(role.forms).filter(([id]) => !ids.includes(id))
    onChange({ forms: Object.fromEntries([...others, ...(right === '' ? [] : ids.map((id) => [id, right] as const))]) })
  }
  return (
    <section className="stack" aria-labelledby="r-forms">
      <h2 id="r-forms">
        <Trans>Which forms</Trans>
      </h2>
      <label className="pick plain">
        <input
          type="checkbox"
          checked={role.forms === 'all'}
          onChange={(e) =>
            onChange({ forms: e.target.checked ? 'all' : Object.fromEntries(forms.map(({ id }) => [id, 'rw'])) })
          }
        />
        <span className="grow">
          <Trans>All forms of their kinds of work, read and write, also those that come later</Trans>
        </span>
      </label>
      {forms.length === 0 && (
        <p className="meta">
          <Trans>Choose a kind of work first.</Trans>
        </p>
      )}
      {role.forms !== 'all' && forms.length > 0 && (
        <div className="card list">
          {types.map((type) => (
            <FormsOfType
              key={type}
              name={resourceWords[type] ? t(resourceWords[type]) : type}
              forms={forms.filter((form) => form.type === type)}
              rights={role.forms as Record<string, 'r' | 'rw'>}
              onSet={set}
            />
          ))}
        </div>
      )}
    </section>
  )
}

function FormsOfType({
  name,
  forms,
  rights,
  onSet,
}: {
  name: string
  forms: readonly Form[]
  rights: Exclude<Role['forms'], 'all'>
  onSet: (ids: readonly string[], right: Right) => void
}) {
  const { i18n } = useLingui()
  const [isOpen, setOpen] = useState(false)
  const ids = forms.map(({ id }) => id)
  const reads = ids.filter((id) => rights[id] !== undefined).length
  const writes = ids.filter((id) => rights[id] === 'rw').length
  const [n, w, all] = [reads, writes, ids.length].map((value) => i18n.number(value))
  return (
    <details className="rights-resource" onToggle={(e) => setOpen(e.currentTarget.open)}>
      <summary>
        <span className="grow">{name}</span>
        <span className={reads > 0 ? 'tag ok' : 'tag'}>
          <Trans>
            read {n} of {all}, write {w}
          </Trans>
        </span>
      </summary>
      {isOpen && (
        <div className="stack rights-forms">
          <div className="row">
            <span className="meta">
              <Trans>All of these:</Trans>
            </span>
            <Button small onClick={() => onSet(ids, '')}>
              <Trans>Nothing</Trans>
            </Button>
            <Button small onClick={() => onSet(ids, 'r')}>
              <Trans>Read</Trans>
            </Button>
            <Button small onClick={() => onSet(ids, 'rw')}>
              <Trans>Write</Trans>
            </Button>
          </div>
          <ul className="rights-formlist">
            {forms.map((form) => (
              <FormRow
                key={form.id}
                form={form}
                right={rights[form.id] ?? ''}
                onSet={(right) => onSet([form.id], right)}
              />
            ))}
          </ul>
        </div>
      )}
    </details>
  )
}

function FormRow({ form, right, onSet }: { form: Form; right: Right; onSet: (right: Right) => void }) {
  const { t } = useLingui()
  const words: Record<Right, string> = { '': t`Nothing`, r: t`Read`, rw: t`Write` }
  return (
    <li>
      <span>
        <bdi>{form.label}</bdi>{' '}
        <span className="meta">
          <Plural value={form.fields} one="# answer" other="# answers" />
        </span>{' '}
        <bdi className="code-word" dir="ltr">
          {form.id}
        </bdi>
      </span>
      <div className="seg" role="radiogroup" aria-label={form.label}>
        {(Object.keys(words) as Right[]).map((one) => (
          <label key={one}>
            <input type="radio" name={`form ${form.id}`} checked={right === one} onChange={() => onSet(one)} />
            {words[one]}
          </label>
        ))}
      </div>
    </li>
  )
}
