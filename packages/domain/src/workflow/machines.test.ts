// Approvals, flags, consent, alerts and tasks: what everybody may do to them in each state, and what random stories leave.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { sampleActor, sampleFacts, samplePerson } from '../access/sample.ts'
import { seenBy } from '../access/scope.ts'
import { sampleBundle, sampleConfiguration, sampleField, sampleForm } from '../forms/sample.ts'
import { configurationOf } from '../configuration/configuration.ts'
import type { Uuid } from '../ids.ts'
import { Problem } from '../problem.ts'
import type { Data, RecordFacts } from '../records/record.ts'
import { does, frozen, sampleId } from '../records/sample.ts'
import type { Day, Moment } from '../time.ts'
import {
  type Alert,
  type AlertChange,
  alertsAfter,
  alertsOfAnswer,
  alertsOfApproval,
  alertsOfDuplicate,
  alertsOfIncident,
  alertsOfSave,
  alertsOfSharing,
  noAlertChange,
} from './alerts.ts'
import { actions, type ApprovalId, approvalIds, before, standing } from './approvals.cases.ts'
import { daysFrom } from './clock.ts'
import { type Consent, covers, ended, isOver, isUsed } from './consents.ts'
import type { Flag } from './flags.ts'
import { decideLedger } from './ledger.ts'
import {
  type AlertEvent,
  type AlertState,
  alertEvents,
  alertKinds,
  alertMoves,
  type ApprovalActor,
  approvalActors,
  approvalAnswers,
  type ConsentActor,
  consentActors,
  consentAnswers,
  consentCovers,
  consentEvents,
  type ConsentState,
  consentStates,
  type FlagActor,
  flagActors,
  flagAnswers,
  flagEvents,
  flagStates,
  type Outcome,
  type TaskEvent,
  taskEvents,
  taskMoves,
  type TaskSeen,
  type TaskState,
  taskStates,
} from './machines.cases.ts'
import { tasksOf } from './tasks.ts'

const codes: Partial<Record<string, Outcome>> = { forbidden: 'no', 'not-found': 'none', 'id-taken': 'taken' }

function outcomeOf(act: () => { changes: readonly unknown[] } | undefined): Outcome {
  try {
    const carried = act()
    return carried === undefined || carried.changes.length === 0 ? 'same' : 'ok'
  } catch (problem) {
    const outcome = problem instanceof Problem ? codes[problem.code] : undefined
    if (outcome === undefined) throw problem
    return outcome
  }
}

const far = samplePerson('carol', { groups: ['south'], agency: 'two' })
const ofBilal: Partial<RecordFacts> = sampleFacts('bilal')
const outOfReach: Partial<RecordFacts> = sampleFacts('carol', { seenBy: seenBy(far, []) })

describe('an approval', () => {
  const ask = (id: ApprovalId) => `request_approval_${id}`
  const judge = (id: ApprovalId) => `approve_${id}`
  const people: Record<ApprovalActor, { rights: (id: ApprovalId) => string[]; facts?: Partial<RecordFacts> }> = {
    asker: { rights: (id) => [ask(id)] },
    judge: { rights: (id) => [judge(id)] },
    'own judge': { rights: (id) => [judge(id), 'self_approve'] },
    colleague: { rights: (id) => [ask(id)], facts: ofBilal },
    supervisor: { rights: (id) => [judge(id)], facts: ofBilal },
    reader: { rights: () => [], facts: ofBilal },
    stranger: { rights: (id) => [ask(id), judge(id), 'self_approve'], facts: outOfReach },
  }
  const stored = (id: ApprovalId, state: keyof typeof standing): Data =>
    Object.fromEntries(
      Object.entries(standing[state]).map(([key, value]) => [
        key.replace(/^T_/, `${id}_`).replace(/_T$/, `_${id}`),
        value,
      ]),
    ) as Data

  test.each(approvalIds.flatMap((id) => before.map((state) => ({ id, state }))))(
    'of kind $id, $state, is asked for and answered as its table says',
    ({ id, state }) => {
      for (const action of actions)
        for (const who of approvalActors) {
          const { rights, facts = {} } = people[who]
          const role = { scope: 'group' as const, permissions: { case: ['read', ...rights(id)] } }
          const owner = facts.ownedBy ?? 'amal'
          const scene = { role, facts, known: { alerts: [] }, stored: { ...stored(id, state), owned_by: owner } }
          const is = outcomeOf(() =>
            action === 'requested'
              ? does(scene, 'approval.request', { approval: id })
              : does(scene, 'approval.answer', { approval: id, answer: action }),
          )
          expect({ action, who, is }).toEqual({ action, who, is: approvalAnswers[state][action][who] })
        }
    },
  )
})

