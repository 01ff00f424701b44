// Writing to many people at once (api-admin 6.1).
import { forbidden, get, patch, post, step } from './calls.ts'
import { anyList, both, type Call, each, type GoldenCase } from './golden.ts'

const users = '/api/v2/users'
const mails = `${users}/send_emails`
const id = (name: string) => `{{people.${name}.id}}`
const write = (data: object): Call =>
  post(mails, { subject: 'Closed on Monday', message: 'The office is closed.', ...data })

export const cases: GoldenCase[] = [
  {
    rule: 'api-admin 6.1 send-emails',
    title: 'what was written is said again, and goes to those named',
    as: 'dora',
    call: write({ ids: [id('lars'), id('milo')] }),
    expect: { status: 200, body: { data: { subject: 'Closed on Monday', message: 'The office is closed.' } } },
    then: [
      {
        as: 'kim',
        call: get('/api/v2/audit_logs?audit_log_actions[0]=bulk_email'),
        expect: {
          status: 200,
          contains: { data: both(each({ action: 'bulk_email', user_name: 'dora' }), anyList), metadata: { total: 2 } },
          silentOn: ['The office is closed.'],
        },
      },
    ],
  },
  {
    rule: 'api-admin 6.1 send-emails',
    title: 'who has no address, or wants no mail, gets none',
    as: 'dora',
    given: [
      step('kim', patch(`${users}/${id('lars')}`, { email: null })),
      step('kim', patch(`${users}/${id('milo')}`, { send_mail: false })),
    ],
    call: write({ ids: [id('lars'), id('milo'), id('wilma')] }),
    expect: { status: 200, contains: { data: { subject: 'Closed on Monday' } } },
    then: [
      {
        as: 'kim',
        call: get('/api/v2/audit_logs?audit_log_actions[0]=bulk_email'),
        expect: { status: 200, contains: { metadata: { total: 1 } } },
      },
    ],
  },
  {
    rule: 'api-admin 6.1 send-emails',
    title: 'a mail says something',
    as: 'dora',
    call: write({ ids: [id('lars')], message: '' }),
    expect: { status: 422, contains: { errors: [{ status: 422, resource: mails }] } },
    then: [
      {
        as: 'kim',
        call: get('/api/v2/audit_logs?audit_log_actions[0]=bulk_email'),
        expect: { status: 200, contains: { metadata: { total: 0 } } },
      },
    ],
  },
  {
    rule: 'api-admin 6.1 send-emails',
    title: 'a mail is about something',
    as: 'dora',
    call: write({ ids: [id('lars')], subject: null }),
    expect: { status: 422, contains: { errors: [{ status: 422, resource: mails }] } },
  },
  {
    rule: 'api-admin 6.1 send-emails',
    title: 'who may not write to many is refused',
    as: 'ursa',
    call: write({ ids: [id('lars')] }),
    expect: { status: 403, body: forbidden(mails) },
  },
]
