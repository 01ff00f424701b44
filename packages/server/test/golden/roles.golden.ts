// Roles, read (api-admin 7).
import { forbidden, get } from './calls.ts'
import { anyInt, each, type GoldenCase, including, keys, without } from './golden.ts'

const cp = 'primeromodule-cp'
const one = (id: string) => `/api/v2/roles/{{roles.${id}.id}}`

export const cases: GoldenCase[] = [
  {
    rule: 'api-admin 7 role-shape',
    title: 'a role is shown with all it has, the empty things too',
    as: 'kim',
    call: get(one('golden-reader')),
    expect: {
      status: 200,
      contains: {
        data: {
          id: anyInt,
          unique_id: 'golden-reader',
          name: 'golden-reader',
          group_permission: 'all',
          referral: false,
          transfer: false,
          referral_authorization: false,
          disabled: false,
          is_manager: false,
          reporting_location_level: null,
          module_unique_ids: [cp],
          form_section_read_write: { basic_identity: 'r', notes: 'r' },
          permissions: { case: ['read'], incident: ['read'], objects: {} },
        },
      },
    },
  },
  {
    rule: 'api-admin 7 role-shape',
    title: 'a role has exactly the keys that clients send back',
    as: 'kim',
    call: get(one('golden-reader')),
    expect: {
      status: 200,
      contains: {
        data: keys([
          'id',
          'unique_id',
          'name',
          'description',
          'group_permission',
          'referral',
          'transfer',
          'referral_authorization',
          'disabled',
          'is_manager',
          'reporting_location_level',
          'module_unique_ids',
          'form_section_read_write',
          'permissions',
        ]),
      },
    },
  },
  {
    rule: 'api-admin 7 role-objects',
    title: 'the roles that a permission is limited to are shown with it',
    as: 'kim',
    call: get(one('golden-user-reader')),
    expect: {
      status: 200,
      contains: {
        data: { permissions: { role: ['read'], objects: { role: ['golden-reader', 'golden-closer'] } } },
      },
    },
  },
  {
    rule: 'api-admin 7 listed-roles-only',
    title: 'a role that the permission lists is read',
    as: 'yara',
    call: get(one('golden-closer')),
    expect: { status: 200, contains: { data: { unique_id: 'golden-closer' } } },
  },
  {
    rule: 'api-admin 7 listed-roles-only',
    title: 'a role that the permission does not list is not read',
    as: 'yara',
    call: get(one('golden-superuser')),
    expect: { status: 403, contains: { errors: [{ status: 403, message: 'Forbidden' }] } },
  },
  {
    rule: 'api-admin 0.3 load-first-then-rights',
    title: 'a role that does not exist is not found, whoever asks',
    as: 'ana',
    call: get('/api/v2/roles/999999'),
    expect: { status: 404, contains: { errors: [{ status: 404 }] } },
  },
  {
    rule: 'api-admin 0.3 load-first-then-rights',
    title: 'a role is not read without the right to read roles',
    as: 'ana',
    call: get(one('golden-reader')),
    expect: { status: 403, contains: { errors: [{ status: 403 }] } },
  },
  {
    rule: 'api-admin 0.4 roles-unpaged',
    title: 'roles come all at once, without pages, unless pages are asked for',
    as: 'kim',
    call: get('/api/v2/roles'),
    expect: {
      status: 200,
      contains: {
        data: including([
          { unique_id: 'golden-reader' },
          { unique_id: 'golden-closer' },
          { unique_id: 'golden-retired' },
        ]),
        metadata: { total: anyInt, per: null, page: null },
      },
    },
  },
  {
    rule: 'api-admin 0.4 roles-unpaged',
    title: 'roles come in pages when pages are asked for',
    as: 'kim',
    call: get('/api/v2/roles?per=2&page=1'),
    expect: {
      status: 200,
      contains: { data: [{ id: anyInt }, { id: anyInt }], metadata: { per: 2, page: 1 } },
    },
  },
  {
    rule: 'api-admin 7 external-roles',
    title: 'roles for outsiders are those in force that take referrals or transfers',
    as: 'kim',
    call: get('/api/v2/roles?external=true'),
    expect: {
      status: 200,
      contains: {
        data: including([{ unique_id: 'golden-referral' }, { unique_id: 'golden-transfer' }]),
      },
    },
  },
  {
    rule: 'api-admin 7 external-roles',
    title: 'a role out of force and a role for insiders are none for outsiders',
    as: 'kim',
    call: get('/api/v2/roles?external=true'),
    expect: {
      status: 200,
      contains: { data: without([{ unique_id: 'golden-retired' }, { unique_id: 'golden-reader' }]) },
    },
  },
  {
    rule: 'api-admin 7 external-roles',
    title: 'asking for outsiders’ roles wins over asking for one’s own',
    as: 'yara',
    call: get('/api/v2/roles?external=true&managed=true'),
    expect: {
      status: 200,
      contains: { data: including([{ unique_id: 'golden-referral' }, { unique_id: 'golden-transfer' }]) },
    },
  },
  {
    rule: 'api-admin 7 external-roles',
    title: 'roles that may stand on a referral are named by that mark',
    as: 'kim',
    call: get('/api/v2/roles?referral_authorization=true'),
    expect: {
      status: 200,
      contains: { data: each({ referral_authorization: true, disabled: false }) },
    },
  },
  {
    rule: 'api-admin 7 managed-roles',
    title: 'managed roles are those that the permission lists',
    as: 'yara',
    call: get('/api/v2/roles?managed=true'),
    expect: {
      status: 200,
      contains: { data: without([{ unique_id: 'golden-superuser' }, { unique_id: 'golden-caseworker' }]) },
    },
  },
  {
    rule: 'departure roles-need-their-right',
    title: 'who may not read roles does not get the list of them all',
    as: 'ana',
    call: get('/api/v2/roles'),
    expect: { status: 403, body: forbidden('/api/v2/roles') },
  },
  {
    rule: 'departure roles-need-their-right',
    title: 'whoever refers still gets the roles for outsiders',
    as: 'ana',
    call: get('/api/v2/roles?external=true'),
    expect: { status: 200, contains: { data: including([{ unique_id: 'golden-referral' }]) } },
  },
]
