// Who works on a record, as far as the record says so. Scope may let others see it; this claims nothing about them.
import { Trans } from '@lingui/react/macro'
import type { Data } from '@primero/domain/records/record.ts'
import type { RecordShape } from '@primero/domain/sync/protocol.ts'
import { picked } from '../forms/choices.ts'
import type { AppConfig } from '../store/store.ts'
import { Icon } from '../ui/Icon.tsx'
import { nameOf } from './called.ts'

export function People({ config, record, data }: { config: AppConfig; record: RecordShape; data: Data }) {
  const [owner] = picked(data['owned_by'])
  const others = picked(data['assigned_user_names'])
  if (owner === undefined) return null
  return (
    <aside className="side" aria-labelledby="who-works">
      <section className="card stack">
        <h2 id="who-works" className="row">
          <Icon name="users" />
          {record.type === 'case' ? <Trans>Who works on this case</Trans> : <Trans>Who works on this</Trans>}
        </h2>
        <ul className="stack">
          <li>
            <b>
              {owner === config.me.userName ? (
                <Trans>You</Trans>
              ) : (
                <bdi translate="no">{nameOf(config, owner, record)}</bdi>
              )}
            </b>
            <span className="meta below">
              <Trans>owner</Trans>
            </span>
          </li>
          {others.map((user) => (
            <li key={user}>
              <b>
                {user === config.me.userName ? (
                  <Trans>You</Trans>
                ) : (
                  <bdi translate="no">{nameOf(config, user, record)}</bdi>
                )}
              </b>
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
