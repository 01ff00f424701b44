// The ledger of consent: what it covers, what the fields say of it, and what ends with it, against the tables.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Actor } from '../access/actor.ts'
import type { Uuid } from '../ids.ts'
import { isProblem } from '../problem.ts'
import type { Data } from '../records/record.ts'
import { frozen } from '../records/sample.ts'
import type { Day, Moment } from '../time.ts'
import {
  coverCases,
  type Entry,
  exceptionCases,
  gateCases,
  shutCases,
  type StampCase,
  stampCases,
  today,
  usual,
} from './consents.cases.ts'
import { type Consent, consentFor, coveredBy, ended, given, type Ledger } from './consents.ts'
import { refuseException } from './exceptions.ts'
import type { Receiver } from './recipients.ts'
import { grantsOf } from './shared-fields.ts'
import type { Transition } from './transition.ts'

const at = '2026-03-01T08:00:00.000Z' as Moment
const occasion = { now: '2026-03-10T08:00:00.000Z' as Moment, today, user: 'olga' }

function consentOf(entry: Partial<Entry>, id: string): Consent {
  const { withdrawn, carriedBy: _carriedBy, ...terms } = { ...usual, ...entry }
  const services = withdrawn === undefined || withdrawn === 'all' ? [] : [...withdrawn]
  return {
    id: id as Uuid,
    ...{ purposes: [...terms.purposes], services: [...terms.services], agencies: [...terms.agencies], excluded: [] },
    oneOff: terms.oneOff,
    until: terms.until as Day | null,
    ...{ givenBy: ['child'], explainedBy: 'olga', explainedHow: ['spoken'], note: null, by: 'olga', at },
    ends: withdrawn === undefined ? [] : [{ at, by: 'olga', services, shutOut: [], note: null }],
  }
}

const shareOf = (id: string, more: Partial<Transition> = {}): Transition => ({
  id: id as Uuid,
  type: 'Referral',
  status: 'in_progress',
  ...{ by: 'olga', to: 'reem', remote: false, service: null, serviceRow: null, notes: null },
  ...{ toAgency: null, toRemote: null, exportType: null, rejectedReason: null, rejectionNote: null },
  ...{ consentOverridden: false, consentIndividual: false, override: null, consent: null },
  ...{ authorizedRole: null, allowCaseCreation: false },
  recordOwner: { userName: 'olga', agency: 'one', groups: [] },
  sender: { agency: 'one', groups: [] },
  recipient: { agency: 'clinic', groups: [] },
  ...{ createdAt: at, respondedAt: null, endedAt: null, endedFor: null, until: null },
  ...more,
})

/** The entries, and as many finished shares as carry each. */
function ledgerOf(entries: readonly Partial<Entry>[]): Ledger & { consents: Consent[]; transitions: Transition[] } {
  const consents = entries.map((entry, i) => consentOf(entry, `c${i}`))
  const transitions = entries.flatMap(({ carriedBy = 0 }, i) =>
    Array.from({ length: carriedBy }, (_, k) => shareOf(`old-${i}-${k}`, { status: 'done', consent: `c${i}` as Uuid })),
  )
  return { consents, transitions }
}

function heldOf(module: string, data: Data) {
  const id = '00000000-0000-4000-8000-000000000000' as Uuid
  const facts = { id, type: 'case' as const, module, ownedBy: 'olga', grantedTo: [], seenBy: ['u:olga'] }
  return frozen({ record: { id, type: 'case' as const, version: 1, data }, facts })
}

function play(does: StampCase['does'], module: string, data: Data, ledger: Ledger) {
  const held = heldOf(module, data)
  if ('gives' in does) return given(held, consentOf(does.gives, 'new'), ledger, occasion)
  const place = 'withdraws' in does ? does.withdraws : does.expires
  const services = 'withdraws' in does ? (does.services ?? []) : []
  const by = 'withdraws' in does ? 'olga' : null
  return ended(held, ledger.consents[place] as Consent, ledger, { services, note: null, by }, occasion)
}

