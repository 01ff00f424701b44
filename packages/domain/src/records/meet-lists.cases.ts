// For tests only: choices of several, counts and rows, which join wherever nobody undoes what another did.
import type { MeetCase } from './meet.cases.ts'
import { applied, merged, type Place, partly, same, stays } from './meet-outcomes.cases.ts'
import type { Row } from './record.ts'

const [one, two, three] = [
  '5b1c7a52-8f7e-4c0a-9d0e-3f1f5a7c2b01',
  '5b1c7a52-8f7e-4c0a-9d0e-3f1f5a7c2b02',
  '5b1c7a52-8f7e-4c0a-9d0e-3f1f5a7c2b03',
]
const people: Place = { field: 'test_people', module: 'primeromodule-test' }

const sets: MeetCase[] = [
  same('two people chose the same', 'nationality', ['albania'], ['albania', 'algeria'], ['albania', 'algeria']),
  same('two people chose the same in another order', 'nationality', [], ['albania', 'algeria'], ['algeria', 'albania']),
  same('both took all choices away', 'nationality', ['albania'], [], null),
  applied('nobody else touched the choices', 'language', ['language1'], ['language1', 'language2'], ['language1']),
  applied('nobody else touched the choices, of which one goes', 'language', ['language1'], [], ['language1']),
  applied('no choice is no answer: empty and missing', 'language', [], ['language1'], undefined),
  applied('no choice is no answer: missing and empty', 'language', undefined, ['language1'], []),
  merged('each added one', 'nationality', ['albania'], ['albania', 'algeria'], ['albania', 'andorra'], {
    force: ['albania', 'andorra', 'algeria'],
  }),
  merged('each made a first choice', 'nationality', undefined, ['albania'], ['algeria'], {
    force: ['algeria', 'albania'],
  }),
  merged('each made a first choice where none was stored', 'nationality', null, ['albania'], ['algeria'], {
    force: ['algeria', 'albania'],
  }),
  merged('each took one away', 'nationality', ['albania', 'algeria'], ['albania'], ['algeria'], { force: [] }),
  merged(
    'mine took one away, the other added one',
    'language',
    ['language1', 'language2'],
    ['language2'],
    ['language1', 'language2', 'language3'],
    { force: ['language2', 'language3'] },
  ),
  merged(
    'mine added one, the other took one away',
    'language',
    ['language1', 'language2'],
    ['language1', 'language2', 'language3'],
    ['language2'],
    { force: ['language2', 'language3'] },
  ),
  merged(
    'mine replaced one, the other added one',
    'language',
    ['language1'],
    ['language2'],
    ['language1', 'language3'],
    { force: ['language3', 'language2'] },
  ),
  merged('mine took all away, the other added one', 'nationality', ['albania'], [], ['albania', 'algeria'], {
    force: ['algeria'],
  }),
  merged('mine added one, the other took all away', 'nationality', ['albania'], ['albania', 'algeria'], [], {
    force: ['algeria'],
  }),
  // open in the spec: null for a choice of several is read as the empty set.
  merged('mine cleared the choices, the other added one', 'nationality', ['albania'], null, ['albania', 'algeria'], {
    force: ['algeria'],
  }),
  merged('mine added one, the other cleared the choices', 'nationality', ['albania'], ['albania', 'algeria'], null, {
    force: ['algeria'],
  }),
  merged('concerns of both', 'protection_concerns', ['migrant'], ['migrant', 'caafag'], ['migrant', 'disabled'], {
    force: ['migrant', 'disabled', 'caafag'],
  }),
  merged('risks of both', 'type_of_risk', undefined, ['neglect'], ['sexual_violence'], {
    force: ['sexual_violence', 'neglect'],
  }),
  merged('reasons of both for not sharing', 'withholding_info_reason', ['others'], ['others', 'fear'], [], {
    force: ['fear'],
  }),
  merged(
    'religions of a relative in a row',
    { field: 'relation_religion', path: ['family_details_section', one, 'relation_religion'] },
    ['religion1'],
    ['religion1', 'religion2'],
    ['religion1', 'religion3'],
    { force: ['religion1', 'religion3', 'religion2'] },
  ),
]

