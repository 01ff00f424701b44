// Alerts, told as stories of people: who learns that something changed, and until when.
import type { Uuid } from '@primero/domain/ids.ts'
import type { Moment } from '@primero/domain/time.ts'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { openTestHouse, type TestHouse } from '../../test/house.ts'
import { child, edits, intend, pulled, push, registers, uuid } from '../../test/sync/device.ts'
import { insertMany } from '../records/insert-many.ts'
import { findDuplicates } from './duplicates.ts'

let t: TestHouse

const open = 'agency-open-door'
const cp = ['usergroup-primero-cp']
const worker = 'role-cp-case-worker'

beforeAll(async () => {
  t = await openTestHouse(inject('database'), {
    settings: { duplicate_field_to_form: { case: { national_id_no: 'basic_identity' } } },
  })
  await t.enrol(
    { userName: 'olga', role: worker, agency: open, groups: cp },
    { userName: 'rico', role: worker, agency: open, groups: cp },
    { userName: 'badr', role: 'role-cp-manager', agency: open, groups: cp },
    { userName: 'gema', role: 'role-gbv-caseworker', agency: open, groups: ['usergroup-primero-gbv'] },
  )
})
afterAll(() => t.close())

const alertsOf = async (user: string, id: string) => (await t.as(user).get(`/api/v2/cases/${id}/alerts`)).body.data
const theCase = async (id: string, user = 'olga') => (await t.as(user).get(`/api/v2/cases/${id}`)).body.data
const count = async (user: string) => (await t.as(user).get('/api/v2/alerts')).body.data.case
const notes = (id: string) =>
  t.as('badr').patch(`/api/v2/cases/${id}`, {
    data: { notes_section: [{ note_subject: 'a call', note_text: 'she moved' }] },
    record_action: 'add_note',
  })

describe('a change by somebody else', () => {
  test('stands at its form until the owner saves, on her device too', async () => {
    const id = await registers(t.as('olga'), child)
    const before = await count('olga')
    expect((await notes(id)).status).toBe(200)
    const copy = await pulled(t.as('olga'), 'case', id)
    expect(copy.alerts).toEqual([
      {
        id: expect.any(String),
        kind: 'field_change',
        type: 'notes',
        form: 'notes',
        date: t.house.clock().toISOString().slice(0, 10),
        mine: false,
      },
    ])
    expect(copy.data).toMatchObject({ alert_count: 1, current_alert_types: ['notes'] })
    expect(await count('olga')).toBe(before + 1)
    expect(await count('badr')).toBe(await count('olga'))
    const [outcome] = await push(
      t.as('olga'),
      edits(t.as('olga'), id, copy.version, [{ path: ['age'], from: 9, to: 10 }]),
    )
    expect(outcome.outcome).toBe('applied')
    expect(await pulled(t.as('olga'), 'case', id)).not.toHaveProperty('alerts')
    expect(await count('olga')).toBe(before)
  })

  test('is seen by closing the case, not by a flag or a question for approval', async () => {
    const id = await registers(t.as('olga'), child)
    await notes(id)
    const flag = { type: 'case', id, flag: uuid(), message: 'x' }
    await push(
      t.as('olga'),
      intend('olga', 'flag.add', flag, { basedOn: 2 }),
      intend('olga', 'approval.request', { type: 'case', id, approval: 'closure' }, { basedOn: 3 }),
    )
    expect(await alertsOf('olga', id)).toMatchObject([{ type: 'notes' }, { type: 'closure' }])
    await push(t.as('olga'), intend('olga', 'record.close', { type: 'case', id }, { basedOn: 4 }))
    expect(await alertsOf('olga', id)).toMatchObject([{ type: 'closure' }])
  })

  test('is taken off without a word in history, and nobody is said to have edited the case', async () => {
    const id = await registers(t.as('olga'), child)
    await notes(id)
    const [alert] = await alertsOf('badr', id)
    const version = (await pulled(t.as('olga'), 'case', id)).version
    const entries = async () => (await t.as('olga').get(`/api/v2/cases/${id}/record_history`)).body.metadata.total
    const before = await entries()
    expect((await t.as('badr').delete(`/api/v2/cases/${id}/alerts/${alert.unique_id}`)).status).toBe(204)
    expect((await t.as('badr').delete(`/api/v2/cases/${id}/alerts/${alert.unique_id}`)).status).toBe(404)
    const copy = await pulled(t.as('olga'), 'case', id)
    expect(copy.version).toBe(version + 1)
    expect(copy.data).toMatchObject({ alert_count: 0, current_alert_types: [] })
    expect(await entries()).toBe(before)
  })
})

