// The code of conduct and the terms of an agency: versions, accepting, and what stays shut until then
// (api-admin 5, access 7.4).
import { forbidden, get, patch, post, step } from './calls.ts'
import { anyInt, anyText, type Call, type Expect, type GoldenCase, justNow } from './golden.ts'
import { at } from './world.ts'

const codes = '/api/v2/codes_of_conduct'
const me = (name: string) => `/api/v2/users/{{people.${name}.id}}`
const agency = '/api/v2/agencies/{{agencies.golden-west.id}}'
const first = { title: 'How we work', content: 'We listen. We keep what we hear.' }
const second = { title: 'How we work', content: 'We listen. We keep what we hear. We ask first.' }
const pdf = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n').toString('base64')
const write = (text: object): Call => post(codes, text)
const written = (text: object = first, bind = 'code') => step('cora', write(text), bind)
const accept = (name: string, id: unknown = '{{code.data.id}}'): Call => patch(me(name), { code_of_conduct_id: id })
const enabled = { system_options: { code_of_conduct_enabled: true } }
const list = get('/api/v2/cases')
/** Says which agreement is missing, so that a client can show it. */
const shut = (what: string, path = '/api/v2/cases'): Expect => ({
  status: 403,
  body: { errors: [{ status: 403, resource: path, detail: what, message: 'Forbidden' }] },
})
const terms = patch(agency, {
  terms_of_use_base64: pdf,
  terms_of_use_file_name: 'terms.pdf',
  terms_of_use_enabled: true,
})

const writing: GoldenCase[] = [
  {
    rule: 'api-admin 5 conduct-written',
    title: 'a code of conduct is written and shown whole',
    as: 'cora',
    call: write(first),
    expect: {
      status: 200,
      body: { data: { id: anyInt, ...first, created_by: 'cora', created_on: justNow } },
    },
    then: [
      { as: 'ana', call: get(codes), expect: { status: 200, contains: { data: { ...first, created_by: 'cora' } } } },
    ],
  },
  {
    rule: 'api-admin 5 conduct-written',
    title: 'the same text again is the same code, with another day and hand',
    as: 'kim',
    given: [written(), { minutes: 5 }, step('cora', { method: 'GET', path: codes })],
    call: { method: 'GET', path: codes },
    expect: { status: 200, contains: { data: { id: '{{code.data.id}}' } } },
    then: [
      {
        as: 'cora',
        call: write(first),
        expect: { status: 200, contains: { data: { id: '{{code.data.id}}', created_on: justNow } } },
      },
    ],
  },
  {
    rule: 'api-admin 5 conduct-written',
    title: 'another text is another code, and the newest is in force',
    as: 'ana',
    given: [written(), { minutes: 5 }, written(second, 'newer')],
    call: get(codes),
    expect: { status: 200, contains: { data: { id: '{{newer.data.id}}', ...second } } },
  },
  {
    rule: 'api-admin 5 conduct-refused',
    title: 'a code has a title',
    as: 'cora',
    call: write({ content: first.content }),
    expect: {
      status: 422,
      contains: {
        errors: [{ status: 422, detail: 'title', message: ['errors.models.code_of_conduct.title_present'] }],
      },
    },
    then: [{ as: 'ana', call: get(codes), expect: { status: 404 } }],
  },
  {
    rule: 'api-admin 5 conduct-refused',
    title: 'a code says something',
    as: 'cora',
    call: write({ title: first.title, content: ' ' }),
    expect: {
      status: 422,
      contains: {
        errors: [{ status: 422, detail: 'content', message: ['errors.models.code_of_conduct.content_present'] }],
      },
    },
  },
  {
    rule: 'api-admin 5 conduct-refused',
    title: 'a text is a text',
    as: 'cora',
    call: write({ title: 5, content: first.content }),
    expect: { status: 422, contains: { errors: [{ detail: ['/title'], message: 'Invalid Record JSON' }] } },
  },
  {
    rule: 'api-admin 5 conduct-refused',
    title: 'who may not write a code writes none',
    as: 'ana',
    call: write(first),
    expect: { status: 403, body: forbidden(codes) },
  },
  {
    rule: 'api-admin 5 conduct-refused',
    title: 'a code that was accepted is neither changed nor removed',
    as: 'cora',
    given: [written()],
    call: { method: 'DELETE', path: `${codes}/{{code.data.id}}` },
    expect: { status: 404 },
    then: [
      { as: 'cora', call: patch(`${codes}/{{code.data.id}}`, second), expect: { status: 404 } },
      { as: 'ana', call: get(codes), expect: { status: 200, contains: { data: first } } },
    ],
  },
  {
    rule: 'api-admin 5 code-of-conduct',
    title: 'nobody reads no code',
    as: null,
    given: [written()],
    call: get(codes, { auth: 'none' }),
    expect: { status: 401, body: { error: anyText } },
  },
  {
    rule: 'api-admin 5 conduct-in-settings',
    title: 'the settings show the code in force',
    as: 'ana',
    given: [written()],
    call: get('/api/v2/system_settings'),
    expect: { status: 200, contains: { data: { code_of_conduct: { id: '{{code.data.id}}', ...first } } } },
  },
]

