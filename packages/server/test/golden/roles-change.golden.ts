// Making, changing and removing roles (api-admin 7; access 3). Nobody raises himself by a role.
import { forbidden, get, patch, post, step } from './calls.ts'
import { anyInt, anyList, anyText, type Call, type Expect, type GoldenCase, keys, match, without } from './golden.ts'
import { at } from './world.ts'

const roles = '/api/v2/roles'
const one = (id: string) => `${roles}/{{roles.${id}.id}}`
const cp = 'primeromodule-cp'
const good = {
  name: 'Night desk',
  description: 'Answers at night',
  group_permission: 'group',
  permissions: { case: ['read', 'flag'], objects: {} },
  form_section_read_write: { basic_identity: 'r', notes: 'rw' },
  module_unique_ids: [cp],
}
const create = (more: object = {}, ...left: string[]): Call =>
  post(roles, Object.fromEntries(Object.entries({ ...good, ...more }).filter(([name]) => !left.includes(name))))
const no: Expect = { status: 403, contains: { errors: [{ status: 403, message: 'Forbidden' }] } }
const all = get(`${roles}?per=1000&page=1`)
const nothingNew = {
  as: 'kim',
  call: all,
  expect: { status: 200, contains: { data: without([{ name: 'Night desk' }]) } },
}
const still = (id: string, data: object) => ({
  as: 'kim',
  call: get(one(id)),
  expect: { status: 200, contains: { data } } as Expect,
})
const roleKeys = [
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
]

const made: GoldenCase[] = [
  {
    rule: 'api-admin 7 role-create',
    title: 'a role is made and shown with all it has',
    as: 'kim',
    call: create(),
    expect: {
      status: 200,
      body: {
        data: {
          ...good,
          id: anyInt,
          unique_id: match(/^role-night-desk-[0-9a-f]{7}$/),
          referral: false,
          transfer: false,
          referral_authorization: false,
          disabled: false,
          is_manager: false,
          reporting_location_level: null,
        },
      },
    },
  },
  {
    rule: 'api-admin 7 role-create',
    title: 'a role that says nothing of records sees its own',
    as: 'kim',
    call: create({}, 'group_permission', 'description', 'form_section_read_write'),
    expect: {
      status: 200,
      contains: { data: { group_permission: 'self', form_section_read_write: {} } },
    },
  },
  {
    rule: 'api-admin 0.5 given-number-honoured',
    title: 'a number that the client brings is the role’s, and the answer has no body',
    as: 'kim',
    call: create({ id: 987654 }),
    expect: { status: 204, empty: true },
    then: [
      { as: 'kim', call: get(`${roles}/987654`), expect: { status: 200, contains: { data: { name: 'Night desk' } } } },
    ],
  },
  {
    rule: 'api-admin 7 role-create',
    title: 'a unique id that the client brings is the role’s',
    as: 'kim',
    call: create({ unique_id: 'role-night' }),
    expect: { status: 200, contains: { data: { unique_id: 'role-night' } } },
  },
  {
    rule: 'api-admin 7 role-refused',
    title: 'a unique id is nobody else’s',
    as: 'kim',
    call: create({ unique_id: 'golden-reader' }),
    expect: {
      status: 409,
      contains: { errors: [{ status: 409, message: 'Conflict: A record with this id already exists' }] },
    },
    then: [nothingNew],
  },
  {
    rule: 'api-admin 7 role-refused',
    title: 'a name is nobody else’s',
    as: 'kim',
    call: create({ name: 'golden-reader' }),
    expect: {
      status: 422,
      contains: {
        errors: [{ status: 422, resource: roles, detail: 'name', message: ['errors.models.role.unique_name'] }],
      },
    },
  },
  {
    rule: 'api-admin 7 role-refused',
    title: 'a role without a name is none',
    as: 'kim',
    call: create({}, 'name'),
    expect: { status: 422, contains: { errors: [{ status: 422, detail: 'name', message: anyList }] } },
  },
  {
    rule: 'api-admin 7 role-refused',
    title: 'a role without permissions is none',
    as: 'kim',
    call: create({}, 'permissions'),
    expect: {
      status: 422,
      contains: {
        errors: [{ status: 422, detail: 'permissions', message: ['errors.models.role.permission_presence'] }],
      },
    },
    then: [nothingNew],
  },
  {
    rule: 'api-admin 7 role-refused',
    title: 'a role reports from a level that there is',
    as: 'kim',
    call: create({ reporting_location_level: 9 }),
    expect: {
      status: 422,
      contains: {
        errors: [{ detail: 'reporting_location_level', message: ['errors.models.role.reporting_location_level'] }],
      },
    },
  },
  {
    rule: 'api-admin 7 role-create',
    title: 'a role may report from another level than the instance',
    as: 'kim',
    call: create({ reporting_location_level: 1 }),
    expect: { status: 200, contains: { data: { reporting_location_level: 1 } } },
  },
  {
    rule: 'api-admin 7 role-refused',
    title: 'a reach that there is not is refused',
    as: 'kim',
    call: create({ group_permission: 'everything' }),
    expect: { status: 422, contains: { errors: [{ status: 422, resource: roles }] } },
    then: [nothingNew],
  },
  {
    rule: 'api-admin 7 role-refused',
    title: 'a mark of the wrong kind is refused',
    as: 'kim',
    call: create({ is_manager: 'yes' }),
    expect: { status: 422, contains: { errors: [{ detail: ['/is_manager'], message: 'Invalid Record JSON' }] } },
  },
  {
    rule: 'api-admin 7 unknown-permissions-dropped',
    title: 'resources and actions that there are not are dropped and named',
    as: 'kim',
    call: create({ permissions: { case: ['read', 'fly'], moon: ['manage'], objects: {} } }),
    expect: {
      status: 200,
      contains: { data: { permissions: { case: ['read'], objects: {} } } },
      absent: ['/data/permissions/moon'],
      headers: { 'x-primero-ignored': /permissions/ },
    },
  },
  {
    rule: 'api-admin 7 foreign-forms-dropped',
    title: 'forms of modules that the role does not have are dropped',
    as: 'kim',
    call: create({ form_section_read_write: { basic_identity: 'r', gbv_survivor_information: 'rw' } }),
    expect: {
      status: 200,
      contains: { data: { form_section_read_write: { basic_identity: 'r' } } },
      absent: ['/data/form_section_read_write/gbv_survivor_information'],
    },
  },
  {
    rule: 'api-admin 7 no-category-over-the-wire',
    title: 'the category of a role is neither told nor set',
    as: 'kim',
    call: create({ user_category: 'system' }),
    expect: { status: 200, contains: { data: keys(roleKeys) } },
  },
  {
    rule: 'api-admin 7 role-create',
    title: 'what a permission is limited to comes back as it was sent',
    as: 'kim',
    call: create({
      permissions: {
        role: ['read', 'assign'],
        agency: ['read'],
        managed_report: ['workflow_report'],
        objects: { role: ['golden-reader'], agency: ['golden-west'], managed_report: { scope: 'group' } },
      },
    }),
    expect: {
      status: 200,
      contains: {
        data: {
          permissions: {
            role: ['read', 'assign'],
            objects: { role: ['golden-reader'], agency: ['golden-west'], managed_report: { scope: 'group' } },
          },
        },
      },
    },
  },
]

