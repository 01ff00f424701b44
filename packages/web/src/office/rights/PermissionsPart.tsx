// Rights by what they are about. A list is drawn when it is opened: there are hundreds.
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { resourceActions } from '@primero/domain/access/resource-actions.ts'
import { useState } from 'react'
import type { PartProps } from './RoleEditor.tsx'
import { actionWord, resourceGroups, resourceWords } from './rightWords.ts'

export function PermissionsPart({ role, onChange }: PartProps) {
  const { t } = useLingui()
  const set = (resource: string, actions: string[]): void =>
    onChange({ permissions: { ...role.permissions, [resource]: actions } })
  return (
    <section className="stack" aria-labelledby="r-rights">
      <h2 id="r-rights">
        <Trans>What they may do</Trans>
      </h2>
      {resourceGroups.map(({ name, of }) => (
        <section key={name.id} className="stack rights-group">
          <h3>{t(name)}</h3>
          <div className="card list">
            {of.map((resource) => (
              <Resource
                key={resource}
                resource={resource}
                held={role.permissions[resource] ?? []}
                onChange={(actions) => set(resource, actions)}
              />
            ))}
          </div>
        </section>
      ))}
    </section>
  )
}

function Resource({
  resource,
  held,
  onChange,
}: {
  resource: string
  held: readonly string[]
  onChange: (actions: string[]) => void
}) {
  const { t } = useLingui()
  const [isOpen, setOpen] = useState(false)
  const actions = resourceActions[resource] ?? []
  const all = held.includes('manage')
  const count = held.length
  const word = resourceWords[resource]
  return (
    <details className="rights-resource" onToggle={(e) => setOpen(e.currentTarget.open)}>
      <summary>
        <span className="grow">
          {word ? t(word) : resource}{' '}
          <bdi className="code-word" dir="ltr">
            {resource}
          </bdi>
        </span>
        <span className={count > 0 ? 'tag ok' : 'tag'}>
          {all ? <Trans>Everything</Trans> : <Plural value={count} _0="Nothing" one="# right" other="# rights" />}
        </span>
      </summary>
      {isOpen && (
        <div className="rights-ticks">
          {actions
            .toSorted((a, b) => Number(b === 'manage') - Number(a === 'manage'))
            .map((action) => (
              <Right
                key={action}
                resource={resource}
                action={action}
                isHeld={held.includes(action)}
                isCovered={all && action !== 'manage' && action !== 'service_own_entries_only'}
                onTick={(isHeld) => onChange(isHeld ? [...held, action] : held.filter((one) => one !== action))}
              />
            ))}
        </div>
      )}
    </details>
  )
}

function Right({
  resource,
  action,
  isHeld,
  isCovered,
  onTick,
}: {
  resource: string
  action: string
  isHeld: boolean
  isCovered: boolean
  onTick: (isHeld: boolean) => void
}) {
  const { t } = useLingui()
  const word = actionWord(resource, action)
  return (
    <label className="pick plain">
      <input type="checkbox" checked={isHeld} onChange={(e) => onTick(e.target.checked)} />
      <span className="grow">
        {word ? t(word) : action}{' '}
        {isCovered && !isHeld && (
          <span className="hint">
            <Trans>covered by everything</Trans>
          </span>
        )}{' '}
        <bdi className="code-word" dir="ltr">
          {action}
        </bdi>
      </span>
    </label>
  )
}
