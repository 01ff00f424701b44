// The audit as v2 reads it, and who gave away or took over what (api-admin 19, 20; access 8).
import { forbidden, get, patch, post, step } from './calls.ts'
import {
  anyInt,
  anyMoment,
  anyObject,
  anyText,
  both,
  type Call,
  each,
  type GoldenCase,
  including,
  justNow,
  keys,
  without,
} from './golden.ts'
import { password } from './people.ts'
import { at, records } from './world.ts'

const logs = '/api/v2/audit_logs'
const ask = (query = ''): Call => get(`${logs}${query}`)
const signIn = (user_name: string, word: string): Call => ({
  method: 'POST',
  path: '/api/v2/tokens',
  body: { user: { user_name, password: word } },
  auth: 'none',
})
const failing = (name: string) => ({ as: null, call: signIn(name, 'not-the-password'), status: 401 })

const shape: GoldenCase[] = [
  {
    rule: 'api-admin 19 audit-shape',
    title: 'an entry says who did what to what, when, and from where',
    as: 'audi',
    given: [step('ana', get(at('yusuf')))],
    call: ask('?user_name=ana&audit_log_actions[0]=show&record_type[0]=child'),
    expect: {
      status: 200,
      contains: {
        data: [
          both(
            keys([
              'id',
              'display_id',
              'record_type',
              'user_name',
              'action',
              'resource_url',
              'timestamp',
              'log_message',
              'metadata',
              'record_id',
              'display_name',
            ]),
            {
              id: anyInt,
              record_type: 'child',
              user_name: 'ana',
              action: 'show',
              timestamp: anyMoment,
              record_id: records.yusuf.id,
              log_message: {
                prefix: { key: 'logger.actions.show', approval_type: null },
                identifier: anyText,
                suffix: { key: 'logger.by_user', user: 'ana' },
              },
              metadata: { user_name: 'ana', remote_ip: anyText, http_method: 'GET' },
            },
          ),
        ],
        metadata: { total: 1, per: 100, page: 1 },
      },
    },
  },
  {
    rule: 'api-admin 19 audit-shape',
    title: 'a sign-in says whose',
    as: 'audi',
    given: [step(null, signIn('ana', password))],
    call: ask('?user_name=ana&audit_log_actions[0]=login'),
    expect: {
      status: 200,
      contains: {
        data: [
          {
            action: 'login',
            record_type: 'user',
            user_name: 'ana',
            display_name: 'ana',
            log_message: {
              prefix: { key: 'logger.actions.login', approval_type: null },
              identifier: "User '{{people.ana.id}}'",
              suffix: { key: 'logger.by_user', user: 'ana' },
            },
          },
        ],
      },
    },
  },
  {
    rule: 'api-admin 19 audit-shape',
    title: 'a sign-in that failed names the name that was tried, and nothing of the password',
    as: 'audi',
    given: [failing('ana')],
    call: ask('?audit_log_actions[0]=failed_login'),
    expect: {
      status: 200,
      contains: {
        data: [{ action: 'failed_login', metadata: both(keys(['user_name', 'remote_ip']), { user_name: 'ana' }) }],
      },
      silentOn: ['not-the-password'],
    },
  },
  {
    rule: 'departure tried-names-that-nobody-has',
    title: 'a name that nobody has is not kept: it may be a password typed into the wrong line',
    as: 'audi',
    given: [failing('my-secret-word-77')],
    call: ask('?audit_log_actions[0]=failed_login'),
    expect: { status: 200, contains: { metadata: { total: 1 } }, silentOn: ['my-secret-word-77'] },
  },
  {
    rule: 'api-admin 19 display-name',
    title: 'an entry about an account shows its name, one about a case its code',
    as: 'audi',
    given: [
      step('kim', get('/api/v2/users/{{people.ana.id}}')),
      step('kim', get('/api/v2/roles/{{roles.golden-reader.id}}')),
      step('kim', get('/api/v2/user_groups/{{groups.golden-river.id}}')),
      step('kim', get('/api/v2/agencies/{{agencies.golden-north.id}}')),
      step('kim', get(at('yusuf'))),
    ],
    call: ask('?user_name=kim&audit_log_actions[0]=show&order=asc'),
    expect: {
      status: 200,
      contains: {
        data: [
          { record_type: 'user', display_name: 'ana' },
          { record_type: 'role', display_name: 'golden-reader' },
          { record_type: 'user_group', display_name: 'River team' },
          { record_type: 'agency', display_name: 'GNORTH' },
          { record_type: 'child', display_name: anyText },
        ],
      },
      silentOn: ['Haddad', 'Yusuf'],
    },
  },
  {
    rule: 'departure audit-names-routes',
    title: 'an entry holds the route and no value that somebody searched for',
    as: 'audi',
    given: [step('ana', get('/api/v2/cases?query=Haddad&phonetic=true')), step('ana', get(at('yusuf')))],
    call: ask('?user_name=ana'),
    expect: {
      status: 200,
      contains: { data: including([{ action: 'show', resource_url: '/api/v2/cases/:id' }]) },
      silentOn: ['Haddad', 'phonetic=true'],
    },
  },
  {
    rule: 'api-admin 19 action-names',
    title: 'a list without a question and one with a question have their own names',
    as: 'audi',
    given: [step('ana', get('/api/v2/cases')), step('ana', get('/api/v2/cases?sex=female'))],
    call: ask('?user_name=ana&record_type[0]=child&order=asc'),
    expect: { status: 200, contains: { data: [{ action: 'list' }, { action: 'index' }] } },
  },
  {
    rule: 'api-admin 19 action-names',
    title: 'a change that names its action is called by it',
    as: 'audi',
    given: [
      step('nora', {
        method: 'PATCH',
        path: at('yusuf'),
        body: { data: { status: 'closed' }, record_action: 'close' },
      }),
      step('ana', patch(at('yusuf'), { age: 12 })),
      step('ana', post('/api/v2/cases', { module_id: 'primeromodule-cp', age: 5 })),
    ],
    call: ask('?audit_log_actions[0]=close&audit_log_actions[1]=update&audit_log_actions[2]=create&order=asc'),
    expect: {
      status: 200,
      contains: {
        data: [
          { action: 'close', user_name: 'nora', record_id: records.yusuf.id },
          { action: 'update', user_name: 'ana', record_id: records.yusuf.id },
          { action: 'create', user_name: 'ana' },
        ],
      },
    },
  },
  {
    rule: 'departure refusals-are-audited',
    title: 'what was refused is in the audit, with its code',
    as: 'audi',
    given: [
      { as: 'carol', call: get(at('yusuf')), status: 403 },
      { as: 'ana', call: get(`/api/v2/users/{{people.bilal.id}}`), status: 403 },
    ],
    call: ask('?order=asc&user_name=carol'),
    expect: {
      status: 200,
      contains: {
        data: including([
          {
            user_name: 'carol',
            record_type: 'child',
            record_id: records.yusuf.id,
            metadata: { outcome: 'refused', code: 'forbidden' },
          },
        ]),
      },
    },
  },
  {
    rule: 'departure refusals-are-audited',
    title: 'a look at the audit is in the audit',
    as: 'audi',
    given: [step('audi', ask())],
    call: ask('?user_name=audi&record_type[0]=audit_log'),
    expect: {
      status: 200,
      contains: { data: including([{ user_name: 'audi', record_type: 'audit_log', action: 'list' }]) },
    },
  },
]

