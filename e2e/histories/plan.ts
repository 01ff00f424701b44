// A random day of two or three devices, from a seed: who works where, what they do, and what befalls their line.
import type { Field } from '@primero/domain/configuration/bundle.ts'
import type { Answer, Data, Row } from '@primero/domain/records/record.ts'
import type { ConfigReply } from '@primero/domain/sync/protocol.ts'
import { type Random, randomOf } from '@primero/server/training/random.ts'
import type { Step } from '../../packages/web/test/day.ts'
import { type Fault, faults } from '../fault-proxy.ts'
import { withDecisionsAndTabs } from './woven.ts'

export const roles = { worker: 'role-cp-case-worker', supervisor: 'role-cp-manager' } as const

export type Person = { userName: string; role: string; groups: string[] }
export type PlannedDevice = { name: string; id: string; ahead: number; person: Person; next: () => Fault | undefined }
export type History = {
  seed: number
  people: Person[]
  devices: PlannedDevice[]
  steps: Step[]
  cases: string[]
}

/** What people of a role are asked, sorted by how it is answered. */
export type Questions = { fields: Field[]; rows: { field: string; columns: Field[] }[]; lookups: Map<string, string[]> }

const kinds = [
  'text_field',
  'textarea',
  'radio_button',
  'select_box',
  'numeric_field',
  'date_field',
  'tick_box',
  'tally_field',
] as const

/** Answers that other answers follow from, or that lists and rules look at, are left to the journeys of the screens. */
const apart =
  /^(name|age|date_of_birth|estimated|status|risk_level|owned_by|module_id|consent|disclosure|date_closure|.*_id|.*_no|.*number.*|telephone.*|email.*|assessment_due.*|case_plan.*|registration_date)/

const isPlain = (field: Field): boolean =>
  (kinds as readonly string[]).includes(field.type) &&
  !apart.test(field.name) &&
  field.disabled !== true &&
  field.visible !== false &&
  field.showIf === undefined &&
  field.showIfRow === undefined &&
  field.subformSummary === undefined &&
  field.calculation === undefined &&
  field.optionsCondition === undefined &&
  (field.options === undefined || 'lookup' in field.options)

/** Rows whose day and author the server writes itself. */
const stamped = 'notes_section'

export function questionsIn({ bundle }: ConfigReply): Questions {
  const lookups = new Map(
    bundle.lookups.map((lookup) => [lookup.id, lookup.values.filter((v) => v.disabled !== true).map((v) => v.id)]),
  )
  const forms = bundle.forms.filter(
    (f) => f.recordType === 'case' && (f.subform || f.modules.includes('primeromodule-cp')),
  )
  const top = forms.filter((form) => !form.subform)
  const rows = top
    .flatMap((form) => form.fields)
    .filter(
      (field) =>
        field.type === 'subform' && field.name !== stamped && field.disabled !== true && field.showIf === undefined,
    )
    .flatMap((field) => {
      const columns = (forms.find((form) => form.id === field.subform)?.fields ?? []).filter(isPlain)
      return columns.length >= 3 ? [{ field: field.name, columns }] : []
    })
  return { fields: top.flatMap((form) => form.fields).filter(isPlain), rows, lookups }
}

export function historyOf(seed: number, questions: Questions): History {
  const random = randomOf(seed)
  const people = peopleOf(seed, random)
  const devices = devicesOf(seed, random, people)
  const cases = Array.from({ length: random.between(1, 2) }, () => random.uuid())
  const asked = pickQuestions(random, questions)
  const planned = new Planner(random, devices, cases, asked, questions).day()
  const steps = withDecisionsAndTabs({ seed, steps: planned, cases, devices: devices.length })
  return { seed, people, devices, steps, cases }
}

/** One person with two devices, two colleagues on one case, or a team with its supervisor. */
function peopleOf(seed: number, random: Random): Person[] {
  const group = `usergroup-history-${seed}`
  const person = (name: string, role: string): Person => ({ userName: `h${seed}_${name}`, role, groups: [group] })
  const owner = person('amal', roles.worker)
  const team = random.pick(['alone', 'alone', 'two', 'two', 'three'] as const)
  if (team === 'alone') return [owner]
  const colleague = person('bilal', roles.worker)
  return team === 'two' ? [owner, colleague] : [owner, colleague, person('sara', roles.supervisor)]
}

const hour = 3_600_000

function devicesOf(seed: number, random: Random, people: Person[]): PlannedDevice[] {
  const count = Math.max(people.length, random.between(2, 3))
  return Array.from({ length: count }, (_, n) => {
    const person = people[n % people.length] as Person
    const ahead = random.chance(0.4) ? random.between(-72, 72) * hour : 0
    return { name: `h${seed}-${n}`, id: random.uuid(), ahead, person, next: strikes(seed, n, random.between(15, 45)) }
  })
}

const likely: Fault[] = ['drop-before', 'drop-after', 'late', 'twice', 'delay', 'reset', 'truncate', 'portal']
const rare = faults.filter((fault) => !likely.includes(fault))

/** Of a hundred questions, so many go wrong. */
function strikes(seed: number, device: number, percent: number): PlannedDevice['next'] {
  const random = randomOf(seed * 31 + device)
  return () => (random.chance(percent / 100) ? random.pick(random.chance(0.5) ? likely : rare) : undefined)
}

type Asked = { fields: Field[]; rows: Questions['rows'][number] }

