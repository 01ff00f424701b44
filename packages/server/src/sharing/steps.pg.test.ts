// Disclosure in two steps: who was asked sees the referral form, who accepted what he needs, and the sender both before.
import type { Role } from '@primero/domain/configuration/bundle.ts'
import { formsBefore, leastForms, roleFor } from '@primero/domain/workflow/referral-forms.ts'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { child, cpPeople } from '../../test/access/people.ts'
import { openTestHouse, shippedBundles, type TestHouse } from '../../test/house.ts'
import { edits, intend, pulled, push, registers, uuid } from '../../test/sync/device.ts'

let t: TestHouse

beforeAll(async () => {
  const bundles = shippedBundles().map((bundle) => ({ ...bundle, roles: bundle.roles.flatMap(withOverriding) }))
  t = await openTestHouse(inject('database'), { bundles })
  await t.enrol(...cpPeople, { ...carol, userName: 'rima' }, { ...carol, userName: 'mira', role: overrides })
})
afterAll(() => t.close())

const overrides = 'role-who-overrides'
/** Beside the case workers, those who may refer without consent, too. */
const withOverriding = (role: Role): Role[] =>
  role.id === carol.role
    ? [role, { ...role, id: overrides, permissions: { case: [...(role.permissions.case ?? []), 'consent_override'] } }]
    : [role]
const carol = { role: 'role-cp-case-worker', agency: 'agency-child-bridge', groups: ['usergroup-training-dallis'] }
const provider = 'role-cp-service-provider'
const agreed = { consent_for_services: true, disclosure_other_orgs: true }
const service = {
  unique_id: uuid(),
  service_type: 'psychosocial_service',
  service_response_day_time: '2024-05-12T08:00:00.000Z',
}
const note = { note_subject: 'Visit', note_text: 'He drinks again' }

const begun = (more: object = {}) =>
  registers(t.as('amal'), { ...child, ...agreed, services_section: [service], notes_section: [note], ...more })

type Says = Record<string, unknown>
/** Refers, and gives the referral's id. */
async function refers(id: string, to: string, more: Says): Promise<string> {
  const transition = uuid()
  const args = { type: 'case', id, transition, kind: 'Referral', to, ...more }
  const [outcome] = await push(t.as('amal'), intend('amal', 'transition.make', args, { basedOn: 1 }))
  expect(outcome, JSON.stringify(outcome)).toMatchObject({ outcome: 'applied' })
  return transition
}
async function accepts(user: string, id: string, transition: string): Promise<void> {
  const args = { type: 'case', id, transition, answer: 'accept' }
  const [outcome] = await push(t.as(user), intend(user, 'transition.answer', args, { basedOn: 1 }))
  expect(outcome, JSON.stringify(outcome)).toMatchObject({ outcome: 'applied' })
}
const page = async (user: string, id: string) => pulled(t.as(user), 'case', id)
const finds = async (user: string, query: string): Promise<string[]> =>
  (await t.as(user).get(`/api/v2/cases?${query}`)).body.data.map((one: { id: string }) => one.id)
const preview = (user: string, asked: Says) => t.as(user).post('/api/ext/shares/preview', asked)

test('[ux 9 opens-in-two-steps] until he accepts, who was asked reads the referral form; then the forms that were chosen', async () => {
  const id = await begun()
  const how = {
    authorizedRole: provider,
    forms: ['basic_identity', 'services'],
    opensLater: true,
    serviceRow: service.unique_id,
  }
  const transition = await refers(id, 'selam', how)
  const asked = await page('selam', id)
  expect(asked.data.services_section).toHaveLength(1)
  expect(asked.shares[0]).toMatchObject({ id: transition, opensLater: true })
  // He writes in the service that he sees, and adds none that he would not see.
  expect(asked).toMatchObject({ fixed: ['services_section'], writable: expect.arrayContaining(['services_section']) })
  for (const name of ['name_first', 'age', 'date_of_birth', 'notes_section'])
    expect(asked.data).not.toHaveProperty(name)
  expect(asked.writable).not.toContain('notes_section')
  const { data } = (await t.as('selam').get(`/api/v2/cases/${id}`)).body
  expect(data.permitted_forms).toEqual({ services: 'rw' })
  expect(await finds('selam', 'age=9')).not.toContain(id)
  expect(await finds('selam', `query=Yasmin`)).not.toContain(id)
  const [refused] = await push(
    t.as('selam'),
    edits(t.as('selam'), id, asked.version, [{ path: ['age'], from: 9, to: 12 }]),
  )
  expect(refused.outcome).toBe('refused')

  await accepts('selam', id, transition)
  const opened = await page('selam', id)
  expect(opened.data).toMatchObject({ name_first: 'Yasmin', age: 9 })
  expect(opened.data).not.toHaveProperty('notes_section')
  expect(opened.shares[0].opensLater).toBeUndefined()
  expect(opened.fixed).toBeUndefined()
  expect(await finds('selam', 'age=9')).toContain(id)
})

