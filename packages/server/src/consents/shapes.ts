// The ledger as our own app shows it: to be read aloud to whoever gave the consent.
import type { ConsentShape } from '@primero/domain/sync/protocol.ts'
import { type Carrying, isUsed } from '@primero/domain/workflow/consents.ts'
import type { StoredConsent } from './queries.ts'

/** The newest first. @param consents of the record, the oldest first */
export const consentShapes = (consents: readonly StoredConsent[], shares: readonly Carrying[]): ConsentShape[] =>
  consents
    .map(({ n: _n, record: _record, ...consent }): ConsentShape => ({ ...consent, used: isUsed(consent, shares) }))
    .toReversed()
