import type { Actor } from '@primero/domain/access/actor.ts'
import { type FieldContext, mayHearOf } from '@primero/domain/access/fields.ts'
import type { Configuration } from '@primero/domain/configuration/configuration.ts'
import type { AlertShape } from '@primero/domain/sync/protocol.ts'
import type { StoredAlert } from './queries.ts'

/** Alerts that the reader is told: none at a form, or of a field, that he does not read (decision 0083). */
export const alertsTold = (
  config: Configuration,
  reader: Actor,
  ctx: FieldContext,
  alerts: readonly StoredAlert[],
): StoredAlert[] =>
  alerts.filter(
    ({ alert_for: kind, type, form }) =>
      kind === 'approval' || [type, form].every((name) => mayHearOf(config, reader, ctx, name)),
  )

/** Alerts of a record as our own app shows them; whose one is that is not the reader's, stays unsaid. */
export const alertShapes = (
  config: Configuration,
  reader: Actor,
  ctx: FieldContext,
  alerts: readonly StoredAlert[],
): AlertShape[] =>
  alertsTold(config, reader, ctx, alerts).map(({ id, alert_for: kind, type, form, date, user }) => ({
    id,
    kind,
    type,
    form,
    date,
    mine: user === reader.userName,
  }))
