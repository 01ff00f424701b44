// How much of a case its recipient sees: the forms of one role, some of them, and what opens before he accepts.
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import type { RecordShape } from '@primero/domain/sync/protocol.ts'
import { formsBefore } from '@primero/domain/workflow/referral-forms.ts'
import type { ReferralRole } from '../store/recipients.ts'
import { useConfig } from '../store/store.ts'
import type { Chosen } from './least.ts'
import { Picks } from './Picks.tsx'
import { formsOf } from './TheirPage.tsx'
import type { Wish } from './wish.ts'

type HowProps = Omit<Chosen, 'wish'> & {
  record: Pick<RecordShape, 'type' | 'module'>
  wish: Wish
  set: (change: Partial<Wish>) => void
  roles: ReferralRole[]
}

export function HowMuch({ record, wish, set, roles, smallest, least }: HowProps) {
  const config = useConfig()
  const { t } = useLingui()
  const offered = roles.filter(({ modules }) => modules.includes(record.module))
  const chosen = offered.find(({ id }) => id === wish.role)
  return (
    <div className="stack">
      <p className="meta">
        <Trans>The least they need is chosen. Choose more only if they need it.</Trans>
      </p>
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
                onChange={() => set({ role: role.id, forms: undefined })}
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
            <input
              type="radio"
              name="role"
              checked={wish.role === 'own'}
              onChange={() => set({ role: 'own', forms: undefined })}
            />
            <span className="grow">
              <Trans>Their own role</Trans>
              <span className="hint below">
                <Trans>all that it shows of cases like this; often more than a service needs</Trans>
              </span>
            </span>
          </label>
        </div>
      </fieldset>
      {chosen && (
        <Picks
          legend={<Trans>Of these, they see</Trans>}
          options={formsOf(config, record, chosen.forms).map(({ id, name }) => ({
            id,
            label: least?.includes(id) ? t`${config.say(name)} (needed)` : config.say(name),
          }))}
          chosen={wish.forms ?? chosen.forms}
          onChange={(forms) => set({ forms })}
        />
      )}
      <label className="pick">
        <input type="checkbox" checked={!wish.atOnce} onChange={(e) => set({ atOnce: !e.target.checked })} />
        <span className="grow">
          <Trans>More opens only when they accept</Trans>
          <span className="hint below">
            <Trans>Until then they see:</Trans>{' '}
            {formsOf(config, record, formsBefore(config.configuration, record.module))
              .map(({ name }) => config.say(name))
              .join(' · ')}
            {'. '}
            <Trans>Of the services, the one alone that you ask for.</Trans>
          </span>
        </span>
      </label>
    </div>
  )
}
