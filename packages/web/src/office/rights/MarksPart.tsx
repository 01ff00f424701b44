// What the role is called and what it is for.
import { Trans, useLingui } from '@lingui/react/macro'
import type { Role } from '@primero/domain/configuration/bundle.ts'
import type { ReactNode } from 'react'
import { Field } from '../../ui/Field.tsx'
import type { PartProps } from './RoleEditor.tsx'
import { categoryWords } from './roleWords.ts'

export function MarksPart({ role, choices, onChange }: PartProps) {
  const { t } = useLingui()
  return (
    <section className="card stack" aria-labelledby="r-what">
      <h2 id="r-what">
        <Trans>What it is</Trans>
      </h2>
      <Field label={<Trans>Name</Trans>} required>
        {(control) => (
          <input
            {...control}
            dir="auto"
            maxLength={500}
            autoComplete="off"
            value={role.name}
            onChange={(e) => onChange({ name: e.target.value })}
          />
        )}
      </Field>
      <Field label={<Trans>What it is for</Trans>}>
        {(control) => (
          <textarea
            {...control}
            dir="auto"
            rows={2}
            maxLength={10_000}
            value={role.description ?? ''}
            onChange={(e) => onChange({ description: e.target.value === '' ? undefined : e.target.value })}
          />
        )}
      </Field>
      <Field label={<Trans>Who holds it</Trans>}>
        {(control) => (
          <select
            {...control}
            value={role.category ?? ''}
            onChange={(e) =>
              onChange({ category: e.target.value === '' ? undefined : (e.target.value as Role['category']) })
            }
          >
            {Object.entries(categoryWords).map(([id, word]) => (
              <option key={id} value={id}>
                {t(word)}
              </option>
            ))}
          </select>
        )}
      </Field>
      <div className="rights-ticks">
        <Mark of={role} name="mustHaveFactor" onChange={onChange}>
          <Trans>Signs in with a second factor</Trans>
        </Mark>
        <Mark of={role} name="manager" onChange={onChange}>
          <Trans>Leads a team: hears of requests for approval</Trans>
        </Mark>
        <Mark of={role} name="referral" onChange={onChange}>
          <Trans>May stand for somebody outside who gets a referral</Trans>
        </Mark>
        <Mark of={role} name="transfer" onChange={onChange}>
          <Trans>May stand for somebody outside who gets a transfer</Trans>
        </Mark>
        <Mark of={role} name="referralAuthorization" onChange={onChange}>
          <Trans>May be chosen on a referral, to say what the recipient sees</Trans>
        </Mark>
        <Mark of={role} name="integration" onChange={onChange}>
          <Trans>For another system, not for a person</Trans>
        </Mark>
        <Mark of={role} name="disabled" onChange={onChange}>
          <Trans>Not given anew; whoever has it keeps it</Trans>
        </Mark>
      </div>
      <Field label={<Trans>Level of places in overviews</Trans>} hint={<Trans>Empty: as the site is set up</Trans>}>
        {(control) => (
          <select
            {...control}
            value={role.reportingLocationLevel ?? ''}
            onChange={(e) =>
              onChange({ reportingLocationLevel: e.target.value === '' ? undefined : Number(e.target.value) })
            }
          >
            <option value="">–</option>
            {choices.levels.map(({ level, names }) => (
              <option key={level} value={level}>
                {names.join(', ')}
              </option>
            ))}
          </select>
        )}
      </Field>
    </section>
  )
}

type MarkName =
  | 'mustHaveFactor'
  | 'manager'
  | 'referral'
  | 'transfer'
  | 'referralAuthorization'
  | 'integration'
  | 'disabled'

function Mark({
  of: role,
  name,
  onChange,
  children,
}: {
  of: Role
  name: MarkName
  onChange: (more: Partial<Role>) => void
  children: ReactNode
}) {
  return (
    <label className="pick plain">
      <input
        type="checkbox"
        checked={role[name] === true}
        onChange={(e) => onChange({ [name]: e.target.checked || undefined })}
      />
      <span className="grow">{children}</span>
    </label>
  )
}
