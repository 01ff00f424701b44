// What the audit says of roles that were made (api-admin 7, 19).
import { get, post } from './calls.ts'
import { type Call, type GoldenCase, including } from './golden.ts'

const roles = '/api/v2/roles'
const good = {
  name: 'Night desk',
  description: 'Answers at night',
  group_permission: 'group',
  permissions: { case: ['read', 'flag'], objects: {} },
  form_section_read_write: { basic_identity: 'r', notes: 'rw' },
  module_unique_ids: ['primeromodule-cp'],
}
const create = (): Call => post(roles, good)

export const cases: GoldenCase[] = [
  {
    rule: 'departure roles-within-ones-own',
    title: 'who administers all roles makes one that may more than he, and that is written down',
    as: 'otto',
    call: create(),
    expect: { status: 200, contains: { data: { name: 'Night desk' } } },
    then: [
      {
        as: 'kim',
        call: get('/api/v2/audit_logs?user_name=otto&record_type[0]=role'),
        expect: {
          status: 200,
          contains: { data: including([{ action: 'create', record_type: 'role', user_name: 'otto' }]) },
        },
      },
    ],
  },
]