const rights: GoldenCase[] = [
  {
    rule: 'api-admin 7 role-create',
    title: 'who may only read roles makes none',
    as: 'dawit',
    call: create(),
    expect: { status: 403, body: forbidden(roles) },
    then: [nothingNew],
  },
  {
    rule: 'departure roles-within-ones-own',
    title: 'who may make roles, but not all of them, makes one that may no more than he',
    as: 'rhea',
    call: create({ group_permission: 'all', permissions: { case: ['read'], objects: {} } }),
    expect: { status: 200, contains: { data: { permissions: { case: ['read'] } } } },
  },
  {
    rule: 'departure roles-within-ones-own',
    title: 'and none that may more',
    as: 'rhea',
    call: create(),
    expect: { status: 403, body: forbidden(roles) },
    then: [nothingNew],
  },
  {
    rule: 'departure roles-within-ones-own',
    title: 'everything is more than something',
    as: 'rhea',
    call: create({ group_permission: 'self', permissions: { role: ['manage'], objects: {} } }),
    expect: { status: 403, body: forbidden(roles) },
    then: [nothingNew],
  },
  {
    rule: 'departure roles-within-ones-own',
    title: 'a role without a list is more than a role with one',
    as: 'rhea',
    call: create({ group_permission: 'self', permissions: { role: ['assign'], objects: {} } }),
    expect: { status: 403, body: forbidden(roles) },
    then: [nothingNew],
  },
  {
    rule: 'departure roles-within-ones-own',
    title: 'a module of others is more',
    as: 'rhea',
    call: create({ permissions: { case: ['read'], objects: {} }, module_unique_ids: [cp, 'primeromodule-gbv'] }),
    expect: { status: 403, body: forbidden(roles) },
    then: [nothingNew],
  },
  {
    rule: 'departure roles-within-ones-own',
    title: 'who administers all roles makes a second superuser’s role, and hears what is beyond him',
    as: 'otto',
    call: create({
      group_permission: 'all',
      permissions: Object.fromEntries(
        ['case', 'incident', 'report', 'role', 'user', 'user_group', 'agency', 'metadata', 'system'].map((resource) => [
          resource,
          ['manage'],
        ]),
      ),
    }),
    expect: {
      status: 200,
      contains: { data: { permissions: { system: ['manage'] } } },
      headers: { 'x-primero-beyond': /\bsystem\.manage\b/ },
    },
  },
]

