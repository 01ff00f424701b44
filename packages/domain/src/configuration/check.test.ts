import { expect, test } from 'vitest'
import type { Bundle, Field, Form, Text } from './bundle.ts'
import { checkBundles, type Rules } from './check.ts'

const both = (en: string): Text => ({ en, ar: 'نص' })

const rules: Rules = {
  actions: { case: ['read', 'write'], user: ['read'] },
  isStamped: (field) => field === 'flagged',
  expressionFaults: (e) => (typeof e === 'object' && e !== null ? [] : ['/ not-a-condition']),
  languages: ['en', 'ar'],
}

const field = (name: string, more: Partial<Field> = {}): Field => ({
  name,
  type: 'text_field',
  label: both(name),
  identifying: false,
  ...more,
})

const form = (id: string, fields: Field[], more: Partial<Form> = {}): Form => ({
  id,
  name: both(id),
  recordType: 'case',
  modules: ['module-a'],
  groupOrder: 1,
  order: 1,
  subformOrder: 0,
  subform: false,
  mobile: true,
  visible: true,
  fields,
  ...more,
})

const rows = (id: string, fields: Field[], more: Partial<Form> = {}): Form =>
  form(id, fields, { subform: true, ...more })

/** A sound bundle with a little of everything. */
const sound = (more: Partial<Bundle> = {}): Bundle => ({
  id: 'sound',
  modules: [{ id: 'module-a', name: 'A', recordTypes: ['case'], options: {}, listHeaders: {}, listFilters: {} }],
  forms: [
    form('page', [
      field('sex', { type: 'select_box', options: { lookup: 'lookup-gender' } }),
      field('name', { identifying: true }),
      field('visits', { type: 'subform', subform: 'visit', subformSortBy: 'day' }),
    ]),
    rows('visit', [field('day', { type: 'date_field' })], { collapsedFields: ['day'] }),
  ],
  lookups: [
    { id: 'lookup-gender', name: both('Sex'), values: [{ id: 'female', label: both('Female') }] },
    { id: 'lookup-location-type', name: both('Type'), values: [{ id: 'country', label: both('Country') }] },
  ],
  locations: [{ code: 'XX', parent: null, type: 'country', name: both('Country') }],
  agencies: [{ id: 'agency-a', code: 'A', name: both('Agency') }],
  userGroups: [{ id: 'group-a', name: 'Group', agencies: ['agency-a'] }],
  roles: [
    {
      id: 'role-a',
      name: 'A',
      scope: 'self',
      modules: ['module-a'],
      permissions: { case: ['read'] },
      forms: { page: 'rw' },
      identity: 'own',
    },
  ],
  published: [{ recordType: 'case', filters: ['sex'], sort: {} }],
  settings: {},
  trainingUsers: [
    {
      userName: 'amal',
      fullName: 'Amal',
      role: 'role-a',
      agency: 'agency-a',
      groups: ['group-a'],
      locale: 'en',
    },
  ],
  ...more,
})

const withForm = (added: Form, ...others: Form[]): Bundle => sound({ forms: [...sound().forms, added, ...others] })
const withField = (added: Field): Bundle => withForm(form('added', [added]))
const faults = (...bundles: Bundle[]): string[] => checkBundles(bundles, [], rules)

test('a sound bundle has no faults', () => {
  expect(faults(sound())).toEqual([])
})

