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
import { type SharingWay, rights, ways } from './sharingWays.ts'
import { thisMoment } from './clock.ts'
import { may } from './config.ts'
import { useLive } from './live.ts'
import { onForget } from './presence.ts'
import { fill, type Slot, slotOf } from './slots.ts'
import type { AppConfig, Read } from './store.ts'
import { ownVault, vaultNow } from './vault/own.ts'
import type { Vault } from './vault/shape.ts'

export type { Handing, Offered, Recipient, ReferralRole }

/** Whom each way asks for; to be asked for a case is to be its new owner. */
export const handings: Record<SharingWay | 'ask', Handing> = {
  refer: 'refer-to',
  transfer: 'transfer-to',
  assign: 'assign-to',
  ask: 'assign-to',
}

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

/** Asks the server, and keeps what it said. */
async function learn<T>(vault: Vault, key: string, ask: () => Promise<T[]>): Promise<Told<T>> {
  const told = { of: await ask(), at: thisMoment() }
  await vault.write({ put: [{ room: 'list', id: key, value: told }] }).catch(() => undefined)
  return told
}

function useTold<T>(slots: Map<string, Slot<Told<T>>>, key: string, ask: () => Promise<T[]>): Read<Told<T>> {
  const slot = slotOf(slots, key)
  const held = useLive(slot)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key says what is asked
  const load = useMemo(() => {
    const vault = vaultNow()
    return () =>
      void fill(
        slot,
        () => learn(vault, key, ask),
        async () => (await vault.read('list', key)) as Told<T> | undefined,
      )
  }, [slot, key])
  useEffect(load, [load])
  return { state: held.state, value: held.value, problem: held.problem, retry: load }
}

const peopleAt = (handing: Handing, type: RecordType, module: string): string => `${handing}/${type}/${module}`
const providersAt = (module: string): string => `directory/${module}`
const rolesAt = 'referral-roles'

export const useRecipients = (handing: Handing, type: RecordType, module: string): Read<Told<Recipient>> =>
  useTold(people, peopleAt(handing, type, module), () => fetchRecipients(handing, type, module))

export const useProviders = (module: string): Read<Told<Offered>> =>
  useTold(providers, providersAt(module), () => fetchProviders(module))

export const useReferralRoles = (): Read<Told<ReferralRole>> => useTold(roles, rolesAt, fetchReferralRoles)

const aDay = 24 * 60 * 60_000

/**
 * Has the own vault keep to whom this person may hand cases, so that a first referral needs no line either. What it
 * learnt within a day stands. @throws Refused, Unreachable
 */
export async function learnAhead(config: AppConfig): Promise<void> {
  const vault = ownVault()
  if (!vault) return
  const older = async (key: string): Promise<boolean> => {
    const kept = (await vault.read('list', key)) as Told<unknown> | undefined
    return kept === undefined || Date.parse(kept.at) < Date.now() - aDay
  }
  const mayHand = (way: SharingWay): boolean => rights[way].some((action) => may(config, 'case', action))
  for (const module of config.configuration.modules.keys()) {
    for (const way of ways.filter(mayHand)) {
      const key = peopleAt(handings[way], 'case', module)
      if (await older(key)) await learn(vault, key, () => fetchRecipients(handings[way], 'case', module))
    }
    if (mayHand('refer') && (await older(providersAt(module))))
      await learn(vault, providersAt(module), () => fetchProviders(module))
  }
  if (mayHand('refer') && (await older(rolesAt))) await learn(vault, rolesAt, fetchReferralRoles)
}
