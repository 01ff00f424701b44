import type { RecordShape } from '@primero/domain/sync/protocol.ts'
import { expect, test } from 'vitest'
import { weigh } from './many.ts'
import type { Wish } from './wish.ts'

const module = 'primeromodule-cp'
const config = { me: { userName: 'olga', scope: 'self' } } as never
const agreed = { consent_for_services: true, disclosure_other_orgs: true, owned_by: 'olga' }
const kase = (more: Partial<RecordShape> = {}): RecordShape =>
  ({ id: 'k', type: 'case', module, version: 1, data: agreed, actions: ['referral', 'assign'], ...more }) as RecordShape
const wish: Wish = { to: 'reem', service: 'food' }
const of = (record: RecordShape, way: 'refer' | 'transfer' | 'assign' = 'refer') =>
  weigh(config, record, { way, wish, module, today: '2026-03-01' })

test('a case goes along that its owner may share and whose consent covers it', () => {
  expect(of(kase())).toBe('fits')
  expect(of(kase({ data: { owned_by: 'olga' } }))).toBe('consent')
  expect(of(kase({ actions: [] }))).toBe('right')
  expect(of(kase(), 'transfer')).toBe('right')
  expect(of(kase({ module: 'primeromodule-gbv' }))).toBe('elsewhere')
})

test('who was let in himself does not give it away', () => {
  expect(of(kase({ data: { ...agreed, owned_by: 'badr' } }), 'assign')).toBe('right')
})

test('reassigning needs no consent, and leaves out what is theirs already', () => {
  expect(of(kase({ data: { owned_by: 'olga' } }), 'assign')).toBe('fits')
  const over = { me: { userName: 'badr', scope: 'group' } } as never
  const theirs = kase({ data: { owned_by: 'reem' } })
  expect(weigh(over, theirs, { way: 'assign', wish, module, today: '2026-03-01' })).toBe('theirs')
})

test('what was sent to them for this service and waits is sent no second time', () => {
  const share = {
    id: 's',
    kind: 'Referral',
    status: 'in_progress',
    by: 'olga',
    to: 'reem',
    toRemote: null,
    service: 'food',
    serviceRow: null,
  }
  expect(of(kase({ shares: [share] as never }))).toBe('sent')
  expect(of(kase({ shares: [{ ...share, status: 'rejected' }] as never }))).toBe('fits')
})
