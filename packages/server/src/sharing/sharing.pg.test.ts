// Sharing over v2, told as stories of people: who is let in, by what, and until when.
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { openTestHouse, shippedBundles, type TestHouse } from '../../test/house.ts'
import { signsIn } from '../../test/devices/browser.ts'
import { intend, uuid } from '../../test/sync/device.ts'

let t: TestHouse

const open = 'agency-open-door'
const bridge = 'agency-child-bridge'
const worker = 'role-cp-case-worker'

/** Shipped workers and managers, with what transferring needs. */
const rights: Record<string, string[]> = {
  'role-cp-case-worker': ['transfer', 'request_transfer'],
  'role-cp-manager': ['transfer', 'accept_or_reject_transfer'],
}
function bundles() {
  const all = structuredClone(shippedBundles())
  for (const role of all.flatMap((bundle) => bundle.roles)) role.permissions['case']?.push(...(rights[role.id] ?? []))
  return all
}

beforeAll(async () => {
  t = await openTestHouse(inject('database'), { bundles: bundles() })
  await t.enrol(
    { userName: 'olga', role: worker, agency: open, groups: ['usergroup-primero-cp'] },
    { userName: 'badr', role: 'role-cp-manager', agency: open, groups: ['usergroup-primero-cp'] },
    { userName: 'reem', role: worker, agency: bridge, groups: ['usergroup-training-dallis'] },
    { userName: 'rico', role: worker, agency: bridge, groups: ['usergroup-training-dallis'] },
    { userName: 'clio', role: 'role-cp-manager', agency: bridge, groups: ['usergroup-training-dallis'] },
    { userName: 'desk', role: 'role-cp-service-provider', agency: bridge, groups: ['usergroup-training-dallis'] },
    { userName: 'far', role: worker, agency: bridge, groups: ['usergroup-training-registration'] },
  )
})
afterAll(() => t.close())

const consented = { consent_for_services: true, disclosure_other_orgs: true }

async function begun(data: object = consented): Promise<string> {
  const id = uuid()
  const module_id = 'primeromodule-cp'
  const reply = await t.as('olga').post('/api/v2/cases', { data: { id, module_id, age: 9, sex: 'female', ...data } })
  expect(reply.status, reply.text).toBe(204)
  return id
}
const asks = (user: string, id: string, kind: string, data: object) =>
  t.as(user).post(`/api/v2/cases/${id}/${kind}`, { data })
const answers = (user: string, id: string, kind: string, transition: string, data: object) =>
  t.as(user).patch(`/api/v2/cases/${id}/${kind}/${transition}`, { data })
const reads = async (user: string, id: string) => (await t.as(user).get(`/api/v2/cases/${id}`)).status
const theCase = async (id: string, user = 'olga') => (await t.as(user).get(`/api/v2/cases/${id}`)).body.data

