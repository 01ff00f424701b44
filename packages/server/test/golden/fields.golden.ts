// Which fields of a record who may read, and which of these are asked for (api-records 5, access 5.1).
import { fields, get, patch, post, step } from './calls.ts'
import { anyMoment, anyUuid, both, each, type GoldenCase, including, keys, unordered } from './golden.ts'
import { at, idsOf, records, rowIds } from './world.ts'

const yusuf = at('yusuf')
const bare = ['id', 'enabled', 'last_updated_at']

const asked: GoldenCase[] = [
  {
    rule: 'api-records 5.3 fields-listed',
    title: 'fields that are asked for come, with the three that always do',
    as: 'ana',
    call: fields(yusuf, 'name', 'age'),
    expect: {
      status: 200,
      body: {
        data: {
          id: records.yusuf.id,
          enabled: true,
          name: 'Yusuf Haddad',
          age: 9,
          last_updated_at: anyMoment,
        },
      },
    },
  },
  {
    rule: 'api-records 5.3 fields-listed',
    title: 'fields that nobody knows are dropped from the wish without a word',
    as: 'ana',
    call: fields(yusuf, 'age', 'favourite_colour'),
    expect: { status: 200, contains: { data: keys([...bare, 'age']) } },
  },
  {
    rule: 'api-records 5.3 fields-listed',
    title: 'fields that one may not read are dropped without a word',
    as: 'nell',
    call: fields(yusuf, 'risk_level', 'name', 'national_id_no', 'notes_section'),
    expect: {
      status: 200,
      contains: { data: both(keys([...bare, 'notes_section']), { notes_section: [] }) },
    },
  },
  {
    rule: 'api-records 5.3 fields-listed',
    title: 'a wish for nothing that one may read yields the three that always come',
    as: 'nell',
    call: fields(yusuf, 'risk_level', 'name'),
    expect: { status: 200, contains: { data: keys(bare) } },
  },
  {
    rule: 'api-records 5.3 fields-listed',
    title: 'a list heeds the wish in each of its rows',
    as: 'ana',
    call: fields('/api/v2/cases', 'short_id', 'risk_level'),
    expect: {
      status: 200,
      contains: {
        data: [
          keys([...bare, 'short_id']),
          keys([...bare, 'short_id']),
          keys([...bare, 'short_id']),
          keys([...bare, 'short_id', 'risk_level']),
          keys([...bare, 'short_id', 'risk_level']),
        ],
      },
    },
  },
  {
    rule: 'api-records 5.3 fields-short',
    title: 'the summary of a case holds what a list needs',
    as: 'ana',
    call: get(`${yusuf}?fields=short`),
    expect: {
      status: 200,
      contains: {
        data: {
          id: records.yusuf.id,
          case_id_display: 'abc0001',
          short_id: 'abc0001',
          name: 'Yusuf Haddad',
          age: 9,
          sex: 'male',
          status: 'open',
          workflow: 'services_implemented',
          owned_by: 'ana',
          owned_by_agency_id: 'golden-north',
          registration_date: '2026-01-05',
          module_id: 'primeromodule-cp',
          alert_count: 0,
          flag_count: 0,
          record_in_scope: true,
          photos: [],
        },
      },
      absent: [
        '/data/family_details_section',
        '/data/national_id_no',
        '/data/risk_level',
        '/data/name_nickname',
        '/data/date_of_birth',
      ],
    },
  },
  {
    rule: 'api-records 5.3 fields-short',
    title: 'the summary of an incident has its own fields',
    as: 'ana',
    call: get(`${at('fall')}?fields=short`),
    expect: {
      status: 200,
      contains: {
        data: {
          short_id: 'fab0011',
          incident_date: '2026-01-02',
          incident_date_derived: '2026-01-02',
          incident_location: 'GL0101',
          violation_category: [],
        },
      },
      absent: ['/data/cp_incident_location_type_other', '/data/workflow', '/data/case_id_display'],
    },
  },
]

