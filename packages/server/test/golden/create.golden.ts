// Creating records.
import { forbidden, get, post, step } from './calls.ts'
import {
  anyList,
  anyMoment,
  anyText,
  anyUuid,
  type GoldenCase,
  including,
  justNow,
  keys,
  match,
  setOf,
  today,
  unordered,
} from './golden.ts'
import { at, records, rowIds, unused } from './world.ts'

const cp = 'primeromodule-cp'
const gbv = 'primeromodule-gbv'
const sevenHex = match(/^[0-9a-f]{7}$/)
const taken = {
  status: 409,
  body: {
    errors: [{ status: 409, resource: '/api/v2/cases', message: 'Conflict: A record with this id already exists' }],
  },
}

export const cases: GoldenCase[] = [
  {
    rule: 'api-records 7.5 create-stamps',
    title: 'a new case carries its codes, its owner and its state',
    as: 'ana',
    call: post('/api/v2/cases', { module_id: cp, name_first: 'Zahra', sex: 'female', age: 7 }),
    expect: {
      status: 200,
      contains: {
        data: {
          id: anyUuid,
          enabled: true,
          record_state: true,
          status: 'open',
          module_id: cp,
          sex: 'female',
          age: 7,
          short_id: sevenHex,
          case_id_display: sevenHex,
          created_at: justNow,
          created_by: 'ana',
          created_organization: 'golden-north',
          owned_by: 'ana',
          owned_by_agency_id: 'golden-north',
          owned_by_groups: ['golden-river'],
          associated_user_names: ['ana'],
          last_updated_at: justNow,
          last_updated_by: 'ana',
          has_photo: false,
          not_edited_by_owner: false,
          current_alert_types: [],
        },
      },
    },
  },
  {
    rule: 'api-records 7.5 create-case-stamps',
    title: 'a new case begins its workflow as new, registered today',
    as: 'ana',
    call: post('/api/v2/cases', { module_id: cp }),
    expect: {
      status: 200,
      contains: {
        data: {
          workflow: 'new',
          registration_date: today,
          case_type: 'person',
          has_incidents: false,
          notes_section: [],
          reopened_logs: [],
        },
      },
    },
  },
  {
    rule: 'api-records 7.5 create-case-stamps',
    title: 'a registration day that was sent stays',
    as: 'ana',
    call: post('/api/v2/cases', { module_id: cp, registration_date: '2026-01-01' }),
    expect: { status: 200, contains: { data: { registration_date: '2026-01-01' } } },
  },
  {
    rule: 'records 2.1 name-from-parts',
    title: 'the name of a case is put together from its parts',
    as: 'ana',
    call: post('/api/v2/cases', {
      module_id: cp,
      name_first: 'Zahra',
      name_middle: 'Noura',
      name_last: 'Said',
    }),
    expect: { status: 200, contains: { data: { name: 'Zahra Noura Said' } } },
  },
  {
    rule: 'api-records 8 create-then-read',
    title: 'what was created is read back',
    as: 'ana',
    given: [step('ana', post('/api/v2/cases', { module_id: cp, name_first: 'Zahra', age: 7 }), 'made')],
    call: get('/api/v2/cases/{{made.data.id}}'),
    expect: {
      status: 200,
      contains: {
        data: { id: '{{made.data.id}}', name_first: 'Zahra', age: 7, short_id: '{{made.data.short_id}}' },
      },
    },
  },
  {
    rule: 'api-records 7.4 client-id-204',
    title: 'a case created under an id of the client’s is answered without a body',
    as: 'ana',
    call: post('/api/v2/cases', { id: unused.one, module_id: cp, age: 8 }),
    expect: { status: 204, empty: true },
    then: [
      {
        as: 'ana',
        call: get(`/api/v2/cases/${unused.one}`),
        expect: { status: 200, contains: { data: { id: unused.one, age: 8 } } },
      },
    ],
  },
  {
    rule: 'departure created-body-for-integrations',
    title: 'a service account gets the whole answer though it chose the id',
    as: 'jo',
    call: post('/api/v2/cases', { id: unused.one, module_id: cp, age: 8 }),
    expect: {
      status: 200,
      contains: { data: { id: unused.one, age: 8, status: 'open', short_id: sevenHex } },
    },
  },
  {
    rule: 'departure created-body-for-integrations',
    title: 'a person with an integration role gets the whole answer though he chose the id',
    as: 'ines',
    call: post('/api/v2/cases', { id: unused.one, module_id: cp, age: 8 }),
    expect: { status: 200, contains: { data: { id: unused.one, age: 8, owned_by: 'ines' } } },
  },
  {
    rule: 'api-records 1.1 taken-id-409',
    title: 'an id that a case has already is refused',
    as: 'ana',
    call: post('/api/v2/cases', { id: records.maya.id, module_id: cp, name_first: 'Second' }),
    expect: taken,
    then: [
      {
        as: 'ana',
        call: get(at('maya')),
        expect: { status: 200, contains: { data: { name: 'Maya Karam' } }, absent: ['/data/name_first'] },
      },
    ],
  },
  {
    rule: 'api-records 1.1 taken-id-409',
    title: 'an id is taken although its case is out of reach',
    as: 'ana',
    call: post('/api/v2/cases', { id: records.omid.id, module_id: cp }),
    expect: taken,
  },
  {
    rule: 'departure only-uuid-v4',
    title: 'an id that holds a clock is refused',
    as: 'ana',
    call: post('/api/v2/cases', { id: '6fa459ea-ee8a-11ee-8a6e-0242ac120002', module_id: cp }),
    expect: {
      status: 422,
      body: {
        errors: [{ status: 422, resource: '/api/v2/cases', detail: ['/id'], message: 'Invalid Record JSON' }],
      },
    },
  },
  {
    rule: 'api-records 7.2 lower-case-ids',
    title: 'an id in capitals is refused',
    as: 'ana',
    call: post('/api/v2/cases', { id: unused.one.toUpperCase(), module_id: cp }),
    expect: { status: 422, contains: { errors: [{ detail: ['/id'], message: 'Invalid Record JSON' }] } },
  },
  {
    rule: 'api-records 8 create-needs-right',
    title: 'who may only read creates nothing',
    as: 'lina',
    call: post('/api/v2/cases', { module_id: cp }),
    expect: { status: 403, body: forbidden('/api/v2/cases') },
  },
  {
    rule: 'api-records 8 create-needs-right',
    title: 'who may not touch cases is refused before his data are looked at',
    as: 'ibra',
    call: post('/api/v2/cases', { module_id: cp, age: 'nine' }),
    expect: { status: 403, body: forbidden('/api/v2/cases') },
  },
  {
    rule: 'api-records 7.1 unknown-keys-dropped',
    title: 'an unknown key is left out, named in a header, and the rest is saved',
    as: 'ana',
    call: post('/api/v2/cases', { module_id: cp, age: 7, favourite_colour: 'blue' }),
    expect: {
      status: 200,
      contains: { data: { age: 7 } },
      absent: ['/data/favourite_colour'],
      headers: { 'x-primero-ignored': /\bfavourite_colour\b/ },
    },
  },
  {
    rule: 'departure ignored-keys-header',
    title: 'nothing ignored, nothing said',
    as: 'ana',
    call: post('/api/v2/cases', { module_id: cp, age: 7 }),
    expect: { status: 200, headers: { 'x-primero-ignored': null } },
  },
  {
    rule: 'departure module-from-role',
    title: 'without a module the only one of the role is taken, and no answer is lost',
    as: 'ana',
    call: post('/api/v2/cases', { age: 7 }),
    expect: { status: 200, contains: { data: { module_id: cp, age: 7 } } },
  },
  {
    rule: 'api-records 7.4 empty-data',
    title: 'a create without data makes a blank case with its defaults',
    as: 'ana',
    call: { method: 'POST', path: '/api/v2/cases', body: {} },
    expect: {
      status: 200,
      contains: { data: { id: anyUuid, status: 'open', workflow: 'new', owned_by: 'ana' } },
    },
  },
  {
    rule: 'api-records 7.2 module-must-exist',
    title: 'a module that does not exist is refused',
    as: 'ana',
    call: post('/api/v2/cases', { module_id: 'primeromodule-none' }),
    expect: {
      status: 422,
      contains: { errors: [{ detail: ['/module_id'], message: 'Invalid Record JSON' }] },
    },
  },
  {
    rule: 'departure owner-needs-assign',
    title: 'a case is not born as a colleague’s',
    as: 'ana',
    call: post('/api/v2/cases', { module_id: cp, owned_by: 'bilal' }),
    expect: {
      status: 200,
      contains: { data: { owned_by: 'ana', associated_user_names: ['ana'] } },
      headers: { 'x-primero-ignored': /\bowned_by\b/ },
    },
  },
  {
    rule: 'api-records 7.5 unknown-owner-falls-back',
    title: 'an owner whom nobody knows falls back to the creator',
    as: 'ana',
    call: post('/api/v2/cases', { module_id: cp, owned_by: 'nobody-of-that-name' }),
    expect: { status: 200, contains: { data: { owned_by: 'ana' } } },
  },
  {
    rule: 'departure state-needs-its-action',
    title: 'who may not close creates no closed case',
    as: 'wren',
    call: post('/api/v2/cases', { module_id: cp, status: 'closed', record_state: false }),
    expect: {
      status: 200,
      contains: { data: { status: 'open', record_state: true, workflow: 'new', enabled: true } },
      headers: { 'x-primero-ignored': /^(?=.*\bstatus\b)(?=.*\brecord_state\b)/ },
    },
  },
  {
    rule: 'api-records 7.5 gbv-name-hidden',
    title: 'a GBV case is born with a protected name',
    as: 'gul',
    call: post('/api/v2/cases', { module_id: gbv, name: 'Leyla Demir', survivor_code_no: 'SV-0100' }),
    expect: {
      status: 200,
      contains: { data: { hidden_name: true, name: '*******', survivor_code_no: 'SV-0100' } },
      silentOn: ['Leyla', 'Demir'],
    },
  },
  {
    rule: 'api-records 7.1 fields-of-the-module',
    title: 'answers to another module’s questions are left out',
    as: 'ana',
    call: post('/api/v2/cases', { module_id: cp, gbv_nationality: 'nationality1', age: 7 }),
    expect: {
      status: 200,
      contains: { data: { age: 7 } },
      absent: ['/data/gbv_nationality'],
      headers: { 'x-primero-ignored': /\bgbv_nationality\b/ },
    },
  },
  {
    rule: 'departure own-modules-only',
    title: 'nobody creates in a module that his role does not work in',
    as: 'ana',
    call: post('/api/v2/cases', { module_id: gbv, name: 'Leyla Demir' }),
    expect: { status: 403, body: forbidden('/api/v2/cases') },
  },
  {
    rule: 'api-records 7.3 rows-get-ids',
    title: 'rows sent without an id get one',
    as: 'ana',
    call: post('/api/v2/cases', { module_id: cp, family_details_section: [{ relation_name: 'Tomo' }] }),
    expect: {
      status: 200,
      contains: { data: { family_details_section: [{ unique_id: anyUuid, relation_name: 'Tomo' }] } },
    },
  },
  {
    rule: 'api-records 7.3 rows-get-ids',
    title: 'rows sent with an id keep it',
    as: 'ana',
    call: post('/api/v2/cases', {
      module_id: cp,
      family_details_section: [{ unique_id: rowIds.fresh, relation_name: 'Tomo' }],
    }),
    expect: { status: 200, contains: { data: { family_details_section: [{ unique_id: rowIds.fresh }] } } },
  },
  {
    rule: 'api-records 7.1 unknown-keys-dropped',
    title: 'an unknown key inside a row is left out',
    as: 'ana',
    call: post('/api/v2/cases', {
      module_id: cp,
      family_details_section: [{ unique_id: rowIds.fresh, relation_name: 'Tomo', shoe_size: 44 }],
    }),
    expect: {
      status: 200,
      contains: { data: { family_details_section: [keys(['unique_id', 'relation_name'])] } },
    },
  },
  {
    rule: 'api-records 7.2 refused-types',
    title: 'a create with a wrong answer makes nothing at all',
    as: 'ana',
    call: post('/api/v2/cases', { id: unused.two, module_id: cp, age: 'nine', estimated: null }),
    expect: {
      status: 422,
      body: {
        errors: [
          {
            status: 422,
            resource: '/api/v2/cases',
            detail: setOf(['/age', '/estimated']),
            message: 'Invalid Record JSON',
          },
        ],
      },
    },
    then: [{ as: 'ana', call: get(`/api/v2/cases/${unused.two}`), expect: { status: 404 } }],
  },
  {
    rule: 'api-records 7.2 birth-year-not-in-future',
    title: 'nobody is born in a year to come',
    as: 'ana',
    call: post('/api/v2/cases', { module_id: cp, date_of_birth: '2999-01-01' }),
    expect: {
      status: 422,
      body: {
        errors: [{ status: 422, resource: '/api/v2/cases', detail: 'date_of_birth', message: anyList }],
      },
    },
  },
  {
    rule: 'api-records 1 form-encoded-bodies',
    title: 'a case may be sent form-encoded',
    as: 'ana',
    call: {
      method: 'POST',
      path: '/api/v2/cases',
      form: { 'data[module_id]': cp, 'data[name_first]': 'Zahra', 'data[registration_date]': '2026-01-02' },
    },
    expect: { status: 200, contains: { data: { name_first: 'Zahra', registration_date: '2026-01-02' } } },
  },
  {
    rule: 'api-records 1 form-encoded-bodies',
    title: 'a form-encoded number is a text and so refused',
    as: 'ana',
    call: { method: 'POST', path: '/api/v2/cases', form: { 'data[module_id]': cp, 'data[age]': '7' } },
    expect: { status: 422, contains: { errors: [{ detail: ['/age'], message: 'Invalid Record JSON' }] } },
  },
  {
    rule: 'api-records 7.1 files-only-by-attachments',
    title: 'photos do not come with the data',
    as: 'ana',
    call: post('/api/v2/cases', {
      module_id: cp,
      photos: [{ file_name: 'face.jpg', attachment: 'aGVsbG8=' }],
    }),
    expect: { status: 200, contains: { data: { has_photo: false } }, silentOn: ['face.jpg'] },
  },
  {
    rule: 'api-records 7.5 create-incident-stamps',
    title: 'a new incident carries its codes and the day of the report',
    as: 'ana',
    call: post('/api/v2/incidents', { module_id: cp, incident_date: '2026-01-02' }),
    expect: {
      status: 200,
      contains: {
        data: {
          id: anyUuid,
          enabled: true,
          status: 'open',
          owned_by: 'ana',
          short_id: sevenHex,
          incident_date: '2026-01-02',
          incident_date_derived: '2026-01-02',
          created_at: anyMoment,
        },
      },
      absent: ['/data/incident_case_id', '/data/case_id_display'],
    },
  },
  {
    rule: 'api-records 7.5 create-tracing-stamps',
    title: 'a new tracing request is dated today',
    as: 'ana',
    call: post('/api/v2/tracing_requests', { module_id: cp, relation_name: 'Salma' }),
    expect: {
      status: 200,
      contains: { data: { inquiry_date: today, relation_name: 'Salma', short_id: sevenHex } },
    },
  },
  {
    rule: 'api-records 5.1 tracing-rows',
    title: 'the children of a tracing request are read back under their own ids',
    as: 'ana',
    given: [
      step(
        'ana',
        post('/api/v2/tracing_requests', {
          id: unused.three,
          module_id: cp,
          tracing_request_subform_section: [
            { unique_id: rowIds.fresh, name: 'Samir', age: 8, relation: 'brother' },
            { unique_id: rowIds.second, name: 'Lulwa', age: 5 },
          ],
        }),
      ),
    ],
    call: get(`/api/v2/tracing_requests/${unused.three}`),
    expect: {
      status: 200,
      contains: {
        data: {
          tracing_request_subform_section: [
            { unique_id: rowIds.fresh, name: 'Samir', age: 8, relation: 'brother' },
            { unique_id: rowIds.second, name: 'Lulwa', age: 5 },
          ],
          tracing_names: unordered(['Samir', 'Lulwa']),
        },
      },
    },
  },
  {
    rule: 'api-records 7.5 create-registry-family-stamps',
    title: 'a new registry record shows its short code and its day',
    as: 'ana',
    call: post('/api/v2/registry_records', { module_id: cp, name: 'Plain Farm' }),
    expect: {
      status: 200,
      contains: { data: { name: 'Plain Farm', registry_id_display: sevenHex, registration_date: today } },
    },
  },
  {
    rule: 'api-records 7.5 create-registry-family-stamps',
    title: 'a new family shows its short code, its day and no members',
    as: 'ana',
    call: post('/api/v2/families', { module_id: cp, family_name: 'Said' }),
    expect: {
      status: 200,
      contains: {
        data: {
          family_name: 'Said',
          family_id_display: sevenHex,
          family_registration_date: today,
          family_members: [],
        },
      },
    },
  },
  {
    rule: 'api-records 9 identified-creates-own-case',
    title: 'a person who registers himself gets an identified case',
    as: 'udo',
    call: post('/api/v2/cases', { module_id: cp, name_first: 'Udo' }),
    expect: { status: 200, contains: { data: { status: 'identified', identified_by: 'udo' } } },
  },
  {
    rule: 'api-records 9 identified-creates-own-case',
    title: 'nobody registers himself twice',
    as: 'umar',
    call: post('/api/v2/cases', { module_id: cp, name_first: 'Umar' }),
    expect: {
      status: 422,
      body: {
        errors: [
          {
            status: 422,
            resource: '/api/v2/cases',
            detail: 'identified_by',
            message: ['errors.models.child.identified_by_unique'],
          },
        ],
      },
    },
  },
  {
    rule: 'api-records 7.4 answer-holds-what-changed',
    title: 'the answer to a create leaves out what the role may not read',
    as: 'walid',
    call: post('/api/v2/cases', { module_id: cp, notes_section: [{ note_text: 'met at school' }] }),
    expect: {
      status: 200,
      contains: {
        data: {
          notes_section: including([{ note_text: 'met at school', note_created_by: 'walid', note_date: anyText }]),
        },
      },
      absent: ['/data/protection_concerns', '/data/followup_status', '/data/unique_identifier'],
    },
  },
]