const broken: [title: string, bundle: Bundle, fault: string][] = [
  [
    'a lookup that is not there',
    withField(field('x', { type: 'select_box', options: { lookup: 'lookup-none' } })),
    'forms/added/x: lookup lookup-none is not there',
  ],
  [
    'a question without anything to choose',
    withField(field('x', { type: 'radio_button' })),
    'forms/added/x: nothing to choose from',
  ],
  [
    'a default that is no option',
    withField(field('x', { type: 'select_box', options: { lookup: 'lookup-gender' }, default: 'blue' })),
    'forms/added/x: default blue is no option',
  ],
  [
    'the same option twice',
    withField(
      field('x', {
        type: 'select_box',
        options: {
          values: [
            { id: 'a', label: both('A') },
            { id: 'a', label: both('B') },
          ],
        },
      }),
    ),
    'forms/added/x: a is there twice',
  ],
  [
    'rows that are not there',
    withField(field('x', { type: 'subform', subform: 'none' })),
    'forms/added/x: rows none are not there',
  ],
  [
    'a page used as rows',
    withField(field('x', { type: 'subform', subform: 'page' })),
    'forms/added/x: page is a page, not rows',
  ],
  [
    'rows of another record type',
    withForm(form('added', [field('x', { type: 'subform', subform: 'visit' })], { recordType: 'incident' })),
    'forms/added/x: visit belongs to case',
  ],
  ['rows that no field holds', withForm(rows('lost', [field('x')])), 'forms/lost: no field holds these rows'],
  [
    'rows that hold themselves',
    withForm(rows('ring', [field('again', { type: 'subform', subform: 'ring' })])),
    'forms/ring: holds itself',
  ],
  [
    'a sort by a field that the rows lack',
    withField(field('x', { type: 'subform', subform: 'visit', subformSortBy: 'hour' })),
    'forms/added/x: row field hour is not there',
  ],
  [
    'a summary of a field that the rows lack',
    withField(field('x', { subformSummary: { subform: 'visits', pick: 'last', field: 'hour' } })),
    'forms/added/x: summarised field hour is not there',
  ],
  [
    'a collapsed field that is not there',
    withForm(form('added', [field('x')], { collapsedFields: ['y'] })),
    'forms/added: collapsed field y is not there',
  ],
  [
    'a module that is not there',
    withForm(form('added', [field('x')], { modules: ['module-z'] })),
    'forms/added: module module-z is not there',
  ],
  ['a form id used twice', withForm(form('page', [field('x')])), 'forms: page is there twice'],
  [
    'a field name used twice in a form',
    withForm(form('added', [field('x'), field('x')])),
    'forms/added: x is there twice',
  ],
  [
    'a name that means another type elsewhere',
    withField(field('sex', { type: 'numeric_field' })),
    'forms/added/sex: another type than on page',
  ],
  [
    'a name that has other options elsewhere',
    withField(field('sex', { type: 'select_box', options: { values: [{ id: 'female', label: both('F') }] } })),
    'forms/added/sex: another options than on page',
  ],
  ['a name that tells more elsewhere', withField(field('name')), 'forms/added/name: another identifying than on page'],
  [
    'a photo that is said to show nobody',
    withField(field('x', { type: 'photo_upload_box' })),
    'forms/added/x: may show a person, but is not identifying',
  ],
  [
    'free text that is said to tell of nobody',
    withField(field('x', { type: 'textarea' })),
    'forms/added/x: free text is at least narrative',
  ],
  ...(
    [
      ['a name on a paper without names', { identifying: true, withoutIdentity: 'shown' }],
      ['free text on it', { type: 'text_field', withoutIdentity: 'shown' }],
      ['a village on it', { type: 'select_box', options: { source: 'Location' }, withoutIdentity: 'shown' }],
      ['a colleague on it', { type: 'select_box', options: { source: 'User' }, withoutIdentity: 'coarse' }],
      ['a day that is told coarsely, which it cannot be', { type: 'date_field', withoutIdentity: 'coarse' }],
    ] as const
  ).map(([says, more]): [string, Bundle, string] => [
    says,
    withField(field('x', more)),
    'forms/added/x: tells too much without identity',
  ]),
  [
    'a year of age on it',
    withField(field('relation_age', { type: 'numeric_field', withoutIdentity: 'shown' })),
    'forms/added/relation_age: tells too much without identity',
  ],
  [
    'a condition on an unknown field',
    withField(field('x', { showIf: { or: [{ eq: { colour: 'red' } }, { not: { gt: { sex: 1 } } }] } })),
    'forms/added/x: condition on colour is not there',
  ],
  [
    'a row condition that looks outside its row',
    withForm(
      form('added', [field('more', { type: 'subform', subform: 'line' })]),
      rows('line', [field('x', { showIfRow: { eq: { sex: 'female' } } })]),
    ),
    'forms/line/x: condition on sex is not there',
  ],
  [
    'a condition that nobody can read',
    withField(field('x', { showIf: 'sex' })),
    'forms/added/x: condition / not-a-condition',
  ],
  [
    'a calculation with an unknown field',
    withField(field('x', { type: 'calculated', calculation: { sum: ['one', 2, { avg: { data: ['two'] } }] } })),
    'forms/added/x: calculation on two is not there',
  ],
  [
    'a calculated field without a rule',
    withField(field('x', { type: 'calculated' })),
    'forms/added/x: nothing to calculate',
  ],
  ['a tally of nothing', withField(field('x', { type: 'tally_field' })), 'forms/added/x: nothing to count'],
  ['a field without Arabic', withField(field('x', { label: { en: 'Colour' } })), 'forms/added/x/label: no text in ar'],
  [
    'a field without English',
    withField(field('x', { label: { en: ' ', ar: 'لون' } })),
    'forms/added/x/label: no text in en',
  ],
  [
    'English in place of Arabic',
    withField(field('x', { help: { en: 'Colour', ar: 'Colour' } })),
    'forms/added/x/help: still English in ar',
  ],
  [
    'a sign in a label that clients refuse',
    withField(field('x', { label: both('Share in %') })),
    'forms/added/x/label: holds a sign that clients refuse',
  ],
  [
    'a group without a title',
    sound({
      forms: [form('added', [field('x')], { group: 'identity', modules: ['primeromodule-a'] })],
      modules: [{ ...(sound().modules[0] as Bundle['modules'][0]), id: 'primeromodule-a' }],
      lookups: [...sound().lookups, { id: 'lookup-form-group-a-case', name: both('Groups'), values: [] }],
    }),
    'forms/added: group identity has no title in lookup-form-group-a-case',
  ],
  [
    'a mapped column that the rows lack',
    sound({
      modules: [
        {
          ...(sound().modules[0] as Bundle['modules'][0]),
          fieldMap: { mapTo: 'module-a', fields: [{ source: ['visits', 'hour'], target: 'sex' }] },
        },
      ],
    }),
    'modules/module-a: mapped column hour is not there',
  ],
  [
    'a mapped field that incidents lack',
    sound({
      modules: [
        {
          ...(sound().modules[0] as Bundle['modules'][0]),
          fieldMap: { mapTo: 'module-a', fields: [{ source: ['sex'], target: 'cp_sex' }] },
        },
      ],
    }),
    'modules/module-a: mapped field cp_sex is not there',
  ],
  [
    'a location without a parent',
    sound({ locations: [{ code: 'XX01', parent: 'XX', type: 'country', name: both('P') }] }),
    'locations/XX01: its parents lead to no country',
  ],
  [
    'locations that are each other’s parent',
    sound({
      locations: [
        { code: 'A', parent: 'B', type: 'country', name: both('A') },
        { code: 'B', parent: 'A', type: 'country', name: both('B') },
      ],
    }),
    'locations/A: its parents lead to no country',
  ],
  [
    'a location of an unknown type',
    sound({ locations: [{ code: 'XX', parent: null, type: 'planet', name: both('X') }] }),
    'locations/XX: type planet is not there',
  ],
]

