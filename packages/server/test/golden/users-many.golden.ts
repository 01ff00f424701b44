// Many accounts at once, and when people were last there (api-admin 6.1).
import { forbidden, get, patch, post, step } from './calls.ts'
import { anyMoment, anyText, both, type Call, type GoldenCase, including, unordered, without } from './golden.ts'
import { at } from './world.ts'

const users = '/api/v2/users'
const bulk = `${users}/update_bulk`
const id = (name: string) => `{{people.${name}.id}}`
const names = (...list: string[]) => list.map((user_name) => ({ user_name }))
const disable = (data: object): Call => post(bulk, data)
const disabled = get(`${users}?disabled[]=true&per=1000`)
const list = get('/api/v2/cases')
const lakeIsIn = { as: 'kim', call: disabled, expect: { status: 200, contains: { data: unordered(names('xenia')) } } }

const disabling: GoldenCase[] = [
  {
    rule: 'api-admin 6.1 update-bulk',
    title: 'those named are disabled, and none of them is shown',
    as: 'dora',
    call: disable({ ids: [id('lars'), id('milo')] }),
    expect: { status: 200, contains: { data: [], metadata: { total: null } } },
    then: [
      {
        as: 'kim',
        call: disabled,
        expect: { status: 200, contains: { data: unordered(names('xenia', 'lars', 'milo')) } },
      },
    ],
  },
  {
    rule: 'api-admin 6.1 update-bulk',
    title: 'it disables, whatever else was asked for',
    as: 'dora',
    call: disable({ ids: [id('lars')], disabled: false, full_name: 'Other' }),
    expect: { status: 200, contains: { data: [] } },
    then: [
      {
        as: 'kim',
        call: get(`${users}/${id('lars')}`),
        expect: { status: 200, contains: { data: { disabled: true, full_name: 'Lars Tester' } } },
      },
    ],
  },
  {
    rule: 'api-admin 6.1 update-bulk',
    title: 'filters narrow each other',
    as: 'dora',
    call: disable({ ids: [id('lars'), id('ana')], user_group_ids: ['golden-lake'] }),
    expect: { status: 200, contains: { data: [] } },
    then: [
      { as: 'kim', call: disabled, expect: { status: 200, contains: { data: unordered(names('xenia', 'lars')) } } },
    ],
  },
  {
    rule: 'api-admin 6.1 update-bulk',
    title: 'an agency is named by its number',
    as: 'dora',
    call: disable({ ids: [id('lars'), id('ana')], agency: '{{agencies.golden-north.id}}' }),
    expect: { status: 200, contains: { data: [] } },
    then: [
      { as: 'kim', call: disabled, expect: { status: 200, contains: { data: unordered(names('xenia', 'ana')) } } },
    ],
  },
  {
    rule: 'api-admin 6.1 update-bulk',
    title: 'who may not is refused, and everybody stays',
    as: 'ursa',
    call: disable({ ids: [id('lars')] }),
    expect: { status: 403, body: forbidden(bulk) },
    then: [lakeIsIn],
  },
  {
    rule: 'api-admin 6.1 update-bulk',
    title: 'administrators and superusers are beyond it for whoever does not manage them',
    as: 'dora',
    call: disable({ ids: [id('kim'), id('admina'), id('lars')] }),
    expect: { status: 200, contains: { data: [] } },
    then: [
      { as: 'kim', call: disabled, expect: { status: 200, contains: { data: unordered(names('xenia', 'lars')) } } },
    ],
  },
  {
    rule: 'departure nobody-disables-all-by-mistake',
    title: 'nobody disables himself along with the others',
    as: 'dora',
    call: disable({ ids: [id('dora'), id('lars')] }),
    expect: { status: 200, contains: { data: [] } },
    then: [
      {
        as: 'dora',
        call: get(`${users}/${id('dora')}`),
        expect: { status: 200, contains: { data: { disabled: false } } },
      },
    ],
  },
  {
    rule: 'departure nobody-disables-all-by-mistake',
    title: 'without any filter nobody is meant',
    as: 'kim',
    call: disable({ disabled: true }),
    expect: { status: 422, contains: { errors: [{ status: 422, resource: bulk }] } },
    then: [lakeIsIn],
  },
  {
    rule: 'departure disabling-ends-sessions',
    title: 'who is disabled along with others is out with the next call, too',
    as: 'dora',
    given: [step('lars', list)],
    call: disable({ ids: [id('lars')] }),
    expect: { status: 200, contains: { data: [] } },
    then: [{ as: 'lars', call: list, expect: { status: 401, body: { error: anyText } } }],
  },
]

const lastSeen: GoldenCase[] = [
  {
    rule: 'api-admin 6.1 activity-stats',
    title: 'when somebody was last there, opened and changed a case is told to whoever asks',
    as: 'dawit',
    given: [step('ana', get(at('yusuf'))), step('ana', patch(at('yusuf'), { age: 10 }))],
    call: get(`${users}?activity_stats=true&user_name=ana`),
    expect: {
      status: 200,
      contains: {
        data: [{ user_name: 'ana', last_access: anyMoment, last_case_viewed: anyMoment, last_case_updated: anyMoment }],
      },
    },
  },
  {
    rule: 'api-admin 6.1 activity-stats',
    title: 'without asking none of it is told',
    as: 'dawit',
    given: [step('ana', get(at('yusuf')))],
    call: get(`${users}?user_name=ana`),
    expect: {
      status: 200,
      contains: { data: [{ user_name: 'ana' }] },
      absent: ['/data/0/last_access', '/data/0/last_case_viewed'],
    },
  },
  {
    rule: 'api-admin 6.1 activity-stats',
    title: 'who was there since a day is asked for',
    as: 'dawit',
    given: [step('ana', list)],
    call: get(
      `${users}?activity_stats=true&last_access[from]=2026-01-01T00:00:00.000Z&last_access[to]=2099-01-01T00:00:00.000Z&per=1000`,
    ),
    expect: {
      status: 200,
      contains: { data: both(including(names('ana')), without(names('bilal'))) },
    },
  },
  {
    rule: 'api-admin 6.1 activity-stats',
    title: 'the range counts only where the numbers are asked for',
    as: 'dawit',
    given: [step('ana', list)],
    call: get(`${users}?last_access[from]=2098-01-01T00:00:00.000Z&last_access[to]=2099-01-01T00:00:00.000Z&per=1000`),
    expect: { status: 200, contains: { data: including(names('ana', 'bilal')) } },
  },
  {
    rule: 'api-admin 6.1 activity-stats',
    title: 'who changed no case in the range is not in it',
    as: 'dawit',
    given: [step('ana', get(at('yusuf')))],
    call: get(
      `${users}?activity_stats=true&last_case_updated[from]=2000-01-01T00:00:00.000Z&last_case_updated[to]=2099-01-01T00:00:00.000Z&per=1000`,
    ),
    expect: { status: 200, contains: { data: [] } },
  },
]

export const cases: GoldenCase[] = [...disabling, ...lastSeen]
