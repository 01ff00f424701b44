// Who works on a record, as far as the record says so. Scope may let others see it; this claims nothing about them.
import { Trans } from '@lingui/react/macro'
import type { Data } from '@primero/domain/records/record.ts'
import { picked } from '../forms/choices.ts'
import type { AppConfig, RecordType } from '../store/store.ts'
import { Icon } from '../ui/Icon.tsx'

export function People({ config, type, data }: { config: AppConfig; type: RecordType; data: Data }) {
  const [owner] = picked(data['owned_by'])
  const others = picked(data['assigned_user_names'])
  if (owner === undefined) return null
  const nameOf = (user: string) => config.people.find((p) => p.userName === user)?.fullName || user
  return (
    <aside className="side" aria-labelledby="who-works">
      <section className="card stack">
        <h2 id="who-works" className="row">
          <Icon name="users" />
          {type === 'case' ? <Trans>Who works on this case</Trans> : <Trans>Who works on this</Trans>}
        </h2>
        <ul className="stack">
          <li>
            <b>{owner === config.me.userName ? <Trans>You</Trans> : <bdi translate="no">{nameOf(owner)}</bdi>}</b>
            <span className="meta below">
              <Trans>owner</Trans>
            </span>
          </li>
          {others.map((user) => (
            <li key={user}>
              <b>{user === config.me.userName ? <Trans>You</Trans> : <bdi translate="no">{nameOf(user)}</bdi>}</b>
              <span className="meta below">
                <Trans>also has access</Trans>
              </span>
            </li>
          ))}
        </ul>
      </section>
    </aside>
  )
}
