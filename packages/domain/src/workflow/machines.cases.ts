// For tests only: the machines of case work whose tables elsewhere leave states, events or people out: approvals, flags,
// entries of consent, alerts, tasks. Total: every state × every event × every kind of person.
import type { ApprovalAction, Before } from './approvals.cases.ts'

/** ok: it is done. same: nothing happens. no: 403. none: not-found. taken: the id is. */
export type Outcome = 'ok' | 'same' | 'no' | 'none' | 'taken'

const rowOf =
  <K extends string>(actors: readonly K[]) =>
  (text: string): Record<K, Outcome> => {
    const marks = text.split(/\s+/) as Outcome[]
    return Object.fromEntries(actors.map((actor, i) => [actor, marks[i]])) as Record<K, Outcome>
  }

/**
 * asker: owns the case, may ask. judge: owns it, may approve. own judge: he, and holds `self_approve`. colleague: may ask,
 * does not own. supervisor: may approve. reader: neither. stranger: all of it, and the case is out of his scope.
 */
export const approvalActors = ['asker', 'judge', 'own judge', 'colleague', 'supervisor', 'reader', 'stranger'] as const
export type ApprovalActor = (typeof approvalActors)[number]
const approvals = rowOf(approvalActors)
const asking = approvals('ok no no ok no no no')
const answering = approvals('no no ok no ok no no')
const fromAnywhere = { requested: asking, approved: answering, rejected: answering }

/** There is no guard: who may take a step may take it from every state. */
export const approvalAnswers: Record<Before, Record<ApprovalAction, Record<ApprovalActor, Outcome>>> = {
  none: fromAnywhere,
  pending: fromAnywhere,
  approved: fromAnywhere,
  rejected: fromAnywhere,
}

export const flagStates = ['none', 'active', 'resolved'] as const
export const flagEvents = ['add', 'edit', 'resolve'] as const
/** flagger: `flag`. editor: he, and `flag_update`. resolver: `resolve_any_flag` alone. Each reads the case but the stranger. */
export const flagActors = ['flagger', 'editor', 'resolver', 'reader', 'stranger'] as const
export type FlagActor = (typeof flagActors)[number]
const flags = rowOf(flagActors)

export const flagAnswers: Record<
  (typeof flagStates)[number],
  Record<(typeof flagEvents)[number], Record<FlagActor, Outcome>>
> = {
  none: {
    add: flags('ok ok no no no'),
    edit: flags('no none no no no'),
    resolve: flags('none none no no no'),
  },
  active: {
    add: flags('taken taken no no no'),
    edit: flags('no ok no no no'),
    resolve: flags('ok ok no no no'),
  },
  resolved: {
    add: flags('taken taken no no no'),
    edit: flags('no ok no no no'),
    resolve: flags('same same no no no'),
  },
}

/**
 * An entry for health and legal help. partly: health is withdrawn. past: its last day is gone, and nobody wrote that down
 * yet. used: for one share, which it went with.
 */
export const consentStates = ['standing', 'partly', 'withdrawn', 'past', 'used'] as const
export type ConsentState = (typeof consentStates)[number]
export const consentEvents = ['withdraw', 'withdraw health', 'expire'] as const
/** writer: writes on the case. reader: reads it. let in: writes by a share. stranger: the case is out of his scope. */
export const consentActors = ['writer', 'reader', 'let in', 'stranger'] as const
export type ConsentActor = (typeof consentActors)[number]
const consents = rowOf(consentActors)
const ends = consents('ok no no no')
const nothing = consents('same no no no')

/** Time is over by itself: whoever else asks for it has no such door. */
export const consentAnswers: Record<
  ConsentState,
  Record<(typeof consentEvents)[number], Record<ConsentActor, Outcome>>
> = {
  standing: { withdraw: ends, 'withdraw health': ends, expire: ends },
  partly: { withdraw: ends, 'withdraw health': nothing, expire: ends },
  withdrawn: { withdraw: nothing, 'withdraw health': nothing, expire: nothing },
  past: { withdraw: ends, 'withdraw health': ends, expire: ends },
  used: { withdraw: ends, 'withdraw health': ends, expire: ends },
}

