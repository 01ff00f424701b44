// Making, changing and closing agencies, their logos and terms (api-admin 9).
import { forbidden, get, patch, post, step } from './calls.ts'
import { anyInt, anyText, type Call, type Expect, type GoldenCase, justNow, match } from './golden.ts'

const agencies = '/api/v2/agencies'
const one = (id: string) => `${agencies}/{{agencies.${id}.id}}`
/** A picture of one dot, and a document of one blank page. */
const png = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='
const pdf = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n').toString('base64')
const good = { unique_id: 'agency-east', agency_code: 'EAST', name: { en: 'East Association' } }
const create = (more: object = {}, ...left: string[]): Call =>
  post(agencies, Object.fromEntries(Object.entries({ ...good, ...more }).filter(([name]) => !left.includes(name))))
const logos = {
  logo_full_base64: png,
  logo_full_file_name: 'full.png',
  logo_icon_base64: png,
  logo_icon_file_name: 'icon.png',
}
const terms = { terms_of_use_base64: pdf, terms_of_use_file_name: 'terms.pdf', terms_of_use_enabled: true }
const no: Expect = { status: 403, contains: { errors: [{ status: 403, message: 'Forbidden' }] } }
const still = (id: string, data: object) => ({
  as: 'kim',
  call: get(one(id)),
  expect: { status: 200, contains: { data } } as Expect,
})
const refused = (detail: string, message: unknown): Expect => ({
  status: 422,
  contains: { errors: [{ status: 422, detail, message }] },
})

const made: GoldenCase[] = [
  {
    rule: 'api-admin 9 agency-create',
    title: 'an agency is made and shown with every language filled',
    as: 'kim',
    call: create({
      description: { en: 'In the east', fr: 'À l’est' },
      telephone: '+400',
      services: ['safehouse_service'],
      order: 7,
      contact_name: 'Desk',
      contact_email: 'desk@example.org',
      contact_phone: '+401',
      notes: 'Since 2020',
    }),
    expect: {
      status: 200,
      contains: {
        data: {
          id: anyInt,
          unique_id: 'agency-east',
          agency_code: 'EAST',
          name: { en: 'East Association', fr: '', ar: '' },
          description: { en: 'In the east', fr: 'À l’est', ar: '' },
          telephone: '+400',
          services: ['safehouse_service'],
          order: 7,
          contact_name: 'Desk',
          contact_email: 'desk@example.org',
          contact_phone: '+401',
          notes: 'Since 2020',
          logo_enabled: false,
          pdf_logo_option: false,
          terms_of_use_enabled: false,
          disabled: false,
        },
      },
      absent: ['/data/logo_full', '/data/logo_icon', '/data/terms_of_use'],
    },
  },
  {
    rule: 'api-admin 9 agency-create',
    title: 'without a unique id an agency goes by its code',
    as: 'kim',
    call: create({}, 'unique_id'),
    expect: { status: 200, contains: { data: { unique_id: match(/^east$/i), agency_code: 'EAST' } } },
  },
  {
    rule: 'api-admin 0.5 given-number-honoured',
    title: 'a number that the client brings is the agency’s, and the answer has no body',
    as: 'kim',
    call: create({ id: 987654 }),
    expect: { status: 204, empty: true },
    then: [
      {
        as: 'kim',
        call: get(`${agencies}/987654`),
        expect: { status: 200, contains: { data: { agency_code: 'EAST' } } },
      },
    ],
  },
  {
    rule: 'api-admin 9 agency-refused',
    title: 'an agency without a code is none',
    as: 'kim',
    call: create({}, 'agency_code'),
    expect: refused('agency_code', ['errors.models.agency.code_present']),
  },
  {
    rule: 'api-admin 9 agency-refused',
    title: 'an agency without an English name is none',
    as: 'kim',
    call: create({ name: { fr: 'Association de l’Est' } }),
    expect: refused('name', ['errors.models.agency.name_present']),
  },
  {
    rule: 'api-admin 9 agency-refused',
    title: 'a code is nobody else’s',
    as: 'kim',
    call: create({ agency_code: 'GNORTH' }),
    expect: { status: 409, contains: { errors: [{ status: 409 }] } },
  },
  {
    rule: 'api-admin 9 agency-refused',
    title: 'a number is nobody else’s',
    as: 'kim',
    call: create({ id: '{{agencies.golden-north.id}}' }),
    expect: {
      status: 409,
      contains: { errors: [{ status: 409, message: 'Conflict: A record with this id already exists' }] },
    },
  },
  {
    rule: 'api-admin 9 agency-refused',
    title: 'a unique id is nobody else’s',
    as: 'kim',
    call: create({ unique_id: 'golden-north' }),
    expect: { status: 409 },
  },
  {
    rule: 'api-admin 9 agency-refused',
    title: 'a name that is no list of languages is refused',
    as: 'kim',
    call: create({ name: 'East Association' }),
    expect: { status: 422, contains: { errors: [{ status: 422 }] } },
  },
  {
    rule: 'api-admin 9 create-needs-manage',
    title: 'who may change agencies makes none',
    as: 'abel',
    call: create(),
    expect: { status: 403, body: forbidden(agencies) },
  },
]

