// Somebody leaves, and nothing is left waiting for an answer that never comes.
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { openTestHouse, shippedBundles, type TestHouse } from '../../test/house.ts'
import { uuid } from '../../test/sync/device.ts'
import { accountByName } from '../accounts/queries.ts'
import { endWork } from './leaving.ts'

let t: TestHouse

const open = 'agency-open-door'
const worker = 'role-cp-case-worker'
const groups = ['usergroup-primero-cp']

function bundles() {
  const all = structuredClone(shippedBundles())
  for (const role of all.flatMap((bundle) => bundle.roles))
    if (role.id === worker) role.permissions['case']?.push('transfer', 'request_transfer')
  return all
}

beforeAll(async () => {
  t = await openTestHouse(inject('database'), { bundles: bundles() })
  const names = ['olga', 'reem', 'rico', 'taker', 'goes', 'quits', 'ends', 'helper']
  await t.enrol(
    ...names.map((userName) => ({ userName, role: worker, agency: open, groups })),
    { userName: 'root', role: 'role-superuser', agency: open, groups },
    { userName: 'badr', role: 'role-cp-manager', agency: open, groups },
  )
})
afterAll(() => t.close())

const module = 'primeromodule-cp'
async function begun(owner: string): Promise<string> {
  const id = uuid()
  const consented = { consent_for_services: true, disclosure_other_orgs: true }
  const reply = await t.as(owner).post('/api/v2/cases', { data: { id, module_id: module, age: 9, ...consented } })
  expect(reply.status, reply.text).toBe(204)
  return id
}

async function asks(user: string, id: string, kind: string, data: object): Promise<string> {
  const reply = await t.as(user).post(`/api/v2/cases/${id}/${kind}`, { data })
  expect(reply.status, reply.text).toBe(200)
  return reply.body.data.id
}
const answers = (user: string, id: string, kind: string, share: string, status: string) =>
  t.as(user).patch(`/api/v2/cases/${id}/${kind}/${share}`, { data: { status } })

const leaves = async (userName: string, to: string | null, { on = null as string | null, isDry = false } = {}) => {
  const idOf = async (name: string) => (await accountByName(t.house.db, name))?.id
  const parts = to === null ? [] : [{ type: 'case', module, user: await idOf(to) }]
  const door = `/api/ext/users/${await idOf(userName)}/leave${isDry ? '?dry=1' : ''}`
  const reply = await t.as('root').post(door, { to: parts, on })
  expect(reply.status, reply.text).toBe(200)
  return reply.body
}

const reads = async (user: string, id: string) => (await t.as(user).get(`/api/v2/cases/${id}`)).status
const theCase = async (user: string, id: string) => (await t.as(user).get(`/api/v2/cases/${id}`)).body.data
const statusOf = async (user: string, id: string, kind: string, share: string) =>
  (await t.as(user).get(`/api/v2/cases/${id}/${kind}`)).body.data.find((one: { id: string }) => one.id === share).status
const heard = async (user: string, id: string) =>
  (await t.as(user).get('/api/ext/me/notices')).body.notices
    .filter(({ record }: { record: { id: string } | null }) => record?.id === id)
    .map(({ kind, by }: { kind: string; by: string }) => `${kind} ${by}`)

test('an offer ends when its case goes over, and its recipient hears that and is out', async () => {
  const id = await begun('goes')
  const transfer = await asks('goes', id, 'transfers', { transitioned_to: 'rico' })
  const referral = await asks('goes', id, 'referrals', { transitioned_to: 'reem' })
  const request = await asks('olga', id, 'transfer_requests', {})
  const own = await asks('taker', id, 'transfer_requests', {})
  const plain = await begun('goes')
  expect(await reads('rico', id)).toBe(200)

  const { moved } = await leaves('goes', 'taker')
  expect(moved).toMatchObject([{ type: 'case', count: 2 }])
  expect(await theCase('taker', plain)).toMatchObject({ owned_by: 'taker', previously_owned_by: 'goes' })
  expect(await theCase('taker', id)).toMatchObject({
    owned_by: 'taker',
    previously_owned_by: 'goes',
    transfer_status: 'revoked',
    transferred_to_users: [],
    assigned_user_names: ['reem'],
  })
  expect(await statusOf('taker', id, 'transfers', transfer)).toBe('revoked')
  expect((await answers('rico', id, 'transfers', transfer, 'accepted')).status).toBe(403)
  expect(await reads('rico', id)).toBe(403)
  expect(await heard('rico', id)).toEqual(['share_ended goes', 'transfer goes'])
  const history = (await t.as('taker').get(`/api/v2/cases/${id}/record_history`)).body.data
  expect(JSON.stringify(history[0])).toMatch(/"owned_by":{"from":"goes","to":"taker"}/)

  // What goes on, and who is asked now.
  expect(await reads('reem', id)).toBe(200)
  expect((await answers('reem', id, 'referrals', referral, 'accepted')).status).toBe(200)
  expect(await heard('taker', id)).toEqual(['share_accepted reem', 'transfer_request olga', 'share_accepted goes'])
  expect(await statusOf('taker', id, 'transfer_requests', own)).toBe('accepted')
  expect((await answers('taker', id, 'transfer_requests', request, 'rejected')).body.data.status).toBe('rejected')
})

