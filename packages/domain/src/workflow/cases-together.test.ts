// The tables of what leaves, what is planned and who looks are sound: total where they promise to be, and no line stands
// twice. Tests of their rules play them.
import { expect, test } from 'vitest'
import { instantOf } from '../forms/answer.ts'
import {
  hearers,
  keyOf,
  leavingCases,
  maybeUrgent,
  noticeKinds,
  usualAt,
  usualInstance,
} from './notices-leaving.cases.ts'
import { bundlingCases, taskTellingCases } from './notices-together.cases.ts'
import {
  ageBandCases,
  alwaysThere,
  caseOfPackageCases,
  contentsCases,
  endCases,
  fieldsByDirection,
  linkedCases,
  neverInPackage,
  takenOver,
  takenValueCases,
} from './module-package-contents.cases.ts'
import { directionCases, gbv, releaseAnswers, releaseEvents, releasers, releaseStates } from './module-package.cases.ts'
import * as link from './one-time-link.cases.ts'
import { caseloadCases, countedCases } from './caseload.cases.ts'
import { mayPrintCases, paperCases } from './case-summary.cases.ts'
import * as care from './clinical-deadline.cases.ts'
import * as plans from './plans.cases.ts'
import { fittingCases, orderingCases, parents, usualAsked, usualEntry } from './service-directory.cases.ts'
import * as queue from './review-queue.cases.ts'
import { filterCases, groupOf, groups, readerCases, timelineCases } from './timeline.cases.ts'
import { sentAt, silenceCases, silenceRunCases } from './silence.cases.ts'

const twice = (names: readonly string[]) => names.filter((name, i) => names.indexOf(name) !== i)
const saysOf = (lines: readonly { says: string }[]) => lines.map(({ says }) => says)

test('each kind of notice has a key, people who hear of it, and lines of its own', () => {
  expect(Object.keys(keyOf)).toEqual([...noticeKinds])
  expect(Object.keys(hearers)).toEqual([...noticeKinds])
  expect(maybeUrgent.filter((kind) => !noticeKinds.includes(kind))).toEqual([])
  for (const kind of noticeKinds) expect(leavingCases.filter((line) => line.kind === kind).length).toBeGreaterThan(4)
  expect(Object.values(usualInstance.send_mail).every((is) => is === true)).toBe(true)
  expect(twice(saysOf(leavingCases))).toEqual([])
  expect(twice(saysOf(bundlingCases))).toEqual([])
  expect(twice(saysOf(taskTellingCases))).toEqual([])
})

test('a hint leaves at once, later, or never; never before there is something to hint at', () => {
  for (const { says, at = usualAt, mail, push } of leavingCases)
    for (const when of [mail, push]) {
      if (when === 'now' || when === 'no') continue
      expect({ says, isLater: (instantOf(when) ?? 0) > (instantOf(at) ?? 0) }).toEqual({ says, isLater: true })
    }
})

test('a mail counts what it names, and no notice twice', () => {
  for (const { says, notices, mails } of bundlingCases) {
    for (const { count, kinds } of mails)
      expect({ says, count }).toEqual({ says, count: Object.values(kinds).reduce((sum, n) => sum + n, 0) })
    const told = mails.reduce((sum, { count }) => sum + count, 0)
    expect(told).toBeLessThanOrEqual(notices.length)
    expect([...mails].sort((a, b) => a.at.localeCompare(b.at))).toEqual(mails)
  }
})

test('what is told of tasks names tasks that are there', () => {
  for (const { tasks, task_due, task_overdue } of taskTellingCases) {
    const keys = tasks.map(({ key }) => key)
    expect([...task_due, ...task_overdue].filter((key) => !keys.includes(key))).toEqual([])
  }
})

test('entries of the directory name places that are there, and an order leaves out only what does not fit', () => {
  expect(Object.values(parents).filter((place) => place !== null && !(place in parents))).toEqual([])
  for (const { entry } of fittingCases) expect((entry?.places ?? []).filter((place) => !(place in parents))).toEqual([])
  for (const { entries, ids } of orderingCases) {
    const known = entries.filter(({ disabled }) => disabled !== true).map(({ id }) => id)
    expect([...ids].sort()).toEqual(known.sort())
  }
  expect(twice(saysOf(fittingCases))).toEqual([])
  expect(twice(saysOf(orderingCases))).toEqual([])
  expect(usualEntry.services).toContain(usualAsked.service)
})