/** Few questions, one of each kind, so that people meet at them. */
function pickQuestions(random: Random, { fields, rows }: Questions): Asked {
  const chosen = kinds.flatMap((kind) => {
    const some = fields.filter((field) => field.type === kind && field.multi !== true)
    return some.length > 0 ? [random.pick(some)] : []
  })
  const several = fields.filter((field) => field.multi === true)
  const all = several.length > 0 ? [...chosen, random.pick(several)] : chosen
  const table = random.pick(rows)
  const columns = [...table.columns].sort(() => random.next() - 0.5).slice(0, 4)
  return { fields: all, rows: { field: table.field, columns } }
}

class Planner {
  readonly random: Random
  readonly devices: PlannedDevice[]
  readonly cases: string[]
  readonly asked: Asked
  readonly lookups: Questions['lookups']
  count = 0

  constructor(random: Random, devices: PlannedDevice[], cases: string[], asked: Asked, { lookups }: Questions) {
    this.random = random
    this.devices = devices
    this.cases = cases
    this.asked = asked
    this.lookups = lookups
  }

  day(): Step[] {
    const { random, cases } = this
    const begin = cases.flatMap((of): Step[] => [
      { on: 0, does: 'create', of, data: { ...this.answers(), sex: 'female' } },
      { on: 0, does: 'meet' },
      ...this.shared(of),
    ])
    const begun = random.chance(0.8) ? begin : begin.filter((step) => step.does === 'create')
    const length = random.between(20, 45)
    return [...begun, ...Array.from({ length }, () => this.step()).flat()]
  }

  /** The others may have it too, and fetch it. */
  shared(of: string): Step[] {
    const names = [...new Set(this.devices.map(({ person }) => person.userName))].slice(1)
    const grants = names
      .filter((name) => name.endsWith('_bilal'))
      .map((name): Step => ({ on: 0, does: 'word', word: `grant/${of}/${name}` }))
    const rest = this.devices.slice(1).flatMap((_, n): Step[] => [
      { on: n + 1, does: 'pin', of },
      { on: n + 1, does: 'meet' },
    ])
    return [...grants, ...rest]
  }

  step(): Step[] {
    const { random } = this
    const on = random.below(this.devices.length)
    const of = random.pick(this.cases)
    const { field } = this.asked.rows
    const dice = random.below(100)
    if (dice < 34) return [{ on, does: 'edit', of, answers: this.answers() }]
    if (dice < 42) return [{ on, does: 'add-row', of, field, row: this.row() }]
    if (dice < 50)
      return [{ on, does: 'edit-row', of, field, pick: random.below(3), answers: this.columns(), row: this.row() }]
    if (dice < 54) return [{ on, does: 'drop-row', of, field, pick: random.below(3) }]
    if (dice < 58) return [{ on, does: 'add-file', of, bytes: random.pick([100, 5_000, 300_000]), fill: this.next() }]
    if (dice < 61) return [{ on, does: random.pick(['close', 'reopen', 'disable', 'enable'] as const), of }]
    return this.weather(on, of)
  }

  weather(on: number, of: string): Step[] {
    const { random } = this
    const dice = random.below(100)
    if (dice < 40) return [{ on, does: 'sync' }, ...(random.chance(0.5) ? [this.rest(on)] : [])]
    if (dice < 52) return [{ on, does: 'cut' }]
    if (dice < 68) return [{ on, does: 'join' }, this.rest(on)]
    if (dice < 80) return [{ on, does: 'reload' }]
    if (dice < 84) return [{ on, does: 'fill' }]
    if (dice < 90) return [{ on, does: 'free' }]
    if (dice < 92) return [{ on, does: 'sign-out' }]
    if (dice < 94) return this.given(on, of)
    return [this.rest(on)]
  }

  rest = (on: number): Step => ({ on, does: 'rest', ms: this.random.between(5, 60) })

  /** Somebody else takes the case over, while its owner may be away. */
  given(on: number, of: string): Step[] {
    const other = this.devices.find(({ person }) => person.userName.endsWith('_bilal'))
    return other ? [{ on, does: 'word', word: `transfer/${of}/${other.person.userName}` }] : []
  }

  next(): number {
    this.count += 1
    return this.count
  }

  answers(): Data {
    const { random } = this
    const count = random.pick([1, 1, 1, 2, 3])
    const some = Array.from({ length: count }, () => random.pick(this.asked.fields))
    return Object.fromEntries(some.map((field) => [field.name, this.answer(field)]))
  }

  columns(): Data {
    const column = this.random.pick(this.asked.rows.columns)
    return { [column.name]: this.answer(column) }
  }

  row(): Row {
    const answers = Object.fromEntries(this.asked.rows.columns.map((column) => [column.name, this.answer(column)]))
    return { ...answers, unique_id: this.random.uuid() } as Row
  }

  /** Texts and numbers never come twice, so that each can be found again. */
  answer(field: Field): Answer {
    const { random } = this
    if (random.chance(0.06)) return null
    const day = `2026-0${random.between(1, 9)}-1${random.below(10)}`
    switch (field.type) {
      case 'numeric_field':
        return this.next()
      case 'date_field':
        return field.includeTime ? `${day}T10:00:00.000Z` : day
      case 'tick_box':
        return random.chance(0.5)
      case 'tally_field':
        return Object.fromEntries((field.tally ?? []).map(({ id }) => [id, random.below(9)]))
      case 'radio_button':
      case 'select_box':
        return this.choice(field)
      default:
        return `said ${this.next()}`
    }
  }

  choice(field: Field): Answer {
    const { random } = this
    const { options } = field
    const ids = options && 'lookup' in options ? (this.lookups.get(options.lookup) ?? []) : []
    if (ids.length === 0) return null
    if (!field.multi) return random.pick(ids)
    return [...new Set(Array.from({ length: random.between(1, 3) }, () => random.pick(ids)))]
  }
}