describe('a referral', () => {
  test('lets its recipient in at once, and out when he rejects it', async () => {
    const id = await begun()
    expect(await reads('reem', id)).toBe(403)
    const made = await asks('olga', id, 'referrals', { transitioned_to: 'reem', notes: 'counselling' })
    expect(made.status, made.text).toBe(200)
    expect(made.body.data).toMatchObject({
      type: 'Referral',
      status: 'in_progress',
      record_id: id,
      record_type: 'case',
      transitioned_by: 'olga',
      transitioned_to: 'reem',
      transitioned_to_user_agency: bridge,
      record_owned_by: 'olga',
      user_can_accept_or_reject: false,
      record_access_denied: false,
      record: { id, assigned_user_names: ['reem'] },
    })
    expect(await reads('reem', id)).toBe(200)
    expect(await reads('rico', id)).toBe(403)
    const rejected = await answers('reem', id, 'referrals', made.body.data.id, {
      status: 'rejected',
      rejected_reason: 'no room',
    })
    expect(rejected.body.data).toMatchObject({
      status: 'rejected',
      rejected_reason: 'no room',
      record_access_denied: true,
    })
    expect(rejected.body.data.responded_at).toBeDefined()
    expect(rejected.body.data.record).toBeUndefined()
    expect(await reads('reem', id)).toBe(403)
    expect((await theCase(id)).assigned_user_names).toEqual([])
  })

  test('without consent makes nothing', async () => {
    const id = await begun({})
    const refused = await asks('olga', id, 'referrals', { transitioned_to: 'reem' })
    expect(refused.status).toBe(422)
    expect(refused.body.errors[0]).toMatchObject({ detail: 'consent', message: ['transition.errors.consent'] })
    expect((await t.as('olga').get(`/api/v2/cases/${id}/referrals`)).body.data).toEqual([])
    expect(await reads('reem', id)).toBe(403)
  })

  test('is answered by nobody but its recipient, and not by the address of another case', async () => {
    const [id, other] = [await begun(), await begun()]
    const { id: referral } = (await asks('olga', id, 'referrals', { transitioned_to: 'reem' })).body.data
    await asks('olga', id, 'referrals', { transitioned_to: 'rico' })
    for (const user of ['olga', 'badr', 'rico', 'far'])
      expect((await answers(user, id, 'referrals', referral, { status: 'accepted' })).status).toBe(403)
    expect((await answers('reem', other, 'referrals', referral, { status: 'accepted' })).status).toBe(403)
    expect((await answers('reem', id, 'referrals', referral, { status: 'accepted' })).body.data.status).toBe('accepted')
  })

  test('that is done says so of its service', async () => {
    const row = uuid()
    const id = await begun({
      ...consented,
      services_section: [{ unique_id: row, service_type: 'health_medical_service' }],
    })
    const { id: referral, record } = (
      await asks('olga', id, 'referrals', { transitioned_to: 'reem', service_record_id: row })
    ).body.data
    expect(record.services_section[0]).toMatchObject({ service_status_referred: true })
    await answers('reem', id, 'referrals', referral, { status: 'accepted' })
    const done = await answers('reem', id, 'referrals', referral, { status: 'done', rejection_note: 'seen twice' })
    expect(done.body.data).toMatchObject({ status: 'done', rejection_note: 'seen twice' })
    expect((await theCase(id)).services_section[0]).toMatchObject({
      service_implemented: 'implemented',
      note_on_referral_from_provider: 'seen twice',
    })
    expect(await reads('reem', id)).toBe(403)
  })

  test('of two, the first that ends leaves its recipient in', async () => {
    const id = await begun()
    const made = [1, 2].map(() => asks('olga', id, 'referrals', { transitioned_to: 'reem' }))
    const [first, second] = (await Promise.all(made)).map((reply) => reply.body.data.id)
    await answers('reem', id, 'referrals', first, { status: 'rejected' })
    expect(await reads('reem', id)).toBe(200)
    await t.as('olga').delete(`/api/v2/cases/${id}/referrals/${second}`)
    expect(await reads('reem', id)).toBe(403)
  })

  test('away from here lets nobody in', async () => {
    const id = await begun()
    const made = await asks('olga', id, 'referrals', { remote: true, transitioned_to_remote: 'a clinic' })
    expect(made.body.data).toMatchObject({ remote: true, status: 'in_progress', user_can_accept_or_reject: false })
    expect((await theCase(id)).assigned_user_names).toEqual([])
  })
})

