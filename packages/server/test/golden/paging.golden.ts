// Pages of a list.
import { fields, get } from './calls.ts'
import type { GoldenCase } from './golden.ts'
import { idsOf } from './world.ts'

// Newest first; farid works in child protection only, so selma is not his.
const all = idsOf('lost', 'dina', 'tala', 'rami', 'omid', 'noor', 'maya', 'yusuf')

export const cases: GoldenCase[] = [
  {
    rule: 'api-records 6.1 paging-defaults',
    title: 'a list begins with page one of twenty, newest first',
    as: 'farid',
    call: fields('/api/v2/cases', 'short_id'),
    expect: { status: 200, contains: { metadata: { total: 8, per: 20, page: 1 } }, rowsById: all },
  },
  {
    rule: 'api-records 6.1 paging',
    title: 'the second page goes on where the first ended, the total stays',
    as: 'farid',
    call: fields('/api/v2/cases?per=3&page=2', 'short_id'),
    expect: { status: 200, contains: { metadata: { total: 8, per: 3, page: 2 } }, rowsById: all.slice(3, 6) },
  },
  {
    rule: 'api-records 6.1 paging',
    title: 'the last page holds what is left',
    as: 'farid',
    call: fields('/api/v2/cases?per=3&page=3', 'short_id'),
    expect: { status: 200, contains: { metadata: { total: 8, per: 3, page: 3 } }, rowsById: all.slice(6) },
  },
  {
    rule: 'api-records 6.1 page-past-the-end',
    title: 'beyond the last page there is nothing, and that is no error',
    as: 'farid',
    call: get('/api/v2/cases?per=3&page=9'),
    expect: { status: 200, body: { data: [], metadata: { total: 8, per: 3, page: 9 } } },
  },
  {
    rule: 'api-records 6.1 per-is-capped',
    title: 'more than a thousand a page are a thousand, and the answer says so',
    as: 'farid',
    call: get('/api/v2/cases?per=3000'),
    expect: { status: 200, contains: { metadata: { total: 8, per: 1000, page: 1 } } },
  },
  {
    rule: 'api-records 6.1 per-is-capped',
    title: 'nine hundred and ninety-nine a page are as many',
    as: 'farid',
    call: get('/api/v2/cases?per=999'),
    expect: { status: 200, contains: { metadata: { per: 999 } } },
  },
  {
    rule: 'api-records 6.1 total-parameter-ignored',
    title: 'a total that was sent along is neither filter nor truth',
    as: 'farid',
    call: get('/api/v2/cases?total=500&per=3'),
    expect: { status: 200, contains: { metadata: { total: 8, per: 3 } } },
  },
  {
    rule: 'api-records 6.1 paging',
    title: 'every type of record is paged alike',
    as: 'farid',
    call: fields('/api/v2/incidents?per=2&page=2', 'short_id'),
    expect: {
      status: 200,
      contains: { metadata: { total: 4, per: 2, page: 2 } },
      rowsById: idsOf('quarrel', 'fall'),
    },
  },
  {
    rule: 'api-records 6.1 bad-paging',
    title: 'pages that cannot be counted are no crash',
    as: 'farid',
    call: get('/api/v2/cases?per=-5&page=zero'),
    expect: { status: 200, contains: { metadata: { total: 8, page: 1 } } },
  },
  {
    rule: 'api-records 6.2 no-default-filter',
    title: 'closed and disabled cases are listed unless filtered out',
    as: 'ana',
    call: fields('/api/v2/cases', 'short_id'),
    expect: {
      status: 200,
      contains: { metadata: { total: 5 } },
      rowsById: idsOf('dina', 'tala', 'rami', 'maya', 'yusuf'),
    },
  },
]