const always: GoldenCase[] = [
  {
    rule: 'api-records 5.1 always-there',
    title: 'a disabled case says so itself',
    as: 'ana',
    call: fields(at('tala'), 'short_id'),
    expect: {
      status: 200,
      contains: { data: { id: records.tala.id, enabled: false, last_updated_at: anyMoment } },
    },
  },
  {
    rule: 'api-records 5.1 embedded-keys',
    title: 'no photo is an empty list of photos and no photo',
    as: 'ana',
    call: fields(yusuf, 'photos', 'photo'),
    expect: { status: 200, contains: { data: { photos: [], photo: null } } },
  },
  {
    rule: 'api-records 5.1 embedded-keys',
    title: 'a case tells whether its reader could open it',
    as: 'ana',
    call: fields(yusuf, 'record_in_scope'),
    expect: { status: 200, contains: { data: { record_in_scope: true } } },
  },
  {
    rule: 'api-records 5.1 permitted-forms-only-for-referred',
    title: 'the owner gets no list of permitted forms',
    as: 'ana',
    call: get(yusuf),
    expect: {
      status: 200,
      contains: { data: { owned_by: 'ana' } },
      absent: ['/data/permitted_forms', '/data/permitted_form_actions'],
    },
  },
  {
    rule: 'api-records 5.1 incident-link-keys',
    title: 'an incident of a case names it to whom may make incidents of cases',
    as: 'ana',
    call: fields(at('fall'), 'incident_case_id', 'case_id_display'),
    expect: {
      status: 200,
      contains: { data: { incident_case_id: records.yusuf.id, case_id_display: 'abc0001' } },
    },
  },
  {
    rule: 'api-records 5.1 incident-link-keys',
    title: 'an incident of no case has no such keys',
    as: 'ana',
    call: get(at('lone')),
    expect: {
      status: 200,
      contains: { data: { id: records.lone.id } },
      absent: ['/data/incident_case_id', '/data/case_id_display'],
    },
  },
  {
    rule: 'api-records 5.1 incident-defaults',
    title: 'an incident has a derived day and a list of violations, if an empty one',
    as: 'ana',
    call: fields(at('lone'), 'incident_date_derived', 'violation_category'),
    expect: {
      status: 200,
      contains: { data: { incident_date_derived: '2026-01-04', violation_category: [] } },
    },
  },
  {
    rule: 'api-records 5.1 incident-details-in-scope',
    title: 'a case shows those of its incidents that its reader may see',
    as: 'ana',
    call: fields(yusuf, 'incident_details'),
    expect: {
      status: 200,
      contains: { data: { incident_details: [{ unique_id: records.fall.id, incident_date: '2026-01-02' }] } },
      silentOn: [records.quarrel.id],
    },
  },
  {
    rule: 'api-records 5.1 incident-details-in-scope',
    title: 'who sees everything sees all incidents of the case',
    as: 'farid',
    call: fields(yusuf, 'incident_details'),
    expect: {
      status: 200,
      contains: {
        data: {
          incident_details: unordered([{ unique_id: records.fall.id }, { unique_id: records.quarrel.id }]),
        },
      },
    },
  },
  {
    rule: 'api-records 5.2 conditional-extras',
    title: 'without the right to see incidents of a case they are not in it',
    as: 'lina',
    call: get(yusuf),
    expect: {
      status: 200,
      contains: { data: { id: records.yusuf.id } },
      absent: ['/data/incident_details'],
      silentOn: [records.fall.id],
    },
  },
]