const accepting: GoldenCase[] = [
  {
    rule: 'access 7.4 conduct-accepted',
    title: 'who accepts the code in force is stamped by the server’s clock',
    as: 'ana',
    given: [written()],
    call: patch(me('ana'), {
      code_of_conduct_id: '{{code.data.id}}',
      code_of_conduct_accepted_on: '2001-01-01T00:00:00.000Z',
    }),
    expect: {
      status: 200,
      contains: { data: { code_of_conduct_id: '{{code.data.id}}', code_of_conduct_accepted_on: justNow } },
    },
  },
  {
    rule: 'access 7.4 conduct-accepted',
    title: 'a code that is not there is not accepted',
    as: 'ana',
    given: [written()],
    call: accept('ana', 999999),
    expect: { status: 422, contains: { errors: [{ status: 422, detail: 'code_of_conduct_id' }] } },
  },
  {
    rule: 'access 7.4 conduct-accepted',
    title: 'a code that is no longer in force is not accepted',
    as: 'ana',
    given: [written(), { minutes: 1 }, written(second, 'newer')],
    call: accept('ana'),
    expect: { status: 422, contains: { errors: [{ status: 422, detail: 'code_of_conduct_id' }] } },
  },
  {
    rule: 'departure each-acceptance-has-its-moment',
    title: 'who accepts a newer code is stamped anew',
    as: 'ana',
    given: [written(), step('ana', accept('ana')), { minutes: 30 }, written(second, 'newer'), step('ana', get(codes))],
    call: accept('ana', '{{newer.data.id}}'),
    expect: {
      status: 200,
      contains: { data: { code_of_conduct_id: '{{newer.data.id}}', code_of_conduct_accepted_on: justNow } },
    },
  },
  {
    rule: 'departure acceptance-is-ones-own',
    title: 'nobody accepts for somebody else',
    as: 'kim',
    given: [written()],
    call: accept('lars'),
    expect: {
      status: 200,
      absent: ['/data/code_of_conduct_id'],
      headers: { 'x-primero-ignored': /code_of_conduct_id/ },
    },
  },
]

