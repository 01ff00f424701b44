// The vaults on this device: whose they are, how often somebody guessed, and until when the server's word holds.
import type { OfflinePolicy } from '@primero/domain/sync/policy.ts'
import type { Lease } from '@primero/domain/sync/protocol.ts'
import { type Bytes, bytesOf, hexOf, randomBytes } from './bytes.ts'
import { type BrowserKeys, type Disk, twice } from './disk.ts'
import {
  halfOf,
  handlesOf,
  type Keys,
  type Lock,
  lockWith,
  openBytes,
  opened,
  type Sealed,
  sealBytes,
  type Stretch,
  stretched,
  stretchNow,
} from './keys.ts'
import type { Help } from './escrow.ts'
import { done, ended, under } from './requests.ts'

/** What lies in the clear beside a vault. Nothing in it names a person. */
export type Header = Stretch & {
  v: 1
  /** Random; also the space of its rows. */
  id: string
  /** As the server knows it; random too. */
  device: string
  /** Keyed hash of the user name: only this browser finds the vault that belongs to it. */
  who: string
  /** Initials, and when it was last opened, under the browser's key. */
  face: Sealed
  passphrase: Lock
  passkey?: Lock & { credential: Bytes; input: Bytes }
  /** End of the lease, and the latest time ever seen: setting a clock back does not prolong it. */
  until: string
  latest: string
  /** How far the server's clock is ahead of this device's, in milliseconds. */
  skew: number
  wrong: number
  attempts: number
  /** No try counts before this much time has passed since then. */
  wait: { since: number; ms: number }
  /** Key and token for what goes to the help desk; the token is under the browser's key. */
  help?: { key: string; token: Sealed }
}

export type Person = {
  id: string
  device: string
  initials: string
  opened: string
  /** Tries left before it is destroyed. */
  left: number
  /** Milliseconds until the next try. */
  wait: number
  /** Without contact for too long: opens with a connection only. */
  isEnded: boolean
  passkey: { credential: Bytes; input: Bytes } | undefined
  /** Changes that no server has. */
  unsent: number
}

export type Try =
  | { state: 'open'; id: string }
  | { state: 'wrong' | 'wait'; left: number; wait: number }
  | { state: 'destroyed' | 'ended' | 'none' }

/** What the person brings; `share` where the server just gave it. */
export type Secret = ({ passphrase: string } | { prf: Bytes }) & { share?: string }
export type Contact = { lease: Lease; policy: OfflinePolicy; now: string; help?: { key: string; token: string } }

/** How long the door stays shut after so many wrong tries, in milliseconds. */
const waits = [0, 0, 0, 5_000, 15_000, 30_000, 60_000, 300_000]
export const waitAfter = (wrong: number): number => waits[Math.min(wrong, waits.length - 1)] ?? 0

const utf8 = new TextEncoder()

/** Last wrong try of this worker, in its own ticks: a clock that stands wrong shuts nobody out for longer than the pause. */
const lastWrong = new Map<string, number>()

function remaining({ id, wait }: Header): number {
  if (wait.ms === 0) return 0
  const byClock = wait.since + wait.ms - Date.now()
  const byTicks = (lastWrong.get(id) ?? 0) + wait.ms - performance.now()
  return Math.max(0, Math.ceil(Math.min(byClock, byTicks)))
}

function momentNow({ skew, latest }: Header): string {
  const now = new Date(Date.now() + skew).toISOString()
  return now > latest ? now : latest
}
const isEnded = (header: Header): boolean => momentNow(header) > header.until