const food = { unique_id: uuid(), service_type: 'food_service', service_response_day_time: '2024-05-13T08:00:00.000Z' }
const both = { services_section: [service, food] }
const asksFor = { service: 'psychosocial_service', serviceRow: service.unique_id, opensLater: true }

test('[ux 9 opens-in-two-steps] of the services who was asked sees the one that it is about, wherever he looks', async () => {
  const id = await begun(both)
  const done = (at: string) => ({ ...food, service_implemented_day_time: at })
  const [first] = await push(
    t.as('amal'),
    edits(t.as('amal'), id, 1, [
      {
        path: ['services_section', food.unique_id],
        from: food,
        to: done('2024-05-14T08:00:00.000Z'),
      },
    ]),
  )
  expect(first.outcome).toBe('applied')
  const transition = await refers(id, 'selam', { authorizedRole: provider, ...asksFor })
  const selam = t.as('selam')
  const asked = await page('selam', id)
  expect(asked.data.services_section).toMatchObject([{ unique_id: service.unique_id }])
  for (const told of [
    asked,
    (await selam.get(`/api/v2/cases/${id}`)).body,
    (await selam.get(`/api/v2/cases/${id}?fields=services_section`)).body,
    (await selam.get(`/api/v2/cases?fields=short`)).body,
    (await selam.get(`/api/v2/cases?fields=services_section`)).body,
    (await selam.get(`/api/v2/cases/${id}/record_history`)).body,
    (await selam.post('/api/sync/history', { type: 'case', id, page: 1 })).body,
    (await selam.post('/api/sync/pull', { device: uuid(), cursor: null, pins: [{ type: 'case', id }], limit: 100 }))
      .body,
  ]) {
    const text = JSON.stringify(told)
    expect(text).not.toContain(food.unique_id)
    expect(text).not.toContain('food_service')
    expect(text).not.toContain('2024-05-14')
  }
  const when = 'service_implemented_day_times=2024-05-14T00:00:00Z..2024-05-15T00:00:00Z'
  expect(await finds('selam', when)).not.toContain(id)
  expect(await finds('amal', when)).toContain(id)

  const { version } = asked
  const changes = [
    { path: ['services_section', food.unique_id, 'note_on_referral_from_provider'], to: 'Done' },
    { path: ['services_section', uuid()], to: { service_type: 'legal_service' } },
    { path: ['services_section', food.unique_id] },
  ]
  for (const change of changes) {
    const [told] = await push(selam, edits(selam, id, version, [change]))
    expect(told.outcome, JSON.stringify(change.path)).toBe('refused')
  }
  expect((await page('amal', id)).data.services_section).toHaveLength(2)

  await accepts('selam', id, transition)
  expect((await page('selam', id)).data.services_section).toHaveLength(2)
  expect(await finds('selam', when)).toContain(id)
})

test('[ux 9 opens-in-two-steps] a referral that names no service shows none until he accepts', async () => {
  const id = await begun(both)
  const transition = await refers(id, 'selam', { authorizedRole: provider, opensLater: true })
  expect((await page('selam', id)).data).not.toMatchObject({ services_section: [{}] })
  await accepts('selam', id, transition)
  expect((await page('selam', id)).data.services_section).toHaveLength(2)
})

test('over v2 it opens at once, as other programs know it', async () => {
  const id = await begun()
  const asked = { transitioned_to: 'selam', authorized_role_unique_id: provider }
  expect((await t.as('amal').post(`/api/v2/cases/${id}/referrals`, { data: asked })).status).toBe(200)
  expect((await page('selam', id)).data).toMatchObject({ name_first: 'Yasmin', notes_section: [note] })
})

