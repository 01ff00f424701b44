import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Field } from '../configuration/bundle.ts'
import type { Data } from '../records/record.ts'
import { checkAnswers, shapeAnswers } from './answers.ts'
import { sampleConfiguration, sampleField, sampleForm, sampleLookup, sampleRows } from './sample.ts'

const yesNo = {
  values: [
    { id: 'true', label: { en: 'Yes' } },
    { id: 'false', label: { en: 'No' } },
  ],
}
const services = sampleRows('services_section', [
  sampleField('service_type', 'select_box', { options: { lookup: 'lookup-service' } }),
  sampleField('service_notes', 'textarea'),
  sampleField('steps', 'subform', { subform: 'steps' }),
])
const steps = sampleRows('steps', [
  sampleField('done', 'tick_box'),
  sampleField('steps', 'subform', { subform: 'steps' }),
])
const page = sampleForm('page', [
  sampleField('name', 'text_field'),
  sampleField('story', 'textarea'),
  sampleField('age', 'numeric_field'),
  sampleField('urgent', 'tick_box'),
  sampleField('consent', 'radio_button', { options: yesNo }),
  sampleField('sex', 'radio_button', { options: { lookup: 'lookup-gender' } }),
  sampleField('service', 'select_box', { options: { lookup: 'lookup-service' } }),
  sampleField('place', 'select_box', { options: { source: 'Location' } }),
  sampleField('concerns', 'select_box', { multi: true, options: { lookup: 'lookup-service' } }),
  sampleField('date_of_birth', 'date_field'),
  sampleField('seen_at', 'date_field', { includeTime: true }),
  sampleField('victims', 'tally_field', {
    tally: [
      { id: 'boys', label: { en: 'Boys' } },
      { id: 'girls', label: { en: 'Girls' } },
    ],
  }),
  sampleField('score', 'calculated'),
  sampleField('latest', 'text_field', {
    subformSummary: { subform: 'services_section', pick: 'last', field: 'service_type' },
  }),
  sampleField('services_section', 'subform', { subform: 'services_section' }),
  sampleField('photos', 'photo_upload_box'),
  sampleField('signed', 'signature'),
  sampleField('heading', 'separator'),
  sampleField('period', 'date_range'),
  sampleField('box', 'custom'),
  sampleField('status', 'select_box', { options: { lookup: 'lookup-case-status' } }),
  sampleField('constructor', 'text_field'),
])
const lookups = [
  sampleLookup('lookup-gender', 'male', 'female'),
  sampleLookup('lookup-case-status', 'open', 'paused'),
  {
    ...sampleLookup('lookup-service', 'health', 'legal'),
    values: [
      { id: 'health', label: { en: 'Health' } },
      { id: 'legal', label: { en: 'Legal' }, disabled: true },
    ],
  },
]
const config = sampleConfiguration({ forms: [page, services, steps], lookups })
const fields: ReadonlyMap<string, Field> = new Map(page.fields.map((field) => [field.name, field]))

const shape = (incoming: unknown) => shapeAnswers(config, 'case', fields, incoming as Record<string, unknown>)
const check = (answers: unknown) => checkAnswers(config, 'case', fields, answers as Data)

const id = '0a0b0c0d-0000-1000-8000-00000000000a'

test.each<[string, unknown, unknown, string[]]>([
  ['a declared answer stays', { name: 'Ana' }, { name: 'Ana' }, []],
  ['an undeclared one goes', { name: 'Ana', owner: 'x' }, { name: 'Ana' }, ['owner']],
  ['null clears a scalar', { age: null }, { age: null }, []],
  ['null for a list or a tally means no change', { concerns: null, services_section: null, victims: null }, {}, []],
  ['an empty list stays', { concerns: [], services_section: [] }, { concerns: [], services_section: [] }, []],
  ['a list where one belongs goes', { name: ['Ana'], age: [1] }, {}, ['name', 'age']],
  ['an object where a scalar belongs goes', { name: { a: 1 } }, {}, ['name']],
  [
    'one where a list belongs goes',
    { concerns: 'health', services_section: { a: 1 } },
    {},
    ['concerns', 'services_section'],
  ],
  ['a list where a tally belongs goes', { victims: [1] }, {}, ['victims']],
  ['a wrong scalar stays, to be refused', { age: '12', urgent: null }, { age: '12', urgent: null }, []],
  ['a summary is ours to make', { latest: 'health' }, {}, ['latest']],
  ['files come as attachments', { photos: 'x', signed: 'x' }, {}, ['photos', 'signed']],
  ['what only shows takes no answer', { heading: 'x', period: 'x', box: 'x' }, {}, ['heading', 'period', 'box']],
  [
    'a tally keeps its entries',
    { victims: { boys: 1, total: 1, men: 4 } },
    { victims: { boys: 1, total: 1 } },
    ['victims/men'],
  ],
  [
    'rows keep their fields and marks',
    {
      services_section: [
        { unique_id: id, _destroy: null, service_type: 'health', cost: 5, steps: [{ done: true, x: 1 }] },
      ],
    },
    {
      services_section: [{ unique_id: id, _destroy: null, service_type: 'health', steps: [{ done: true }] }],
    },
    ['services_section/0/cost', 'services_section/0/steps/0/x'],
  ],
  ['no change inside a row, too', { services_section: [{ steps: null }] }, { services_section: [{}] }, []],
  ['a row that is none stays, to be refused', { services_section: ['x'] }, { services_section: ['x'] }, []],
  ['odd keys are named as in a pointer', { 'a/b~c': 1 }, {}, ['a~1b~0c']],
  ['a field may have an odd name', { constructor: 'x' }, { constructor: 'x' }, []],
])('%s', (_title, incoming, answers, dropped) => {
  expect(shape(incoming)).toEqual({ answers, dropped })
})