test('whoever owns a case from now on is asked by who asked before, by assigning too', async () => {
  const id = await begun('olga')
  await asks('reem', id, 'transfer_requests', {})
  await asks('badr', id, 'assigns', { transitioned_to: 'taker' })
  expect(await heard('taker', id)).toEqual(['transfer_request reem', 'assigned badr'])
})

test('what a leaver was asked for he does not take, what he took ends undone, and senders and owners are told', async () => {
  const [waits, taken, offered, wanted] = [
    await begun('olga'),
    await begun('olga'),
    await begun('olga'),
    await begun('olga'),
  ]
  const asked = await asks('olga', waits, 'referrals', { transitioned_to: 'quits' })
  const held = await asks('olga', taken, 'referrals', { transitioned_to: 'quits' })
  await answers('quits', taken, 'referrals', held, 'accepted')
  await asks('badr', taken, 'assigns', { transitioned_to: 'helper' })
  const transfer = await asks('olga', offered, 'transfers', { transitioned_to: 'quits' })
  const request = await asks('quits', wanted, 'transfer_requests', {})
  const before = await theCase('olga', waits)

  expect(await leaves('quits', null, { isDry: true })).toMatchObject({ moved: [], shares: 4 })
  expect(await statusOf('olga', waits, 'referrals', asked)).toBe('in_progress')
  expect(await leaves('quits', null)).toMatchObject({ shares: 4 })

  expect(await statusOf('olga', waits, 'referrals', asked)).toBe('rejected')
  expect(await statusOf('helper', taken, 'referrals', held)).toBe('revoked')
  expect(await statusOf('olga', offered, 'transfers', transfer)).toBe('rejected')
  expect(await statusOf('olga', wanted, 'transfer_requests', request)).toBe('rejected')
  expect((await heard('olga', waits))[0]).toBe('share_rejected quits')
  expect((await heard('olga', taken))[0]).toBe('share_ended quits')
  expect((await heard('helper', taken))[0]).toBe('share_ended quits')
  expect((await heard('olga', offered))[0]).toBe('share_rejected quits')
  const after = await theCase('olga', waits)
  expect(after).toMatchObject({ assigned_user_names: [], referred_users: [], referred_users_pending_present: false })
  expect(after.last_referral_rejected_at).toBeDefined()
  // Nobody edited the case.
  expect(after.last_updated_by).toBe(before.last_updated_by)
})

test('until a last day somebody answers, and the night after it what is left ends', async () => {
  const [done, left] = [await begun('olga'), await begun('olga')]
  const first = await asks('olga', done, 'referrals', { transitioned_to: 'ends' })
  const second = await asks('olga', left, 'referrals', { transitioned_to: 'ends' })
  const today = t.house.clock().toISOString().slice(0, 10)
  expect(await leaves('ends', null, { on: today })).toMatchObject({ on: today, shares: 2 })
  expect((await answers('ends', done, 'referrals', first, 'rejected')).status).toBe(200)
  await endWork(t.house)
  expect(await statusOf('olga', left, 'referrals', second)).toBe('in_progress')
  t.pass(2 * 24 * 60)
  await endWork(t.house)
  await endWork(t.house)
  expect(await statusOf('olga', left, 'referrals', second)).toBe('rejected')
  expect(await heard('olga', left)).toEqual(['share_rejected ends'])
})
