// System settings (api-admin 4).
import { identifierFields, phoneFields } from '@primero/domain/records/record.ts'
import { get } from './calls.ts'
import {
  anyBool,
  anyList,
  anyObject,
  anyText,
  both,
  each,
  type GoldenCase,
  including,
  keys,
  keysInOrder,
  match,
} from './golden.ts'

const settings = '/api/v2/system_settings'
const fiveTypes = ['cases', 'incidents', 'tracing_requests', 'registry_records', 'families']
const perType = (fields: typeof identifierFields) => ({
  cases: fields.case,
  incidents: fields.incident,
  tracing_requests: fields.tracing_request,
  registry_records: fields.registry_record,
  families: fields.family,
})
const nameFields = [
  'name',
  'name_nickname',
  'name_other',
  'relation_name',
  'relation_nickname',
  'relation_other_family',
  'tracing_names',
  'tracing_nicknames',
]

export const cases: GoldenCase[] = [
  {
    rule: 'api-admin 4 any-signed-in',
    title: 'everybody who is signed in reads the settings that clients need',
    as: 'ibra',
    call: get(settings),
    expect: {
      status: 200,
      contains: {
        data: {
          primero_version: anyText,
          default_locale: 'en',
          base_language: 'en',
          primary_age_range: 'primero',
          approvals_labels: anyObject,
          system_options: anyObject,
          export_require_password: anyBool,
          audit_log: { actions: anyList, record_types: anyList },
        },
      },
    },
  },
  {
    rule: 'api-admin 4 any-signed-in',
    title: 'nobody reads no settings',
    as: null,
    call: get(settings, { auth: 'none' }),
    expect: { status: 401, body: { error: anyText } },
  },
  {
    rule: 'api-admin 4 extended',
    title: 'without asking there are neither agencies nor modules',
    as: 'ana',
    call: get(settings),
    expect: {
      status: 200,
      contains: { data: { base_language: 'en' } },
      absent: ['/data/agencies', '/data/modules'],
    },
  },
  {
    rule: 'api-admin 4 extended',
    title: 'who asks gets all agencies, the disabled ones too, and the modules',
    as: 'ana',
    call: get(`${settings}?extended=true`),
    expect: {
      status: 200,
      contains: {
        data: {
          agencies: including([
            { unique_id: 'golden-north', disabled: false },
            { unique_id: 'golden-shut', disabled: true },
          ]),
          modules: including([{ unique_id: 'primeromodule-cp' }, { unique_id: 'primeromodule-gbv' }]),
        },
      },
    },
  },
  {
    rule: 'api-admin 4 extended',
    title: 'only the word true asks for more',
    as: 'ana',
    call: get(`${settings}?extended=1`),
    expect: {
      status: 200,
      contains: { data: { base_language: 'en' } },
      absent: ['/data/agencies', '/data/modules'],
    },
  },
  {
    rule: 'api-admin 4 nulls-removed',
    title: 'what is not set is not there',
    as: 'ana',
    call: get(settings),
    expect: {
      status: 200,
      contains: { data: { base_language: 'en' } },
      absent: ['/data/code_of_conduct', '/data/field_labels'],
    },
  },
  {
    rule: 'api-admin 4 rtl-locales',
    title: 'of the languages switched on, those written from the right are named',
    as: 'ana',
    call: get(settings),
    expect: { status: 200, contains: { data: { rtl_locales: ['ar'] } } },
  },
  {
    rule: 'api-admin 4 search-fields',
    title: 'the fields of the exact search are listed by type, in the order of clients',
    as: 'ana',
    call: get(settings),
    expect: {
      status: 200,
      contains: { data: { exact_search_fields: both(keysInOrder(fiveTypes), perType(identifierFields)) } },
    },
  },
  {
    rule: 'api-admin 4 search-fields',
    title: 'the fields of the search by sound are the same for all types',
    as: 'ana',
    call: get(settings),
    expect: {
      status: 200,
      contains: {
        data: {
          phonetic_search_fields: both(
            keysInOrder(fiveTypes),
            Object.fromEntries(fiveTypes.map((type) => [type, nameFields])),
          ),
        },
      },
    },
  },
  {
    rule: 'api-admin 4 search-fields',
    title: 'the fields of the search by phone are listed by type',
    as: 'ana',
    call: get(settings),
    expect: {
      status: 200,
      contains: { data: { phone_number_search_fields: both(keysInOrder(fiveTypes), perType(phoneFields)) } },
    },
  },
  {
    rule: 'api-admin 4 age-ranges',
    title: 'age ranges are texts, the last one open',
    as: 'ana',
    call: get(settings),
    expect: {
      status: 200,
      contains: {
        data: {
          age_ranges: {
            primero: ['0 - 5', '6 - 11', '12 - 17', '18+'],
            unhcr: ['0 - 4', '5 - 11', '12 - 17', '18 - 59', '60+'],
          },
        },
      },
    },
  },
  {
    rule: 'api-admin 4 attachments-default',
    title: 'a record takes a hundred files unless set otherwise',
    as: 'ana',
    call: get(settings),
    expect: { status: 200, contains: { data: { system_options: { maximum_attachments_per_record: 100 } } } },
  },
  {
    rule: 'api-admin 4 options-merged-in',
    title: 'nobody’s role makes cases from referrals, so that is off',
    as: 'ana',
    call: get(settings),
    expect: {
      status: 200,
      contains: {
        data: { system_options: { allow_case_creation_from_referral: false, enforce_terms_of_use: false } },
      },
    },
  },
  {
    rule: 'api-admin 4 approvals-labels',
    title: 'the five approvals have a label in each language, if an empty one',
    as: 'ana',
    call: get(settings),
    expect: {
      status: 200,
      contains: {
        data: {
          approvals_labels: both(keys(['assessment', 'case_plan', 'closure', 'action_plan', 'gbv_closure']), {
            closure: { en: anyText, fr: match(/^/), ar: match(/^/) },
          }),
        },
      },
    },
  },
  {
    rule: 'departure no-secrets-in-settings',
    title: 'what servers need to reach each other is not told to everybody',
    as: 'ana',
    settings: {
      system_options: {
        primero_promote_config: [{ host: 'other.example', basic_auth_secret: 'PROMOTE_SECRET' }],
        show_alerts: true,
      },
    },
    call: get(settings),
    expect: {
      status: 200,
      contains: { data: { system_options: { show_alerts: true } } },
      absent: ['/data/system_options/primero_promote_config'],
      silentOn: ['PROMOTE_SECRET', 'other.example'],
    },
  },
  {
    rule: 'api-admin 4 no-update',
    title: 'settings are not changed here',
    as: 'kim',
    call: { method: 'PATCH', path: settings, body: { data: { default_locale: 'fr' } } },
    expect: { status: 404 },
  },
  {
    rule: 'api-admin 4 reporting-location',
    title: 'where to report from has its level and the names of the levels',
    as: 'ana',
    call: get(settings),
    expect: {
      status: 200,
      contains: {
        data: {
          reporting_location_config: {
            field_key: anyText,
            admin_level: 2,
            admin_level_map: { '1': ['province'], '2': ['district'] },
          },
        },
      },
    },
  },
  {
    rule: 'api-admin 4 extended',
    title: 'each module of the settings has what a client’s lists need',
    as: 'ana',
    call: get(`${settings}?extended=true`),
    expect: {
      status: 200,
      contains: {
        data: {
          modules: each({
            unique_id: anyText,
            name: anyText,
            associated_record_types: anyList,
            options: anyObject,
          }),
        },
      },
    },
  },
]
