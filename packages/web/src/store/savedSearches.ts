// Searches that this person kept: the server's, and sealed on this device for when nobody answers. Only filters, never what
// was typed into the box.
import type { RecordType } from '@primero/domain/configuration/bundle.ts'
import { useEffect } from 'react'
import { dropSaved, fetchSaved, sendSaved, type WireSearch } from '../sync/savedSearches.ts'
import { useLive } from './live.ts'
import { fill, ownSlot } from './slots.ts'
import type { Read } from './store.ts'
import { ownVault, vaultNow } from './vault/own.ts'

export type SavedFilter = { any: string[] } | { from: string; to: string } | { under: string[] }
export type SavedSearch = { id: number; name: string; type: string; filters: Readonly<Record<string, SavedFilter>> }

const own = ownSlot<readonly SavedSearch[]>()

const keptAs = { room: 'meta', id: 'saved-searches' } as const

const isTexts = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((one) => typeof one === 'string')

/** Another client of v2 may keep what our lists do not know: left out. */
function filterFrom(value: unknown): SavedFilter | undefined {
  if (Array.isArray(value)) return { any: value.map(String) }
  if (typeof value !== 'object' || value === null) return undefined
  const { from, to, under } = value as Record<string, unknown>
  if (isTexts(under)) return { under }
  if (from === undefined && to === undefined) return undefined
  return { from: String(from ?? ''), to: String(to ?? '') }
}

const searchFrom = ({ id, name, record_type, filters }: WireSearch): SavedSearch => ({
  id,
  name,
  type: record_type,
  filters: Object.fromEntries(
    filters.flatMap((filter) => {
      const known = filterFrom(filter.value)
      return known ? [[filter.name, known]] : []
    }),
  ),
})

async function fromServer(): Promise<readonly SavedSearch[]> {
  const vault = ownVault()
  const value = (await fetchSaved()).map(searchFrom)
  // A disk that is full keeps no searches; the server has them.
  await vault?.write({ put: [{ ...keptAs, value }] }).catch(() => {})
  return value
}

const fromDevice = async (): Promise<readonly SavedSearch[] | undefined> =>
  (await vaultNow().read(keptAs.room, keptAs.id)) as readonly SavedSearch[] | undefined

/** What was asked before a change knows nothing of it. */
const loadAnew = async (): Promise<void> => {
  await own().asking
  await load()
}

const load = (): Promise<void> => fill(own(), fromServer, fromDevice)

/** @throws Refused, Unreachable */
export async function keepSearch(
  name: string,
  type: RecordType,
  filters: Readonly<Record<string, SavedFilter>>,
): Promise<void> {
  const values = Object.entries(filters).map(([field, chosen]) => ({
    name: field,
    value: 'any' in chosen ? chosen.any : chosen,
  }))
  await sendSaved({ name, record_type: type, filters: values })
  await loadAnew()
}

/** @throws Refused, Unreachable */
export async function forgetSearch(id: number): Promise<void> {
  await dropSaved(id)
  await loadAnew()
}

export function useSavedSearches(): Read<readonly SavedSearch[]> {
  const held = useLive(own())
  useEffect(() => void load(), [])
  return { state: held.state, value: held.value, problem: held.problem, retry: () => void load() }
}
