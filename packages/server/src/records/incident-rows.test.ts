// Every meeting of the table about incidents of a case, with the forms as they ship.
import { join } from 'node:path'
import { configurationOf } from '@primero/domain/configuration/configuration.ts'
import { apply } from '@primero/domain/records/changes.ts'
import { incidentRowCases } from '@primero/domain/records/incident-rows.cases.ts'
import { beginningOf, incidentRowsIn, type Told, toldWith } from '@primero/domain/records/incident-rows.ts'
import { ruleAt } from '@primero/domain/records/meeting-rule.ts'
import { expect, test } from 'vitest'
import { readBundles } from '../configuration/bundles.ts'

const config = configurationOf(1, readBundles(join(import.meta.dirname, '../../../../config'), ['core', 'cp']))

test.each(incidentRowCases.map((kase) => [`${kase.says} (${kase.told})`, kase] as const))('%s', (_says, kase) => {
  const { sent, now, force, kept = [] } = kase
  const found = { ...now }
  const keptThere: typeof kept = []
  let told: Told = { outcome: 'applied', conflicts: [] }
  for (const row of incidentRowsIn(sent)) {
    const { id, changes } = row
    const there = found[id]
    if (there === undefined) {
      const begun = beginningOf(row)
      if (begun !== undefined) found[id] = begun
      continue
    }
    const { data, conflicts } = apply(there, changes, (path) => ruleAt(config, 'incident', path))
    found[id] = data
    keptThere.push(...conflicts.map(({ path, to }) => ({ id, path, claim: to })))
    const isAsked = conflicts.some(({ kind }) => kind === 'ask')
    told = toldWith(told, id, {
      outcome: isAsked ? 'conflict' : conflicts.length > 0 ? 'merged' : 'applied',
      conflicts,
    })
  }
  expect(found).toEqual(force)
  expect(keptThere).toEqual(kept)
  expect(told.outcome).toBe(kase.told)
  expect(told.conflicts.map(({ path }) => path)).toEqual(kept.map(({ id, path }) => ['incident_details', id, ...path]))
})
