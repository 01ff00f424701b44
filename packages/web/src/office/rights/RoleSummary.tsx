// A role in a few sentences.
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { resourceActions } from '@primero/domain/access/resource-actions.ts'
import { may } from '@primero/domain/access/role.ts'
import { recordTypes, type Role } from '@primero/domain/configuration/bundle.ts'
import type { ReactNode } from 'react'
import type { Choices } from './rights.ts'
import { identityWords, scopeWords } from './roleWords.ts'

const any = (role: Role, test: (action: string) => boolean): boolean =>
  recordTypes.some((type) => (resourceActions[type] ?? []).some((action) => test(action) && may(role, type, action)))

export function RoleSummary({ role, choices }: { role: Role; choices: Choices }) {
  const { t } = useLingui()
  const forms = choices.forms.filter(({ modules }) => modules.some((id) => role.modules.includes(id)))
  const right = (id: string) => (role.forms === 'all' ? 'rw' : role.forms[id])
  const reads = forms.filter(({ id }) => right(id) !== undefined).length
  const writes = forms.filter(({ id }) => right(id) === 'rw').length
  const seesRecords = role.scope !== 'admin_only' && any(role, (action) => action === 'read')
  const modules = choices.modules.filter(({ id }) => role.modules.includes(id)).map(({ name }) => name)
  const scope = t(scopeWords[role.scope].name)
  const scopeAbout = t(scopeWords[role.scope].about)
  return (
    <section className="card stack rights-plain" aria-labelledby="plain">
      <h2 id="plain">
        <Trans>In plain words</Trans>
      </h2>
      {seesRecords ? (
        <>
          <p>
            <Trans>
              Reach: <b>{scope}</b>. {scopeAbout}.
            </Trans>{' '}
            {modules.length > 0 ? modules.join(', ') : <Trans>No kind of work is chosen, so they see nothing.</Trans>}
          </p>
          <p>
            <Plural value={reads} _0="They read no form" one="They read # form" other="They read # forms" />
            {', '}
            <Plural value={writes} _0="and write none." one="and write # of them." other="and write # of them." />
          </p>
          <p>
            <Trans>
              Names: <b>{t(identityWords[role.identity].name)}</b>. {t(identityWords[role.identity].about)}.
            </Trans>
          </p>
          <ul className="rights-can">
            <Can is={any(role, (action) => action === 'create')} yes={t`Makes new records`} no={t`Makes no records`} />
            <Can
              is={any(role, (action) => action === 'referral' || action === 'transfer')}
              yes={t`Passes records on`}
              no={t`Passes nothing on`}
            />
            <Can
              is={any(role, (action) => action.startsWith('export_'))}
              yes={t`Takes records out in files`}
              no={t`Takes nothing out`}
            />
            <Can
              is={any(role, (action) => action === 'sync_mobile')}
              yes={t`Works without a network`}
              no={t`Needs a network`}
            />
          </ul>
        </>
      ) : (
        <p>
          <Trans>They open no records.</Trans>
        </p>
      )}
      <ul className="rights-can">
        <Can is={may(role, 'user', 'write')} yes={t`Changes accounts`} no={t`Changes no accounts`} />
        <Can is={may(role, 'role', 'assign')} yes={t`Gives roles`} no={t`Gives no roles`} />
        <Can is={may(role, 'audit_log', 'read')} yes={t`Reads the audit`} no={t`Does not read the audit`} />
      </ul>
    </section>
  )
}

const Can = ({ is, yes, no }: { is: boolean; yes: ReactNode; no: ReactNode }) => (
  <li className={is ? 'tag' : 'tag is-not'}>{is ? yes : no}</li>
)