const shutting: GoldenCase[] = [
  {
    rule: 'departure shut-until-accepted',
    title: 'until somebody accepts, records stay shut',
    as: 'ana',
    settings: enabled,
    given: [written()],
    call: list,
    expect: shut('code_of_conduct'),
    then: [
      { as: 'ana', call: accept('ana'), expect: { status: 200 } },
      { as: 'ana', call: list, expect: { status: 200 } },
    ],
  },
  ...(
    [
      ['one’s own account', `${me('ana')}?extended=true`],
      ['the settings', '/api/v2/system_settings?extended=true'],
      ['the code', codes],
      ['whom to ask', '/api/v2/contact_information'],
      ['the list of permissions', '/api/v2/permissions'],
      ['the forms', '/api/v2/forms'],
      ['the lookups', '/api/v2/lookups?per=999&page=1'],
      ['the numbers of alerts', '/api/v2/alerts'],
      ['the public page', '/api/v2/primero'],
    ] as const
  ).map(
    ([what, path]): GoldenCase => ({
      rule: 'departure shut-until-accepted',
      title: `until then ${what} can be read: nobody could accept without`,
      as: 'ana',
      settings: enabled,
      given: [written()],
      call: get(path),
      expect: { status: 200 },
    }),
  ),
  ...(
    [
      ['a record', get(at('yusuf')), at('yusuf')],
      ['a change', patch(at('yusuf'), { age: 12 }), at('yusuf')],
      ['the list of users', get('/api/v2/users'), '/api/v2/users'],
      ['what one searched for', get('/api/v2/saved_searches'), '/api/v2/saved_searches'],
    ] as const
  ).map(
    ([what, call, path]): GoldenCase => ({
      rule: 'departure shut-until-accepted',
      title: `until then ${what} is shut`,
      as: 'dawit',
      settings: enabled,
      given: [written()],
      call,
      expect: shut('code_of_conduct', path),
    }),
  ),
  {
    rule: 'departure shut-until-accepted',
    title: 'until then one may still sign out',
    as: 'ana',
    settings: enabled,
    given: [written()],
    call: { method: 'DELETE', path: '/api/v2/tokens' },
    expect: { status: 200, body: {} },
  },
  {
    rule: 'departure shut-until-accepted',
    title: 'of one’s own account nothing else is changed before',
    as: 'ana',
    settings: enabled,
    given: [written()],
    call: patch(me('ana'), { phone: '+1' }),
    expect: shut('code_of_conduct', me('ana')),
  },
  {
    rule: 'departure shut-until-accepted',
    title: 'a newer code asks anew',
    as: 'ana',
    settings: enabled,
    given: [written(), step('ana', accept('ana')), step('ana', list), { minutes: 1 }, written(second, 'newer')],
    call: list,
    expect: shut('code_of_conduct'),
  },
  {
    rule: 'departure shut-until-accepted',
    title: 'the same text written once more asks nobody',
    as: 'ana',
    settings: enabled,
    given: [written(), step('ana', accept('ana')), { minutes: 1 }, written(first, 'again')],
    call: list,
    expect: { status: 200 },
  },
  {
    rule: 'departure shut-until-accepted',
    title: 'where there is no code yet nothing is shut',
    as: 'ana',
    settings: enabled,
    call: list,
    expect: { status: 200 },
  },
  {
    rule: 'departure shut-until-accepted',
    title: 'where it is switched off a code asks nobody',
    as: 'ana',
    given: [written()],
    call: list,
    expect: { status: 200 },
  },
  {
    rule: 'departure shut-until-accepted',
    title: 'a machine accepts nothing and is not shut out',
    as: 'jo',
    settings: enabled,
    given: [written()],
    call: list,
    expect: { status: 200 },
  },
  {
    rule: 'access 7.4 terms-accepted',
    title: 'until somebody accepts the terms of his agency, records stay shut',
    as: 'lars',
    switches: ['terms-of-use'],
    given: [step('kim', terms)],
    call: list,
    expect: shut('terms_of_use'),
    then: [
      {
        as: 'lars',
        call: patch(me('lars'), { accept_terms_of_use: true, terms_of_use_accepted_on: '2001-01-01T00:00:00.000Z' }),
        expect: { status: 200, contains: { data: { terms_of_use_accepted_on: justNow } } },
      },
      { as: 'lars', call: list, expect: { status: 200 } },
    ],
  },
  {
    rule: 'access 7.4 terms-accepted',
    title: 'terms that came later are accepted anew',
    as: 'lars',
    switches: ['terms-of-use'],
    given: [
      step('kim', terms),
      step('lars', patch(me('lars'), { accept_terms_of_use: true })),
      { minutes: 30 },
      step('kim', terms),
    ],
    call: list,
    expect: shut('terms_of_use'),
    then: [
      {
        as: 'lars',
        call: get(me('lars')),
        expect: {
          status: 200,
          contains: { data: { agency_terms_of_use_enabled: true, agency_terms_of_use_changed: true } },
        },
      },
    ],
  },
  {
    rule: 'access 7.4 terms-accepted',
    title: 'the terms of another agency are none of one’s business',
    as: 'ana',
    switches: ['terms-of-use'],
    given: [step('kim', terms)],
    call: list,
    expect: { status: 200 },
  },
  {
    rule: 'access 7.4 terms-accepted',
    title: 'where terms are not enforced nothing of them is told',
    as: 'lars',
    given: [step('kim', terms)],
    call: get(me('lars')),
    expect: {
      status: 200,
      absent: ['/data/agency_terms_of_use_enabled', '/data/agency_terms_of_use_changed'],
    },
  },
  {
    rule: 'access 7.4 terms-accepted',
    title: 'no is no acceptance',
    as: 'lars',
    switches: ['terms-of-use'],
    given: [step('kim', terms)],
    call: patch(me('lars'), { accept_terms_of_use: false }),
    expect: { status: 200, absent: ['/data/terms_of_use_accepted_on'] },
  },
]

export const cases: GoldenCase[] = [...writing, ...accepting, ...shutting]