describe('a flag', () => {
  const id = 'd0000000-0000-4000-8000-000000000001' as Uuid
  const flag = (removed: boolean): Flag => ({
    ...{ id, message: 'look', date: '2024-05-01', flagged_by: 'bilal', removed },
    created_at: '2024-05-01T08:00:00.000Z' as Moment,
    ...{ unflag_message: null, unflagged_by: null, unflagged_date: null },
  })
  const kept = { none: [], active: [flag(false)], resolved: [flag(true)] }
  const rights: Record<FlagActor, string[]> = {
    flagger: ['flag'],
    editor: ['flag', 'flag_update'],
    resolver: ['resolve_any_flag'],
    reader: [],
    stranger: ['flag', 'flag_update', 'resolve_any_flag'],
  }

  test.each(flagStates)('that is %s is added, edited and resolved as its table says', (state) => {
    for (const event of flagEvents)
      for (const who of flagActors) {
        const role = { permissions: { case: ['read', ...rights[who]] } }
        const facts = who === 'stranger' ? outOfReach : {}
        const scene = { role, facts, known: { flags: frozen(kept[state]) } }
        const is = outcomeOf(() => does(scene, `flag.${event}`, { flag: id, message: 'a word' }))
        expect({ event, who, is }).toEqual({ event, who, is: flagAnswers[state][event][who] })
      }
  })
})

const today = '2026-03-10'
const module = 'primeromodule-cp'

