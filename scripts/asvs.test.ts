import { expect, test } from 'vitest'
import { faultsIn } from './asvs.ts'

const page = (row: string, sums = '1 met, 0 not applicable, 0 open.') =>
  `# ASVS\n\n${sums}\n\n- \`door\`: e2e/door.test.ts\n\n${row}\n`
const textOf = (file: string) => (file === 'e2e/door.test.ts' ? "test('a lock shuts', () => {})" : undefined)

test.each([
  ['a test that is there', '| 6.1.1 | 1 | locks | met | here; `door` “a lock shuts” |', []],
  [
    'one that is not',
    '| 6.1.1 | 1 | locks | met | `door` “a lock opens” |',
    ['6.1.1: no test of door is called “a lock opens”'],
  ],
  ['a file that is not', '| 6.1.1 | 1 | locks | met | `gate` “a lock shuts” |', ['6.1.1: there is no file for gate']],
  ['no test', '| 6.1.1 | 1 | locks | met | in the code |', ['6.1.1: met, and no test is named']],
])('a requirement that is met names %s', (_words, row, faults) => {
  expect(faultsIn(page(row), textOf)).toEqual(faults)
})

test('sums, levels and states are those of the rows, and none stands twice', () => {
  const open = '| 6.1.1 | 2 | locks | open | no lock |'
  expect(faultsIn(page(open), textOf)).toEqual(['the sums are: 0 met, 0 not applicable, 1 open.'])
  expect(faultsIn(page(`${open}\n${open}`, '0 met, 0 not applicable, 2 open.'), textOf)).toEqual(['6.1.1 stands twice'])
  expect(faultsIn(page('| 6.1.1 | 3 | locks | open | x |', '0 met, 0 not applicable, 1 open.'), textOf)).toEqual([
    '6.1.1: level 3',
  ])
})
