// A synthetic country at scale: places, agencies, groups and users around the shipped configuration.
import type { Bundle, Location } from '@primero/domain/configuration/bundle.ts'
import type { Configuration } from '@primero/domain/configuration/configuration.ts'
import { randomOf } from '@primero/server/training/random.ts'
import type { Worker } from '@primero/server/training/subject.ts'

export type Country = { bundle: Bundle; workers: Worker[]; people: Person[]; dwellings: string[] }

/** An account of the bench that signs in; the workers' accounts never do. */
export type Person = {
  userName: string
  role: string
  agency: string
  groups: string[]
  location: string | null
}

/** The people who ask, one per scope. */
export const askers = { group: 'bench_group', agency: 'bench_agency', all: 'bench_all' } as const

const casesPerWorker = 166
const groupSize = 7.7
const mostAgencies = 60

/** Children per place from the country down: 6 regions, 84 districts, some 7,500 places in five levels. */
const branches = [6, 14, 8, 10]

/** The same for the same seed and count, so that a half-seeded database can be carried on with. */
export function countryOf(seed: number, cases: number, shipped: Configuration): Country {
  const random = randomOf(seed)
  const locations = places()
  const staff = Math.max(24, Math.round(cases / casesPerWorker))
  const agencies = Math.min(mostAgencies, Math.round(staff / 10))
  const agencyIds = Array.from({ length: agencies }, (_, i) => `bench-agency-${i + 1}`)
  const groups = groupsOf(agencyIds, Math.max(8, Math.round(staff / groupSize)))
  const districts = locations.filter((place) => place.code.length === 6).map((place) => place.code)
  const workers = Array.from({ length: staff }, (_, i): Worker => {
    const agency = i < 3 ? 0 : ranked(random.next(), agencies)
    const own = groups.filter((group) => group.agency === agencyIds[agency])
    return {
      userName: `bench${String(i + 1).padStart(5, '0')}`,
      agency: agencyIds[agency] ?? null,
      groups: own.length === 0 ? [] : [random.pick(own).id],
      location: random.pick(districts),
      module: i % 10 === 9 ? 'primeromodule-gbv' : 'primeromodule-cp',
    }
  })
  return {
    bundle: bundleOf(shipped, locations, agencyIds, groups),
    workers,
    people: [...workers.map(asPerson), ...askersIn(workers)],
    dwellings: locations.filter((place) => place.code.length === 10).map((place) => place.code),
  }
}

/** Agency sizes fall off with rank: of sixty the largest holds about a tenth. */
const weightOf = (rank: number): number => 1 / (rank + 3.5)
const weights = (agencies: number): number =>
  Array.from({ length: agencies }, (_, rank) => weightOf(rank)).reduce((sum, weight) => sum + weight, 0)

function ranked(roll: number, agencies: number): number {
  let left = roll * weights(agencies)
  for (let rank = 0; rank < agencies; rank++) {
    left -= weightOf(rank)
    if (left < 0) return rank
  }
  return agencies - 1
}

type Group = { id: string; agency: string }

/** As many groups as an agency's share of the staff, so that a group is about as large everywhere; at least one. */
function groupsOf(agencyIds: string[], count: number): Group[] {
  return agencyIds.flatMap((agency, rank) =>
    Array.from({ length: Math.max(1, Math.round((weightOf(rank) / weights(agencyIds.length)) * count)) }, (_, i) => ({
      id: `${agency}-group-${i + 1}`,
      agency,
    })),
  )
}

const asPerson = ({ userName, module, agency, groups, location }: Worker): Person => ({
  userName,
  role: module === 'primeromodule-gbv' ? 'role-gbv-caseworker' : 'role-cp-case-worker',
  agency: agency ?? '',
  groups,
  location,
})

/** The largest agency's manager of two of its groups, its coordinator, and somebody who sees all of child protection. */
function askersIn(workers: Worker[]): Person[] {
  const agency = workers[0]?.agency ?? ''
  const groups = [...new Set(workers.filter((worker) => worker.agency === agency).flatMap((worker) => worker.groups))]
  const asker = (userName: string, role: string) => ({ userName, role, agency, location: null })
  return [
    { ...asker(askers.group, 'role-cp-manager'), groups: groups.slice(0, Math.min(2, groups.length - 1)) },
    { ...asker(askers.agency, 'role-bench-agency'), groups: [] },
    { ...asker(askers.all, 'role-bench-all'), groups: [] },
  ]
}

function places(): Location[] {
  const types = ['country', 'province', 'district', 'sub_district', 'village']
  const made: Location[] = [{ code: 'BN', parent: null, type: 'country', name: { en: 'Benchland' } }]
  let level = made
  for (const [depth, count] of branches.entries()) {
    level = level.flatMap((parent) =>
      Array.from({ length: count }, (_, i) => ({
        code: `${parent.code}${String(i + 1).padStart(2, '0')}`,
        parent: parent.code,
        type: types[depth + 1] ?? 'village',
        name: { en: `Place ${parent.code.slice(2)}${i + 1}` },
      })),
    )
    made.push(...level)
  }
  return made
}

/** What the shipped roles lack: one who sees an agency, and one who sees everything with names. */
function bundleOf(shipped: Configuration, locations: Location[], agencyIds: string[], groups: Group[]): Bundle {
  const manager = shipped.roles.get('role-cp-manager')
  if (manager === undefined) throw new Error('The shipped role role-cp-manager is missing.')
  return {
    id: 'bench',
    modules: [],
    forms: [],
    lookups: [],
    locations,
    agencies: agencyIds.map((id, i) => ({ id, code: `BN${i + 1}`, name: { en: `Bench agency ${i + 1}` } })),
    userGroups: groups.map(({ id, agency }) => ({ id, name: `Bench group ${id}`, agencies: [agency] })),
    roles: [
      { ...manager, id: 'role-bench-agency', name: 'Bench: agency', scope: 'agency' },
      { ...manager, id: 'role-bench-all', name: 'Bench: everything', scope: 'all' },
    ],
    published: [],
    settings: {},
    trainingUsers: [],
  }
}
