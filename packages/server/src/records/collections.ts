import type { RecordType } from '@primero/domain/configuration/bundle.ts'

/** Record types by the part of v2's addresses that names them. */
export const collections: Readonly<Record<string, RecordType>> = {
  cases: 'case',
  incidents: 'incident',
  tracing_requests: 'tracing_request',
  registry_records: 'registry_record',
  families: 'family',
}
