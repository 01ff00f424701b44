// What sharing does to a record: stories from the tables, played.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Actor, Person } from '../access/actor.ts'
import { seenBy } from '../access/scope.ts'
import { openedServices } from '../access/shown-services.cases.ts'
import type { Role } from '../configuration/bundle.ts'
import type { Uuid } from '../ids.ts'
import { isProblem } from '../problem.ts'
import type { Data } from '../records/record.ts'
import type { Moment } from '../time.ts'
import { closingCases, consentCases, type Consent, grantedRequestCases, withdrawnCases } from './consent.cases.ts'
import { derivedCases, nothing } from './derived.cases.ts'
import { type EffectCase, effectCases, type Step, start } from './effects.cases.ts'
import type { Receiver } from './recipients.ts'
import { answerShare, makeShare, type Wish } from './share.ts'
import { grantsOf, sharedFields } from './shared-fields.ts'
import type { Transition, TransitionEvent } from './transition.ts'

const cp = 'primeromodule-cp'
const groups: Record<string, string[]> = {
  olga: ['north'],
  badr: ['north'],
  clio: ['south'],
  reem: ['south'],
  rico: ['south', 'east'],
}
const rights = ['read', 'assign', 'transfer', 'request_transfer', 'referral', 'receive_referral', 'receive_transfer']

const role = (actions: string[], more: Partial<Role> = {}): Role => ({
  id: 'role-some',
  name: 'Some',
  scope: 'self',
  modules: [cp, 'primeromodule-gbv', 'primeromodule-mrm'],
  permissions: { case: actions },
  forms: 'all',
  identity: 'own',
  ...more,
})
const roles: Record<string, Role> = {
  badr: role(rights, { scope: 'group' }),
  clio: role([...rights, 'accept_or_reject_transfer'], { scope: 'group' }),
}
const roleOf = (name: string): Role => roles[name] ?? role(rights)
const person = (userName: string): Person => ({
  userName,
  fullName: userName,
  agency: null,
  groups: groups[userName] ?? [],
  location: null,
  agencyOffice: null,
  code: null,
  category: null,
})
const actor = (userName: string, as = roleOf(userName)): Actor => ({
  ...person(userName),
  id: 1,
  role: as,
  locale: 'en',
  serviceAccount: false,
})
const receiver = (userName: string): Receiver => ({ ...person(userName), role: roleOf(userName), isInForce: true })

const wish = (id: string, more: Partial<Wish>): Wish => ({
  id: id as Uuid,
  type: 'Referral',
  remote: false,
  service: null,
  serviceRow: null,
  notes: null,
  toAgency: null,
  toRemote: null,
  exportType: null,
  consentOverridden: false,
  consentIndividual: false,
  override: null,
  authorizedRole: null,
  allowCaseCreation: false,
  ...more,
})

const consented = { consent_for_services: true, disclosure_other_orgs: true }

/** A case of Olga's, and the transitions that it has been through. */
class Stage {
  data: Data
  transitions: Transition[] = []
  minute = 0
  owner = 'olga'
  incidentOwner = 'olga'
  lastBy: string | undefined
  touched = new Set<string>()
  readonly module: string

  constructor(data: Data = {}, module = cp) {
    this.module = module
    this.data = { owned_by: 'olga', owned_by_groups: ['north'], module_id: module, ...consented, ...data }
  }

  held() {
    const grantedTo = grantsOf(this.transitions, this).map(({ userName }) => userName)
    const id = '00000000-0000-4000-8000-000000000000' as Uuid
    const owner = person(this.owner)
    return {
      record: { id, type: 'case' as const, version: 1, data: this.data },
      facts: {
        id,
        type: 'case' as const,
        module: this.module,
        ownedBy: this.owner,
        grantedTo,
        seenBy: seenBy(owner, grantedTo),
      },
    }
  }

  occasion(user: string) {
    const now = `2026-03-01T08:${String(this.minute).padStart(2, '0')}:00.000Z` as Moment
    return { now, today: '2026-03-01', user }
  }

  sharing(to: string | null, by: string) {
    return {
      transitions: this.transitions,
      consents: [],
      recipient: to === null ? undefined : receiver(to),
      requester: receiver(by),
      owner: receiver(this.owner),
      isShut: false,
      newId: () => `made-${this.transitions.length}` as Uuid,
    }
  }

  make(id: string, by: string, to: string | undefined, more: Partial<Wish>, as = roleOf(by)) {
    const type = more.type ?? 'Referral'
    const recipient = type === 'TransferRequest' ? this.owner : (to ?? null)
    const sharing = this.sharing(recipient, by)
    return this.take(makeShare(actor(by, as), this.held(), wish(id, more), sharing, this.occasion(by)), by)
  }

