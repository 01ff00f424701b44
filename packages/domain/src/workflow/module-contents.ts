// What is in a package between child protection and gender-based violence, and what a case that is made of it takes over.
import type { Field } from '../configuration/bundle.ts'
import { isBlank } from '../forms/answer.ts'
import { Problem } from '../problem.ts'
import type { Answer, Data } from '../records/record.ts'
import type { PackageModule } from './module-package.ts'

/** `smallest`: always. `offered`: what its sender ticks. `oneByOne`: of the incident, ticked each time. */
export const packageFields = {
  'primeromodule-cp': {
    smallest: ['age_band', 'sex', 'language'],
    offered: [
      'name_first',
      'name_last',
      'age',
      'telephone_current',
      'location_current',
      'nationality',
      'disability_type',
      'disability_communications',
      'protection_concerns',
      'urgent_protection_concern',
      'risk_level',
    ],
    oneByOne: [
      'incident_date',
      'cp_incident_location_type',
      'cp_incident_violence_type',
      'cp_incident_previous_incidents_description',
      'cp_incident_abuser_name',
      'cp_incident_perpetrator_relationship',
    ],
  },
  'primeromodule-gbv': {
    smallest: ['survivor_code_no', 'age_band', 'sex'],
    offered: [
      'name',
      'age',
      'gbv_nationality',
      'gbv_displacement_status',
      'gbv_disability_type',
      'unaccompanied_separated_status',
      'survivor_caretaker',
      'safety_plan_needed',
    ],
    oneByOne: [
      'incident_date',
      'incident_description',
      'gbv_sexual_violence_type',
      'perpetrator_relationship',
      'perpetrator_sex',
    ],
  },
} as const satisfies Record<PackageModule, Record<'smallest' | 'offered' | 'oneByOne', readonly string[]>>

const names: readonly string[] = ['name', 'name_first', 'name_last']

/** What a case says, of which a package takes its part. */
export type Source = {
  from: PackageModule
  /** Of the case, and what its newest incident tells, by name. */
  answers: Data
  /** May the sender read it? */
  reads: (field: string) => boolean
  /** Names that the consent leaves out. */
  excluded: readonly string[]
  /** The instance's primary ranges of age. */
  ranges: readonly string[]
}

/** The band is worked out of the age: who may not know the one may not know the other. */
const askedOf = (name: string): string => (name === 'age_band' ? 'age' : name)

/** What may be ticked here. */
export function tickable({ from, reads, excluded }: Pick<Source, 'from' | 'reads' | 'excluded'>): string[] {
  const { offered, oneByOne } = packageFields[from]
  return [...offered, ...oneByOne].filter((name) => reads(name) && !excluded.includes(name))
}

/** @throws Problem rule-broken on `fields`, where something is ticked that none may hold, or that its sender may not read */
export function contentsOf(source: Source, ticked: readonly string[]): Data {
  const { from, answers, reads, excluded, ranges } = source
  const known = tickable({ from, reads, excluded: [] })
  if (!ticked.every((name) => known.includes(name)))
    throw new Problem('rule-broken', { attribute: 'fields', message: 'unknown' })
  const isHeld = (name: string): boolean =>
    reads(askedOf(name)) && !excluded.includes(askedOf(name)) && !(answers['hidden_name'] === true && isName(name))
  const wanted = [...packageFields[from].smallest, ...new Set(ticked)].filter(isHeld)
  const held = wanted.map((name): [string, Answer | undefined] => [
    name,
    name === 'age_band' ? ageBand(answers['age'], ranges) : answers[name],
  ])
  return Object.fromEntries(held.filter(([, value]) => !isBlank(value)))
}

const isName = (name: string): boolean => names.includes(name)

/** The range that an age falls into: "6 - 11", or "18+". */
export function ageBand(age: unknown, ranges: readonly string[]): string | null {
  if (typeof age !== 'number') return null
  return (
    ranges.find((range) => {
      const [from = Number.NaN, to] = (range.match(/\d+/g) ?? []).map(Number)
      return age >= from && age <= (to ?? (range.includes('+') ? Number.POSITIVE_INFINITY : from))
    }) ?? null
  )
}

/** From which field into which, by the module of the new case. Names are asked anew, and the incident is told anew. */
const takenOver: Record<PackageModule, Readonly<Record<string, string>>> = {
  'primeromodule-gbv': {
    sex: 'sex',
    age: 'age',
    nationality: 'gbv_nationality',
    disability_type: 'gbv_disability_type',
  },
  'primeromodule-cp': {
    sex: 'sex',
    age: 'age',
    gbv_nationality: 'nationality',
    gbv_disability_type: 'disability_type',
  },
}

/** A field of the new case that its maker may write, and its list; undefined: any answer. */
export type Target = { field: Field; options: ReadonlySet<string> | undefined }

/** @param target by name; undefined where its maker may not write it */
export function takenInto(into: PackageModule, fields: Data, target: (name: string) => Target | undefined): Data {
  const taken = Object.entries(takenOver[into]).map(([source, name]): [string, Answer | undefined] => {
    const to = target(name)
    return [name, to && fitted(fields[source], to)]
  })
  return Object.fromEntries(taken.filter(([, value]) => !isBlank(value)))
}

/** An answer that the other list lacks stays behind; one of several goes into no single answer. */
function fitted(value: Answer | undefined, { field, options }: Target): Answer | undefined {
  if (options === undefined) return value
  const chosen = (Array.isArray(value) ? value : [value]).filter((id) => typeof id === 'string' && options.has(id))
  if (field.multi === true) return chosen as string[]
  return chosen.length === 1 && !(Array.isArray(value) && value.length > 1) ? (chosen[0] as string) : undefined
}
