// An edit: who may make it, what of it stands, and what follows (records §3.1, §15; access §5.2, §6.1).
import type { Actor } from '../access/actor.ts'
import { contextOf } from '../access/decide.ts'
import { may } from '../access/role.ts'
import { isSame } from '../access/rows.ts'
import { callsForReopening, closed, reopened } from '../cases/status.ts'
import type { Configuration } from '../configuration/configuration.ts'
import { Problem } from '../problem.ts'
import { type Carried, demandEdit, type Held, type Known, namedTo, settled } from './carried.ts'
import { editBy, laidOver, permitted } from './edit.ts'
import { type IncidentRow, incidentRowsIn } from './incident-rows.ts'
import { tied, touchedCase } from './linking.ts'
import { isName, isNameClosedTo } from './names.ts'
import type { Change, Data, Occasion } from './record.ts'
import { type Rest, withRest } from './restoring.ts'
import { checkRules } from './rules.ts'

const namesIn = (changes: readonly Change[]): string[] => changes.flatMap(({ path }) => path.slice(0, 1)).filter(isName)

type Asked = { changes: readonly Change[]; rest?: readonly Rest[]; basedOn: number; ignored: string[] }

export function editRecord(
  config: Configuration,
  actor: Actor,
  known: Known,
  held: Held,
  asked: Asked,
  occasion: Occasion,
): Carried {
  demandEdit(config, actor, held, known)
  const { record, facts } = held
  const edit = editBy(config, actor, contextOf(facts), known.action)
  const { changes, refused } = permitted(edit, record.data, asked.changes, known.newId)
  refused.push(...unmade(known, record.data, changes))
  if (known.strict && isNameClosedTo(actor, facts, record.data)) refused.push(...namesIn(changes))
  if (known.strict && refused.length > 0) throw new Problem('unknown-keys', { keys: refused })
  const answers = changes.filter(({ path }) => !isStep(path))
  const { data: laid, conflicts, isJoined } = laidOver(edit, record.data, answers, known.unheard)
  const data = withRest(laid, asked.rest ?? [])
  const stepped = withSteps(actor, known, held, changes, data, occasion)
  checkRules(record.type, record.data, stepped, occasion)
  const incidentRows = known.takesIncidentRows ? incidentRowsIn(changes) : []
  const after = tied(
    config,
    actor,
    known,
    facts,
    record.data,
    reopenedByWork(held, known, stepped, incidentRows, occasion),
    occasion,
  )
  const carried = settled(config, known, record, after, occasion, {
    auditAction: known.action ?? 'update',
    conflicts,
    ignored: namedTo(config, actor, contextOf(facts), [...new Set([...asked.ignored, ...refused])], known.action),
    basedOn: asked.basedOn,
    isJoined,
    incidentRows,
  })
  const isTied = known.linkedCase && !isSame(record.data['incident_case_id'], after['incident_case_id'])
  return isTied && known.linkedCase
    ? { ...carried, alsoChanged: [touchedCase(known.linkedCase, known.person, occasion)] }
    : carried
}

// State is not an answer: these paths name a step, and are carried out as one.
const steps = new Set(['status', 'workflow', 'case_status_reopened', 'incident_details'])
const isStep = ([name]: string[]): boolean => name !== undefined && steps.has(name)

/** Steps asked for that this edit cannot make: nothing that somebody sent goes in silence. */
function unmade(known: Known, stored: Data, changes: Change[]): string[] {
  const status = changes.find(({ path }) => path.length === 1 && path[0] === 'status')?.to
  return changes.flatMap(({ path: [name, rowId, column], to }) => {
    if (name === 'status') return to === 'open' || to === 'closed' ? [] : [name]
    if (name === 'workflow' || name === 'case_status_reopened') {
      return status === 'open' || isSame(stored[name], to) ? [] : [name]
    }
    if (name !== 'incident_details') return []
    // Its answers may be taken away; an incident is not.
    const isMade = rowId !== undefined && (column !== undefined || (to !== null && to !== undefined))
    return known.takesIncidentRows && isMade ? [] : [name]
  })
}

/** Closing and reopening sent as a value of `status`: each needs its own action (access §6.1). */
function withSteps(
  actor: Actor,
  known: Known,
  { record }: Held,
  changes: Change[],
  data: Data,
  occasion: Occasion,
): Data {
  const status = changes.find(({ path }) => path.length === 1 && path[0] === 'status')?.to
  const action = status === 'closed' ? 'close' : 'reopen'
  if (status !== 'closed' && status !== 'open') return data
  const isMade = record.data['status'] !== status
  if (isMade && !may(actor.role, record.type, action)) throw new Problem('forbidden', { action })
  if (!isMade) return data
  return status === 'closed' ? closed(data, occasion) : reopened(data, occasion, known.newId)
}

function reopenedByWork(
  { record }: Held,
  known: Known,
  after: Data,
  incidentRows: readonly IncidentRow[],
  occasion: Occasion,
): Data {
  if (record.type !== 'case' || record.data['status'] !== 'closed' || after['status'] !== 'closed') return after
  const isWork =
    callsForReopening(record.data, after) || (incidentRows.length > 0 && record.data['record_state'] !== false)
  return isWork ? reopened(after, occasion, known.newId) : after
}
