// Forms and fields, read (api-admin 11).
import { get } from './calls.ts'
import { anyInt, anyText, both, each, type GoldenCase, including, keys, unordered, without } from './golden.ts'

const forms = '/api/v2/forms'
const probe = `${forms}/{{forms.golden_probe.id}}`

export const cases: GoldenCase[] = [
  {
    rule: 'api-admin 11.1 every-form-to-everybody',
    title: 'everybody who is signed in gets every form, whatever his role, without pages',
    as: 'ibra',
    call: get(forms),
    expect: {
      status: 200,
      contains: both(keys(['data']), {
        data: including([
          { unique_id: 'basic_identity', parent_form: 'case', is_nested: false },
          { unique_id: 'gbv_survivor_information', parent_form: 'case' },
          { unique_id: 'services_section', is_nested: true },
          { unique_id: 'golden_probe' },
        ]),
      }),
    },
  },
  {
    rule: 'api-admin 11.1 every-form-to-everybody',
    title: 'nobody gets no forms',
    as: null,
    call: get(forms, { auth: 'none' }),
    expect: { status: 401, body: { error: anyText } },
  },
  {
    rule: 'api-admin 11.1 form-filters',
    title: 'the forms of one type of record are asked for',
    as: 'ana',
    call: get(`${forms}?record_type=incident`),
    expect: {
      status: 200,
      contains: {
        data: both(each({ parent_form: 'incident' }), including([{ unique_id: 'cp_incident_form' }])),
      },
    },
  },
  {
    rule: 'api-admin 11.1 form-filters',
    title: 'the forms of one module are asked for',
    as: 'ana',
    call: get(`${forms}?record_type=case&module_id=primeromodule-gbv&exclude_subforms=true`),
    expect: {
      status: 200,
      contains: {
        data: both(
          including([{ unique_id: 'gbv_survivor_information' }, { unique_id: 'cp_case_plan' }]),
          without([{ unique_id: 'basic_identity' }]),
        ),
      },
    },
  },
  {
    rule: 'api-admin 11.1 form-filters',
    title: 'one form is asked for by its id',
    as: 'ana',
    call: get(`${forms}?unique_id=golden_probe`),
    expect: { status: 200, contains: { data: [{ unique_id: 'golden_probe' }] } },
  },
  {
    rule: 'api-admin 11.1 form-filters',
    title: 'subforms are left out by whatever word one says it with',
    as: 'ana',
    call: get(`${forms}?exclude_subforms=no`),
    expect: { status: 200, contains: { data: each({ is_nested: false }) } },
  },
  {
    rule: 'api-admin 11.2 form-shape',
    title: 'a form is shown with its place, its modules and its name in every language',
    as: 'ana',
    call: get(`${forms}?unique_id=golden_probe`),
    expect: {
      status: 200,
      contains: {
        data: [
          {
            id: anyInt,
            unique_id: 'golden_probe',
            name: { en: 'Probe', fr: '', ar: '' },
            parent_form: 'case',
            visible: true,
            order: 10,
            order_form_group: 900,
            order_subform: 0,
            form_group_id: 'golden',
            is_nested: false,
            mobile_form: true,
            editable: true,
            core_form: false,
            module_ids: ['primeromodule-cp'],
            collapsed_field_names: [],
          },
        ],
      },
    },
  },
  {
    rule: 'api-admin 11.2 no-group-name',
    title: 'the name of a form’s group is never told with the form',
    as: 'ana',
    call: get(forms),
    expect: {
      status: 200,
      contains: { data: including([{ unique_id: 'basic_identity' }]) },
      silentOn: ['form_group_name'],
    },
  },
  {
    rule: 'api-admin 11.3 fields-in-order',
    title: 'the fields of a form stand in their order',
    as: 'ana',
    call: get(`${forms}?unique_id=golden_scores`),
    expect: {
      status: 200,
      contains: {
        data: [
          {
            fields: [
              { name: 'score', order: 0 },
              { name: 'scored_on', order: 1 },
              { name: 'remarks', order: 2 },
            ],
          },
        ],
      },
    },
  },
  {
    rule: 'api-admin 11.3 field-shape',
    title: 'a field is shown with its type, its label in every language and its marks',
    as: 'ana',
    call: get(`${forms}?unique_id=golden_scores`),
    expect: {
      status: 200,
      contains: {
        data: [
          {
            fields: including([
              {
                id: anyInt,
                form_section_id: '{{forms.golden_scores.id}}',
                name: 'score',
                type: 'numeric_field',
                display_name: { en: 'score', fr: '', ar: '' },
                visible: true,
                mobile_visible: true,
                required: false,
                editable: true,
                disabled: false,
              },
            ]),
          },
        ],
      },
    },
  },
  {
    rule: 'api-admin 11.3 subform-by-id',
    title: 'a field with rows names the form of its rows by number',
    as: 'ana',
    call: get(`${forms}?unique_id=golden_probe`),
    expect: {
      status: 200,
      contains: {
        data: [
          {
            fields: including([
              { name: 'golden_scores', type: 'subform', subform_section_id: '{{forms.golden_scores.id}}' },
            ]),
          },
        ],
      },
    },
  },
  {
    rule: 'api-admin 11.3 field-specials',
    title: 'inline options, tallies, times and sums of rows are shown as clients know them',
    as: 'ana',
    call: get(`${forms}?unique_id=golden_probe`),
    expect: {
      status: 200,
      contains: {
        data: [
          {
            fields: including([
              {
                name: 'golden_radio',
                option_strings_text: [
                  { id: 'a', display_text: { en: 'A', fr: '' } },
                  { id: 'b', display_text: { en: 'B' }, disabled: true },
                ],
              },
              {
                name: 'golden_tally',
                tally: [{ id: 'boys', display_text: { en: 'Boys' } }, { id: 'girls' }],
              },
              { name: 'golden_moment', type: 'date_field', date_include_time: true },
              { name: 'golden_sum', type: 'calculated' },
              {
                name: 'golden_latest_score',
                subform_summary: {
                  subform_field_name: 'golden_scores',
                  first: { field_name: 'score', order_by: 'scored_on', order: 'desc' },
                },
              },
            ]),
          },
        ],
      },
    },
  },
  {
    rule: 'api-admin 11.6 option-sources',
    title: 'where options come from is written as clients know it',
    as: 'ana',
    call: get(`${forms}?unique_id=basic_identity`),
    expect: {
      status: 200,
      contains: {
        data: [
          {
            fields: including([
              { name: 'sex', option_strings_source: 'lookup lookup-gender' },
              { name: 'location_current', option_strings_source: 'Location' },
              { name: 'nationality', option_strings_source: 'lookup lookup-country', multi_select: true },
            ]),
          },
        ],
      },
    },
  },
  {
    rule: 'api-admin 11.1 show-rights',
    title: 'who may touch the configuration reads one form',
    as: 'zaid',
    call: get(probe),
    expect: { status: 200, contains: { data: { unique_id: 'golden_probe' } } },
  },
  {
    rule: 'api-admin 11.1 show-rights',
    title: 'who may touch it in part reads one form too, a nested one as well',
    as: 'zoe',
    call: get(`${forms}/{{forms.golden_scores.id}}`),
    expect: { status: 200, contains: { data: { unique_id: 'golden_scores', is_nested: true } } },
  },
  {
    rule: 'api-admin 11.1 show-rights',
    title: 'who may not is refused before it is looked whether the form exists',
    as: 'ana',
    call: get(`${forms}/999999`),
    expect: { status: 403, contains: { errors: [{ status: 403 }] } },
  },
  {
    rule: 'api-admin 11.1 show-rights',
    title: 'a form that does not exist is not found by whom may',
    as: 'zaid',
    call: get(`${forms}/999999`),
    expect: { status: 404, contains: { errors: [{ status: 404 }] } },
  },
  {
    rule: 'api-admin 11.2 no-group-name',
    title: 'keys that are not set are left out of a form',
    as: 'zaid',
    call: get(probe),
    expect: {
      status: 200,
      contains: { data: { fields: unordered(Array.from({ length: 11 }, () => ({ id: anyInt }))) } },
      absent: ['/data/display_conditions', '/data/header_message_link'],
    },
  },
]