const changed: GoldenCase[] = [
  {
    rule: 'api-admin 0.7 languages-merge',
    title: 'a name in one language leaves the others',
    as: 'kim',
    call: patch(one('golden-north'), { name: { ar: 'الشمال' } }),
    expect: {
      status: 200,
      contains: { data: { name: { en: 'North Association', fr: 'Association du Nord', ar: 'الشمال' } } },
    },
  },
  {
    rule: 'api-admin 9 agency-update',
    title: 'what a change does not name stays',
    as: 'kim',
    call: patch(one('golden-south'), { telephone: '+500' }),
    expect: {
      status: 200,
      contains: { data: { telephone: '+500', agency_code: 'GSOUTH', services: ['safehouse_service'] } },
    },
  },
  {
    rule: 'api-admin 9 agency-update',
    title: 'an agency on the list of the permission is changed',
    as: 'abel',
    call: patch(one('golden-west'), { telephone: '+600' }),
    expect: { status: 200, contains: { data: { telephone: '+600' } } },
  },
  {
    rule: 'api-admin 9 listed-agencies-only',
    title: 'an agency that is not on the list is not changed',
    as: 'abel',
    call: patch(one('golden-north'), { telephone: '+600' }),
    expect: no,
    then: [{ as: 'kim', call: get(one('golden-north')), expect: { status: 200, silentOn: ['+600'] } }],
  },
  {
    rule: 'api-admin 9 listed-agencies-only',
    title: 'nor is it read by its number',
    as: 'abel',
    call: get(one('golden-north')),
    expect: no,
  },
  {
    rule: 'departure role-ids-never-change',
    title: 'the unique id of an agency stays what it was: records are found by it',
    as: 'kim',
    call: patch(one('golden-north'), { unique_id: 'agency-other', notes: 'x' }),
    expect: {
      status: 200,
      contains: { data: { unique_id: 'golden-north', notes: 'x' } },
      headers: { 'x-primero-ignored': /unique_id/ },
    },
  },
  {
    rule: 'api-admin 9 agency-update',
    title: 'who may only read agencies changes none',
    as: 'farid',
    call: patch(one('golden-south'), { telephone: '+700' }),
    expect: no,
  },
  {
    rule: 'api-admin 0.3 load-first-then-rights',
    title: 'an agency that is not there is not found, whoever changes it',
    as: 'ana',
    call: patch(`${agencies}/999999`, { telephone: '+1' }),
    expect: { status: 404 },
  },
  {
    rule: 'api-admin 9 delete-disables',
    title: 'removing an agency puts it out of force and keeps it',
    as: 'kim',
    call: { method: 'DELETE', path: one('golden-west') },
    expect: { status: 200, contains: { data: { id: '{{agencies.golden-west.id}}' } } },
    then: [
      still('golden-west', { disabled: true, unique_id: 'golden-west' }),
      { as: 'lars', call: get('/api/v2/cases'), expect: { status: 200 } },
    ],
  },
  {
    rule: 'api-admin 9 delete-disables',
    title: 'who may only read removes none',
    as: 'farid',
    call: { method: 'DELETE', path: one('golden-west') },
    expect: no,
    then: [still('golden-west', { disabled: false })],
  },
  {
    rule: 'api-admin 9 delete-disables',
    title: 'an agency that is not there is not removed',
    as: 'kim',
    call: { method: 'DELETE', path: `${agencies}/999999` },
    expect: { status: 404 },
  },
]

