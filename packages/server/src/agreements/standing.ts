// What somebody still has to accept, asked with each call; and whether machines may send at all (access §7.4).
import {
  type AgreementKind,
  type Asked,
  isInGrace,
  owedBy,
  owedForDevice,
  sharingWith,
} from '@primero/domain/accounts/agreements.ts'
import { Problem } from '@primero/domain/problem.ts'
import type { Day } from '@primero/domain/time.ts'
import type { AccountRow } from '../accounts/queries.ts'
import type { Db, Tx } from '../db/database.ts'
import { type House, todayOf } from '../house.ts'
import { acceptedBy, versionsOf } from './queries.ts'

export type Standing = { owed: AgreementKind | null; isInGrace: boolean }

const nothingOwed: Standing = { owed: null, isInGrace: false }

const isConductOn = (house: House): boolean =>
  (house.configuration().settings['system_options'] as { code_of_conduct_enabled?: unknown } | undefined)
    ?.code_of_conduct_enabled === true

const areTermsOn = (house: House, agency: string | null): boolean =>
  house.settings.termsOfUse && house.configuration().agencies.get(agency ?? '')?.termsEnabled === true

/** What this instance asks of people of an agency. */
export const askedOf = (house: House, agency: string | null): Asked => ({
  conduct: isConductOn(house),
  terms: areTermsOn(house, agency),
})

/** Asks the database only where this instance asks for anything. */
export async function standingOf(house: House, account: AccountRow): Promise<Standing> {
  return account.service_account ? machineStanding(house, account) : personStanding(house, account)
}

async function personStanding(house: House, { id, agency }: AccountRow): Promise<Standing> {
  const asked = askedOf(house, agency)
  if (!asked.conduct && !asked.terms) return nothingOwed
  const [versions, accepted] = await Promise.all([versionsOf(house.db), acceptedBy(house.db, id)])
  const owed = owedBy(versions, { agency, accepted: new Set(accepted.keys()) }, asked, todayOf(house) as Day)
  const now = house.clock().getTime() / 1000
  return { owed: owed[0]?.kind ?? null, isInGrace: owed.every((version) => isInGrace(version, now)) }
}

async function machineStanding(house: House, { agency }: AccountRow): Promise<Standing> {
  if (agency === null) return nothingOwed
  const isLapsed = sharingWith(await versionsOf(house.db), agency, todayOf(house) as Day) === 'lapsed'
  return isLapsed ? { owed: 'information_sharing', isInGrace: false } : nothingOwed
}

/** A device keeps records once its person has accepted the contract for devices. */
export async function refuseWithoutContract(
  house: House,
  on: Db | Tx,
  { id, agency }: { id: number; agency: string | null },
): Promise<void> {
  const [versions, accepted] = await Promise.all([versionsOf(on), acceptedBy(on, id)])
  const owed = owedForDevice(versions, { agency, accepted: new Set(accepted.keys()) }, todayOf(house) as Day)
  if (owed !== undefined) throw new Problem('agreement-missing', { agreement: owed.kind })
}