export function openPeople(disk: Disk, browser: () => Promise<BrowserKeys>) {
  const get = (id: string): Promise<Header | undefined> =>
    disk.read(async (db) => done<Header | undefined>(db.transaction('vault').objectStore('vault').get(id)))
  const all = (): Promise<Header[]> =>
    disk.read(async (db) => done<Header[]>(db.transaction('vault').objectStore('vault').getAll()))
  const put = (header: Header): Promise<void> =>
    twice(disk, async (db) => {
      const tx = db.transaction('vault', 'readwrite', { durability: 'strict' })
      tx.objectStore('vault').put(header)
      await ended(tx)
    })
  /** Two tabs never change one header at a time: no guess goes uncounted. */
  const alone = <T>(id: string, work: (header: Header) => Promise<T>, none: T): Promise<T> =>
    navigator.locks.request(`primero/vault/${id}`, async () => {
      const header = await get(id)
      return header ? work(header) : none
    }) as Promise<T>

  const whoIs = async (userName: string): Promise<string> => {
    const { name } = await browser()
    return hexOf(new Uint8Array(await crypto.subtle.sign('HMAC', name, utf8.encode(`who/${userName}`))))
  }
  const faceOf = async (id: string, initials: string): Promise<Sealed> =>
    sealBytes((await browser()).seal, utf8.encode(JSON.stringify({ initials, opened: new Date().toISOString() })), id)
  const helpFor = async (id: string, help: Contact['help']): Promise<Pick<Header, 'help'>> =>
    help ? { help: { key: help.key, token: await sealBytes((await browser()).seal, utf8.encode(help.token), id) } } : {}
  const readFace = async ({ id, face }: Header): Promise<{ initials: string; opened: string }> =>
    JSON.parse(new TextDecoder().decode(await openBytes((await browser()).seal, face, id)))

  /** @param discard also what was sealed for the help desk */
  const destroy = (id: string, discard = false): Promise<void> =>
    twice(disk, async (db) => {
      const tx = db.transaction(['vault', 'object'], 'readwrite', { durability: 'strict' })
      tx.objectStore('vault').delete(id)
      tx.objectStore('object').delete(under(id))
      if (discard) tx.objectStore('object').delete(under(`escrow/${id}`))
      await ended(tx)
    })

  const halfFor = async (header: Header, secret: Secret): Promise<{ lock: Lock; half: Bytes } | undefined> => {
    const { device } = await browser()
    const lock = 'prf' in secret ? header.passkey : header.passphrase
    if (!lock) return undefined
    const factor = 'prf' in secret ? secret.prf : await stretched(secret.passphrase, lock.salt, header)
    return { lock, half: await halfOf(factor, device, lock.salt) }
  }

  /** Counts the try before it is made: a process that is killed in the middle has spent it. */
  async function tried<T>(
    header: Header,
    secret: Secret,
    then: (found: { dataKey: Bytes; share: Bytes; half: Bytes }) => Promise<T>,
  ): Promise<Try | T> {
    if (!secret.share && isEnded(header)) await forgetShare(header)
    const lock = 'prf' in secret ? header.passkey : header.passphrase
    if (!lock || (!lock.share && !secret.share)) return { state: 'ended' }
    const wait = remaining(header)
    if (wait > 0) return { state: 'wait', left: header.attempts - header.wrong, wait }
    header.wrong += 1
    header.wait = { since: Date.now(), ms: waitAfter(header.wrong) }
    header.latest = momentNow(header)
    lastWrong.set(header.id, performance.now())
    await put(header)
    const way = await halfFor(header, secret)
    const share = secret.share === undefined ? undefined : bytesOf(secret.share)
    const found = way && (await opened(way.lock, way.half, share, header.id))
    if (way && found) {
      const result = await then({ ...found, half: way.half })
      way.half.fill(0)
      found.share.fill(0)
      return result
    }
    way?.half.fill(0)
    if (header.wrong < header.attempts) {
      return { state: 'wrong', left: header.attempts - header.wrong, wait: remaining(header) }
    }
    await destroy(header.id)
    return { state: 'destroyed' }
  }

  async function forgetShare(header: Header): Promise<void> {
    if (!header.passphrase.share && !header.passkey) return
    header.passphrase = { ...header.passphrase, share: null }
    delete header.passkey
    await put(header)
  }

  const welcomed = async (header: Header): Promise<void> => {
    const { initials } = await readFace(header)
    header.face = await faceOf(header.id, initials)
    header.wrong = 0
    header.wait = { since: 0, ms: 0 }
    await put(header)
  }

  return {
    destroy: (id: string, discard: boolean): Promise<void> =>
      navigator.locks.request(`primero/vault/${id}`, () => destroy(id, discard)) as Promise<void>,
    async people(): Promise<Person[]> {
      const found = (await all()).map(async (header): Promise<Person> => {
        const { initials, opened } = await readFace(header)
        const { id, device, passkey } = header
        return {
          id,
          device,
          initials,
          opened,
          left: header.attempts - header.wrong,
          wait: remaining(header),
          isEnded: isEnded(header) || header.passphrase.share === null,
          passkey: passkey && !isEnded(header) ? { credential: passkey.credential, input: passkey.input } : undefined,
          unsent: await disk.read(async (db) =>
            done(
              db
                .transaction('object')
                .objectStore('object')
                .count(under(`${id}/outbox`)),
            ),
          ),
        }
      })
      return (await Promise.all(found)).sort((a, b) => b.opened.localeCompare(a.opened))
    },

    /** How this vault's changes are sealed for the help desk; undefined where the server has not told. */
    async helpOf(id: string): Promise<Help | undefined> {
      const header = await get(id)
      if (!header?.help) return undefined
      return { vault: id, device: header.device, ...header.help }
    },

    /** The vault that belongs to this user name, if this device has one. */
    async ofUser(userName: string): Promise<{ id: string; device: string } | undefined> {
      const who = await whoIs(userName)
      const found = (await all()).find((header) => header.who === who)
      return found && { id: found.id, device: found.device }
    },

    async enrol(
      who: { userName: string; initials: string; passphrase: string; device: string },
      { lease, policy, now, help }: Contact,
    ): Promise<{ id: string; keys: Keys }> {
      const id = crypto.randomUUID()
      const salt = randomBytes(16)
      const dataKey = randomBytes(32)
      const half = await halfOf(await stretched(who.passphrase, salt, stretchNow), (await browser()).device, salt)
      const passphrase = await lockWith(half, bytesOf(lease.share), dataKey, salt, id)
      half.fill(0)
      await put({
        v: 1,
        id,
        device: who.device,
        who: await whoIs(who.userName),
        face: await faceOf(id, who.initials),
        passphrase,
        ...stretchNow,
        until: lease.until,
        latest: now,
        skew: Date.parse(now) - Date.now(),
        wrong: 0,
        attempts: policy.attempts,
        wait: { since: 0, ms: 0 },
        ...(await helpFor(id, help)),
      })
      return { id, keys: await handlesOf(dataKey) }
    },

    unlock: (id: string, secret: Secret): Promise<Try | { state: 'open'; id: string; keys: Keys }> =>
      alone<Try | { state: 'open'; id: string; keys: Keys }>(
        id,
        (header) =>
          tried(header, secret, async ({ dataKey, share, half }) => {
            if (secret.share !== undefined && 'passphrase' in secret) {
              header.passphrase = await lockWith(half, share, dataKey, header.passphrase.salt, id)
            }
            await welcomed(header)
            return { state: 'open' as const, id, keys: await handlesOf(dataKey) }
          }),
        { state: 'none' },
      ),

    /** The passphrase becomes another one; the old one opens it for the last time. */
    rewrap: (id: string, old: Secret, next: string): Promise<Try> =>
      alone<Try>(
        id,
        (header) =>
          tried(header, old, async ({ dataKey, share }) => {
            const salt = randomBytes(16)
            const half = await halfOf(await stretched(next, salt, stretchNow), (await browser()).device, salt)
            header.passphrase = await lockWith(half, share, dataKey, salt, id)
            Object.assign(header, stretchNow)
            half.fill(0)
            dataKey.fill(0)
            await welcomed(header)
            return { state: 'open' as const, id }
          }),
        { state: 'none' },
      ),

    /** The authenticator of the device may stand for the passphrase from now on. */
    addPasskey: (id: string, passphrase: string, key: { credential: Bytes; input: Bytes; prf: Bytes }): Promise<Try> =>
      alone<Try>(
        id,
        (header) =>
          tried(header, { passphrase }, async ({ dataKey, share }) => {
            const salt = randomBytes(16)
            const half = await halfOf(key.prf, (await browser()).device, salt)
            const lock = await lockWith(half, share, dataKey, salt, id)
            header.passkey = { ...lock, credential: key.credential, input: key.input }
            half.fill(0)
            dataKey.fill(0)
            await welcomed(header)
            return { state: 'open' as const, id }
          }),
        { state: 'none' },
      ),

    removePasskey: (id: string): Promise<void> =>
      alone(
        id,
        async (header) => {
          delete header.passkey
          await put(header)
        },
        undefined,
      ),

    /** The server has spoken: its clock is right, and its word holds for longer. */
    renew: (id: string, { lease, policy, now, help }: Contact): Promise<void> =>
      alone(
        id,
        async (header) => {
          header.until = lease.until
          header.latest = now
          header.skew = Date.parse(now) - Date.now()
          header.attempts = policy.attempts
          await put({ ...header, ...(await helpFor(id, help)) })
        },
        undefined,
      ),

    /** @returns whether the lease is over; then its share is erased */
    checkLease: (id: string): Promise<boolean> =>
      alone(
        id,
        async (header) => {
          if (!isEnded(header)) return false
          await forgetShare(header)
          return true
        },
        true,
      ),
  }
}
