// What a sheet of people says, line by line: names become ids, and what cannot be taken is told by column.
import { nameText } from '@primero/domain/accounts/name.ts'
import type { Configuration } from '@primero/domain/configuration/configuration.ts'
import type { House } from '../house.ts'
import type { SentUser } from '../administration/wire-user.ts'
import { type CsvLine, csvLines } from './csv.ts'

export const sheetColumns = [
  'user_name',
  'full_name',
  'email',
  'role',
  'agency',
  'groups',
  'locale',
  'position',
  'phone',
  'code',
  'location',
  'disabled',
] as const
export type SheetColumn = (typeof sheetColumns)[number]

export const mostLines = 1000

/** Why a cell, a line or the file is not taken; sentences belong to the translations. */
export type Refusal = { column: string; reason: string }

export type SheetLine = { line: number; userName: string; data: SentUser; refusals: Refusal[] }

export type Sheet = { lines: SheetLine[]; refusals: Refusal[] }

export function readSheet(house: House, text: string): Sheet {
  if (text.includes('\ufffd')) return { lines: [], refusals: [{ column: '', reason: 'encoding' }] }
  const [head, ...rest] = csvLines(text)
  const columns = (head?.cells ?? []).map((name) => name.toLowerCase().replaceAll(' ', '_'))
  const refusals = headRefusals(columns, rest.length)
  if (refusals.length > 0) return { lines: [], refusals }
  const seen = new Set<string>()
  return {
    refusals: [],
    lines: rest.map((line) => {
      const read = lineOf(house, columns as SheetColumn[], line)
      if (seen.has(read.userName)) read.refusals.push({ column: 'user_name', reason: 'twice' })
      seen.add(read.userName)
      return read
    }),
  }
}

function headRefusals(columns: string[], lines: number): Refusal[] {
  const isKnown = (name: string): boolean => (sheetColumns as readonly string[]).includes(name)
  const unknown = columns
    .filter((name) => !isKnown(name))
    .map((column) => ({ column: shown(column), reason: 'column' }))
  const twice = columns.filter((name, i) => columns.indexOf(name) < i && isKnown(name))
  return [
    ...unknown,
    ...twice.map((column) => ({ column, reason: 'column_twice' })),
    ...(columns.includes('user_name') ? [] : [{ column: 'user_name', reason: 'column_missing' }]),
    ...(lines === 0 ? [{ column: '', reason: 'empty' }] : []),
    ...(lines > mostLines ? [{ column: '', reason: 'too_many_lines' }] : []),
  ]
}

/** A name of a column that is not ours may be anything. */
const shown = (name: string): string => name.slice(0, 60)

function lineOf(house: House, columns: readonly SheetColumn[], { line, cells }: CsvLine): SheetLine {
  const data: SentUser = {}
  const refusals: Refusal[] = []
  columns.forEach((column, i) => {
    const cell = cells[i] ?? ''
    // An empty cell says nothing: a sheet takes nothing away by leaving out.
    if (cell === '') return
    const reason = cellReason(column, cell) ?? take(house, data, column, cell)
    if (reason !== undefined) refusals.push({ column, reason })
  })
  if (cells.length > columns.length && cells.slice(columns.length).some((cell) => cell !== ''))
    refusals.push({ column: '', reason: 'too_many_cells' })
  const userName = nameText(data.user_name ?? '')
  if (userName === '' && !refusals.some(({ column }) => column === 'user_name'))
    refusals.push({ column: 'user_name', reason: "can't be blank" })
  return { line, userName, data: { ...data, user_name: userName }, refusals }
}

/** Spreadsheets run what begins like a formula: no such text comes in, so none goes out in a later file. */
function cellReason(column: SheetColumn, cell: string): string | undefined {
  if (cell.length > 500 && column !== 'groups') return 'too_long'
  if (/\p{Cc}/u.test(cell)) return 'control'
  const isFormula = column === 'phone' ? /^[=@]/.test(cell) || /^[+-][^\d]/.test(cell) : /^[=@+-]/.test(cell)
  return isFormula ? 'formula' : undefined
}

function take(house: House, data: SentUser, column: SheetColumn, cell: string): string | undefined {
  const config = house.configuration()
  switch (column) {
    case 'role': {
      const id = oneOf(config.roles, cell, ({ name }) => [name])
      if (id === undefined) return 'unknown'
      data.role_unique_id = id
      return undefined
    }
    case 'agency': {
      const id = oneOf(config.agencies, cell, ({ code, name }) => [code, ...Object.values(name)])
      if (id === undefined) return 'unknown'
      data.agency_id = house.wireIds().idOf('agency', id)
      return undefined
    }
    case 'groups':
      return takeGroups(config, data, cell)
    case 'location':
      if (!config.locations.has(cell)) return 'unknown'
      data.location = cell
      return undefined
    case 'disabled': {
      const said = words.get(cell.toLowerCase())
      if (said === undefined) return 'yes_or_no'
      data.disabled = said
      return undefined
    }
    default:
      data[column] = cell
      return undefined
  }
}

const words: ReadonlyMap<string, boolean> = new Map([
  ...['true', 'yes', '1', 'x'].map((word): [string, boolean] => [word, true]),
  ...['false', 'no', '0'].map((word): [string, boolean] => [word, false]),
])

function takeGroups(config: Configuration, data: SentUser, cell: string): string | undefined {
  const asked = cell.split(/[;|]/).map((name) => name.trim())
  const ids = asked.filter((name) => name !== '').map((name) => oneOf(config.userGroups, name, (group) => [group.name]))
  if (ids.some((id) => id === undefined)) return 'unknown'
  data.user_group_unique_ids = ids.filter((id) => id !== undefined)
  return undefined
}

/** By its id, or by a name that no other has. */
function oneOf<T extends { id: string }>(
  all: ReadonlyMap<string, T>,
  cell: string,
  namesOf: (one: T) => string[],
): string | undefined {
  if (all.has(cell)) return cell
  const wanted = cell.toLowerCase()
  const named = [...all.values()].filter((one) => namesOf(one).some((name) => name.toLowerCase() === wanted))
  return named.length === 1 ? named[0]?.id : undefined
}