const asked: GoldenCase[] = [
  {
    rule: 'api-admin 19 audit-rights',
    title: 'who may not read the audit reads none of it',
    as: 'ana',
    call: ask(),
    expect: { status: 403, body: forbidden(logs) },
  },
  {
    rule: 'api-admin 19 audit-rights',
    title: 'the right to write is no right to read',
    as: 'auda',
    call: ask(),
    expect: { status: 403, body: forbidden(logs) },
  },
  {
    rule: 'api-admin 19 audit-rights',
    title: 'nobody reads nothing',
    as: null,
    call: get(logs, { auth: 'none' }),
    expect: { status: 401, body: { error: anyText } },
  },
  {
    rule: 'api-admin 19 audit-rights',
    title: 'the audit is of the whole instance, whatever its reader’s reach',
    as: 'audi',
    given: [step('gul', get(at('selma'))), step('farid', get('/api/v2/cases'))],
    call: ask('?per=1000'),
    expect: { status: 200, contains: { data: including([{ user_name: 'gul' }, { user_name: 'farid' }]) } },
  },
  {
    rule: 'api-admin 19 audit-order',
    title: 'the newest comes first',
    as: 'audi',
    given: [step('ana', get(at('yusuf'))), step('dawit', get(at('yusuf')))],
    call: ask('?audit_log_actions[0]=show&record_type[0]=child'),
    expect: { status: 200, contains: { data: [{ user_name: 'dawit' }, { user_name: 'ana' }] } },
  },
  {
    rule: 'api-admin 19 audit-order',
    title: 'the oldest first, when asked so',
    as: 'audi',
    given: [step('ana', get(at('yusuf'))), step('dawit', get(at('yusuf')))],
    call: ask('?audit_log_actions[0]=show&record_type[0]=child&order_by=timestamp&order=asc'),
    expect: { status: 200, contains: { data: [{ user_name: 'ana' }, { user_name: 'dawit' }] } },
  },
  {
    rule: 'api-admin 19 audit-order',
    title: 'by who did it, when asked so',
    as: 'audi',
    given: [step('dawit', get(at('yusuf'))), step('ana', get(at('yusuf')))],
    call: ask('?audit_log_actions[0]=show&record_type[0]=child&order_by=user_name&order=desc'),
    expect: { status: 200, contains: { data: [{ user_name: 'dawit' }, { user_name: 'ana' }] } },
  },
  {
    rule: 'api-admin 19 audit-paging',
    title: 'a page is a hundred long, and as long as one asks',
    as: 'audi',
    given: [step('ana', get(at('yusuf')))],
    call: ask('?per=5000'),
    expect: { status: 200, contains: { metadata: { total: anyInt, per: 5000, page: 1 } } },
  },
  {
    rule: 'api-admin 19 audit-paging',
    title: 'the second page goes on where the first ended',
    as: 'audi',
    given: [step('ana', get(at('yusuf'))), step('dawit', get(at('yusuf')))],
    call: ask('?audit_log_actions[0]=show&record_type[0]=child&per=1&page=2'),
    expect: { status: 200, contains: { data: [{ user_name: 'ana' }], metadata: { total: 2, per: 1, page: 2 } } },
  },
  {
    rule: 'api-admin 19 audit-filters',
    title: 'what one person did is asked for',
    as: 'audi',
    given: [step('ana', get(at('yusuf'))), step('dawit', get(at('yusuf')))],
    call: ask('?user_name=dawit'),
    expect: { status: 200, contains: { data: each({ user_name: 'dawit' }) } },
  },
  {
    rule: 'api-admin 19 audit-filters',
    title: 'a time is asked for',
    as: 'audi',
    given: [step('ana', get(at('yusuf')))],
    call: ask('?user_name=ana&from=2000-01-01T00:00:00.000Z&to=2000-12-31T00:00:00.000Z'),
    expect: { status: 200, contains: { data: [], metadata: { total: 0 } } },
  },
  {
    rule: 'api-admin 19 audit-filters',
    title: 'the time that is asked for holds what happened in it',
    as: 'audi',
    given: [step('ana', get(at('yusuf')))],
    call: ask('?user_name=ana&audit_log_actions[0]=show&from=2000-01-01T00:00:00.000Z&to=2099-12-31T00:00:00.000Z'),
    expect: { status: 200, contains: { data: [{ action: 'show', timestamp: justNow }] } },
  },
  {
    rule: 'api-admin 19 audit-filters',
    title: 'several kinds are asked for at once',
    as: 'audi',
    given: [step('ana', get(at('yusuf'))), step('kim', get('/api/v2/users/{{people.ana.id}}'))],
    call: ask('?record_type[0]=child&record_type[1]=user&audit_log_actions[0]=show&order=asc'),
    expect: { status: 200, contains: { data: [{ record_type: 'child' }, { record_type: 'user' }] } },
  },
  {
    rule: 'api-admin 19 audit-filters',
    title: 'with one kind that there is not, none is asked for',
    as: 'audi',
    given: [step('ana', get(at('yusuf'))), step('kim', get('/api/v2/users/{{people.ana.id}}'))],
    call: ask('?record_type[0]=child&record_type[1]=moon&audit_log_actions[0]=show&order=asc'),
    expect: { status: 200, contains: { data: [{ record_type: 'child' }, { record_type: 'user' }] } },
  },
  {
    rule: 'api-admin 19 audit-filters',
    title: 'with one action that there is not, none is asked for',
    as: 'audi',
    given: [step('ana', get(at('yusuf')))],
    call: ask('?user_name=ana&audit_log_actions[0]=fly'),
    expect: { status: 200, contains: { data: including([{ action: 'show' }]) } },
  },
  {
    rule: 'api-admin 19 audit-filters',
    title: 'a person whom there is not did nothing',
    as: 'audi',
    given: [step('ana', get(at('yusuf')))],
    call: ask('?user_name=nobody-of-that-name'),
    expect: { status: 200, contains: { data: [], metadata: { total: 0 } } },
  },
  {
    rule: 'api-admin 19 no-audit-writes',
    title: 'nobody writes into the audit, changes it or removes from it',
    as: 'kim',
    call: { method: 'DELETE', path: `${logs}/1` },
    expect: { status: 404 },
    then: [
      { as: 'kim', call: post(logs, { action: 'login' }), expect: { status: 404 } },
      { as: 'kim', call: patch(`${logs}/1`, { action: 'login' }), expect: { status: 404 } },
    ],
  },
  {
    rule: 'api-admin 19 audit-words',
    title: 'the settings name the actions and kinds that one may ask for',
    as: 'ana',
    call: get('/api/v2/system_settings'),
    expect: {
      status: 200,
      contains: {
        data: {
          audit_log: {
            actions: including(['list', 'index', 'show', 'login', 'failed_login', 'create', 'update', 'bulk_email']),
            record_types: including(['child', 'user', 'role', 'user_group', 'agency', 'audit_log', 'code_of_conduct']),
          },
        },
      },
    },
  },
]

