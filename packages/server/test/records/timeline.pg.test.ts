// Who sees which lines of time, through the door from which the page takes its record. The table, played.
import type { Role } from '@primero/domain/configuration/bundle.ts'
import { timelineOf } from '@primero/domain/workflow/timeline.ts'
import { readerCases } from '@primero/domain/workflow/timeline.cases.ts'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { openTestHouse, shippedBundles, type TestHouse } from '../house.ts'
import { intend, push, uuid } from '../sync/device.ts'

let t: TestHouse

const [open, bridge] = ['agency-open-door', 'agency-child-bridge']
const [north, south] = [['usergroup-primero-cp'], ['usergroup-training-dallis']]
const worker = 'role-cp-case-worker'
const services = 'role-services'

/** Who of the house each of them is. */
const readers: Record<string, string> = {
  amal: 'amal',
  dina: 'dina',
  'dina, without notes': 'quiet',
  'dina, without approvals': 'plain',
  'bilal, authorised role of services': 'bilal',
  'bilal, authorised role of services, own role with flag': 'basma',
  'carol, referred too, authorised role of services': 'carol',
  'emad, manages its recipient': 'emad',
  'a stranger': 'admin',
}

beforeAll(async () => {
  const bundles = structuredClone(shippedBundles())
  const roles = bundles.flatMap((bundle) => bundle.roles)
  const role = (id: string): Role => roles.find((one) => one.id === id) as Role
  const all = bundles.flatMap(({ forms }) => forms).filter(({ modules }) => modules.includes('primeromodule-cp'))
  const without = (...ids: string[]): Role['forms'] =>
    Object.fromEntries(all.filter(({ id }) => !ids.includes(id)).map(({ id }) => [id, 'r' as const]))
  const manager = role('role-cp-manager')
  const noApprovals = (manager.permissions['case'] ?? []).filter((action) => !/approv/.test(action))
  const noFlags = (role(worker).permissions['case'] ?? []).filter((action) => !/flag|approv|change_log/.test(action))
  role(worker).permissions['case']?.push('transfer')
  bundles[0]?.roles.push(
    { ...manager, id: 'role-quiet', name: 'Quiet', forms: without('notes', 'notes_section') },
    {
      ...manager,
      id: 'role-plain',
      name: 'Plain',
      forms: without('approvals'),
      // Numbers of approvals would let him read them, too.
      permissions: { ...manager.permissions, case: noApprovals, dashboard: [] },
    },
    {
      ...role('role-cp-service-provider'),
      id: services,
      name: 'Services',
      forms: { services: 'r', services_section: 'r' },
      referralAuthorization: true,
    },
    { ...role(worker), id: 'role-flagless', name: 'Flagless', permissions: { case: noFlags } },
    { ...role(worker), id: 'role-flagger', name: 'Flagger', permissions: { case: [...noFlags, 'flag'] } },
  )
  t = await openTestHouse(inject('database'), { bundles })
  await t.enrol(
    { userName: 'amal', role: worker, agency: open, groups: north },
    { userName: 'dina', role: 'role-cp-manager', agency: open, groups: north },
    { userName: 'quiet', role: 'role-quiet', agency: open, groups: north },
    { userName: 'plain', role: 'role-plain', agency: open, groups: north },
    { userName: 'bilal', role: 'role-flagless', agency: bridge, groups: ['usergroup-training-registration'] },
    { userName: 'basma', role: 'role-flagger', agency: bridge, groups: ['usergroup-training-registration'] },
    { userName: 'carol', role: 'role-flagless', agency: bridge, groups: ['usergroup-training-registration'] },
    { userName: 'reem', role: worker, agency: bridge, groups: south },
    { userName: 'emad', role: 'role-cp-manager', agency: bridge, groups: south },
    { userName: 'admin', role: 'role-cp-user-manager', agency: bridge, groups: [] },
  )
})
afterAll(() => t.close())

const says = async (user: string, name: Parameters<typeof intend>[1], args: object) => {
  const [outcome] = await push(t.as(user), intend(user, name, { type: 'case', ...args }, { basedOn: 1 }))
  expect(outcome, JSON.stringify(outcome)).toMatchObject({ outcome: 'applied' })
}
const done = async (reply: Promise<{ status: number; text: string; body: { data: { id: string } } }>) => {
  const { status, text, body } = await reply
  expect(status, text).toBe(200)
  return body.data
}

const agreed = { consent_for_services: true, disclosure_other_orgs: true }

/** A case on which one of each happened; `to`: to whom it was referred. */
async function happened(to: string): Promise<string> {
  const [amal, id] = [t.as('amal'), uuid()]
  const data = {
    ...{ id, module_id: 'primeromodule-cp', ...agreed },
    notes_section: [
      { unique_id: uuid(), note_date: '2024-05-01T08:00:00.000Z', note_subject: 'Visit', note_text: 'at home' },
    ],
    services_section: [
      {
        unique_id: uuid(),
        service_type: 'health_medical_service',
        service_response_day_time: '2024-05-02T08:00:00.000Z',
      },
    ],
  }
  const made = await amal.post('/api/v2/cases', { data })
  expect(made.status, made.text).toBe(204)
  const consent = uuid()
  const terms = { purposes: ['transfer'], services: [], agencies: [], givenBy: ['other'], explainedHow: ['spoken'] }
  await says('amal', 'consent.give', { id, consent, ...terms })
  await says('amal', 'consent.withdraw', { id, consent })
  // What is shared afterwards goes by what the child said then.
  await says('amal', 'consent.give', { id, consent: uuid(), ...terms, purposes: ['referral', 'transfer'] })
  const approval = `/api/v2/cases/${id}/approvals/case_plan`
  await done(amal.patch(approval, { data: { approval_status: 'requested' } }))
  await done(t.as('dina').patch(approval, { data: { approval_status: 'approved' } }))
  const referral = uuid()
  await says('amal', 'transition.make', { id, transition: referral, kind: 'Referral', to, authorizedRole: services })
  await says(to, 'transition.answer', { id, transition: referral, answer: 'accept' })
  const flag = await done(amal.post(`/api/v2/cases/${id}/flags`, { data: { message: 'look', date: '2024-05-03' } }))
  await done(amal.patch(`/api/v2/cases/${id}/flags/${flag.id}`, { data: { unflag_message: 'looked' } }))
  return id
}

test.each(readerCases)('$says', async ({ who, sees }) => {
  const user = readers[who] ?? ''
  const id = await happened(user === 'basma' ? 'basma' : 'bilal')
  if (user === 'carol')
    await says('amal', 'transition.make', {
      id,
      transition: uuid(),
      kind: 'Referral',
      to: 'carol',
      authorizedRole: services,
    })
  if (user === 'emad') await says('amal', 'transition.make', { id, transition: uuid(), kind: 'Transfer', to: 'reem' })
  const page = (await t.as(user).post('/api/sync/records', { type: 'case', ids: [id] })).body.records?.[0]
  if (page === undefined) {
    expect(sees).toEqual([])
    return
  }
  const config = t.house.configuration()
  const forms = config.formsOf('case').filter((form) => form.modules.includes('primeromodule-cp'))
  const lines = timelineOf(config, forms, page)
  const kinds = new Set(lines.map((line) => (line.kind === 'row' ? `row ${line.field}` : line.kind)))
  expect([...kinds].sort()).toEqual([...sees].sort())
})
