// Updating records: what is taken, how it is merged, what follows from it. Steps that need an action: record-actions.
import { forbidden, get, patch, step } from './calls.ts'
import { anyText, anyUuid, both, type GoldenCase, justNow, keys } from './golden.ts'
import { at, records, rowIds, unused } from './world.ts'

const cp = 'primeromodule-cp'
const yusuf = at('yusuf')
const mother = { unique_id: rowIds.mother, relation_name: 'Rima', relation: 'mother', relation_age: 35 }
const uncle = { unique_id: rowIds.uncle, relation_name: 'Karim', relation: 'uncle', relation_age: 50 }
const see = (path: string, data: unknown, as = 'ana', absent: string[] = []) => [
  { as, call: get(path), expect: { status: 200, contains: { data }, absent } },
]
const unchanged = { status: 200, body: { data: keys(['id', 'enabled', 'last_updated_at']) } }
const ignores = (...names: string[]) => ({
  'x-primero-ignored': new RegExp(names.map((n) => `(?=.*\\b${n}\\b)`).join('')),
})

const merging: GoldenCase[] = [
  {
    rule: 'api-records 7.3 only-sent-keys-change',
    title: 'an update changes what it names and leaves the rest',
    as: 'ana',
    call: patch(yusuf, { age: 10 }),
    expect: {
      status: 200,
      body: { data: { id: records.yusuf.id, enabled: true, age: 10, last_updated_at: justNow } },
    },
    then: see(yusuf, {
      age: 10,
      sex: 'male',
      name: 'Yusuf Haddad',
      protection_concerns: ['migrant', 'refugee'],
    }),
  },
  {
    rule: 'api-records 7.4 answer-holds-what-changed',
    title: 'what was sent as it stood already is not answered',
    as: 'ana',
    call: patch(yusuf, { sex: 'male', risk_level: 'medium' }),
    expect: {
      status: 200,
      body: { data: { id: records.yusuf.id, enabled: true, risk_level: 'medium', last_updated_at: justNow } },
    },
  },
  {
    rule: 'api-records 1 put-is-patch',
    title: 'PUT updates like PATCH and erases nothing',
    as: 'ana',
    call: { ...patch(yusuf, { age: 10 }), method: 'PUT' },
    expect: { status: 200, contains: { data: { age: 10 } } },
    then: see(yusuf, { name: 'Yusuf Haddad', sex: 'male' }),
  },
  {
    rule: 'api-records 7.4 empty-data',
    title: 'an update without data changes nothing and is no fault',
    as: 'ana',
    call: { method: 'PATCH', path: yusuf, body: {} },
    expect: unchanged,
  },
  {
    rule: 'api-records 7.3 scalars-replace',
    title: 'a choice of several is replaced as a whole',
    as: 'ana',
    call: patch(yusuf, { nationality: ['iraq'] }),
    expect: { status: 200, contains: { data: { nationality: ['iraq'] } } },
    then: see(yusuf, { nationality: ['iraq'] }),
  },
  {
    rule: 'api-records 7.2 empty-choice-clears',
    title: 'an empty list clears a choice of several',
    as: 'ana',
    call: patch(yusuf, { nationality: [] }),
    expect: { status: 200, contains: { data: { nationality: [] } } },
    then: see(yusuf, { nationality: [] }),
  },
  {
    rule: 'api-records 7.2 null-choice-dropped',
    title: 'null for a choice of several changes nothing',
    as: 'ana',
    call: patch(yusuf, { nationality: null }),
    expect: unchanged,
    then: see(yusuf, { nationality: ['syria', 'lebanon'] }),
  },
  {
    rule: 'api-records 1 stored-null-is-shown',
    title: 'a text set to null is read back as null, not left out',
    as: 'ana',
    call: patch(yusuf, { telephone_current: null }),
    expect: { status: 200, contains: { data: { telephone_current: null } } },
    then: see(yusuf, { telephone_current: null }, 'ana', ['/data/occupation']),
  },
  {
    rule: 'api-records 7.3 rows-merge-by-unique-id',
    title: 'a row sent again is merged, a new one appended, the others kept in order',
    as: 'ana',
    call: patch(yusuf, {
      family_details_section: [
        { unique_id: rowIds.fresh, relation_name: 'Tomo', relation: 'brother' },
        { unique_id: rowIds.mother, relation_age: 36 },
      ],
    }),
    expect: {
      status: 200,
      contains: {
        data: {
          family_details_section: [
            { ...mother, relation_age: 36 },
            uncle,
            { unique_id: rowIds.fresh, relation_name: 'Tomo', relation: 'brother' },
          ],
        },
      },
    },
    then: see(yusuf, {
      family_details_section: [{ ...mother, relation_age: 36 }, uncle, { unique_id: rowIds.fresh }],
    }),
  },
  {
    rule: 'api-records 7.3 changed-subform-answered-whole',
    title: 'the answer shows a changed subform with all its rows and nothing else of the case',
    as: 'ana',
    call: patch(yusuf, { family_details_section: [{ unique_id: rowIds.uncle, relation_age: 51 }] }),
    expect: {
      status: 200,
      contains: {
        data: both(keys(['id', 'enabled', 'family_details_section', 'last_updated_at']), {
          family_details_section: [mother, { ...uncle, relation_age: 51 }],
        }),
      },
    },
  },
  {
    rule: 'api-records 7.3 destroy-removes-a-row',
    title: 'a row marked for removal goes, the others stay',
    as: 'ana',
    call: patch(yusuf, { family_details_section: [{ unique_id: rowIds.mother, _destroy: true }] }),
    expect: { status: 200, contains: { data: { family_details_section: [uncle] } } },
    then: see(yusuf, { family_details_section: [uncle] }),
  },
  {
    rule: 'api-records 7.3 destroy-removes-a-row',
    title: 'a row marked as not to be removed is merged and the mark is not stored',
    as: 'ana',
    call: patch(yusuf, {
      family_details_section: [{ unique_id: rowIds.mother, relation_age: 37, _destroy: false }],
    }),
    expect: {
      status: 200,
      contains: { data: { family_details_section: [{ ...mother, relation_age: 37 }, uncle] } },
    },
    then: [
      {
        as: 'ana',
        call: get(yusuf),
        expect: {
          status: 200,
          contains: { data: { id: records.yusuf.id } },
          absent: ['/data/family_details_section/0/_destroy'],
        },
      },
    ],
  },
  {
    rule: 'api-records 7.3 empty-list-keeps-rows',
    title: 'an empty list does not empty a subform',
    as: 'ana',
    call: patch(yusuf, { family_details_section: [] }),
    expect: unchanged,
    then: see(yusuf, { family_details_section: [mother, uncle] }),
  },
  {
    rule: 'api-records 7.3 null-keeps-rows',
    title: 'null does not empty a subform',
    as: 'ana',
    call: patch(yusuf, { family_details_section: null }),
    expect: unchanged,
    then: see(yusuf, { family_details_section: [mother, uncle] }),
  },
  {
    rule: 'api-records 7.3 rows-get-ids',
    title: 'a row sent twice without an id is there twice',
    as: 'ana',
    given: [step('ana', patch(yusuf, { family_details_section: [{ relation_name: 'Tomo' }] }))],
    call: patch(yusuf, { family_details_section: [{ relation_name: 'Tomo' }] }),
    expect: {
      status: 200,
      contains: {
        data: {
          family_details_section: [
            mother,
            uncle,
            { unique_id: anyUuid, relation_name: 'Tomo' },
            { unique_id: anyUuid, relation_name: 'Tomo' },
          ],
        },
      },
    },
  },
  {
    rule: 'api-records 7.3 nested-rows-merge',
    title: 'rows within a row are merged by their ids too',
    as: 'ana',
    given: [
      step(
        'ana',
        patch(yusuf, {
          golden_scores: [
            {
              unique_id: rowIds.fresh,
              score: 3,
              remarks: [{ unique_id: rowIds.second, remark: 'calm', weight: 1 }],
            },
          ],
        }),
      ),
    ],
    call: patch(yusuf, {
      golden_scores: [
        {
          unique_id: rowIds.fresh,
          remarks: [
            { unique_id: rowIds.second, weight: 2 },
            { unique_id: rowIds.third, remark: 'talks' },
          ],
        },
      ],
    }),
    expect: {
      status: 200,
      contains: {
        data: {
          golden_scores: [
            {
              unique_id: rowIds.fresh,
              score: 3,
              remarks: [
                { unique_id: rowIds.second, remark: 'calm', weight: 2 },
                { unique_id: rowIds.third, remark: 'talks' },
              ],
            },
          ],
        },
      },
    },
  },
  {
    rule: 'api-records 7.3 objects-merge-by-key',
    title: 'a tally is merged count by count',
    as: 'ana',
    given: [step('ana', patch(yusuf, { golden_tally: { boys: 2, girls: 3, total: 5 } }))],
    call: patch(yusuf, { golden_tally: { boys: 4, total: 7 } }),
    expect: { status: 200, contains: { data: { golden_tally: { boys: 4, girls: 3, total: 7 } } } },
  },
  {
    rule: 'api-records 7.2 null-tally-dropped',
    title: 'null does not empty a tally',
    as: 'ana',
    given: [step('ana', patch(yusuf, { golden_tally: { boys: 2, total: 2 } }))],
    call: patch(yusuf, { golden_tally: null }),
    expect: unchanged,
    then: see(yusuf, { golden_tally: { boys: 2, total: 2 } }),
  },
  {
    rule: 'records 15 later-edit-wins-by-field',
    title: 'two people who change different fields both keep their change',
    as: 'dawit',
    given: [step('ana', patch(yusuf, { age: 10 }))],
    call: patch(yusuf, { risk_level: 'low' }),
    expect: { status: 200, contains: { data: { risk_level: 'low' } } },
    then: see(yusuf, { age: 10, risk_level: 'low' }),
  },
]

