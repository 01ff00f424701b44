// The measured jobs (storage §12): the question as our own app asks it, and the hand-written statement beside it.
import type { Facts } from './facts.ts'

export type Who = 'worker' | 'group' | 'agency' | 'all'

type Door = { path: string; body: unknown }

export type Job = {
  id: string
  question: string
  who: Who
  /** File in bench/sql, without its ending. */
  sql: string
  values: unknown[]
  /** The request that asks the same; without one, the product has no door for the question yet. */
  door?: Door
  /** What both answers must agree in. */
  agree?: 'page' | 'total' | 'documents'
  /** What is bounded in its p95, in milliseconds. */
  p95?: number
  /** The door answers more than the statement asks: bounded by its p95 alone. */
  wider?: boolean
  /** The answer says of when it is, in `asOf`: never from longer ago than so many milliseconds. */
  youngerThan?: number
}

type Filter = {
  field: string
  any?: (string | boolean)[]
  from?: string | number
  to?: string | number
  under?: string[]
}
type Ask = {
  filters?: Filter[]
  query?: { text: string; by: string }
  sort?: { field: string; descending: boolean }
  per?: number
}

const search = ({ filters = [], query, sort, per = 20 }: Ask): Door => ({
  path: '/api/sync/search',
  body: { type: 'case', filters, ...(query ? { query } : {}), ...(sort ? { sort } : {}), page: 1, per },
})

const open: Filter[] = [
  { field: 'status', any: ['open'] },
  { field: 'record_state', any: [true] },
]

const listLimit = 150
/** All numbers of the role, in one answer. */
const home = { door: { path: '/api/sync/dashboards', body: {} }, p95: 300, wider: true } as const

export function jobsOf(f: Facts): Job[] {
  return [
    ...scopedLists(f),
    ...filteredLists(f),
    ...referralLists(f),
    ...counts(f),
    ...searches(f),
    ...pivots(f),
    ...devices(f),
    ...limits(),
  ]
}

function scopedLists(f: Facts): Job[] {
  const openTerm = f.term('status', 'open')
  const { worker, group, agency, all } = f
  const list = { door: search({ filters: open }), agree: 'page', p95: listLimit } as const
  return [
    {
      id: 'B1',
      question: 'own open cases, newest 20 + total',
      who: 'worker',
      sql: 'b01-own-page',
      values: [worker.principals, worker.modules],
      ...list,
    },
    {
      id: 'B2',
      question: 'group open cases, newest 20 + total',
      who: 'group',
      sql: 'b02-group-page',
      values: [group.principals, group.modules],
      ...list,
    },
    {
      id: 'B3t',
      question: 'agency open cases, newest 20 + total',
      who: 'agency',
      sql: 'b03t-agency-page-total',
      values: [agency.principals, agency.modules, openTerm],
      ...list,
    },
    {
      id: 'B3',
      question: 'agency open cases, newest 20, no total',
      who: 'agency',
      sql: 'b03-agency-page',
      values: [agency.principals, agency.modules],
    },
    {
      id: 'B7',
      question: 'all newest 20, no total',
      who: 'all',
      sql: 'b07-all-newest',
      values: [all.modules],
    },
  ]
}

function filteredLists(f: Facts): Job[] {
  const concerns = ['refugee', 'disabled']
  const terms = [
    f.term('sex', 'female'),
    concerns.flatMap((id) => f.term('protection_concerns', id)),
    f.term('urgent_protection_concern', 'true'),
  ]
  const filters: Filter[] = [
    { field: 'sex', any: ['female'] },
    { field: 'protection_concerns', any: concerns },
    { field: 'urgent_protection_concern', any: [false] },
  ]
  const byName = search({ filters, sort: { field: 'name', descending: false } })
  const rare = f.rare.map(({ field, value }) => ({ field, any: [value] }))
  const { agency, all } = f
  return [
    {
      id: 'B4',
      question: 'agency, 3 filters, by name + total',
      who: 'agency',
      sql: 'b04-agency-filters',
      values: [agency.principals, agency.modules, ...terms],
      door: byName,
      agree: 'page',
    },
    {
      id: 'B6p',
      question: 'all, 3 filters, by name + total',
      who: 'all',
      sql: 'b06p-all-filters-page',
      values: [all.modules, ...terms],
      door: byName,
      agree: 'page',
    },
    {
      id: 'B6',
      question: 'all, 3 filters, count',
      who: 'all',
      sql: 'b06-all-filters-count',
      values: [all.modules, ...terms],
      door: search({ filters, per: 0 }),
      agree: 'total',
    },
    {
      id: 'B8',
      question: 'all, selective pair, newest 20 + total',
      who: 'all',
      sql: 'b08-selective-pair',
      values: [all.modules, f.rare.flatMap(({ field, value }) => f.term(field, value))],
      door: search({ filters: rare }),
      agree: 'page',
    },
  ]
}