const files: GoldenCase[] = [
  {
    rule: 'api-admin 9 logos',
    title: 'with both logos an agency shows itself, on the public page, too',
    as: 'kim',
    call: patch(one('golden-west'), { ...logos, logo_enabled: true }),
    expect: { status: 200, contains: { data: { logo_enabled: true, logo_full: anyText, logo_icon: anyText } } },
    then: [
      {
        as: null,
        call: get('/api/v2/primero', { auth: 'none' }),
        expect: {
          status: 200,
          contains: {
            data: {
              agencies: [
                {
                  unique_id: 'golden-west',
                  name: 'West Association',
                  logo_full: match(/^\//),
                  logo_icon: match(/^\//),
                },
              ],
              agencies_logo_options: [],
            },
          },
        },
      },
    ],
  },
  {
    rule: 'api-admin 9 logos',
    title: 'without logos there is nothing to show, whatever was asked',
    as: 'kim',
    call: create({ logo_enabled: true }),
    expect: { status: 200, contains: { data: { logo_enabled: false } } },
  },
  {
    rule: 'api-admin 9 logos',
    title: 'one logo of two is not enough to show',
    as: 'kim',
    call: patch(one('golden-west'), { logo_full_base64: png, logo_full_file_name: 'full.png', logo_enabled: true }),
    expect: {
      status: 200,
      contains: { data: { logo_enabled: false, logo_full: anyText } },
      absent: ['/data/logo_icon'],
    },
  },
  {
    rule: 'api-admin 9 logos',
    title: 'a logo without a file name is not taken',
    as: 'kim',
    call: patch(one('golden-west'), { logo_full_base64: png }),
    expect: { status: 200, absent: ['/data/logo_full'] },
  },
  {
    rule: 'api-admin 9 logos',
    title: 'an empty text takes a logo away, and the mark with it',
    as: 'kim',
    given: [step('kim', patch(one('golden-west'), { ...logos, logo_enabled: true }))],
    call: patch(one('golden-west'), { logo_full_base64: '' }),
    expect: {
      status: 200,
      contains: { data: { logo_enabled: false, logo_icon: anyText } },
      absent: ['/data/logo_full'],
    },
  },
  {
    rule: 'api-admin 9 logos',
    title: 'a logo is a picture, told from its bytes',
    as: 'kim',
    call: patch(one('golden-west'), { logo_full_base64: pdf, logo_full_file_name: 'full.png' }),
    expect: refused('logo_full', ['errors.models.agency.logo_format']),
    then: [{ as: 'kim', call: get(one('golden-west')), expect: { status: 200, absent: ['/data/logo_full'] } }],
  },
  {
    rule: 'api-admin 3 agencies-with-logo',
    title: 'an agency out of force shows no logo to anybody',
    as: null,
    given: [
      step('kim', patch(one('golden-west'), { ...logos, logo_enabled: true })),
      step('kim', patch(one('golden-west'), { disabled: true })),
    ],
    call: get('/api/v2/primero', { auth: 'none' }),
    expect: { status: 200, contains: { data: { agencies: [] } } },
  },
  {
    rule: 'api-admin 3 agencies-with-logo',
    title: 'no more than three agencies are shown',
    as: null,
    given: ['golden-north', 'golden-south', 'golden-west'].map((id) =>
      step('kim', patch(one(id), { ...logos, logo_enabled: true })),
    ),
    call: get('/api/v2/primero', { auth: 'none' }),
    expect: { status: 200, contains: { data: { agencies: [anyThing(), anyThing(), anyThing()] } } },
  },
  {
    rule: 'api-admin 9 terms-file',
    title: 'where terms are enforced, their file is stamped',
    as: 'kim',
    switches: ['terms-of-use'],
    call: patch(one('golden-west'), terms),
    expect: {
      status: 200,
      contains: { data: { terms_of_use: anyText, terms_of_use_enabled: true, terms_of_use_uploaded_at: justNow } },
    },
  },
  {
    rule: 'api-admin 9 terms-file',
    title: 'where they are not, nothing is stamped',
    as: 'kim',
    call: patch(one('golden-west'), terms),
    expect: {
      status: 200,
      contains: { data: { terms_of_use: anyText, terms_of_use_enabled: true } },
      absent: ['/data/terms_of_use_uploaded_at'],
    },
  },
  {
    rule: 'api-admin 9 terms-file',
    title: 'another change leaves the stamp',
    as: 'kim',
    switches: ['terms-of-use'],
    given: [step('kim', patch(one('golden-west'), terms), 'stamped'), { minutes: 10 }],
    call: patch(one('golden-west'), { telephone: '+8' }),
    expect: {
      status: 200,
      contains: { data: { telephone: '+8', terms_of_use_uploaded_at: '{{stamped.data.terms_of_use_uploaded_at}}' } },
    },
  },
  {
    rule: 'api-admin 9 terms-file',
    title: 'terms are a document, told from its bytes',
    as: 'kim',
    call: patch(one('golden-west'), { ...terms, terms_of_use_base64: png }),
    expect: refused('terms_of_use', ['errors.models.agency.terms_of_use_format']),
  },
  {
    rule: 'api-admin 9 terms-file',
    title: 'somebody who is signed in reads the terms of his agency',
    as: 'lars',
    switches: ['terms-of-use'],
    given: [step('kim', patch(one('golden-west'), terms), 'agency')],
    call: get('{{agency.data.terms_of_use}}'),
    expect: { status: 200, headers: { 'content-type': /^application\/pdf/ } },
  },
]

/** An agency of the public page. */
function anyThing() {
  return { unique_id: anyText, name: anyText, logo_full: anyText, logo_icon: anyText }
}

export const cases: GoldenCase[] = [...made, ...changed, ...files]
