// The only place that holds keys. A page asks by messages; what goes back is values, never a key.
import { type Answered, type Asked, browserSpace, type Calls, type Space, type Told } from './calls.ts'
import { browserKeys, openDisk, wasRestored } from './disk.ts'
import { countLeft, leftOn, letGoOf } from './escrow.ts'
import type { Keys } from './keys.ts'
import { openObjects } from './objects.ts'
import { bringOver, moveWork } from './older.ts'
import { openPeople } from './people.ts'
import { type Vault, VaultLocked } from './shape.ts'
import { otherTabs } from './tabs.ts'

/** The page names its database when it starts the worker. */
const database = self.name
/** Where the first version of the app kept what was not sent. */
const older = 'primero'

const tell = (said: Answered | Told): void => self.postMessage(said)

const disk = openDisk(database)
let keysOfBrowser: ReturnType<typeof browserKeys> | undefined
const browser = (): ReturnType<typeof browserKeys> => {
  keysOfBrowser ??= browserKeys(disk)
  keysOfBrowser.catch(() => {
    keysOfBrowser = undefined
  })
  return keysOfBrowser
}

let underBrowser: Promise<Vault> | undefined
const browserVault = (): Promise<Vault> => {
  underBrowser ??= browser().then(async (keys) => {
    const vault = openObjects(disk, browserSpace, keys)
    // Work in the old place must not keep anybody from working in the new one.
    await bringOver(older, vault).catch(() => undefined)
    return vault
  })
  underBrowser.catch(() => {
    underBrowser = undefined
  })
  return underBrowser
}

const people = openPeople(disk, browser)
let open: { space: Space; keys: Keys; vault: ReturnType<typeof openObjects> } | undefined
let deadline: ReturnType<typeof setTimeout> | undefined

const vaultOf = async (space: Space): Promise<Vault> => {
  if (space === browserSpace) return browserVault()
  if (open?.space !== space) throw new VaultLocked()
  return open.vault
}

function begin(space: Space, keys: Keys): Space {
  open = { space, keys, vault: openObjects(disk, space, keys, () => people.helpOf(space)) }
  return space
}

function forget(): void {
  clearTimeout(deadline)
  if (!open) return
  open = undefined
  tell({ told: 'locked' })
}

const tabs = otherTabs(database, {
  keys: () => open && { space: open.space, keys: open.keys },
  lock: forget,
  opened: () => !open && tell({ told: 'opened' }),
})

const lock = async (): Promise<void> => {
  tabs.lock()
  forget()
}

/** A lease that ends while somebody reads ends the reading. */
async function checkLease(): Promise<void> {
  const now = open
  if (now && (await people.checkLease(now.space)) && open === now) await lock()
}
setInterval(() => void checkLease().catch(() => undefined), 20_000)

const calls: Calls = {
  write: async (space, change) => (await vaultOf(space)).write(change),
  read: async (space, room, id) => (await vaultOf(space)).read(room, id),
  readAll: async (space, room) => (await vaultOf(space)).readAll(room),
  find: async (space, room, tokens) => (await vaultOf(space)).find(room, tokens),
  clear: async (space, rooms) => (await vaultOf(space)).clear(rooms),

  people: people.people,
  wasRestored: () => wasRestored(disk),
  ofUser: people.ofUser,
  async enrol(who, contact) {
    const { id, keys } = await people.enrol(who, contact)
    tabs.opened()
    return begin(id, keys)
  },
  async unlock(id, secret) {
    const result = await people.unlock(id, secret)
    if (!('keys' in result)) return result
    begin(id, result.keys)
    tabs.opened()
    return { state: 'open', id }
  },
  rewrap: people.rewrap,
  addPasskey: people.addPasskey,
  removePasskey: people.removePasskey,
  async renew(id, contact) {
    await people.renew(id, contact)
    // What waited before the help desk was known.
    if (contact.help && open?.space === id) await open.vault.sealWaiting()
  },
  hasHelp: async (id) => (await people.helpOf(id)) !== undefined,
  async adopt() {
    if (open) return open.space
    const found = await tabs.ask()
    return found && begin(found.space, found.keys)
  },
  async moveIn(space, userName) {
    await moveWork(await browserVault(), await vaultOf(space), userName)
  },
  lock,
  async lockIn(after) {
    clearTimeout(deadline)
    if (after !== undefined) deadline = setTimeout(() => void lock(), after)
  },
  async destroy(id, discard = false) {
    if (open?.space === id) await lock()
    await people.destroy(id, discard)
  },
  left: (space) => leftOn(disk, async () => (await browser()).seal, space),
  countLeft: (space) => countLeft(disk, space),
  letGo: (ids) => letGoOf(disk, ids),
}

self.onmessage = async ({ data }: MessageEvent<Asked>) => {
  const { n, name, args } = data
  try {
    tell({ n, value: await (calls[name] as (...args: unknown[]) => Promise<unknown>)(...args) })
  } catch (e) {
    // The words of an error might tell of what it choked on; its name does not.
    tell({ n, failure: e instanceof Error ? e.name : 'Error' })
  }
}
