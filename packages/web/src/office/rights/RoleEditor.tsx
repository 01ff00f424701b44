import '../../record/record.css'
import './rights.css'
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { mayChangeRole } from '@primero/domain/access/changing.ts'
import { dangersBrought, dangersOf } from '@primero/domain/access/danger.ts'
import type { Role } from '@primero/domain/configuration/bundle.ts'
import { useState } from 'react'
import { useLocation } from 'wouter'
import { useOpenForm } from '../../shell/openForms.ts'
import { may } from '../../store/config.ts'
import { useConfig } from '../../store/store.ts'
import { Button, LinkButton } from '../../ui/Button.tsx'
import { Note } from '../../ui/Note.tsx'
import { tell } from '../../ui/Toast.tsx'
import { ConfirmDialog } from '../parts/ConfirmDialog.tsx'
import { OfficeHead } from '../parts/OfficeHead.tsx'
import { DangerNotes } from './DangerNotes.tsx'
import { EffectDialog } from './EffectDialog.tsx'
import { FormsPart } from './FormsPart.tsx'
import { LimitsPart } from './LimitsPart.tsx'
import { MarksPart } from './MarksPart.tsx'
import { PermissionsPart } from './PermissionsPart.tsx'
import { ReachPart } from './ReachPart.tsx'
import { RoleSummary } from './RoleSummary.tsx'
import { type Choices, type ListedRole, removeRole } from './rights.ts'

const begun: Role = { id: '', name: '', scope: 'self', modules: [], permissions: {}, forms: {}, identity: 'none' }

export type PartProps = {
  role: Role
  choices: Choices
  onChange: (more: Partial<Role>) => void
}