const keptOut: GoldenCase[] = [
  {
    rule: 'api-records 7.1 unknown-keys-dropped',
    title: 'unknown keys are left out at the top and inside rows, and the rest is saved',
    as: 'ana',
    call: patch(yusuf, {
      age: 10,
      favourite_colour: 'blue',
      family_details_section: [{ unique_id: rowIds.mother, relation_age: 36, shoe_size: 38 }],
    }),
    expect: {
      status: 200,
      contains: { data: { age: 10, family_details_section: [{ ...mother, relation_age: 36 }, uncle] } },
      absent: ['/data/favourite_colour', '/data/family_details_section/0/shoe_size'],
      headers: ignores('favourite_colour'),
    },
  },
  {
    rule: 'api-records 7.1 wrong-container-dropped',
    title: 'a list where one value belongs is left out, not an error',
    as: 'ana',
    call: patch(yusuf, { name_first: ['Yusuf'], sex: ['female'], age: 10 }),
    expect: { status: 200, contains: { data: { age: 10 } }, absent: ['/data/name_first', '/data/sex'] },
    then: see(yusuf, { sex: 'male', age: 10 }),
  },
  {
    rule: 'api-records 7.1 wrong-container-dropped',
    title: 'one value where a list belongs is left out, not an error',
    as: 'ana',
    call: patch(yusuf, { nationality: 'iraq', family_details_section: 'none', age: 10 }),
    expect: { status: 200, contains: { data: { age: 10 } }, absent: ['/data/nationality'] },
    then: see(yusuf, { nationality: ['syria', 'lebanon'], family_details_section: [mother, uncle] }),
  },
  {
    rule: 'api-records 7.1 id-never-changes',
    title: 'an update does not move a case to another id',
    as: 'ana',
    call: patch(yusuf, { id: unused.one, age: 10 }),
    expect: { status: 200, contains: { data: { id: records.yusuf.id, age: 10 } } },
    then: [{ as: 'ana', call: get(`/api/v2/cases/${unused.one}`), expect: { status: 404 } }],
  },
  {
    rule: 'api-records 7.1 codes-never-change',
    title: 'codes and the creator of a case stay as they were born',
    as: 'ana',
    call: patch(yusuf, {
      unique_identifier: unused.one,
      unique_id: unused.one,
      short_id: 'fffffff',
      case_id: unused.one,
      case_id_display: 'fffffff',
      created_by: 'bilal',
    }),
    expect: { ...unchanged, headers: ignores('short_id', 'case_id', 'case_id_display', 'created_by') },
    then: see(yusuf, { short_id: 'abc0001', case_id_display: 'abc0001', created_by: 'ana' }),
  },
  {
    rule: 'departure created-at-never-written',
    title: 'the moment of creation is not rewritten',
    as: 'ana',
    call: patch(yusuf, { created_at: '2020-01-01T00:00:00.000Z' }),
    expect: { ...unchanged, headers: ignores('created_at') },
    then: see(yusuf, { created_at: records.yusuf.at }),
  },
  {
    rule: 'departure state-needs-its-action',
    title: 'plain writing neither closes nor disables a case',
    as: 'wren',
    call: patch(yusuf, { status: 'closed', record_state: false, case_status_reopened: true }),
    expect: {
      status: 200,
      contains: { data: { id: records.yusuf.id, enabled: true } },
      headers: ignores('status', 'record_state', 'case_status_reopened'),
    },
    then: see(yusuf, { status: 'open', record_state: true, enabled: true, workflow: 'services_implemented' }),
  },
  {
    rule: 'departure owner-needs-assign',
    title: 'plain writing does not give a case to somebody else',
    as: 'ana',
    call: patch(yusuf, { owned_by: 'bilal' }),
    expect: { ...unchanged, headers: ignores('owned_by') },
    then: [
      ...see(yusuf, { owned_by: 'ana' }),
      { as: 'bilal', call: get(yusuf), expect: { status: 403, body: forbidden(yusuf) } },
    ],
  },
  {
    rule: 'departure assigned-users-not-written',
    title: 'writing a list of assigned users opens a case to nobody',
    as: 'ana',
    call: patch(yusuf, { assigned_user_names: ['carol'], associated_user_names: ['ana', 'carol'] }),
    expect: { ...unchanged, headers: ignores('assigned_user_names') },
    then: [{ as: 'carol', call: get(yusuf), expect: { status: 403, body: forbidden(yusuf) } }],
  },
  {
    rule: 'departure module-never-changes',
    title: 'an update does not move a case into another module',
    as: 'ana',
    call: patch(yusuf, { module_id: 'primeromodule-gbv' }),
    expect: { ...unchanged, headers: ignores('module_id') },
    then: see(yusuf, { module_id: cp }),
  },
  {
    rule: 'departure links-need-their-right',
    title: 'plain writing links a case to no family and no registry record',
    as: 'wren',
    call: patch(yusuf, { family_id: records.carolsFamily.id, registry_record_id: records.anasFarm.id }),
    expect: { status: 200, contains: { data: { id: records.yusuf.id } } },
    then: [
      {
        as: 'ana',
        call: get(yusuf),
        expect: {
          status: 200,
          contains: { data: { id: records.yusuf.id } },
          absent: ['/data/registry_name'],
        },
      },
    ],
  },
  {
    rule: 'departure approvals-not-written',
    title: 'the outcome of an approval is not typed in',
    as: 'ana',
    call: patch(yusuf, {
      closure_approved: true,
      approval_status_closure: 'approved',
      closure_approved_date: '2026-01-01',
    }),
    expect: {
      status: 200,
      contains: { data: { id: records.yusuf.id } },
      absent: ['/data/closure_approved', '/data/approval_status_closure'],
    },
    then: [
      {
        as: 'ana',
        call: get(yusuf),
        expect: {
          status: 200,
          contains: { data: { id: records.yusuf.id } },
          absent: ['/data/closure_approved', '/data/approval_status_closure', '/data/closure_approved_date'],
        },
      },
    ],
  },
  {
    rule: 'api-records 7.1 only-rw-forms',
    title: 'a form that one may only read is not written, one that one may write is',
    as: 'walid',
    call: patch(yusuf, { age: 10, notes_section: [{ unique_id: rowIds.fresh, note_text: 'met at school' }] }),
    expect: {
      status: 200,
      contains: { data: { notes_section: [{ unique_id: rowIds.fresh, note_text: 'met at school' }] } },
      absent: ['/data/age'],
      headers: ignores('age'),
    },
    then: see(yusuf, { age: 9, notes_section: [{ note_text: 'met at school' }] }),
  },
  {
    rule: 'departure ignored-keys-header',
    title: 'the header does not name a field that the caller may not know of',
    as: 'walid',
    call: patch(yusuf, { risk_level: 'low' }),
    expect: {
      status: 200,
      contains: { data: { id: records.yusuf.id } },
      headers: { 'x-primero-ignored': null },
    },
    then: see(yusuf, { risk_level: 'high' }),
  },
  {
    rule: 'access 5.2 unseen-is-not-erased',
    title: 'who writes without seeing some answers erases none of them',
    as: 'walid',
    call: patch(yusuf, { notes_section: [{ note_text: 'met at school' }] }),
    expect: { status: 200, contains: { data: { id: records.yusuf.id } } },
    then: see(yusuf, { risk_level: 'high', family_details_section: [mother, uncle], name_nickname: 'Yoyo' }),
  },
  {
    rule: 'api-records 7.1 summaries-read-only',
    title: 'a field that sums up a subform is not written',
    as: 'ana',
    call: patch(yusuf, {
      golden_latest_score: 99,
      golden_scores: [
        { unique_id: rowIds.fresh, score: 3, scored_on: '2026-01-02' },
        { unique_id: rowIds.second, score: 5, scored_on: '2026-01-09' },
      ],
    }),
    expect: { status: 200, contains: { data: { golden_latest_score: 5 } } },
    then: see(yusuf, { golden_latest_score: 5 }),
  },
  {
    rule: 'api-records 7.1 files-only-by-attachments',
    title: 'documents do not come with the data',
    as: 'ana',
    call: patch(yusuf, { other_documents: [{ file_name: 'letter.pdf' }], photos: [], has_photo: true }),
    expect: { status: 200, contains: { data: { id: records.yusuf.id } }, silentOn: ['letter.pdf'] },
    then: see(yusuf, { other_documents: [], has_photo: false }),
  },
  {
    rule: 'api-records 8 update-needs-right',
    title: 'who may only read changes nothing',
    as: 'lina',
    call: patch(yusuf, { age: 10 }),
    expect: { status: 403, body: forbidden(yusuf) },
    then: see(yusuf, { age: 9 }),
  },
  {
    rule: 'api-records 8 update-needs-right',
    title: 'a case out of reach is not changed',
    as: 'ana',
    call: patch(at('omid'), { age: 10 }),
    expect: { status: 403, body: forbidden(at('omid')) },
    then: see(at('omid'), { age: 16 }, 'carol'),
  },
  {
    rule: 'api-records 4.1 update-looks-up-first',
    title: 'an update of what does not exist is 404 even without the right to update',
    as: 'ibra',
    call: patch(`/api/v2/cases/${unused.one}`, { age: 10 }),
    expect: { status: 404, contains: { errors: [{ status: 404, message: 'Not Found' }] } },
  },
]