  answer(
    id: string,
    event: TransitionEvent,
    by: string,
    more: { reason?: string; note?: string } = {},
    out?: Partial<Receiver>,
  ) {
    const transition = this.transitions.find((one) => one.id === id) as Transition
    const sharing = this.sharing(transition.to, transition.by)
    const given = { event, reason: more.reason ?? null, note: more.note ?? null }
    if (out && sharing.recipient) sharing.recipient = { ...sharing.recipient, ...out }
    const done = answerShare(actor(by), this.held(), transition, given, sharing, this.occasion(by))
    return done && this.take(done, by)
  }

  take<T extends ReturnType<typeof makeShare>>(done: T, by: string): T {
    const known = new Set(this.transitions.map(({ id }) => id))
    this.transitions = [
      ...this.transitions.map((one) => done.changed.find(({ id }) => id === one.id) ?? one),
      ...done.changed.filter(({ id }) => !known.has(id)),
    ]
    for (const key of Object.keys(done.data)) if (done.data[key] !== this.data[key]) this.touched.add(key)
    this.data = done.data
    this.lastBy = by
    if (done.newOwner) this.owner = this.incidentOwner = done.newOwner.userName
    return done
  }

  play(step: Step): void {
    const { on, does, by, type, to, remote, service, reason, note, individual } = step
    if (does === 'create' || does === 'assign') {
      this.make(on, by, to === '' ? undefined : to, {
        type: does === 'assign' ? 'Assign' : (type ?? 'Referral'),
        remote: remote === true,
        serviceRow: service ?? null,
        consentIndividual: individual === true,
      })
    } else {
      this.answer(on, does, by, { ...(reason ? { reason } : {}), ...(note ? { note } : {}) })
    }
    this.minute += 1
  }
}

describe('stories', () => {
  expect(start).toBe('2026-03-01T08:00:00.000Z')

  test.each(effectCases)('$says', ({ service, steps, after, incidentOwner }: EffectCase) => {
    const stage = new Stage(service ? { services_section: [service as never] } : {})
    for (const step of steps) stage.play(step)
    expect(stage.owner).toBe(after.owner)
    expect(
      grantsOf(stage.transitions, stage)
        .map(({ userName }) => userName)
        .sort(),
    ).toEqual([...after.assigned].sort())
    for (const [id, status] of Object.entries(after.status ?? {}))
      expect(stage.transitions.find((one) => one.id === id)?.status).toBe(status)
    if (after.respondedAt) {
      const told = stage.transitions.flatMap(({ id, respondedAt }) => (respondedAt ? [[id, respondedAt]] : []))
      expect(Object.fromEntries(told)).toEqual(after.respondedAt)
    }
    if (after.fields) expect(stage.data).toMatchObject(after.fields)
    for (const key of after.untouched ?? []) expect([...stage.touched]).not.toContain(key)
    if (after.lastUpdatedBy) expect(stage.lastBy).toBe(after.lastUpdatedBy)
    if (incidentOwner) expect(stage.incidentOwner).toBe(incidentOwner)
  })
})

const refusedFor = (what: () => unknown): string => {
  try {
    what()
    return 'made'
  } catch (error) {
    if (!isProblem(error, 'rule-broken')) throw error
    return error.params.message
  }
}

describe('consent', () => {
  const dataOf = (consent: Consent): Data => ({ ...consent })

  test.each(consentCases)('$says: $outcome', (line) => {
    const { type, module, consent, overridden, mayOverride, remote, outcome, stored, ignored } = line
    const stage = new Stage(dataOf(consent), module)
    const by = type === 'TransferRequest' ? 'reem' : 'olga'
    const as = role(mayOverride ? [...rights, 'consent_override'] : rights)
    const ask = () =>
      stage.make(
        't',
        by,
        remote ? undefined : 'rico',
        { type, remote: remote === true, consentOverridden: overridden === true },
        as,
      )
    if (outcome === 'consent') {
      expect(refusedFor(ask)).toBe('transition.errors.consent')
      expect(stage.transitions).toEqual([])
      return
    }
    const done = ask()
    if (stored !== undefined) expect(done.changed[0]?.consentOverridden).toBe(stored)
    expect(done.ignored).toEqual(ignored ? ['consent_overridden'] : [])
  })

  test.each(grantedRequestCases)(
    'a request that is granted $says',
    ({ module, consent, individual, outcome, stored }) => {
      const stage = new Stage(dataOf(consent), module)
      stage.make('q', 'reem', undefined, { type: 'TransferRequest', consentIndividual: individual })
      const told = refusedFor(() => stage.answer('q', 'accept', 'olga'))
      if (outcome === 'consent') {
        expect(told).toBe('transition.errors.consent')
        expect(stage.transitions.map(({ status }) => status)).toEqual(['in_progress'])
        return
      }
      expect(stage.transitions.map(({ type, status }) => [type, status])).toEqual([
        ['TransferRequest', 'accepted'],
        ['Transfer', 'in_progress'],
      ])
      expect(stage.transitions[1]).toMatchObject({ by: 'olga', to: 'reem', consentOverridden: stored })
    },
  )

  test.each(withdrawnCases)('it went since: $says', ({ type, status, overridden, recipient, event, who, outcome }) => {
    const stage = new Stage()
    const as = role([...rights, 'consent_override'])
    stage.make('t', 'olga', 'reem', { type, consentOverridden: overridden === true }, as)
    if (status === 'accepted') stage.answer('t', 'accept', 'reem')
    if (status === 'rejected') stage.answer('t', 'reject', 'reem')
    if (recipient === undefined)
      stage.data = { ...stage.data, consent_for_services: null, disclosure_other_orgs: false }
    const out = recipient === 'disabled' ? { isInForce: false } : recipient ? { role: role(['read']) } : undefined
    const by = who === 'owner' ? 'olga' : who === 'manager' ? 'clio' : 'reem'
    const told = refusedFor(() => expect(stage.answer('t', event, by, {}, out)).toBeDefined())
    expect(told).toBe(outcome === 'ok' ? 'made' : `transition.errors.${outcome}`)
  })
})