describe('a transfer', () => {
  test('that is accepted moves the case with its incidents', async () => {
    const id = await begun()
    const incident = uuid()
    const from = { id: incident, module_id: 'primeromodule-cp', incident_case_id: id }
    expect((await t.as('olga').post('/api/v2/incidents', { data: from })).status).toBe(204)
    const { id: transfer } = (await asks('olga', id, 'transfers', { transitioned_to: 'reem' })).body.data
    expect((await theCase(id)).owned_by).toBe('olga')
    const taken = await answers('reem', id, 'transfers', transfer, { status: 'accepted' })
    expect(taken.body.data).toMatchObject({ status: 'accepted', record: { owned_by: 'reem' } })
    expect(await reads('olga', id)).toBe(403)
    expect((await t.as('reem').get(`/api/v2/incidents/${incident}`)).body.data.owned_by).toBe('reem')
    expect((await t.as('olga').get(`/api/v2/incidents/${incident}`)).status).toBe(403)
  })

  test('is answered by who manages its recipient, who reads the case only then', async () => {
    const id = await begun()
    const { id: transfer } = (await asks('badr', id, 'transfers', { transitioned_to: 'reem' })).body.data
    expect(await reads('clio', id)).toBe(403)
    const answered = await answers('clio', id, 'transfers', transfer, { status: 'accepted' })
    expect(answered.status, answered.text).toBe(200)
    expect(await reads('clio', id)).toBe(200)
    expect((await theCase(id, 'reem')).owned_by).toBe('reem')
  })

  test('that was asked for is made by its owner, and still to be accepted', async () => {
    const id = await begun()
    const asked = await asks('far', id, 'transfer_requests', { notes: 'she is with us' })
    expect(asked.status, asked.text).toBe(200)
    expect(asked.body.data).toMatchObject({
      type: 'TransferRequest',
      transitioned_to: 'olga',
      record_access_denied: true,
    })
    expect(asked.body.data.record).toBeUndefined()
    expect(await reads('far', id)).toBe(403)
    const granted = await answers('olga', id, 'transfer_requests', asked.body.data.id, { status: 'accepted' })
    expect(granted.body.data.status).toBe('accepted')
    const [transfer] = (await t.as('olga').get(`/api/v2/cases/${id}/transfers`)).body.data
    expect(transfer).toMatchObject({ status: 'in_progress', transitioned_by: 'olga', transitioned_to: 'far' })
    expect(await reads('far', id)).toBe(200)
  })
})

describe('assigning', () => {
  test('moves the case at once', async () => {
    const id = await begun()
    const reply = await asks('badr', id, 'assigns', { transitioned_to: 'reem', notes: 'moved house' })
    expect(reply.body.data, reply.text).toMatchObject({ type: 'Assign', status: 'done', transitioned_to: 'reem' })
    expect(await reads('olga', id)).toBe(403)
    expect((await theCase(id, 'reem')).owned_by).toBe('reem')
  })

  // rule: departure assignment-ends-transfers
  test('ends a transfer that waits, and leaves a referral', async () => {
    const id = await begun()
    const offered = (await asks('olga', id, 'transfers', { transitioned_to: 'rico' })).body.data
    await asks('olga', id, 'referrals', { transitioned_to: 'far' })
    expect(await reads('rico', id)).toBe(200)
    await asks('badr', id, 'assigns', { transitioned_to: 'reem' })
    expect(await reads('rico', id)).toBe(403)
    expect((await answers('rico', id, 'transfers', offered.id, { status: 'accepted' })).status).toBe(403)
    const kase = await theCase(id, 'reem')
    expect(kase).toMatchObject({ owned_by: 'reem', transfer_status: 'revoked', assigned_user_names: ['far'] })
  })

  test('many needs a filter that the server knows, and repeats it', async () => {
    const ids = [await begun(), await begun()]
    const many = (data: object) => t.as('badr').post('/api/v2/cases/assigns', { data })
    expect((await many({ transitioned_to: 'reem' })).status).toBe(422)
    expect((await many({ transitioned_to: 'reem', filters: { no_such_field: ['x'] } })).status).toBe(422)
    // How a text is compared is no filter: all that he reaches would go.
    expect((await many({ transitioned_to: 'reem', filters: { phonetic: 'true' } })).status).toBe(422)
    for (const id of ids) expect((await theCase(id, 'olga')).owned_by).toBe('olga')
    const filters = { id: ids, status: ['open'] }
    const done = await many({ transitioned_to: 'reem', filters })
    expect(done.body.data, done.text).toEqual({ transitioned_to: 'reem', filters })
    for (const id of ids) expect((await theCase(id, 'reem')).owned_by).toBe('reem')
  })
})

