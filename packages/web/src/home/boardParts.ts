// A board as the page draws it: several of the server's boards may be one card; a card is a list or a table of numbers.
import type { I18n } from '@lingui/core'
import type { Board, BoardNumber } from '@primero/domain/sync/home.ts'
import type { RecordType } from '@primero/domain/configuration/bundle.ts'
import { labelOf as labelOfOption, placeName } from '../forms/choices.ts'
import { stampedChoices, stageText } from '../lists/specs.ts'
import type { AppConfig } from '../store/store.ts'
import { approvalStates, approvalWords, boardTitles, noLevel, numberWords, waitsTooLong } from './boardWords.ts'

export type CardNumber = {
  /** For the address of its list: which number of which indicator, and nobody's name. */
  id: string
  type: RecordType
  label: string
  number: BoardNumber
}

export type Card = {
  id: string
  title: string
  /** Plain numbers, in a list. */
  list: CardNumber[]
  /** By somebody or something, in a table: its rows, and a number for each column. */
  columns: string[]
  rows: { key: string; label: string; cells: (CardNumber | undefined)[] }[]
}

type Words = { config: AppConfig; i18n: I18n }
type Indicator = Board['indicators'][number]

/** What is told elsewhere on the page: open cases, and these by risk. */
const elsewhere = /^(case_risk|dash_flags|dash_tasks)$/
const isElsewhere = (board: string, indicator: string): boolean =>
  elsewhere.test(board) || (board === 'case_overview' && indicator === 'total')

export function cardsOf(words: Words, boards: readonly Board[]): Card[] {
  const place = (name: string): number => boardTitles.findIndex(([pattern]) => pattern.test(name))
  const cards = new Map<string, { title: string; indicators: { board: string; of: Indicator }[] }>()
  for (const { name, indicators } of boards.toSorted((a, b) => place(a.name) - place(b.name))) {
    const title = boardTitles.find(([pattern]) => pattern.test(name))?.[1]
    const shown = indicators.filter((one) => !isElsewhere(name, one.name))
    if (title === undefined || shown.length === 0) continue
    const text = words.i18n._(title)
    const card = cards.get(text) ?? { title: text, indicators: [] }
    cards.set(text, { ...card, indicators: [...card.indicators, ...shown.map((of) => ({ board: name, of }))] })
  }
  return [...cards.values()].map(({ title, indicators }) =>
    cardOf(
      words,
      title,
      indicators.map(({ of }) => of),
    ),
  )
}

function cardOf(words: Words, title: string, indicators: Indicator[]): Card {
  const id = indicators[0]?.name ?? ''
  const plain = indicators.filter(({ by }) => by.length === 0)
  const list = plain
    .flatMap((one) => one.numbers.map((number) => numbered(one, 0, number, labelOf(words, one))))
    .filter(({ number }) => number.count !== 0)
  const grouped = indicators.filter(({ by }) => by.length > 0)
  const [first] = grouped
  if (first === undefined) return { id, title, list, columns: [], rows: [] }
  // One indicator by one key is a list of its keys; the others are tables.
  if (grouped.length === 1 && first.by.length === 1) {
    const steps = stepsOf(words.config, first.by[0])
    const keys = first.numbers
      .map((number, at) => ({ number, of: numbered(first, at, number, keyText(words, first.by[0], number.keys[0])) }))
      .toSorted((a, b) => steps.indexOf(a.number.keys[0] ?? '') - steps.indexOf(b.number.keys[0] ?? ''))
      .map(({ of }) => of)
    return { id, title, list: [...list, ...keys], columns: [], rows: [] }
  }
  return { id, title, list, ...tableOf(words, grouped) }
}

const numbered = ({ name, type }: Indicator, at: number, number: BoardNumber, label: string): CardNumber => ({
  id: `${name}-${at}`,
  type,
  label,
  number,
})

function tableOf(words: Words, indicators: Indicator[]): Pick<Card, 'columns' | 'rows'> {
  // By their keys: two rows may have one name.
  const rows = new Map<string, { label: string; cells: Map<string, CardNumber> }>()
  const columns = new Map<string, string>()
  for (const one of indicators) {
    const [by, under] = one.by
    if (under === undefined) columns.set(one.name, labelOf(words, one))
    for (const [at, number] of one.numbers.entries()) {
      const [key = '', second = ''] = number.keys
      const column = under === undefined ? one.name : second
      const heading = under === undefined ? labelOf(words, one) : keyText(words, under, second)
      columns.set(column, heading)
      const row = rows.get(key) ?? { label: keyText(words, by, key), cells: new Map<string, CardNumber>() }
      row.cells.set(column, numbered(one, at, number, `${row.label}, ${heading}`))
      rows.set(key, row)
    }
  }
  const steps = stepsOf(words.config, indicators[0]?.by[1])
  const filled = [...columns]
    .filter(([column]) => [...rows.values()].some(({ cells }) => cells.has(column)))
    .toSorted(([a], [b]) => steps.indexOf(a) - steps.indexOf(b))
  return {
    columns: filled.map(([, heading]) => heading),
    rows: [...rows]
      .map(([key, { label, cells }]) => ({ key, label, cells: filled.map(([column]) => cells.get(column)) }))
      .toSorted((a, b) => a.label.localeCompare(b.label)),
  }
}

/** In the order of their list; what is over comes last. */
function stepsOf(config: AppConfig, field = ''): string[] {
  const ids = (stampedChoices(config, 'case', field) ?? []).map(({ id }) => id)
  return ids.toSorted((a, b) => Number(a === 'closed') - Number(b === 'closed'))
}

function labelOf({ config, i18n }: Words, { name }: Indicator): string {
  const [, kind = '', state = ''] =
    /^approval_(assessment|case_plan|closure|action_plan|gbv_closure)_(\w+)\./.exec(name) ?? []
  const [of, is] = [approvalWords[kind], approvalStates[state]]
  if (of && is) return `${i18n._(of)}: ${i18n._(is)}`
  const level = /^(overdue_)?cases_(\w+)$/.exec(name)
  if (level) return levelText({ config, i18n }, level[2] ?? '', level[1] !== undefined)
  const words = numberWords.find(([pattern]) => pattern.test(name))?.[1]
  return words ? i18n._(words) : ''
}

const levelText = (words: Words, level: string, isLate: boolean): string => {
  const text = level === 'none' ? words.i18n._(noLevel) : keyText(words, 'risk_level', level)
  return isLate ? `${text}, ${words.i18n._(waitsTooLong)}` : text
}

function keyText({ config }: Words, field: string | undefined, key = ''): string {
  if (field === 'workflow') return stageText(config, key)
  const person = config.people.find(({ userName }) => userName === key)
  if (person) return person.fullName || key
  const place = placeOf(config, key)
  if (place !== undefined) return placeName(config, place)
  const option = stampedChoices(config, 'case', field ?? '')?.find(({ id }) => id === key)?.label
  return option ?? optionText(config, field ?? '', key)
}

/** Keys of places are in small letters. */
const placeOf = ({ configuration }: AppConfig, key: string): string | undefined =>
  [...configuration.locations.keys()].find((code) => code.toLowerCase() === key)

function optionText(config: AppConfig, name: string, key: string): string {
  const { configuration } = config
  const field = configuration.fieldOf('case', name) ?? configuration.fieldOf('incident', name)
  const label = field && labelOfOption(config, field, key)
  return label === undefined || label === key ? key.replaceAll('_', ' ') : label
}
