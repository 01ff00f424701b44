// The only place that holds keys. A page asks by messages; what goes back is values, never a key.
import { type Answered, type Asked, type Calls, browserSpace, type Space } from './calls.ts'
import { browserKeys, openDisk } from './disk.ts'
import { bringOver } from './older.ts'
import { openObjects } from './objects.ts'
import { type Vault, VaultLocked } from './shape.ts'

/** The page names its database when it starts the worker. */
const database = self.name
/** Where the first version of the app kept what was not sent. */
const older = 'primero'

const disk = openDisk(database)
const spaces = new Map<Space, Vault>()
let browser: Promise<Vault> | undefined

async function browserVault(): Promise<Vault> {
  browser ??= browserKeys(disk).then(async (keys) => {
    const vault = openObjects(disk, browserSpace, keys)
    // Work in the old place must not keep anybody from working in the new one.
    await bringOver(older, vault).catch(() => undefined)
    return vault
  })
  browser.catch(() => {
    browser = undefined
  })
  return browser
}

async function vaultOf(space: Space): Promise<Vault> {
  if (space === browserSpace) return browserVault()
  const open = spaces.get(space)
  if (!open) throw new VaultLocked()
  return open
}

const calls: Calls = {
  write: async (space, change) => (await vaultOf(space)).write(change),
  read: async (space, room, id) => (await vaultOf(space)).read(room, id),
  readAll: async (space, room) => (await vaultOf(space)).readAll(room),
  find: async (space, room, tokens) => (await vaultOf(space)).find(room, tokens),
  clear: async (space, rooms) => (await vaultOf(space)).clear(rooms),
}

const answer = (said: Answered): void => self.postMessage(said)

self.onmessage = async ({ data }: MessageEvent<Asked>) => {
  const { n, name, args } = data
  try {
    answer({ n, value: await (calls[name] as (...args: unknown[]) => Promise<unknown>)(...args) })
  } catch (e) {
    // The words of an error might tell of what it choked on; its name does not.
    answer({ n, failure: e instanceof Error ? e.name : 'Error' })
  }
}