const activity: GoldenCase[] = [
  {
    rule: 'api-admin 20 activity-log',
    title: 'where nothing was handed over there is nothing to show',
    as: 'acto',
    call: get('/api/v2/activity_log?types[]=transfer'),
    expect: { status: 200, body: { data: [], metadata: both(anyObject, { total: 0 }) } },
  },
  {
    rule: 'api-admin 20 activity-log',
    title: 'who may not is refused',
    as: 'ana',
    call: get('/api/v2/activity_log?types[]=transfer'),
    expect: { status: 403, body: forbidden('/api/v2/activity_log') },
  },
]

const accessed: GoldenCase[] = [
  {
    rule: 'departure access-log-holds-every-look',
    title: 'who met a record in a list, a file or its history is found when asked for',
    as: 'ana',
    given: [step('dawit', get('/api/v2/cases')), step('dawit', get(`${at('yusuf')}/record_history`))],
    call: get(`${at('yusuf')}/access_log?filters[actions][0]=list&filters[actions][1]=record_history`),
    expect: {
      status: 200,
      contains: { data: including([{ user_name: 'dawit', action: 'list' }]) },
    },
  },
  {
    rule: 'departure access-log-holds-every-look',
    title: 'unasked, the log is of looks and changes alone',
    as: 'ana',
    given: [step('dawit', get('/api/v2/cases')), step('dawit', get(at('yusuf')))],
    call: get(`${at('yusuf')}/access_log`),
    expect: {
      status: 200,
      contains: { data: both(including([{ user_name: 'dawit', action: 'show' }]), without([{ action: 'list' }])) },
    },
  },
]

export const cases: GoldenCase[] = [...shape, ...asked, ...activity, ...accessed]