const counts: MeetCase[] = [
  applied('nobody else counted', people, { girls: 1 }, { girls: 2 }, { girls: 1 }),
  applied('the first count', people, undefined, { girls: 2 }, null),
  applied('a count taken away that nobody else touched', people, { girls: 2 }, null, { girls: 2 }),
  merged(
    'each counted others',
    people,
    { girls: 1, boys: 2 },
    { girls: 2, boys: 2 },
    { girls: 1, boys: 5 },
    {
      force: { girls: 2, boys: 5 },
    },
  ),
  merged('both counted more of the same', people, { girls: 1 }, { girls: 3 }, { girls: 4 }, { force: { girls: 6 } }),
  merged(
    'one counted more, the other fewer',
    people,
    { girls: 5 },
    { girls: 3 },
    { girls: 6 },
    { force: { girls: 4 } },
  ),
  merged('down to zero', people, { girls: 3 }, { girls: 2 }, { girls: 1 }, { force: { girls: 0 } }),
  merged(
    'totals add up too',
    people,
    { girls: 1, boys: 2, total: 3 },
    { girls: 2, boys: 2, total: 4 },
    { girls: 1, boys: 5, total: 6 },
    { force: { girls: 2, boys: 5, total: 7 } },
  ),
  merged(
    'each counted a kind that nobody had',
    people,
    { girls: 1 },
    { girls: 1, boys: 2 },
    { girls: 1, unknown: 3 },
    {
      force: { girls: 1, boys: 2, unknown: 3 },
    },
  ),
  merged(
    'a kind without a number counts as none',
    people,
    { girls: 3, boys: null },
    { girls: 3, boys: 2 },
    { girls: 4, boys: null },
    { force: { girls: 4, boys: 2 } },
  ),
  merged(
    'a number taken away beside one that changed',
    people,
    { girls: 3, boys: 1 },
    { girls: null, boys: 1 },
    { girls: 3, boys: 2 },
    { force: { girls: null, boys: 2 } },
  ),
  // open in the spec: no count is read as zero; two first counts may have counted the same people.
  merged('two first counts', people, undefined, { girls: 2 }, { girls: 3 }, { force: { girls: 5 } }),
  // open in the spec: two equal counts may be two people more, not one; equal answers are the same.
  same('two people counted alike', people, { girls: 1 }, { girls: 2 }, { girls: 2 }),
  stays('a count taken away that somebody changed', people, { girls: 2 }, null, { girls: 3 }),
  stays('a count changed that somebody took away', people, { girls: 2 }, { girls: 3 }, null),
  // open in the spec: a number taken away that somebody changed, and a sum below zero, are asked about.
  stays('a kind taken away that somebody changed', people, { girls: 3 }, { girls: null }, { girls: 4 }),
  stays('fewer than none', people, { girls: 3 }, { girls: 1 }, { girls: 0 }),
]

const relative = (unique_id: string, relation_name: string, more: Omit<Row, 'unique_id'> = {}): Row => ({
  ...{ unique_id, relation_name },
  ...more,
})
const [sami, rana, omar] = [relative(one, 'Sami'), relative(two, 'Rana'), relative(three, 'Omar')]
const samira = relative(one, 'Samira')
const relatives = 'family_details_section'

