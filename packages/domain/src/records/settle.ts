// A person decides what stands where claims met. It is an edit like others; only which claims it ends is more.
import type { Actor } from '../access/actor.ts'
import { contextOf } from '../access/decide.ts'
import type { Configuration } from '../configuration/configuration.ts'
import { Problem } from '../problem.ts'
import type { IntentionArgs } from '../sync/intention.ts'
import { type Carried, demandEdit, type Held, type Known } from './carried.ts'
import type { Kept } from './changes.ts'
import { type Edit, editBy, mayMake, touchedAt, valueAt, viewOf } from './edit.ts'
import { editRecord } from './editing.ts'
import { says } from './meeting.ts'
import { incidentAt } from './incident-paths.ts'
import { isName, isNameClosedTo } from './names.ts'
import type { Answer, Change, Data, Occasion } from './record.ts'
import { keptRow, restoring, rowGone, type Choice as Wanted } from './restoring.ts'
import { formerly } from './retired.ts'

type Choice = Omit<IntentionArgs<'conflict.settle'>['choices'][number], 'seen' | 'value'> & {
  seen?: Answer
  value?: Answer
}

/**
 * Ends the claims that are chosen about, path by path. Where something else is in force by now than the person saw, the
 * path stays open: his choice was about another pair. A claim that is settled already may be taken again, so that what
 * gave way comes back.
 * @throws Problem not-found, unknown-keys for a path that is no claim or not his to write, invalid-request for one that comes
 * twice, wrong-state, and as an edit
 */
export function settleConflict(
  config: Configuration,
  actor: Actor,
  known: Known,
  held: Held,
  choices: readonly Choice[],
  occasion: Occasion,
): Carried {
  demandEdit(config, actor, held, known)
  const { conflict } = known
  const { record, facts } = held
  const twice = choices.findIndex(({ path }, i) => choices.some((other, j) => j < i && isAt(other.path, path)))
  if (twice >= 0)
    throw new Problem('invalid-request', { issues: [{ pointer: `/choices/${twice}`, keyword: 'unique' }] })
  if (conflict === undefined) throw new Problem('not-found', { what: 'conflict' })
  if (record.data['record_state'] === false) throw new Problem('wrong-state', { state: 'disabled' })
  const edit = editBy(config, actor, contextOf(facts))
  const view = viewOf(edit, record.data)
  const isHis = settleableBy(config, actor, held, conflict)
  const chosen = choices.map((choice) => {
    const claim = conflict.changes.find(({ path }) => isAt(path, choice.path))
    // What is asked no more is only put aside.
    const isPossible = conflict.kind !== 'retired' || choice.take === 'force'
    if (claim === undefined || !isPossible || !isHis(claim) || isInRowOfOthers(edit, record.data, conflict, claim)) {
      throw new Problem('unknown-keys', { keys: [choice.path.join('/')] })
    }
    return { ...choice, claim, now: valueAt(view, choice.path) }
  })
  const timely = chosen.filter(({ seen, now }) => says(seen, now))
  const wanted = timely.flatMap((choice) => wantedBy(choice))
  const { changes, rest } = restoring(edit, record.data, wanted, conflict.removed)
  const asked = { changes, rest, basedOn: record.version, ignored: [] }
  const carried = editRecord(config, actor, known, held, asked, occasion)
  const isLate = ({ path }: { path: string[] }) =>
    carried.conflicts.some((c) => touches(c.path, path)) || !timely.some((choice) => isAt(choice.path, path))
  return {
    ...carried,
    auditAction: 'settle_conflict',
    outcome: chosen.some(isLate) ? 'conflict' : 'applied',
    conflicts: [],
    settles: chosen.filter((choice) => !isLate(choice)).map(({ path, take }) => ({ path, take })),
    left: chosen.filter(isLate).map(({ path }) => path),
  }
}

/**
 * Which of the answers in a claim are this person's to decide about: those that he may write; of what is asked no more,
 * those that he could write where it was asked (`older`).
 */
export function settleableBy(
  config: Configuration,
  actor: Actor,
  { record: { data }, facts }: Held,
  { kind, older }: Pick<NonNullable<Known['conflict']>, 'kind' | 'older'>,
): (change: Change) => boolean {
  const isClosed = isNameClosedTo(actor, facts, data)
  const ctx = contextOf(facts)
  const now = editBy(config, actor, ctx)
  const edit = kind !== 'retired' ? now : older && editBy(older, formerly(config, older, actor), ctx)
  return (change) => edit !== undefined && mayMake(edit, data, change) && !(isClosed && isName(change.path[0] ?? ''))
}

const isAt = (a: readonly string[], b: readonly string[]): boolean => a.join('/') === b.join('/')
const touches = (a: readonly string[], b: readonly string[]): boolean =>
  a.every((step, i) => i >= b.length || step === b[i])

type Chosen = Choice & { claim: Kept; now: Answer | undefined }

function wantedBy({ path, take, claim, value, now: inForce }: Chosen): Wanted[] {
  if (take === 'force') return []
  // What is in force there only the incident knows: the claim meets it as it was made.
  const now = incidentAt(path) === undefined ? inForce : claim.from
  return [take === 'claim' ? { path, to: claim.to, now, claim } : { path, to: value, now }]
}

/** Would the row come back that he did not see while it was there? */
function isInRowOfOthers(
  edit: Edit,
  stored: Data,
  { removed }: NonNullable<Known['conflict']>,
  claim: Change,
): boolean {
  const at = rowGone(stored, claim.path)
  const row = at && keptRow(removed, at)
  if (at === undefined || row === undefined) return false
  return !mayMake(edit, touchedAt(stored, at, row as unknown as Answer) as Data, claim)
}
