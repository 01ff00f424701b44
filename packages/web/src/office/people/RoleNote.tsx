// What giving a role comes to: more than one has oneself, and what is risky about it. Told before it is saved.
import { Trans, useLingui } from '@lingui/react/macro'
import { Note } from '../../ui/Note.tsx'
import type { RoleChoice } from '../api.ts'
import { dangerWords } from '../rights/roleWords.ts'

export function RoleNote({ role, isNew }: { role: RoleChoice; isNew: boolean }) {
  const { t } = useLingui()
  if (!isNew && (role.giving === 'forbidden' || role.giving === 'retired'))
    return (
      <p className="hint">
        <Trans>You could not give this role. It stays as long as you do not choose another.</Trans>
      </p>
    )
  return (
    <div className="stack" aria-live="polite">
      {isNew && role.giving === 'flagged' && (
        <Note hue="warn" title={<Trans>This role may do more than you.</Trans>}>
          <Trans>You can give it. The audit keeps that, and the other administrators can see it.</Trans>
        </Note>
      )}
      {role.dangers.length > 0 && (
        <Note hue="warn" title={<Trans>Risks of this role</Trans>}>
          <ul className="office-effects">
            {role.dangers.map((danger) => (
              <li key={danger}>
                <b>{t(dangerWords[danger].name)}.</b> {t(dangerWords[danger].about)}
              </li>
            ))}
          </ul>
        </Note>
      )}
    </div>
  )
}
