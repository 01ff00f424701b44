// Users, read, and the way back to a lost password (api-admin 6).
import { at, records } from './world.ts'
import { forbidden, get, step } from './calls.ts'
import {
  anyInt,
  anyObject,
  anyText,
  both,
  type Call,
  each,
  type GoldenCase,
  including,
  keys,
  unordered,
  without,
} from './golden.ts'

const users = '/api/v2/users'
const one = (name: string) => `${users}/{{people.${name}.id}}`
const names = (...list: string[]) => unordered(list.map((user_name) => ({ user_name })))

const resetRequest = (email: string): Call => ({
  method: 'POST',
  path: `${users}/password-reset-request`,
  body: { user: { email } },
  auth: 'none',
})
const submitted = { data: { message: 'user.password_reset.request_submitted' } }
const reset: Call = {
  method: 'POST',
  path: `${users}/password-reset`,
  body: {
    user: {
      password: 'a-fresh-password',
      password_confirmation: 'a-fresh-password',
      reset_password_token: 'made-up',
    },
  },
  auth: 'none',
}

const shown: GoldenCase[] = [
  {
    rule: 'api-admin 6.1 show',
    title: 'everybody reads his own account',
    as: 'ana',
    call: get(one('ana')),
    expect: {
      status: 200,
      contains: {
        data: {
          id: '{{people.ana.id}}',
          user_name: 'ana',
          full_name: 'Ana Tester',
          email: 'ana@example.org',
          position: 'Case worker',
          location: 'GL0101',
          services: ['health_medical_service'],
          disabled: false,
          agency_id: '{{agencies.golden-north.id}}',
          role_unique_id: 'golden-caseworker',
          role_group_permission: 'self',
          module_unique_ids: ['primeromodule-cp'],
          user_group_unique_ids: ['golden-river'],
          user_groups: [{ unique_id: 'golden-river', name: 'River team' }],
        },
      },
    },
  },
  {
    rule: 'api-admin 6.2 nulls-omitted',
    title: 'what an account does not have is not in it',
    as: 'bilal',
    call: get(one('bilal')),
    expect: {
      status: 200,
      contains: { data: { user_name: 'bilal' } },
      absent: ['/data/position', '/data/phone', '/data/code', '/data/agency_office'],
    },
  },
  {
    rule: 'api-admin 6.2 never-exposed',
    title: 'an account never shows its secrets, not even to the superuser',
    as: 'kim',
    call: get(`${one('jo')}?extended=true`),
    expect: {
      status: 200,
      contains: { data: { user_name: 'jo' } },
      absent: [
        '/data/encrypted_password',
        '/data/password',
        '/data/service_account',
        '/data/role_id',
        '/data/failed_attempts',
        '/data/reset_password_token',
      ],
      silentOn: ['argon2'],
    },
  },
  {
    rule: 'api-admin 6.2 extended',
    title: 'the account that a client starts with tells what its person may do',
    as: 'lina',
    call: get(`${one('lina')}?extended=true`),
    expect: {
      status: 200,
      contains: {
        data: {
          permissions: {
            list: unordered([
              { resource: 'cases', actions: ['read'] },
              { resource: 'incidents', actions: ['read'] },
            ]),
          },
          permitted_form: both(keys(['basic_identity', 'notes']), { basic_identity: 'r', notes: 'r' }),
          permitted_form_unique_ids: unordered(['basic_identity', 'notes']),
          permitted_role_unique_ids: [],
          is_manager: false,
          agency_unique_id: 'golden-north',
          agency_name: 'North Association',
          locale: 'en',
        },
      },
    },
  },
  {
    rule: 'api-admin 6.2 extended',
    title: 'a role with all forms of its modules names them one by one',
    as: 'ana',
    call: get(`${one('ana')}?extended=true`),
    expect: {
      status: 200,
      contains: { data: { permitted_form: { basic_identity: 'rw', notes: 'rw', services: 'rw' } } },
      absent: ['/data/permitted_form/gbv_survivor_information'],
    },
  },
  {
    rule: 'api-admin 6.2 extended',
    title: 'without asking none of this is told',
    as: 'lina',
    call: get(one('lina')),
    expect: {
      status: 200,
      contains: { data: { user_name: 'lina' } },
      absent: ['/data/permissions', '/data/filters', '/data/list_headers', '/data/permitted_form'],
    },
  },
  {
    rule: 'api-admin 6.2 roles-listed',
    title: 'the roles that a permission is limited to are told',
    as: 'yara',
    call: get(`${one('yara')}?extended=true`),
    expect: {
      status: 200,
      contains: { data: { permitted_role_unique_ids: ['golden-reader', 'golden-closer'] } },
    },
  },
  {
    rule: 'api-admin 6.7 list-filters',
    title: 'filters come for each type of record, a manager’s with his people',
    as: 'dawit',
    call: get(`${one('dawit')}?extended=true`),
    expect: {
      status: 200,
      contains: {
        data: {
          filters: both(keys(['cases', 'incidents', 'tracing_requests', 'registry_records', 'families']), {
            cases: including([
              { field_name: 'flagged' },
              { field_name: 'owned_by' },
              { field_name: 'status' },
              { field_name: 'age' },
              { field_name: 'sex' },
              { field_name: 'record_state' },
            ]),
          }),
        },
      },
    },
  },
  {
    rule: 'api-admin 6.7 list-filters',
    title: 'who is no manager gets no filter by owner',
    as: 'ana',
    call: get(`${one('ana')}?extended=true`),
    expect: {
      status: 200,
      contains: { data: { filters: { cases: without([{ field_name: 'owned_by' }]) } } },
    },
  },
  {
    rule: 'api-admin 6.8 list-headers',
    title: 'columns come for each list, those by which one finds marked',
    as: 'dawit',
    call: get(`${one('dawit')}?extended=true`),
    expect: {
      status: 200,
      contains: {
        data: {
          list_headers: {
            cases: including([
              { name: 'id', field_name: 'short_id', id_search: true },
              { name: 'name', field_name: 'name' },
              { field_name: 'age', id_search: true },
              { name: 'social_worker', field_name: 'owned_by' },
            ]),
            incidents: including([{ field_name: 'short_id', id_search: true }]),
            users: including([{ name: 'full_name', field_name: 'full_name' }]),
          },
        },
      },
    },
  },
  {
    rule: 'api-admin 6.8 list-headers',
    title: 'a case worker has no column for whose case it is',
    as: 'ana',
    call: get(`${one('ana')}?extended=true`),
    expect: {
      status: 200,
      contains: {
        data: {
          list_headers: {
            cases: both(including([{ field_name: 'name' }]), without([{ field_name: 'owned_by' }])),
          },
        },
      },
    },
  },
  {
    rule: 'api-admin 6.1 not-found-before-forbidden',
    title: 'an account that does not exist is not found, whoever asks',
    as: 'ana',
    call: get(`${users}/999999`),
    expect: { status: 404, contains: { errors: [{ status: 404, resource: `${users}/999999` }] } },
  },
  {
    rule: 'api-admin 6.1 show',
    title: 'nobody reads a colleague’s account without the right to',
    as: 'ana',
    call: get(one('bilal')),
    expect: { status: 403, contains: { errors: [{ status: 403 }] } },
  },
  {
    rule: 'api-admin 6.1 no-me',
    title: 'there is no account called me',
    as: 'ana',
    call: get(`${users}/me`),
    expect: { status: 404 },
  },
]

