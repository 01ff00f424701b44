// What is loaded together stays in one file: small files pack worse, each alone. One holds what the door needs, one the
// way through it (the vault and the pages that open it), one all that lies behind it; pages that come when they are
// asked for bring only what nobody else has.
import { join } from 'node:path'

type Info = { importedIds: readonly string[]; dynamicallyImportedIds: readonly string[] } | null
type Graph = { getModuleInfo: (id: string) => Info }

const src = join(import.meta.dirname, '../src')
const [door, core] = [join(src, 'main.tsx'), join(src, 'Core.tsx')]
/** Hardly anybody opens it: a room of its own, or what is asked once after a password was changed elsewhere. */
const isRare = (id: string): boolean => id.startsWith(join(src, 'door/')) || id === join(src, 'entry/EarlierDialog.tsx')

/** Asked for by several rooms: a few lines each, in one file. Every name of a file costs the core some bytes. */
const pieces = [
  ...['sharing/services.ts', 'sharing/tellSent.ts', 'sharing/people.ts', 'sharing/CareTag.tsx'],
  ...['i18n/weekdays.ts', 'i18n/spoken.ts', 'record/useKept.ts', 'record/useWriting.ts'],
  ...['clinical-care.ts', 'consents.ts'].map((file) => `../../domain/src/workflow/${file}`),
].map((path) => join(src, path))

/** Everything that is loaded before this module runs. */
function loadedWith(graph: Graph, id: string, seen = new Set<string>()): Set<string> {
  if (seen.has(id)) return seen
  seen.add(id)
  for (const next of graph.getModuleInfo(id)?.importedIds ?? []) loadedWith(graph, next, seen)
  return seen
}

/** What the door asks for once it stands, with all that this needs. */
function atTheDoor(graph: Graph, start: ReadonlySet<string>): Set<string> {
  const later = new Set<string>()
  for (const id of start)
    for (const next of graph.getModuleInfo(id)?.dynamicallyImportedIds ?? [])
      if (next !== core && !isRare(next)) loadedWith(graph, next, later)
  return later
}

/** Names the file of a module; nothing where the bundler may choose. */
export function together(): (id: string, graph: Graph) => string | null {
  let files: Map<string, string> | undefined
  return (id, graph) => {
    files ??= filesOf(graph)
    return files.get(id) ?? null
  }
}

function filesOf(graph: Graph): Map<string, string> {
  const start = loadedWith(graph, door)
  const later = atTheDoor(graph, start)
  const behind = [...loadedWith(graph, core)].filter((id) => !start.has(id) && !later.has(id))
  // Where a file begins, it keeps its own name; each language is a file of its own.
  const scripts = (ids: Iterable<string>) =>
    [...ids].filter((id) => id !== door && id !== core && !/\.(css|po)/.test(id))
  return new Map([
    ...pieces.map((id): [string, string] => [id, 'pieces']),
    ...scripts(behind).map((id): [string, string] => [id, 'behind']),
    ...scripts(later).map((id): [string, string] => [id, 'key']),
    ...scripts(start).map((id): [string, string] => [id, 'start']),
  ])
}
