// `node scripts/switch-on.ts <area>…`: cases that were ahead of the code are played from now on. Renames
// `<area>.ahead.ts` to `<area>.golden.ts`, moves the rules that they name from docs/rules-ahead.txt to docs/rules.txt,
// and leaves the rest to `node scripts/coverage.ts`. Try an area first: GOLDEN_AHEAD=<area>, project pg.
import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { GoldenCase } from '../packages/server/test/golden/golden.ts'

const root = join(import.meta.dirname, '..')
const golden = join(root, 'packages/server/test/golden')
const ruled = join(root, 'docs/rules.txt')
const waiting = join(root, 'docs/rules-ahead.txt')

const linesOf = (file: string): string[] => readFileSync(file, 'utf8').trimEnd().split('\n')
const keyOf = (line: string): string | undefined => (line.startsWith('#') ? undefined : line.split(' | ')[0])
const chapterOf = (line: string): string => (keyOf(line) ?? '').split(' ').slice(0, -1).join(' ')
const documentOf = (line: string): string => chapterOf(line).split(' ')[0] ?? ''

/** Behind the last rule of its chapter; else of its document; else at the end. */
function placed(lines: string[], line: string): string[] {
  const among = (same: (other: string) => boolean): number =>
    lines.findLastIndex((other) => keyOf(other) && same(other))
  const at = among((other) => chapterOf(other) === chapterOf(line))
  const behind = at >= 0 ? at : among((other) => documentOf(other) === documentOf(line))
  return lines.toSpliced(behind < 0 ? lines.length : behind + 1, 0, line)
}

for (const area of process.argv.slice(2)) {
  const from = join(golden, `${area}.ahead.ts`)
  const { cases } = (await import(pathToFileURL(from).href)) as { cases: GoldenCase[] }
  const named = new Set(cases.map((c) => c.rule))
  const moving = linesOf(waiting).filter((line) => named.has(keyOf(line) ?? ''))
  const staying = linesOf(waiting).filter((line) => !named.has(keyOf(line) ?? ''))
  writeFileSync(ruled, `${moving.reduce(placed, linesOf(ruled)).join('\n')}\n`)
  writeFileSync(waiting, `${staying.join('\n')}\n`)
  renameSync(from, join(golden, `${area}.golden.ts`))
  console.log(`${area}: ${cases.length} cases, ${moving.length} rules. Now run node scripts/coverage.ts`)
}
