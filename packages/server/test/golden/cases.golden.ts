// What cases have beyond other records (api-records 9).
import { fields, forbidden, get, patch, post, step } from './calls.ts'
import { anyText, type GoldenCase, keys, unordered } from './golden.ts'
import { at, idsOf, records, rowIds, unused } from './world.ts'

const yusuf = at('yusuf')
const lone = records.lone.id
const taken = (resource: string) => ({
  status: 409,
  body: { errors: [{ status: 409, resource, message: 'Conflict: A record with this id already exists' }] },
})

export const cases: GoldenCase[] = [
  {
    rule: 'api-records 9 my-identified-case',
    title: 'a person finds the case that is about himself',
    as: 'umar',
    call: get('/api/v2/cases/identified'),
    expect: { status: 200, contains: { data: { id: records.lost.id, identified_by: 'umar' } } },
  },
  {
    rule: 'api-records 9 my-identified-case',
    title: 'whom no case is about finds none',
    as: 'ana',
    call: get('/api/v2/cases/identified'),
    expect: { status: 404, contains: { errors: [{ status: 404, resource: '/api/v2/cases/identified' }] } },
  },
  {
    rule: 'api-records 9 my-identified-case',
    title: 'who may not read cases does not ask for his own either',
    as: 'ibra',
    call: get('/api/v2/cases/identified'),
    expect: { status: 403, body: forbidden('/api/v2/cases/identified') },
  },
  {
    rule: 'api-records 9 incidents-of-a-case',
    title: 'the incidents of a case come as a plain list',
    as: 'farid',
    call: get(`${yusuf}/incidents`),
    expect: { status: 200, contains: keys(['data']), set: idsOf('fall', 'quarrel') },
  },
  {
    rule: 'api-records 9 incidents-of-a-case',
    title: 'the fields asked for are heeded',
    as: 'farid',
    call: fields(`${at('yusuf')}/incidents`, 'short_id'),
    expect: {
      status: 200,
      contains: {
        data: unordered([
          { id: records.fall.id, short_id: 'fab0011' },
          { id: records.quarrel.id, short_id: 'fab0012' },
        ]),
      },
      absent: ['/data/0/incident_date', '/data/1/incident_date'],
    },
  },
  {
    rule: 'api-records 9 incidents-of-a-case',
    title: 'a case without incidents has an empty list',
    as: 'ana',
    call: get(`${at('maya')}/incidents`),
    expect: { status: 200, body: { data: [] } },
  },
  {
    rule: 'departure incidents-of-a-case-in-scope',
    title: 'incidents of the case that are out of reach are not listed',
    as: 'ana',
    call: get(`${yusuf}/incidents`),
    expect: { status: 200, set: idsOf('fall'), silentOn: [records.quarrel.id, '2026-01-03'] },
  },
  {
    rule: 'api-records 9 incidents-of-a-case',
    title: 'who may read incidents but not this case gets none of its incidents',
    as: 'carol',
    call: get(`${yusuf}/incidents`),
    expect: { status: 403, body: forbidden(`${yusuf}/incidents`) },
  },
  {
    rule: 'api-records 9 incidents-of-a-case',
    title: 'who may read the case but no incidents gets none',
    as: 'nora',
    call: get(`${yusuf}/incidents`),
    expect: { status: 403, body: forbidden(`${yusuf}/incidents`) },
  },
  {
    rule: 'api-records 9 prefilled-incident',
    title: 'an incident to be is filled from the case and not stored',
    as: 'ana',
    call: get(`${yusuf}/incidents/new`),
    expect: { status: 200, contains: { data: { id: null, status: 'open', age: 9 } } },
    then: [
      {
        as: 'farid',
        call: fields('/api/v2/incidents', 'short_id'),
        expect: { status: 200, contains: { metadata: { total: 4 } } },
      },
    ],
  },
  {
    rule: 'api-records 9 prefilled-incident',
    title: 'who may do nothing with incidents or this case gets no prefilled one',
    as: 'ibra',
    call: get(`${yusuf}/incidents/new`),
    expect: { status: 403, body: forbidden(`${yusuf}/incidents/new`) },
  },
  {
    rule: 'departure prefilled-incident-needs-the-case',
    title: 'the right to make incidents does not read another’s case through them',
    as: 'carol',
    call: get(`${yusuf}/incidents/new`),
    expect: { status: 403, body: forbidden(`${yusuf}/incidents/new`), silentOn: ['Yusuf'] },
  },
  {
    rule: 'api-records 9 link-incidents',
    title: 'incidents are linked to a case in one call without a body',
    as: 'vera',
    call: post(`${at('maya')}/incidents`, { incident_ids: [lone, records.far.id] }),
    expect: { status: 204, empty: true },
    then: [
      {
        as: 'farid',
        call: get(`${at('maya')}/incidents`),
        expect: { status: 200, set: idsOf('lone', 'far') },
      },
      {
        as: 'farid',
        call: get(at('lone')),
        expect: {
          status: 200,
          contains: { data: { incident_case_id: records.maya.id, age: 14, owned_by: 'ana' } },
        },
      },
      {
        as: 'farid',
        call: get(at('far')),
        expect: { status: 200, contains: { data: { owned_by: 'ana', incident_date: '2026-01-06' } } },
      },
    ],
  },
  {
    rule: 'api-records 9 link-incidents',
    title: 'linking may be form-encoded',
    as: 'vera',
    call: {
      method: 'POST',
      path: `${at('maya')}/incidents`,
      form: { 'data[incident_ids][]': lone },
    },
    expect: { status: 204, empty: true },
  },
  {
    rule: 'api-records 9 link-incidents',
    title: 'who may not link incidents links none',
    as: 'ana',
    call: post(`${at('maya')}/incidents`, { incident_ids: [lone] }),
    expect: { status: 403, body: forbidden(`${at('maya')}/incidents`) },
    then: [{ as: 'ana', call: get(at('lone')), expect: { status: 200, absent: ['/data/incident_case_id'] } }],
  },
  {
    rule: 'api-records 9 link-incidents',
    title: 'one unknown incident and none is linked',
    as: 'vera',
    call: post(`${at('maya')}/incidents`, { incident_ids: [lone, unused.one] }),
    expect: { status: 404, contains: { errors: [{ status: 404 }] } },
    then: [{ as: 'ana', call: get(at('lone')), expect: { status: 200, absent: ['/data/incident_case_id'] } }],
  },
  {
    rule: 'api-records 9 traces-of-a-case',
    title: 'a case that nobody searches for has no traces',
    as: 'ana',
    call: get(`${yusuf}/traces`),
    expect: { status: 200, body: { data: [] } },
  },
  {
    rule: 'api-records 9 traces-of-a-case',
    title: 'traces of a case out of reach are forbidden',
    as: 'ana',
    call: get(`${at('omid')}/traces`),
    expect: { status: 403, body: forbidden(`${at('omid')}/traces`) },
  },
  {
    rule: 'api-records 9 traces-of-a-case',
    title: 'traces of what does not exist are not found',
    as: 'ana',
    call: get(`/api/v2/cases/${unused.one}/traces`),
    expect: { status: 404, contains: { errors: [{ status: 404, message: 'Not Found', detail: anyText }] } },
  },
  {
    rule: 'api-records 9 incident-details-make-incidents',
    title: 'a new row of incidents on a case becomes an incident of its own',
    as: 'ana',
    call: patch(at('maya'), { incident_details: [{ unique_id: unused.one, incident_date: '2026-02-03' }] }),
    expect: {
      status: 200,
      contains: { data: { incident_details: [{ unique_id: unused.one, incident_date: '2026-02-03' }] } },
    },
    then: [
      {
        as: 'ana',
        call: get(`/api/v2/incidents/${unused.one}`),
        expect: {
          status: 200,
          contains: {
            data: {
              incident_case_id: records.maya.id,
              incident_date: '2026-02-03',
              age: 14,
              owned_by: 'ana',
            },
          },
        },
      },
      {
        as: 'ana',
        call: get(at('maya')),
        expect: { status: 200, contains: { data: { has_incidents: true } } },
      },
    ],
  },
  {
    rule: 'api-records 9 incident-details-make-incidents',
    title: 'a row with the id of an incident changes that incident and keeps the rest of it',
    as: 'ana',
    call: patch(yusuf, { incident_details: [{ unique_id: records.fall.id, incident_date: '2026-01-01' }] }),
    expect: {
      status: 200,
      contains: { data: { incident_details: [{ unique_id: records.fall.id, incident_date: '2026-01-01' }] } },
    },
    then: [
      {
        as: 'ana',
        call: get(at('fall')),
        expect: {
          status: 200,
          contains: { data: { incident_date: '2026-01-01', cp_incident_location_type_other: 'a stairway' } },
        },
      },
    ],
  },
  {
    rule: 'departure incident-rows-stay-in-scope',
    title: 'a row with the id of an incident out of reach is a row with a taken id',
    as: 'ana',
    call: patch(yusuf, {
      incident_details: [{ unique_id: records.quarrel.id, incident_date: '2020-01-01' }],
    }),
    expect: taken(yusuf),
    then: [
      {
        as: 'carol',
        call: get(at('quarrel')),
        expect: { status: 200, contains: { data: { incident_date: '2026-01-03' } } },
      },
    ],
  },
  {
    rule: 'departure incident-rows-stay-in-scope',
    title: 'a row with the id of another case’s incident does not move it here',
    as: 'ana',
    call: patch(at('maya'), {
      incident_details: [{ unique_id: records.fall.id, incident_date: '2026-01-01' }],
    }),
    expect: taken(at('maya')),
    then: [
      {
        as: 'ana',
        call: get(at('fall')),
        expect: {
          status: 200,
          contains: { data: { incident_case_id: records.yusuf.id, incident_date: '2026-01-02' } },
        },
      },
    ],
  },
  {
    rule: 'api-records 7.5 reopen-by-incident',
    title: 'an incident added to a closed case opens it again',
    as: 'ana',
    call: patch(at('rami'), { incident_details: [{ unique_id: unused.two, incident_date: '2026-02-25' }] }),
    expect: { status: 200, contains: { data: { status: 'open', case_status_reopened: true } } },
  },
  {
    rule: 'api-records 9 hidden-name-everywhere',
    title: 'the prefilled incident of a protected case tells no name',
    as: 'gul',
    call: get(`${at('selma')}/incidents/new`),
    expect: {
      status: 200,
      contains: { data: { id: null, survivor_code: 'SV-0008', age: 24 } },
      silentOn: ['Selma', 'Aydin'],
    },
  },
  {
    rule: 'api-records 9 my-identified-case',
    title: 'a fresh identified case is found by its person',
    as: 'udo',
    given: [step('udo', post('/api/v2/cases', { module_id: 'primeromodule-cp', name_first: 'Udo' }), 'made')],
    call: get('/api/v2/cases/identified'),
    expect: {
      status: 200,
      contains: { data: { id: '{{made.data.id}}', status: 'identified', name_first: 'Udo' } },
    },
  },
  {
    rule: 'records 15 rows-of-others-stay',
    title: 'rows that were not sent stay beside incidents that were',
    as: 'ana',
    call: patch(yusuf, { incident_details: [{ unique_id: unused.three, incident_date: '2026-02-03' }] }),
    expect: {
      status: 200,
      contains: {
        data: { incident_details: unordered([{ unique_id: records.fall.id }, { unique_id: unused.three }]) },
      },
    },
    then: [
      {
        as: 'ana',
        call: get(yusuf),
        expect: {
          status: 200,
          contains: {
            data: { family_details_section: [{ unique_id: rowIds.mother }, { unique_id: rowIds.uncle }] },
          },
        },
      },
    ],
  },
]
