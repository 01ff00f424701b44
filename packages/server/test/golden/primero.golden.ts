// What anybody may ask before signing in (api-records 3.4, api-admin 3, 5).
import { get } from './calls.ts'
import { anyBool, anyText, both, type GoldenCase, including, keys, match } from './golden.ts'

export const cases: GoldenCase[] = [
  {
    rule: 'api-admin 3 public-bootstrap',
    title: 'the instance introduces itself to anybody, with exactly these keys',
    as: null,
    call: get('/api/v2/primero', { auth: 'none' }),
    expect: {
      status: 200,
      contains: {
        data: both(
          keys([
            'sandbox_ui',
            'config_ui',
            'allow_self_registration',
            'locales',
            'webpush_enabled',
            'agencies',
            'agencies_logo_options',
            'registration_streams',
            'registration_streams_link_labels',
            'registration_streams_consent_text',
          ]),
          {
            sandbox_ui: anyBool,
            config_ui: match(/^(full|limited)$/),
            allow_self_registration: false,
            webpush_enabled: false,
            registration_streams: [],
            registration_streams_link_labels: {},
            registration_streams_consent_text: {},
          },
        ),
      },
    },
  },
  {
    rule: 'api-admin 3 enabled-locales',
    title: 'the languages that are switched on are named',
    as: null,
    call: get('/api/v2/primero', { auth: 'none' }),
    expect: { status: 200, contains: { data: { locales: including(['en', 'fr', 'ar']) } } },
  },
  {
    rule: 'api-admin 3 agencies-with-logo-only',
    title: 'an agency without a logo is not shown to the public',
    as: null,
    call: get('/api/v2/primero', { auth: 'none' }),
    expect: {
      status: 200,
      contains: { data: { agencies: [], agencies_logo_options: [] } },
      silentOn: ['North Association', 'Former Association', 'golden-north'],
    },
  },
  {
    rule: 'api-records 3.4 identity-providers',
    title: 'without identity providers the list is empty and says so',
    as: null,
    call: get('/api/v2/identity_providers', { auth: 'none' }),
    expect: { status: 200, body: { data: [], metadata: { use_identity_provider: false } } },
  },
  {
    rule: 'api-records 3.4 public-by-design',
    title: 'who is signed in gets the same introduction',
    as: 'ibra',
    call: get('/api/v2/primero'),
    expect: { status: 200, contains: { data: { config_ui: anyText } } },
  },
]