/** Open cases with a referral that nobody has answered: what numbers of the home page open. */
function referralLists(f: Facts): Job[] {
  const { worker, group, agency, all } = f
  const waits = f.term('referred_users_pending_present', 'true')
  const filters: Filter[] = [...open, { field: 'referred_users_pending_present', any: [true] }]
  const list = { door: search({ filters }), agree: 'page', p95: listLimit } as const
  const within = (id: string, question: string, who: Who, { principals, modules }: typeof worker): Job => ({
    id,
    question,
    who,
    sql: 'b21-referrals',
    values: [principals, modules, waits],
    ...list,
  })
  return [
    within('B21o', 'own, referral not answered, newest 20 + total', 'worker', worker),
    within('B21g', 'group, referral not answered, 20 + total', 'group', group),
    within('B21y', 'agency, referral not answered, 20 + total', 'agency', agency),
    {
      id: 'B21a',
      question: 'all, referral not answered, 20 + total',
      who: 'all',
      sql: 'b21a-referrals-all',
      values: [all.modules, waits],
      ...list,
    },
  ]
}

function counts(f: Facts): Job[] {
  const { agency, all } = f
  const count = (filters: Filter[]) => ({ door: search({ filters, per: 0 }), agree: 'total' }) as const
  const under = ({ code }: { code: string }) => count([{ field: 'location_current', under: [code] }])
  const range = ({ path }: { path: string }) => [path, `${path.slice(0, -1)}/`]
  return [
    {
      id: 'B5',
      question: 'agency open count',
      who: 'agency',
      sql: 'b05-agency-open-count',
      values: [agency.principals, agency.modules, f.term('status', 'open')],
      ...count(open),
    },
    {
      id: 'B7c',
      question: 'all open count',
      who: 'all',
      sql: 'b07c-all-open-count',
      values: [all.modules],
      ...count(open),
    },
    {
      id: 'B9',
      question: 'district count',
      who: 'all',
      sql: 'b09-location-count',
      values: [all.modules, ...range(f.district)],
      ...under(f.district),
    },
    {
      id: 'B9r',
      question: 'region count',
      who: 'all',
      sql: 'b09-location-count',
      values: [all.modules, ...range(f.region)],
      ...under(f.region),
    },
    {
      id: 'B12',
      question: 'age 6 to 11 count',
      who: 'all',
      sql: 'b12-age-count',
      values: [all.modules, 6, 11],
      ...count([{ field: 'age', from: 6, to: 11 }]),
    },
    {
      id: 'B12m',
      question: 'month of registration count',
      who: 'all',
      sql: 'b12m-month-count',
      values: [all.modules, f.month.from, f.month.to],
      ...count([{ field: 'registration_date', ...f.month }]),
    },
  ]
}

