import { expect, test } from 'vitest'
import { csvLines } from './csv.ts'

const cellsOf = (text: string) => csvLines(text).map(({ cells }) => cells)

test('cells are split by commas, semicolons or tabs, whichever the first line has', () => {
  for (const by of [',', ';', '\t'])
    expect(cellsOf(`a${by}b\n1${by}2`)).toEqual([
      ['a', 'b'],
      ['1', '2'],
    ])
  expect(cellsOf('a;b\nx, y;z')).toEqual([
    ['a', 'b'],
    ['x, y', 'z'],
  ])
})

test('quotes hold separators, line breaks and quotes', () => {
  expect(cellsOf('a,b\n"x, ""y""","two\nlines"')).toEqual([
    ['a', 'b'],
    ['x, "y"', 'two\nlines'],
  ])
})

test('lines keep their number in the file, over empty ones and breaks within cells', () => {
  expect(csvLines('a\n\n"one\ntwo"\nthree').map(({ line }) => line)).toEqual([1, 3, 5])
})

test('a mark of the encoding, spaces around cells and Windows line ends are no part of them', () => {
  expect(cellsOf('\ufeffa, b\r\n 1 ,2\r\n')).toEqual([
    ['a', 'b'],
    ['1', '2'],
  ])
})

test('a quote that never ends takes the rest', () => {
  expect(cellsOf('a,b\n"1,2\n3,4')).toEqual([['a', 'b'], ['1,2\n3,4']])
})