test('silence alarms the sender before the managers, and after an answer nobody', () => {
  for (const { says, status, record, sender, managers } of silenceCases) {
    const isOver = status !== undefined || record !== undefined
    if (isOver) expect({ says, sender, managers }).toEqual({ says, sender: null, managers: null })
    expect({ says, both: (sender === null) === (managers === null) }).toEqual({ says, both: true })
    if (sender === null || managers === null) continue
    const order = [sentAt, sender, managers]
    expect({ says, order: [...order].sort() }).toEqual({ says, order })
  }
  for (const { told, tells } of silenceRunCases)
    expect(told.filter((stage) => tells.some((tell) => tell.stage === stage))).toEqual([])
  expect(twice(saysOf(silenceCases))).toEqual([])
  expect(twice(saysOf(silenceRunCases))).toEqual([])
})

test('every state of a link says what every event by everybody does', () => {
  expect(Object.keys(link.linkAnswers)).toEqual([...link.states])
  const marks: link.Outcome[] = ['ok', 'form', 'locked', 'in', 'over', 'same', 'no', '-']
  for (const state of link.states) {
    expect(Object.keys(link.linkAnswers[state])).toEqual([...link.events])
    for (const event of link.events) {
      const row = link.linkAnswers[state][event]
      expect(Object.keys(row)).toEqual([...link.actors])
      expect(Object.values(row).filter((mark) => !marks.includes(mark))).toEqual([])
      expect([row.reader, row.stranger].filter((mark) => !['no', 'over', '-'].includes(mark))).toEqual([])
      if (event in link.leadsTo) continue
      expect(Object.values(row)).not.toContain('ok')
    }
  }
  for (const state of ['rejected', 'done', 'expired', 'ended'] as const)
    for (const event of link.events) expect(Object.values(link.linkAnswers[state][event])).not.toContain('in')
})

test('no page but the package says anything of it', () => {
  expect(Object.keys(link.pages)).toEqual(['form', 'locked', 'over', 'in'])
  const kept: readonly string[] = link.neverInPackage
  expect(link.packageKeys.filter((key) => kept.includes(key))).toEqual([])
})

test('stories of a link run forward', () => {
  expect(twice(saysOf(link.linkStories))).toEqual([])
  for (const { says, steps } of link.linkStories) {
    const times = steps.map(({ at }) => at)
    expect({ says, times }).toEqual({ says, times: [...times].sort() })
  }
})

test('a package that waits for its release says what everybody may do', () => {
  expect(Object.keys(releaseAnswers)).toEqual([...releaseStates])
  for (const state of releaseStates) {
    expect(Object.keys(releaseAnswers[state])).toEqual([...releaseEvents])
    for (const event of releaseEvents) {
      const row = releaseAnswers[state][event]
      expect(Object.keys(row)).toEqual([...releasers])
      expect(row.stranger).toBe('no')
      if (event === 'release') expect([row.sender, row.recipient, row['sender manager']]).toEqual(['no', 'no', 'no'])
    }
    if (state !== 'released') expect(releaseAnswers[state].look.recipient).toBe('no')
  }
  expect(twice(saysOf(directionCases))).toEqual([])
  for (const { says, from, is } of directionCases)
    if (from === gbv) expect({ says, isHeld: is !== 'sent' }).toEqual({ says, isHeld: true })
})

test('no package holds what none may hold, and each field of one was ticked or is of the smallest', () => {
  const never: readonly string[] = neverInPackage
  for (const { smallest, offered, oneByOne } of Object.values(fieldsByDirection)) {
    const all = [...smallest, ...offered, ...oneByOne]
    expect(twice(all)).toEqual([])
    expect(all.filter((name) => never.includes(name))).toEqual([])
  }
  for (const { says, from, ticked, holds } of contentsCases) {
    if (holds === 'fields') continue
    const { smallest, offered, oneByOne } = fieldsByDirection[from]
    const known: string[] = [...offered, ...oneByOne]
    const may: string[] = [...smallest, ...ticked.filter((name) => known.includes(name))]
    expect({ says, beyond: holds.filter((name) => !may.includes(name)) }).toEqual({ says, beyond: [] })
  }
  for (const table of [contentsCases, ageBandCases, caseOfPackageCases, linkedCases, endCases, takenValueCases])
    expect(twice(saysOf(table))).toEqual([])
  expect(Object.keys(takenOver).sort()).toEqual(Object.keys(fieldsByDirection).sort())
  expect(alwaysThere.filter((name) => never.includes(name))).toEqual([])
  for (const { says, into, takes } of takenValueCases) {
    const targets: (string | null)[] = Object.values(takenOver[into])
    expect({ says, beyond: Object.keys(takes).filter((name) => !targets.includes(name)) }).toEqual({ says, beyond: [] })
  }
})

