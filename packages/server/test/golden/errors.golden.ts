// Which refusal for what, and in which order they are weighed.
import { forbidden, get, patch, post } from './calls.ts'
import { anyText, type GoldenCase } from './golden.ts'
import { at, records, unused } from './world.ts'

const unknown = `/api/v2/cases/${unused.one}`
const notFound = (resource: string) => ({
  errors: [{ status: 404, resource, detail: anyText, message: 'Not Found' }],
})

export const cases: GoldenCase[] = [
  {
    rule: 'api-records 2 forbidden',
    title: 'a case out of reach is forbidden, in the envelope of errors',
    as: 'ana',
    call: get(at('noor')),
    expect: { status: 403, body: forbidden(at('noor')), silentOn: ['Noor', 'bilal'] },
  },
  {
    rule: 'api-records 2 not-found',
    title: 'a case that does not exist is not found',
    as: 'ana',
    call: get(unknown),
    expect: { status: 404, body: notFound(unknown) },
  },
  {
    rule: 'api-records 1.1 malformed-id-404',
    title: 'an id that is no UUID is not found, not a bad request',
    as: 'ana',
    call: get('/api/v2/cases/not-a-uuid'),
    expect: { status: 404, contains: notFound('/api/v2/cases/not-a-uuid') },
  },
  {
    rule: 'api-records 1.1 malformed-id-404',
    title: 'a malformed id is not found for an update either',
    as: 'ana',
    call: patch('/api/v2/incidents/12345', { status: 'open' }),
    expect: { status: 404, contains: { errors: [{ status: 404, resource: '/api/v2/incidents/12345' }] } },
  },
  {
    rule: 'api-records 1.1 malformed-id-404',
    title: 'an id with SQL in it is not found',
    as: 'ana',
    call: get(`/api/v2/cases/${encodeURIComponent("1' or '1'='1")}`),
    expect: { status: 404 },
  },
  {
    rule: 'api-records 4.1 show-checks-right-first',
    title: 'who may not read cases is told so before anything is looked up',
    as: 'ibra',
    call: get(unknown),
    expect: { status: 403, body: forbidden(unknown) },
  },
  {
    rule: 'api-records 4.1 show-checks-right-first',
    title: 'who may not read cases gets no list',
    as: 'ibra',
    call: get('/api/v2/cases'),
    expect: { status: 403, body: forbidden('/api/v2/cases') },
  },
  {
    rule: 'api-records 4.1 show-checks-right-first',
    title: 'who may not disable cases is told so before anything is looked up',
    as: 'lina',
    call: { method: 'DELETE', path: unknown },
    expect: { status: 403, body: forbidden(unknown) },
  },
  {
    rule: 'api-records 4.1 sub-resources-look-up-first',
    title: 'the history of what does not exist is not found even without any right',
    as: 'ibra',
    call: get(`${unknown}/record_history`),
    expect: { status: 404, contains: notFound(`${unknown}/record_history`) },
  },
  {
    rule: 'api-records 4.1 sub-resources-look-up-first',
    title: 'an attachment for what does not exist is not found even without any right',
    as: 'ibra',
    call: post(`${unknown}/attachments`, { field_name: 'photos', attachment_type: 'image' }),
    expect: { status: 404, contains: { errors: [{ status: 404 }] } },
  },
  {
    rule: 'api-records 4.1 traces-check-right-first',
    title: 'traces of a case ask for the right first',
    as: 'ibra',
    call: get(`${unknown}/traces`),
    expect: { status: 403, body: forbidden(`${unknown}/traces`) },
  },
  {
    rule: 'api-records 2 not-found',
    title: 'an unknown path below the door is not found',
    as: 'ana',
    call: get('/api/v2/unicorns'),
    expect: { status: 404 },
  },
  {
    rule: 'api-records 4 types-are-apart',
    title: 'an incident is not found under cases',
    as: 'ana',
    call: get(`/api/v2/cases/${records.fall.id}`),
    expect: { status: 404, contains: notFound(`/api/v2/cases/${records.fall.id}`) },
  },
  {
    rule: 'design 8 rubbish-is-no-crash',
    title: 'a body that is no JSON is refused and not a crash',
    as: 'ana',
    call: { method: 'POST', path: '/api/v2/cases', raw: '{"data":' },
    expect: { status: 400, contains: { errors: [{ status: 400, resource: '/api/v2/cases' }] } },
  },
  {
    rule: 'design 8 rubbish-is-no-crash',
    title: 'data that is a list is refused and not a crash',
    as: 'ana',
    call: post('/api/v2/cases', ['module_id']),
    expect: { status: 422, contains: { errors: [{ status: 422, resource: '/api/v2/cases' }] } },
  },
  {
    rule: 'design 8 rubbish-is-no-crash',
    title: 'a null byte in a text is refused and not a crash',
    as: 'ana',
    call: patch(at('yusuf'), { occupation: 'a\u0000b' }),
    expect: { status: 422, contains: { errors: [{ status: 422, resource: at('yusuf') }] } },
  },
  {
    rule: 'design 8 rubbish-is-no-crash',
    title: 'keys that belong to the language are just unknown keys',
    as: 'ana',
    call: patch(at('yusuf'), { constructor: 'x', toString: 'y', age: 10 }),
    expect: { status: 200, contains: { data: { age: 10 } } },
  },
  {
    rule: 'departure errors-tell-nothing',
    title: 'an error names no one’s answers',
    as: 'ana',
    call: patch(at('yusuf'), { sex: 'Mariam-Haddad-of-Hill-Street', age: 'nine' }),
    expect: { status: 422, silentOn: ['Mariam', 'nine', 'Yusuf'] },
  },
]