const readable: GoldenCase[] = [
  {
    rule: 'api-records 5.2 forms-of-the-role',
    title: 'a reader of two forms sees their answers and no others',
    as: 'lina',
    call: get(yusuf),
    expect: {
      status: 200,
      contains: { data: { name: 'Yusuf Haddad', sex: 'male', age: 9, national_id_no: 'NID-7001' } },
      absent: [
        '/data/risk_level',
        '/data/protection_concerns',
        '/data/family_details_section',
        '/data/services_section',
      ],
      silentOn: ['Rima', 'Karim'],
    },
  },
  {
    rule: 'api-records 5.2 record-information',
    title: 'who may read knows whose case it is and who last changed it',
    as: 'nell',
    call: get(yusuf),
    expect: {
      status: 200,
      contains: {
        data: {
          status: 'open',
          workflow: 'services_implemented',
          module_id: 'primeromodule-cp',
          owned_by: 'ana',
          owned_by_agency_id: 'golden-north',
          owned_by_groups: ['golden-river'],
          created_by: 'ana',
          created_organization: 'golden-north',
          created_at: '2026-01-05T08:00:00.000Z',
          short_id: 'abc0001',
          case_id_display: 'abc0001',
          record_state: true,
          has_photo: false,
          alert_count: 0,
        },
      },
    },
  },
  {
    rule: 'departure sex-and-age-need-a-form',
    title: 'sex, age and place are not shown to whom has no form with them',
    as: 'nell',
    call: get(yusuf),
    expect: {
      status: 200,
      contains: { data: { id: records.yusuf.id } },
      absent: ['/data/sex', '/data/age', '/data/location_current', '/data/name'],
    },
  },
  {
    rule: 'departure sex-and-age-need-a-form',
    title: 'asking for sex and age by name does not help',
    as: 'nell',
    call: fields('/api/v2/cases', 'sex', 'age', 'survivor_code_no', 'location_current'),
    expect: { status: 200, contains: { data: each(keys(bare)) } },
  },
  {
    rule: 'api-records 5.2 conditional-extras',
    title: 'flags are counted for whom may flag',
    as: 'ana',
    call: fields(yusuf, 'flag_count', 'hidden_name', 'registry_record_id'),
    expect: { status: 200, contains: { data: { flag_count: 0, registry_record_id: null } } },
  },
  {
    rule: 'api-records 5.2 conditional-extras',
    title: 'without their rights flags, the mark of a protected name, the photo and links are not shown',
    as: 'lina',
    call: fields(at('dina'), 'flag_count', 'flagged', 'hidden_name', 'photo', 'registry_record_id', 'sync_status'),
    expect: { status: 200, contains: { data: keys(bare) } },
  },
  {
    rule: 'api-records 5.2 registry-link-fields',
    title: 'the registry record of a case shows to whom may see registry records of cases',
    as: 'ana',
    given: [step('ana', patch(yusuf, { registry_record_id: records.anasFarm.id }))],
    call: fields(yusuf, 'registry_record_id', 'registry_id_display', 'registry_name', 'registry_no'),
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
    rule: 'api-records 5.2 registry-link-fields',
    title: 'the registry record of a case does not show to whom may not',
    as: 'lina',
    given: [step('ana', patch(yusuf, { registry_record_id: records.anasFarm.id }))],
    call: get(yusuf),
    expect: {
      status: 200,
      contains: { data: { id: records.yusuf.id } },
      absent: ['/data/registry_record_id', '/data/registry_name', '/data/registry_no'],
      silentOn: ['River Farm'],
    },
  },
  {
    rule: 'api-records 5.2 other-module-forms',
    title: 'in a list no row holds an answer to another module’s form',
    as: 'gul',
    call: get('/api/v2/cases'),
    expect: {
      status: 200,
      rowsById: idsOf('selma'),
      contains: { data: [{ gbv_nationality: 'nationality1', maritial_status: 'single' }] },
      absent: ['/data/0/risk_level'],
    },
  },
  {
    rule: 'departure own-modules-only',
    title: 'who sees all cases of his module sees none of another',
    as: 'farid',
    call: get(at('selma')),
    expect: { status: 403, silentOn: ['Selma', 'SV-0008'] },
  },
  {
    rule: 'departure own-modules-only',
    title: 'the superuser’s list holds no survivor',
    as: 'kim',
    call: fields(`/api/v2/cases?id=${records.selma.id}`, 'short_id'),
    expect: { status: 200, rowsById: [] },
  },
]

const protectedNames: GoldenCase[] = [
  {
    rule: 'api-records 5.1 hidden-name-masked',
    title: 'a protected name is seven stars, for its owner too',
    as: 'ana',
    call: fields(at('dina'), 'name'),
    expect: { status: 200, contains: { data: { name: '*******' } } },
  },
  {
    rule: 'api-records 5.1 hidden-name-masked',
    title: 'a protected name is seven stars in lists',
    as: 'ana',
    call: fields('/api/v2/cases?hidden_name=true', 'name'),
    expect: {
      status: 200,
      contains: { data: [{ id: records.dina.id, name: '*******' }] },
      silentOn: ['Farouk'],
    },
  },
  {
    rule: 'api-records 5.1 hidden-name-masked',
    title: 'a registry record masks its name as well',
    as: 'carol',
    call: get(at('carolsFarm')),
    expect: { status: 200, contains: { data: { name: '*******' } }, silentOn: ['Hill Farm'] },
  },
  {
    rule: 'departure parts-of-a-protected-name',
    title: 'the parts of a protected name and the nickname are not shown either',
    as: 'ana',
    call: get(at('dina')),
    expect: {
      status: 200,
      contains: { data: { name: '*******', age: 3 } },
      absent: ['/data/name_first', '/data/name_last', '/data/name_nickname'],
      silentOn: ['Farouk', 'Dodo'],
    },
  },
  {
    rule: 'access 5.2 unseen-is-not-erased',
    title: 'an update by whom sees stars does not store stars',
    as: 'ana',
    given: [step('ana', patch(at('dina'), { age: 4 }))],
    call: patch(at('dina'), { hidden_name: false }),
    expect: { status: 200, contains: { data: { hidden_name: false } } },
    then: [
      {
        as: 'ana',
        call: get(at('dina')),
        expect: { status: 200, contains: { data: { name: 'Dina Farouk', name_nickname: 'Dodo', age: 4 } } },
      },
    ],
  },
  {
    rule: 'departure stars-are-never-stored',
    title: 'stars that a client sends back are not stored as a name',
    as: 'ana',
    given: [step('ana', patch(at('dina'), { name: '*******', age: 4 }))],
    call: patch(at('dina'), { hidden_name: false }),
    expect: { status: 200, contains: { data: { hidden_name: false } } },
    then: [
      {
        as: 'ana',
        call: get(at('dina')),
        expect: { status: 200, contains: { data: { name: 'Dina Farouk' } } },
      },
    ],
  },
]