describe('a referral', () => {
  test('alerts its recipient until he answers, and tells nobody else whom it waits for', async () => {
    const id = await registers(t.as('olga'), { ...child, consent_for_services: true, disclosure_other_orgs: true })
    const shares = { type: 'case', id, transition: uuid(), kind: 'Referral', to: 'rico' }
    await push(t.as('olga'), intend('olga', 'transition.make', shares, { basedOn: 1 }))
    expect((await pulled(t.as('rico'), 'case', id)).alerts).toMatchObject([{ kind: 'referral', mine: true }])
    const { alerts } = await pulled(t.as('badr'), 'case', id)
    expect(alerts).toMatchObject([{ kind: 'referral', mine: false }])
    expect(JSON.stringify(alerts)).not.toContain('rico')
    const answer = { type: 'case', id, transition: shares.transition, answer: 'accept' }
    await push(t.as('rico'), intend('rico', 'transition.answer', answer, { basedOn: 2 }))
    expect(await pulled(t.as('rico'), 'case', id)).not.toHaveProperty('alerts')
    expect(await theCase(id)).toMatchObject({ alert_count: 0, current_alert_types: [] })
  })
})

describe('an incident', () => {
  // rule: api-records 10.2 alert-for-the-owner
  test('that somebody else makes of a case alerts its owner once, however it is made', async () => {
    const id = await registers(t.as('olga'), child)
    const made = await t.as('badr').post('/api/v2/incidents', {
      data: { module_id: 'primeromodule-cp', incident_case_id: id },
    })
    expect(made.status, made.text).toBe(200)
    expect(await alertsOf('olga', id)).toMatchObject([
      { alert_for: 'field_change', type: 'incident_details_container', form_unique_id: 'incident_details_container' },
    ])
    await t.as('badr').post('/api/v2/incidents', { data: { module_id: 'primeromodule-cp', incident_case_id: id } })
    expect(await alertsOf('olga', id)).toHaveLength(1)
    expect(await theCase(id)).toMatchObject({ alert_count: 1 })
  })

  test('that the owner makes alerts nobody', async () => {
    const id = await registers(t.as('olga'), child)
    await t.as('olga').post('/api/v2/incidents', { data: { module_id: 'primeromodule-cp', incident_case_id: id } })
    expect(await alertsOf('olga', id)).toEqual([])
  })
})

describe('two cases with the same number on a paper', () => {
  const number = (id: string, value: string | null, user = 'olga') =>
    t.as(user).patch(`/api/v2/cases/${id}`, { data: { national_id_no: value } })
  const look = (id: string) => findDuplicates(t.house, { type: 'case', id })
  const told = [{ alert_for: 'duplicate_field', type: 'national_id_no', form_unique_id: 'basic_identity' }]

  test('alert at the one that was saved last, until its number is its own', async () => {
    const [first, second] = [await registers(t.as('olga'), child), await registers(t.as('rico'), child)]
    await number(first, 'A-77')
    await look(first)
    expect(await alertsOf('olga', first)).toEqual([])
    await number(second, 'A-77', 'rico')
    await look(second)
    expect(await alertsOf('rico', second)).toMatchObject(told)
    await number(first, 'A-77 ')
    await number(first, 'A-77')
    await look(first)
    await look(first)
    expect(await alertsOf('olga', first)).toMatchObject(told)
    expect(await alertsOf('rico', second)).toEqual([])
    expect(await theCase(second, 'rico')).toMatchObject({ alert_count: 0, current_alert_types: [] })
    await number(first, 'A-78')
    await look(first)
    expect(await alertsOf('olga', first)).toEqual([])
  })

  test('in two modules alert nobody', async () => {
    const at = '2026-01-01T08:00:00.000Z' as Moment
    await insertMany(t.house, [
      {
        id: uuid() as Uuid,
        type: 'case',
        module: 'primeromodule-gbv',
        owner: 'gema',
        createdAt: at,
        updatedAt: at,
        data: { national_id_no: 'G-1' },
        stamps: {},
        status: 'open',
        grants: [],
      },
    ])
    const id = await registers(t.as('olga'), { ...child, national_id_no: 'G-1' })
    await look(id)
    expect(await alertsOf('olga', id)).toEqual([])
  })

  test('are looked for by a job that is told ids alone, and only where such an answer changed', async () => {
    const id = await registers(t.as('olga'), child)
    const jobs = new pg.Client(t.urls.job)
    await jobs.connect()
    const waiting = async () => {
      const { rows } = await jobs.query<{ payload: object }>(
        `select p.payload from graphile_worker._private_jobs p join graphile_worker._private_tasks k on k.id = p.task_id
         where k.identifier = 'find-duplicates' and p.payload ->> 'id' = $1`,
        [id],
      )
      return rows.map(({ payload }) => payload)
    }
    await t.as('olga').patch(`/api/v2/cases/${id}`, { data: { age: 11 } })
    expect(await waiting()).toEqual([])
    await number(id, 'B-1')
    await number(id, 'B-2')
    expect(await waiting()).toEqual([{ type: 'case', id }])
    await jobs.end()
  })
})