describe('an entry of consent', () => {
  const id = 'c0000000-0000-4000-8000-000000000001' as Uuid
  const at = '2026-03-01T08:00:00.000Z' as Moment
  const given: Consent = {
    id,
    ...{
      purposes: ['referral'],
      services: ['health', 'legal'],
      agencies: [],
      excluded: [],
      oneOff: false,
      until: null,
    },
    ...{ givenBy: ['child'], explainedBy: 'amal', explainedHow: ['spoken'], note: null, by: 'amal', at, ends: [] },
  }
  const end = (...services: string[]) => ({ at, by: 'amal', services, shutOut: [], note: null })
  const entries: Record<ConsentState, Consent> = frozen({
    standing: given,
    partly: { ...given, ends: [end('health')] },
    withdrawn: { ...given, ends: [end('health'), end()] },
    past: { ...given, until: '2026-03-09' as Day },
    used: { ...given, oneOff: true },
  })
  const carried = [{ consent: id }]
  const config = sampleConfiguration({
    forms: [sampleForm('consent', [sampleField('consent_for_services', 'tick_box')])],
  })
  const people: Record<ConsentActor, { rights: string[]; facts: RecordFacts }> = {
    writer: { rights: ['read', 'write'], facts: sampleFacts('amal') },
    reader: { rights: ['read'], facts: sampleFacts('amal') },
    'let in': {
      rights: ['read', 'write'],
      facts: sampleFacts('carol', { grantedTo: ['amal'], seenBy: seenBy(far, ['amal']) }),
    },
    stranger: { rights: ['read', 'write'], facts: { ...sampleFacts('carol'), ...outOfReach } },
  }
  const step = (consent: Consent, event: (typeof consentEvents)[number], by = 'amal') => {
    const ledger = { consents: [consent], transitions: [] }
    const services = event === 'withdraw health' ? ['health'] : []
    const held = { record: { id: sampleId, type: 'case' as const, version: 1, data: {} }, facts: sampleFacts('amal') }
    const occasion = { now: `${today}T08:00:00.000Z` as Moment, today, user: by }
    return ended(held, consent, ledger, { services, note: null, by: event === 'expire' ? null : by }, occasion)
  }

  test.each(consentStates)('that is %s ends as its table says, and lets go what it covers', (state) => {
    for (const event of consentEvents)
      for (const who of consentActors) {
        const { rights, facts } = people[who]
        const actor = sampleActor('amal', { permissions: { case: rights } })
        const may = decideLedger(config, actor, facts) === 'yes'
        const is = !may ? 'no' : step(entries[state], event) === undefined ? 'same' : 'ok'
        expect({ event, who, is }).toEqual({ event, who, is: consentAnswers[state][event][who] })
      }
    const entry = entries[state]
    const lets = (['health', 'legal', null] as const).map(
      (service) =>
        !isUsed(entry, state === 'used' ? carried : []) &&
        covers(entry, { purpose: 'referral', service, agency: null }, today),
    )
    expect(lets).toEqual(consentCovers[state])
  })

  test('whatever is withdrawn, in whatever order, it covers less and less, and what is over stays over', () => {
    const asked = ['health', 'legal', null].map((service) => ({ purpose: 'referral' as const, service, agency: null }))
    fc.assert(
      fc.property(
        fc.constantFrom(...consentStates),
        fc.array(fc.constantFrom(...consentEvents), { maxLength: 8 }),
        (state, story) => {
          let entry = entries[state]
          for (const event of story) {
            const next = step(entry, event)?.consent ?? entry
            for (const one of asked) if (covers(next, one, today)) expect(covers(entry, one, today)).toBe(true)
            if (isOver(entry, today)) expect(isOver(next, today)).toBe(true)
            expect(next.ends.slice(0, entry.ends.length)).toEqual(entry.ends)
            entry = frozen(next)
          }
          // Each service ends once, the whole once.
          expect(entry.ends.length - entries[state].ends.length).toBeLessThanOrEqual(2)
        },
      ),
    )
  })
})