test('where he has it by two referrals, what one opens is open, and what its consent leaves out is not opened by the other', async () => {
  const id = await begun()
  const consent = {
    consent: uuid(),
    purposes: ['referral'],
    services: ['psychosocial_service'],
    agencies: [],
    excluded: ['telephone_current'],
    givenBy: ['child'],
    explainedHow: ['spoken'],
  }
  const gives = (more: Says) =>
    push(t.as('amal'), intend('amal', 'consent.give', { type: 'case', id, ...consent, ...more }, { basedOn: 1 }))
  await gives({})
  await gives({ consent: uuid(), services: ['food_service'], excluded: [] })
  await refers(id, 'carol', {
    service: 'psychosocial_service',
    serviceRow: service.unique_id,
    forms: ['basic_identity'],
  })
  await refers(id, 'carol', { service: 'food_service', forms: ['services'] })
  const { data } = await page('carol', id)
  expect(data).toMatchObject({ age: 9, services_section: [{ service_type: 'psychosocial_service' }] })
  expect(data).not.toHaveProperty('telephone_current')
})

const shows: { says: string; to: string; how: Says }[] = [
  { says: 'a role for referrals', to: 'selam', how: { role: provider } },
  { says: 'some of its forms', to: 'selam', how: { role: provider, forms: ['services'] } },
  { says: 'his own role', to: 'carol', how: {} },
]

test.each(shows)(
  '[ux 9 preview-is-what-they-read] what is shown before it is sent is what he reads then: by $says',
  async ({ to, how }) => {
    const id = await begun()
    const { role, forms } = how as { role?: string; forms?: string[] }
    const reply = await preview('amal', { case: id, to, ...how })
    expect(reply.status, reply.text).toBe(200)
    await refers(id, to, { ...(role ? { authorizedRole: role } : {}), ...(forms ? { forms } : {}) })
    const { data } = (await t.as(to).get(`/api/v2/cases/${id}`)).body
    const asked: string[] = reply.body.forms.flatMap((form: { fields: string[] }) => form.fields)
    for (const name of Object.keys(child)) {
      expect({ name, told: asked.includes(name) }).toEqual({ name, told: name in data })
      expect(reply.body.data[name]).toEqual(data[name])
    }
    for (const form of reply.body.forms) expect(data.permitted_forms[form.id]).toBe(form.writes ? 'rw' : 'r')
  },
)

test('whoever has a case by a referral opens no more of it than that one shows him', async () => {
  const id = await begun()
  await refers(id, 'carol', { forms: ['basic_identity'] })
  const narrow = (await page('carol', id)).data
  expect(narrow).not.toHaveProperty('notes_section')
  const foreseen = (await preview('carol', { case: id, to: 'bilal' })).body
  expect(foreseen.forms.map((form: { id: string }) => form.id)).toEqual(['basic_identity'])
  for (const forms of [undefined, ['basic_identity', 'notes']]) {
    const args = { type: 'case', id, transition: uuid(), kind: 'Referral', to: 'rima', ...(forms ? { forms } : {}) }
    const [outcome] = await push(t.as('carol'), intend('carol', 'transition.make', args))
    expect(outcome, JSON.stringify(outcome)).toMatchObject({ outcome: 'applied' })
    const { data } = await page('rima', id)
    expect(data).toHaveProperty('age')
    expect(data).not.toHaveProperty('notes_section')
  }
})

const overriding = { ground: 'legal_duty', reason: 'The law asks for it' }
const gives = async (id: string, excluded: string[]) => {
  const given = { consent: uuid(), purposes: ['referral'], services: [], agencies: [], givenBy: ['child'] }
  const args = { type: 'case', id, ...given, excluded, explainedHow: ['spoken'] }
  const [outcome] = await push(t.as('amal'), intend('amal', 'consent.give', args, { basedOn: 1 }))
  expect(outcome, JSON.stringify(outcome)).toMatchObject({ outcome: 'applied' })
}
async function refersOn(user: string, id: string, to: string, more: Says = {}): Promise<void> {
  const args = { type: 'case', id, transition: uuid(), kind: 'Referral', to, ...more }
  const [outcome] = await push(t.as(user), intend(user, 'transition.make', args, { basedOn: 1 }))
  expect(outcome, JSON.stringify(outcome)).toMatchObject({ outcome: 'applied' })
}

test('what a consent leaves out of the referral to somebody, he does not pass on by an exception to it, now or later', async () => {
  const id = await begun()
  await gives(id, ['telephone_current', 'name_last'])
  await refers(id, 'mira', {})
  expect((await page('mira', id)).data).not.toHaveProperty('telephone_current')
  await refersOn('mira', id, 'rima', { override: overriding })
  const hidden = (data: Says) => {
    expect(data).toHaveProperty('age')
    for (const name of ['telephone_current', 'name_last', 'name']) expect(data, name).not.toHaveProperty(name)
  }
  hidden((await page('rima', id)).data)

  const version = (await page('amal', id)).version
  const change = [{ path: ['age'], from: 9, to: 10 }]
  await push(t.as('amal'), edits(t.as('amal'), id, version, change))
  await t.as('amal').patch(`/api/v2/cases/${id}`, { data: { disclosure_other_orgs: false } })
  await t.as('amal').patch(`/api/v2/cases/${id}`, { data: { disclosure_other_orgs: true } })
  hidden((await page('rima', id)).data)
  await refersOn('rima', id, 'selam')
  hidden((await page('selam', id)).data)
})

