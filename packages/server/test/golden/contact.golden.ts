// Contact information and codes of conduct, read (api-admin 5).
import { get } from './calls.ts'
import { anyText, type GoldenCase } from './golden.ts'

const contact = '/api/v2/contact_information'

export const cases: GoldenCase[] = [
  {
    rule: 'api-admin 5 contact',
    title: 'everybody who is signed in finds whom to turn to and which version runs',
    as: 'ibra',
    call: get(contact),
    expect: { status: 200, contains: { data: { system_version: anyText } }, absent: ['/data/id'] },
  },
  {
    rule: 'api-admin 5 contact',
    title: 'nobody finds no contact',
    as: null,
    call: get(contact, { auth: 'none' }),
    expect: { status: 401, body: { error: anyText } },
  },
  {
    rule: 'api-admin 5 contact',
    title: 'who may not run the system does not change the contact, whatever he sends',
    as: 'ana',
    call: { method: 'PATCH', path: contact, body: { data: { name: 5 } } },
    expect: { status: 403, contains: { errors: [{ status: 403, message: 'Forbidden' }] } },
  },
  {
    rule: 'api-admin 5 code-of-conduct',
    title: 'where there is no code of conduct none is found',
    as: 'ana',
    call: get('/api/v2/codes_of_conduct'),
    expect: { status: 404, contains: { errors: [{ status: 404, resource: '/api/v2/codes_of_conduct' }] } },
  },
]