describe('an alert', () => {
  const config = configurationOf(1, [
    sampleBundle({
      settings: {
        changes_field_to_form: {
          notes_section: 'notes',
          incident_details: 'incident_details_container',
          services_section: { form_section_unique_id: 'services', alert_strategy: 'associated_users' },
        },
        approval_forms_to_alert: { closure_form: 'closure' },
      },
    }),
  ])
  const alerts: Record<AlertState, Alert> = {
    watched: { alert_for: 'field_change', type: 'notes', form: 'notes' },
    'for all': { alert_for: 'field_change', type: 'services', form: 'services', mail: true },
    closure: { alert_for: 'approval', type: 'closure', form: 'closure_form' },
    referral: { alert_for: 'referral', type: 'referral', form: 'referral', user: 'rico' },
    transfer: { alert_for: 'transfer', type: 'transfer', form: 'transfers_assignments' },
    duplicate: { alert_for: 'duplicate_field', type: 'national_id_no', form: 'basic_identity' },
    incident: { alert_for: 'field_change', type: 'incident_details_container', form: 'incident_details_container' },
  }
  const saved = (editor: string, field: string, now: readonly Alert[]): AlertChange =>
    alertsOfSave(config, { module, before: {}, after: { [field]: 'new' }, editor, owner: 'olga' }, now)
  const approval = (of: string, isAsked: boolean, now: readonly Alert[]) =>
    alertsOfApproval(config, { module, approval: of, isAsked }, now)
  const duplicate = (newest: 'this' | 'other' | 'none', now: readonly Alert[]) =>
    alertsOfDuplicate('national_id_no', 'basic_identity', newest, now)
  const incident = (by: string, now: readonly Alert[]) => alertsOfIncident(config, { module, by, owner: 'olga' }, now)

  const follows: Record<AlertEvent, (now: readonly Alert[]) => AlertChange> = {
    'bilal changes what is watched': (now) => saved('bilal', 'notes_section', now),
    'olga changes what is watched': (now) => saved('olga', 'notes_section', now),
    'bilal changes what is told to all': (now) => saved('bilal', 'services_section', now),
    'olga changes what is told to all': (now) => saved('olga', 'services_section', now),
    'bilal changes something else': (now) => saved('bilal', 'age', now),
    'olga changes something else': (now) => saved('olga', 'age', now),
    'closure is asked for': (now) => approval('closure', true, now),
    'closure is decided': (now) => approval('closure', false, now),
    'assessment is decided': (now) => approval('assessment', false, now),
    'referred to rico': (now) => alertsOfSharing('referral', 'rico', now),
    'rico answers, and nothing waits': (now) => alertsOfAnswer('referral', 'rico', false, now),
    'rico answers, and another waits for him': (now) => alertsOfAnswer('referral', 'rico', true, now),
    'zeinab answers': (now) => alertsOfAnswer('referral', 'zeinab', false, now),
    transferred: (now) => alertsOfSharing('transfer', 'rico', now),
    'a transfer ends, and nothing waits': (now) => alertsOfAnswer('transfer', 'rico', false, now),
    'a transfer ends, and another waits': (now) => alertsOfAnswer('transfer', 'rico', true, now),
    'it is the newest duplicate': (now) => duplicate('this', now),
    'another is the newest duplicate': (now) => duplicate('other', now),
    'no duplicate is left': (now) => duplicate('none', now),
    'bilal makes an incident': (now) => incident('bilal', now),
    'olga makes an incident': (now) => incident('olga', now),
  }
  const stands = (now: readonly Alert[], kind: AlertState): boolean => {
    const { alert_for, type, user } = alerts[kind]
    const same = now.filter((one) => one.alert_for === alert_for && one.type === type && one.user === user)
    expect(same.length).toBeLessThan(2)
    if (same[0]) expect(same[0]).toEqual(alerts[kind])
    return same.length === 1
  }
  const moved = (kind: AlertState, was: boolean, event: AlertEvent): boolean => {
    const { raises, clears } = alertMoves[kind]
    return raises.includes(event) || (was && !clears.includes(event))
  }

  test.each(alertKinds)('of kind %s stands and falls as its table says', (kind) => {
    for (const event of alertEvents)
      for (const was of [false, true]) {
        const now = frozen(was ? [alerts[kind]] : [])
        const is = stands(alertsAfter(now, follows[event](now)), kind)
        expect({ event, was, is }).toEqual({ event, was, is: moved(kind, was, event) })
      }
  })

  test('whatever happens, in whatever order, each is there once at most, and none that no event raised', () => {
    const taken = alertKinds.map((kind) => `${kind} is taken away` as const)
    const story = fc.array(fc.constantFrom(...alertEvents, ...taken), { maxLength: 25 })
    fc.assert(
      fc.property(story, (events) => {
        let now: Alert[] = []
        const wanted = new Map<AlertState, boolean>()
        for (const event of events) {
          const gone = alertKinds.find((kind) => event === `${kind} is taken away`)
          const change = gone
            ? { ...noAlertChange, remove: now.filter((one) => one.type === alerts[gone].type) }
            : follows[event as AlertEvent](now)
          now = frozen(alertsAfter(now, change))
          for (const kind of alertKinds)
            wanted.set(kind, kind === gone ? false : moved(kind, wanted.get(kind) === true, event as AlertEvent))
          for (const kind of alertKinds)
            expect({ event, kind, is: stands(now, kind) }).toEqual({ event, kind, is: wanted.get(kind) })
          expect(now).toHaveLength([...wanted.values()].filter(Boolean).length)
        }
      }),
      { numRuns: 300, seed: 82 },
    )
  })
})

