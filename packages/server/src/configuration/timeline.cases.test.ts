// The golden cases of the line of time name forms and fields that ship; here, since domain reads no files.
import { join } from 'node:path'
import { configurationOf } from '@primero/domain/configuration/configuration.ts'
import { timelineGroups, timelineOf } from '@primero/domain/workflow/timeline.ts'
import { filterCases, groupOf, type Line, timelineCases } from '@primero/domain/workflow/timeline.cases.ts'
import { expect, test } from 'vitest'
import { readBundles } from './bundles.ts'

const bundles = readBundles(join(import.meta.dirname, '../../../../config'), ['core', 'cp', 'gbv', 'test'])
const config = configurationOf(1, bundles)

const happened = ({ told, forms, module = 'primeromodule-cp' }: (typeof timelineCases)[number]) =>
  timelineOf(
    config,
    config.formsOf('case').filter((form) => form.modules.includes(module) && (forms?.includes(form.id) ?? true)),
    told as Parameters<typeof timelineOf>[2],
  )

test.each(timelineCases)('$says', (kase) => {
  const lines = happened(kase).map(
    (line): Line => (line.kind === 'row' ? [line.at, line.kind, line.by, line.field] : [line.at, line.kind, line.by]),
  )
  expect(lines).toEqual(kase.lines)
})

test('each kind of line has its filter, and each line an id of its own', () => {
  for (const kase of timelineCases) {
    const lines = happened(kase)
    expect(lines.map(({ group }) => group)).toEqual(lines.map(({ kind }) => groupOf[kind]))
    expect(new Set(lines.map(({ id }) => id)).size).toBe(lines.length)
  }
})

const whole = timelineCases.find(({ says }) => says === 'a whole case, the newest first')

test.each(filterCases)('filtered by $says', ({ only, kinds }) => {
  const lines = whole ? happened(whole) : []
  const chosen = only.length === 0 ? timelineGroups : only
  expect(lines.filter(({ group }) => chosen.includes(group)).map(({ kind }) => kind)).toEqual(kinds)
})
