// The tables of case work are total where they promise to be, and no line stands twice.
import { expect, test } from 'vitest'
import { alertCases, alertCountCases } from './alerts.cases.ts'
import {
  assignAnswers,
  actors,
  born,
  events,
  leadsTo,
  mayAnswerCases,
  reachable,
  referralAnswers,
  remoteAnswers,
  requestAnswers,
  transferAnswers,
  types,
} from './answers.cases.ts'
import {
  actions,
  approvalDetailCases,
  approvalEffects,
  approvalIds,
  approvalRightCases,
  before,
} from './approvals.cases.ts'
import {
  closingCases,
  consentCases,
  consents,
  grantedRequestCases,
  modules,
  needed,
  withdrawnCases,
} from './consent.cases.ts'
import { approvalDashboardCases, dashboardRightCases } from './dashboards-approvals.cases.ts'
import { teamDashboardCases } from './dashboards-team.cases.ts'
import { weekDashboardCases } from './dashboards-weeks.cases.ts'
import { dashboardCases } from './dashboards.cases.ts'
import { derivedCases, nothing } from './derived.cases.ts'
import { effectCases, start } from './effects.cases.ts'
import { flagListCases, flagRightCases, flagStateCases } from './flags.cases.ts'
import { bulkCases, makingCases } from './making.cases.ts'
import { candidateCases, recipientCases, usual } from './recipients.cases.ts'
import { dueByRiskCases, taskCases, taskOrderCases } from './tasks.cases.ts'

const answers = {
  Assign: assignAnswers,
  Transfer: transferAnswers,
  TransferRequest: requestAnswers,
  Referral: referralAnswers,
}

test('every state that a transition can be in says what every event by everybody does', () => {
  for (const type of types) {
    expect(Object.keys(answers[type]).sort()).toEqual([...reachable[type]].sort())
    expect(reachable[type]).toContain(born[type])
    for (const status of reachable[type])
      for (const event of events) {
        const row = answers[type][status]?.[event]
        expect({ type, status, event, says: Object.keys(row ?? {}) }).toEqual({
          type,
          status,
          event,
          says: [...actors],
        })
        expect(Object.values(row ?? {}).every((outcome) => ['ok', 'same', 'no', '-'].includes(outcome))).toBe(true)
      }
  }
  for (const row of Object.values(remoteAnswers)) expect(Object.keys(row)).toEqual([...events])
})

test('what succeeds leads to another state that the transition can be in', () => {
  for (const type of types)
    for (const status of reachable[type])
      for (const event of events) {
        const succeeds = Object.values(answers[type][status]?.[event] ?? {}).includes('ok')
        if (!succeeds) continue
        expect(event).not.toBe('other')
        const next = leadsTo[event as keyof typeof leadsTo]
        expect(reachable[type]).toContain(next)
        expect(next).not.toBe(status)
      }
})

test('a reader of the record and a stranger never answer anything', () => {
  for (const type of types)
    for (const status of reachable[type])
      for (const event of events) {
        const row = answers[type][status]?.[event]
        expect([row?.reader, row?.stranger]).toEqual(['no', 'no'])
      }
})

test('consent is told for each kind in each module, and the lines agree with it', () => {
  expect(consents).toHaveLength(9)
  for (const type of types) expect(Object.keys(needed[type])).toEqual([...modules])
  for (const line of consentCases) {
    const isGiven = needed[line.type][line.module].every((field) => line.consent[field] === true)
    const isOverridden = line.overridden === true && line.mayOverride === true
    expect({ says: line.says, outcome: line.outcome }).toEqual({
      says: line.says,
      outcome: isGiven || isOverridden ? 'made' : 'consent',
    })
  }
})

test('each approval goes from each state', () => {
  expect(approvalIds).toHaveLength(5)
  for (const state of before) expect(Object.keys(approvalEffects[state])).toEqual([...actions])
})

test('no line of a table stands twice', () => {
  const tables = {
    alertCases,
    alertCountCases,
    mayAnswerCases,
    approvalDetailCases,
    approvalRightCases,
    consentCases,
    grantedRequestCases,
    withdrawnCases,
    closingCases,
    dashboards: [...dashboardCases, ...teamDashboardCases, ...weekDashboardCases, ...approvalDashboardCases].map(
      (line) => ({ says: `${line.dashboard} ${line.indicator}: ${line.says}` }),
    ),
    dashboardRightCases,
    derivedCases,
    effectCases,
    flagRightCases,
    flagStateCases,
    flagListCases,
    makingCases,
    bulkCases,
    recipientCases,
    candidateCases,
    taskCases,
    dueByRiskCases,
    taskOrderCases,
  }
  for (const [table, lines] of Object.entries(tables)) {
    const says = lines.map((line) => line.says)
    expect({ table, twice: says.filter((line, i) => says.indexOf(line) !== i) }).toEqual({ table, twice: [] })
  }
})

test('stories of transitions answer what they made, in minutes of one hour', () => {
  expect(start).toBe('2026-03-01T08:00:00.000Z')
  for (const story of effectCases) {
    const made = new Set(story.steps.filter((step) => ['create', 'assign'].includes(step.does)).map((step) => step.on))
    for (const step of story.steps) expect(made).toContain(step.on)
    expect(Object.keys(story.after.status ?? {}).filter((name) => !made.has(name))).toEqual([])
  }
})

test('what a list of transitions derives names keys that are derived', () => {
  const known = [
    ...Object.keys(nothing),
    'last_referral_rejected_at',
    'last_referral_done_at',
    'transfer_status',
    'reassigned_transferred_on',
  ]
  for (const { derived } of derivedCases) expect(Object.keys(derived).filter((key) => !known.includes(key))).toEqual([])
})

test('who may be given a case is told against what people usually hold', () => {
  expect(Object.keys(usual).sort()).toEqual([...types].sort())
})
