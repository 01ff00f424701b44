import { expect, test } from 'vitest'
import type { Role } from '../configuration/bundle.ts'
import type { Answer, Data, Row } from './record.ts'
import { does, edits, patches, refusalOf, sampleId } from './sample.ts'

const uuid = (n: number) => `c0000000-0000-4000-8000-00000000000${n}`
const beyond = { code: 'forbidden', action: 'out-of-scope' }

test('an edit of one’s own case makes the next version, with stamps and what follows', () => {
  const { outcome, record, changes, action, auditAction } = edits({}, [
    { path: ['date_case_plan'], from: undefined, to: '2024-05-09' },
  ])
  expect({ outcome, action, auditAction, version: record.version }).toEqual({
    outcome: 'applied',
    action: 'update',
    auditAction: 'update',
    version: 4,
  })
  expect(record.data).toMatchObject({
    date_case_plan: '2024-05-09',
    workflow: 'case_plan',
    last_updated_by: 'amal',
    not_edited_by_owner: false,
  })
  const paths = changes.map(({ path }) => path.join('/'))
  expect(paths).toContain('workflow')
  expect(paths.some((path) => path.startsWith('last_updated'))).toBe(false)
})

test('an edit based on an older version merges', () => {
  const carried = edits({ stored: { age: 9, sex: 'female' } }, [{ path: ['age'], from: 9, to: 10 }], 2)
  expect(carried.outcome).toBe('merged')
  expect(carried.record.data).toMatchObject({ age: 10, sex: 'female' })
})

test('of two edits of one answer the first stays, the second is kept beside it', () => {
  const change = { path: ['age'], from: 8, to: 10 }
  const carried = edits({ stored: { age: 9 } }, [change, { path: ['sex'], from: undefined, to: 'female' }], 2)
  expect(carried.outcome).toBe('conflict')
  expect(carried.conflicts).toEqual([{ ...change, kind: 'ask' }])
  expect(carried.record.data).toMatchObject({ age: 9, sex: 'female' })
})

test('an edit that changes nothing makes no version', () => {
  const carried = edits({ stored: { age: 9 } }, [{ path: ['age'], from: 8, to: 9 }])
  expect([carried.outcome, carried.record.version, carried.changes]).toEqual(['applied', 3, []])
})

test('who edits a case of somebody else is told so in it', () => {
  const carried = edits({ user: 'bilal', role: { scope: 'group' } }, [{ path: ['age'], from: undefined, to: 9 }])
  expect(carried.record.data).toMatchObject({ not_edited_by_owner: true, last_updated_by: 'bilal' })
})

