// Who may be given a record, and by which roles it may be shown. Asked of the server; what it said last stays sealed on
// this device, so that a referral can be written without a line.
import type { RecordType } from '@primero/domain/configuration/bundle.ts'
import type { Moment } from '@primero/domain/time.ts'
import { useEffect, useMemo } from 'react'
import {
  fetchRecipients,
  fetchReferralRoles,
  type Handing,
  type Recipient,
  type ReferralRole,
} from '../sync/sharing.ts'
import { fetchProviders, type Offered } from '../sync/directory.ts'
import { thisMoment } from './clock.ts'
import { useLive } from './live.ts'
import { onForget } from './presence.ts'
import { fill, type Slot, slotOf } from './slots.ts'
import type { Read } from './store.ts'
import { vaultNow } from './vault/own.ts'

export type { Handing, Offered, Recipient, ReferralRole }

/** `at`: when the server said so. */
export type Told<T> = { of: T[]; at: Moment }

const people = new Map<string, Slot<Told<Recipient>>>()
const providers = new Map<string, Slot<Told<Offered>>>()
const roles = new Map<string, Slot<Told<ReferralRole>>>()
onForget(() => {
  people.clear()
  providers.clear()
  roles.clear()
})

function useTold<T>(slots: Map<string, Slot<Told<T>>>, key: string, ask: () => Promise<T[]>): Read<Told<T>> {
  const slot = slotOf(slots, key)
  const held = useLive(slot)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key says what is asked
  const load = useMemo(() => {
    const vault = vaultNow()
    const asked = async (): Promise<Told<T>> => {
      const told = { of: await ask(), at: thisMoment() }
      await vault.write({ put: [{ room: 'list', id: key, value: told }] }).catch(() => undefined)
      return told
    }
    return () => void fill(slot, asked, async () => (await vault.read('list', key)) as Told<T> | undefined)
  }, [slot, key])
  useEffect(load, [load])
  return { state: held.state, value: held.value, problem: held.problem, retry: load }
}

export const useRecipients = (handing: Handing, type: RecordType, module: string): Read<Told<Recipient>> =>
  useTold(people, `${handing}/${type}/${module}`, () => fetchRecipients(handing, type, module))

export const useProviders = (module: string): Read<Told<Offered>> =>
  useTold(providers, `directory/${module}`, () => fetchProviders(module))

export const useReferralRoles = (): Read<Told<ReferralRole>> => useTold(roles, 'referral-roles', fetchReferralRoles)
