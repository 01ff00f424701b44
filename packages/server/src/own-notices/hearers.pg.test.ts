// Who hears of what: the table, played as acts of people.
import { hearers, type Hearer, type NoticeKind, noticeKinds } from '@primero/domain/workflow/notices-leaving.cases.ts'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { openTestHouse, shippedBundles, type TestHouse } from '../../test/house.ts'
import { registers } from '../../test/sync/device.ts'

let t: TestHouse

const open = 'agency-open-door'
const bridge = 'agency-child-bridge'
const [worker, manager] = ['role-cp-case-worker', 'role-cp-manager']
const [north, south] = [['usergroup-primero-cp'], ['usergroup-training-dallis']]

beforeAll(async () => {
  const bundles = structuredClone(shippedBundles())
  for (const role of bundles.flatMap(({ roles }) => roles))
    if (role.id === worker || role.id === manager)
      role.permissions['case']?.push('transfer', 'request_transfer', 'referral', 'resolve_any_flag')
  t = await openTestHouse(inject('database'), { bundles })
  await t.enrol(
    { userName: 'olga', role: worker, agency: open, groups: north },
    { userName: 'colleague', role: worker, agency: open, groups: north },
    { userName: 'badr', role: manager, agency: open, groups: north },
    { userName: 'mara', role: manager, agency: open, groups: north },
    { userName: 'reem', role: worker, agency: bridge, groups: south },
    { userName: 'emad', role: manager, agency: bridge, groups: south },
  )
})
afterAll(() => t.close())

/** Who is who of each case: badr shares and flags, mara does the rest. */
const people: Record<Hearer, string[]> = {
  recipient: ['reem'],
  sender: ['badr'],
  owner: ['olga'],
  managers: ['badr', 'mara'],
  flagger: ['badr'],
  associated: ['olga', 'reem'],
}

const does = async (user: string, method: 'post' | 'patch' | 'delete', path: string, data?: object) => {
  const caller = t.as(user)
  const reply = method === 'delete' ? await caller.delete(path) : await caller[method](path, { data })
  expect(reply.status, reply.text).toBe(200)
  return reply.body.data?.id as string
}

/** What was done last, by whom; what comes before it is told of, too, and not asked here. */
const acts: Partial<Record<NoticeKind, (of: string) => Promise<string>>> = {
  referral: async (of) => {
    await does('badr', 'post', `${of}/referrals`, { transitioned_to: 'reem' })
    return 'badr'
  },
  transfer: async (of) => {
    await does('badr', 'post', `${of}/transfers`, { transitioned_to: 'reem' })
    return 'badr'
  },
  transfer_request: async (of) => {
    await does('reem', 'post', `${of}/transfer_requests`, {})
    return 'reem'
  },
  assigned: async (of) => {
    await does('badr', 'post', `${of}/assigns`, { transitioned_to: 'reem' })
    return 'badr'
  },
  share_accepted: async (of) => {
    const id = await does('badr', 'post', `${of}/referrals`, { transitioned_to: 'reem' })
    await does('reem', 'patch', `${of}/referrals/${id}`, { status: 'accepted' })
    return 'reem'
  },
  share_rejected: async (of) => {
    const id = await does('badr', 'post', `${of}/referrals`, { transitioned_to: 'reem' })
    await does('reem', 'patch', `${of}/referrals/${id}`, { status: 'rejected' })
    return 'reem'
  },
  share_done: async (of) => {
    const id = await does('badr', 'post', `${of}/referrals`, { transitioned_to: 'reem' })
    for (const status of ['accepted', 'done']) await does('reem', 'patch', `${of}/referrals/${id}`, { status })
    return 'reem'
  },
  share_ended: async (of) => {
    const id = await does('badr', 'post', `${of}/referrals`, { transitioned_to: 'reem' })
    await does('olga', 'delete', `${of}/referrals/${id}`)
    return 'olga'
  },
  approval_requested: async (of) => {
    await does('olga', 'patch', `${of}/approvals/case_plan`, { approval_status: 'requested' })
    return 'olga'
  },
  approval_answered: async (of) => {
    await does('olga', 'patch', `${of}/approvals/case_plan`, { approval_status: 'requested' })
    await does('badr', 'patch', `${of}/approvals/case_plan`, { approval_status: 'approved' })
    return 'badr'
  },
  flag_raised: async (of) => {
    await does('badr', 'post', `${of}/flags`, { message: 'look' })
    return 'badr'
  },
  flag_resolved: async (of) => {
    const flag = await does('badr', 'post', `${of}/flags`, { message: 'look' })
    await does('mara', 'patch', `${of}/flags/${flag}`, { unflag_message: 'looked' })
    return 'mara'
  },
}

/** Told by the clock, by consent, by answers or by a look: their own tests say to whom. */
const elsewhere: NoticeKind[] = ['field_alert', 'task_due', 'task_overdue', 'silence', 'consent_withdrawn', 'revealed']

test('each kind of notice has somebody who plays it', () => {
  expect([...Object.keys(acts), ...elsewhere].sort()).toEqual([...noticeKinds].sort())
})

test.each(Object.entries(acts))(
  'of %s hear those of the table, and nobody of what he did himself',
  async (kind, act) => {
    const id = await registers(t.as('olga'), { age: 9, consent_for_services: true, disclosure_other_orgs: true })
    const actor = await act(`/api/v2/cases/${id}`)
    const heard: string[] = []
    for (const user of ['olga', 'colleague', 'badr', 'mara', 'reem', 'emad']) {
      const { notices } = (await t.as(user).get('/api/ext/me/notices')).body
      const isTold = (one: { kind: string; record: { id: string } | null }) =>
        one.kind === kind && one.record?.id === id
      if (notices.some(isTold)) heard.push(user)
    }
    const meant = new Set(hearers[kind as NoticeKind].flatMap((who) => people[who]).filter((user) => user !== actor))
    expect(heard.toSorted()).toEqual([...meant].sort())
  },
)
