// Which answers each type of field takes (api-records 7.2). Every case changes one case of ana's, or nothing at all.
import { get, patch, post } from './calls.ts'
import { type GoldenCase, setOf } from './golden.ts'
import { at, records, rowIds, unused } from './world.ts'

const yusuf = at('yusuf')
const cp = 'primeromodule-cp'

const refusal = (...pointers: string[]) => ({
  status: 422,
  body: {
    errors: [{ status: 422, resource: yusuf, detail: setOf(pointers), message: 'Invalid Record JSON' }],
  },
})

const refuses = (rule: string, title: string, data: Record<string, unknown>, ...pointers: string[]): GoldenCase => ({
  rule: `api-records 7.2 ${rule}`,
  title,
  as: 'ana',
  call: patch(yusuf, data),
  expect: refusal(...pointers),
})

const takes = (rule: string, title: string, data: Record<string, unknown>): GoldenCase => ({
  rule: `api-records 7.2 ${rule}`,
  title,
  as: 'ana',
  call: patch(yusuf, data),
  expect: { status: 200, contains: { data } },
  then: [{ as: 'ana', call: get(yusuf), expect: { status: 200, contains: { data } } }],
})

const mother = (data: Record<string, unknown>) => ({
  family_details_section: [{ unique_id: rowIds.mother, ...data }],
})