test.each(coverCases)('$says', ({ entries, asked, by }) => {
  const { consents, transitions } = ledgerOf(entries)
  expect(coveredBy(consents, transitions, asked, today)?.id).toBe(by === null ? undefined : `c${by}`)
})

test.each(gateCases)('a share goes with $says: $outcome', ({ module, purpose, entries, fields, outcome, carries }) => {
  const { consents, transitions } = ledgerOf(entries)
  const type = purpose === 'referral' ? 'Referral' : 'Transfer'
  const asked = { type, service: 'health', agency: 'clinic' } as const
  const found = consentFor(asked, { module, data: { ...fields } }, consents, transitions, today)
  if (outcome === 'consent') expect(found).toBe('no')
  else expect(found).toBe(carries ? 'c0' : null)
})

test.each(stampCases)('the fields: $says', ({ module, entries, fields, does, after }) => {
  const step = play(does, module, { ...fields }, ledgerOf(entries))
  const { consent_for_services, disclosure_other_orgs } = step?.data ?? {}
  expect({ consent_for_services, disclosure_other_orgs }).toEqual({
    consent_for_services: after.consent_for_services,
    disclosure_other_orgs: after.disclosure_other_orgs,
  })
})

test.each(shutCases)('what ends: $says', ({ entries, shares, does, ends, fields }) => {
  const ledger = ledgerOf(entries)
  const transitions = shares.map(({ by, overridden, remote, ...share }, i) =>
    shareOf(`s${i}`, {
      ...share,
      consent: by === null ? null : (`c${by}` as Uuid),
      consentOverridden: overridden === true,
      ...(remote ? { remote: true, to: null, recipient: null } : {}),
    }),
  )
  const data: Data = fields === 'neither' ? {} : { consent_for_services: true, disclosure_other_orgs: true }
  const step = play(does, 'primeromodule-cp', data, { consents: ledger.consents, transitions })
  expect(step?.changed.map(({ id }) => id)).toEqual(ends.map((i) => `s${i}`))
  for (const one of step?.changed ?? [])
    expect(one).toMatchObject({ status: 'revoked', endedAt: occasion.now, respondedAt: null })
  // The receipt names them.
  if (!('gives' in does)) expect(step?.consent.ends.at(-1)?.shutOut).toEqual(ends.map((i) => `s${i}`))
})

test('withdrawing twice ends nothing a second time', () => {
  const ledger = ledgerOf([{ withdrawn: 'all' }, { withdrawn: ['legal'] }])
  const held = heldOf('primeromodule-cp', {})
  const again = (i: number, services: string[]) =>
    ended(held, ledger.consents[i] as Consent, ledger, { services, note: null, by: 'olga' }, occasion)
  expect(again(0, [])).toBeUndefined()
  expect(again(0, ['legal'])).toBeUndefined()
  expect(again(1, ['legal'])).toBeUndefined()
  expect(again(1, [])).toBeDefined()
})

test('a last day that has passed cannot be given', () => {
  const held = heldOf('primeromodule-cp', {})
  const late = consentOf({ until: '2026-03-09' }, 'new')
  expect(() => given(held, late, { consents: [], transitions: [] }, occasion)).toThrow('rule-broken')
})

