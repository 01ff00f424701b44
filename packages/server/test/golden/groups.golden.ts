// User groups, read (api-admin 8).
import { forbidden, get } from './calls.ts'
import { anyInt, type GoldenCase, including, keys, unordered, without } from './golden.ts'

const one = (id: string) => `/api/v2/user_groups/{{groups.${id}.id}}`

export const cases: GoldenCase[] = [
  {
    rule: 'api-admin 8 group-shape',
    title: 'a group is shown with its agencies',
    as: 'kim',
    call: get(one('golden-river')),
    expect: {
      status: 200,
      contains: {
        data: {
          id: anyInt,
          unique_id: 'golden-river',
          name: 'River team',
          disabled: false,
          core_resource: false,
          agency_unique_ids: ['golden-north'],
        },
      },
    },
  },
  {
    rule: 'api-admin 8 group-shape',
    title: 'a group has exactly these keys',
    as: 'kim',
    call: get(one('golden-river')),
    expect: {
      status: 200,
      contains: {
        data: keys(['id', 'unique_id', 'name', 'disabled', 'description', 'core_resource', 'agency_unique_ids']),
      },
    },
  },
  {
    rule: 'api-admin 8 groups-unpaged',
    title: 'groups come all at once, the disabled ones too',
    as: 'kim',
    call: get('/api/v2/user_groups'),
    expect: {
      status: 200,
      contains: {
        data: including([
          { unique_id: 'golden-river' },
          { unique_id: 'golden-hill' },
          { unique_id: 'golden-past', disabled: true },
        ]),
        metadata: { per: null, page: null },
      },
    },
  },
  {
    rule: 'api-admin 8 group-filters',
    title: 'groups in force are asked for',
    as: 'kim',
    call: get('/api/v2/user_groups?disabled[0]=false'),
    expect: { status: 200, contains: { data: without([{ unique_id: 'golden-past' }]) } },
  },
  {
    rule: 'api-admin 8 group-filters',
    title: 'the groups of an agency are asked for',
    as: 'kim',
    call: get('/api/v2/user_groups?agency_unique_ids[0]=golden-north'),
    expect: { status: 200, contains: { data: [{ unique_id: 'golden-river' }] } },
  },
  {
    rule: 'api-admin 8 managed-groups',
    title: 'a manager’s groups are his own',
    as: 'dawit',
    call: get('/api/v2/user_groups?managed=true'),
    expect: { status: 200, contains: { data: unordered([{ unique_id: 'golden-river' }]) } },
  },
  {
    rule: 'api-admin 8 write-is-not-read',
    title: 'who may only write groups reads no list of them',
    as: 'greg',
    call: get('/api/v2/user_groups'),
    expect: { status: 403, body: forbidden('/api/v2/user_groups') },
  },
  {
    rule: 'api-admin 8 group-scope',
    title: 'a manager reads his own group',
    as: 'dawit',
    call: get(one('golden-river')),
    expect: { status: 200, contains: { data: { unique_id: 'golden-river' } } },
  },
  {
    rule: 'api-admin 8 group-scope',
    title: 'a manager does not read another team’s group',
    as: 'dawit',
    call: get(one('golden-hill')),
    expect: { status: 403, contains: { errors: [{ status: 403 }] } },
  },
  {
    rule: 'api-admin 0.3 load-first-then-rights',
    title: 'a group that does not exist is not found, whoever asks',
    as: 'ana',
    call: get('/api/v2/user_groups/999999'),
    expect: { status: 404 },
  },
]
