import type { AlertShape, ShareShape } from '@primero/domain/sync/protocol.ts'
import { expect, test } from 'vitest'
import { tonesOf } from './alertTone.ts'

const now = '2026-03-01T12:00:00.000Z'
const alert = { kind: 'referral' } as AlertShape
const share = (more: Partial<ShareShape>): ShareShape =>
  ({ kind: 'Referral', status: 'in_progress', may: [], ...more }) as ShareShape

test.each<[string, Partial<ShareShape>[], string]>([
  ['whoever is asked is called', [{ may: ['accept', 'reject'] }], 'answer'],
  ['whoever sent it waits without a warning', [{ may: ['revoke'] }], 'waits'],
  ['an answer that is still in time is no warning', [{ answerBy: '2026-03-01T12:00:01.000Z' }], 'waits'],
  ['an answer that is late is one', [{ answerBy: '2026-03-01T11:59:59.000Z' }], 'late'],
  ['of a transfer a referral says nothing', [{ kind: 'Transfer', may: ['accept'] }], 'waits'],
  ['what was answered calls nobody', [{ status: 'accepted', may: ['done'] }], 'waits'],
])('%s', (_, shares, tone) => {
  expect(tonesOf([alert], shares.map(share), now)).toEqual([tone])
})

test('of two referrals to two colleagues, each is called by one', () => {
  const shares = [share({ may: [] }), share({ may: ['accept'] })]
  expect(tonesOf([alert, alert], shares, now)).toEqual(['answer', 'waits'])
})

test('what somebody wrote is to be looked at, whatever is shared', () => {
  expect(tonesOf([{ kind: 'field_change' } as AlertShape], [share({ may: ['accept'] })], now)).toEqual(['look'])
})