test('a line of time runs backwards, and each kind of line has its filter', () => {
  expect([...new Set(Object.values(groupOf))].sort()).toEqual([...groups].sort())
  expect(twice(saysOf([...timelineCases, ...readerCases, ...filterCases]))).toEqual([])
  for (const { says, lines } of timelineCases) {
    const days = lines.map(([at]) => at.slice(0, 10))
    expect({ says, days }).toEqual({ says, days: [...days].sort().reverse() })
  }
  for (const { says, only, kinds } of filterCases)
    if (only.length > 0)
      expect({ says, beyond: kinds.filter((kind) => !only.includes(groupOf[kind])) }).toEqual({ says, beyond: [] })
})

test('paper without identity tells no more than paper with it, and without identity nobody has the choice', () => {
  expect(twice(saysOf(paperCases))).toEqual([])
  expect(twice(saysOf(mayPrintCases))).toEqual([])
  expect(paperCases.filter((line) => line.without === 'shown' && line.with === 'hidden')).toEqual([])
  for (const line of mayPrintCases) {
    expect(line.offered).toBe(line.with === 'printed')
    if (line.identity === 'none' || line.identity === 'reveal') expect(line.with).not.toBe('printed')
  }
})

test('a case shows its signs in one order, and a line of the queue holds nothing that it never holds', () => {
  for (const { says, is } of queue.signCases)
    expect({ says, is }).toEqual({ says, is: queue.signs.filter((sign) => is.includes(sign)) })
  for (const sign of queue.signs) expect(queue.signCases.some(({ is }) => is.length === 1 && is[0] === sign)).toBe(true)
  for (const table of [queue.signCases, queue.queueCases, queue.queueOrderCases, queue.hasQueueCases])
    expect(twice(saysOf(table))).toEqual([])
  for (const { cases, ids } of queue.queueOrderCases) expect([...ids].sort()).toEqual(cases.map(({ id }) => id).sort())
  const never: readonly string[] = queue.neverInQueue
  expect([...queue.lineKeys, ...queue.happenedKeys].filter((key) => never.includes(key))).toEqual([])
})

test('a caseload counts every case once, and the heaviest stands first', () => {
  expect(twice(saysOf([...caseloadCases, ...countedCases]))).toEqual([])
  for (const { says, people, counted, lines } of caseloadCases) {
    const open = counted.reduce((sum, { count }) => sum + count, 0)
    expect({ says, open: lines.reduce((sum, [, count]) => sum + count, 0) }).toEqual({ says, open })
    expect(people.filter((name) => !lines.some(([owner]) => owner === name))).toEqual([])
    const loads = lines.map(([, , , load]) => load)
    expect({ says, loads }).toEqual({ says, loads: [...loads].sort((a, b) => b - a) })
  }
})

test('a deadline lies 72 hours after a moment that is no later than the sending', () => {
  expect(twice(saysOf([...care.deadlineCases, ...care.overCases, ...care.deadlineSeenCases]))).toEqual([])
  for (const { says, by, sent = care.referredAt } of care.deadlineCases) {
    const latest = (instantOf(sent) ?? 0) + 72 * 3_600_000
    expect({ says, isLater: by !== null && (instantOf(by) ?? 0) > latest }).toEqual({ says, isLater: false })
  }
  for (const { says, who, sees } of care.deadlineSeenCases)
    if (who === 'another provider' || who === 'stranger') expect({ says, sees }).toEqual({ says, sees: 'nothing' })
})

test('what plans say moves nothing but a workflow, and stays with the case', () => {
  expect(twice(saysOf([...plans.planEffects, ...plans.planReaders, ...plans.safetyPlanCases]))).toEqual([])
  for (const { says, after } of plans.planEffects)
    expect({ says, moved: Object.keys(after).filter((key) => key !== 'workflow') }).toEqual({ says, moved: [] })
  const leaves: string[] = Object.values(fieldsByDirection).flatMap(({ smallest, offered, oneByOne }) => [
    ...smallest,
    ...offered,
    ...oneByOne,
  ])
  expect(plans.staysWithTheCase.filter((name) => leaves.includes(name))).toEqual([])
  expect(plans.planReaders.filter(({ form }) => !(form in plans.planForms))).toEqual([])
  expect(Object.keys(plans.untouched)).toContain('workflow')
})