test.each(broken)('%s is a fault', (_, bundle, fault) => {
  expect(faults(bundle)).toContain(fault)
})

const [worker] = sound().roles
const withRole = (more: Partial<Bundle['roles'][0]>): Bundle =>
  sound({ roles: [{ ...(worker as Bundle['roles'][0]), ...more }] })

test.each([
  [
    'an action that does not exist',
    { permissions: { case: ['read', 'fly'] } },
    'roles/role-a: case action fly is not there',
  ],
  [
    'a resource that does not exist',
    { permissions: { moon: ['read'] } },
    'roles/role-a: moon action read is not there',
  ],
  ['a form that is not there', { forms: { none: 'r' } }, 'roles/role-a: form none is not there'],
  ['a module that is not there', { modules: ['module-z'] }, 'roles/role-a: module module-z is not there'],
  ['a form of another module', { modules: [] }, 'roles/role-a: form page belongs to none of its modules'],
  ['a role that is not there', { objects: { role: ['role-z'] } }, 'roles/role-a: role role-z is not there'],
  ['an agency that is not there', { objects: { agency: ['agency-z'] } }, 'roles/role-a: agency agency-z is not there'],
] as const)('a role with %s is a fault', (_, more, fault) => {
  expect(faults(withRole(more as Partial<Bundle['roles'][0]>))).toContain(fault)
})

