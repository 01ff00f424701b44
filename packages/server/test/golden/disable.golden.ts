// DELETE disables; nothing is ever removed (api-records 8).
import { del, fields, forbidden, get, patch, step } from './calls.ts'
import type { GoldenCase } from './golden.ts'
import { at, idsOf, records, unused } from './world.ts'

const yusuf = at('yusuf')
const unknown = `/api/v2/cases/${unused.one}`

export const cases: GoldenCase[] = [
  {
    rule: 'api-records 8 delete-disables',
    title: 'deleting a case disables it and keeps every answer',
    as: 'pia',
    call: del(yusuf),
    expect: { status: 200, body: { data: { id: records.yusuf.id } } },
    then: [
      {
        as: 'ana',
        call: get(yusuf),
        expect: {
          status: 200,
          contains: {
            data: { enabled: false, record_state: false, status: 'open', name: 'Yusuf Haddad', age: 9 },
          },
        },
      },
    ],
  },
  {
    rule: 'api-records 8 delete-disables',
    title: 'a disabled case is found among the disabled',
    as: 'ana',
    given: [step('ana', del(yusuf))],
    call: fields('/api/v2/cases?record_state=false', 'short_id'),
    expect: { status: 200, rowsById: idsOf('tala', 'yusuf') },
  },
  {
    rule: 'api-records 8 delete-disables',
    title: 'deleting what is disabled already is no fault',
    as: 'ana',
    call: del(at('tala')),
    expect: { status: 200, body: { data: { id: records.tala.id } } },
  },
  {
    rule: 'api-records 8 enable-again',
    title: 'a disabled case is enabled by an update',
    as: 'ana',
    call: patch(at('tala'), { record_state: true }),
    expect: { status: 200, contains: { data: { enabled: true, record_state: true } } },
  },
  {
    rule: 'api-records 8 delete-needs-right',
    title: 'who may write deletes nothing by that',
    as: 'wren',
    call: del(yusuf),
    expect: { status: 403, body: forbidden(yusuf) },
    then: [{ as: 'ana', call: get(yusuf), expect: { status: 200, contains: { data: { enabled: true } } } }],
  },
  {
    rule: 'api-records 8 delete-needs-right',
    title: 'who may disable but not read deletes nothing',
    as: 'paul',
    call: del(yusuf),
    expect: { status: 403, body: forbidden(yusuf) },
  },
  {
    rule: 'api-records 8 delete-needs-right',
    title: 'a case out of reach is not disabled',
    as: 'ana',
    call: del(at('omid')),
    expect: { status: 403, body: forbidden(at('omid')) },
    then: [{ as: 'carol', call: get(at('omid')), expect: { status: 200, contains: { data: { enabled: true } } } }],
  },
  {
    rule: 'api-records 8 delete-unknown',
    title: 'deleting what does not exist is not found',
    as: 'pia',
    call: del(unknown),
    expect: { status: 404, contains: { errors: [{ status: 404, resource: unknown, message: 'Not Found' }] } },
  },
  {
    rule: 'api-records 8 same-for-all-types',
    title: 'deleting an incident disables it',
    as: 'ana',
    call: del(at('lone')),
    expect: { status: 200, body: { data: { id: records.lone.id } } },
    then: [{ as: 'ana', call: get(at('lone')), expect: { status: 200, contains: { data: { enabled: false } } } }],
  },
  {
    rule: 'api-records 8 same-for-all-types',
    title: 'deleting a registry record disables it',
    as: 'ana',
    call: del(at('anasFarm')),
    expect: { status: 200, body: { data: { id: records.anasFarm.id } } },
    then: [
      {
        as: 'ana',
        call: get(at('anasFarm')),
        expect: { status: 200, contains: { data: { enabled: false } } },
      },
    ],
  },
  {
    rule: 'api-records 8 same-for-all-types',
    title: 'deleting a family disables it',
    as: 'carol',
    call: del(at('carolsFamily')),
    expect: { status: 200, body: { data: { id: records.carolsFamily.id } } },
  },
  {
    rule: 'api-records 8 same-for-all-types',
    title: 'who may not disable tracing requests deletes none',
    as: 'ana',
    call: del(at('anasTracing')),
    expect: { status: 403, body: forbidden(at('anasTracing')) },
  },
]
