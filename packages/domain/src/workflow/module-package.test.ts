// Referrals between child protection and gender-based violence, against their tables.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Actor } from '../access/actor.ts'
import { seenBy } from '../access/scope.ts'
import type { Role } from '../configuration/bundle.ts'
import type { Uuid } from '../ids.ts'
import { Problem } from '../problem.ts'
import type { Occasion } from '../records/record.ts'
import type { Day, Moment } from '../time.ts'
import type { Consent } from './consents.ts'
import { caseOfPackageCases, endCases, linkedCases } from './module-package-contents.cases.ts'
import {
  type Direction,
  directionCases,
  gbv,
  releaseAnswers,
  releaseEvents,
  type Releaser,
  releasers,
  releaseStates,
} from './module-package.cases.ts'
import {
  afterEnd,
  answerPackage,
  mayMakeCase,
  packageAfter,
  type PackageEnd,
  type PackageEvent,
  type PackageParty,
  type PackageState,
  seesPackage,
  showsLink,
} from './module-package.ts'
import type { Receiver } from './recipients.ts'
import { grantsOf } from './shared-fields.ts'
import { makeShare, releaseShare, type ShareDone, type Sharing, type Wish } from './share.ts'
import { answer, stateAfter, type TransitionStatus } from './transition.ts'

const id = (n: number): Uuid => `00000000-0000-4000-8000-00000000000${n}` as Uuid
const occasion: Occasion = { now: '2026-03-01T09:00:00.000Z' as Moment, today: '2026-03-01', user: 'amal' }
const someone = { fullName: '', location: null, agencyOffice: null, code: null, category: null }

const role = (modules: string[], rights: readonly string[], more: Partial<Role> = {}): Role => ({
  id: 'role-some',
  name: 'Some',
  scope: 'self',
  modules,
  permissions: { case: [...rights] },
  forms: 'all',
  identity: 'own',
  ...more,
})

const sender = (module: string): Actor => ({
  ...someone,
  id: 1,
  userName: 'amal',
  role: role([module], ['read', 'referral', 'consent_override']),
  agency: 'agency-one',
  groups: ['north'],
  locale: 'en',
  serviceAccount: false,
})

const receiver = ({ to, rights = [], recipient }: Direction): Receiver => ({
  ...someone,
  userName: recipient === 'sender' ? 'amal' : 'bilal',
  agency: 'agency-two',
  groups: ['south'],
  isInForce: recipient !== 'disabled',
  role: role(to, rights, {
    ...(recipient === 'role disabled' ? { disabled: true } : {}),
    ...(recipient === 'system' ? { category: 'system' } : {}),
  }),
})

const second = (module: string): Receiver => ({
  ...someone,
  userName: 'dina',
  agency: 'agency-one',
  groups: [],
  isInForce: true,
  role: role([module], ['consent_override']),
})

const entry = ({ services = [], agencies = [], until, withdrawn }: NonNullable<Direction['entry']>): Consent => ({
  id: id(7),
  purposes: ['referral'],
  services,
  agencies,
  excluded: [],
  oneOff: false,
  until: (until ?? null) as Day | null,
  givenBy: ['other'],
  explainedBy: 'amal',
  explainedHow: ['spoken'],
  note: null,
  by: 'amal',
  at: occasion.now,
  ends: withdrawn ? [{ at: occasion.now, by: 'amal', services: [], shutOut: [], note: null }] : [],
})

function sending(line: Direction) {
  const { from, entry: agreed, fields, override } = line
  const actor = sender(from)
  const says = fields !== false
  const data = { owned_by: 'amal', consent_for_services: says, disclosure_other_orgs: says }
  const facts = {
    id: id(1),
    type: 'case' as const,
    module: from,
    ownedBy: 'amal',
    grantedTo: [],
    seenBy: seenBy({ ...actor, agencyOffice: null, code: null, category: null }, []),
  }
  const held = { record: { id: id(1), type: 'case' as const, version: 1, data }, facts }
  const wish: Wish = {
    id: id(2),
    type: 'Referral',
    remote: false,
    service: 'health_medical_service',
    serviceRow: null,
    notes: null,
    toAgency: null,
    toRemote: null,
    exportType: null,
    consentOverridden: override !== undefined,
    consentIndividual: false,
    override: override
      ? { ground: override, reason: 'there is no time', second: 'dina', assessment: 'weighed', recipientSafe: true }
      : null,
    authorizedRole: null,
    allowCaseCreation: false,
  }
  const sharing: Sharing = {
    transitions: [],
    consents: agreed ? [entry(agreed)] : [],
    second: second(from),
    recipient: receiver(line),
    owner: undefined,
    isShut: false,
    ...(line.policy ? { policy: line.policy } : {}),
    newId: () => id(9),
  }
  return { actor, held, wish, sharing, share: () => makeShare(actor, held, wish, sharing, occasion) }
}