const listed: GoldenCase[] = [
  {
    rule: 'api-admin 6.1 list',
    title: 'the list of users counts those enabled beside its pages',
    as: 'kim',
    call: get(users),
    expect: {
      status: 200,
      contains: {
        data: each({ id: anyInt, user_name: anyText }),
        metadata: { total: anyInt, per: 20, page: 1, total_enabled: anyInt },
      },
    },
  },
  {
    rule: 'api-admin 6.1 list',
    title: 'who may not read users gets no list',
    as: 'ana',
    call: get(users),
    expect: { status: 403, body: forbidden(users) },
  },
  {
    rule: 'api-admin 6.1 list-scope',
    title: 'by group one sees who shares a group',
    as: 'dawit',
    call: get(`${users}?per=1000`),
    expect: {
      status: 200,
      contains: { data: names('ana', 'bilal', 'dawit', 'leo'), metadata: { total: 4 } },
    },
  },
  {
    rule: 'api-admin 6.1 list-scope',
    title: 'by agency one sees one’s own agency',
    as: 'yann',
    call: get(`${users}?per=1000`),
    expect: {
      status: 200,
      contains: { data: names('carol', 'farid', 'grace', 'greg', 'udo', 'umar', 'yann') },
    },
  },
  {
    rule: 'api-admin 6.1 list-scope',
    title: 'who sees everybody sees neither superusers nor administrators',
    as: 'farid',
    call: get(`${users}?per=1000`),
    expect: {
      status: 200,
      contains: {
        data: both(
          including([{ user_name: 'ana' }, { user_name: 'gul' }]),
          without([{ user_name: 'kim' }, { user_name: 'admina' }]),
        ),
      },
    },
  },
  {
    rule: 'api-admin 6.1 list-scope',
    title: 'an administrator sees everybody but superusers',
    as: 'admina',
    call: get(`${users}?per=1000`),
    expect: {
      status: 200,
      contains: {
        data: both(including([{ user_name: 'admina' }, { user_name: 'carol' }]), without([{ user_name: 'kim' }])),
      },
    },
  },
  {
    rule: 'departure superusers-out-of-reach',
    title: 'an administrator does not open a superuser by number either',
    as: 'admina',
    call: get(one('kim')),
    expect: { status: 403, contains: { errors: [{ status: 403 }] } },
  },
  {
    rule: 'api-admin 6.1 total-enabled',
    title: 'the number of enabled users does not depend on what one sees',
    as: 'dawit',
    given: [step('kim', get(`${users}?per=1`), 'everybody')],
    call: get(`${users}?per=1`),
    expect: {
      status: 200,
      contains: { metadata: { total: 4, total_enabled: '{{everybody.metadata.total_enabled}}' } },
    },
  },
  {
    rule: 'api-admin 6.1 filters',
    title: 'users out of service are asked for',
    as: 'kim',
    call: get(`${users}?disabled[]=true&per=1000`),
    expect: { status: 200, contains: { data: names('xenia') } },
  },
  {
    rule: 'api-admin 6.1 filters',
    title: 'the brackets may carry a number',
    as: 'kim',
    call: get(`${users}?disabled[0]=true&per=1000`),
    expect: { status: 200, contains: { data: names('xenia') } },
  },
  {
    rule: 'api-admin 6.1 filters',
    title: 'a part of a name finds users, in capitals or not',
    as: 'dawit',
    call: get(`${users}?query=BIL`),
    expect: { status: 200, contains: { data: names('bilal') } },
  },
  {
    rule: 'api-admin 6.1 filters',
    title: 'users of a group are asked for by its id',
    as: 'kim',
    call: get(`${users}?user_group_ids=golden-hill`),
    expect: { status: 200, contains: { data: names('carol', 'grace', 'greg') } },
  },
  {
    rule: 'api-admin 6.1 filters',
    title: 'users of an agency are asked for by its number',
    as: 'kim',
    call: get(`${users}?agency[]={{agencies.golden-south.id}}&per=1000`),
    expect: {
      status: 200,
      contains: { data: including([{ user_name: 'carol' }, { user_name: 'farid' }]), metadata: { total: 7 } },
    },
  },
  {
    rule: 'api-admin 0.4 sorting',
    title: 'users are ordered by name, ascending when asked so',
    as: 'dawit',
    call: get(`${users}?order_by=full_name&order=asc`),
    expect: {
      status: 200,
      contains: {
        data: [{ user_name: 'ana' }, { user_name: 'bilal' }, { user_name: 'dawit' }, { user_name: 'leo' }],
      },
    },
  },
  {
    rule: 'api-admin 6.5 assign-to',
    title: 'who may assign gets whom he may assign to, with exactly what is needed',
    as: 'dawit',
    call: get(`${users}/assign-to?record_type=case`),
    expect: {
      status: 200,
      contains: {
        data: both(
          each(keys(['id', 'user_name', 'code', 'position', 'location', 'agency', 'disabled', 'services'])),
          both(
            including([
              { user_name: 'ana', agency: 'golden-north', position: 'Case worker', code: null },
              { user_name: 'carol' },
            ]),
            without([{ user_name: 'dawit' }, { user_name: 'xenia' }, { user_name: 'ulla' }, { user_name: 'ibra' }]),
          ),
        ),
      },
    },
  },
  {
    rule: 'api-admin 6.5 assign-to',
    title: 'who may not assign gets nobody',
    as: 'ana',
    call: get(`${users}/assign-to?record_type=case`),
    expect: { status: 403, body: forbidden(`${users}/assign-to`) },
  },
  {
    rule: 'api-admin 6.1 identified',
    title: 'people to whom a case can be attributed are verified and named by three keys',
    as: 'tara',
    call: get(`${users}/identified`),
    expect: {
      status: 200,
      contains: {
        data: both(each(keys(['user_name', 'full_name', 'email'])), names('umar', 'udo')),
        metadata: { total: 2, per: 20, page: 1 },
      },
    },
  },
  {
    rule: 'api-admin 6.1 identified',
    title: 'who may not attribute does not get them',
    as: 'ana',
    call: get(`${users}/identified`),
    expect: { status: 403, body: forbidden(`${users}/identified`) },
  },
  {
    rule: 'api-admin 6.1 access',
    title: 'who may see accesses gets the people who looked at a case, each once',
    as: 'ana',
    given: [step('dawit', get(at('yusuf'))), step('dawit', get(at('yusuf'))), step('farid', get(at('yusuf')))],
    call: get(`${users}/access?record_type=case&record_id=${records.yusuf.id}`),
    expect: {
      status: 200,
      contains: { data: both(each(keys(['id', 'user_name'])), names('dawit', 'farid')) },
    },
  },
  {
    rule: 'api-admin 6.1 access',
    title: 'who may only read does not get them',
    as: 'lina',
    call: get(`${users}/access?record_type=case&record_id=${records.yusuf.id}`),
    expect: { status: 403, body: forbidden(`${users}/access`) },
  },
]

