import type { Actor } from '@primero/domain/access/actor.ts'
import type { AlertShape } from '@primero/domain/sync/protocol.ts'
import type { StoredAlert } from './queries.ts'

/** Alerts of a record as our own app shows them; whose one is that is not the reader's, stays unsaid. */
export const alertShapes = (reader: Actor, alerts: readonly StoredAlert[]): AlertShape[] =>
  alerts.map(({ id, alert_for: kind, type, form, date, user }) => ({
    id,
    kind,
    type,
    form,
    date,
    mine: user === reader.userName,
  }))
