// The page's steps at a vault: after a sign-in, at the unlock screen, at the end. What the server says comes from sync/.
import type { OfflinePolicy } from '@primero/domain/sync/policy.ts'
import type { ConfigReply, EscrowRequest, Lease, LockedCopy } from '@primero/domain/sync/protocol.ts'
import { confirmWiped, fetchLease, introduceDevice, leaveForHelp } from '../../sync/api.ts'
import { connection } from '../../sync/connection.ts'
import { Refused, Unreachable } from '../../sync/http.ts'
import { newUuid } from '../clock.ts'
import { deviceKind, type Loss, rememberVault, tellLoss } from '../device.ts'
import { isOwing } from '../owing.ts'
import type { Told } from './calls.ts'
import type { Left } from './escrow.ts'
import { putBack } from './kept.ts'
import { ownClient, vaultNow } from './own.ts'
import type { Contact, Person, Secret, Try } from './people.ts'
import { canSeal, enrolledDevice, enterSpace, isOwn, spaceNow, stepOut } from './space.ts'

const day = 24 * 3600_000

/** A lease runs for the days of the policy from the server's present moment. */
const contactOf = (lease: Lease, policy: OfflinePolicy, help?: Contact['help']): Contact => ({
  lease,
  policy,
  ...(help ? { help } : {}),
  now: new Date(Date.parse(lease.until) - policy.days * day).toISOString(),
})

const initialsOf = (fullName: string): string =>
  fullName
    .split(/\s+/)
    .filter(Boolean)
    .map((word) => [...word][0] ?? '')
    .filter((_, n, all) => n === 0 || n === all.length - 1)
    // Arabic letters would join into a word of their own.
    .join('\u200c')
    .toUpperCase()

/** `earlier`: there is a vault of this person, under another passphrase. `without`: nothing is kept this time. */
export type Admission =
  | { state: 'open' | 'without' }
  | {
      state: 'earlier'
      unsent: number
      /** Of those, sealed for the help desk too. */
      handed: number
      open: (old: string) => Promise<Try>
      startEmpty: () => Promise<void>
    }

/** After a sign-in: the person's vault is opened, or made. */
export async function admit(me: ConfigReply['me'], passphrase: string): Promise<Admission> {
  if (!canSeal) return { state: 'without' }
  // What cannot be opened now must not keep anybody from the server.
  const known = await ownClient()
    .ask('ofUser', me.userName)
    .catch(() => 'shut' as const)
  if (known === 'shut') return { state: 'without' }
  const device = known?.device ?? newUuid()
  const contact = await contactOfDevice(device)
  if (contact === 'revoked') {
    if (known) await eraseVault(known.id)
    await wiped(device)
    return { state: 'without' }
  }
  if (!known) {
    if (!contact) return { state: 'without' }
    const who = { userName: me.userName, initials: initialsOf(me.fullName), passphrase, device }
    await enter(await ownClient().ask('enrol', who, contact), device, me.userName)
    rememberVault(true)
    // Without this the browser may throw it away when the disk gets full.
    void navigator.storage?.persist?.()
    return { state: 'open' }
  }
  if (contact) await ownClient().ask('renew', known.id, contact)
  const share = contact?.lease.share
  const result = await ownClient().ask('unlock', known.id, { passphrase, ...(share ? { share } : {}) })
  if (result.state === 'open') {
    await enter(known.id, device, me.userName)
    return { state: 'open' }
  }
  if (result.state === 'destroyed' || result.state === 'none') {
    await lost(result.state === 'destroyed' ? 'destroyed' : 'evicted')
    return admit(me, passphrase)
  }
  const person = (await peopleHere()).find(({ id }) => id === known.id)
  return {
    state: 'earlier',
    unsent: person?.unsent ?? 0,
    handed: await ownClient().ask('countLeft', known.id),
    async open(old) {
      const secret: Secret = { passphrase: old, ...(share ? { share } : {}) }
      const found = await ownClient().ask('rewrap', known.id, secret, passphrase)
      if (found.state === 'destroyed') await lost('destroyed')
      return found
    },
    startEmpty: () => eraseVault(known.id),
  }
}

async function contactOfDevice(device: string): Promise<Contact | 'revoked' | undefined> {
  try {
    const { lease, policy, recoveryKey, escrowToken } = await introduceDevice(device, deviceKind())
    return contactOf(lease, policy, { key: recoveryKey, token: escrowToken })
  } catch (e) {
    if (e instanceof Refused && e.code === 'device-revoked') return 'revoked'
    // A contract for devices comes before a device keeps anything.
    if (isOwing(e)) throw e
    // Without the server's word an old vault still opens while its lease runs; a new one is made next time.
    if (e instanceof Refused || e instanceof Unreachable) return undefined
    throw e
  }
}

async function enter(space: string, device: string, userName: string): Promise<void> {
  enterSpace(space, device)
  await ownClient()
    .ask('moveIn', space, userName)
    .catch(() => undefined)
}

/** Whose vaults are on this device. */
export async function peopleHere(): Promise<Person[]> {
  if (!canSeal) return []
  const people = await ownClient().ask('people')
  if (people.length > 0) rememberVault(true)
  if (people.length > 0 && (await ownClient().ask('wasRestored'))) tellLoss('damaged')
  return people
}

/** What the screens of a vault need before a server answers. */
export const keptConfig = async (): Promise<ConfigReply | undefined> =>
  (await vaultNow().read('meta', 'config')) as ConfigReply | undefined

export async function keepConfig(reply: ConfigReply): Promise<void> {
  if (!isOwn()) return
  // A full disk costs the copy, not the visit.
  await vaultNow()
    .write({ put: [{ room: 'meta', id: 'config', value: reply }] })
    .catch(() => undefined)
}