const refused: [string, () => unknown, object][] = [
  ['nobody edits a record out of reach', () => edits({ user: 'bilal' }, []), beyond],
  [
    'nobody edits without the right',
    () => edits({ role: { permissions: { case: ['read'] } } }, []),
    { code: 'forbidden', action: 'write' },
  ],
  [
    'a record that the door did not find is not found',
    () => does({ known: { facts: undefined } as object }, 'record.close', {}),
    { code: 'not-found' },
  ],
  [
    'an unknown field is refused',
    () => edits({}, [{ path: ['nonsense'], from: undefined, to: 1 }]),
    { code: 'unknown-keys', keys: ['nonsense'] },
  ],
  [
    'so is an unknown column',
    () => edits({}, [{ path: ['services_section', '1', 'cost'], from: undefined, to: 1 }]),
    { code: 'unknown-keys', keys: ['services_section/cost'] },
  ],
  [
    'so is a column of a new row',
    () =>
      edits({}, [
        {
          path: ['services_section', uuid(1)],
          from: undefined,
          to: { unique_id: uuid(1), cost: 1 } as unknown as Answer,
        },
      ]),
    { code: 'unknown-keys', keys: ['services_section/cost'] },
  ],
  [
    'so is a field on a form that one only reads',
    () => edits({ role: { forms: { basic_identity: 'r' } } }, [{ path: ['age'], from: undefined, to: 1 }]),
    { code: 'unknown-keys', keys: ['age'] },
  ],
  [
    'so is a name for whom identity is closed',
    () => edits({ role: { identity: 'none' } }, [{ path: ['name'], from: undefined, to: 'x' }]),
    { code: 'unknown-keys', keys: ['name'] },
  ],
  [
    'so is a result',
    () => edits({}, [{ path: ['total'], from: undefined, to: 1 }]),
    { code: 'unknown-keys', keys: ['total'] },
  ],
  [
    'so are photos as answers',
    () => edits({}, [{ path: ['photos'], from: undefined, to: 'x' }]),
    { code: 'unknown-keys', keys: ['photos'] },
  ],
  [
    'ownership is not edited',
    () => edits({}, [{ path: ['owned_by'], from: 'amal', to: 'bilal' }]),
    { code: 'unknown-keys', keys: ['owned_by'] },
  ],
  [
    'status is not edited with write alone',
    () => edits({}, [{ path: ['status'], from: 'open', to: 'closed' }]),
    { code: 'unknown-keys', keys: ['status'] },
  ],
  [
    'record_state is not edited with write alone',
    () => edits({}, [{ path: ['record_state'], from: true, to: false }]),
    { code: 'unknown-keys', keys: ['record_state'] },
  ],
  [
    'who may close may not reopen',
    () =>
      edits({ role: { permissions: { case: ['read', 'write', 'close'] } }, stored: { status: 'closed' } }, [
        { path: ['status'], from: 'closed', to: 'open' },
      ]),
    { code: 'forbidden', action: 'reopen' },
  ],
  [
    'an answer of the wrong type is refused',
    () => edits({}, [{ path: ['age'], from: undefined, to: 'nine' }]),
    { code: 'invalid-answers', pointers: ['/age'] },
  ],
  [
    'a date that is none is refused',
    () => edits({}, [{ path: ['date_case_plan'], from: undefined, to: 'soon' }]),
    { code: 'invalid-answers', pointers: ['/date_case_plan'] },
  ],
  [
    'blanks are no date',
    () => edits({}, [{ path: ['date_case_plan'], from: undefined, to: '  ' }]),
    { code: 'invalid-answers', pointers: ['/date_case_plan'] },
  ],
  [
    'nobody is born next year',
    () => edits({}, [{ path: ['date_of_birth'], from: undefined, to: '2025-01-01' }]),
    { code: 'rule-broken', attribute: 'date_of_birth', message: 'errors.models.child.date_of_birth' },
  ],
  ['closing needs its right', () => does({}, 'record.close', {}), { code: 'forbidden', action: 'close' }],
  [
    'closing needs a day',
    () => does({ role: { permissions: { case: ['read', 'close'] } } }, 'record.close', { date_closure: 'x' }),
    { code: 'invalid-answers', pointers: ['/date_closure'] },
  ],
  [
    'disabling needs its right',
    () => does({}, 'record.disable', {}),
    { code: 'forbidden', action: 'enable_disable_record' },
  ],
  [
    'a transferred case is not reopened',
    () =>
      does(
        { role: { permissions: { case: ['read', 'reopen'] } }, stored: { status: 'transferred' } },
        'record.reopen',
        {},
      ),
    { code: 'wrong-state', state: 'transferred' },
  ],
  [
    'photos are added where the field may be written',
    () => does({ role: { forms: {} } }, 'attachment.add', { field: 'photos' }),
    { code: 'forbidden', action: 'attach' },
  ],
  [
    'and only in fields for files',
    () => does({}, 'attachment.add', { field: 'age' }),
    { code: 'forbidden', action: 'attach' },
  ],
  [
    'an unknown attachment is not removed',
    () => does({}, 'attachment.remove', {}),
    { code: 'not-found', what: 'attachment' },
  ],
  [
    'incidents are not rows of a case where the door makes none of them',
    () =>
      edits({}, [
        { path: ['incident_details', uuid(1)], from: undefined, to: { unique_id: uuid(1) } as unknown as Answer },
      ]),
    { code: 'unknown-keys', keys: ['incident_details'] },
  ],
]

test.each(refused)('%s', (_title, act, problem) => {
  expect(refusalOf(act)).toEqual(problem)
})

test('a birthday later this year passes, and an old slip does not stop other work', () => {
  expect(edits({}, [{ path: ['date_of_birth'], from: undefined, to: '2024-12-31' }]).outcome).toBe('applied')
  expect(edits({ stored: { date_of_birth: '2099-01-01' } }, [{ path: ['age'], from: undefined, to: 9 }]).outcome).toBe(
    'applied',
  )
})

test('an answer may be taken back', () => {
  expect(edits({ stored: { age: 9 } }, [{ path: ['age'], from: 9, to: null }]).record.data['age']).toBeNull()
  expect(
    edits({ stored: { nationality: ['x'] } }, [{ path: ['nationality'], from: ['x'], to: null }]).record.data[
      'nationality'
    ],
  ).toBeNull()
})

const manages = { permissions: { case: ['read', 'close', 'reopen', 'enable_disable_record'] } }