describe('a task', () => {
  const config = sampleConfiguration()
  type Kase = { due: string | null; done: string | null; today: string; more: Data }
  const asRow: Record<'assessment' | 'case_plan' | 'follow_up' | 'service', (of: Kase) => Data> = {
    assessment: ({ due, done }) => ({ assessment_due_date: due, assessment_requested_on: done }),
    case_plan: ({ due, done }) => ({ case_plan_due_date: due, date_case_plan: done }),
    follow_up: ({ due, done }) => ({
      followup_subform_section: [{ unique_id: '1', followup_needed_by_date: due, followup_date: done }],
    }),
    service: ({ due, done }) => ({
      services_section: [
        {
          ...{ unique_id: '1', service_type: 'health', service_response_timeframe: '1_hour' },
          service_response_day_time: due && `${due}T08:00:00.000Z`,
          service_implemented_day_time: done && `${done}T08:00:00.000Z`,
        },
      ],
    }),
  }
  const types = ['assessment', 'case_plan', 'follow_up', 'service'] as const
  const begin = (due: string | null, done: string | null = null): Kase => ({ due, done, today, more: {} })
  const inState: Record<TaskState, Kase> = {
    none: begin(null),
    later: begin('2026-04-20'),
    soon: begin('2026-03-12'),
    overdue: begin('2026-03-05'),
    done: begin('2026-03-12', '2026-03-08'),
  }
  const after: Record<TaskEvent, (of: Kase) => Kase> = {
    'nothing happens': (of) => of,
    'its day comes': (of) => ({ ...of, today: of.due ?? of.today }),
    'its day passes': (of) => ({ ...of, today: daysFrom((of.due ?? of.today) as Day, 1) }),
    'it is done': (of) => ({ ...of, done: of.today }),
    'what was done is taken back': (of) => ({ ...of, done: null }),
    'its day is moved a month on': (of) => ({ ...of, due: daysFrom(of.today as Day, 31) }),
    'its day is taken away': (of) => ({ ...of, due: null }),
    'the case is closed': (of) => ({ ...of, more: { ...of.more, status: 'closed' } }),
    'the case is disabled': (of) => ({ ...of, more: { ...of.more, record_state: false } }),
    'the case goes to somebody else': (of) => ({ ...of, more: { ...of.more, owned_by: 'bilal' } }),
  }
  function seen(type: (typeof types)[number], kase: Kase, worker: string): TaskSeen {
    const data = { status: 'open', record_state: true, owned_by: 'amal', ...asRow[type](kase), ...kase.more }
    const found = tasksOf(config, { worker, today: kase.today, zone: 'UTC' }, 'one', frozen(data))
    expect(found.length).toBeLessThan(2)
    const [task] = found
    if (task === undefined) return 'none'
    expect(task).toMatchObject({ type, due: kase.due })
    return task.overdue ? 'overdue' : task.soon ? 'soon' : 'later'
  }

  test.each(types.flatMap((type) => taskStates.map((state) => ({ type, state }))))(
    'of type $type that is $state becomes what its table says, and is nobody else’s',
    ({ type, state }) => {
      for (const event of taskEvents) {
        const kase = after[event](inState[state])
        expect({ event, is: seen(type, kase, 'amal') }).toEqual({ event, is: taskMoves[state][event] })
        expect({ event, is: seen(type, kase, 'olga') }).toEqual({ event, is: 'none' })
      }
    },
  )

  test('whatever happens, in whatever order, it is there for the owner of an open case where its day is and the work is not', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...types),
        fc.constantFrom(...taskStates),
        fc.array(fc.constantFrom(...taskEvents), { maxLength: 12 }),
        (type, state, story) => {
          const kase = story.reduce((now, event) => after[event](now), inState[state])
          const { due, done, today: on, more } = kase
          const owner = String(more['owned_by'] ?? 'amal')
          const isThere = due !== null && done === null && more['status'] !== 'closed' && more['record_state'] !== false
          const wanted =
            !isThere || due === null ? 'none' : due < on ? 'overdue' : due <= daysFrom(on as Day, 7) ? 'soon' : 'later'
          expect(seen(type, kase, owner)).toBe(wanted)
          expect(seen(type, kase, owner === 'amal' ? 'bilal' : 'amal')).toBe('none')
        },
      ),
      { numRuns: 300, seed: 82 },
    )
  })
})