test('a consent that leaves less out does not pass on what his own leaves out, and the preview says so', async () => {
  const id = await begun()
  await gives(id, ['telephone_current'])
  await refers(id, 'carol', {})
  await gives(id, [])
  const foreseen = (await preview('carol', { case: id, to: 'rima' })).body
  const asked = foreseen.forms.flatMap((form: { fields: string[] }) => form.fields)
  expect(asked).toContain('age')
  expect(asked).not.toContain('telephone_current')
  await refersOn('carol', id, 'rima')
  const { data } = await page('rima', id)
  expect(data).toHaveProperty('age')
  expect(data).not.toHaveProperty('telephone_current')
})

test('who has not accepted yet passes on the one service that he sees', async () => {
  const id = await begun(both)
  await refers(id, 'carol', asksFor)
  const foreseen = (await preview('carol', { case: id, to: 'rima' })).body
  expect(foreseen.data.services_section).toMatchObject([{ unique_id: service.unique_id }])
  await refersOn('carol', id, 'rima')
  expect((await page('rima', id)).data.services_section).toMatchObject([{ unique_id: service.unique_id }])
})

test('before it is sent the sender sees what opens later', async () => {
  const id = await begun()
  const how = { role: provider, forms: ['basic_identity', 'services'], opensLater: true }
  const { body } = await preview('amal', { case: id, to: 'selam', ...how })
  expect(body.later).toEqual(['basic_identity'])
  expect(body.first).toEqual({ services_section: [] })
})

test('[ux 9 preview-is-what-they-read] before it is sent the sender sees which service shows first, and which later', async () => {
  const id = await begun(both)
  const how = { role: provider, forms: ['services'], opensLater: true, serviceRow: service.unique_id }
  const { body } = await preview('amal', { case: id, to: 'selam', ...how })
  const idsIn = (rows: { unique_id: string }[]) => rows.map(({ unique_id }) => unique_id)
  expect(idsIn(body.first.services_section)).toEqual([service.unique_id])
  expect(idsIn(body.data.services_section)).toEqual([service.unique_id, food.unique_id])
})

test('what the sender does not read himself is named, and not told', async () => {
  const id = await begun({ hidden_name: true })
  const { body } = await preview('amal', { case: id, to: 'carol' })
  expect(body.data.name).toBe('*******')
  expect(JSON.stringify(body)).not.toContain('Yasmin')
})

test('only who may refer the case is shown it, and only for who may receive it', async () => {
  const id = await begun()
  for (const user of ['carol', 'bilal', 'desk'])
    expect((await preview(user, { case: id, to: 'selam' })).status, user).toBe(404)
  for (const to of ['amal', 'desk', 'nobody']) expect((await preview('amal', { case: id, to })).status, to).toBe(422)
  expect((await preview('amal', { case: id, to: 'carol', role: 'role-cp-manager' })).status).toBe(422)
})

test('[ux 9 least-by-service] the least that a service needs is shown by the role that is offered for it', () => {
  const { roles, lookups } = t.house.configuration()
  const offered = [...roles.values()]
    .filter(({ referralAuthorization }) => referralAuthorization === true)
    .map(({ id, modules, forms }) => ({ id, modules, forms: Object.keys(forms) }))
  const services = lookups.get('lookup-service-type')?.values.map(({ id }) => id) ?? []
  expect(services).toContain('health_medical_service')
  for (const module of ['primeromodule-cp', 'primeromodule-gbv'])
    for (const one of [...services, null]) {
      const least = leastForms(t.house.configuration(), module, one) ?? []
      const role = roleFor(offered, module, least)
      expect({ module, one, beyond: least.filter((form) => !role?.forms.includes(form)) }).toMatchObject({ beyond: [] })
      expect(least).toEqual(expect.arrayContaining(formsBefore(t.house.configuration(), module)))
    }
})

test('a survivor’s clinical care is open to a clinic, and not to a lawyer', () => {
  const least = (service: string) => leastForms(t.house.configuration(), 'primeromodule-gbv', service)
  expect(least('health_medical_service')).toContain('clinical_care')
  expect(least('legal_assistance_service')).toEqual(['services'])
})