export const cases: GoldenCase[] = [
  refuses('text', 'a number is not a text', { name_first: 5 }, '/name_first'),
  refuses('text', 'yes or no is not a text', { occupation: true }, '/occupation'),
  takes('text', 'digits in a text stay as they are written', { name_nickname: '001', other_id_no: '155' }),
  takes('text', 'a text may be null', { occupation: null }),
  takes('text', 'a text that looks like a day stays a text', { occupation: '2020-01-31' }),
  takes('text', 'letters of every script are kept', { name_nickname: 'يوسف', name_other: 'ሳራ' }),

  refuses('number', 'digits between quotes are not a number', { age: '12' }, '/age'),
  refuses('number', 'a fraction is not a whole number', { age: 1.5 }, '/age'),
  refuses('number', 'a number beyond four bytes is refused', { golden_first: 2147483648 }, '/golden_first'),
  refuses('number', 'a number below four bytes is refused', { golden_first: -2147483649 }, '/golden_first'),
  takes('number', 'the largest and the smallest number are taken', {
    golden_first: 2147483647,
    golden_second: -2147483648,
  }),
  takes('number', 'a number may be null', { age: null }),

  refuses('tick', 'a tick is not null', { estimated: null }, '/estimated'),
  refuses('tick', 'a tick is not a word', { estimated: 'true' }, '/estimated'),
  refuses('tick', 'a tick is not a number', { estimated: 1 }, '/estimated'),
  takes('tick', 'a tick may be taken away', { estimated: false }),

  refuses('radio', 'a radio button takes no option that it does not have', { golden_radio: 'c' }, '/golden_radio'),
  takes('radio', 'a radio button takes an option', { golden_radio: 'a' }),
  takes('radio', 'a radio button may be null', { golden_radio: null }),
  refuses('radio', 'true is no option of a radio button that has others', { golden_radio: true }, '/golden_radio'),
  takes('radio', 'a radio button of yes and no takes true itself', { urgent_protection_concern: true }),
  takes('radio', 'a radio button of yes and no takes the word too', { urgent_protection_concern: 'false' }),
  takes('disabled-option', 'an option that is no longer offered is still taken', { golden_radio: 'b' }),

  refuses('select', 'a choice that is not on the list is refused', { sex: 'unheard_of' }, '/sex'),
  refuses('select', 'a choice is not a number', { risk_level: 3 }, '/risk_level'),
  takes('select', 'a choice may be null', { risk_level: null }),
  takes('select', 'a choice without a list takes any text', { golden_open_choice: 'whatever' }),

  refuses(
    'select-several',
    'one wrong choice among several is pointed at',
    { protection_concerns: ['migrant', 'dragons'] },
    '/protection_concerns/1',
  ),
  refuses(
    'select-several',
    'null among several choices is refused',
    { nationality: ['syria', null] },
    '/nationality/1',
  ),

  refuses('date', 'a day in another notation is refused', { registration_date: '31/01/2020' }, '/registration_date'),
  refuses('date', 'a day that no calendar has is refused', { registration_date: '2021-02-30' }, '/registration_date'),
  refuses('date', 'a moment is not a day', { date_of_birth: '2016-06-01T00:00:00.000Z' }, '/date_of_birth'),
  refuses('date', 'a number is not a day', { date_of_birth: 2016 }, '/date_of_birth'),
  takes('date', 'a leap day is a day', { date_of_birth: '2016-02-29' }),
  takes('date', 'a day may be null', { date_of_birth: null }),
  refuses('date-with-time', 'a day is not a moment', { golden_moment: '2026-01-02' }, '/golden_moment'),
  takes('date-with-time', 'a moment is taken', { golden_moment: '2026-01-02T10:11:12.000Z' }),
  takes('date-with-time', 'a moment may be null', { golden_moment: null }),

  refuses('tally', 'a tally counts in whole numbers', { golden_tally: { boys: '3' } }, '/golden_tally/boys'),
  refuses('tally', 'the total of a tally is a whole number', { golden_tally: { total: 1.5 } }, '/golden_tally/total'),
  takes('tally', 'a count may be null', { golden_tally: { boys: null, girls: 2, total: 2 } }),

  refuses(
    'subform',
    'a wrong answer in a row is pointed at by place',
    mother({ relation: 'neighbour_of_a_friend' }),
    '/family_details_section/0/relation',
  ),
  refuses(
    'subform',
    'the id of a row is a UUID',
    { family_details_section: [{ unique_id: 'row-1', relation_name: 'Tomo' }] },
    '/family_details_section/0/unique_id',
  ),
  refuses(
    'subform',
    'the id of a row is in small letters',
    { family_details_section: [{ unique_id: rowIds.mother.toUpperCase() }] },
    '/family_details_section/0/unique_id',
  ),
  refuses(
    'subform',
    'the mark of removal is yes or no',
    mother({ _destroy: 'yes' }),
    '/family_details_section/0/_destroy',
  ),
  refuses('subform', 'a row is an object', { family_details_section: ['Rima'] }, '/family_details_section/0'),
  refuses(
    'subform',
    'a wrong answer in a row within a row is pointed at',
    {
      golden_scores: [{ unique_id: rowIds.fresh, remarks: [{ unique_id: rowIds.second, weight: 'heavy' }] }],
    },
    '/golden_scores/0/remarks/0/weight',
  ),

  refuses('hidden-name', 'a name is protected or not', { hidden_name: 'yes' }, '/hidden_name'),
  refuses('status', 'a status that nobody has is refused', { status: 'sleeping' }, '/status'),
  refuses('links', 'a link is a UUID', { registry_record_id: 'the farm' }, '/registry_record_id'),
  refuses(
    'several-faults',
    'every fault is pointed at in one answer',
    { age: 'nine', sex: 'unheard_of', registration_date: 'today', ...mother({ relation_age: 'old' }) },
    '/age',
    '/sex',
    '/registration_date',
    '/family_details_section/0/relation_age',
  ),
  {
    rule: 'api-records 7.2 all-or-nothing',
    title: 'one wrong answer keeps the right ones from being stored',
    as: 'ana',
    call: patch(yusuf, { risk_level: 'low', age: 'nine' }),
    expect: refusal('/age'),
    then: [
      {
        as: 'ana',
        call: get(yusuf),
        expect: { status: 200, contains: { data: { risk_level: 'high', age: 9 } } },
      },
    ],
  },
  {
    rule: 'api-records 7.2 only-writable-are-checked',
    title: 'a wrong answer to what one may not write is left out, not pointed at',
    as: 'walid',
    call: patch(yusuf, { age: 'nine', risk_level: 7 }),
    expect: { status: 200, contains: { data: { id: records.yusuf.id } } },
  },
  {
    rule: 'api-records 7.2 only-sent-are-checked',
    title: 'an answer from before that would be refused today does not stand in the way',
    as: 'ana',
    call: patch(at('maya'), { age: 15 }),
    expect: { status: 200, contains: { data: { age: 15 } } },
    then: [
      {
        as: 'ana',
        call: get(at('maya')),
        expect: { status: 200, contains: { data: { protection_status: 'retired_option', age: 15 } } },
      },
    ],
  },
  {
    rule: 'api-records 7.2 birth-year-not-in-future',
    title: 'an update to a birth year to come is refused on the birth date',
    as: 'ana',
    call: patch(yusuf, { date_of_birth: '2999-12-31' }),
    expect: {
      status: 422,
      contains: { errors: [{ status: 422, resource: yusuf, detail: 'date_of_birth' }] },
    },
    then: [
      {
        as: 'ana',
        call: get(yusuf),
        expect: { status: 200, contains: { data: { date_of_birth: '2016-06-01' } } },
      },
    ],
  },
  {
    rule: 'departure incident-create-checked',
    title: 'a new incident with a wrong answer is refused like any other record',
    as: 'ana',
    call: post('/api/v2/incidents', {
      id: unused.one,
      module_id: cp,
      incident_date: 'yesterday',
      cp_incident_timeofday: 7,
    }),
    expect: {
      status: 422,
      body: {
        errors: [
          {
            status: 422,
            resource: '/api/v2/incidents',
            detail: setOf(['/incident_date', '/cp_incident_timeofday']),
            message: 'Invalid Record JSON',
          },
        ],
      },
    },
    then: [{ as: 'ana', call: get(`/api/v2/incidents/${unused.one}`), expect: { status: 404 } }],
  },
  {
    rule: 'api-records 7.2 required-not-enforced',
    title: 'a required answer that is missing stands in nobody’s way',
    as: 'ana',
    call: patch(yusuf, { golden_first: 1, golden_required: null }),
    expect: { status: 200, contains: { data: { golden_first: 1 } } },
  },
]
