// The order of a list.
import { fields } from './calls.ts'
import type { GoldenCase } from './golden.ts'
import { idsOf } from './world.ts'

const sorted = (query: string) => fields(`/api/v2/cases?${query}`, 'short_id')
const newestFirst = idsOf('dina', 'tala', 'rami', 'maya', 'yusuf')

export const cases: GoldenCase[] = [
  {
    rule: 'api-records 6.2 default-order',
    title: 'without a wish the newest comes first',
    as: 'ana',
    call: sorted(''),
    expect: { status: 200, rowsById: newestFirst },
  },
  {
    rule: 'api-records 6.2 direction',
    title: 'ascending turns the default round',
    as: 'ana',
    call: sorted('order=asc'),
    expect: { status: 200, rowsById: newestFirst.toReversed() },
  },
  {
    rule: 'api-records 6.2 direction',
    title: 'the direction may be in capitals',
    as: 'ana',
    call: sorted('order_by=age&order=ASC'),
    expect: { status: 200, rowsById: idsOf('dina', 'yusuf', 'rami', 'maya', 'tala') },
  },
  {
    rule: 'api-records 6.2 direction',
    title: 'an unknown direction is ascending',
    as: 'ana',
    call: sorted('order_by=age&order=sideways'),
    expect: { status: 200, rowsById: idsOf('dina', 'yusuf', 'rami', 'maya', 'tala') },
  },
  {
    rule: 'api-records 6.2 direction',
    title: 'a sort key without a direction descends',
    as: 'ana',
    call: sorted('order_by=age'),
    expect: { status: 200, rowsById: idsOf('tala', 'maya', 'rami', 'yusuf', 'dina') },
  },
  {
    rule: 'api-records 6.2 typed-order',
    title: 'numbers are ordered as numbers: nine before eleven',
    as: 'ana',
    call: sorted('order_by=age&order=asc&age[0]=9..11'),
    expect: { status: 200, rowsById: idsOf('yusuf', 'rami') },
  },
  {
    rule: 'api-records 6.2 typed-order',
    title: 'days are ordered in time',
    as: 'ana',
    call: sorted('order_by=registration_date&order=asc'),
    expect: { status: 200, rowsById: idsOf('yusuf', 'maya', 'rami', 'tala', 'dina') },
  },
  {
    rule: 'api-records 6.2 typed-order',
    title: 'names are ordered as words are',
    as: 'farid',
    call: sorted('order_by=name&order=asc&hidden_name=false&status=open&record_state=true'),
    expect: { status: 200, rowsById: idsOf('maya', 'noor', 'omid', 'yusuf') },
  },
  {
    rule: 'api-records 6.2 other-fields-sort-too',
    title: 'a field without a column of its own sorts as well',
    as: 'ana',
    call: sorted('order_by=risk_level&order=asc&age[0]=9..9&age[1]=14..14'),
    expect: { status: 200, rowsById: idsOf('yusuf', 'maya') },
  },
  {
    rule: 'departure unreadable-sort-not-applied',
    title: 'a sort by a name that one may not read is not applied',
    as: 'elif',
    call: sorted('order_by=name&order=asc&status=open&record_state=true'),
    expect: { status: 200, rowsById: idsOf('dina', 'noor', 'maya', 'yusuf').toReversed() },
  },
  {
    rule: 'departure unreadable-sort-not-applied',
    title: 'a sort by an answer on a form that one does not have is not applied',
    as: 'lina',
    call: sorted('order_by=risk_level&order=desc&status=open&record_state=true'),
    expect: { status: 200, rowsById: idsOf('dina', 'omid', 'noor', 'maya', 'yusuf') },
  },
  {
    rule: 'departure protected-name-sorts-as-none',
    title: 'a protected name has no place among the names',
    as: 'ana',
    call: sorted('order_by=name&order=asc&record_state=true&status=open'),
    expect: { status: 200, rowsById: idsOf('maya', 'yusuf', 'dina') },
  },
]
