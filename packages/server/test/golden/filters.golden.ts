// Filters of a list (api-records 6.4, 6.5).
import { fields, get, patch, step } from './calls.ts'
import { anyText, type GoldenCase } from './golden.ts'
import { at, idsOf, records, rowIds, unused } from './world.ts'

const list = (query: string) => fields(`/api/v2/cases?${query}`, 'short_id')
const anas = idsOf('dina', 'tala', 'rami', 'maya', 'yusuf')
const everyones = idsOf('lost', 'dina', 'tala', 'rami', 'omid', 'noor', 'maya', 'yusuf')

const filter = (rule: string, title: string, query: string, found: string[], as = 'ana'): GoldenCase => ({
  rule: rule.startsWith('departure') ? rule : `api-records ${rule}`,
  title,
  as,
  call: list(query),
  expect: { status: 200, contains: { metadata: { total: found.length } }, rowsById: found },
})

const refused = (title: string, as: string, query: string, ...names: string[]): GoldenCase => ({
  rule: 'departure unknown-filter-refused',
  title,
  as,
  call: get(`/api/v2/cases?${query}`),
  expect: {
    status: 422,
    body: { errors: [{ status: 422, resource: '/api/v2/cases', detail: names, message: anyText }] },
  },
})

const values: GoldenCase[] = [
  filter('6.5 single', 'one value is compared exactly', 'sex=male', idsOf('rami', 'yusuf')),
  filter('6.5 single', 'capitals make another value', 'sex=Male', []),
  filter('6.5 single', 'a number is compared as a number', 'age=14', idsOf('maya')),
  filter('6.5 single', 'one value is looked for among several answers', 'protection_concerns=refugee', idsOf('yusuf')),
  filter('6.5 list', 'values with commas are alternatives', 'status=open,closed', anas),
  filter(
    '6.5 list',
    'values with an index are alternatives',
    'risk_level[0]=high&risk_level[1]=low',
    idsOf('maya', 'yusuf'),
  ),
  filter(
    '6.5 list',
    'values with empty brackets are alternatives',
    'risk_level[]=high&risk_level[]=low',
    idsOf('maya', 'yusuf'),
  ),
  filter(
    '6.5 list',
    'several answers and several values meet in one',
    'protection_concerns[0]=street_child&protection_concerns[1]=migrant',
    idsOf('maya', 'yusuf'),
  ),
  filter('6.5 list', 'one value with an index is one value', 'status[0]=closed', idsOf('rami')),
  filter('6.5 boolean', 'true is true', 'estimated=true', idsOf('yusuf')),
  filter(
    '6.5 boolean',
    'false is also what was never answered',
    'estimated=false',
    idsOf('dina', 'tala', 'rami', 'maya'),
  ),
  filter(
    '6.5 boolean',
    'a list that holds only false is also what was never answered',
    'estimated[0]=false',
    idsOf('dina', 'tala', 'rami', 'maya'),
  ),
  filter('6.5 boolean', 'disabled records are found by their state', 'record_state=false', idsOf('tala')),
  filter(
    '6.5 boolean',
    'enabled records are found by their state',
    'record_state[0]=true&status[0]=open',
    idsOf('dina', 'maya', 'yusuf'),
  ),
  filter('6.5 boolean', 'a case with incidents is found', 'has_incidents=true', idsOf('yusuf')),
  filter('6.5 number-range', 'a range takes both its ends', 'age=9..14', idsOf('rami', 'maya', 'yusuf')),
  filter(
    '6.5 list-of-ranges',
    'ranges with an index are alternatives',
    'age[0]=0..5&age[1]=12..17',
    idsOf('dina', 'tala', 'maya'),
  ),
  filter('6.5 list-of-ranges', 'ranges with commas are alternatives', 'age=0..5,12..17', idsOf('dina', 'tala', 'maya')),
  filter('departure open-range-is-open', 'a range without an end goes on', 'age=14..', idsOf('tala', 'maya')),
  filter('6.5 no-lower-open-range', 'a range without a beginning is no filter', 'age=..5', anas),
  filter('6.5 no-lower-open-range', 'a negative bound is no filter', 'age=-5..5', anas),
  filter(
    '6.5 date-range',
    'a range of days takes both its ends',
    'registration_date=2026-01-05..2026-01-10',
    idsOf('maya', 'yusuf'),
  ),
  filter(
    '6.5 date-range',
    'a range of days without an end goes on',
    'registration_date=2026-02-06..',
    idsOf('dina', 'tala'),
  ),
  filter(
    '6.5 moment-range',
    'for moments a bare day as end means its first instant',
    'created_at=2026-01-05..2026-01-10',
    idsOf('yusuf'),
  ),
  filter(
    '6.5 moment-range',
    'for moments the whole day takes its last instant',
    'created_at=2026-01-05T00:00:00Z..2026-01-10T23:59:59Z',
    idsOf('maya', 'yusuf'),
  ),
  filter('6.5 other-hash', 'a nest that means nothing is no filter', 'age[foo]=1', anas),
  filter('6.4 filters-combine', 'all filters have to hold', 'sex=female&age=10..20&record_state=true', idsOf('maya')),
  filter('6.5 assign', 'nobody was ever assigned to carol', 'assign=carol', []),
  filter('6.5 id', 'one id finds one', `id=${records.maya.id}`, idsOf('maya')),
  filter(
    '6.5 id',
    'ids with an index are alternatives',
    `id[0]=${records.maya.id}&id[1]=${records.rami.id}`,
    idsOf('rami', 'maya'),
  ),
  filter(
    '6.5 id',
    'ids with commas are alternatives',
    `id=${records.maya.id},${records.rami.id}`,
    idsOf('rami', 'maya'),
  ),
  filter('6.5 id', 'an id out of scope is not found by filter either', `id=${records.omid.id}`, []),
  filter('6.5 id', 'an id that nobody has is not found', `id=${unused.one}`, []),
  filter('6.5 identifier', 'a display code is compared exactly', 'case_id_display=abc0001', idsOf('yusuf')),
  filter('6.5 identifier', 'a part of a short id is not the short id', 'short_id=abc000', []),
  {
    rule: 'api-records 6.5 identifier',
    title: 'an identifier that looks like a number in powers of ten stays a text',
    as: 'carol',
    call: get('/api/v2/families?family_number=2ef057e8&fields=short_id'),
    expect: { status: 200, rowsById: idsOf('carolsFamily') },
  },
  {
    rule: 'api-records 6.5 identifier',
    title: 'an identifier of digits stays a text',
    as: 'ana',
    given: [step('ana', patch(at('maya'), { national_id_no: '0042' }))],
    call: list('national_id_no=0042'),
    expect: { status: 200, rowsById: idsOf('maya') },
  },
  {
    rule: 'api-records 6.5 date-range',
    title: 'gathered days match when one of them is inside',
    as: 'ana',
    given: [
      step(
        'ana',
        patch(at('yusuf'), {
          followup_subform_section: [
            { unique_id: rowIds.fresh, followup_date: '2026-03-05' },
            { unique_id: rowIds.second, followup_date: '2025-03-05' },
          ],
        }),
      ),
    ],
    call: list('followup_dates=2026-03-01..2026-03-31'),
    expect: { status: 200, rowsById: idsOf('yusuf') },
  },
]

