// Cases that belong together (api-records 15, records 9). reem and rico each reach their own; badr reaches both.
import { del, forbidden, get, patch, post, step } from './calls.ts'
import { consent, invalid, isShutOut, made, madeId, opens, shows } from './case-work.ts'
import { anyBool, anyText, anyUuid, both, type Call, type Expect, type GoldenCase, keys } from './golden.ts'
import type { PersonName } from './people.ts'
import { at, unused } from './world.ts'

const url = `${made}/case_relationships`
const otherId = '{{other.data.id}}'
const otherUrl = `/api/v2/cases/${otherId}/case_relationships`
const one = `${url}/{{link.data.id}}`

const child = { name_first: 'Omar', name_last: 'Mansour', sex: 'male', age: 5 }
const two = [opens('reem'), opens('reem', { ...consent, ...child }, 'other')]
/** The second case is rico's. */
const apart = [opens('reem'), opens('rico', { ...consent, ...child }, 'other')]

const links = (type: unknown = 'farmer_on', to: unknown = otherId): Call =>
  post(url, { case_id: to, relationship_type: type })
const linked = (as: PersonName = 'reem', call = links()) => step(as, call, 'link')
const asked = (type: string, of = url): string => `${of}?relationship_type=${type}`
const refused = (resource: string): Expect => ({ status: 403, body: forbidden(resource) })
const none = (as: PersonName, of = url) => shows(as, asked('farmer_on', of), [])
const broken = (resource: string, detail: string): Expect => ({
  status: 422,
  contains: { errors: [{ status: 422, resource, detail }] },
})

const making: GoldenCase[] = [
  {
    rule: 'api-records 15 create',
    title: 'two cases are linked, and the answer shows the link from the case that was asked',
    as: 'reem',
    given: two,
    call: links(),
    expect: {
      status: 200,
      contains: {
        data: both(keys(['id', 'case_id', 'relationship_type', 'primary', 'disabled', 'data']), {
          id: anyUuid,
          case_id: otherId,
          relationship_type: 'farmer_on',
          primary: false,
          disabled: false,
          data: { id: otherId, enabled: true, case_id_display: anyText, name: 'Omar Mansour' },
        }),
      },
      absent: ['/metadata'],
    },
    then: [shows('reem', asked('farmer_on'), [{ id: '{{reply.data.id}}', case_id: otherId }])],
  },
  {
    rule: 'api-records 15 inverse',
    title: 'from the other case the link is read the other way round',
    as: 'reem',
    given: [...two, linked()],
    call: get(asked('farm_for', otherUrl)),
    expect: {
      status: 200,
      contains: {
        data: [
          {
            id: '{{link.data.id}}',
            case_id: madeId,
            relationship_type: 'farm_for',
            data: { id: madeId, name: 'Layla Mansour' },
          },
        ],
      },
    },
    then: [none('reem', otherUrl), shows('reem', asked('farm_for'), [])],
  },
  {
    rule: 'api-records 15 inverse',
    title: 'a link that is made the other way round is the same link',
    as: 'reem',
    given: two,
    call: links('farm_for'),
    expect: { status: 200, contains: { data: { case_id: otherId, relationship_type: 'farm_for' } } },
    then: [
      shows('reem', asked('farmer_on', otherUrl), [
        { id: '{{reply.data.id}}', case_id: madeId, relationship_type: 'farmer_on' },
      ]),
    ],
  },
  {
    rule: 'api-records 15 unknown-type',
    title: 'a type that nobody knows is refused',
    as: 'reem',
    given: two,
    call: links('neighbour_of'),
    expect: broken(url, 'relationship_type'),
    then: [none('reem')],
  },
  {
    rule: 'api-records 15 unknown-type',
    title: 'so is none',
    as: 'reem',
    given: two,
    call: post(url, { case_id: otherId }),
    expect: broken(url, 'relationship_type'),
  },
  {
    rule: 'api-records 15 no-self-link',
    title: 'no case is linked to itself',
    as: 'reem',
    given: two,
    call: links('farmer_on', madeId),
    expect: broken(url, 'to_case_id'),
    then: [none('reem')],
  },
  {
    rule: 'api-records 15 unknown-case',
    title: 'a case that does not exist is linked to none',
    as: 'reem',
    given: two,
    call: links('farmer_on', unused.one),
    expect: invalid(url, 'to_case_id', 'errors.models.case_relationship.case'),
  },
  {
    rule: 'api-records 15 unknown-case',
    title: 'what is no id is no case either',
    as: 'reem',
    given: two,
    call: links('farmer_on', 'CP-1234567'),
    expect: invalid(url, 'to_case_id', 'errors.models.case_relationship.case'),
  },
  {
    rule: 'departure case-relationship-reach',
    title: 'a case out of reach is answered like one that does not exist',
    as: 'reem',
    given: apart,
    call: links(),
    expect: invalid(url, 'to_case_id', 'errors.models.case_relationship.case'),
    then: [none('badr')],
  },
  {
    rule: 'api-records 15 once',
    title: 'the same link is made once',
    as: 'reem',
    given: [...two, linked()],
    call: links(),
    expect: { status: 409, contains: { errors: [{ status: 409, resource: url }] } },
  },
  {
    rule: 'api-records 15 once',
    title: 'said from the other case it is the same link, too',
    as: 'reem',
    given: [...two, linked()],
    call: post(otherUrl, { case_id: madeId, relationship_type: 'farm_for' }),
    expect: { status: 409, contains: { errors: [{ status: 409, resource: otherUrl }] } },
  },
  {
    rule: 'api-records 15 once',
    title: 'one that was put out of force is there all the same',
    as: 'reem',
    given: [...two, linked(), step('reem', del(one))],
    call: links(),
    expect: { status: 409, contains: { errors: [{ status: 409, resource: url }] } },
  },
  {
    rule: 'api-records 15 once',
    title: 'the pair in the other order is another link',
    as: 'reem',
    given: [...two, linked()],
    call: links('farm_for'),
    expect: { status: 200, contains: { data: { relationship_type: 'farm_for', case_id: otherId } } },
  },
]