const rows: MeetCase[] = [
  same('both removed the same row', relatives, [sami, rana], [rana], [rana]),
  same('the same row arrived twice', relatives, undefined, [sami], [sami]),
  same('both removed the last row', relatives, [sami], [], undefined),
  applied('the first row', relatives, undefined, [sami], undefined),
  applied('the first row, nothing being nothing', relatives, [], [sami], null),
  applied('a row removed that nobody else touched', relatives, [sami, rana], [rana], [sami, rana]),
  applied('the last row removed that nobody else touched', relatives, [sami], [], [sami]),
  applied('a row edited that nobody else touched', relatives, [sami], [samira], [sami]),
  merged('each added a row', relatives, [sami], [sami, rana], [sami, omar], { force: [sami, omar, rana] }),
  merged('each added the first row', relatives, undefined, [rana], [omar], { force: [omar, rana] }),
  merged('each added the first row where none was stored', relatives, [], [rana], [omar], { force: [omar, rana] }),
  merged('mine added a row, the other edited one', relatives, [sami], [sami, rana], [samira], {
    force: [samira, rana],
  }),
  merged('mine edited a row, the other added one', relatives, [sami], [samira], [sami, omar], {
    force: [samira, omar],
  }),
  merged('each edited another row', relatives, [sami, rana], [samira, rana], [sami, relative(two, 'Rania')], {
    force: [samira, relative(two, 'Rania')],
  }),
  merged(
    'each answered another question of a row',
    relatives,
    [sami],
    [samira],
    [relative(one, 'Sami', { relation_age: 40 })],
    {
      force: [relative(one, 'Samira', { relation_age: 40 })],
    },
  ),
  merged('mine removed a row, the other added one', relatives, [sami], [], [sami, omar], { force: [omar] }),
  merged('mine added a row, the other removed one', relatives, [sami], [sami, rana], [], { force: [rana] }),
  merged(
    'mine removed a row, the other edited another',
    relatives,
    [sami, rana],
    [rana],
    [sami, relative(two, 'Rania')],
    {
      force: [relative(two, 'Rania')],
    },
  ),
  merged('each removed another row', relatives, [sami, rana, omar], [rana, omar], [sami, omar], { force: [omar] }),
  // open in the spec: clearing the rows removes those that the sender knew, not one that came meanwhile.
  merged('mine cleared the rows, the other added one', relatives, [sami], null, [sami, omar], { force: [omar] }),
  partly('mine removed a row that the other edited', relatives, [sami], [], [samira], { force: [samira], kept: [] }),
  partly('mine edited a row that the other removed', relatives, [sami], [samira], [], { force: [], kept: [samira] }),
  partly('mine removed one of two rows, which the other edited', relatives, [sami, rana], [rana], [samira, rana], {
    force: [samira, rana],
    kept: [],
  }),
  partly('mine edited one of two rows, which the other removed', relatives, [sami, rana], [samira, rana], [rana], {
    force: [rana],
    kept: [samira],
  }),
  partly('mine removed an edited row and added one', relatives, [sami], [rana], [samira], {
    force: [samira, rana],
    kept: [],
  }),
  partly('mine edited a removed row and added one', relatives, [sami], [samira, rana], [omar], {
    force: [omar, rana],
    kept: [samira],
  }),
  merged(
    'notes of both stay',
    'notes_section',
    [],
    [{ unique_id: one, note_subject: 'Visit', note_text: 'Seen' }],
    [{ unique_id: two, note_subject: 'Call', note_text: 'Not reached' }],
    {
      force: [
        { unique_id: two, note_subject: 'Call', note_text: 'Not reached' },
        { unique_id: one, note_subject: 'Visit', note_text: 'Seen' },
      ],
    },
  ),
  merged(
    'services of both stay',
    'services_section',
    undefined,
    [{ unique_id: one, service_type: 'health_medical_service' }],
    [{ unique_id: two, service_type: 'psychosocial_service' }],
    {
      force: [
        { unique_id: two, service_type: 'psychosocial_service' },
        { unique_id: one, service_type: 'health_medical_service' },
      ],
    },
  ),
  merged(
    'steps of a plan, of a survivor',
    { field: 'action_plan_section', module: 'primeromodule-gbv' },
    undefined,
    [{ unique_id: one, service_type: 'health_medical_service' }],
    [{ unique_id: two, service_type: 'legal_assistance_service' }],
    {
      force: [
        { unique_id: two, service_type: 'legal_assistance_service' },
        { unique_id: one, service_type: 'health_medical_service' },
      ],
    },
  ),
  merged(
    'rows within a row',
    { field: 'visit_steps', module: 'primeromodule-test', path: ['test_visit_rows', one, 'visit_steps'] },
    [],
    [{ unique_id: two, step_text: 'Call' }],
    [{ unique_id: three, step_text: 'Write' }],
    {
      force: [
        { unique_id: three, step_text: 'Write' },
        { unique_id: two, step_text: 'Call' },
      ],
    },
  ),
]

export const listCases: MeetCase[] = [...sets, ...counts, ...rows]
