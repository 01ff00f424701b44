// What the server has for this device: changed records, those that left, open conflicts, and the right to go on reading.
import { Refused, Unreachable } from '../../sync/http.ts'
import type { PullReply } from '@primero/domain/sync/protocol.ts'
import { type Live, live } from '../live.ts'
import { VaultFull, VaultLocked } from '../vault/shape.ts'
import type { Copies } from './copies.ts'
import type { Ground, PulledPage, RecordName } from './ground.ts'

export type Contact = {
  /** Of this device's clock, when the server last answered. */
  at: string | undefined
  /** Milliseconds by which this device's clock is ahead of the server's. */
  ahead: number
  counts: PullReply['counts']
  pulling: boolean
  /** The disk took no more: what is kept is less than it should be. */
  full: boolean
}

export type Puller = {
  contact: Live<Contact>
  pins: Live<readonly RecordName[]>
  open: () => Promise<void>
  /** Asks until nothing more waits; at most one at a time over all pages. Gives whether the server answered. */
  pull: () => Promise<boolean>
  /** Before anything is sent after a silence: what left this device's set is erased. @throws Unreachable */
  heed: () => Promise<void>
  pin: (of: RecordName, wanted: boolean) => Promise<void>
  /** Each page of a pull: lease, policy and stamp are for others. */
  onPage: (hear: (page: PulledPage) => void) => void
  forget: () => void
}

const pageOf = 50
/** Who was not heard for longer may have missed a word, and asks first what has left. Milliseconds. */
const silence = 60_000
const nothing: Contact = { at: undefined, ahead: 0, counts: {}, pulling: false, full: false }

export function pullerOn(ground: Ground, copies: Copies): Puller {
  const { vault, wire } = ground
  const contact = live<Contact>(nothing)
  const pins = live<readonly RecordName[]>([])
  const hearers = new Set<(page: PulledPage) => void>()
  let running: Promise<boolean> | undefined
  let following: Promise<boolean> | undefined
  let heard = 0
  ground.line.subscribe(() => {
    if (ground.line.get() === 'offline') heard = 0
  })
  const mayAsk = () => ground.me() && ground.isEnrolled() && ground.line.get() !== 'offline'
  const change = (part: Partial<Contact>): void => contact.set({ ...contact.get(), ...part })

  /** One page; gives whether more waits. A page takes its turn by itself, so that nobody who sends waits for all of them. */
  const page = (limit: number): Promise<boolean | undefined> =>
    ground.alone('pull', async () => {
      const user = ground.me()?.me.userName
      const cursor = ((await vault.read('meta', 'cursor')) as string | undefined) ?? null
      const request = { device: ground.device(), cursor, pins: [...pins.get()], limit }
      const page = await ground.signedIn(() => wire.pull(request))
      // Somebody else sits here by now, or nobody: the page is not theirs.
      if (ground.me()?.me.userName !== user) return undefined
      await copies.take(page, page.cursor)
      for (const hear of hearers) hear(page)
      const at = ground.now()
      heard = Date.parse(at)
      const before = contact.get().counts
      const counts = Object.fromEntries(
        Object.entries(page.counts).map(([type, count]) => [type, { ...before[type], ...count }]),
      )
      change({ at, ahead: heard - Date.parse(page.now), counts, full: false })
      return page.more
    })

  async function pulled(): Promise<boolean> {
    if (!mayAsk()) return false
    change({ pulling: true })
    try {
      let more = await page(pageOf)
      while (more) more = await page(pageOf)
      if (more === undefined) return false
      await vault.write({ put: [{ room: 'meta', id: 'contact', value: { ...contact.get(), pulling: false } }] })
      return true
    } catch (e) {
      if (e instanceof Unreachable || e instanceof Refused) return false
      // A lock came in between: there is nowhere to put it, and nobody to see it.
      if (e instanceof VaultLocked) return false
      if (!(e instanceof VaultFull)) throw e
      change({ full: true })
      return false
    } finally {
      change({ pulling: false })
    }
  }

  function pull(): Promise<boolean> {
    if (!running) {
      running = pulled().finally(() => {
        running = undefined
      })
      return running
    }
    // What happens while an answer is on its way is not in it: once more, after it, for all who ask meanwhile.
    following ??= running
      .catch(() => false)
      .then(() => {
        following = undefined
        return pull()
      })
    return following
  }

  return {
    contact,
    pins,
    async open() {
      const [kept, wanted] = await Promise.all([vault.read('meta', 'contact'), vault.read('meta', 'pins')])
      contact.set({ ...nothing, ...(kept as Partial<Contact> | undefined) })
      pins.set((wanted as RecordName[] | undefined) ?? [])
    },
    pull,
    async heed() {
      if (!mayAsk() || Date.parse(ground.now()) - heard < silence) return
      try {
        await page(0)
      } catch (e) {
        // A device that is refused, or full, still sends what its person wrote.
        if (!(e instanceof Refused || e instanceof VaultFull)) throw e
      }
    },
    async pin(of, wanted) {
      const others = pins.get().filter((pin) => pin.id !== of.id)
      pins.set(wanted ? [...others, of] : others)
      await vault.write({ put: [{ room: 'meta', id: 'pins', value: pins.get() }] })
    },
    onPage: (hear) => void hearers.add(hear),
    forget() {
      heard = 0
      contact.set(nothing)
      pins.set([])
    },
  }
}
