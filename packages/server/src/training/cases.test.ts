import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { workflowOf } from '@primero/domain/cases/workflow.ts'
import type { Configuration } from '@primero/domain/configuration/configuration.ts'
import { configurationOf } from '@primero/domain/configuration/configuration.ts'
import { checkAnswers } from '@primero/domain/forms/answers.ts'
import { isUuidV4 } from '@primero/domain/ids.ts'
import type { Answer, Row } from '@primero/domain/records/record.ts'
import { isMoment } from '@primero/domain/time.ts'
import { expect, test } from 'vitest'
import { readBundles } from '../configuration/bundles.ts'
import type { Caseload, TrainingRecord } from './cases.ts'
import { trainingCases } from './cases.ts'
import { sheetOf } from './sheet.ts'

const config: Configuration = configurationOf(
  1,
  readBundles(join(import.meta.dirname, '../../../../config'), ['core', 'cp', 'gbv', 'training']),
)

const [agency = ''] = config.agencies.keys()
const places = [...config.locations.values()].filter((place) => place.level >= 2 && place.disabled !== true)

const worker = (userName: string, module: string, location: string | null = null) => ({
  userName,
  agency,
  groups: ['usergroup-primero-cp'],
  location,
  module,
})

const caseload = (more: Partial<Caseload> = {}): Caseload => ({
  seed: 7,
  count: 600,
  today: '2026-03-31',
  workers: [
    worker('amal', 'primeromodule-cp', places[0]?.hierarchy[1] ?? null),
    worker('bilal', 'primeromodule-cp'),
    worker('carol', 'primeromodule-cp'),
    worker('dina', 'primeromodule-gbv'),
  ],
  locations: places.map((place) => place.code),
  config,
  ...more,
})

const all = (more?: Partial<Caseload>): TrainingRecord[] => [...trainingCases(caseload(more))]
const isCase = (record: TrainingRecord) => record.type === 'case'
const share = (list: TrainingRecord[], holds: (record: TrainingRecord) => boolean) =>
  list.filter(holds).length / list.length
const rows = (answer: Answer | undefined): Row[] => (Array.isArray(answer) ? (answer as Row[]) : [])

test('the same seed gives the same caseload, another seed another one', () => {
  const hash = (seed: number) =>
    createHash('sha256')
      .update(JSON.stringify(all({ seed })))
      .digest('hex')
  expect(hash(7)).toBe(hash(7))
  expect(hash(8)).not.toBe(hash(7))
})

test.each([false, true])('every answer is one that the forms of the module ask for and accept (rich: %s)', (rich) => {
  for (const { type, module, data } of all({ rich })) {
    const faults = checkAnswers(config, type, sheetOf(config, type, module).fields, data)
    expect(faults, `${type} ${module}: ${JSON.stringify(data)}`).toEqual([])
  }
})

test('nothing the caseload is built from falls away because a form does not ask it', () => {
  const asked = new Map<string, Set<string>>()
  for (const { type, module, data } of all({ count: 1500, rich: true })) {
    const names = asked.get(`${type} ${module}`) ?? new Set()
    for (const [name, answer] of Object.entries(data)) {
      names.add(name)
      for (const row of rows(answer)) if (typeof row === 'object') for (const key of Object.keys(row)) names.add(key)
    }
    asked.set(`${type} ${module}`, names)
  }
  expect([...(asked.get('case primeromodule-cp') ?? [])]).toEqual(
    expect.arrayContaining(
      `name_first name_last name_nickname sex age date_of_birth national_id_no nationality location_current
      telephone_current protection_status urgent_protection_concern risk_level protection_concerns disability_type
      consent_for_services consent_reporting assessment_due_date assessment_requested_on case_plan_due_date
      date_case_plan closure_reason date_closure separation_cause tracing_status relation_name relation_telephone
      name_caregiver relationship_caregiver concern_details intervention_service_goal case_plan_timeframe
      service_response_type service_type service_response_day_time service_response_timeframe
      service_appointment_date service_implementing_agency service_implemented_day_time followup_type
      followup_needed_by_date followup_date note_text incident_date cp_incident_violence_type`.split(/\s+/),
    ),
  )
  expect([...(asked.get('case primeromodule-gbv') ?? [])]).toEqual(
    expect.arrayContaining(
      `name survivor_code_no age sex consent_for_services gbv_displacement_status survivor_caretaker
      assessment_presenting_problem assessment_completion_timing safety_plan_needed safety_plan_completion_date
      consent_to_share_info_by_health date_closure closure_needs_met client_feedback_date survivor_age_group
      service_referral service_appointment_date followup_service_type gbv_assessment_progress_safety`.split(/\s+/),
    ),
  )
  expect([...(asked.get('incident primeromodule-gbv') ?? [])]).toEqual(
    expect.arrayContaining(
      `survivor_code sex age date_of_first_report incident_date incident_location gbv_sexual_violence_type
      harmful_traditional_practice goods_money_exchanged gbv_reported_elsewhere displacement_incident
      perpetrator_relationship age_group service_medical_referral service_psycho_service_location
      pursue_legal_action`.split(/\s+/),
    ),
  )
  expect([...(asked.get('incident primeromodule-cp') ?? [])]).toEqual(
    expect.arrayContaining('incident_date cp_incident_violence_type cp_sex age incident_location'.split(' ')),
  )
})