function became(share: () => ShareDone): string {
  try {
    const { waits, changed } = share()
    return waits ? 'waits' : changed[0]?.packaged ? 'sent' : 'ordinary'
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== 'rule-broken') throw error
    return (error.params as { attribute: string }).attribute
  }
}

describe('a referral to the other module', () => {
  test.each(directionCases)('$says: $is', (line) => {
    const { held, share } = sending(line)
    expect(became(share)).toBe(line.is)
    if (line.is !== 'sent' && line.is !== 'waits') return
    // Whatever goes, the record lets nobody in by it.
    const done = share()
    expect(grantsOf(done.changed, { module: line.from, data: held.record.data })).toEqual([])
    expect(done.data['assigned_user_names'] ?? []).toEqual([])
    expect(done.data['referred_users']).toEqual(line.is === 'waits' ? undefined : ['bilal'])
  })

  test('is asked for its consent and its recipient once more when it is let go', () => {
    const agreed = { services: ['health_medical_service'], agencies: ['agency-two'] }
    const rights = ['receive_referral_different_module']
    const line: Direction = { says: '', from: gbv, to: ['primeromodule-cp'], rights, entry: agreed, is: 'waits' }
    const { held, sharing, share } = sending(line)
    const [waiting] = share().changed
    if (waiting === undefined) throw new Error('nothing was made')
    const released = (more: Partial<Sharing>) =>
      became(() => releaseShare(held, waiting, { ...sharing, ...more }, occasion))
    expect(released({})).toBe('sent')
    expect(released({ consents: [entry({ ...agreed, withdrawn: true })] })).toBe('consent')
    expect(released({ isShut: true })).toBe('transitioned_to')
    expect(released({ policy: { [`${gbv}>primeromodule-cp`]: false } })).toBe('transitioned_to')
    expect(released({ recipient: receiver({ ...line, to: [gbv] }) })).toBe('transitioned_to')
  })
})

const nobody: PackageParty = {
  isRecipient: false,
  isSender: false,
  isOwner: false,
  isManager: false,
  isRemover: false,
  isReader: false,
}
const parties: Record<Releaser, Partial<PackageParty>> = {
  recipient: { isRecipient: true },
  sender: { isSender: true },
  owner: { isOwner: true },
  manager: { isManager: true },
  'sender manager': { isManager: true, isSender: true },
  'plain manager': {},
  remover: { isRemover: true },
  reader: { isReader: true },
  stranger: {},
}

describe('a package', () => {
  test.each(releaseStates)('that is %s answers each event as its table says', (state) => {
    for (const event of releaseEvents)
      for (const who of releasers) {
        // Who manages without the right reads the case, as everybody of the team does.
        const reads = who === 'plain manager' && state === 'released' ? { isReader: true } : {}
        const party = { ...nobody, ...parties[who], ...reads }
        const is = event === 'look' ? (seesPackage(state, party) ? 'in' : 'no') : answerPackage(state, event, party)
        expect({ state, event, who, is }).toEqual({ state, event, who, is: releaseAnswers[state][event][who] })
      }
  })

  test.each(caseOfPackageCases)('makes a case: $says', ({ status, rights = [], allowed, again, by, is }) => {
    const isAble = ['create', 'create_case_from_referral'].every((right) => rights.includes(right))
    const making = {
      isRecipient: by === undefined,
      isAble,
      isAllowed: allowed !== false,
      isMade: again === true,
      status,
    }
    expect(mayMakeCase(making)).toBe(is)
  })

  test.each(linkedCases)('shows its two cases to each other: $says', ({ inMade, inSource, ...reads }) => {
    expect([showsLink(reads), showsLink(reads)]).toEqual([inMade, inSource])
  })

  test.each(endCases)('ends: $says', (line) => {
    expect(afterEnd(line.was, line.event, line.made === true)).toEqual({
      package: line.package,
      status: line.status,
      flagged: line.flagged === true,
      told: line.told === true,
    })
  })
})

