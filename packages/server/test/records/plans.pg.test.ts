// Plans say what people decided, and do nothing by themselves; who reads them holds their form. The tables, played.
import type { Role } from '@primero/domain/configuration/bundle.ts'
import { planEffects, planForms, planReaders, type Untouched, untouched } from '@primero/domain/workflow/plans.cases.ts'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { openTestHouse, shippedBundles, type TestHouse } from '../house.ts'
import { pulled, uuid } from '../sync/device.ts'

let t: TestHouse

const place = { agency: 'agency-open-door', groups: ['usergroup-primero-cp', 'usergroup-primero-gbv'] }
const nameOf = (role: string): string => role.replace(/[^a-z]/g, '')
const readers = [...new Set(planReaders.map(({ role }) => role))]

beforeAll(async () => {
  const bundles = structuredClone(shippedBundles())
  const worker = bundles.flatMap(({ roles }) => roles).find(({ id }) => id === 'role-gbv-caseworker') as Role
  // Who holds all forms of both modules, so that no effect stays away for want of a right.
  const whole: Role = {
    ...worker,
    id: 'role-whole',
    name: 'Whole',
    modules: ['primeromodule-cp', 'primeromodule-gbv'],
    forms: 'all',
    permissions: {
      ...worker.permissions,
      case: ['read', 'write', 'create', 'assign', 'referral', 'flag'],
      dashboard: ['dash_tasks'],
    },
  }
  bundles[0]?.roles.push(whole)
  t = await openTestHouse(inject('database'), { bundles })
  await t.enrol(
    { userName: 'amal', role: 'role-whole', ...place },
    ...readers.map((role) => ({ userName: nameOf(role), role, ...place })),
  )
})
afterAll(() => t.close())

const consented = { consent_for_services: true, disclosure_other_orgs: true }

async function begun(module: string, data: object = {}): Promise<string> {
  const id = uuid()
  const reply = await t.as('amal').post('/api/v2/cases', { data: { id, module_id: module, age: 9, ...data } })
  expect(reply.status, reply.text).toBe(204)
  return id
}

async function standing(id: string): Promise<Untouched> {
  const amal = t.as('amal')
  const { data } = (await amal.get(`/api/v2/cases/${id}`)).body
  const page = await pulled(amal, 'case', id)
  const tasks = (await amal.get('/api/v2/tasks?per=100')).body.data.filter((one: { id: string }) => one.id === id)
  const approvals = Object.keys(data).filter((key) => key.startsWith('approval_status_') && data[key])
  return {
    status: data.status,
    workflow: data.workflow,
    owned_by: data.owned_by,
    assigned_user_names: data.assigned_user_names ?? [],
    tasks: tasks.length,
    alerts: (await amal.get(`/api/v2/cases/${id}/alerts`)).body.data.length,
    approvals: (data.approval_subforms ?? []).length + approvals.length,
    transitions: (page.shares ?? []).length,
    consents: (page.consents ?? []).length,
  }
}

/** The tables name rows by short words; on the wire their ids are UUIDs. */
const onTheWire = (patch: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(patch).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.map((row) => ({ ...row, unique_id: uuid() })) : value,
    ]),
  )

test.each(planEffects)('$says', async ({ module, patch: told, after }) => {
  const patch = onTheWire(told)
  const id = await begun(module)
  expect(await standing(id)).toEqual(untouched)
  const saved = await t.as('amal').patch(`/api/v2/cases/${id}`, { data: patch })
  expect(saved.status, saved.text).toBe(200)
  const { data } = (await t.as('amal').get(`/api/v2/cases/${id}`)).body
  for (const [name, value] of Object.entries(patch)) {
    const said = Array.isArray(value) ? [expect.objectContaining(value[0])] : value
    expect({ name, said: data[name] }).toEqual({ name, said })
  }
  expect(await standing(id)).toEqual({ ...untouched, ...after })
})

/** Something that stands in each form alone. */
const said: Record<keyof typeof planForms, Record<string, unknown>> = {
  safety_plan: { safety_plan_needed: 'true', safety_plan_main_concern: 'He knows where she works' },
  action_plan_form: { action_plan_section: [{ unique_id: uuid(), service_type: 'health_medical_service' }] },
  conference_details_container: {
    conference_details_subform: [{ unique_id: uuid(), conference_current_situation: 'He knows where she works' }],
  },
  best_interest: { best_interest_report_submitted: 'submitted', best_interest_date_submitted: '2026-03-01' },
}

/** By the way on which such a role comes to a case: by its groups, by being given it, or by a referral. */
async function reaches(role: string, id: string): Promise<void> {
  const { permissions, scope } = t.house.configuration().roles.get(role) as Role
  if (scope !== 'self') return
  const kind = permissions['case']?.includes('receive_referral') && role.includes('provider') ? 'referrals' : 'assigns'
  const made = await t.as('amal').post(`/api/v2/cases/${id}/${kind}`, { data: { transitioned_to: nameOf(role) } })
  expect(made.status, made.text).toBe(200)
}

test.each(planReaders)('$form: $says', async ({ form, role, reads }) => {
  const module = planForms[form]
  const id = await begun(module, { ...consented, ...said[form] })
  const hasModule = t.house.configuration().roles.get(role)?.modules.includes(module) === true
  if (hasModule) await reaches(role, id)
  const reader = t.as(nameOf(role))
  const page = await pulled(reader, 'case', id)
  const wire = (await reader.get(`/api/v2/cases/${id}`)).body.data ?? {}
  const names = Object.keys(said[form])
  for (const data of [page?.data ?? {}, wire])
    expect(names.filter((name) => data[name] !== undefined)).toEqual(reads ? names : [])
  const { bundle } = (await reader.get('/api/sync/config')).body
  expect((bundle?.forms ?? []).some((one: { id: string }) => one.id === form)).toBe(reads)
  if (!reads) expect(JSON.stringify([page, wire])).not.toContain('He knows where she works')
})
