// Whose rows this page reads and writes. Small: the sign-in page loads it.
import { browserSpace, type Space } from './calls.ts'

let space: Space = browserSpace
let enrolled: string | undefined

/** Said before the session lets the person in, and when the keys are gone. */
export function enterSpace(next: Space, device: string | undefined): void {
  space = next
  enrolled = device
}
/** From now on this page knows nobody's rows. */
export const stepOut = (): void => enterSpace(browserSpace, undefined)
/** Take it once for a piece of work: what one person began never ends up among the rows of the next. */
export const spaceNow = (): Space => space
/** Is the vault of a person open here, and not only the browser's? */
export const isOwn = (): boolean => space !== browserSpace
/** Id under which the server knows this device of the person who is here; undefined where nothing is kept. */
export const enrolledDevice = (): string | undefined => enrolled

/** Browsers have no encryption on plain http, and some refuse storage. */
export const canSeal = 'indexedDB' in globalThis && globalThis.crypto?.subtle !== undefined

/** Where the app keeps its vaults. */
export const vaultDatabase = 'primero.vault'

type Buckets = {
  open: (name: string, how: object) => Promise<{ indexedDB: IDBFactory }>
  keys: () => Promise<string[]>
}
/** Chromium's; other browsers have none. */
export const buckets = (navigator as { storageBuckets?: Buckets }).storageBuckets
/** Where the double of unsent work lies. */
export const bucket = 'unsent'
/** Was there ever a double on this device? */
export const hasBucket = async (): Promise<boolean> =>
  (await buckets?.keys().catch((): string[] => []))?.includes(bucket) ?? false