test('steps: closing, reopening, putting away, taking out', () => {
  expect(does({ role: manages }, 'record.close', { date_closure: '2024-05-01' }).record.data).toMatchObject({
    status: 'closed',
    workflow: 'closed',
    date_closure: '2024-05-01',
  })
  const again = does({ role: manages, stored: { status: 'closed', date_closure: '2024-04-01' } }, 'record.reopen', {})
  expect(again.record.data).toMatchObject({
    status: 'open',
    workflow: 'reopened',
    case_status_reopened: true,
    date_closure: '2024-04-01',
    reopened_logs: [{ reopened_date: '2024-05-10T08:00:00.000Z', reopened_user: 'amal' }],
  })
  expect(again.auditAction).toBe('reopen')
  expect(does({ role: manages }, 'record.disable', {}).record.data['record_state']).toBe(false)
  expect(
    does({ role: manages, stored: { record_state: false } }, 'record.enable', {}).record.data['record_state'],
  ).toBe(true)
  expect(does({ role: manages, stored: { record_state: false } }, 'record.disable', {}).record.version).toBe(3)
  expect(does({}, 'record.hide-name', { hidden: true }).record.data['hidden_name']).toBe(true)
})

test('the first photo shows in the record, and the last one that goes', () => {
  expect(does({}, 'attachment.add', { field: 'photos' }).record).toMatchObject({
    version: 4,
    data: { has_photo: true },
  })
  const remove = (left: number) =>
    does({ stored: { has_photo: true }, known: { attachment: { field: 'photos', left } } }, 'attachment.remove', {})
  expect(remove(1).record.data['has_photo']).toBe(true)
  expect(remove(0).record.data['has_photo']).toBe(false)
  expect(remove(0).auditAction).toBe('detach')
})

test('a protected name is not tried out: right or wrong, a guess of somebody else is refused alike', () => {
  const stored = { name_nickname: 'Zarifa', hidden_name: true }
  const supervisor = { user: 'dawit', role: { scope: 'group', identity: 'scope' } } as const
  const guess = (from: string) => () => edits({ ...supervisor, stored }, [{ path: ['name_nickname'], from, to: 'X' }])
  expect(refusalOf(guess('Zarifa'))).toEqual({ code: 'unknown-keys', keys: ['name_nickname'] })
  expect(refusalOf(guess('Aya'))).toEqual(refusalOf(guess('Zarifa')))
  const change = [{ path: ['name_nickname'], from: 'Zarifa', to: 'X' }]
  expect(edits({ stored }, change).outcome).toBe('applied')
  expect(edits({ ...supervisor, stored: { ...stored, hidden_name: false } }, change).outcome).toBe('applied')
})

test('history tells of files beside the answers, and describing one anew changes nothing else', () => {
  const [from, to] = ['first day', 'at the well'].map((description) => ({ unique_id: uuid(7), description }))
  if (from === undefined || to === undefined) throw new Error('two rows')
  const known = { attachment: { field: 'photos', left: 1, from, to } }
  const described = does({ stored: { has_photo: true }, known }, 'attachment.describe', {})
  expect(described.changes).toContainEqual({ path: ['photos', uuid(7)], from, to })
  expect(described).toMatchObject({ auditAction: 'update_attachment', record: { version: 4 } })
})

const service = (n: number, rest: Data = {}): Row => ({ unique_id: uuid(n), service_type: 'health', ...rest }) as Row

test('a new service reopens a closed case, a changed one does not', () => {
  const stored = { status: 'closed', services_section: [service(1)] }
  const added = edits({ stored }, [
    { path: ['services_section', uuid(2)], from: undefined, to: service(2) as unknown as Answer },
  ])
  expect(added.record.data).toMatchObject({ status: 'open', case_status_reopened: true })
  const changed = edits({ stored }, [
    { path: ['services_section', uuid(1), 'service_type'], from: 'health', to: 'shelter' },
  ])
  expect(changed.record.data).toMatchObject({ status: 'closed' })
  const disabled = edits({ stored: { ...stored, record_state: false } }, [
    { path: ['services_section', uuid(2)], from: undefined, to: service(2) as unknown as Answer },
  ])
  expect(disabled.record.data).toMatchObject({ status: 'closed' })
})

test('a subform sent as a whole is an edit of its rows', () => {
  const stored = { services_section: [service(1), service(2)] }
  const carried = edits({ stored }, [
    { path: ['services_section'], from: [service(1)], to: [service(1, { service_type: 'shelter' }), service(3)] },
  ])
  expect((carried.record.data['services_section'] as Row[]).map((r) => [r.unique_id, r['service_type']])).toEqual([
    [uuid(1), 'shelter'],
    [uuid(2), 'health'],
    [uuid(3), 'health'],
  ])
})

test('a role’s action opens its own keys without the right to write', () => {
  const role = {
    permissions: { case: ['read', 'services_section_from_case'] },
    forms: { basic_identity: 'rw' },
  } as Partial<Role>
  const carried = patches(
    { role, known: { action: 'services_section_from_case' } },
    { name: 'x', services_section: [{ service_type: 'health' }] },
  )
  expect(carried.ignored).toEqual(['name'])
  expect(carried.auditAction).toBe('services_section_from_case')
  expect(carried.record.data['services_section']).toMatchObject([
    { service_type: 'health', service_implemented: 'not_implemented' },
  ])
  expect(carried.record.data).not.toHaveProperty('name')
})

