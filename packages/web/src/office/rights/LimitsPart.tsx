// To what rights over roles, agencies and reports are limited.
import { Trans, useLingui } from '@lingui/react/macro'
import type { Role } from '@primero/domain/configuration/bundle.ts'
import type { ReactNode } from 'react'
import { Field } from '../../ui/Field.tsx'
import type { PartProps } from './RoleEditor.tsx'
import type { ListedRole } from './rights.ts'
import { scopeWords } from './roleWords.ts'

type Objects = NonNullable<Role['objects']>

const reaches = ['self', 'group', 'agency', 'all'] as const

export function LimitsPart({ role, choices, onChange, all }: PartProps & { all: readonly ListedRole[] }) {
  const { t } = useLingui()
  const has = (resource: string): boolean => (role.permissions[resource] ?? []).length > 0
  if (!['role', 'agency', 'managed_report'].some(has)) return null
  const set = (more: Objects): void => {
    const kept = Object.entries({ ...role.objects, ...more }).filter(([, value]) =>
      Array.isArray(value) ? value.length > 0 : value !== undefined,
    )
    onChange({ objects: kept.length === 0 ? undefined : (Object.fromEntries(kept) as Objects) })
  }
  return (
    <section className="card stack" aria-labelledby="r-limits">
      <h2 id="r-limits">
        <Trans>Limited to</Trans>
      </h2>
      {has('role') && (
        <Limit
          title={<Trans>Only these roles; without a tick, all</Trans>}
          choices={all
            .filter((one) => one.role.id !== role.id)
            .map((one) => ({ id: one.role.id, name: one.called }))}
          chosen={role.objects?.role ?? []}
          onChange={(ids) => set({ role: ids })}
        />
      )}
      {has('agency') && (
        <Limit
          title={<Trans>Only these agencies; without a tick, all</Trans>}
          choices={choices.agencies}
          chosen={role.objects?.agency ?? []}
          onChange={(ids) => set({ agency: ids })}
        />
      )}
      {has('managed_report') && (
        <Field label={<Trans>Numbers of built-in reports</Trans>}>
          {(control) => (
            <select
              {...control}
              value={role.objects?.managed_report?.scope ?? 'all'}
              onChange={(e) => set({ managed_report: { scope: e.target.value } })}
            >
              {reaches.map((reach) => (
                <option key={reach} value={reach}>
                  {t(scopeWords[reach].name)}
                </option>
              ))}
            </select>
          )}
        </Field>
      )}
    </section>
  )
}

function Limit({
  title,
  choices,
  chosen,
  onChange,
}: {
  title: ReactNode
  choices: readonly { id: string; name: string }[]
  chosen: readonly string[]
  onChange: (ids: string[]) => void
}) {
  return (
    <fieldset className="field">
      <legend>{title}</legend>
      <div className="rights-ticks is-long">
        {choices.map(({ id, name }) => (
          <label key={id} className="pick plain">
            <input
              type="checkbox"
              checked={chosen.includes(id)}
              onChange={(e) => onChange(e.target.checked ? [...chosen, id] : chosen.filter((one) => one !== id))}
            />
            <bdi className="grow">{name}</bdi>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
