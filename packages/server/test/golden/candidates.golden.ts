// Whom a case may be given to, transferred to, referred to (api-records 20.8, api-admin 6.5).
import { forbidden, get } from './calls.ts'
import { both, each, type GoldenCase, including, keys, unordered, without } from './golden.ts'
import { gbv } from './case-work.ts'
import type { PersonName } from './people.ts'

const users = '/api/v2/users'
const module = 'record_module_id=primeromodule-cp'
const names = (...list: PersonName[]) => list.map((user_name) => ({ user_name }))
const path = (what: string, query = '') => `${users}/${what}?record_type=case&${module}${query}`

const asked = (rule: string, title: string, as: PersonName, url: string, data: unknown): GoldenCase => ({
  rule: `api-records 20.8 ${rule}`,
  title,
  as,
  call: get(url),
  expect: { status: 200, contains: { data } },
})
const refused = (title: string, as: PersonName, what: string): GoldenCase => ({
  rule: 'api-records 20.8 needs-the-right',
  title,
  as,
  call: get(path(what)),
  expect: { status: 403, body: forbidden(`${users}/${what}`) },
})

export const cases: GoldenCase[] = [
  {
    rule: 'api-records 20.8 shape',
    title: 'a candidate is named by what one chooses by, without pages',
    as: 'reem',
    call: get(path('refer-to', '&agency=golden-clinic&service=health_medical_service')),
    expect: {
      status: 200,
      body: {
        data: [
          {
            id: '{{people.clara.id}}',
            user_name: 'clara',
            code: null,
            position: 'Nurse',
            location: 'GL0102',
            agency: 'golden-clinic',
            disabled: false,
            services: ['health_medical_service'],
          },
        ],
      },
    },
  },
  asked(
    'refer-to',
    'referrals go to who receives them',
    'reem',
    path('refer-to'),
    both(
      each(keys(['id', 'user_name', 'code', 'position', 'location', 'agency', 'disabled', 'services'])),
      both(
        including(names('ana', 'clara', 'cyrus', 'rico', 'tomas')),
        without(names('reem', 'kim', 'thea', 'badr', 'xenia', 'ugo', 'mags', 'syd', 'gil')),
      ),
    ),
  ),
  asked(
    'refer-to',
    'among them who receives from other modules',
    'reem',
    path('refer-to', '&agency=golden-clinic'),
    unordered(names('clara', 'cyrus', 'gita')),
  ),
  asked(
    'refer-to',
    'by reporting location',
    'reem',
    path('refer-to', '&agency=golden-clinic&location=GL0101'),
    unordered(names('cyrus')),
  ),
  asked(
    'refer-to',
    'none fits, none comes',
    'reem',
    path('refer-to', '&agency=golden-clinic&service=legal_assistance_service'),
    [],
  ),
  asked('refer-to', 'an agency that nobody has gives nobody', 'reem', path('refer-to', '&agency=no-such-agency'), []),
  asked(
    'refer-to',
    'the smaller right gets the same list',
    'rafa',
    path('refer-to', '&agency=golden-clinic'),
    unordered(names('clara', 'cyrus', 'gita')),
  ),
  asked(
    'refer-to',
    'for a survivor, those of that module',
    'gema',
    `${users}/refer-to?record_type=case&record_module_id=${gbv}`,
    both(including(names('gita')), without(names('clara', 'reem', 'gema'))),
  ),
  asked(
    'transfer-to',
    'transfers go to who receives them in that module',
    'reem',
    path('transfer-to'),
    both(
      including(names('ana', 'rico', 'olga', 'tomas', 'rolf')),
      without(names('reem', 'kim', 'clara', 'gita', 'gil', 'thea', 'xenia', 'ugo', 'mags', 'syd')),
    ),
  ),
  asked(
    'transfer-to',
    'of one agency',
    'reem',
    path('transfer-to', '&agency=golden-harbour'),
    unordered(names('tomas', 'rolf')),
  ),
  asked(
    'transfer-to',
    'for a survivor, those of that module: transfers',
    'gema',
    `${users}/transfer-to?record_type=case&record_module_id=${gbv}`,
    unordered(names('gil')),
  ),
  asked(
    'assign-to',
    'within the agency, its people who read cases',
    'agna',
    path('assign-to'),
    both(including(names('reem', 'rico', 'badr', 'gero', 'sela')), without(names('agna', 'tomas', 'clara'))),
  ),
  asked('assign-to', 'the list asks for no module', 'agna', path('assign-to'), including(names('gema'))),
  asked(
    'assign-to',
    'within the group, who shares one',
    'gero',
    path('assign-to'),
    unordered(names('reem', 'rico', 'olga', 'badr', 'rafa')),
  ),
  asked(
    'assign-to',
    'incidents go to who reads incidents',
    'badr',
    `${users}/assign-to?record_type=incident`,
    both(including(names('reem', 'rico')), without(names('clara', 'badr', 'gero'))),
  ),
  refused('who may not refer gets nobody to refer to', 'ana', 'refer-to'),
  refused('who may not transfer gets nobody to transfer to', 'clara', 'transfer-to'),
  refused('who may refer a service only gets nobody to transfer to', 'rafa', 'transfer-to'),
  refused('who may not assign gets nobody: by referral', 'reem', 'assign-to'),
  {
    rule: 'api-records 20.8 needs-the-right',
    title: 'nobody gets nobody',
    as: null,
    call: get(path('refer-to'), { auth: 'none' }),
    expect: { status: 401 },
  },
]