/** What each state lets go: a referral for health, one for legal help, one that names no service. */
export const consentCovers: Record<ConsentState, readonly [boolean, boolean, boolean]> = {
  standing: [true, true, false],
  partly: [false, true, false],
  withdrawn: [false, false, false],
  past: [false, false, false],
  used: [false, false, false],
}

/** olga owns the case, bilal is her colleague; rico and zeinab receive. What still waits is in the name. */
export const alertEvents = [
  'bilal changes what is watched',
  'olga changes what is watched',
  'bilal changes what is told to all',
  'olga changes what is told to all',
  'bilal changes something else',
  'olga changes something else',
  'closure is asked for',
  'closure is decided',
  'assessment is decided',
  'referred to rico',
  'rico answers, and nothing waits',
  'rico answers, and another waits for him',
  'zeinab answers',
  'transferred',
  'a transfer ends, and nothing waits',
  'a transfer ends, and another waits',
  'it is the newest duplicate',
  'another is the newest duplicate',
  'no duplicate is left',
  'bilal makes an incident',
  'olga makes an incident',
] as const
export type AlertEvent = (typeof alertEvents)[number]
export const alertKinds = ['watched', 'for all', 'closure', 'referral', 'transfer', 'duplicate', 'incident'] as const
export type AlertState = (typeof alertKinds)[number]

/** What raises each and what clears it; every other event leaves it as it is, standing or not. */
export const alertMoves: Record<AlertState, { raises: readonly AlertEvent[]; clears: readonly AlertEvent[] }> = {
  watched: {
    raises: ['bilal changes what is watched'],
    // Whatever the owner changes shows that she has looked.
    clears: ['olga changes what is watched', 'olga changes what is told to all', 'olga changes something else'],
  },
  'for all': { raises: ['bilal changes what is told to all', 'olga changes what is told to all'], clears: [] },
  closure: { raises: ['closure is asked for'], clears: ['closure is decided'] },
  referral: { raises: ['referred to rico'], clears: ['rico answers, and nothing waits'] },
  transfer: { raises: ['transferred'], clears: ['a transfer ends, and nothing waits'] },
  duplicate: {
    raises: ['it is the newest duplicate'],
    clears: ['another is the newest duplicate', 'no duplicate is left'],
  },
  // At the form that is watched for incidents; so a look of the owner clears it.
  incident: {
    raises: ['bilal makes an incident'],
    clears: ['olga changes what is watched', 'olga changes what is told to all', 'olga changes something else'],
  },
}

/** Of each type of task. none: nothing is due. Today is 10 March; soon is within seven days. done: it was due on the 12th. */
export const taskStates = ['none', 'later', 'soon', 'overdue', 'done'] as const
export type TaskState = (typeof taskStates)[number]
export const taskEvents = [
  'nothing happens',
  'its day comes',
  'its day passes',
  'it is done',
  'what was done is taken back',
  'its day is moved a month on',
  'its day is taken away',
  'the case is closed',
  'the case is disabled',
  'the case goes to somebody else',
] as const
export type TaskEvent = (typeof taskEvents)[number]
/** What the owner has to do then; nobody else has it. */
export type TaskSeen = Exclude<TaskState, 'done'>

const seen = (text: string): Record<TaskEvent, TaskSeen> => {
  const marks = text.split(/\s+/) as TaskSeen[]
  return Object.fromEntries(taskEvents.map((event, i) => [event, marks[i]])) as Record<TaskEvent, TaskSeen>
}
// In the order of the events.
export const taskMoves: Record<TaskState, Record<TaskEvent, TaskSeen>> = {
  none: seen('none none none none none later none none none none'),
  later: seen('later soon overdue none later later none none none none'),
  soon: seen('soon soon overdue none soon later none none none none'),
  overdue: seen('overdue soon overdue none overdue later none none none none'),
  done: seen('none none none none soon none none none none none'),
}
