// The directory of services, as whoever refers sees it.
import type { Answering, Provider } from '@primero/domain/workflow/directory.ts'
import { call } from './http.ts'

export type Offered = Omit<Provider, 'version' | 'retired' | 'groups' | 'users' | 'capacity'> & {
  /** Nobody there has an account here. */
  isOutside: boolean
  /** User names of those there to whom one may refer. */
  people: string[]
  /** How many more it takes; null: no limit. */
  room: number | null
  answering: Answering | null
}

export const fetchProviders = async (module: string): Promise<Offered[]> =>
  ((await call('GET', `/api/ext/directory?${new URLSearchParams({ module })}`)) as { providers: Offered[] }).providers
