// Saved searches of each person, and the numbers of alerts (api-records 23, api-admin 24).
import { del, get, post, step } from './calls.ts'
import { anyInt, anyText, type GoldenCase } from './golden.ts'

const open = {
  name: 'open cases',
  record_type: 'case',
  module_ids: ['primeromodule-cp'],
  filters: [{ name: 'status', value: ['open'] }],
}
const searches = '/api/v2/saved_searches'

export const cases: GoldenCase[] = [
  {
    rule: 'api-records 23 create',
    title: 'a search is saved for its maker, without its modules in the answer',
    as: 'ana',
    call: post(searches, open),
    expect: {
      status: 200,
      body: {
        data: {
          id: anyInt,
          name: 'open cases',
          record_type: 'case',
          filters: [{ name: 'status', value: ['open'] }],
          user_id: '{{people.ana.id}}',
        },
      },
    },
  },
  {
    rule: 'api-records 23 create',
    title: 'the value of a saved filter may be an object',
    as: 'ana',
    call: post(searches, { ...open, filters: [{ name: 'or', value: { owned_by: 'ana', status: 'open' } }] }),
    expect: {
      status: 200,
      contains: { data: { filters: [{ name: 'or', value: { owned_by: 'ana', status: 'open' } }] } },
    },
  },
  {
    rule: 'api-records 23 create-with-id-204',
    title: 'a search saved under a number of the client’s is answered without a body',
    as: 'ana',
    call: post(searches, { ...open, id: 777 }),
    expect: { status: 204, empty: true },
    then: [
      {
        as: 'ana',
        call: get(searches),
        expect: { status: 200, contains: { data: [{ name: 'open cases' }] } },
      },
    ],
  },
  {
    rule: 'api-records 23 list-mine',
    title: 'everybody sees his own searches only, in pages',
    as: 'ana',
    given: [step('bilal', post(searches, { ...open, name: 'bilal’s' })), step('ana', post(searches, open), 'mine')],
    call: get(searches),
    expect: {
      status: 200,
      rowsById: ['{{mine.data.id}}'],
      contains: { metadata: { total: 1, per: 20, page: 1 } },
      silentOn: ['bilal'],
    },
  },
  {
    rule: 'api-records 23 delete',
    title: 'the maker deletes a search',
    as: 'ana',
    given: [step('ana', post(searches, open), 'mine')],
    call: del(`${searches}/{{mine.data.id}}`),
    expect: { status: 200, body: { data: { id: '{{mine.data.id}}' } } },
    then: [{ as: 'ana', call: get(searches), expect: { status: 200, contains: { data: [] } } }],
  },
  {
    rule: 'api-records 23 delete',
    title: 'somebody else’s search is not deleted',
    as: 'bilal',
    given: [step('ana', post(searches, open), 'mine')],
    call: del(`${searches}/{{mine.data.id}}`),
    expect: { status: 403, contains: { errors: [{ status: 403, message: 'Forbidden' }] } },
    then: [{ as: 'ana', call: get(searches), expect: { status: 200, contains: { metadata: { total: 1 } } } }],
  },
  {
    rule: 'api-records 23 delete',
    title: 'a search that does not exist is not found',
    as: 'ana',
    call: del(`${searches}/999999`),
    expect: { status: 404, contains: { errors: [{ status: 404, message: 'Not Found' }] } },
  },
  {
    rule: 'api-records 23 own-business',
    title: 'nobody has no saved searches',
    as: null,
    call: get(searches, { auth: 'none' }),
    expect: { status: 401, body: { error: anyText } },
  },
  {
    rule: 'api-admin 24 alerts',
    title: 'everybody who is signed in gets his number of alerts by type',
    as: 'ana',
    call: get('/api/v2/alerts'),
    expect: { status: 200, body: { data: { case: 0, incident: 0, tracing_request: 0 } } },
  },
  {
    rule: 'api-admin 24 alerts',
    title: 'who may touch no record has no alerts, and that is no refusal',
    as: 'ibra',
    call: get('/api/v2/alerts'),
    expect: { status: 200, body: { data: { case: 0, incident: 0, tracing_request: 0 } } },
  },
]