test('a key that would change what an object is goes like any other', () => {
  const found = shape(JSON.parse('{"__proto__":{"name":"x"},"services_section":[{"__proto__":{"service_type":"x"}}]}'))
  expect(found.dropped).toEqual(['__proto__', 'services_section/0/__proto__'])
  expect(Object.getPrototypeOf(found.answers)).toBe(Object.prototype)
  expect(found.answers['name']).toBe(undefined)
})

test('rows within rows end at the third level', () => {
  const deep = { services_section: [{ steps: [{ steps: [{ done: true, steps: [{ done: true }] }] }] }] }
  const { answers, dropped } = shape(deep)
  expect(dropped).toEqual(['services_section/0/steps/0/steps/0/steps'])
  expect(check(answers)).toEqual([])
  expect(check(deep)).toEqual(['/services_section/0/steps/0/steps/0/steps'])
})

test.each<[unknown, string[]]>([
  [{ name: 'Ana', story: null, constructor: '001' }, []],
  [{ name: 155 }, ['/name']],
  [{ story: true }, ['/story']],
  [{ name: '2020-01-01' }, []],
  [{ age: 0 }, []],
  [{ age: -2147483648 }, []],
  [{ age: 2147483647 }, []],
  [{ age: 2147483648 }, ['/age']],
  [{ age: -2147483649 }, ['/age']],
  [{ age: 1.5 }, ['/age']],
  [{ age: '12' }, ['/age']],
  [{ age: null }, []],
  [{ urgent: true }, []],
  [{ urgent: null }, ['/urgent']],
  [{ urgent: 'true' }, ['/urgent']],
  [{ consent: 'true' }, []],
  [{ consent: true }, []],
  [{ consent: 'maybe' }, ['/consent']],
  [{ sex: 'male' }, []],
  [{ sex: null }, []],
  [{ sex: true }, ['/sex']],
  [{ sex: 'x' }, ['/sex']],
  [{ service: 'legal' }, []],
  [{ service: 'x' }, ['/service']],
  [{ service: true }, ['/service']],
  [{ place: 'ANYWHERE' }, []],
  [{ place: 5 }, ['/place']],
  [{ concerns: ['health', 'legal'] }, []],
  [{ concerns: [] }, []],
  [{ concerns: ['health', 'x', 5] }, ['/concerns/1', '/concerns/2']],
  [{ date_of_birth: '2016-02-29' }, []],
  [{ date_of_birth: null }, []],
  [{ date_of_birth: '2015-02-29' }, ['/date_of_birth']],
  [{ date_of_birth: '2015-2-9' }, ['/date_of_birth']],
  [{ date_of_birth: '2015-02-09T00:00:00Z' }, ['/date_of_birth']],
  [{ seen_at: '2015-02-09T00:00:00Z' }, []],
  [{ seen_at: '2015-02-09' }, ['/seen_at']],
  [{ seen_at: '2015-02-09T25:00:00Z' }, ['/seen_at']],
  [{ victims: { boys: 1, girls: null, total: 1 } }, []],
  [{ victims: { boys: '1', total: 1.5 } }, ['/victims/boys', '/victims/total']],
  [{ victims: { men: 1 } }, ['/victims/men']],
  [{ victims: null }, ['/victims']],
  [{ score: 1.5 }, []],
  [{ score: 'high' }, []],
  [{ score: true }, []],
  [{ score: {} }, ['/score']],
  [{ status: 'paused' }, []],
  [{ status: 'transferred' }, []],
  [{ status: 'lost' }, ['/status']],
  [{ services_section: [{ unique_id: id, _destroy: true }] }, []],
  [{ services_section: [{ unique_id: id.toUpperCase() }] }, ['/services_section/0/unique_id']],
  [{ services_section: [{ unique_id: null }] }, ['/services_section/0/unique_id']],
  [{ services_section: [{ _destroy: 'true' }] }, ['/services_section/0/_destroy']],
  [{ services_section: [{}, { service_type: 'x' }] }, ['/services_section/1/service_type']],
  [{ services_section: [{ steps: [{ done: null }] }] }, ['/services_section/0/steps/0/done']],
  [{ services_section: ['x', null] }, ['/services_section/0', '/services_section/1']],
  [{ services_section: [{ cost: 1 }] }, ['/services_section/0/cost']],
  [{ unheard: 1, photos: null, latest: null }, ['/unheard', '/photos', '/latest']],
])('%j is refused at %j', (answers, pointers) => {
  expect(check(answers)).toEqual(pointers)
})

