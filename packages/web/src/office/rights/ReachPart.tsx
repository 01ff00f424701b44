// Which records, of which kinds of work, and whose names.
import { Trans, useLingui } from '@lingui/react/macro'
import type { MessageDescriptor } from '@lingui/core'
import type { Role } from '@primero/domain/configuration/bundle.ts'
import type { ReactNode } from 'react'
import type { PartProps } from './RoleEditor.tsx'
import { identityWords, scopeWords } from './roleWords.ts'

export function ReachPart({ role, choices, onChange }: PartProps) {
  return (
    <>
      <Cards
        name="scope"
        title={<Trans>Which records</Trans>}
        words={scopeWords}
        value={role.scope}
        onPick={(scope) => onChange({ scope })}
      />
      <fieldset className="card stack rights-set">
        <legend>
          <Trans>Kinds of work</Trans>
        </legend>
        <div className="rights-ticks">
          {choices.modules.map(({ id, name }) => (
            <label key={id} className="pick plain">
              <input
                type="checkbox"
                checked={role.modules.includes(id)}
                onChange={(e) =>
                  onChange({
                    modules: e.target.checked ? [...role.modules, id] : role.modules.filter((one) => one !== id),
                  })
                }
              />
              <span className="grow">
                <bdi>{name}</bdi>{' '}
                <bdi className="code-word" dir="ltr">
                  {id}
                </bdi>
              </span>
            </label>
          ))}
        </div>
      </fieldset>
      <Cards
        name="identity"
        title={<Trans>Whose names and photos they see</Trans>}
        words={identityWords}
        value={role.identity}
        onPick={(identity) => onChange({ identity })}
      />
    </>
  )
}

function Cards<Id extends Role['scope'] | Role['identity']>({
  name,
  title,
  words,
  value,
  onPick,
}: {
  name: string
  title: ReactNode
  words: Record<Id, { name: MessageDescriptor; about: MessageDescriptor }>
  value: Id
  onPick: (id: Id) => void
}) {
  const { t } = useLingui()
  return (
    <fieldset className="stack rights-set">
      <legend>{title}</legend>
      <div className="rights-picks">
        {(Object.keys(words) as Id[]).map((id) => (
          <label key={id} className="pick">
            <input type="radio" name={name} checked={value === id} onChange={() => onPick(id)} />
            <span className="grow">
              {t(words[id].name)}
              <span className="meta">{t(words[id].about)}</span>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
