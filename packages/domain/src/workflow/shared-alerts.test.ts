import { expect, test } from 'vitest'
import type { Alert } from './alerts.ts'
import { alertsOfStep } from './shared-alerts.ts'
import type { Transition } from './transition.ts'

const shared = (id: string, type: Transition['type'], status: Transition['status'], to: string | null): Transition =>
  ({ id, type, status, to, remote: to === null }) as Transition

const referral = (to: string): Alert => ({ alert_for: 'referral', type: 'referral', form: 'referral', user: to })
const transfer: Alert = { alert_for: 'transfer', type: 'transfer', form: 'transfers_assignments' }

test('each recipient of a referral has one alert, all transfers have one', () => {
  const first = shared('1', 'Referral', 'in_progress', 'reem')
  expect(alertsOfStep([first], [first], [])).toEqual({ add: [referral('reem')], remove: [] })
  const second = shared('2', 'Referral', 'in_progress', 'reem')
  expect(alertsOfStep([second], [first, second], [referral('reem')])).toEqual({ add: [], remove: [] })
  const offers = [shared('3', 'Transfer', 'in_progress', 'reem'), shared('4', 'Transfer', 'in_progress', 'rico')]
  expect(alertsOfStep(offers, offers, [])).toEqual({ add: [transfer], remove: [] })
})

test('what leaves this house, is assigned or is asked for alerts nobody', () => {
  for (const one of [
    shared('1', 'Referral', 'in_progress', null),
    shared('2', 'Assign', 'done', 'reem'),
    shared('3', 'TransferRequest', 'in_progress', 'reem'),
  ])
    expect(alertsOfStep([one], [one], [])).toEqual({ add: [], remove: [] })
})

test('an alert stays while another one waits for the same person, and goes with the last', () => {
  const standing = [referral('reem'), referral('rico')]
  const done = shared('1', 'Referral', 'done', 'reem')
  const waiting = shared('2', 'Referral', 'in_progress', 'reem')
  expect(alertsOfStep([done], [done, waiting], standing)).toEqual({ add: [], remove: [] })
  expect(alertsOfStep([done], [done], standing)).toEqual({ add: [], remove: [standing[0]] })
})

test('an accepted transfer ends the others, and the alert goes once', () => {
  const ended = [shared('1', 'Transfer', 'accepted', 'reem'), shared('2', 'Transfer', 'revoked', 'rico')]
  expect(alertsOfStep(ended, ended, [transfer])).toEqual({ add: [], remove: [transfer] })
})