test.each<[unknown, string[]]>([
  [{ name: 'a\u0000b' }, ['/name']],
  [{ story: 'half a sign \ud83d' }, ['/story']],
  [{ story: 'a whole one \u{1f642}, and حسن' }, []],
  [{ place: 'AT\u0000' }, ['/place']],
  [{ score: '\udc00' }, ['/score']],
  [{ services_section: [{ service_notes: '\u0000' }] }, ['/services_section/0/service_notes']],
])('a text that no database takes is refused: %j at %j', (answers, pointers) => {
  expect(check(answers)).toEqual(pointers)
})

test.each([null, undefined, 5, 'x', [{ name: 'x' }]])('%j instead of answers holds none', (rubbish) => {
  expect(shape(rubbish)).toEqual({ answers: {}, dropped: [] })
  expect(check(rubbish)).toEqual([''])
})

// Everything below is what a stranger may send.
const keys = fc.constantFrom(
  ...fields.keys(),
  'service_type',
  'steps',
  'done',
  'unique_id',
  '_destroy',
  '__proto__',
  'x',
)
const { json } = fc.letrec((tie) => ({
  json: fc.oneof(
    { maxDepth: 6, depthSize: 'small' },
    fc.oneof(fc.jsonValue({ maxDepth: 1 }), fc.constantFrom('health', 'male', 'true', id, '2020-01-01', 3)),
    fc.array(tie('json'), { maxLength: 3 }),
    fc.array(fc.tuple(keys, tie('json')), { maxLength: 4 }).map((entries) => Object.fromEntries(entries)),
  ),
}))
const incoming = fc.array(fc.tuple(keys, json), { maxLength: 6 }).map((entries) => Object.fromEntries(entries))

/** Keys that stand in answers although no form declares them. */
function undeclared(values: Record<string, unknown>, known: ReadonlyMap<string, Field>, inRow: boolean): string[] {
  return Object.entries(values).flatMap(([key, value]) => {
    if (inRow && (key === 'unique_id' || key === '_destroy')) return []
    const field = known.get(key)
    if (field === undefined) return [key]
    if (field.type === 'tally_field')
      return Object.keys(value as object).filter((k) => !['boys', 'girls', 'total'].includes(k))
    if (field.type !== 'subform') return []
    const inner = new Map(config.rowsOf(field)?.fields.map((f) => [f.name, f]))
    return (value as Record<string, unknown>[]).flatMap((row) => undeclared(row, inner, true))
  })
}

test('whatever is sent, nothing is thrown and no undeclared key is let in', () => {
  fc.assert(
    fc.property(incoming, (sent) => {
      const before = JSON.stringify(sent)
      const { answers } = shape(sent)
      if (check(answers).length === 0) expect(undeclared(answers, fields, false)).toEqual([])
      expect(JSON.stringify(sent)).toBe(before)
    }),
    { numRuns: 500 },
  )
})

test('what was shaped once stays as it is', () => {
  fc.assert(
    fc.property(incoming, (sent) => {
      const { answers } = shape(sent)
      expect(shape(answers)).toEqual({ answers, dropped: [] })
    }),
  )
})

test('rubbish of any kind is refused, not thrown at', () => {
  fc.assert(
    fc.property(fc.anything(), fc.dictionary(keys, fc.anything()), (a, b) => {
      for (const sent of [a, b]) expect(Array.isArray(check(shape(sent).answers))).toBe(true)
      expect(Array.isArray(check(a))).toBe(true)
    }),
  )
})