function searches(f: Facts): Job[] {
  const { agency, all, name } = f
  const byName = { door: search({ query: { text: name.text, by: 'name' } }), agree: 'page' } as const
  return [
    {
      id: 'B10',
      question: 'agency, name by sound, best 20 + total',
      who: 'agency',
      sql: 'b10-name',
      values: [agency.principals, agency.modules, name.tokens, name.text],
      ...byName,
    },
    {
      id: 'B10a',
      question: 'all, name by sound, best 20 + total',
      who: 'all',
      sql: 'b10a-name-all',
      values: [all.modules, name.tokens, name.text],
      ...byName,
    },
    {
      id: 'B11',
      question: 'seven characters of an identifier',
      who: 'all',
      sql: 'b11-identifier-part',
      values: [all.modules, `%${f.part}%`],
      door: search({ query: { text: f.part, by: 'id' } }),
      agree: 'page',
    },
    {
      id: 'B11x',
      question: 'telephone, exact',
      who: 'all',
      sql: 'b11x-phone-exact',
      values: [all.modules, [`phone:${f.phone}`]],
      door: search({ query: { text: f.phone, by: 'phone' } }),
      agree: 'page',
    },
  ]
}

/** Reports and dashboards: the statements wait for their doors. */
function pivots(f: Facts): Job[] {
  const concerns = `refugee migrant disabled serious_health_issue statelessness mentally_distressed street_child caafag
    worst_forms_of_child_labor physically_or_mentally_abused living_with_vulnerable_person arrested_detained other
    trafficked_smuggled child_headed_household sexually_exploited gbv_survivor child_mother`.split(/\s+/)
  const known = concerns.flatMap((id) => {
    try {
      return f.term('protection_concerns', id)
    } catch {
      return []
    }
  })
  const { worker, group, agency, all } = f
  const own = (id: string, question: string, who: Who, { principals, modules }: typeof worker): Job => ({
    id,
    question,
    who,
    sql: 'b18-dashboard',
    values: [principals, modules, f.today],
    ...home,
  })
  return [
    {
      id: 'B13',
      question: 'concern × sex × age group',
      who: 'all',
      sql: 'b13-concern-sex-age',
      values: [all.modules, known],
    },
    { id: 'B13m', question: 'month × sex', who: 'all', sql: 'b13m-month-sex', values: [all.modules] },
    { id: 'B13a', question: 'district × sex', who: 'all', sql: 'b13a-admin2-sex', values: [all.modules] },
    {
      id: 'B14',
      question: 'service type × given',
      who: 'all',
      sql: 'b14-service-types',
      values: [all.modules],
    },
    own('B18o', 'dashboard of 20, own', 'worker', worker),
    own('B18g', 'dashboard of 20, group', 'group', group),
    own('B18y', 'dashboard of 20, agency', 'agency', agency),
    {
      id: 'B18a',
      question: 'dashboard of 20, all',
      who: 'all',
      sql: 'b18a-dashboard-all',
      values: [all.modules, f.today],
      ...home,
      youngerThan: 60_000,
    },
  ]
}

/** Single records, and what a pull of everything costs at best; the pull itself is measured in `pulls.ts`. */
function devices(f: Facts): Job[] {
  const { principals, modules } = f.worker
  const records = (ids: string[]) => ({
    values: [ids, principals, modules],
    door: { path: '/api/sync/records', body: { type: 'case', ids } },
    agree: 'documents' as const,
  })
  return [
    {
      id: 'B17i',
      question: 'pull, every id of a caseload',
      who: 'worker',
      sql: 'b17-pull-nothing',
      values: ['0', principals, modules],
    },
    {
      id: 'B17d',
      question: 'pull, every document of a caseload',
      who: 'worker',
      sql: 'b17d-pull-documents',
      values: [principals, modules],
    },
    {
      id: 'B19',
      question: 'one document by id',
      who: 'worker',
      sql: 'b19-documents',
      ...records(f.documents.slice(0, 1)),
    },
    {
      id: 'B19t',
      question: '20 documents by id',
      who: 'worker',
      sql: 'b19-documents',
      ...records(f.documents),
    },
  ]
}

/** What the machine can do at best; nobody asks for it. */
const limits = (): Job[] => [
  {
    id: 'B20',
    question: 'physical limit: scan of searched rows',
    who: 'all',
    sql: 'b20-scan-rows',
    values: [],
  },
  {
    id: 'B20w',
    question: 'physical limit: scan of document heads',
    who: 'all',
    sql: 'b20w-scan-documents',
    values: [],
  },
]