const passwords: GoldenCase[] = [
  {
    rule: 'api-admin 6.1 password-reset-request',
    title: 'a lost password is asked for, and the answer tells nothing',
    as: null,
    call: resetRequest('ana@example.org'),
    expect: { status: 200, body: submitted },
  },
  {
    rule: 'api-admin 6.1 password-reset-request',
    title: 'an address that nobody has gets the same answer',
    as: null,
    call: resetRequest('nobody@example.org'),
    expect: { status: 200, body: submitted },
  },
  {
    rule: 'api-admin 0.6 throttles',
    title: 'the seventh request for the same address within a minute waits',
    as: null,
    given: Array.from({ length: 6 }, () => step(null, resetRequest('ana@example.org'))),
    call: resetRequest('ana@example.org'),
    expect: { status: 429 },
  },
  {
    rule: 'api-admin 6.1 password-reset',
    title: 'a made-up token sets no password',
    as: null,
    call: reset,
    expect: { status: 422, contains: { errors: [{ status: 422, message: anyText }] } },
  },
  {
    rule: 'api-admin 0.6 throttles',
    title: 'the eleventh try to set a password within a minute waits, whoever tries',
    as: null,
    given: Array.from({ length: 10 }, () => ({ as: null, call: reset, status: 422 })),
    call: reset,
    expect: { status: 429 },
  },
  {
    rule: 'api-admin 6.1 password-reset-request',
    title: 'a lost password of somebody else is asked for by whom may change the account only',
    as: 'ana',
    call: {
      method: 'POST',
      path: `${one('bilal')}/password-reset-request`,
      body: { user: { password_reset: true } },
    },
    expect: { status: 403, contains: { errors: [{ status: 403 }] } },
  },
  {
    rule: 'api-admin 6.6 self-registration-off',
    title: 'nobody registers himself where that is switched off',
    as: null,
    call: {
      method: 'POST',
      path: `${users}/self-register`,
      body: {
        user: {
          full_name: 'Somebody',
          email: 'somebody@example.org',
          locale: 'en',
          registration_stream: 'any',
        },
      },
      auth: 'none',
    },
    expect: { status: 403, contains: { errors: [{ status: 403 }] } },
  },
  {
    rule: 'api-admin 2 startup-account',
    title: 'a client’s first look at its own account never lacks what it needs to start',
    as: 'ibra',
    call: get(`${one('ibra')}?extended=true`),
    expect: {
      status: 200,
      contains: {
        data: {
          permissions: { list: [{ resource: 'dashboards', actions: ['case_overview'] }] },
          list_headers: anyObject,
          filters: anyObject,
          module_unique_ids: ['primeromodule-cp'],
          permitted_form: anyObject,
          role_unique_id: 'golden-numbers',
          role_group_permission: 'admin_only',
          locale: 'en',
          agency_id: anyInt,
          agency_unique_id: 'golden-north',
          user_group_unique_ids: [],
          user_groups: [],
        },
      },
    },
  },
]

export const cases: GoldenCase[] = [...shown, ...listed, ...passwords]
