import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const folder = join(import.meta.dirname, 'sql')
const files = readdirSync(folder).map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') }))

const numbers = (text: string): string[] => [...new Set(text.match(/\$\d+/g) ?? [])].sort()

test.each(files)('$name says which job it measures and names the parameters it takes', ({ name, text }) => {
  const lines = text.split('\n')
  const start = lines.findIndex((line) => !line.startsWith('--'))
  expect(lines[0]).toMatch(/^-- B\d+/)
  expect(name.slice(1, 3)).toBe(/B(\d+)/.exec(lines[0] ?? '')?.[1]?.padStart(2, '0'))
  expect(numbers(lines.slice(0, start).join('\n'))).toEqual(numbers(lines.slice(start).join('\n')))
})

test('every job of the storage design has a statement', () => {
  const jobs = new Set(files.map(({ name }) => Number(name.slice(1, 3))))
  const wanted = Array.from({ length: 20 }, (_, i) => i + 1).filter((job) => job !== 16)
  // B16 is B15 with one client.
  expect(wanted.filter((job) => !jobs.has(job))).toEqual([])
})