const reading: GoldenCase[] = [
  {
    rule: 'api-records 15 list',
    title: 'links are listed with the latest first, those out of force too',
    as: 'reem',
    given: [
      ...two,
      opens('reem', consent, 'third'),
      linked(),
      step('reem', links('farmer_on', '{{third.data.id}}'), 'later'),
      step('reem', del(one)),
    ],
    call: get(asked('farmer_on')),
    expect: {
      status: 200,
      contains: {
        data: [
          { id: '{{later.data.id}}', disabled: false },
          { id: '{{link.data.id}}', disabled: true },
        ],
      },
      absent: ['/metadata'],
    },
  },
  {
    rule: 'api-records 15 type-left-out',
    title: 'without a type all of them are listed',
    as: 'reem',
    given: [
      ...two,
      opens('reem', consent, 'third'),
      linked(),
      step('reem', links('farm_for', '{{third.data.id}}'), 'later'),
    ],
    call: get(url),
    expect: {
      status: 200,
      contains: {
        data: [
          { id: '{{later.data.id}}', relationship_type: 'farm_for' },
          { id: '{{link.data.id}}', relationship_type: 'farmer_on' },
        ],
      },
    },
  },
  {
    rule: 'api-records 15 unknown-type',
    title: 'of a type that nobody knows there are none',
    as: 'reem',
    given: [...two, linked()],
    call: get(asked('neighbour_of')),
    expect: { status: 200, body: { data: [] } },
  },
  {
    rule: 'departure case-relationship-fields',
    title: 'the other case shows no protected name',
    as: 'reem',
    given: [opens('reem'), opens('reem', { ...consent, ...child, hidden_name: true }, 'other'), linked()],
    call: get(asked('farmer_on')),
    expect: {
      status: 200,
      contains: { data: [{ data: { name: '*******', enabled: anyBool } }] },
      silentOn: ['Omar'],
    },
  },
  {
    rule: 'departure case-relationship-reach',
    title: 'who does not reach the other case does not hear of the link',
    as: 'reem',
    given: [...apart, linked('badr')],
    call: get(url),
    expect: { status: 200, body: { data: [] } },
    then: [none('rico', otherUrl), shows('badr', asked('farmer_on'), [{ id: '{{link.data.id}}' }])],
  },
  {
    rule: 'departure case-relationship-reach',
    title: 'nor may he put it out of force',
    as: 'reem',
    given: [...apart, linked('badr')],
    call: del(one),
    expect: { status: 404, contains: { errors: [{ status: 404, message: 'Not Found' }] } },
    then: [shows('badr', asked('farmer_on'), [{ disabled: false }])],
  },
  {
    rule: 'api-records 15 view-needs-its-right',
    title: 'who holds neither right reads no links, not even of his own case',
    as: 'olga',
    given: [opens('olga')],
    call: get(url),
    expect: refused(url),
  },
  {
    rule: 'api-records 15 in-scope',
    title: 'links of a case out of reach are refused',
    as: 'reem',
    call: get(`${at('yusuf')}/case_relationships`),
    expect: refused(`${at('yusuf')}/case_relationships`),
  },
  {
    rule: 'api-records 15 in-scope',
    title: 'links of a case that does not exist are not found',
    as: 'reem',
    call: get(`/api/v2/cases/${unused.one}/case_relationships`),
    expect: { status: 404, contains: { errors: [{ status: 404, message: 'Not Found' }] } },
  },
]

