// Who changed what, and who looked (api-records 21).
import { forbidden, get, patch, post, step } from './calls.ts'
import { anyInt, anyText, both, type GoldenCase, including, keys, match, without } from './golden.ts'
import { at, rowIds, unused } from './world.ts'

const cp = 'primeromodule-cp'
const made = `/api/v2/cases/${unused.one}`
const history = `${made}/record_history`
const born = step(
  'ana',
  post('/api/v2/cases', {
    id: unused.one,
    module_id: cp,
    name_first: 'Zahra',
    age: 12,
    family_details_section: [
      { unique_id: rowIds.mother, relation_name: 'Rima', relation: 'mother' },
      { unique_id: rowIds.uncle, relation_name: 'Karim', relation: 'uncle' },
    ],
  }),
)
const wholeSeconds = match(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/)

const changes: GoldenCase[] = [
  {
    rule: 'api-records 21.1 create-entry',
    title: 'the first entry lists every answer, from nothing to what it is',
    as: 'ana',
    given: [born],
    call: get(history),
    expect: {
      status: 200,
      contains: {
        data: [
          {
            record_id: unused.one,
            record_type: 'cases',
            datetime: wholeSeconds,
            user_name: 'ana',
            action: 'create',
            record_changes: both(
              including([
                { age: { from: null, to: 12 } },
                { status: { from: null, to: 'open' } },
                { owned_by: { from: null, to: 'ana' } },
              ]),
              without([{ last_updated_at: {} }, { last_updated_by: {} }]),
            ),
          },
        ],
        metadata: { total: 1, per: 20, page: 1 },
      },
    },
  },
  {
    rule: 'api-records 21.1 update-entry',
    title: 'a change lists what changed, a key to an object, the newest entry first',
    as: 'ana',
    given: [born, step('ana', patch(made, { age: 10, risk_level: 'low' }))],
    call: get(history),
    expect: {
      status: 200,
      contains: {
        data: [
          {
            action: 'update',
            record_changes: both(
              including([{ age: { from: 12, to: 10 } }, { risk_level: { from: null, to: 'low' } }]),
              without([{ name_first: {} }, { last_updated_at: {} }]),
            ),
          },
          { action: 'create' },
        ],
        metadata: { total: 2 },
      },
    },
  },
  {
    rule: 'api-records 21.1 update-entry',
    title: 'each change is an object with one key',
    as: 'ana',
    given: [born, step('ana', patch(made, { age: 10 }))],
    call: get(history),
    expect: {
      status: 200,
      contains: {
        data: [{ record_changes: [both(keys(['age']), { age: { from: 12, to: 10 } })] }, { action: 'create' }],
      },
    },
  },
  {
    rule: 'records 16 no-entry-without-change',
    title: 'an update that changes nothing leaves no entry',
    as: 'ana',
    given: [born, step('ana', patch(made, { age: 12 }))],
    call: get(history),
    expect: { status: 200, contains: { metadata: { total: 1 } } },
  },
  {
    rule: 'api-records 21.1 filter-by-field',
    title: 'asking for a field shows the entries that touched it, whole',
    as: 'ana',
    given: [
      born,
      step('ana', patch(made, { age: 10, risk_level: 'low' })),
      step('ana', patch(made, { sex: 'female' })),
    ],
    call: get(`${history}?filters[field_names][0]=risk_level`),
    expect: {
      status: 200,
      contains: {
        data: [
          {
            action: 'update',
            record_changes: including([{ age: { from: 12, to: 10 } }, { risk_level: { to: 'low' } }]),
          },
        ],
        metadata: { total: 1 },
      },
    },
  },
  {
    rule: 'api-records 21.1 filter-by-form',
    title: 'asking for a form shows the entries that touched its fields',
    as: 'ana',
    given: [born, step('ana', patch(made, { risk_level: 'low' })), step('ana', patch(made, { sex: 'female' }))],
    call: get(`${history}?filters[form_unique_ids][0]=protection_concern`),
    expect: {
      status: 200,
      contains: {
        data: [{ record_changes: including([{ risk_level: { to: 'low' } }]) }],
        metadata: { total: 1 },
      },
    },
  },
  {
    rule: 'api-records 21.1 filter-by-form',
    title: 'where fields are asked for, forms do not count',
    as: 'ana',
    given: [born, step('ana', patch(made, { risk_level: 'low' })), step('ana', patch(made, { sex: 'female' }))],
    call: get(`${history}?filters[form_unique_ids][0]=protection_concern&filters[field_names][0]=sex`),
    expect: {
      status: 200,
      contains: {
        data: [{ record_changes: including([{ sex: { to: 'female' } }]) }],
        metadata: { total: 1 },
      },
    },
  },
  {
    rule: 'api-records 21.1 paging',
    title: 'history comes in pages',
    as: 'ana',
    given: [born, step('ana', patch(made, { age: 10 })), step('ana', patch(made, { age: 11 }))],
    call: get(`${history}?per=1&page=2`),
    expect: {
      status: 200,
      contains: {
        data: [{ record_changes: [{ age: { from: 12, to: 10 } }] }],
        metadata: { total: 3, per: 1, page: 2 },
      },
    },
  },
  {
    rule: 'departure history-by-row',
    title: 'a changed row is shown before and after, the rows beside it are not',
    as: 'ana',
    given: [
      born,
      step('ana', patch(made, { family_details_section: [{ unique_id: rowIds.mother, relation_name: 'Rima Said' }] })),
    ],
    call: get(history),
    expect: {
      status: 200,
      contains: {
        data: [
          {
            record_changes: [
              {
                family_details_section: {
                  from: [{ unique_id: rowIds.mother, relation_name: 'Rima' }],
                  to: [{ unique_id: rowIds.mother, relation_name: 'Rima Said' }],
                },
              },
            ],
          },
          { action: 'create' },
        ],
      },
    },
  },
  {
    rule: 'departure history-by-row',
    title: 'a removed row is there before and gone after',
    as: 'ana',
    given: [born, step('ana', patch(made, { family_details_section: [{ unique_id: rowIds.uncle, _destroy: true }] }))],
    call: get(history),
    expect: {
      status: 200,
      contains: {
        data: [
          {
            record_changes: [
              {
                family_details_section: {
                  from: [{ unique_id: rowIds.uncle, relation_name: 'Karim' }],
                  to: [],
                },
              },
            ],
          },
          { action: 'create' },
        ],
      },
    },
  },
  {
    rule: 'departure history-field-filtered',
    title: 'history shows nobody what the case would not show him',
    as: 'hugo',
    given: [
      born,
      step('ana', patch(made, { age: 10, notes_section: [{ unique_id: rowIds.fresh, note_text: 'met at school' }] })),
    ],
    call: get(history),
    expect: {
      status: 200,
      contains: {
        data: [
          {
            action: 'update',
            record_changes: both(without([{ age: {} }]), including([{ notes_section: {} }])),
          },
          { action: 'create' },
        ],
      },
      silentOn: ['Zahra', 'Rima', 'relation_name'],
    },
  },
  {
    rule: 'departure history-field-filtered',
    title: 'history tells no identity to whom works without it',
    as: 'elif',
    given: [born, step('ana', patch(made, { name_first: 'Zuhra', age: 10 }))],
    call: get(history),
    expect: {
      status: 200,
      contains: {
        data: [{ record_changes: including([{ age: { from: 12, to: 10 } }]) }, { action: 'create' }],
      },
      silentOn: ['Zahra', 'Zuhra', 'Rima', 'Karim'],
    },
  },
  {
    rule: 'departure history-field-filtered',
    title: 'history tells no protected name, not even what it was before',
    as: 'ana',
    given: [born, step('ana', patch(made, { hidden_name: true }))],
    call: get(history),
    expect: {
      status: 200,
      contains: {
        data: [{ record_changes: including([{ hidden_name: { to: true } }]) }, { action: 'create' }],
      },
      silentOn: ['Zahra'],
    },
  },
  {
    rule: 'api-records 21.1 rights',
    title: 'who may read but not see changes gets no history',
    as: 'lina',
    given: [born],
    call: get(history),
    expect: { status: 403, body: forbidden(history) },
  },
  {
    rule: 'api-records 21.1 rights',
    title: 'who may see changes but not read gets no history',
    as: 'musa',
    given: [born],
    call: get(history),
    expect: { status: 403, body: forbidden(history) },
  },
  {
    rule: 'api-records 21.1 rights',
    title: 'the history of a case out of reach is forbidden',
    as: 'carol',
    given: [born],
    call: get(history),
    expect: { status: 403, body: forbidden(history) },
  },
  {
    rule: 'api-records 21.1 all-types',
    title: 'incidents have a history too',
    as: 'ana',
    given: [step('ana', post('/api/v2/incidents', { id: unused.two, module_id: cp, incident_date: '2026-01-02' }))],
    call: get(`/api/v2/incidents/${unused.two}/record_history`),
    expect: {
      status: 200,
      contains: {
        data: [
          {
            record_id: unused.two,
            record_type: 'incidents',
            action: 'create',
            record_changes: including([{ incident_date: { from: null, to: '2026-01-02' } }]),
          },
        ],
      },
    },
  },
]