const places: GoldenCase[] = [
  filter(
    '6.5 location',
    'a place finds what is in it and below it',
    'loc:location_current=GL01',
    idsOf('maya', 'yusuf'),
  ),
  filter('6.5 location', 'a place at the end of the tree finds itself', 'loc:location_current=GL0102', idsOf('maya')),
  filter(
    '6.5 location',
    'the code of a place may be in small letters',
    'loc:location_current=gl01',
    idsOf('maya', 'yusuf'),
  ),
  filter('6.5 location', 'a place that nobody knows finds nothing', 'loc:location_current=NOWHERE', []),
  filter(
    '6.5 location-list',
    'several places are alternatives',
    'loc:location_current[0]=GL0101&loc:location_current[1]=GL02',
    idsOf('noor', 'yusuf'),
    'farid',
  ),
  {
    rule: 'api-records 6.5 location-level',
    title: 'a place with its level finds records at that level',
    as: 'farid',
    call: fields('/api/v2/incidents?loc:incident_location2=GL0101', 'short_id'),
    expect: { status: 200, rowsById: idsOf('fall') },
  },
  {
    rule: 'api-records 6.5 location-level',
    title: 'a place above the level asked for finds nothing',
    as: 'farid',
    call: fields('/api/v2/incidents?loc:incident_location2=GL02', 'short_id'),
    expect: { status: 200, rowsById: [] },
  },
]