describe('whatever is done to a package, in whatever order, by whomever', () => {
  const party: fc.Arbitrary<PackageParty> = fc.record({
    isRecipient: fc.boolean(),
    isSender: fc.boolean(),
    isOwner: fc.boolean(),
    isManager: fc.boolean(),
    isRemover: fc.boolean(),
    isReader: fc.boolean(),
  })
  const ends = [...new Set(endCases.map(({ event }) => event))]
  const events = ['release', 'refuse', 'revoke', 'accept', 'reject', 'done'] as const
  const step = fc.oneof(
    { weight: 3, arbitrary: fc.record({ event: fc.constantFrom(...events), who: party }) },
    { weight: 1, arbitrary: fc.record({ ends: fc.constantFrom<PackageEnd[]>(...ends) }) },
  )
  type Now = { state: PackageState; status: TransitionStatus; isHeld: boolean }

  /** As the server carries it out: what waits is no referral; what was released is one. */
  function answered({ state, status, isHeld }: Now, event: (typeof events)[number], who: PackageParty): Now {
    const asked = event === 'done' ? 'accept' : event
    if (answerPackage(state, asked satisfies PackageEvent, who) !== 'ok') return { state, status, isHeld }
    if (state === 'waits') {
      expect(Object.keys(packageAfter)).toContain(event)
      const next = packageAfter[event as keyof typeof packageAfter]
      return { state: next, status, isHeld: next === 'released' }
    }
    if (event === 'release' || event === 'refuse') throw new Error(`${event} did something once more`)
    const given = answer({ type: 'Referral', status, remote: false }, event, who)
    if (given !== 'ok') return { state, status, isHeld }
    const next = stateAfter(event)
    return { state, status: next, isHeld: isHeld && next === 'accepted' }
  }

  function ended({ state, status, isHeld }: Now, event: PackageEnd): Now {
    if (state !== 'waits' && state !== 'released') return { state, status, isHeld }
    const end = afterEnd(state === 'waits' ? 'waits' : status, event, false)
    const isNever = end.package === 'never' && end.status === 'revoked'
    if (state === 'waits') return { state: isNever ? 'revoked' : state, status, isHeld }
    return { state, status: end.status, isHeld: isHeld && end.package === 'kept' }
  }

  test('it stays in its states, goes once at most, and what it held never comes back', () => {
    fc.assert(
      fc.property(fc.boolean(), fc.array(step, { maxLength: 15 }), (waits, story) => {
        let now: Now = { state: waits ? 'waits' : 'released', status: 'in_progress', isHeld: !waits }
        for (const does of story) {
          const before = now
          now = 'ends' in does ? ended(before, does.ends) : answered(before, does.event, does.who)
          expect(releaseStates).toContain(now.state)
          if (before.state !== 'waits') expect(now.state).toBe(before.state)
          // Until it is let go nobody has it, and it is no referral that could be answered.
          if (now.state !== 'released') expect([now.isHeld, now.status]).toEqual([false, 'in_progress'])
          if (before.state === 'released' && !before.isHeld) expect(now.isHeld).toBe(false)
          if (now.status === 'revoked' || now.status === 'rejected' || now.status === 'done')
            expect(now.isHeld).toBe(false)
          if (before.state !== 'waits' || now.state !== 'released') continue
          const { who } = does as { who: PackageParty }
          expect([who.isManager, who.isSender, who.isRecipient]).toEqual([true, false, false])
        }
      }),
      { numRuns: 500, seed: 82 },
    )
  })

  test('its recipient learns of it by its release alone', () => {
    fc.assert(
      fc.property(fc.constantFrom(...releaseStates), party, (state, who) => {
        const alone = { ...nobody, isRecipient: true, isReader: who.isReader, isRemover: who.isRemover }
        expect(seesPackage(state, alone)).toBe(state === 'released')
      }),
    )
  })
})
