// Claims and what people decided about them: nothing is settled but by somebody, and whatever somebody settled is.
import type { IntentionArgs } from '@primero/domain/sync/intention.ts'
import type { Created, DayReport } from '../../packages/web/test/day.ts'
import { choicesOf, keyOf, named, type Path, type Truth } from './truth.ts'

type Made = { one: Created; conflict: number; path: Path; take: string }

export function decisions(truth: Truth, { created }: DayReport): string[] {
  const made = created.filter(({ name }) => name === 'conflict.settle').flatMap((one) => madeBy(truth, one))
  const of = (conflict: number, path: Path): Made[] =>
    made.filter((one) => one.conflict === conflict && keyOf(one.path) === keyOf(path))
  // These days decide about claims beside cases only.
  const byNobody = truth.claims.flatMap((claim) =>
    claim.settled
      .filter(({ path, take }) => claim.of === 'incident' || !of(claim.id, path).some((one) => one.take === take))
      .map(({ path, take }) => `nobody decided ${take} about ${keyOf(path)} of claim ${claim.id}`),
  )
  const unheard = made.filter(({ conflict, path }) => {
    const claim = truth.claims.find(({ of, id }) => of === 'case' && id === conflict)
    return claim?.settled.some((one) => keyOf(one.path) === keyOf(path)) !== true
  })
  return [
    ...byNobody,
    ...unheard.map(({ one, conflict, path }) => `${named(one)} did not settle ${keyOf(path)} of claim ${conflict}`),
  ]
}

/** What the server took of a decision; the other paths stay open, and their author is told. */
function madeBy(truth: Truth, one: Created): Made[] {
  const outcome = truth.outcomes.get(one.id)
  if (outcome === undefined || outcome.outcome === 'refused' || outcome.outcome === 'review') return []
  // What was decided about an incident's row is settled, and met there what others said of the incident.
  const open = outcome.outcome === 'conflict' ? outcome.paths.filter(([name]) => name !== 'incident_details') : []
  const left = new Set(open.map(keyOf))
  const { conflict } = one.args as IntentionArgs<'conflict.settle'>
  return choicesOf(one.args)
    .filter(({ path }) => !left.has(keyOf(path)))
    .map(({ path, take }) => ({ one, conflict, path, take }))
}
