// Incidents and what they take from their case (api-records 10).
import { forbidden, get, patch, post, step } from './calls.ts'
import type { GoldenCase } from './golden.ts'
import { at, records } from './world.ts'

const cp = 'primeromodule-cp'
const ofYusuf = { module_id: cp, incident_case_id: records.yusuf.id }

export const cases: GoldenCase[] = [
  {
    rule: 'api-records 10.1 create-right',
    title: 'who may make incidents of cases creates one without the right on incidents',
    as: 'ivan',
    call: post('/api/v2/incidents', { ...ofYusuf, incident_date: '2026-02-01' }),
    expect: {
      status: 200,
      contains: { data: { incident_date: '2026-02-01', incident_case_id: records.yusuf.id } },
    },
  },
  {
    rule: 'api-records 10.1 create-right',
    title: 'who has neither right creates no incident',
    as: 'lina',
    call: post('/api/v2/incidents', { module_id: cp }),
    expect: { status: 403, body: forbidden('/api/v2/incidents') },
  },
  {
    rule: 'api-records 10.2 copied-from-the-case',
    title: 'an incident of a case takes over what the module maps, and the owner',
    as: 'ivan',
    call: post('/api/v2/incidents', ofYusuf),
    expect: {
      status: 200,
      contains: {
        data: {
          age: 9,
          cp_sex: 'male',
          cp_nationality: ['syria', 'lebanon'],
          owned_by: 'ana',
          module_id: cp,
        },
      },
    },
  },
  {
    rule: 'api-records 10.2 request-wins',
    title: 'what the request says of the age wins over the case',
    as: 'ana',
    call: post('/api/v2/incidents', { ...ofYusuf, age: 7 }),
    expect: { status: 200, contains: { data: { age: 7, cp_sex: 'male' } } },
  },
  {
    rule: 'api-records 10.2 copied-from-the-case',
    title: 'linking an incident fills only what it had not answered',
    as: 'ana',
    given: [step('ana', patch(at('lone'), { age: 5 }))],
    call: patch(at('lone'), { incident_case_id: records.yusuf.id }),
    expect: {
      status: 200,
      contains: { data: { cp_sex: 'male', incident_case_id: records.yusuf.id } },
      absent: ['/data/age'],
    },
    then: [
      {
        as: 'ana',
        call: get(at('lone')),
        expect: {
          status: 200,
          contains: { data: { age: 5, incident_location: 'GL02', case_id_display: 'abc0001' } },
        },
      },
    ],
  },
  {
    rule: 'records 10 no-copy-afterwards',
    title: 'a later change of the case does not reach its incidents',
    as: 'ana',
    given: [step('ana', post('/api/v2/incidents', ofYusuf), 'made')],
    call: patch(at('yusuf'), { age: 12 }),
    expect: { status: 200, contains: { data: { age: 12 } } },
    then: [
      {
        as: 'ana',
        call: get('/api/v2/incidents/{{made.data.id}}'),
        expect: { status: 200, contains: { data: { age: 9 } } },
      },
    ],
  },
  {
    rule: 'api-records 10.2 case-has-incidents',
    title: 'the case of a new incident has incidents',
    as: 'ana',
    given: [step('ana', post('/api/v2/incidents', { module_id: cp, incident_case_id: records.maya.id }))],
    call: get(at('maya')),
    expect: { status: 200, contains: { data: { has_incidents: true } } },
  },
  {
    rule: 'api-records 10.2 case-remembers-incidents',
    title: 'the history of the case tells of the new incident',
    as: 'ana',
    given: [step('ana', post('/api/v2/incidents', { module_id: cp, incident_case_id: records.maya.id }), 'made')],
    call: get(`${at('maya')}/record_history`),
    expect: {
      status: 200,
      contains: {
        data: [
          {
            action: 'update',
            user_name: 'ana',
            record_changes: [{ incidents: { from: [], to: ['{{made.data.id}}'] } }],
          },
          { action: 'create' },
        ],
      },
    },
  },
  {
    rule: 'departure links-need-their-right',
    title: 'who may write incidents but not make them of cases links none',
    as: 'jo',
    call: patch(at('far'), { incident_case_id: records.yusuf.id, incident_date: '2026-01-07' }),
    expect: {
      status: 200,
      contains: { data: { incident_date: '2026-01-07' } },
      headers: { 'x-primero-ignored': /\bincident_case_id\b/ },
    },
    then: [{ as: 'farid', call: get(at('far')), expect: { status: 200, absent: ['/data/incident_case_id'] } }],
  },
  {
    rule: 'departure links-need-their-right',
    title: 'a case that one may not read is as unknown when an incident is made of it',
    as: 'ana',
    call: post('/api/v2/incidents', { module_id: cp, incident_case_id: records.omid.id }),
    expect: {
      status: 404,
      contains: { errors: [{ status: 404, resource: '/api/v2/incidents' }] },
      silentOn: ['Omid'],
    },
  },
  {
    rule: 'api-records 7.2 links',
    title: 'the case of an incident is named by a UUID',
    as: 'ana',
    call: post('/api/v2/incidents', { module_id: cp, incident_case_id: 'abc0001' }),
    expect: {
      status: 422,
      contains: { errors: [{ detail: ['/incident_case_id'], message: 'Invalid Record JSON' }] },
    },
  },
  {
    rule: 'api-records 10.2 default-map',
    title: 'an incident of a survivor takes over her code under its other name',
    as: 'gul',
    call: post('/api/v2/incidents', { module_id: 'primeromodule-gbv', incident_case_id: records.selma.id }),
    expect: {
      status: 200,
      contains: {
        data: {
          survivor_code: 'SV-0008',
          age: 24,
          sex: 'female',
          nationality: 'nationality1',
          maritial_status: 'single',
          owned_by: 'gul',
        },
      },
      silentOn: ['Selma', 'Aydin'],
    },
  },
  {
    rule: 'api-records 7.5 incident-date-derived',
    title: 'the derived day follows the day of the incident',
    as: 'ana',
    call: patch(at('lone'), { incident_date: '2026-01-01' }),
    expect: {
      status: 200,
      contains: { data: { incident_date: '2026-01-01', incident_date_derived: '2026-01-01' } },
    },
  },
  {
    rule: 'api-records 7.1 codes-never-change',
    title: 'the codes of an incident stay as they were born',
    as: 'ana',
    call: patch(at('lone'), { short_id: 'fffffff', incident_id: records.yusuf.id, status: 'open' }),
    expect: {
      status: 200,
      contains: { data: { id: records.lone.id } },
      absent: ['/data/short_id', '/data/incident_id'],
    },
    then: [
      {
        as: 'ana',
        call: get(at('lone')),
        expect: { status: 200, contains: { data: { short_id: 'fab0013' } } },
      },
    ],
  },
]