const logic: GoldenCase[] = [
  filter('6.5 or', 'alternatives across fields', 'or[owned_by]=bilal&or[age]=16', idsOf('omid', 'noor'), 'farid'),
  filter(
    '6.5 or',
    'alternatives may be ranges and lists',
    'or[age]=3..6&or[status]=closed,identified',
    idsOf('lost', 'dina', 'rami', 'noor'),
    'farid',
  ),
  filter(
    '6.5 or',
    'alternatives may come as a list of conditions',
    'or[0][owned_by]=bilal&or[1][age]=16',
    idsOf('omid', 'noor'),
    'farid',
  ),
  filter(
    '6.5 or',
    'alternatives do not widen the other filters',
    'or[owned_by]=bilal&or[age]=16&sex=female',
    idsOf('noor'),
    'farid',
  ),
  filter('6.5 not', 'the contrary of one value', 'not[owned_by]=ana', idsOf('lost', 'omid', 'noor'), 'farid'),
  filter('6.5 not', 'the contrary of several values', 'not[owned_by]=ana,carol', idsOf('noor'), 'farid'),
  filter(
    '6.5 not',
    'only the first condition is turned round',
    'not[owned_by]=ana&not[sex]=male',
    idsOf('lost', 'omid', 'noor'),
    'farid',
  ),
  filter(
    '6.5 or',
    'within alternatives a condition may be turned round',
    'or[not][owned_by]=ana&or[age]=14',
    idsOf('lost', 'omid', 'noor', 'maya'),
    'farid',
  ),
]

const rights: GoldenCase[] = [
  filter(
    '6.4 unknown-filter-ignored',
    'a filter that nobody knows changes nothing for a person',
    'favourite_colour=blue',
    anas,
  ),
  filter('6.4 unknown-filter-ignored', 'reserved words are no filters', 'format=json&total=3&query_scope=x', anas),
  filter(
    'departure unreadable-filter-not-applied',
    'a filter on an answer of a form that one does not have is not applied',
    'risk_level=high',
    everyones,
    'nell',
  ),
  filter(
    'departure unreadable-filter-not-applied',
    'a filter on a document number tells nothing to whom works without identity',
    'national_id_no=NID-7001',
    idsOf('dina', 'tala', 'rami', 'noor', 'maya', 'yusuf'),
    'elif',
  ),
  filter(
    'departure unreadable-filter-not-applied',
    'turning such a filter round tells nothing either',
    'not[national_id_no]=NID-7001',
    idsOf('dina', 'tala', 'rami', 'noor', 'maya', 'yusuf'),
    'elif',
  ),
  filter(
    'departure unreadable-filter-not-applied',
    'such a filter among alternatives tells nothing either',
    'or[national_id_no]=NID-7001&or[owned_by]=bilal',
    idsOf('noor'),
    'elif',
  ),
  filter(
    'departure unreadable-filter-not-applied',
    'a range over birth dates tells nothing either',
    'date_of_birth=2016-01-01..2016-12-31',
    idsOf('dina', 'tala', 'rami', 'noor', 'maya', 'yusuf'),
    'elif',
  ),
  filter(
    'departure sex-and-age-need-a-form',
    'sex is no filter for whom has no form with it',
    'sex=female',
    everyones,
    'nell',
  ),
  filter(
    'departure sex-and-age-need-a-form',
    'age is no filter for whom has no form with it',
    'age=16',
    everyones,
    'nell',
  ),
  refused('a service account learns that nobody knows its filter', 'jo', 'favourite_colour=blue', 'favourite_colour'),
  refused(
    'any service account learns it, whatever its role',
    'svc',
    'favourite_colour=blue&sex=male',
    'favourite_colour',
  ),
  refused('a person with an integration role learns it', 'ines', 'favourite_colour=blue', 'favourite_colour'),
  refused(
    'a look-up by a number that one may not read is refused, not answered with everybody',
    'bot',
    'national_id_no=NID-7001',
    'national_id_no',
  ),
  refused(
    'such a look-up is refused in the same words when nobody has the number',
    'bot',
    'national_id_no=NID-0000',
    'national_id_no',
  ),
  filter(
    'departure adaptor-parameters-reserved',
    'what the usual adaptor always sends along is no unknown filter',
    'case_id_display=abc0001&remote=true&scope=user',
    idsOf('yusuf'),
    'jo',
  ),
  filter(
    'departure unknown-filter-refused',
    'a service account filters by what it may read',
    'national_id_no=NID-7001',
    idsOf('yusuf'),
    'jo',
  ),
  {
    rule: 'api-records 4.1 list-scope',
    title: 'a filter on the owner does not reach beyond scope',
    as: 'ana',
    call: list('owned_by=carol'),
    expect: { status: 200, contains: { metadata: { total: 0 } }, rowsById: [] },
  },
]

export const cases: GoldenCase[] = [...values, ...places, ...logic, ...rights]
