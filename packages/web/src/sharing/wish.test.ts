import { expect, test } from 'vitest'
import { argsOf, type Facts, missing, stepsOf, type Wish } from './wish.ts'

const consented: Facts = { way: 'refer', isConsented: true, mayOverride: false }
const without: Facts = { ...consented, isConsented: false }
const kase = { type: 'case', id: 'k' } as const

test('a referral needs somebody, what they see, and consent', () => {
  expect(missing({}, consented)).toEqual(['who', 'what'])
  expect(missing({ to: 'reem', role: 'r' }, consented)).toEqual([])
  expect(missing({ to: 'reem', role: 'r' }, without)).toEqual(['consent'])
  expect(missing({ outside: true, toRemote: ' ' }, consented)).toEqual(['who'])
  expect(missing({ outside: true, toRemote: 'Clinic' }, consented)).toEqual([])
})

test('a transfer shows what they will see, and lets nothing of it be chosen', () => {
  const transfer: Facts = { ...consented, way: 'transfer' }
  expect(stepsOf('transfer')).toEqual(['why', 'who', 'what', 'consent'])
  expect(missing({}, transfer)).toEqual(['who'])
  expect(missing({ to: 'reem' }, transfer)).toEqual([])
  const args = argsOf({ to: 'reem', role: 'r', forms: ['services'] }, transfer, kase, 't')
  expect(args).toEqual({ type: 'case', id: 'k', transition: 't', kind: 'Transfer', to: 'reem' })
})

test('without consent it needs the right, a ground, and a reason of ten letters', () => {
  const unsaid: Wish = { to: 'reem', role: 'r', override: true, reason: 'a court asks for it' }
  const wish: Wish = { ...unsaid, ground: 'legal_duty', reason: 'too short' }
  const may = { ...without, mayOverride: true }
  expect(missing(wish, may)).toEqual(['consent'])
  expect(missing({ ...wish, reason: 'a court asks for it' }, may)).toEqual([])
  expect(missing(unsaid, may)).toEqual(['consent'])
  expect(missing({ ...wish, reason: 'a court asks for it' }, without)).toEqual(['consent'])
})

test('best interests need a second person, a life in danger also what was weighed and a safe recipient', () => {
  const may = { ...without, mayOverride: true }
  const wish: Wish = { to: 'reem', role: 'r', override: true, ground: 'best_interests', reason: 'nobody else can help' }
  expect(missing(wish, may)).toEqual(['consent'])
  expect(missing({ ...wish, second: 'clio' }, may)).toEqual([])
  const vital: Wish = { ...wish, ground: 'vital_interest', second: 'clio' }
  expect(missing(vital, may)).toEqual(['consent'])
  expect(missing({ ...vital, assessment: 'bleeding' }, may)).toEqual(['consent'])
  const whole: Wish = { ...vital, assessment: 'bleeding', recipientSafe: true }
  expect(missing(whole, may)).toEqual([])
  expect(argsOf(whole, without, kase, 't').override).toMatchObject({ second: 'clio', recipientSafe: true })
})

test('reassigning asks for no consent', () => {
  expect(missing({ to: 'reem' }, { ...without, way: 'assign' })).toEqual([])
})

test('what was overridden before consent came is not said to have gone without it', () => {
  const wish: Wish = { to: 'reem', role: 'own', override: true, ground: 'legal_duty', reason: 'a court asks for it' }
  expect(argsOf(wish, consented, kase, 't')).toEqual({
    type: 'case',
    id: 'k',
    transition: 't',
    kind: 'Referral',
    to: 'reem',
    opensLater: true,
  })
  expect(argsOf(wish, without, kase, 't').override).toEqual({ ground: 'legal_duty', reason: 'a court asks for it' })
})

test('what goes outside names nobody of this house, and no role', () => {
  const wish: Wish = { to: 'reem', toAgency: 'a', role: 'r', outside: true, toRemote: 'Clinic', service: 'health' }
  expect(argsOf(wish, consented, kase, 't')).toMatchObject({
    to: null,
    remote: true,
    toRemote: 'Clinic',
    service: 'health',
  })
  expect(argsOf(wish, consented, kase, 't')).not.toHaveProperty('authorizedRole')
  expect(argsOf(wish, consented, kase, 't')).not.toHaveProperty('toAgency')
})

test('of a role go the forms that were chosen, and before it is accepted the referral alone', () => {
  const wish: Wish = { to: 'reem', role: 'r', forms: ['services'] }
  expect(argsOf(wish, consented, kase, 't')).toMatchObject({
    authorizedRole: 'r',
    forms: ['services'],
    opensLater: true,
  })
  expect(argsOf({ ...wish, atOnce: true }, consented, kase, 't')).not.toHaveProperty('opensLater')
  expect(argsOf({ ...wish, role: 'own' }, consented, kase, 't')).not.toHaveProperty('forms')
})
