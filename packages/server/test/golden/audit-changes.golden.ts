// What the audit says of changes of accounts and roles: once these can be changed over v2 (api-admin 19).
import { get, patch, step } from './calls.ts'
import { type Call, type GoldenCase, including } from './golden.ts'

const ask = (query: string): Call => get(`/api/v2/audit_logs${query}`)

export const cases: GoldenCase[] = [
  {
    rule: 'api-admin 19 action-names',
    title: 'signing out has a name, and so has a change of an account',
    as: 'audi',
    given: [
      step('ana', { method: 'DELETE', path: '/api/v2/tokens' }),
      step('kim', patch('/api/v2/users/{{people.lars.id}}', { phone: '+1' })),
    ],
    call: ask('?audit_log_actions[0]=logout&audit_log_actions[1]=update&order=asc'),
    expect: {
      status: 200,
      contains: {
        data: [
          { action: 'logout', user_name: 'ana' },
          { action: 'update', user_name: 'kim', record_type: 'user', display_name: 'lars' },
        ],
      },
      silentOn: ['+1"'],
    },
  },
  {
    rule: 'departure refusals-are-audited',
    title: 'the change of a role says which permissions came and went',
    as: 'audi',
    given: [
      step(
        'kim',
        patch('/api/v2/roles/{{roles.golden-reader.id}}', { permissions: { case: ['read', 'flag'], objects: {} } }),
      ),
    ],
    call: ask('?record_type[0]=role&audit_log_actions[0]=update'),
    expect: {
      status: 200,
      contains: {
        data: [
          {
            display_name: 'golden-reader',
            metadata: { added: including(['case.flag']), removed: including(['incident.read']) },
          },
        ],
      },
    },
  },
]