const identity: GoldenCase[] = [
  {
    rule: 'departure identity-none',
    title: 'who works without identity sees the case and not the person',
    as: 'elif',
    call: get(yusuf),
    expect: {
      status: 200,
      contains: {
        data: {
          id: records.yusuf.id,
          age: 9,
          sex: 'male',
          risk_level: 'high',
          protection_concerns: ['migrant', 'refugee'],
        },
      },
      absent: [
        '/data/name',
        '/data/name_nickname',
        '/data/date_of_birth',
        '/data/national_id_no',
        '/data/telephone_current',
      ],
      silentOn: ['Yusuf', 'Haddad', 'Yoyo', '2016-06-01', 'NID-7001', '+100'],
    },
  },
  {
    rule: 'departure identity-none',
    title: 'relatives point at the person and are hidden inside their rows',
    as: 'elif',
    call: fields(yusuf, 'family_details_section'),
    expect: {
      status: 200,
      contains: {
        data: {
          family_details_section: [
            { unique_id: rowIds.mother, relation: 'mother' },
            { unique_id: rowIds.uncle, relation: 'uncle' },
          ],
        },
      },
      silentOn: ['Rima', 'Karim'],
    },
  },
  {
    rule: 'departure identity-none',
    title: 'the GBV supervisor reads the survivor’s case without who she is',
    as: 'hana',
    call: get(at('selma')),
    expect: {
      status: 200,
      contains: { data: { id: records.selma.id, owned_by: 'gul', age: 24, gbv_nationality: 'nationality1' } },
      absent: ['/data/name', '/data/date_of_birth'],
      silentOn: ['Selma', 'Aydin', '2001-05-05'],
    },
  },
  {
    rule: 'departure identity-none',
    title: 'asking for identity by name does not help',
    as: 'hana',
    call: fields('/api/v2/cases', 'name', 'date_of_birth'),
    expect: { status: 200, contains: { data: [both(keys(bare), { id: records.selma.id })] } },
  },
  {
    rule: 'departure identity-own',
    title: 'who knows only his own people does not learn a colleague’s',
    as: 'leo',
    call: get(yusuf),
    expect: {
      status: 200,
      contains: { data: { id: records.yusuf.id, risk_level: 'high' } },
      absent: ['/data/name', '/data/national_id_no'],
      silentOn: ['Yusuf', 'Haddad', 'NID-7001', 'Rima'],
    },
  },
  {
    rule: 'departure identity-own',
    title: 'the owner knows his own',
    as: 'ana',
    call: fields(yusuf, 'name', 'national_id_no', 'telephone_current', 'date_of_birth'),
    expect: {
      status: 200,
      contains: {
        data: {
          name: 'Yusuf Haddad',
          national_id_no: 'NID-7001',
          telephone_current: '+100 200 300',
          date_of_birth: '2016-06-01',
        },
      },
    },
  },
  {
    rule: 'departure identity-own',
    title: 'a filter on names finds nothing among people whom one does not know',
    as: 'leo',
    call: fields('/api/v2/cases?query=NID-7001', 'short_id'),
    expect: { status: 200, rowsById: [] },
  },
]

