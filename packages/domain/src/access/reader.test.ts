import { describe, expect, test } from 'vitest'
import type { Moment } from '../time.ts'
import { contextOf } from './decide.ts'
import { pick, readable, writable } from './fields.ts'
import { asRevealed, goneRole, readerOf, shownThrough } from './reader.ts'
import type { Referral } from './referred.ts'
import { sampleActor, sampleFacts, sampleRole, sampleWorld } from './sample.ts'
import { waysTogether } from './shown-services.cases.ts'

const config = sampleWorld()
const now = '2024-05-10T08:00:00.000Z' as Moment
const amal = sampleActor('amal', { forms: { basic_identity: 'rw' }, identity: 'own' })
const helper = sampleRole({ id: 'role-helper', forms: { services: 'rw', notes: 'r' } })
const of = sampleFacts('bilal', { grantedTo: ['amal'], seenBy: ['u:bilal', 'u:amal'] })
const referral = (over: Partial<Referral> = {}): Referral => ({
  status: 'accepted',
  to: 'amal',
  until: null,
  authorized: helper,
  ...over,
})
const fieldsOf = (...referrals: Referral[]) => {
  const { actor } = readerOf(config, amal, of, referrals, now)
  return {
    reads: [...readable(config, actor, contextOf(of))],
    writes: [...writable(config, actor, contextOf(of)).keys()],
  }
}

describe('on a record that was referred', () => {
  test('the forms of the role that the referral names are read and filled in, and the own ones are not', () => {
    const { reads, writes } = fieldsOf(referral())
    expect(reads).toEqual(expect.arrayContaining(['services_section', 'notes_section']))
    expect(reads).not.toContain('date_of_birth')
    expect(writes).toContain('services_section')
    expect(writes).not.toContain('notes_section')
    expect(writes).not.toContain('age')
  })

  test('what one may do stays the own role’s', () => {
    const { actor } = readerOf(config, amal, of, [referral()], now)
    expect(actor.role.permissions).toBe(amal.role.permissions)
    expect(actor.role.identity).toBe('own')
  })

  test('a referral without a role leaves the actor as he is', () => {
    expect(readerOf(config, amal, of, [referral({ authorized: null })], now).actor).toBe(amal)
    expect(readerOf(config, amal, of, [], now).actor).toBe(amal)
  })

  test('a role that is gone gives no forms', () => {
    const { reads, writes } = fieldsOf(referral({ authorized: goneRole('role-gone') }))
    expect(reads).not.toContain('services_section')
    expect(reads).not.toContain('date_of_birth')
    expect(writes).not.toContain('services_section')
  })

  test('the owner is bound by no referral', () => {
    const own = sampleFacts('amal')
    expect(readerOf(config, amal, own, [referral()], now)).toEqual({ actor: amal, roles: undefined })
  })
})

test('a revealed identity is read, and the same role comes of it each time', () => {
  const hidden = sampleActor('sana', { identity: 'reveal', scope: 'group' })
  const revealed = asRevealed(config, hidden)
  const facts = sampleFacts('bilal')
  expect(readable(config, hidden, contextOf(facts)).has('name')).toBe(false)
  expect(readable(config, revealed, contextOf(facts)).has('name')).toBe(true)
  expect(asRevealed(config, hidden).role).toBe(revealed.role)
})

describe('of the services, the record shows through its ways', () => {
  const data = { services_section: ['s1', 's2', 's3'].map((unique_id) => ({ unique_id })), services_status: 'open' }
  const all = { type: 'case' as const, facts: of }
  const actor = sampleActor('amal', { forms: { services: 'rw' }, identity: 'scope' })

  test.each(waysTogether)('$says', ({ ways, sees }) => {
    const told = ways.map(({ form, services, leftOut = [] }) => ({
      role: sampleRole({ id: `role-${form}`, forms: form ? { services: 'rw' } : { notes: 'r' } }),
      services,
      leftOut,
    }))
    const shown = pick(config, shownThrough(config, 'case', actor, told), all, data)
    expect((shown['services_section'] as { unique_id: string }[]).map(({ unique_id }) => unique_id)).toEqual(sees)
  })

  test('what the case says of all of them is told only where all of them are shown', () => {
    const role = sampleRole({ forms: { services: 'rw' } })
    const named = sampleActor('amal', { permissions: { dashboard: ['cases_by_task_overdue_services'] } })
    const reads = (services: string[] | null) =>
      readable(config, shownThrough(config, 'case', named, [{ role, services, leftOut: [] }]), all)
    expect(reads(null)).toContain('service_due_dates')
    expect(reads(['s1'])).not.toContain('service_due_dates')
  })
})