test('records, rows and codes have ids of their own, shaped as version 4', () => {
  const ids = all({ rich: true }).flatMap(({ id, data, stamps }) => [
    id,
    stamps['unique_identifier'],
    ...Object.values(data).flatMap((answer) => rows(answer).flatMap((row) => row?.unique_id ?? [])),
  ])
  expect(ids.every(isUuidV4)).toBe(true)
  expect(new Set(ids).size).toBe(ids.length)
})

test('nothing was touched before it was registered', () => {
  expect(all().filter(({ createdAt, updatedAt }) => updatedAt < createdAt)).toEqual([])
})

test('cases come in the order of their creation over eight growing years, and no moment lies ahead', () => {
  const cases = all().filter(isCase)
  const days = cases.map(({ createdAt }) => createdAt.slice(0, 10))
  expect(cases.every(({ createdAt }) => isMoment(createdAt))).toBe(true)
  expect(days).toEqual([...days].sort())
  expect(days[0]?.slice(0, 4)).toBe('2018')
  const inYear = (year: string) => days.filter((day) => day.startsWith(year)).length
  expect(inYear('2025')).toBeGreaterThan(inYear('2021'))
  expect(inYear('2021')).toBeGreaterThan(inYear('2019'))
  const moments = JSON.stringify(all()).match(/\d{4}-\d\d-\d\dT[\d:.]+Z/g) ?? []
  expect(moments.filter((moment) => moment > '2026-03-31T00')).toEqual([])
})

test('about 45 % of the cases are open, one in ten is shared, and some were closed and opened again', () => {
  const cases = all({ count: 4000 }).filter(isCase)
  expect(share(cases, ({ status }) => status === 'open')).toBeCloseTo(0.45, 1)
  expect(share(cases, ({ grants }) => grants.length > 0)).toBeCloseTo(0.08, 1)
  const again = cases.filter(({ stamps }) => stamps['case_status_reopened'] === true)
  expect(again.length).toBeGreaterThan(20)
  expect(again.every(({ status, data }) => status === 'open' && data['date_closure'] !== undefined)).toBe(true)
  const closed = cases.filter(({ status }) => status === 'closed')
  expect(closed.every(({ data }) => data['date_closure'] !== undefined)).toBe(true)
})

test('children stand at every stage, from just registered to followed up', () => {
  const open = all({ count: 2000 }).filter((record) => isCase(record) && record.module === 'primeromodule-cp')
  const has = (name: string) => share(open, ({ data }) => data[name] !== undefined)
  for (const name of ['assessment_requested_on', 'date_case_plan', 'services_section', 'followup_subform_section'])
    expect(has(name), name).toBeGreaterThan(0.4)
  expect(has('services_section')).toBeLessThan(has('assessment_requested_on'))
  expect(has('assessment_requested_on')).toBeLessThan(0.99)
})

test('answers lead to every step of the workflow', () => {
  const steps = all({ count: 1500 })
    .filter(isCase)
    .map(({ module, data, stamps, status }) => workflowOf(config, module, { ...data, ...stamps, status }))
  for (const step of ['new', 'closed', 'reopened', 'case_plan', 'care_plan', 'action_plan', 'service_provision'])
    expect(steps, step).toContain(step)
  expect(steps).toContain('services_implemented')
})

