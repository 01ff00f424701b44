import { sampleActor, sampleRole } from '@primero/domain/access/sample.ts'
import type { Role } from '@primero/domain/configuration/bundle.ts'
import { expect, test } from 'vitest'
import { type Handing, reachOf, receives, type Within } from './recipients.ts'

const cp = 'primeromodule-cp'
const gbv = 'primeromodule-gbv'

test.each<[string[], Handing, Within | 'nobody']>([
  [['read'], 'assign', 'nobody'],
  [['assign_within_user_group'], 'assign', 'groups'],
  [['assign_within_user_group', 'assign_within_agency'], 'assign', 'agency'],
  [['assign_within_agency', 'assign'], 'assign', 'all'],
  [['manage'], 'assign', 'all'],
  [['assign'], 'transfer', 'nobody'],
  [['transfer'], 'transfer', 'all'],
  [['transfer'], 'refer', 'nobody'],
  [['referral'], 'refer', 'all'],
  [['referral_from_service'], 'refer', 'all'],
])('who may %j looks, to %s, among %s', (actions, handing, reach) => {
  expect(reachOf(sampleActor('ana', { permissions: { case: actions } }), 'case', handing)).toBe(reach)
})

test('a right on cases hands over no incidents', () => {
  expect(reachOf(sampleActor('ana', { permissions: { case: ['assign'] } }), 'incident', 'assign')).toBe('nobody')
})

test.each<[string, Partial<Role>, Handing, boolean]>([
  ['whoever reads cases is assigned one', { permissions: { case: ['read'] } }, 'assign', true],
  ['of another module, too', { permissions: { case: ['read'] }, modules: [gbv] }, 'assign', true],
  ['who cannot read is not', { permissions: { case: ['receive_transfer'] } }, 'assign', false],
  ['who receives transfers is named', { permissions: { case: ['receive_transfer'] } }, 'transfer', true],
  ['not across modules', { permissions: { case: ['receive_transfer'] }, modules: [gbv] }, 'transfer', false],
  ['a right to everything makes no recipient', { permissions: { case: ['manage'] } }, 'transfer', false],
  ['who receives referrals is named', { permissions: { case: ['receive_referral'] } }, 'refer', true],
  ['within the module', { permissions: { case: ['receive_referral'] }, modules: [gbv] }, 'refer', false],
  [
    'beyond it with the right to that',
    { permissions: { case: ['receive_referral_different_module'] }, modules: [gbv] },
    'refer',
    true,
  ],
  ['the system looks after nobody', { permissions: { case: ['read'] }, category: 'system' }, 'assign', false],
  ['nor does its maintenance', { permissions: { case: ['read'] }, category: 'maintenance' }, 'assign', false],
])('%s', (_title, role, handing, isNamed) => {
  expect(receives(sampleRole(role), 'case', handing, [cp])).toBe(isNamed)
})
