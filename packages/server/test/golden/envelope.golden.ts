// What every reply has in common.
import { fields, get, patch, post, step } from './calls.ts'
import { anyInt, anyMoment, anyText, both, type GoldenCase, keys, keysInOrder, match } from './golden.ts'
import { at, records, unused } from './world.ts'

export const cases: GoldenCase[] = [
  {
    rule: 'api-records 1 list-envelope',
    title: 'a list comes as data and metadata, and nothing else',
    as: 'ana',
    call: get('/api/v2/cases'),
    expect: {
      status: 200,
      contains: both(keys(['data', 'metadata']), { metadata: keys(['total', 'per', 'page']) }),
    },
  },
  {
    rule: 'api-records 1 list-envelope',
    title: 'one record comes as data, and nothing else',
    as: 'ana',
    call: get(at('yusuf')),
    expect: { status: 200, contains: both(keys(['data']), { data: { id: records.yusuf.id } }) },
  },
  {
    rule: 'api-records 1 json-suffix',
    title: 'a path that ends in .json is the same path',
    as: 'ana',
    call: fields('/api/v2/cases.json?order_by=created_at', 'short_id'),
    expect: { status: 200, contains: { metadata: { page: 1 } } },
  },
  {
    rule: 'api-records 1 json-suffix',
    title: 'a record may be asked for with .json',
    as: 'ana',
    call: get(`${at('yusuf')}.json`),
    expect: { status: 200, contains: { data: { id: records.yusuf.id } } },
  },
  {
    rule: 'api-records 1 json-suffix',
    title: 'no other ending is known',
    as: 'ana',
    call: get('/api/v2/cases.xml'),
    expect: { status: 404 },
  },
  {
    rule: 'api-admin 0.1 slashes-collapse',
    title: 'slashes that follow each other count as one',
    as: null,
    call: get('/api/v2//primero', { auth: 'none' }),
    expect: { status: 200, contains: { data: { config_ui: anyText } } },
  },
  {
    rule: 'api-records 1 empty-body-with-type',
    title: 'a GET that announces JSON and sends none is answered',
    as: 'svc',
    call: get('/api/v2/cases', { headers: { 'content-type': 'application/json' } }),
    expect: { status: 200, contains: { metadata: { page: 1 } } },
  },
  {
    rule: 'api-records 1 empty-body-with-type',
    title: 'a DELETE that announces JSON and sends none is answered',
    as: 'ana',
    call: { method: 'DELETE', path: at('yusuf'), headers: { 'content-type': 'application/json' } },
    expect: { status: 200, body: { data: { id: records.yusuf.id } } },
  },
  {
    rule: 'api-records 1 nosniff',
    title: 'no browser guesses at the type of an answer',
    as: 'ana',
    call: get('/api/v2/cases'),
    expect: {
      status: 200,
      headers: { 'x-content-type-options': 'nosniff', 'content-type': /^application\/json/ },
    },
  },
  {
    rule: 'api-records 1 nosniff',
    title: 'a refusal carries the same protection',
    as: null,
    call: get('/api/v2/cases', { auth: 'none' }),
    expect: { status: 401, headers: { 'x-content-type-options': 'nosniff' } },
  },
  {
    rule: 'api-records 1 moments-in-utc',
    title: 'moments are in UTC with milliseconds, days have no time',
    as: 'ana',
    call: fields(at('yusuf'), 'created_at', 'registration_date'),
    expect: {
      status: 200,
      body: {
        data: {
          id: records.yusuf.id,
          enabled: true,
          created_at: '2026-01-05T08:00:00.000Z',
          registration_date: '2026-01-05',
          last_updated_at: anyMoment,
        },
      },
    },
  },
  {
    rule: 'api-records 1 absent-keys',
    title: 'a question that was never answered is not in the record',
    as: 'ana',
    call: get(at('maya')),
    expect: {
      status: 200,
      contains: { data: { name: 'Maya Karam' } },
      absent: ['/data/date_of_birth', '/data/consent_reporting'],
    },
  },
  {
    rule: 'api-records 1 create-is-200',
    title: 'a create is answered with 200, never 201',
    as: 'ana',
    call: post('/api/v2/cases', { module_id: 'primeromodule-cp' }),
    expect: { status: 200, contains: { data: { id: anyText } } },
  },
  {
    rule: 'api-records 1 no-conditional-updates',
    title: 'an If-Match header is no hindrance',
    as: 'ana',
    call: patch(at('yusuf'), { age: 10 }, { headers: { 'if-match': '"stale"' } }),
    expect: { status: 200, contains: { data: { age: 10 } } },
  },
  {
    rule: 'api-records 1 kinds-of-ids',
    title: 'saved searches are numbered',
    as: 'ana',
    call: post('/api/v2/saved_searches', { name: 'mine', record_type: 'case', filters: [] }),
    expect: { status: 200, contains: { data: { id: anyInt } } },
  },
  {
    rule: 'api-records 2 error-keys-in-order',
    title: 'an error tells status, resource, detail and message, in this order',
    as: 'ana',
    call: patch(at('yusuf'), { age: 'nine' }),
    expect: { status: 422, contains: { errors: [keysInOrder(['status', 'resource', 'detail', 'message'])] } },
  },
  {
    rule: 'api-records 2 resource-is-the-path',
    title: 'an error names the path without host and query',
    as: 'ana',
    call: get(`/api/v2/cases/${unused.one}?fields=name`),
    expect: {
      status: 404,
      contains: { errors: [{ status: 404, resource: `/api/v2/cases/${unused.one}`, message: 'Not Found' }] },
    },
  },
  {
    rule: 'api-records 1 configuration-lock',
    title: 'while a configuration is being applied a list waits',
    as: 'ana',
    configurationBusy: true,
    given: [step('ana', get('/api/v2/cases'))],
    call: get('/api/v2/cases'),
    expect: {
      status: 503,
      body: {
        errors: [
          {
            status: 503,
            resource: '/api/v2/cases',
            detail: 'Retry-After: 60',
            message: 'Service Unavailable',
          },
        ],
      },
      headers: { 'retry-after': '60' },
    },
  },
  {
    rule: 'api-records 1 configuration-lock',
    title: 'while a configuration is being applied nothing is written',
    as: 'svc',
    configurationBusy: true,
    call: patch(at('yusuf'), { age: 10 }),
    expect: { status: 503, headers: { 'retry-after': '60' } },
    then: [{ as: 'ana', call: get(at('yusuf')), expect: { status: 200, contains: { data: { age: 9 } } } }],
  },
  {
    rule: 'api-admin 0.3 lock-after-authentication',
    title: 'while a configuration is being applied nobody is still nobody',
    as: null,
    configurationBusy: true,
    call: get('/api/v2/cases', { auth: 'none' }),
    expect: { status: 401, body: { error: anyText } },
  },
  {
    rule: 'api-records 1 configuration-lock',
    title: 'while a configuration is being applied the public page waits as well',
    as: null,
    configurationBusy: true,
    call: get('/api/v2/primero', { auth: 'none' }),
    expect: { status: 503, headers: { 'retry-after': '60' } },
  },
  {
    rule: 'api-admin 0.1 unknown-keys-dropped',
    title: 'unknown keys of a saved search are left out',
    as: 'ana',
    call: post('/api/v2/saved_searches', { name: 'mine', record_type: 'case', filters: [], colour: 'blue' }),
    expect: {
      status: 200,
      contains: {
        data: both(keys(['id', 'name', 'record_type', 'filters', 'user_id']), { name: match(/^mine$/) }),
      },
    },
  },
]