test('concerns fit the age and the risk fits the concerns', () => {
  const cases = all({ count: 3000 }).filter((record) => isCase(record) && record.module === 'primeromodule-cp')
  const concernsOf = ({ data }: TrainingRecord) => (data['protection_concerns'] as string[] | undefined) ?? []
  const mothers = cases.filter((record) => concernsOf(record).includes('child_mother'))
  expect(mothers.length).toBeGreaterThan(5)
  expect(mothers.every(({ data }) => data['sex'] === 'female' && (data['age'] as number) >= 12)).toBe(true)
  const high = (list: TrainingRecord[]) => share(list, ({ data }) => data['risk_level'] === 'high')
  const trafficked = cases.filter((record) => concernsOf(record).includes('trafficked_smuggled'))
  const refugees = cases.filter((record) => concernsOf(record).join() === 'refugee')
  expect(high(trafficked)).toBeGreaterThan(high(refugees) * 2)
})

test('names come in Latin, Arabic and Ethiopic script', () => {
  const names = all({ count: 2000 }).map(({ data }) => String(data['name_first'] ?? data['name'] ?? ''))
  for (const script of [/\p{Script=Latin}/u, /\p{Script=Arabic}/u, /\p{Script=Ethiopic}/u])
    expect(names.filter((name) => script.test(name)).length, String(script)).toBeGreaterThan(40)
})

test('telephones and document numbers cannot be taken for real ones', () => {
  const text = JSON.stringify(all({ rich: true }).map(({ data }) => data))
  const phones = [...text.matchAll(/"(?:\w*telephone\w*)":"([^"]+)"/g)].map(([, phone]) => phone ?? '')
  expect(phones.length).toBeGreaterThan(100)
  expect(phones.every((phone) => /^555-01\d\d-\d{4}$/.test(phone))).toBe(true)
  const numbers = [...text.matchAll(/"(?:national_id_no|unhcr_individual_no|family_number)":"([^"]+)"/g)]
  expect(numbers.every(([, number]) => number?.startsWith('TRAIN-'))).toBe(true)
})

test('an incident follows the case it was made from; a GBV incident carries the survivor code and no name', () => {
  const cases = new Map<string, TrainingRecord>()
  for (const record of all()) {
    if (isCase(record)) cases.set(record.id, record)
    else {
      const kase = cases.get(record.incidentOf ?? '')
      expect(kase).toMatchObject({
        module: record.module,
        owner: record.owner,
        stamps: { has_incidents: true },
      })
      expect(record.stamps['incident_case_id']).toBe(kase?.id)
      expect(record.data['age']).toBe(kase?.data['age'])
      expect(record.data['sex'] ?? record.data['cp_sex']).toBe(kase?.data['sex'])
      if (record.module !== 'primeromodule-gbv') continue
      expect(record.data['survivor_code']).toBe(kase?.data['survivor_code_no'])
      expect(JSON.stringify(record.data)).not.toContain(String(kase?.data['name']))
    }
  }
  expect(cases.size).toBe(600)
})

test('workers stay near their place and keep to their module', () => {
  const near = places[0]?.hierarchy[1] ?? ''
  for (const { owner, module, data, type } of all()) {
    expect(module).toBe(owner === 'dina' ? 'primeromodule-gbv' : 'primeromodule-cp')
    if (owner !== 'amal' || type !== 'case') continue
    expect(config.locations.get(String(data['location_current']))?.hierarchy).toContain(near)
  }
})

test('rich records are about as large as those of a country: five kilobytes with several subforms', () => {
  const cases = all({ count: 1500, rich: true }).filter(
    (record) => record.module === 'primeromodule-cp' && isCase(record),
  )
  const mean = (of: (record: TrainingRecord) => number) =>
    cases.reduce((sum, record) => sum + of(record), 0) / cases.length
  const bytes = mean(({ data }) => JSON.stringify(data).length)
  expect(bytes).toBeGreaterThan(3500)
  expect(bytes).toBeLessThan(5500)
  expect(mean(({ data }) => Object.keys(data).length)).toBeGreaterThan(50)
})

test('where nobody works on cases, or nowhere, there are none', () => {
  expect(all({ workers: [] })).toEqual([])
  expect(all({ locations: [] })).toEqual([])
  expect(all({ workers: [worker('eve', 'primeromodule-mrm')] })).toEqual([])
})
