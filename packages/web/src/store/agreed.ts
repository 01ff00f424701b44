// Consent that a person has written down or withdrawn and that the server has not received. Until it has, who was let in
// by a consent still is: shares and answers stay as they are.
import type { Intention, IntentionArgs } from '@primero/domain/sync/intention.ts'
import type { RecordShape } from '@primero/domain/sync/protocol.ts'
import { fieldsFor } from '@primero/domain/workflow/consent.ts'

export function withConsent({ data, module, consents = [] }: RecordShape, { args, user, at }: Intention) {
  const { consent: id, ...said } = args as IntentionArgs<'consent.give'>
  const optional = { excluded: [], oneOff: false, until: null, explainedBy: user, note: null }
  const entry = { ...optional, ...said, id, by: user, at, used: false, ends: [] }
  const stamped = Object.fromEntries(fieldsFor(entry, module).map((field) => [field, true]))
  return { data: { ...data, ...stamped }, consents: [entry, ...consents] } as Pick<RecordShape, 'data' | 'consents'>
}

export function withoutConsent({ consents = [] }: RecordShape, { args, user, at }: Intention) {
  const { consent, services = [], note = null } = args as IntentionArgs<'consent.withdraw'>
  const end = { at, by: user, services, shutOut: [], note }
  return { consents: consents.map((one) => (one.id === consent ? { ...one, ends: [...one.ends, end] } : one)) }
}