const changed: GoldenCase[] = [
  {
    rule: 'api-admin 7 role-update',
    title: 'what a change does not name stays',
    as: 'kim',
    call: patch(one('golden-reader'), { description: 'Reads' }),
    expect: {
      status: 200,
      contains: {
        data: {
          description: 'Reads',
          group_permission: 'all',
          permissions: { case: ['read'], incident: ['read'], objects: {} },
          form_section_read_write: { basic_identity: 'r', notes: 'r' },
          module_unique_ids: [cp],
        },
      },
    },
  },
  {
    rule: 'api-admin 7 role-update',
    title: 'permissions that are sent replace those that were',
    as: 'kim',
    call: patch(one('golden-reader'), { permissions: { case: ['read', 'flag'], objects: {} } }),
    expect: {
      status: 200,
      contains: { data: { permissions: { case: ['read', 'flag'], objects: {} } } },
      absent: ['/data/permissions/incident'],
    },
    then: [{ as: 'lina', call: get('/api/v2/incidents'), expect: { status: 403 } }],
  },
  {
    rule: 'api-admin 7 role-update',
    title: 'forms that are sent replace those that were, and count from the next call on',
    as: 'kim',
    given: [step('lina', get(at('yusuf')))],
    call: patch(one('golden-reader'), { form_section_read_write: { notes: 'r' } }),
    expect: { status: 200, contains: { data: { form_section_read_write: { notes: 'r' } } } },
    then: [{ as: 'lina', call: get(at('yusuf')), expect: { status: 200, absent: ['/data/name', '/data/age'] } }],
  },
  {
    rule: 'api-admin 7 role-update',
    title: 'a role sent back as it was read is the same role',
    as: 'kim',
    given: [step('kim', get(one('golden-user-reader')), 'before')],
    call: patch(one('golden-user-reader'), {
      name: '{{before.data.name}}',
      permissions: '{{before.data.permissions}}',
      form_section_read_write: '{{before.data.form_section_read_write}}',
      module_unique_ids: '{{before.data.module_unique_ids}}',
      group_permission: '{{before.data.group_permission}}',
    }),
    expect: { status: 200, body: { data: '{{before.data}}' } },
  },
  {
    rule: 'departure role-ids-never-change',
    title: 'a unique id stays what it was: accounts and grants name it',
    as: 'kim',
    call: patch(one('golden-reader'), { unique_id: 'golden-other', description: 'Reads' }),
    expect: {
      status: 200,
      contains: { data: { unique_id: 'golden-reader', description: 'Reads' } },
      headers: { 'x-primero-ignored': /unique_id/ },
    },
  },
  {
    rule: 'departure nobody-changes-his-own-role',
    title: 'nobody changes the role that he holds, if he administers them all',
    as: 'otto',
    call: patch(one('golden-role-manager'), { description: 'Mine' }),
    expect: no,
    then: [still('golden-role-manager', { permissions: { role: ['manage'] } })],
  },
  {
    rule: 'departure nobody-changes-his-own-role',
    title: 'nor if it stands on his list',
    as: 'rhea',
    call: patch(one('golden-listed-role-writer'), { permissions: { case: ['read', 'write'], objects: {} } }),
    expect: no,
    then: [still('golden-listed-role-writer', { permissions: { case: ['read'] } })],
  },
  {
    rule: 'departure nobody-changes-his-own-role',
    title: 'no superuser changes the role that he holds',
    as: 'kim',
    call: patch(one('golden-superuser'), { description: 'Less' }),
    expect: no,
  },
  {
    rule: 'departure any-role-by-its-keepers',
    title: 'who administers all roles changes a superuser’s, too',
    as: 'otto',
    call: patch(one('golden-superuser'), { description: 'Everything' }),
    expect: {
      status: 200,
      contains: { data: { description: 'Everything' } },
      headers: { 'x-primero-beyond': /\bcase\.manage\b/ },
    },
  },
  {
    rule: 'api-admin 7 superuser-role-untouched',
    title: 'who makes roles of a list changes no superuser’s',
    as: 'rhea',
    call: patch(one('golden-superuser'), { description: 'Less' }),
    expect: no,
  },
  {
    rule: 'api-admin 7 superuser-role-untouched',
    title: 'an administrator’s role is changed by a superuser',
    as: 'kim',
    call: patch(one('golden-administrator'), { description: 'Administers' }),
    expect: { status: 200, contains: { data: { description: 'Administers' } } },
  },
  {
    rule: 'api-admin 7 superuser-role-untouched',
    title: 'and by nobody who does not administer all roles',
    as: 'rhea',
    call: patch(one('golden-administrator'), { description: 'Other' }),
    expect: no,
  },
  {
    rule: 'api-admin 7 listed-roles-only',
    title: 'a role on the list is changed, within what its changer may himself',
    as: 'rhea',
    call: patch(one('golden-closer'), { permissions: { case: ['read'], objects: {} } }),
    expect: { status: 200, contains: { data: { permissions: { case: ['read'] } } } },
  },
  {
    rule: 'departure roles-within-ones-own',
    title: 'a role on the list gets nothing that its changer has not',
    as: 'rhea',
    call: patch(one('golden-reader'), { permissions: { case: ['read', 'write'], objects: {} } }),
    expect: no,
    then: [still('golden-reader', { permissions: { case: ['read'] } })],
  },
  {
    rule: 'api-admin 7 listed-roles-only',
    title: 'a role that is not on the list is not changed',
    as: 'rhea',
    call: patch(one('golden-caseworker'), { description: 'Other' }),
    expect: no,
  },
  {
    rule: 'api-admin 0.3 load-first-then-rights',
    title: 'a role that is not there is not found, whoever changes it',
    as: 'ana',
    call: patch(`${roles}/999999`, { description: 'x' }),
    expect: { status: 404, contains: { errors: [{ status: 404 }] } },
  },
  {
    rule: 'api-admin 0.3 load-first-then-rights',
    title: 'without the right nothing is changed, whatever was sent',
    as: 'ana',
    call: { method: 'PATCH', path: one('golden-reader'), body: { data: { is_manager: 'no' } } },
    expect: no,
  },
  {
    rule: 'api-admin 7 role-refused',
    title: 'permissions that are taken away altogether are refused',
    as: 'kim',
    call: patch(one('golden-reader'), { permissions: {} }),
    expect: {
      status: 422,
      contains: { errors: [{ detail: 'permissions', message: ['errors.models.role.permission_presence'] }] },
    },
    then: [still('golden-reader', { permissions: { case: ['read'] } })],
  },
  {
    rule: 'api-admin 7 role-update',
    title: 'a role out of force is still the role of those who hold it',
    as: 'kim',
    given: [step('lina', get('/api/v2/cases'))],
    call: patch(one('golden-reader'), { disabled: true }),
    expect: { status: 200, contains: { data: { disabled: true } } },
    then: [{ as: 'lina', call: get('/api/v2/cases'), expect: { status: 200 } }],
  },
]