test('an action that adds rows does not change rows that are there', () => {
  const role = { permissions: { case: ['read', 'add_note'] }, forms: {} }
  const stored = { notes_section: [{ unique_id: uuid(1), note_text: 'mine' }] }
  const carried = patches(
    { role, stored, known: { action: 'add_note' } },
    {
      notes_section: [
        { unique_id: uuid(1), note_text: 'changed' },
        { unique_id: uuid(2), note_text: 'new' },
      ],
    },
  )
  expect(carried.ignored).toEqual(['notes_section'])
  expect(carried.record.data['notes_section']).toMatchObject([
    { note_text: 'mine' },
    { note_text: 'new', note_created_by: 'amal' },
  ])
})

test('v2 closes and reopens by status where the role has the steps', () => {
  const shut = patches({ role: manages, known: { action: 'close' } }, { status: 'closed' })
  expect(shut.record.data).toMatchObject({ status: 'closed', workflow: 'closed', date_closure: '2024-05-10' })
  const open = patches(
    { role: manages, stored: { status: 'closed' }, known: { action: 'reopen' } },
    { status: 'open', case_status_reopened: true, workflow: 'reopened' },
  )
  expect(open.record.data).toMatchObject({ status: 'open', workflow: 'reopened' })
  expect(open.ignored).toEqual([])
  expect(
    patches({ role: manages, stored: { status: 'open' }, known: { action: 'close' } }, { status: 'open' }).record
      .version,
  ).toBe(3)
})

test('v2 stores what it may, and names the rest', () => {
  const carried = patches(
    {},
    { age: 9, nonsense: 1, owned_by: 'bilal', status: 'open', services_section: [{ cost: 1, service_type: 'health' }] },
  )
  expect(carried.record.data).toMatchObject({ age: 9, owned_by: 'amal' })
  expect(carried.ignored.sort()).toEqual(['nonsense', 'owned_by', 'services_section/0/cost'])
})

test('v2 never says whether a guess of a hidden answer was right', () => {
  const guess = (name: string) => patches({ role: { identity: 'none' }, stored: { name: 'Layla' } }, { name }).ignored
  expect(guess('Layla')).toEqual(guess('Rosa'))
})

test('v2 does not name questions that the sender may not know of', () => {
  const role: Partial<Role> = { forms: { notes: 'rw', basic_identity: 'r' } }
  expect(
    patches(
      { role },
      { risk_level: 'low', age: 9, nonsense: 1, survivor_code_no: 'x', owned_by: 'bilal' },
    ).ignored.sort(),
  ).toEqual(['age', 'nonsense', 'owned_by', 'survivor_code_no'])
})

test('stars that a client sends back are not stored as a name', () => {
  const carried = patches({ stored: { name: 'Layla', hidden_name: true } }, { name: '*******', age: 4 })
  expect(carried.record.data).toMatchObject({ name: 'Layla', age: 4 })
})

test('an action that adds services removes none, whatever forms one may write', () => {
  const role = { permissions: { case: ['read', 'services_section_from_case'] } }
  const carried = patches(
    { role, stored: { services_section: [service(1)] }, known: { action: 'services_section_from_case' } },
    {
      services_section: [{ unique_id: uuid(1), _destroy: true }],
    },
  )
  expect(carried.record.data['services_section']).toHaveLength(1)
})

test('v2 merges rows by id, removes them by mark, and refuses answers of the wrong type', () => {
  const stored = { services_section: [service(1)] }
  const marked = patches({ stored }, { services_section: [{ unique_id: uuid(1), _destroy: true }] })
  expect(marked.record.data['services_section']).toEqual([])
  expect(patches({ stored }, { services_section: [] }).record.version).toBe(3)
  expect(refusalOf(() => patches({}, { age: 'nine' }))).toEqual({ code: 'invalid-answers', pointers: ['/age'] })
})

test('rows of incident_details leave the case and become incidents where the door makes them', () => {
  const known = { takesIncidentRows: true }
  const row = { unique_id: uuid(1), cp_incident_violence_type: 'x' }
  const carried = patches({ known, stored: { status: 'closed' } }, { incident_details: [row] })
  const changes = [{ path: ['cp_incident_violence_type'], from: undefined, to: 'x' }]
  expect(carried.incidentRows).toEqual([{ id: uuid(1), changes, isWhole: true }])
  expect(carried.record.data).not.toHaveProperty('incident_details')
  expect(carried.record.data['status']).toBe('open')
  expect(patches({}, { incident_details: [row] }).ignored).toEqual(['incident_details'])
})

test('an id of the record is no key to store', () => {
  expect(patches({}, { id: sampleId, age: 4 }).ignored).toEqual([])
})