export function RoleEditor({
  choices,
  all,
  listed,
  isCopy,
  onAgain,
}: {
  choices: Choices
  all: { roles: ListedRole[]; own: string }
  listed: ListedRole | undefined
  isCopy: boolean
  onAgain: () => void
}) {
  const { t } = useLingui()
  const config = useConfig()
  const [, go] = useLocation()
  const isNew = listed === undefined || isCopy
  const [start] = useState<Role>(() => startOf(listed?.role, isCopy, t`Copy of ${listed?.called ?? ''}`))
  const [role, setRole] = useState(start)
  const [asks, setAsks] = useState<'effect' | 'removal'>()
  const isDirty = JSON.stringify(role) !== JSON.stringify(start) || isCopy
  useOpenForm(isDirty)
  const before = isNew ? undefined : start
  const why = useWhyNot(all, before, role)
  const dangers = dangersOf(role)
  const onChange = (more: Partial<Role>): void => setRole((now) => without({ ...now, ...more }))
  const parts: PartProps = { role, choices, onChange }
  return (
    <>
      <OfficeHead
        title={isNew ? <Trans>New role</Trans> : <bdi>{listed.called}</bdi>}
        plain={t`Role`}
        up="/office/roles"
        upName={<Trans>Roles</Trans>}
      >
        {!isNew && (
          <>
            <LinkButton to={`/office/access/role/${encodeURIComponent(start.id)}`} small sign="eye">
              <Trans>Try it out</Trans>
            </LinkButton>
            {may(config, 'role', 'create') && (
              <LinkButton to={`/office/roles/${encodeURIComponent(start.id)}/copy`} small sign="copy">
                <Trans>Copy</Trans>
              </LinkButton>
            )}
            {may(config, 'role', 'write') && listed && (
              <Button
                small
                look="harm"
                sign="trash-2"
                {...(listed.holders > 0
                  ? { unavailable: <Trans>Somebody holds it</Trans> }
                  : start.id === all.own
                    ? { unavailable: <Trans>It is your own</Trans> }
                    : {})}
                onClick={() => setAsks('removal')}
              >
                <Trans>Remove</Trans>
              </Button>
            )}
          </>
        )}
      </OfficeHead>
      <div className="stack rights-page">
        {!isNew && (
          <p className="meta">
            <Plural
              value={listed?.holders ?? 0}
              _0="Nobody holds this role"
              one="# person holds this role"
              other="# people hold this role"
            />
          </p>
        )}
        {why && <Note hue="guard" sign="lock" title={why} />}
        <RoleSummary role={role} choices={choices} />
        <DangerNotes dangers={dangers} brought={before ? dangersBrought(before, role) : []} />
        <fieldset className="stack rights-form" disabled={why !== undefined && !isDirty}>
          <legend className="vh">
            <Trans>Role</Trans>
          </legend>
          <MarksPart {...parts} />
          <ReachPart {...parts} />
          <PermissionsPart {...parts} />
          <LimitsPart {...parts} all={all.roles} />
          <FormsPart {...parts} />
        </fieldset>
      </div>
      {isDirty && (
        <div className="save">
          <span className="state" role="status">
            <Trans>Only on this page: save before you leave it.</Trans>
          </span>
          <div className="steps">
            <Button look="quiet" onClick={() => (isCopy ? go('/office/roles') : setRole(start))}>
              <Trans>Discard</Trans>
            </Button>
            <Button look="main" {...(why ? { unavailable: why } : {})} onClick={() => setAsks('effect')}>
              <Trans>See what it does</Trans>
            </Button>
          </div>
        </div>
      )}
      {asks === 'effect' && (
        <EffectDialog
          role={role}
          before={before}
          choices={choices}
          onClose={() => setAsks(undefined)}
          onAgain={onAgain}
          onSaved={(saved) => {
            tell(t`The role is saved`)
            if (isNew) go(`/office/roles/${encodeURIComponent(saved.id)}`)
            else onAgain()
          }}
        />
      )}
      {asks === 'removal' && listed && (
        <ConfirmDialog
          title={<Trans>Remove this role?</Trans>}
          deed={<Trans>Remove</Trans>}
          busy={<Trans>Removing</Trans>}
          keep={<Trans>Keep</Trans>}
          harm
          onClose={() => setAsks(undefined)}
          onDo={async () => {
            await removeRole(listed.wireId)
            tell(t`The role is removed`)
            go('/office/roles')
          }}
        >
          <p>
            <Trans>
              Nobody holds it. Its name in the system stays taken for ever, and the audit keeps what it was.
            </Trans>
          </p>
        </ConfirmDialog>
      )}
    </>
  )
}

function startOf(role: Role | undefined, isCopy: boolean, name: string): Role {
  if (role === undefined) return begun
  if (!isCopy) return role
  const { disabled: _disabled, ...rest } = role
  return { ...rest, id: '', name }
}

/** A key that is empty is left out, so that a role that was changed and changed back is the same. */
function without(role: Role): Role {
  const permissions = Object.fromEntries(Object.entries(role.permissions).filter(([, actions]) => actions.length > 0))
  return Object.fromEntries(
    Object.entries({ ...role, permissions }).filter(([, value]) => value !== undefined && value !== false),
  ) as Role
}

/** Why this person may not save it; undefined where he may. The server decides again. */
function useWhyNot(
  { roles, own }: { roles: ListedRole[]; own: string },
  before: Role | undefined,
  after: Role,
): string | undefined {
  const { t } = useLingui()
  const mine = roles.find(({ role }) => role.id === own)?.role
  if (before?.id === own) return t`This is your own role. Nobody changes what he holds himself: ask a colleague.`
  if (mine === undefined) return undefined
  const change = before ? ({ act: 'update', before, after } as const) : ({ act: 'create', after } as const)
  if (mayChangeRole(mine, change) !== 'forbidden') return undefined
  const stays = before && mayChangeRole(mine, { act: 'update', before, after: before }) === 'forbidden'
  return before === undefined || stays
    ? t`Your role does not cover this role. Whoever administers all roles can do it.`
    : t`This gives more than you have yourself. Whoever administers all roles can do it.`
}