const log = `${at('yusuf')}/access_log`
const looked = [step('dawit', get(at('yusuf'))), step('ana', patch(at('yusuf'), { age: 10 }))]

const looks: GoldenCase[] = [
  {
    rule: 'api-records 21.2 access-log',
    title: 'the access log tells who looked and who changed, the newest first',
    as: 'ana',
    given: looked,
    call: get(log),
    expect: {
      status: 200,
      contains: {
        data: [
          {
            action: 'update',
            record_type: 'cases',
            record_id: at('yusuf').split('/').at(-1),
            user_name: 'ana',
            full_name: 'Ana Tester',
          },
          {
            id: anyInt,
            timestamp: anyText,
            action: 'show',
            user_name: 'dawit',
            full_name: 'Dawit Tester',
            role_name: 'golden-manager',
          },
        ],
        metadata: { total: 2, per: 20, page: 1 },
      },
    },
  },
  {
    rule: 'api-records 21.2 access-log-filters',
    title: 'the access log is narrowed to one kind of access',
    as: 'ana',
    given: looked,
    call: get(`${log}?filters[actions][0]=show`),
    expect: {
      status: 200,
      contains: { data: [{ action: 'show', user_name: 'dawit' }], metadata: { total: 1 } },
    },
  },
  {
    rule: 'api-records 21.2 access-log-filters',
    title: 'the access log is narrowed to one person by his number',
    as: 'ana',
    given: looked,
    call: get(`${log}?filters[access_users][0]={{people.dawit.id}}`),
    expect: { status: 200, contains: { data: [{ user_name: 'dawit' }], metadata: { total: 1 } } },
  },
  {
    rule: 'api-records 21.2 access-log-filters',
    title: 'the access log is narrowed to a time',
    as: 'ana',
    given: looked,
    call: get(`${log}?filters[timestamp][from]=2020-01-01T00:00:00Z&filters[timestamp][to]=2020-01-02T00:00:00Z`),
    expect: { status: 200, contains: { data: [], metadata: { total: 0 } } },
  },
  {
    rule: 'api-records 1.2 record-action-names-the-audit',
    title: 'an action on a record is logged under its own name, not as an update',
    as: 'ana',
    given: [
      {
        as: 'nora',
        call: {
          method: 'PATCH',
          path: at('yusuf'),
          body: { data: { status: 'closed' }, record_action: 'close' },
        },
      },
    ],
    call: get(`${log}?filters[actions][0]=close`),
    expect: { status: 200, contains: { data: [{ action: 'close', user_name: 'nora' }] } },
  },
  {
    rule: 'api-records 21.2 rights',
    title: 'who may read but not see accesses gets no access log',
    as: 'lina',
    call: get(log),
    expect: { status: 403, body: forbidden(log) },
  },
  {
    rule: 'api-records 21.2 rights',
    title: 'who may see accesses but not read gets no access log',
    as: 'mira',
    call: get(log),
    expect: { status: 403, body: forbidden(log) },
  },
]

export const cases: GoldenCase[] = [...changes, ...looks]
