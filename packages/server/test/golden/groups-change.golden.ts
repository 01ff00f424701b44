// Making, changing and removing user groups (api-admin 8).
import { forbidden, get, patch, post, step } from './calls.ts'
import { anyInt, anyList, type Call, type Expect, type GoldenCase, including, match, unordered } from './golden.ts'
import { at } from './world.ts'

const groups = '/api/v2/user_groups'
const one = (id: string) => `${groups}/{{groups.${id}.id}}`
const user = (name: string) => get(`/api/v2/users/{{people.${name}.id}}`)
const create = (more: object = {}): Call => post(groups, { name: 'Field team', ...more })
const no: Expect = { status: 403, contains: { errors: [{ status: 403, message: 'Forbidden' }] } }
const still = (id: string, data: object) => ({
  as: 'kim',
  call: get(one(id)),
  expect: { status: 200, contains: { data } } as Expect,
})

export const cases: GoldenCase[] = [
  {
    rule: 'api-admin 8 group-create',
    title: 'a group is made and shown with all it has',
    as: 'kim',
    call: create({ description: 'In the field', agency_unique_ids: ['golden-west', 'golden-north'] }),
    expect: {
      status: 200,
      body: {
        data: {
          id: anyInt,
          unique_id: match(/^usergroup-field-team-[0-9a-f]{7}$/),
          name: 'Field team',
          description: 'In the field',
          disabled: false,
          core_resource: false,
          agency_unique_ids: unordered(['golden-west', 'golden-north']),
        },
      },
    },
  },
  {
    rule: 'api-admin 8 group-create',
    title: 'agencies may be named by their numbers',
    as: 'kim',
    call: create({ agency_ids: ['{{agencies.golden-west.id}}'] }),
    expect: { status: 200, contains: { data: { agency_unique_ids: ['golden-west'] } } },
  },
  {
    rule: 'api-admin 0.5 given-number-honoured',
    title: 'a number that the client brings is the group’s, and the answer has no body',
    as: 'kim',
    call: create({ id: 987654 }),
    expect: { status: 204, empty: true },
    then: [
      { as: 'kim', call: get(`${groups}/987654`), expect: { status: 200, contains: { data: { name: 'Field team' } } } },
    ],
  },
  {
    rule: 'api-admin 8 group-refused',
    title: 'a unique id is nobody else’s',
    as: 'kim',
    call: create({ unique_id: 'golden-river' }),
    expect: {
      status: 409,
      contains: { errors: [{ status: 409, message: 'Conflict: A record with this id already exists' }] },
    },
  },
  {
    rule: 'api-admin 8 group-refused',
    title: 'a group without a name is none',
    as: 'kim',
    call: create({ name: '' }),
    expect: { status: 422, contains: { errors: [{ status: 422, detail: 'name', message: anyList }] } },
  },
  {
    rule: 'api-admin 8 group-refused',
    title: 'a mark of the wrong kind is refused',
    as: 'kim',
    call: create({ disabled: 'no' }),
    expect: { status: 422, contains: { errors: [{ detail: ['/disabled'], message: 'Invalid Record JSON' }] } },
  },
  {
    rule: 'api-admin 8 core-resource-read-only',
    title: 'nobody makes a group that belongs to the house',
    as: 'kim',
    call: create({ core_resource: true }),
    expect: { status: 200, contains: { data: { core_resource: false } } },
  },
  {
    rule: 'api-admin 8 creator-joins',
    title: 'who makes a group within a team’s reach is in it',
    as: 'gina',
    call: create({ unique_id: 'field-team' }),
    expect: { status: 200, contains: { data: { unique_id: 'field-team' } } },
    then: [
      {
        as: 'kim',
        call: user('gina'),
        expect: {
          status: 200,
          contains: { data: { user_group_unique_ids: unordered(['golden-lake', 'field-team']) } },
        },
      },
    ],
  },
  {
    rule: 'api-admin 8 creator-joins',
    title: 'who sees everything is not',
    as: 'kim',
    call: create({ unique_id: 'field-team' }),
    expect: { status: 200, contains: { data: { unique_id: 'field-team' } } },
    then: [
      { as: 'kim', call: user('kim'), expect: { status: 200, contains: { data: { user_group_unique_ids: [] } } } },
    ],
  },
  {
    rule: 'api-admin 8 creator-joins',
    title: 'nor is who only administers',
    as: 'admina',
    call: create({ unique_id: 'field-team' }),
    expect: { status: 200 },
    then: [
      { as: 'kim', call: user('admina'), expect: { status: 200, contains: { data: { user_group_unique_ids: [] } } } },
    ],
  },
  {
    rule: 'api-admin 8 group-create',
    title: 'who may only change groups makes none',
    as: 'greg',
    call: create(),
    expect: { status: 403, body: forbidden(groups) },
  },
  {
    rule: 'api-admin 8 group-update',
    title: 'a change keeps what it does not name',
    as: 'kim',
    call: patch(one('golden-river'), { description: 'By the river' }),
    expect: {
      status: 200,
      contains: { data: { description: 'By the river', name: 'River team', agency_unique_ids: ['golden-north'] } },
    },
  },
  {
    rule: 'api-admin 8 group-update',
    title: 'an empty list of agencies clears none',
    as: 'kim',
    call: patch(one('golden-river'), { agency_unique_ids: [] }),
    expect: { status: 200, contains: { data: { agency_unique_ids: ['golden-north'] } } },
  },
  {
    rule: 'api-admin 8 group-update',
    title: 'other agencies replace those that were',
    as: 'kim',
    call: patch(one('golden-river'), { agency_unique_ids: ['golden-south'] }),
    expect: { status: 200, contains: { data: { agency_unique_ids: ['golden-south'] } } },
  },
  {
    rule: 'api-admin 8 group-scope',
    title: 'a member changes his own group',
    as: 'gina',
    call: patch(one('golden-lake'), { name: 'Lakeside team' }),
    expect: { status: 200, contains: { data: { name: 'Lakeside team', unique_id: 'golden-lake' } } },
  },
  {
    rule: 'api-admin 8 group-scope',
    title: 'and nobody else’s',
    as: 'gina',
    call: patch(one('golden-river'), { name: 'Lakeside team' }),
    expect: no,
    then: [still('golden-river', { name: 'River team' })],
  },
  {
    rule: 'api-admin 8 group-scope',
    title: 'whose reach is his own records changes no group, not even his own',
    as: 'greg',
    call: patch(one('golden-hill'), { name: 'Other' }),
    expect: no,
    then: [still('golden-hill', { name: 'Hill team' })],
  },
  {
    rule: 'departure role-ids-never-change',
    title: 'the unique id of a group stays what it was: records are found by it',
    as: 'kim',
    call: patch(one('golden-river'), { unique_id: 'golden-brook' }),
    expect: {
      status: 200,
      contains: { data: { unique_id: 'golden-river' } },
      headers: { 'x-primero-ignored': /unique_id/ },
    },
    then: [{ as: 'dawit', call: get(at('yusuf')), expect: { status: 200 } }],
  },
  {
    rule: 'api-admin 8 group-update',
    title: 'a group out of force still joins those who are in it',
    as: 'kim',
    call: patch(one('golden-river'), { disabled: true }),
    expect: { status: 200, contains: { data: { disabled: true } } },
    then: [{ as: 'dawit', call: get(at('yusuf')), expect: { status: 200 } }],
  },
  {
    rule: 'api-admin 8 group-delete',
    title: 'a group that nobody is in is removed',
    as: 'kim',
    call: { method: 'DELETE', path: one('golden-past') },
    expect: { status: 200, body: { data: { id: '{{groups.golden-past.id}}' } } },
    then: [{ as: 'kim', call: get(one('golden-past')), expect: { status: 404 } }],
  },
  {
    rule: 'departure roles-in-use-stay',
    title: 'a group with people in it stays',
    as: 'kim',
    call: { method: 'DELETE', path: one('golden-river') },
    expect: { status: 422, contains: { errors: [{ status: 422, detail: 'base', message: anyList }] } },
    then: [{ as: 'dawit', call: get(at('yusuf')), expect: { status: 200 } }],
  },
  {
    rule: 'departure names-are-never-used-again',
    title: 'the unique id of a group that was removed is no other group’s ever',
    as: 'kim',
    given: [step('kim', { method: 'DELETE', path: one('golden-past') })],
    call: create({ unique_id: 'golden-past' }),
    expect: { status: 409 },
  },
  {
    rule: 'api-admin 8 group-delete',
    title: 'another team’s group is not removed',
    as: 'gina',
    call: { method: 'DELETE', path: one('golden-past') },
    expect: no,
  },
  {
    rule: 'api-admin 0.3 load-first-then-rights',
    title: 'a group that is not there is not found, whoever changes it',
    as: 'ana',
    call: patch(`${groups}/999999`, { name: 'x' }),
    expect: { status: 404 },
  },
  {
    rule: 'api-admin 8 group-create',
    title: 'what was made is in the list',
    as: 'kim',
    given: [step('kim', create({ unique_id: 'field-team' }))],
    call: get(groups),
    expect: { status: 200, contains: { data: including([{ unique_id: 'field-team', name: 'Field team' }]) } },
  },
]
