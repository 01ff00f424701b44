// The golden cells name roles that ship and relations that there are, and are enough.
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readBundles } from '../../src/configuration/bundles.ts'
import { doorCells, nameCells, recordCells, relations } from './cells.cases.ts'

const shipped = readBundles(join(import.meta.dirname, '../../../../config'), ['core', 'cp', 'gbv']).flatMap((bundle) =>
  bundle.roles.map((role) => role.id),
)

test('every role of a cell ships', () => {
  const named = [
    ...recordCells.flatMap(({ cells }) => Object.keys(cells)),
    ...doorCells.flatMap(({ yes, no }) => [...yes, ...no]),
    ...nameCells.flatMap(({ cells }) => Object.keys(cells)),
  ]
  expect([...new Set(named)].filter((role) => !shipped.includes(role))).toEqual([])
})

test('every cell has an answer, and none two', () => {
  for (const { cells } of recordCells)
    for (const row of Object.values(cells)) expect(row).toMatch(new RegExp(`^[yn]{${relations.length}}$`))
  for (const { cells } of nameCells)
    for (const row of Object.values(cells)) expect(row).toMatch(new RegExp(`^[yn-]{${relations.length}}$`))
  for (const { request, yes, no } of doorCells) {
    expect({ request, both: yes.filter((role) => no.includes(role)) }).toEqual({ request, both: [] })
  }
})

test('there are at least two hundred of them', () => {
  const letters = [...recordCells, ...nameCells].flatMap(({ cells }) => Object.values(cells).join('').split(''))
  const doors = doorCells.reduce((sum, { yes, no }) => sum + yes.length + no.length, 0)
  expect(letters.filter((letter) => letter !== '-').length + doors).toBeGreaterThan(200)
})