test.each(closingCases)('where $field goes: $says', ({ type, module, overridden, field, recipient }) => {
  const stage = new Stage({}, module)
  const as = role([...rights, 'consent_override'])
  stage.make('t', 'olga', 'reem', { type, consentOverridden: overridden === true }, as)
  stage.data = { ...stage.data, [field]: false }
  expect(grantsOf(stage.transitions, stage).length).toBe(recipient === 'in' ? 1 : 0)
})

describe('of the services a referral shows', () => {
  test.each(openedServices)('$says', ({ opensLater, serviceRow, answers = [], shows }) => {
    const stage = new Stage({ services_section: [{ unique_id: 's1' }, { unique_id: 's2' }] })
    stage.make('t', 'olga', 'reem', { opensLater, serviceRow })
    for (const event of answers) stage.answer('t', event, 'reem')
    const [grant] = grantsOf(stage.transitions, stage)
    expect(grant === undefined ? 'none' : grant.services).toEqual(shows)
  })
})

describe('what a record says of its transitions', () => {
  const at = (n: number): Moment => `2026-03-01T08:${String(n).padStart(2, '0')}:00.000Z` as Moment

  test.each(derivedCases)('$says', ({ facts, derived }) => {
    const transitions = facts.map(
      (fact, i): Transition => ({
        ...wish(`t${i}`, { type: fact.type, remote: fact.remote === true }),
        status: fact.status,
        by: 'olga',
        to: fact.to ?? null,
        consent: null,
        endedFor: null,
        rejectedReason: null,
        rejectionNote: null,
        recordOwner: { userName: 'olga', agency: null, groups: ['north'] },
        sender: { agency: null, groups: ['north'] },
        recipient: fact.to === undefined ? null : { agency: null, groups: groups[fact.to] ?? [] },
        createdAt: at(fact.made),
        respondedAt: fact.responded === undefined ? null : at(fact.responded),
        endedAt: null,
      }),
    )
    expect(sharedFields(transitions, { module: cp, data: consented })).toEqual({ ...nothing, ...derived })
  })

  test('whoever is let in by something is named, and nobody else, whatever happens', () => {
    const event = fc.constantFrom<TransitionEvent>('accept', 'reject', 'done', 'revoke', 'other')
    const who = fc.constantFrom('olga', 'reem', 'rico', 'badr', 'clio')
    const begin = fc.record({ type: fc.constantFrom('Referral', 'Transfer'), to: fc.constantFrom('reem', 'rico') })
    fc.assert(
      fc.property(
        fc.array(begin, { maxLength: 4 }),
        fc.array(fc.tuple(fc.nat(3), event, who), { maxLength: 10 }),
        (begins, story) => {
          const stage = new Stage()
          let owner = 'olga'
          for (const [i, { type, to }] of begins.entries())
            stage.make(`t${i}`, 'olga', to, { type: type as 'Referral' })
          for (const [i, does, by] of story) {
            if (stage.transitions[i] === undefined) continue
            stage.minute += 1
            try {
              const done = stage.answer(`t${i}`, does, by)
              const taken = done?.changed.find(({ type, status }) => type === 'Transfer' && status === 'accepted')
              if (taken) owner = taken.to as string
            } catch (error) {
              if (!isProblem(error, 'forbidden') && !isProblem(error, 'rule-broken')) throw error
            }
          }
          const live = stage.transitions.filter(
            ({ type, status }) => status === 'in_progress' || (type === 'Referral' && status === 'accepted'),
          )
          const named = begins.length === 0 ? [] : (stage.data['assigned_user_names'] as string[])
          expect([...named].sort()).toEqual([...new Set(live.map(({ to }) => to as string))].sort())
          // Nothing but a transfer that was accepted makes an owner.
          expect(stage.owner).toBe(owner)
        },
      ),
    )
  })
})
