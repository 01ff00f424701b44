// Agencies, read (api-admin 9).
import { forbidden, get } from './calls.ts'
import { anyInt, each, type GoldenCase, including, unordered, without } from './golden.ts'

const agencies = '/api/v2/agencies'

export const cases: GoldenCase[] = [
  {
    rule: 'api-admin 9 agency-shape',
    title: 'an agency is shown with its name in every language, empty where there is none',
    as: 'kim',
    call: get(`${agencies}/{{agencies.golden-north.id}}`),
    expect: {
      status: 200,
      contains: {
        data: {
          id: anyInt,
          unique_id: 'golden-north',
          agency_code: 'GNORTH',
          name: { en: 'North Association', fr: 'Association du Nord', ar: '' },
          description: { en: '', fr: '', ar: '' },
          services: [],
          logo_enabled: false,
          pdf_logo_option: false,
          terms_of_use_enabled: false,
          disabled: false,
        },
      },
      absent: ['/data/logo_full', '/data/logo_icon', '/data/terms_of_use'],
    },
  },
  {
    rule: 'api-admin 9 all-without-filter',
    title: 'without a filter the disabled agencies are listed with the others, in pages of twenty',
    as: 'kim',
    call: get(`${agencies}?per=1000`),
    expect: {
      status: 200,
      contains: {
        data: including([
          { unique_id: 'golden-north', disabled: false },
          { unique_id: 'golden-south', services: ['safehouse_service'] },
          { unique_id: 'golden-shut', disabled: true },
        ]),
        metadata: { total: anyInt, per: 1000, page: 1 },
      },
    },
  },
  {
    rule: 'api-admin 0.4 paging-defaults',
    title: 'agencies come in pages of twenty',
    as: 'kim',
    call: get(agencies),
    expect: { status: 200, contains: { metadata: { per: 20, page: 1 } } },
  },
  {
    rule: 'api-admin 9 disabled-filter',
    title: 'only the disabled agencies are asked for',
    as: 'kim',
    call: get(`${agencies}?disabled[0]=true&per=1000`),
    expect: { status: 200, contains: { data: each({ disabled: true }) } },
  },
  {
    rule: 'api-admin 9 disabled-filter',
    title: 'only the agencies in force are asked for',
    as: 'kim',
    call: get(`${agencies}?disabled[0]=false&per=1000`),
    expect: { status: 200, contains: { data: without([{ unique_id: 'golden-shut' }]) } },
  },
  {
    rule: 'api-admin 9 disabled-filter',
    title: 'both kinds are asked for at once',
    as: 'kim',
    call: get(`${agencies}?disabled[0]=true&disabled[1]=false&per=1000`),
    expect: {
      status: 200,
      contains: { data: including([{ unique_id: 'golden-shut' }, { unique_id: 'golden-north' }]) },
    },
  },
  {
    rule: 'api-admin 9 managed-agencies',
    title: 'managed agencies are one’s own unless one sees all',
    as: 'dawit',
    call: get(`${agencies}?managed=true`),
    expect: {
      status: 200,
      contains: { data: unordered([{ unique_id: 'golden-north' }]), metadata: { total: 1 } },
    },
  },
  {
    rule: 'api-admin 9 read-right',
    title: 'who may not read agencies gets no list',
    as: 'ana',
    call: get(agencies),
    expect: { status: 403, body: forbidden(agencies) },
  },
  {
    rule: 'api-admin 0.3 load-first-then-rights',
    title: 'an agency that does not exist is not found, whoever asks',
    as: 'ana',
    call: get(`${agencies}/999999`),
    expect: { status: 404, contains: { errors: [{ status: 404, resource: `${agencies}/999999` }] } },
  },
]
