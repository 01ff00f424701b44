// Photos and papers of kept records, for the days without a network: copies, the smallest first, never more than fits.
import { mayKeep } from '@primero/domain/access/offline.ts'
import { Refused, Unreachable } from '../../sync/http.ts'
import { type Live, live } from '../live.ts'
import type { Item } from '../vault/shape.ts'
import type { Copies } from './copies.ts'
import { type Ground, keyOf, type PulledPage } from './ground.ts'

/** A larger file is looked at online only. Bytes. */
const mostOfOne = 1024 * 1024
const mostInAll = 40 * 1024 * 1024

/** `of`: the record that it belongs to. */
type Known = { of: string; size: number; url: string; has: boolean }
type Index = Readonly<Record<string, Known>>

export type Files = {
  /** Ids of attachments whose bytes lie on this device. */
  here: Live<ReadonlySet<string>>
  open: () => Promise<void>
  bytes: (id: string) => Promise<Uint8Array<ArrayBuffer> | undefined>
  /** What a page of a pull says of files; their bytes are fetched by `fill`. */
  note: (page: PulledPage) => Promise<void>
  /** Fetches what is missing, as far as the line, the person and the disk allow. */
  fill: () => Promise<void>
  forget: () => void
}

/** Full, or without its keys. */
const isOfDisk = (e: unknown): boolean => e instanceof Error && e.name.startsWith('Vault')

export function filesOn(ground: Ground, copies: Copies): Files {
  const { vault, wire } = ground
  const here = live<ReadonlySet<string>>(new Set())
  let index: Index = {}
  let isOpen = false

  const show = (next: Index): void => {
    index = next
    here.set(new Set(Object.keys(next).filter((id) => next[id]?.has)))
  }
  let turn: Promise<unknown> = Promise.resolve()
  /** One change after the other, each on what the one before left: a list that came late forgets no file. */
  const keep = (change: (now: Index) => Index, put: Item[] = []): Promise<void> => {
    const mine = turn.then(async () => {
      const next = change(index)
      const gone = Object.keys(index).filter((id) => !(id in next) && index[id]?.has)
      const drop = gone.map((id) => ({ room: 'file' as const, id }))
      await vault.write({ put: [...put, { room: 'meta', id: 'files', value: next }], drop })
      show(next)
    })
    turn = mine.catch(() => undefined)
    return mine
  }
  const wanted = (page: PulledPage): Index => {
    const config = ground.me()
    const files = page.records.flatMap((record) =>
      record.attachments
        .filter(({ field, size }) => config && size <= mostOfOne && mayKeep(config.configuration, record.type, [field]))
        .map(({ id, size, url }): [string, Known] => [
          id,
          { of: keyOf(record), size, url, has: index[id]?.has ?? false },
        ]),
    )
    return Object.fromEntries(files)
  }
  const still = (): Index =>
    Object.fromEntries(Object.entries(index).filter(([, { of }]) => copies.lines.get().has(of)))

  copies.lines.subscribe(() => {
    const next = still()
    if (isOpen && Object.keys(next).length < Object.keys(index).length) void keep(still).catch(() => undefined)
  })

  async function fetched(): Promise<void> {
    for (const [id, known] of Object.entries(index).sort(([, a], [, b]) => a.size - b.size)) {
      if (known.has || !index[id]) continue
      const taken = Object.values(index).reduce((sum, { has, size }) => (has ? sum + size : sum), 0)
      if (taken + known.size > mostInAll || !mayFill()) return
      try {
        const value = await ground.signedIn(() => wire.file(known.url))
        // A captive portal answers with a page of its own.
        if (value.length !== known.size) return
        if (index[id]) await keep((now) => ({ ...now, [id]: { ...known, has: true } }), [{ room: 'file', id, value }])
      } catch (e) {
        if (!(e instanceof Refused)) throw e
        await keep(({ [id]: _gone, ...others }) => others)
      }
    }
  }
  const mayFill = (): boolean =>
    ground.me()?.policy.media === true && ground.mayTravel() && ground.line.get() === 'online'

  return {
    here,
    async open() {
      show(((await vault.read('meta', 'files')) as Index | undefined) ?? {})
      isOpen = true
      if (ground.me()?.policy.media === false && Object.keys(index).length > 0) await keep(() => ({}))
    },
    bytes: async (id) => (await vault.read('file', id)) as Uint8Array<ArrayBuffer> | undefined,
    async note(page) {
      if (ground.me()?.policy.media !== true) return
      const about = new Set(page.records.map(keyOf))
      const noted = (): Index => {
        const others = Object.entries(still()).filter(([, { of }]) => !about.has(of))
        return { ...Object.fromEntries(others), ...wanted(page) }
      }
      // Where the disk takes nothing now, the next file that it takes brings the list along.
      await keep(noted).catch((e: unknown) => {
        if (!isOfDisk(e)) throw e
        show(noted())
      })
    },
    async fill() {
      if (!mayFill()) return
      try {
        await ground.alone('files', fetched)
      } catch (e) {
        // A line that broke, or a full disk: what is here stays, the rest comes with a later pull.
        if (!(e instanceof Unreachable || isOfDisk(e))) throw e
      }
    },
    forget() {
      isOpen = false
      show({})
    },
  }
}
