// Modules, read (api-admin 10).
import { forbidden, get } from './calls.ts'
import { anyInt, anyObject, anyText, both, type GoldenCase, including, keys } from './golden.ts'

const modules = '/api/v2/primero_modules'
const cp = `${modules}/{{modules.primeromodule-cp.id}}`

export const cases: GoldenCase[] = [
  {
    rule: 'api-admin 10 list',
    title: 'modules come as a plain list',
    as: 'zaid',
    call: get(modules),
    expect: {
      status: 200,
      contains: both(keys(['data']), {
        data: including([{ unique_id: 'primeromodule-cp' }, { unique_id: 'primeromodule-gbv' }]),
      }),
    },
  },
  {
    rule: 'api-admin 10 module-shape',
    title: 'a module is shown with its record types, its forms and its options twice',
    as: 'zaid',
    call: get(cp),
    expect: {
      status: 200,
      contains: {
        data: {
          id: anyInt,
          unique_id: 'primeromodule-cp',
          name: anyText,
          associated_record_types: ['case', 'tracing_request', 'incident', 'registry_record', 'family'],
          form_section_unique_ids: including(['basic_identity', 'notes', 'services']),
          module_options: {
            workflow_status_indicator: true,
            use_workflow_case_plan: true,
            use_workflow_assessment: false,
          },
          options: {
            workflow_status_indicator: true,
            use_workflow_case_plan: true,
            use_workflow_assessment: false,
          },
          field_map: { map_to: 'primeromodule-cp', fields: including([{ source: ['age'], target: 'age' }]) },
          list_filters: anyObject,
          list_headers: anyObject,
        },
      },
    },
  },
  {
    rule: 'api-admin 10 workflows',
    title: 'the steps of a case stand in the order of the work',
    as: 'zaid',
    call: get(cp),
    expect: {
      status: 200,
      contains: {
        data: {
          workflows: {
            case: [
              { id: 'new', display_text: { en: anyText } },
              { id: 'reopened' },
              { id: 'case_plan' },
              { id: 'care_plan' },
              { id: 'action_plan' },
              { id: 'service_provision' },
              { id: 'services_implemented' },
              { id: 'closed' },
            ],
          },
        },
      },
    },
  },
  {
    rule: 'api-admin 10 workflows',
    title: 'GBV has no such steps',
    as: 'zaid',
    call: get(`${modules}/{{modules.primeromodule-gbv.id}}`),
    expect: {
      status: 200,
      contains: { data: { unique_id: 'primeromodule-gbv', associated_record_types: ['case', 'incident'] } },
      absent: ['/data/workflows'],
    },
  },
  {
    rule: 'api-admin 10 list-headers',
    title: 'the columns of the case list are named by their fields',
    as: 'zaid',
    call: get(cp),
    expect: {
      status: 200,
      contains: {
        data: {
          list_headers: {
            cases: including(['case_id_display', 'short_id', 'name', 'age', 'sex', 'registration_date']),
          },
        },
      },
    },
  },
  {
    rule: 'api-admin 10 rights',
    title: 'who may not touch the configuration reads no modules',
    as: 'ana',
    call: get(modules),
    expect: { status: 403, body: forbidden(modules) },
  },
  {
    rule: 'api-admin 10 rights',
    title: 'who may touch it only in part reads no modules',
    as: 'zoe',
    call: get(modules),
    expect: { status: 403, body: forbidden(modules) },
  },
  {
    rule: 'api-admin 0.3 load-first-then-rights',
    title: 'a module that does not exist is not found, whoever asks',
    as: 'ana',
    call: get(`${modules}/999999`),
    expect: { status: 404, contains: { errors: [{ status: 404 }] } },
  },
]