test('whatever is given and withdrawn, nobody stays in by a consent that is over', () => {
  const services = ['health', 'legal', 'resettlement']
  const entry = fc.record({
    purposes: fc.subarray<'referral' | 'transfer'>(['referral', 'transfer'], { minLength: 1 }),
    services: fc.subarray(services),
    oneOff: fc.boolean(),
    until: fc.constantFrom(null, '2026-03-10', '2026-03-11'),
  })
  const deed = fc.oneof(
    fc.record({ gives: entry }),
    fc.record({
      shares: fc.constantFrom(null, ...services),
      type: fc.constantFrom('Referral' as const, 'Transfer' as const),
    }),
    fc.record({ withdraws: fc.nat(4), services: fc.subarray(services) }),
  )
  fc.assert(
    fc.property(
      fc.constantFrom('primeromodule-cp', 'primeromodule-gbv'),
      fc.array(deed, { maxLength: 14 }),
      (module, story) => {
        let data: Data = {}
        let consents: Consent[] = []
        let transitions: Transition[] = []
        for (const [i, does] of story.entries()) {
          if ('shares' in does) {
            const of = { type: does.type, service: does.shares, agency: 'clinic' }
            const consent = consentFor(of, { module, data }, consents, transitions, today)
            if (consent !== 'no')
              transitions = [...transitions, shareOf(`s${i}`, { ...does, service: does.shares, consent })]
            continue
          }
          const held = heldOf(module, data)
          const entry = 'withdraws' in does ? consents[does.withdraws] : undefined
          if ('withdraws' in does && entry === undefined) continue
          const step =
            'gives' in does
              ? given(held, consentOf(does.gives, `c${i}`), { consents, transitions }, occasion)
              : ended(
                  held,
                  entry as Consent,
                  { consents, transitions },
                  { services: does.services, note: null, by: 'olga' },
                  occasion,
                )
          if (step === undefined) continue
          data = step.data
          consents =
            'gives' in does
              ? [...consents, step.consent]
              : consents.map((c) => (c.id === step.consent.id ? step.consent : c))
          transitions = transitions.map((t) => step.changed.find(({ id }) => id === t.id) ?? t)
        }
        const inside = new Set(grantsOf(transitions, { module, data }).map(({ transition }) => transition))
        for (const one of transitions.filter(({ id }) => inside.has(id))) {
          const by = consents.find(({ id }) => id === one.consent)
          const gone = by?.ends.flatMap((end) => (end.services.length === 0 ? [one.service] : end.services)) ?? []
          expect(by).toBeDefined()
          expect(gone).not.toContain(one.service ?? 'none')
          expect(by?.ends.some((end) => end.services.length === 0)).toBe(false)
        }
        // No one-off went twice.
        for (const { id, oneOff } of consents)
          if (oneOff) expect(transitions.filter(({ consent }) => consent === id).length).toBeLessThan(2)
      },
    ),
  )
})

describe('without consent', () => {
  const person = {
    fullName: '',
    agency: null,
    groups: [],
    location: null,
    agencyOffice: null,
    code: null,
    category: null,
  }
  const role = (actions: string[]): Actor['role'] => ({
    ...{ id: 'role-some', name: 'Some', scope: 'group', modules: [], forms: 'all', identity: 'own' },
    permissions: { case: actions },
  })
  const sender: Actor = {
    ...person,
    id: 1,
    userName: 'olga',
    role: role(['consent_override']),
    locale: 'en',
    serviceAccount: false,
  }
  const named = (userName: string, actions = ['consent_override'], isInForce = true): Receiver => ({
    ...person,
    ...{ userName, role: role(actions), isInForce },
  })
  const seconds = {
    other: named('badr'),
    'the sender': named('olga'),
    'the recipient': named('reem'),
    'without the right': named('badr', ['read']),
    'out of service': named('badr', ['consent_override'], false),
  }

  test.each(exceptionCases)('$says: $outcome', ({ ground, second, assessment, safe, outcome }) => {
    const override = {
      ...{ ground, reason: 'she is in danger', second: second ?? null },
      assessment: assessment ? 'weighed with the team' : null,
      recipientSafe: safe === true,
    }
    let told = 'made'
    try {
      refuseException(sender, override, second && seconds[second], { userName: 'reem' })
    } catch (error) {
      if (!isProblem(error, 'rule-broken')) throw error
      told = error.params.message.replace('transition.errors.', '')
    }
    expect(told).toBe(outcome)
  })
})
