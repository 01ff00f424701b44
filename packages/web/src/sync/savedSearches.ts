// Searches that somebody kept, at the v2 door: a filter is a name and a value there.
import type { RecordType } from '@primero/domain/configuration/bundle.ts'
import { call } from './http.ts'

export type WireSearch = { id: number; name: string; record_type: string; filters: { name: string; value: unknown }[] }

const path = '/api/v2/saved_searches'

export const fetchSaved = async (): Promise<WireSearch[]> =>
  ((await call('GET', `${path}?per=100`)) as { data: WireSearch[] }).data

export async function sendSaved(search: {
  name: string
  record_type: RecordType
  filters: { name: string; value: unknown }[]
}): Promise<void> {
  await call('POST', path, { body: { data: { ...search, module_ids: [] } } })
}

export async function dropSaved(id: number): Promise<void> {
  await call('DELETE', `${path}/${id}`)
}
