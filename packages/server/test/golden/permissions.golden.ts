// The list of what can be permitted (api-admin 7.1).
import { get } from './calls.ts'
import { anyText, type GoldenCase, keysInOrder } from './golden.ts'
import { resourceActions } from './resource-actions.ts'

export const cases: GoldenCase[] = [
  {
    rule: 'api-admin 7.1 permissions',
    title: 'everybody who is signed in reads what can be permitted, word by word',
    as: 'ibra',
    call: get('/api/v2/permissions'),
    expect: {
      status: 200,
      body: {
        data: {
          management: ['self', 'group', 'all', 'admin_only', 'agency', 'webhook'],
          resource_actions: resourceActions,
        },
      },
    },
  },
  {
    rule: 'api-admin 7.1 permissions',
    title: 'the resources come in the order of clients',
    as: 'ibra',
    call: get('/api/v2/permissions'),
    expect: {
      status: 200,
      contains: { data: { resource_actions: keysInOrder(Object.keys(resourceActions)) } },
    },
  },
  {
    rule: 'api-admin 7.1 permissions',
    title: 'nobody reads nothing of it',
    as: null,
    call: get('/api/v2/permissions', { auth: 'none' }),
    expect: { status: 401, body: { error: anyText } },
  },
]