test('an edit of the record changes no transition and lets nobody in', async () => {
  const id = await begun()
  const data = {
    assigned_user_names: ['reem'],
    referred_users: ['reem'],
    transfer_status: 'accepted',
    owned_by: 'reem',
  }
  expect((await t.as('olga').patch(`/api/v2/cases/${id}`, { data })).status).toBe(200)
  expect(await reads('reem', id)).toBe(403)
  expect((await theCase(id)).owned_by).toBe('olga')
})

test('every grant of a share is one of a transition that lives', async () => {
  const { rows } = await sql<{ id: string }>`
    select t.id from record_grant g join transition t on t.id = g.transition
    where g.ended_at is null and not (t.status = 'in_progress' or t.type = 'Referral' and t.status = 'accepted')`.execute(
    t.house.db,
  )
  expect(rows).toEqual([])
})

describe('from a device', () => {
  const sends = async (user: string, name: string, args: object) => {
    const intention = intend(user, name as 'record.edit', args, { basedOn: 1 })
    const reply = await t.as(user).post('/api/sync/push', { intentions: [intention] })
    return { intention, outcome: reply.body.outcomes[0] }
  }
  const shown = async (user: string, id: string) => {
    const reply = await t.as(user).post('/api/sync/records', { type: 'case', ids: [id] })
    return reply.body.records[0]?.shares
  }

  test('a referral is made under the id that the device gave it, once, and each sees what he may do', async () => {
    const [id, transition] = [await begun(), uuid()]
    const args = { type: 'case', id, transition, kind: 'Referral', to: 'reem', notes: 'counselling' }
    const { intention, outcome } = await sends('olga', 'transition.make', args)
    expect(outcome).toMatchObject({ outcome: 'applied' })
    const again = await t.as('olga').post('/api/sync/push', { intentions: [intention] })
    expect(again.body.outcomes[0]).toEqual(outcome)
    expect(await shown('olga', id)).toMatchObject([
      { id: transition, status: 'in_progress', to: 'reem', may: ['revoke'] },
    ])
    expect(await shown('reem', id)).toMatchObject([{ id: transition, notes: 'counselling', may: ['accept', 'reject'] }])
    const answer = { type: 'case', id, transition, answer: 'accept' }
    expect((await sends('reem', 'transition.answer', answer)).outcome).toMatchObject({ outcome: 'applied' })
    expect(await shown('reem', id)).toMatchObject([{ status: 'accepted', may: ['done'] }])
    expect((await sends('rico', 'transition.answer', { ...answer, answer: 'done' })).outcome).toMatchObject({
      outcome: 'refused',
    })
  })

  test('who overrides consent says why, and only who may', async () => {
    const id = await begun({})
    const override = { ground: 'best_interests', reason: 'she is in danger where she is' }
    const args = { type: 'case', id, transition: uuid(), kind: 'Referral', to: 'reem', override }
    const refused = await sends('olga', 'transition.make', args)
    expect(refused.outcome).toMatchObject({ outcome: 'refused', problem: { code: 'rule-broken' } })
    expect((await t.as('olga').get(`/api/v2/cases/${id}/referrals`)).body.data).toEqual([])
  })
})