test.each([
  ['a name', 'name', 'published/case: name may tell who it is about'],
  ['a field that is not there', 'colour', 'published/case: field colour is not there'],
  ['a field without options', 'visits', 'published/case: filter visits has no options'],
])('publishing %s as a filter is a fault', (_, filter, fault) => {
  expect(faults(sound({ published: [{ recordType: 'case', filters: [filter], sort: {} }] }))).toContain(fault)
})

test('what the server stamps is published without a form that asks it', () => {
  expect(faults(sound({ published: [{ recordType: 'case', filters: ['flagged'], sort: {} }] }))).toEqual([])
})

test.each([
  ['role', { role: 'role-z' }],
  ['agency', { agency: 'agency-z' }],
  ['group', { groups: ['group-z'] }],
  ['location', { location: 'ZZ' }],
  ['service', { services: ['dance'] }],
])('a training user with an unknown %s is a fault', (what, more) => {
  const [amal] = sound().trainingUsers
  const found = faults(sound({ trainingUsers: [{ ...(amal as Bundle['trainingUsers'][0]), ...more }] }))
  expect(found).toContainEqual(expect.stringMatching(new RegExp(`^trainingUsers/amal: ${what} .+ is not there$`)))
})

test('a group of an unknown agency is a fault', () => {
  const bundle = sound({ userGroups: [{ id: 'group-a', name: 'Group', agencies: ['agency-z'] }] })
  expect(faults(bundle)).toContain('userGroups/group-a: agency agency-z is not there')
})

test('a later bundle may replace a place, but not a form', () => {
  const later: Bundle = {
    ...sound({ modules: [], lookups: [], roles: [], trainingUsers: [] }),
    id: 'later',
    forms: sound().forms.slice(0, 1),
  }
  expect(faults(sound(), later)).toEqual(['forms: page is there twice'])
})

test('abbreviations and numbers need no translation', () => {
  const answers = ['61+', 'UNHCR', '0-11'].map((en) => ({ id: en.toLowerCase(), label: { en, ar: en } }))
  expect(faults(withField(field('x', { type: 'select_box', options: { values: answers } })))).toEqual([])
})

test('a condition may ask about any answer of the record, and about siblings in its row', () => {
  const added = form('added', [
    field('x', { showIf: { and: [{ in: { sex: ['female'] } }, { name: 'a' }], disabled: true } }),
    field('more', { type: 'subform', subform: 'line' }),
  ])
  const line = rows('line', [field('a'), field('b', { showIf: { sex: 'female' }, showIfRow: { eq: { a: '1' } } })])
  expect(faults(withForm(added, line))).toEqual([])
})

test('the list of identifiers is asked for line by line', () => {
  const fulfilled = [
    'form case page',
    'field case page sex select_box',
    'answers case page.sex lookup-gender',
    'inline case page.sex female',
    'subform case page.visits visit',
    'lookup lookup-gender',
    'option lookup-gender female',
    '',
  ]
  const missing = ['form case none', 'field case page sex text_field', 'option lookup-gender male']
  expect(checkBundles([sound()], [...fulfilled, ...missing], rules)).toEqual(
    missing.map((m) => `identifiers: lacks ${m}`),
  )
})

test.each([
  ['lacks', { en: 'Colour', ar: 'لون' }, 'forms/added/x/help: no text in fr'],
  [
    'was left in English',
    { en: 'Ask what colour the child likes', ar: 'اسأل', fr: 'Ask what colour the child likes' },
    'forms/added/x/help: still English in fr',
  ],
])('a text that %s in another language of the product is a fault', (_what, help, fault) => {
  const bundle = withField(field('x', { help }))
  expect(checkBundles([bundle], [], { ...rules, languages: ['en', 'ar', 'fr'] })).toContain(fault)
})

test('a word may be the same in two languages that share their letters', () => {
  const bundle = withField(field('x', { help: { en: 'Religion', ar: 'الدين', fr: 'Religion' } }))
  const found = checkBundles([bundle], [], { ...rules, languages: ['en', 'ar', 'fr'] })
  expect(found.filter((fault) => fault.includes('forms/added/x/help'))).toEqual([])
})
