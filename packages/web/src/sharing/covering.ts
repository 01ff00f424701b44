// What the consent of a case says of a share that is about to be made: its fields, and its ledger where it has one.
import type { Data } from '@primero/domain/records/record.ts'
import type { ConsentShape, RecordShape } from '@primero/domain/sync/protocol.ts'
import { isConsented } from '@primero/domain/workflow/consent.ts'
import { type Consent, consentFor, serviceOf } from '@primero/domain/workflow/consents.ts'
import { packageConsent } from '@primero/domain/workflow/module-package.ts'
import { type Way, type Wish, ways } from './wish.ts'

export type Covering = {
  isConsented: boolean
  /** The answers in the form say yes. */
  isAnswered: boolean
  /** The entry of the ledger under which it goes. */
  entry: ConsentShape | undefined
}

export function coveringOf(record: RecordShape, way: Way, wish: Wish, today: string, isPackage = false): Covering {
  const { module, shares = [], consents = [] } = record
  const data = record.data as Data
  const type = ways[way]
  const service = serviceOf(data, { service: wish.service ?? null, serviceRow: wish.serviceRow ?? null })
  const agency = wish.outside ? null : (wish.toAgency ?? null)
  // The rule reads them as they came; on the wire the newest stands first, and ids and moments are plain texts.
  const entries = consents.toReversed() as unknown as Consent[]
  const carried = shares.map(({ consent }) => ({ consent: (consent ?? null) as Consent['id'] | null }))
  const found = isPackage
    ? packageConsent({ from: module, service, agency, override: null }, data, entries, carried, today)
    : consentFor({ type, service, agency }, { module, data }, entries, carried, today)
  return {
    isConsented: found !== 'no',
    isAnswered: isConsented(type, module, data),
    entry: consents.find(({ id }) => id === found),
  }
}