const removed: GoldenCase[] = [
  {
    rule: 'api-admin 7 role-delete',
    title: 'a role that nobody holds is removed',
    as: 'kim',
    call: { method: 'DELETE', path: one('golden-retired') },
    expect: { status: 200, body: { data: { id: '{{roles.golden-retired.id}}' } } },
    then: [{ as: 'kim', call: get(one('golden-retired')), expect: { status: 404 } }],
  },
  {
    rule: 'departure roles-in-use-stay',
    title: 'a role that somebody holds is not',
    as: 'kim',
    call: { method: 'DELETE', path: one('golden-reader') },
    expect: {
      status: 422,
      contains: { errors: [{ status: 422, detail: 'base', message: ['errors.models.role.in_use'] }] },
    },
    then: [still('golden-reader', { unique_id: 'golden-reader' })],
  },
  {
    rule: 'departure names-are-never-used-again',
    title: 'the unique id of a role that was removed is no other role’s ever',
    as: 'kim',
    given: [step('kim', { method: 'DELETE', path: one('golden-retired') })],
    call: create({ unique_id: 'golden-retired' }),
    expect: { status: 409 },
  },
  {
    rule: 'api-admin 7 role-delete',
    title: 'the action delete alone removes nothing',
    as: 'edda',
    call: { method: 'DELETE', path: one('golden-retired') },
    expect: no,
    then: [still('golden-retired', { disabled: true })],
  },
  {
    rule: 'api-admin 7 superuser-role-untouched',
    title: 'no superuser removes the role that he holds',
    as: 'kim',
    call: { method: 'DELETE', path: one('golden-superuser') },
    expect: { status: 403, contains: { errors: [{ status: 403, message: anyText }] } },
  },
  {
    rule: 'api-admin 0.3 load-first-then-rights',
    title: 'a role that is not there is not found, whoever removes it',
    as: 'ana',
    call: { method: 'DELETE', path: `${roles}/999999` },
    expect: { status: 404 },
  },
]

export const cases: GoldenCase[] = [...made, ...rights, ...changed, ...removed]
