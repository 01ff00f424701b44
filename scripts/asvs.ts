// The table of the ASVS says where each requirement is met: the tests that it names are there, and the sums are right.
//   node scripts/asvs.ts
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const states = ['met', 'not applicable', 'open'] as const
type State = (typeof states)[number]
export type Row = { number: string; level: string; state: string; where: string }

const rowShape = /^\| (\d+\.\d+\.\d+) \| ([^|]*) \| [^|]+ \| ([^|]+) \| (.*) \|$/

export const rowsOf = (table: string): Row[] =>
  table.split('\n').flatMap((line) => {
    const [, number, level, state, where] = rowShape.exec(line) ?? []
    return number && level && state && where !== undefined ? [{ number, level, state, where }] : []
  })

/** Word → file, as the page says them. */
const filesOf = (table: string): Map<string, string> =>
  new Map([...table.matchAll(/^- `([\w-]+)`: (\S+)$/gm)].map(([, word, file]) => [word ?? '', file ?? '']))

const testsOf = (where: string): [string, string][] =>
  [...where.matchAll(/`([\w-]+)` “([^”]+)”/g)].map(([, word, title]) => [word ?? '', title ?? ''])

/** Every fault of the table, in words. `textOf` reads a file of the house; undefined where there is none. */
export function faultsIn(table: string, textOf: (file: string) => string | undefined): string[] {
  const rows = rowsOf(table)
  const files = filesOf(table)
  const numbers = rows.map(({ number }) => number)
  const of = (state: State): number => rows.filter((row) => row.state === state).length
  const sums = `${of('met')} met, ${of('not applicable')} not applicable, ${of('open')} open.`
  return [
    ...numbers.filter((number, i) => numbers.indexOf(number) !== i).map((number) => `${number} stands twice`),
    ...rows.flatMap((row) => faultsOf(row, files, textOf)),
    ...(table.includes(`\n${sums}\n`) ? [] : [`the sums are: ${sums}`]),
  ]
}

function faultsOf(row: Row, files: Map<string, string>, textOf: (file: string) => string | undefined): string[] {
  const { number, level, state, where } = row
  if (!/^[12]$/.test(level)) return [`${number}: level ${level}`]
  if (!states.some((known) => known === state)) return [`${number}: stands ${state}`]
  if (where.trim() === '') return [`${number}: says nothing`]
  if (state !== 'met') return []
  const tests = testsOf(where)
  if (tests.length === 0) return [`${number}: met, and no test is named`]
  return tests.flatMap(([word, title]) => {
    const text = textOf(files.get(word) ?? '')
    if (text === undefined) return [`${number}: there is no file for ${word}`]
    return isTitle(text, title) ? [] : [`${number}: no test of ${word} is called “${title}”`]
  })
}

/** Between quotes, so that a word of a comment is none. */
const isTitle = (text: string, title: string): boolean =>
  ["'", '"', '`'].some((quote) => text.includes(`${quote}${title.replace(/^`|`$/g, '')}${quote}`))

function main(): void {
  const root = join(import.meta.dirname, '..')
  const read = (file: string) =>
    file !== '' && existsSync(join(root, file)) ? readFileSync(join(root, file), 'utf8') : undefined
  const faults = faultsIn(read('docs/asvs.md') ?? '', read)
  for (const fault of faults) console.log(fault)
  process.exitCode = faults.length === 0 ? 0 : 1
}

if (import.meta.main) main()
