import type { ConsentShape, RecordShape } from '@primero/domain/sync/protocol.ts'
import { expect, test } from 'vitest'
import { coveringOf } from './covering.ts'

const today = '2026-08-20'
const record: RecordShape = {
  id: 'k',
  type: 'case',
  version: 1,
  module: 'primeromodule-cp',
  data: { consent_for_services: true, disclosure_other_orgs: true },
  incomplete: [],
  actions: [],
  writable: [],
  attachments: [],
  nameHidden: false,
}
const entry: ConsentShape = {
  id: 'e1',
  purposes: ['referral'],
  services: ['health'],
  agencies: ['agency-bridge'],
  excluded: ['photos'],
  oneOff: false,
  until: '2026-09-30',
  givenBy: ['child'],
  explainedBy: 'olga',
  explainedHow: ['spoken'],
  note: null,
  by: 'olga',
  at: '2026-08-01T08:00:00.000Z',
  used: false,
  ends: [],
}
const agreed = { ...record, consents: [entry] }
const wish = { service: 'health', to: 'reem', toAgency: 'agency-bridge' }

test('a case without agreements goes by the answers of its form', () => {
  expect(coveringOf(record, 'refer', wish, today)).toEqual({ isConsented: true, isAnswered: true, entry: undefined })
  const refused = { ...record, data: { ...record.data, disclosure_other_orgs: false } }
  expect(coveringOf(refused, 'refer', wish, today)).toMatchObject({ isConsented: false, isAnswered: false })
})

test('an agreement holds for its service, its agency, its purpose and its time', () => {
  expect(coveringOf(agreed, 'refer', wish, today)).toMatchObject({ isConsented: true, entry })
  expect(coveringOf(agreed, 'refer', { ...wish, service: 'legal' }, today).isConsented).toBe(false)
  expect(coveringOf(agreed, 'refer', { ...wish, toAgency: 'agency-dawn' }, today).isConsented).toBe(false)
  expect(coveringOf(agreed, 'refer', { ...wish, outside: true }, today).isConsented).toBe(false)
  expect(coveringOf(agreed, 'transfer', wish, today).isConsented).toBe(false)
  expect(coveringOf(agreed, 'refer', wish, '2026-10-01').isConsented).toBe(false)
})

test('what was agreed for one time is used up by the share that went by it', () => {
  const once = { ...record, consents: [{ ...entry, oneOff: true }] }
  expect(coveringOf(once, 'refer', wish, today).isConsented).toBe(true)
  const share = { consent: 'e1' } as NonNullable<RecordShape['shares']>[number]
  expect(coveringOf({ ...once, shares: [share] }, 'refer', wish, today).isConsented).toBe(false)
})

test('reassigning asks for no agreement', () => {
  expect(coveringOf({ ...agreed, data: {} }, 'assign', wish, today).isConsented).toBe(true)
})
