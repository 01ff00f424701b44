// Lookups, read (api-admin 12).
import { get } from './calls.ts'
import { anyInt, anyText, type GoldenCase, including } from './golden.ts'

const lookups = '/api/v2/lookups'
const golden = {
  id: anyInt,
  unique_id: 'lookup-golden',
  name: { en: 'Golden list', fr: 'Liste dorée', ar: '' },
  locked: true,
  values: [
    { id: 'one', display_text: { en: 'One', fr: 'Un', ar: '' } },
    { id: 'two', display_text: { en: 'Two' }, disabled: true },
  ],
}

export const cases: GoldenCase[] = [
  {
    rule: 'api-admin 12 list',
    title: 'everybody who is signed in gets the lists of options, as many as he asks for',
    as: 'ibra',
    call: get(`${lookups}?per=999&page=1`),
    expect: {
      status: 200,
      contains: {
        data: including([golden, { unique_id: 'lookup-gender', values: [{ id: 'male' }, { id: 'female' }] }]),
        metadata: { total: anyInt, per: 999, page: 1 },
      },
    },
  },
  {
    rule: 'api-admin 12 list',
    title: 'lists come in pages of twenty',
    as: 'ana',
    call: get(lookups),
    expect: { status: 200, contains: { metadata: { per: 20, page: 1 } } },
  },
  {
    rule: 'api-admin 0.4 per-is-capped',
    title: 'more than a thousand a page are a thousand',
    as: 'ana',
    call: get(`${lookups}?per=3000`),
    expect: { status: 200, contains: { metadata: { per: 1000 } } },
  },
  {
    rule: 'api-admin 12 list',
    title: 'nobody gets no lists',
    as: null,
    call: get(lookups, { auth: 'none' }),
    expect: { status: 401, body: { error: anyText } },
  },
  {
    rule: 'api-admin 12 show-rights',
    title: 'who may touch the configuration reads one list',
    as: 'zaid',
    call: get(`${lookups}/{{lookups.lookup-golden.id}}`),
    expect: { status: 200, contains: { data: golden } },
  },
  {
    rule: 'api-admin 0.3 rights-first',
    title: 'who may not is refused before it is looked whether the list exists',
    as: 'ana',
    call: get(`${lookups}/999999`),
    expect: { status: 403, contains: { errors: [{ status: 403 }] } },
  },
  {
    rule: 'api-admin 0.3 rights-first',
    title: 'a list that does not exist is not found by whom may',
    as: 'zaid',
    call: get(`${lookups}/999999`),
    expect: { status: 404, contains: { errors: [{ status: 404 }] } },
  },
]