const following: GoldenCase[] = [
  {
    rule: 'api-records 7.5 update-stamps',
    title: 'a change by somebody else than the owner shows',
    as: 'dawit',
    call: patch(yusuf, { age: 10 }),
    expect: {
      status: 200,
      contains: {
        data: { age: 10, last_updated_by: 'dawit', last_updated_at: justNow, not_edited_by_owner: true },
      },
    },
    then: see(yusuf, { owned_by: 'ana', last_updated_by: 'dawit', not_edited_by_owner: true }),
  },
  {
    rule: 'records 2.1 name-from-parts',
    title: 'changing a part of the name changes the name',
    as: 'ana',
    call: patch(yusuf, { name_first: 'Yousef', name_last: 'Haddad' }),
    expect: {
      status: 200,
      contains: { data: { name: 'Yousef Haddad', name_first: 'Yousef', name_last: 'Haddad' } },
    },
  },
  {
    rule: 'api-records 7.1 hidden-name-by-writers',
    title: 'who may write protects a name, and from then on reads stars',
    as: 'ana',
    call: patch(yusuf, { hidden_name: true }),
    expect: { status: 200, contains: { data: { hidden_name: true } }, silentOn: ['Haddad'] },
    then: [
      {
        as: 'ana',
        call: get(yusuf),
        expect: { status: 200, contains: { data: { name: '*******' } }, silentOn: ['Haddad'] },
      },
    ],
  },
  {
    rule: 'api-records 7.1 hidden-name-by-writers',
    title: 'a name that is no longer protected is there as it was',
    as: 'ana',
    call: patch(at('dina'), { hidden_name: false }),
    expect: { status: 200, contains: { data: { hidden_name: false } } },
    then: see(at('dina'), { name: 'Dina Farouk', name_first: 'Dina' }),
  },
  {
    rule: 'api-records 7.5 protection-concerns-union',
    title: 'a concern described in detail joins the list of concerns',
    as: 'ana',
    call: patch(yusuf, {
      protection_concern_detail_subform_section: [{ unique_id: rowIds.fresh, protection_concern_type: 'caafag' }],
    }),
    expect: { status: 200, contains: { data: { protection_concerns: ['migrant', 'refugee', 'caafag'] } } },
  },
  {
    rule: 'records 9 concerns-stay-when-a-row-goes',
    title: 'removing the detail does not remove the concern',
    as: 'ana',
    given: [
      step(
        'ana',
        patch(yusuf, {
          protection_concern_detail_subform_section: [{ unique_id: rowIds.fresh, protection_concern_type: 'caafag' }],
        }),
      ),
    ],
    call: patch(yusuf, {
      protection_concern_detail_subform_section: [{ unique_id: rowIds.fresh, _destroy: true }],
    }),
    expect: { status: 200, contains: { data: { protection_concern_detail_subform_section: [] } } },
    then: see(yusuf, { protection_concerns: ['migrant', 'refugee', 'caafag'] }),
  },
  {
    rule: 'api-records 7.5 notes-stamped',
    title: 'a note gets its author and its moment',
    as: 'ana',
    call: patch(yusuf, {
      notes_section: [{ unique_id: rowIds.fresh, note_subject: 'visit', note_text: 'at home' }],
    }),
    expect: {
      status: 200,
      contains: {
        data: { notes_section: [{ unique_id: rowIds.fresh, note_created_by: 'ana', note_date: justNow }] },
      },
    },
  },
  {
    rule: 'api-records 7.5 notes-stamped',
    title: 'a note that has only its day gets both anew',
    as: 'ana',
    call: patch(yusuf, {
      notes_section: [{ unique_id: rowIds.fresh, note_text: 'at home', note_date: '2026-01-01T00:00:00.000Z' }],
    }),
    expect: {
      status: 200,
      contains: { data: { notes_section: [{ note_created_by: 'ana', note_date: justNow }] } },
    },
  },
  {
    rule: 'api-records 5.1 current-care',
    title: 'the latest care arrangement is the current one',
    as: 'ana',
    call: patch(yusuf, {
      care_arrangements_section: [
        {
          unique_id: rowIds.fresh,
          care_arrangements_type: 'kafala',
          name_caregiver: 'Huda',
          care_arrangement_started_date: '2026-01-09',
        },
        {
          unique_id: rowIds.second,
          care_arrangements_type: 'foster_care',
          name_caregiver: 'Sara',
          care_arrangement_started_date: '2025-11-01',
        },
      ],
    }),
    expect: {
      status: 200,
      contains: {
        data: {
          current_care_arrangements_type: 'kafala',
          current_name_caregiver: 'Huda',
          current_care_arrangement_started_date: '2026-01-09',
        },
      },
    },
    then: see(yusuf, { current_name_caregiver: 'Huda' }),
  },
  {
    rule: 'records 7 derived-days',
    title: 'the days of follow-ups, services and reunions are gathered for searching',
    as: 'ana',
    call: patch(yusuf, {
      followup_subform_section: [
        { unique_id: rowIds.fresh, followup_needed_by_date: '2026-06-01', followup_date: '2026-06-02' },
        { unique_id: rowIds.second, followup_needed_by_date: '2026-07-01' },
      ],
    }),
    expect: { status: 200, contains: { data: { followup_dates: ['2026-06-02'] } } },
  },
  {
    rule: 'api-records 7.5 service-implemented',
    title: 'a service with a day of delivery is implemented',
    as: 'ana',
    call: patch(at('maya'), {
      services_section: [
        {
          unique_id: rowIds.fresh,
          service_type: 'food_service',
          service_implemented_day_time: '2026-01-12T10:00:00.000Z',
        },
      ],
    }),
    expect: {
      status: 200,
      contains: { data: { services_section: [{ service_implemented: 'implemented' }] } },
    },
  },
  {
    rule: 'api-records 7.5 service-implemented',
    title: 'a service without a day of delivery is not implemented',
    as: 'ana',
    call: patch(at('maya'), {
      services_section: [{ unique_id: rowIds.fresh, service_type: 'food_service' }],
    }),
    expect: {
      status: 200,
      contains: { data: { services_section: [{ service_implemented: 'not_implemented' }] } },
    },
  },
  {
    rule: 'api-records 7.5 workflow-from-services',
    title: 'an open service sets the workflow to its response',
    as: 'ana',
    call: patch(at('maya'), {
      services_section: [
        {
          unique_id: rowIds.fresh,
          service_type: 'food_service',
          service_response_type: 'care_plan',
          service_response_day_time: '2026-01-11T10:00:00.000Z',
        },
        {
          unique_id: rowIds.second,
          service_type: 'nfi_clothes_shoes_service',
          service_response_type: 'service_provision',
          service_response_day_time: '2026-01-12T10:00:00.000Z',
        },
      ],
    }),
    expect: { status: 200, contains: { data: { workflow: 'service_provision' } } },
  },
  {
    rule: 'api-records 7.5 workflow-from-services',
    title: 'when all services are done the workflow says so',
    as: 'ana',
    call: patch(at('maya'), {
      services_section: [
        {
          unique_id: rowIds.fresh,
          service_type: 'food_service',
          service_response_type: 'care_plan',
          service_implemented_day_time: '2026-01-12T10:00:00.000Z',
        },
      ],
    }),
    expect: { status: 200, contains: { data: { workflow: 'services_implemented' } } },
  },
  {
    rule: 'api-records 7.5 workflow-case-plan',
    title: 'the day of a case plan sets the workflow',
    as: 'ana',
    call: patch(at('maya'), { date_case_plan: '2026-01-15' }),
    expect: { status: 200, contains: { data: { workflow: 'case_plan', date_case_plan: '2026-01-15' } } },
  },
  {
    rule: 'api-records 7.5 workflow-assessment-switched-off',
    title: 'an assessment leaves the workflow where the module has that step switched off',
    as: 'ana',
    call: patch(at('maya'), { assessment_requested_on: '2026-01-15' }),
    expect: { status: 200, contains: { data: { assessment_requested_on: '2026-01-15' } } },
    then: see(at('maya'), { workflow: 'new' }),
  },
  {
    rule: 'departure workflow-is-a-function-of-data',
    title: 'a case plan dated after the services leaves the newest step in force',
    as: 'ana',
    given: [
      step(
        'ana',
        patch(at('maya'), {
          services_section: [
            {
              unique_id: rowIds.fresh,
              service_type: 'food_service',
              service_response_type: 'care_plan',
              service_response_day_time: '2026-02-20T10:00:00.000Z',
            },
          ],
        }),
      ),
    ],
    call: patch(at('maya'), { date_case_plan: '2026-01-15' }),
    expect: { status: 200, contains: { data: { date_case_plan: '2026-01-15' } } },
    then: see(at('maya'), { workflow: 'care_plan' }),
  },
  {
    rule: 'api-records 7.5 reopen-by-service',
    title: 'a service added to a closed case opens it again',
    as: 'ana',
    call: patch(at('rami'), {
      services_section: [{ unique_id: rowIds.fresh, service_type: 'food_service' }],
    }),
    expect: { status: 200, contains: { data: { status: 'open', case_status_reopened: true } } },
    then: see(at('rami'), {
      status: 'open',
      reopened_logs: [{ reopened_user: 'ana', reopened_date: justNow }],
    }),
  },
  {
    rule: 'records 3.1 no-reopen-by-changed-service',
    title: 'changing a service of a closed case does not open it',
    as: 'ana',
    given: [step('ana', patch(yusuf, { status: 'closed', date_closure: '2026-02-01' }))],
    call: patch(yusuf, { services_section: [{ unique_id: rowIds.clinic, service_provider: 'Clinic' }] }),
    expect: {
      status: 200,
      contains: { data: { services_section: [{ service_provider: 'Clinic' }] } },
      absent: ['/data/status'],
    },
    then: see(yusuf, { status: 'closed', workflow: 'closed' }),
  },
  {
    rule: 'records 3.1 disabled-never-reopens-itself',
    title: 'a service added to a closed and disabled case does not open it',
    as: 'ana',
    given: [step('ana', { method: 'DELETE', path: at('rami') })],
    call: patch(at('rami'), {
      services_section: [{ unique_id: rowIds.fresh, service_type: 'food_service' }],
    }),
    expect: { status: 200, contains: { data: { enabled: false } }, absent: ['/data/status'] },
    then: see(at('rami'), { status: 'closed', enabled: false }),
  },
  {
    rule: 'api-records 7.5 create-case-stamps',
    title: 'a case plan with a planned intervention shows',
    as: 'ana',
    call: patch(yusuf, {
      cp_case_plan_subform_case_plan_interventions: [
        { unique_id: rowIds.fresh, intervention_service_goal: 'back to school' },
      ],
    }),
    expect: { status: 200, contains: { data: { has_case_plan: true } } },
  },
  {
    rule: 'api-records 7.4 answer-holds-what-changed',
    title: 'the answer to an update holds only what its author may read',
    as: 'walid',
    call: patch(yusuf, { notes_section: [{ unique_id: rowIds.fresh, note_text: 'met at school' }] }),
    expect: {
      status: 200,
      contains: { data: { notes_section: [{ note_created_by: 'walid', note_date: anyText }] } },
      silentOn: ['Rima', 'Karim'],
      absent: ['/data/family_details_section', '/data/risk_level'],
    },
  },
  {
    rule: 'api-records 9 registry-link',
    title: 'linking a registry record brings its code and number, its name protected where it is',
    as: 'ana',
    call: patch(yusuf, { registry_record_id: records.anasFarm.id }),
    expect: {
      status: 200,
      contains: {
        data: {
          registry_record_id: records.anasFarm.id,
          registry_id_display: 'aaa0023',
          registry_name: 'River Farm',
          registry_no: 'R-23',
        },
      },
    },
  },
  {
    rule: 'api-records 9 registry-link',
    title: 'unlinking a registry record clears what it brought',
    as: 'ana',
    given: [step('ana', patch(yusuf, { registry_record_id: records.anasFarm.id }))],
    call: patch(yusuf, { registry_record_id: null }),
    expect: {
      status: 200,
      contains: {
        data: { registry_record_id: null, registry_id_display: null, registry_name: null, registry_no: null },
      },
    },
  },
  {
    rule: 'access 6.5 link-needs-read-on-both',
    title: 'a registry record that one may not read is as unknown when it is linked',
    as: 'ana',
    call: patch(yusuf, { registry_record_id: records.carolsFarm.id }),
    expect: { status: 404, contains: { errors: [{ status: 404, resource: yusuf, message: 'Not Found' }] } },
    then: [
      {
        as: 'ana',
        call: get(yusuf),
        expect: { status: 200, contains: { data: { registry_record_id: null } }, silentOn: ['Hill Farm'] },
      },
    ],
  },
  {
    rule: 'api-records 7.3 rows-merge-by-unique-id',
    title: 'a row id that another case uses may be used here as well and touches nothing there',
    as: 'ana',
    call: patch(at('maya'), {
      family_details_section: [{ unique_id: rowIds.mother, relation_name: 'Lina' }],
    }),
    expect: {
      status: 200,
      contains: { data: { family_details_section: [{ unique_id: rowIds.mother, relation_name: 'Lina' }] } },
    },
    then: see(yusuf, { family_details_section: [mother, uncle] }),
  },
  {
    rule: 'api-records 7.3 only-sent-keys-change',
    title: 'the list and the record agree after an update',
    as: 'ana',
    given: [step('ana', patch(yusuf, { age: 10, risk_level: 'low' }))],
    call: get('/api/v2/cases?age=10..10&risk_level=low'),
    expect: { status: 200, set: [records.yusuf.id] },
  },
]

export const cases: GoldenCase[] = [...merging, ...keptOut, ...following]