const changing: GoldenCase[] = [
  {
    rule: 'api-records 15 change',
    title: 'a link becomes the primary one',
    as: 'reem',
    given: [...two, linked()],
    call: patch(one, { primary: true }),
    expect: {
      status: 200,
      contains: { data: { id: '{{link.data.id}}', primary: true, disabled: false, data: { id: otherId } } },
    },
    then: [shows('reem', asked('farm_for', otherUrl), [{ primary: true }])],
  },
  {
    rule: 'api-records 15 change',
    title: 'changed from the other case it answers from there',
    as: 'reem',
    given: [...two, linked()],
    call: patch(`${otherUrl}/{{link.data.id}}`, { primary: true, disabled: true }),
    expect: {
      status: 200,
      contains: { data: { case_id: madeId, relationship_type: 'farm_for', primary: true, disabled: true } },
    },
    then: [shows('reem', asked('farmer_on'), [{ primary: true, disabled: true }])],
  },
  {
    rule: 'api-records 15 change',
    title: 'the word PUT does the same',
    as: 'reem',
    given: [...two, linked()],
    call: { ...patch(one, { primary: true }), method: 'PUT' },
    expect: { status: 200, contains: { data: { primary: true } } },
  },
  {
    rule: 'api-records 15 change',
    title: 'a link that was put out of force comes back',
    as: 'reem',
    given: [...two, linked(), step('reem', del(one))],
    call: patch(one, { disabled: false }),
    expect: { status: 200, contains: { data: { disabled: false, primary: false } } },
  },
  {
    rule: 'api-records 15 change',
    title: 'neither is a word',
    as: 'reem',
    given: [...two, linked()],
    call: patch(one, { primary: 'very' }),
    expect: { status: 422 },
    then: [shows('reem', asked('farmer_on'), [{ primary: false }])],
  },
  {
    rule: 'api-records 15 delete',
    title: 'deleting a link puts it out of force',
    as: 'reem',
    given: [...two, linked()],
    call: del(one),
    expect: {
      status: 200,
      contains: { data: { id: '{{link.data.id}}', case_id: otherId, relationship_type: 'farmer_on', disabled: true } },
    },
    then: [
      shows('reem', asked('farmer_on'), [{ disabled: true }]),
      shows('reem', asked('farm_for', otherUrl), [{ disabled: true }]),
    ],
  },
  {
    rule: 'api-records 15 update-needs-its-right',
    title: 'who may only read links makes none',
    as: 'gero',
    given: apart,
    call: links(),
    expect: refused(url),
    then: [none('gero')],
  },
  {
    rule: 'api-records 15 update-needs-its-right',
    title: 'nor changes one',
    as: 'gero',
    given: [...apart, linked('badr')],
    call: patch(one, { primary: true }),
    expect: { status: 403 },
    then: [shows('gero', asked('farmer_on'), [{ primary: false }])],
  },
  {
    rule: 'departure case-relationship-of-this-record',
    title: 'a link is changed through one of its own two cases',
    as: 'reem',
    given: [...two, opens('reem', consent, 'third'), linked()],
    call: patch('/api/v2/cases/{{third.data.id}}/case_relationships/{{link.data.id}}', { primary: true }),
    expect: { status: 404, contains: { errors: [{ status: 404, message: 'Not Found' }] } },
    then: [shows('reem', asked('farmer_on'), [{ primary: false }])],
  },
  {
    rule: 'api-records 15 in-scope',
    title: 'nobody links from a case out of reach',
    as: 'reem',
    given: two,
    call: post(`${at('yusuf')}/case_relationships`, { case_id: madeId, relationship_type: 'farmer_on' }),
    expect: refused(`${at('yusuf')}/case_relationships`),
    then: [isShutOut('reem', at('yusuf'))],
  },
  {
    rule: 'api-records 15 audited',
    title: 'putting a link out of force stands in the audit of the case',
    as: 'audi',
    given: [...two, linked(), step('reem', del(one))],
    call: get('/api/v2/audit_logs?user_name=reem&audit_log_actions[0]=delete'),
    expect: { status: 200, contains: { data: [{ action: 'delete', record_id: madeId }] } },
  },
  {
    rule: 'api-records 15 audited',
    title: 'so does reading links',
    as: 'audi',
    given: [...two, step('reem', get(asked('farmer_on')))],
    call: get('/api/v2/audit_logs?user_name=reem&audit_log_actions[0]=index'),
    expect: { status: 200, contains: { data: [{ action: 'index', record_id: madeId }] } },
  },
]

export const cases: GoldenCase[] = [...making, ...reading, ...changing]
