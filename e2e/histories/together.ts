// Lists of choices and tallies go in among what others said: what stands afterwards need not be what anybody typed, and
// nothing is written where others had said as much before.
import { type Change, isBlank, meets, type Path, type Truth, valueAt } from './truth.ts'

type Entry = Truth['history'][number]
type Stood = { before: unknown; after: unknown }
type Came = { intention: string; version: number }

/** Has this answer gone in among what others said, as it came? */
export function isJoined(entries: Entry[], now: unknown, came: Came, change: Change): boolean {
  return stoodAt(entries, now, came, change.path).some((stood) => isIn(change, stood))
}

/** Whatever was added or moved is there, and whatever was taken away is not. */
function isIn({ from, to }: Change, { before, after }: Stood): boolean {
  const [base, wish, result] = [from, to, after].map(partsOf)
  if (!base || !wish || !result) return false
  if ([from, to, after].some(isTally)) return isCounted([from, to, before, after].map(countsIn))
  return (
    [...wish].every((part) => base.has(part) || result.has(part)) &&
    [...base].every((part) => wish.has(part) || !result.has(part))
  )
}

type Counts = { [key: string]: number | null }
const isTally = (value: unknown): boolean => typeof value === 'object' && value !== null && !Array.isArray(value)
const countsIn = (value: unknown): Counts => (isTally(value) ? (value as Counts) : {})

function isCounted([base = {}, wish = {}, before = {}, after = {}]: Counts[]): boolean {
  const moved = (to: Counts, from: Counts, key: string): number => (to[key] ?? 0) - (from[key] ?? 0)
  return [...new Set([...Object.keys(base), ...Object.keys(wish)])]
    .filter((key) => moved(wish, base, key) !== 0)
    .every((key) => moved(after, wish, key) === 0 || moved(after, before, key) === moved(wish, base, key))
}

/**
 * What stood there before it came, and after. It wrote nothing where the two are the same. Versions of an incident are
 * not those of its case: whatever ever stood there is possible.
 */
function stoodAt(entries: Entry[], now: unknown, { intention, version }: Came, path: Path): Stood[] {
  const written = entries.flatMap((entry) =>
    entry.changes
      .filter((done) => meets(path, done.path))
      .map(({ path: { length }, from, to }) => ({
        entry,
        before: valueAt(from, path.slice(length)),
        after: valueAt(to, path.slice(length)),
      })),
  )
  const own = written.filter(({ entry }) => entry.intention === intention)
  if (own.length > 0) return own
  const values = [...written.map(({ after }) => after), written[0]?.before ?? now]
  if (path[0] === 'incident_details') return values.map(unmoved)
  const earlier = written.filter(({ entry }) => entry.version <= version).at(-1)
  const later = written.find(({ entry }) => entry.version > version)
  return [unmoved(earlier ? earlier.after : later ? later.before : now)]
}

const unmoved = (value: unknown): Stood => ({ before: value, after: value })

/** The choices of a list, or the numbers of a tally. */
export function partsOf(value: unknown): Set<string> | undefined {
  if (Array.isArray(value)) return new Set(value.map((part) => JSON.stringify(part)))
  if (typeof value !== 'object' || value === null) return isBlank(value) ? new Set() : undefined
  return new Set(Object.entries(value).map(([key, part]) => `${key}=${JSON.stringify(part)}`))
}
