// Locations, read (api-admin 13).
import { forbidden, get } from './calls.ts'
import { anyInt, both, each, type GoldenCase, including, keys, without } from './golden.ts'

const locations = '/api/v2/locations'
const district = { code: 'GL0101', type: 'district', disabled: false }

export const cases: GoldenCase[] = [
  {
    rule: 'api-admin 13 list',
    title: 'everybody who is signed in gets the places, a hundred a page',
    as: 'ibra',
    call: get(locations),
    expect: { status: 200, contains: { metadata: { total: anyInt, per: 100, page: 1 } } },
  },
  {
    rule: 'api-admin 13 location-shape',
    title: 'a place is named with all that it lies in',
    as: 'ana',
    call: get(`${locations}?per=100000`),
    expect: {
      status: 200,
      contains: {
        data: including([
          { id: anyInt, ...district, name: { en: 'Goldland::River Province::Upper District' } },
          { code: 'GL', type: 'country', name: { en: 'Goldland' } },
        ]),
      },
    },
  },
  {
    rule: 'api-admin 13 location-shape',
    title: 'without asking there is no hierarchy',
    as: 'ana',
    call: get(locations),
    expect: { status: 200, contains: { data: each(keys(['id', 'code', 'type', 'disabled', 'name'])) } },
  },
  {
    rule: 'api-admin 13 hierarchy',
    title: 'who asks gets the level, the place’s own name and the way down to it',
    as: 'ana',
    call: get(`${locations}?hierarchy=true&per=100000`),
    expect: {
      status: 200,
      contains: {
        data: including([
          {
            ...district,
            admin_level: 2,
            placename: { en: 'Upper District' },
            hierarchy: ['GL', 'GL01', 'GL0101'],
          },
          { code: 'GL', admin_level: 0, hierarchy: ['GL'] },
        ]),
      },
    },
  },
  {
    rule: 'api-admin 13 disabled-filter',
    title: 'places out of use are asked for',
    as: 'ana',
    call: get(`${locations}?disabled[0]=true&per=100000`),
    expect: {
      status: 200,
      contains: { data: both(each({ disabled: true }), including([{ code: 'GL03' }])) },
    },
  },
  {
    rule: 'api-admin 13 disabled-filter',
    title: 'places in use are asked for',
    as: 'ana',
    call: get(`${locations}?disabled[0]=false&per=100000`),
    expect: { status: 200, contains: { data: without([{ code: 'GL03' }]) } },
  },
  {
    rule: 'api-admin 0.4 locations-uncapped',
    title: 'places may be asked for by more than a thousand',
    as: 'ana',
    call: get(`${locations}?per=3000`),
    expect: { status: 200, contains: { metadata: { per: 3000 } } },
  },
  {
    rule: 'api-admin 13 restricted-denied',
    title: 'who may touch the configuration only in part gets no places',
    as: 'zoe',
    call: get(locations),
    expect: { status: 403, body: forbidden(locations) },
  },
  {
    rule: 'api-admin 13 show',
    title: 'one place is shown with its hierarchy to whom may touch the configuration',
    as: 'zaid',
    call: get(`${locations}/{{locations.GL0101.id}}`),
    expect: {
      status: 200,
      contains: { data: { ...district, admin_level: 2, hierarchy: ['GL', 'GL01', 'GL0101'] } },
    },
  },
  {
    rule: 'api-admin 0.3 rights-first',
    title: 'who may not is refused before it is looked whether the place exists',
    as: 'ana',
    call: get(`${locations}/999999`),
    expect: { status: 403, contains: { errors: [{ status: 403 }] } },
  },
]