describe('what v2 sends and nobody keeps', () => {
  const named = (reply: { headers: Record<string, unknown> }) =>
    String(reply.headers['x-primero-ignored'] ?? '')
      .split(', ')
      .sort()

  test('words of another kind of sharing are named to whoever sent them', async () => {
    const id = await begun()
    const assigning = { transitioned_to: 'reem', consent_overridden: true, service: 'food', ids: [id] }
    const assigned = await asks('badr', await begun(), 'assigns', assigning)
    expect(named(assigned)).toEqual(['consent_overridden', 'ids', 'service'])
    expect(assigned.body.data.consent_overridden, assigned.text).toBe(false)
    const referred = await asks('olga', id, 'referrals', { transitioned_to: 'reem', consent_individual_transfer: true })
    expect(named(referred)).toEqual(['consent_individual_transfer'])
    expect(referred.body.data.consent_individual_transfer).toBe(false)
    const outside = { remote: true, transitioned_to: 'rico', transitioned_to_remote: 'a hospital', service: 'food' }
    const left = await asks('olga', await begun(), 'transfers', outside)
    expect(named(left)).toEqual(['service', 'transitioned_to'])
    expect(left.body.data.transitioned_to).toBeUndefined()
  })

  test('more than a hundred at once are refused, and none is shared', async () => {
    const ids = [await begun(), ...Array.from({ length: 100 }, uuid)]
    const many = await t.as('olga').post('/api/v2/cases/referrals', { data: { ids, transitioned_to: 'reem' } })
    expect([many.status, many.body.errors[0].detail]).toEqual([422, ['/ids']])
    expect(await reads('reem', ids[0] ?? '')).toBe(403)
  })

  test('a note with a yes and a reason with a yes are named, too', async () => {
    const id = await begun()
    const { id: referral } = (await asks('olga', id, 'referrals', { transitioned_to: 'reem' })).body.data
    const words = { rejected_reason: 'full', rejection_note: 'seen', nothing: 1 }
    const taken = await answers('reem', id, 'referrals', referral, { status: 'accepted', ...words })
    expect(named(taken)).toEqual(['nothing', 'rejected_reason', 'rejection_note'])
    const done = await answers('reem', id, 'referrals', referral, { status: 'done', ...words })
    expect(named(done)).toEqual(['nothing', 'rejected_reason'])
    expect(done.body.data).toMatchObject({ status: 'done', rejection_note: 'seen' })
  })
})

describe('who is told', () => {
  const told = async (user: string, id: string) => {
    const { headers } = await signsIn(t.app, user)
    const { notices } = (await t.app.inject({ url: '/api/ext/me/notices', headers })).json()
    return notices.filter((one: { record: { id: string } | null }) => one.record?.id === id)
  }

  test('the recipient of what was sent, its sender of the answer, and nobody of what he did himself', async () => {
    const id = await begun()
    const { id: referral } = (await asks('olga', id, 'referrals', { transitioned_to: 'reem' })).body.data
    expect(await told('reem', id)).toMatchObject([{ kind: 'referral', by: 'olga' }])
    await answers('reem', id, 'referrals', referral, { status: 'accepted' })
    expect(await told('olga', id)).toMatchObject([{ kind: 'share_accepted', by: 'reem' }])
    await t.as('olga').delete(`/api/v2/cases/${id}/referrals/${referral}`)
    expect((await told('reem', id)).map((one: { kind: string }) => one.kind)).toEqual(['share_ended', 'referral'])
  })

  test('by a mail without content, where the instance and the person want it', async () => {
    const mails = async () => {
      const { rows } = await sql<{ count: number }>`select count(*)::int as count from mail`.execute(t.house.db)
      return rows[0]?.count
    }
    await sql`update account set email = 'reem@example.org' where user_name = 'reem'`.execute(t.house.db)
    await asks('olga', await begun(), 'referrals', { transitioned_to: 'reem' })
    expect(await mails()).toBe(0)
    const config = t.house.configuration()
    const settings = { ...config.settings, notifications: { send_mail: { transition_notification: true } } }
    t.house.use({ ...config, settings })
    const smtp = { host: '127.0.0.1', port: 1, tls: 'none', from: 'primero@example.org' } as const
    t.house.settings = { ...t.house.settings, smtp: { ...smtp, login: undefined } as never }
    await asks('olga', await begun(), 'referrals', { transitioned_to: 'reem' })
    expect(await mails()).toBe(1)
  })
})