/** A tab beside one that is open gets in without a word. */
export async function adoptHere(): Promise<boolean> {
  const space = await ownClient().ask('adopt')
  const person = space === undefined ? undefined : (await peopleHere()).find(({ id }) => id === space)
  if (!person) return false
  enterSpace(person.id, person.device)
  await putBack(person.id)
  return true
}

/** At the unlock screen. @throws Refused, Unreachable where the lease has ended and the server does not renew it */
export async function unlockHere(person: Person, secret: Secret): Promise<Try> {
  const lease = person.isEnded ? await fetchLease(person.device) : undefined
  const result = await ownClient().ask('unlock', person.id, { ...secret, ...(lease ? { share: lease.share } : {}) })
  if (result.state === 'open') {
    if (lease) await renewLease(person.id, lease)
    enterSpace(person.id, person.device)
    await putBack(person.id)
  }
  if (result.state === 'destroyed') await lost('destroyed')
  return result
}

/** The reply has no policy: the lease counts from now, by this device's clock. */
const renewLease = async (id: string, lease: Lease): Promise<void> => {
  const policy = (await keptPolicy(id)) ?? undefined
  if (policy) await ownClient().ask('renew', id, contactOf(lease, policy))
}
const keptPolicy = async (id: string): Promise<OfflinePolicy | undefined> =>
  ((await ownClient().inSpace(id).read('meta', 'config')) as ConfigReply | undefined)?.policy

/** Each contact says how long what is kept may be read. */
export async function renewHere(contact: Contact): Promise<void> {
  const [id, device] = [spaceNow(), enrolledDevice()]
  if (!isOwn() || device === undefined) return
  await ownClient().ask('renew', id, contact)
  // Enrolled before there was a help desk, or the server had no word of it then.
  const introduced = (await ownClient().ask('hasHelp', id)) ? undefined : await contactOfDevice(device)
  if (introduced && introduced !== 'revoked') await ownClient().ask('renew', id, introduced)
}

/** Tells when keys are gone, whoever dropped them, and when another tab has some. */
export const listenToVault = (hear: (told: Told['told']) => void): void => ownClient().listen(hear)

export async function lockVault(): Promise<void> {
  stepOut()
  await ownClient().ask('lock')
}

/** @param handOver whether unsent changes, sealed for the help desk, go there; else nothing of them is left */
export async function eraseVault(id: string, handOver = true): Promise<void> {
  if (spaceNow() === id) stepOut()
  await ownClient().ask('destroy', id, !handOver)
  await countAnew()
  void handIn()
}

const countAnew = async (): Promise<void> => rememberVault((await peopleHere()).length > 0)

export async function lost(why: Loss): Promise<void> {
  tellLoss(why, await ownClient().ask('countLeft'))
  await countAnew()
  void handIn()
}

/** Most that one request carries: changes, and characters of them. */
const most = { changes: 50, size: 6_000_000 }

/** Changes that lie here for the help desk, which does not have them yet. */
let owed = 0
connection.subscribe(() => {
  if (owed > 0 && connection.get() !== 'offline') void handIn()
})
let handing: Promise<void> | undefined

/** What nobody on this device can open any more goes to the help desk: now, when a line comes, or at the next start. */
export function handIn(): Promise<void> {
  handing ??= handedIn().finally(() => {
    handing = undefined
  })
  return handing
}

async function handedIn(): Promise<void> {
  // A disk that does not answer now has it still at the next start.
  const left = await ownClient()
    .ask('left')
    .catch((): Left[] => [])
  owed = left.length
  for (const parcel of parcelsOf(left)) {
    try {
      const { kept } = await leaveForHelp(parcel)
      await ownClient().ask('letGo', kept)
      owed -= kept.length
    } catch (e) {
      // What is refused of one device must not keep that of another from going.
      if (e instanceof Unreachable || (e instanceof Refused && e.status === 429)) return
      if (!(e instanceof Refused)) throw e
    }
  }
}

function parcelsOf(left: readonly Left[]): EscrowRequest[] {
  const parcels: EscrowRequest[] = []
  let size = 0
  for (const { device, token, ...entry } of left) {
    const last = parcels.at(-1)
    size += entry.sealed.length
    if (last?.device === device && last.entries.length < most.changes && size < most.size) last.entries.push(entry)
    else {
      parcels.push({ device, token, entries: [entry] })
      size = entry.sealed.length
    }
  }
  return parcels
}

/** How many changes of whoever is here the help desk could carry out. */
export const sealedForHelp = async (): Promise<number> => (isOwn() ? await ownClient().ask('countLeft', spaceNow()) : 0)

/** The unsent changes of whoever is here as a file that only the help desk can open; undefined where there are none. */
export async function lockedCopy(): Promise<Blob | undefined> {
  const left = isOwn() ? await ownClient().ask('left', spaceNow()) : []
  const copies = parcelsOf(left).map(({ device, entries }): LockedCopy => ({ device, entries }))
  return left.length > 0 ? new Blob([JSON.stringify(copies)], { type: 'application/json' }) : undefined
}

/** The server wants this device to forget: before anything else. */
export async function forgetRevoked(): Promise<void> {
  const [id, device] = [spaceNow(), enrolledDevice()]
  if (device === undefined) return
  await eraseVault(id)
  await wiped(device)
}

async function wiped(device: string): Promise<void> {
  await lost('revoked')
  // Who waits for the confirmation sees the device as not wiped; it is, all the same.
  await confirmWiped(device).catch(() => undefined)
}
