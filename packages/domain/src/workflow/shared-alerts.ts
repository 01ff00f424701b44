// Alerts that follow from a step of sharing: raised where a referral or a transfer begins to wait for somebody here,
// cleared where it waits no more (workflow §4).
import { type Alert, type AlertChange, alertsAfter, alertsOfAnswer, alertsOfSharing, noAlertChange } from './alerts.ts'
import type { Transition } from './transition.ts'

/** @param all transitions of the record after the step, those that it changed among them */
export function alertsOfStep<T extends Alert>(
  changed: readonly Transition[],
  all: readonly Transition[],
  standing: readonly T[],
): AlertChange<T> {
  let change: AlertChange<T> = noAlertChange
  for (const { type, status, to, remote } of changed) {
    if ((type !== 'Referral' && type !== 'Transfer') || remote || to === null) continue
    const kind = type === 'Referral' ? 'referral' : 'transfer'
    const now = alertsAfter(standing, change)
    const stillWaits = all.some(
      (one) =>
        one.type === type && one.status === 'in_progress' && !one.remote && (type === 'Transfer' || one.to === to),
    )
    const next = status === 'in_progress' ? alertsOfSharing(kind, to, now) : alertsOfAnswer(kind, to, stillWaits, now)
    change = {
      add: [...change.add.filter((alert) => !next.remove.includes(alert)), ...next.add],
      remove: [...change.remove, ...standing.filter((alert) => next.remove.includes(alert))],
    }
  }
  return change
}