const scopes: GoldenCase[] = [
  {
    rule: 'api-records 4.1 list-scope',
    title: 'own scope lists what is one’s own',
    as: 'bilal',
    call: fields('/api/v2/cases', 'short_id'),
    expect: { status: 200, contains: { metadata: { total: 1 } }, rowsById: idsOf('noor') },
  },
  {
    rule: 'api-records 4.1 list-scope',
    title: 'group scope lists the cases of the team',
    as: 'dawit',
    call: fields('/api/v2/cases', 'short_id'),
    expect: { status: 200, rowsById: idsOf('dina', 'tala', 'rami', 'noor', 'maya', 'yusuf') },
  },
  {
    rule: 'api-records 4.1 list-scope',
    title: 'agency scope lists the cases of the agency',
    as: 'elif',
    call: fields('/api/v2/cases', 'short_id'),
    expect: { status: 200, rowsById: idsOf('dina', 'tala', 'rami', 'noor', 'maya', 'yusuf') },
  },
  {
    rule: 'api-records 4.1 list-scope',
    title: 'identified scope lists one’s own story only',
    as: 'umar',
    call: fields('/api/v2/cases', 'short_id'),
    expect: { status: 200, rowsById: idsOf('lost') },
  },
  {
    rule: 'api-records 4.1 instance-scope',
    title: 'a manager opens a case of the team',
    as: 'dawit',
    call: get(at('noor')),
    expect: { status: 200, contains: { data: { id: records.noor.id, name: 'Noor Salem' } } },
  },
  {
    rule: 'api-records 4.1 instance-scope',
    title: 'a manager does not open a case of another team',
    as: 'dawit',
    call: get(at('omid')),
    expect: { status: 403, silentOn: ['Omid'] },
  },
  {
    rule: 'api-records 4.1 instance-scope',
    title: 'a coordinator does not open a case of another agency',
    as: 'elif',
    call: get(at('omid')),
    expect: { status: 403 },
  },
  {
    rule: 'api-records 4.1 instance-scope',
    title: 'a beneficiary opens only the case that is about himself',
    as: 'umar',
    call: get(at('omid')),
    expect: { status: 403 },
  },
  {
    rule: 'departure group-without-groups',
    title: 'who reads by group and is in none sees nothing of others in lists',
    as: 'sami',
    call: fields('/api/v2/cases', 'short_id'),
    expect: { status: 200, rowsById: [] },
  },
  {
    rule: 'departure group-without-groups',
    title: 'who reads by group and is in none opens what is his own',
    as: 'sami',
    given: [step('sami', post('/api/v2/cases', { module_id: 'primeromodule-cp', age: 5 }), 'made')],
    call: get('/api/v2/cases/{{made.data.id}}'),
    expect: { status: 200, contains: { data: { age: 5, owned_by: 'sami' } } },
    then: [
      {
        as: 'sami',
        call: fields('/api/v2/cases', 'short_id'),
        expect: { status: 200, rowsById: ['{{made.data.id}}'] },
      },
    ],
  },
  {
    rule: 'departure registry-and-family-in-scope',
    title: 'a registry record of another team is not opened',
    as: 'ana',
    call: get(at('carolsFarm')),
    expect: { status: 403, silentOn: ['Hill Farm'] },
  },
  {
    rule: 'departure registry-and-family-in-scope',
    title: 'a list of registry records keeps to one’s scope',
    as: 'ana',
    call: fields('/api/v2/registry_records', 'short_id'),
    expect: { status: 200, rowsById: idsOf('anasFarm') },
  },
  {
    rule: 'departure registry-and-family-in-scope',
    title: 'a family of another team is neither opened nor changed',
    as: 'ana',
    call: patch(at('carolsFamily'), { family_name: 'Taken' }),
    expect: { status: 403 },
    then: [
      {
        as: 'carol',
        call: get(at('carolsFamily')),
        expect: { status: 200, contains: { data: { family_name: 'Rahimi' } } },
      },
    ],
  },
  {
    rule: 'api-records 4.1 family-list-scope',
    title: 'a list of families keeps to one’s scope',
    as: 'ana',
    call: fields('/api/v2/families', 'short_id'),
    expect: { status: 200, rowsById: [] },
  },
  {
    rule: 'api-records 5.2 identified-scope-reduced',
    title: 'a beneficiary does not see who works on his case since when',
    as: 'umar',
    call: get(at('lost')),
    expect: {
      status: 200,
      contains: {
        data: {
          id: records.lost.id,
          status: 'identified',
          identified_by: 'umar',
          identified_by_full_name: 'Umar Tester',
        },
      },
      absent: [
        '/data/created_at',
        '/data/owned_by',
        '/data/owned_by_agency_id',
        '/data/last_updated_by',
        '/data/created_by',
        '/data/registry_record_id',
      ],
    },
  },
  {
    rule: 'access 5.1 wildcard-manage',
    title: 'manage is every action on its resource',
    as: 'kim',
    call: fields(`${at('omid')}`, 'short_id', 'flag_count'),
    expect: { status: 200, contains: { data: { id: anyUuid, short_id: 'cde0004', flag_count: 0 } } },
  },
  {
    rule: 'access 5.1 wildcard-manage',
    title: 'an integration reads who has access among record information',
    as: 'jo',
    call: fields(yusuf, 'assigned_user_names', 'associated_user_names'),
    expect: { status: 200, contains: { data: { associated_user_names: including(['ana']) } } },
  },
]

export const cases: GoldenCase[] = [...asked, ...always, ...readable, ...protectedNames, ...identity, ...scopes]
