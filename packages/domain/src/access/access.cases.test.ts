// The golden cases of rights are sound, and those whose rules stand already are played.
import { expect, test } from 'vitest'
import { beyondCases, measured } from './beyond.cases.ts'
import { changeCases } from './changing.cases.ts'
import { dangerCases, dangers } from './danger.cases.ts'
import { contextOf } from './decide.ts'
import { readable, writable } from './fields.ts'
import { fileCases } from './files.cases.ts'
import { cast, giveCases, giving, openCases } from './giving.cases.ts'
import type { FieldContext } from './identity.ts'
import { lookers, looked, placeCases, sight } from './people-reach.cases.ts'
import { identityCases, type ReadCase, readCases } from './reading.cases.ts'
import { referredCases, toldActions, visibleReferralCases } from './referred.cases.ts'
import { hiddenNameCases, revealCases, revealedCases } from './reveal.cases.ts'
import { resourceActions } from './resource-actions.ts'
import { inScope, scopeOf, seenBy } from './scope.ts'
import { beyondScopeCases, scopeCases } from './scope.cases.ts'
import { type WriteCase, writeCases } from './writing.cases.ts'
import { sampleActor, sampleFacts, samplePerson, sampleWorld } from './sample.ts'

const config = sampleWorld()

const lists: Record<string, { says: string }[]> = {
  giveCases,
  openCases,
  beyondCases,
  changeCases,
  dangerCases,
  placeCases,
  scopeCases,
  beyondScopeCases,
  readCases,
  identityCases,
  writeCases,
  fileCases,
  referredCases,
  visibleReferralCases,
  revealCases,
  revealedCases,
  hiddenNameCases,
}

test.each(Object.entries(lists))('%s: no sentence stands twice', (_name, list) => {
  const sentences = list.map(({ says }) => says)
  expect(sentences.filter((says, i) => sentences.indexOf(says) !== i)).toEqual([])
})

test('roles of the cases have actions that there are', () => {
  const roles = [
    ...Object.values(cast),
    ...dangerCases.map(({ role }) => role),
    ...readCases.map(({ role }) => role),
    ...writeCases.map(({ role }) => role),
  ]
  const unknown = roles.flatMap(({ permissions = {} }) =>
    Object.entries(permissions).flatMap(([resource, actions]) =>
      actions.filter((action) => !resourceActions[resource]?.includes(action)).map((action) => `${resource}.${action}`),
    ),
  )
  expect(unknown).toEqual([])
})

test('who gives, changes and removes has a part', () => {
  const names = Object.keys(cast)
  expect(Object.keys(giving).filter((name) => !names.includes(name))).toEqual([])
  const outside = changeCases.map(({ role }) => role).filter((name) => !names.includes(name))
  expect(new Set(outside)).toEqual(new Set(['new', 'its own', 'reader into administrator']))
  for (const { actor } of changeCases) expect(names).toContain(actor)
})

test('what is beyond is sorted, and said of something', () => {
  for (const { beyond } of beyondCases) expect(beyond).toEqual(beyond.toSorted())
  expect(measured.permissions).toEqual({ case: ['read'] })
})

test('every danger is shown by a role, and named in order', () => {
  const shown = new Set(dangerCases.flatMap((kase) => kase.dangers))
  expect(dangers.filter((danger) => !shown.has(danger))).toEqual([])
  for (const kase of dangerCases) expect(kase.dangers).toEqual(kase.dangers.toSorted())
})

test('everybody looks at everybody', () => {
  expect(Object.keys(sight)).toEqual(Object.keys(lookers))
  for (const row of Object.values(sight)) expect(Object.keys(row)).toEqual(Object.keys(looked))
})

test('the actions that a referred role is told are actions on cases', () => {
  expect(toldActions.case.filter((action) => !resourceActions['case']?.includes(action))).toEqual([])
})

test.each(scopeCases)('$says', ({ role, actor, owner, record = {}, finds }) => {
  const { grantedTo = [], identifiedBy, type = 'case', module = 'primeromodule-cp' } = record
  const person = samplePerson(owner?.userName ?? 'bilal', owner)
  const facts = sampleFacts(person.userName, {
    type,
    module,
    grantedTo,
    seenBy: seenBy(person, grantedTo, identifiedBy),
  })
  expect(inScope(scopeOf(sampleActor('amal', role, actor), type), facts)).toBe(finds)
})

const contextFor = ({ of, type = 'case', module }: ReadCase | WriteCase): FieldContext => {
  const rest = { type, ...(module === undefined ? {} : { module }) }
  if (of === 'list') return { type }
  if (of === 'beyond') return { type, beyondScope: true }
  if (of === 'granted') return contextOf(sampleFacts('bilal', { ...rest, grantedTo: ['amal'] }))
  return contextOf(sampleFacts(of === 'bilal' ? 'bilal' : 'amal', rest))
}

test.each([...readCases, ...identityCases])('reading: $says', (kase) => {
  const names = readable(config, sampleActor('amal', kase.role), contextFor(kase))
  expect((kase.reads ?? []).filter((name) => !names.has(name))).toEqual([])
  expect((kase.not ?? []).filter((name) => names.has(name))).toEqual([])
})

test.each(writeCases)('writing: $says', (kase) => {
  const names = writable(config, sampleActor('amal', kase.role), contextFor(kase), kase.action)
  expect((kase.writes ?? []).filter((name) => !names.has(name))).toEqual([])
  expect((kase.not ?? []).filter((name) => names.has(name))).toEqual([])
})
