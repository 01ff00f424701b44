// What the office asks and says of the directory.
import type { Text } from '@primero/domain/configuration/bundle.ts'
import type { Provider } from '@primero/domain/workflow/directory.ts'
import { call } from '../../sync/http.ts'

export type Kept = {
  /** Providers of no agency, too. */
  mayKeepOutside: boolean
  agencies: { id: string; name: Text }[]
  groups: { id: string; name: string }[]
  providers: Provider[]
}
export type Terms = Omit<Provider, 'id' | 'version'>

export const fetchKept = async (signal?: AbortSignal): Promise<Kept> =>
  (await call('GET', '/api/ext/directory/kept', signal ? { signal } : {})) as Kept

export const makeProvider = async (id: string, terms: Terms): Promise<void> => {
  await call('POST', '/api/ext/directory', { body: { id, ...terms } })
}

/** @throws Refused changed-elsewhere */
export const changeProvider = async ({ id, version }: Provider, terms: Terms): Promise<void> => {
  await call('PUT', `/api/ext/directory/${id}`, { body: { basedOn: version, ...terms } })
}
