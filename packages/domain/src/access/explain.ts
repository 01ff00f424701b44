// Why somebody may do something, or may not: the step that decides, told. Nothing is decided here. Each answer comes from
// the rules that the doors ask, and the step names what in them made it (design: access simulator).
import type { RecordType, Role } from '../configuration/bundle.ts'
import type { Configuration } from '../configuration/configuration.ts'
import type { RecordFacts } from '../records/record.ts'
import type { Actor } from './actor.ts'
import { actionsOn, decide, type Decision, type RecordState } from './decide.ts'
import { type FieldContext, readable, writable } from './fields.ts'
import { isServerKey } from './keys.ts'
import { type FormRight, formRights, holds, may } from './role.ts'
import { scopeOf } from './scope.ts'
import { type Grant, type Reason, reasonsFor } from './who.ts'

/** How the role comes by an action: by its own name, by a wider one, by `manage`, by a right to another type; or not. */
export type Right = 'named' | 'covered' | 'manage' | 'borrowed' | 'missing'

/**
 * In the order in which they are asked; the first that does not hold decides, and where all hold, the last.
 * `right`: the role has the action. `reads`: the role finds records of the type at all. `module`: it works in the module
 * of the record. `reach`: it reaches this record, and why. `state`: the action makes sense for the record as it is.
 */
export type Step =
  | { step: 'right'; holds: boolean; how: Right }
  | { step: 'reads'; holds: boolean; scope: Role['scope'] }
  | { step: 'module'; holds: boolean; module: string }
  | { step: 'reach'; holds: boolean; scope: Role['scope']; because: Reason[] }
  | { step: 'state'; holds: boolean; status: 'open' | 'closed' | 'disabled' }

export type Explanation = { decision: Decision; steps: Step[] }

/** @param facts the record, or undefined where the type as a whole is meant */
export function explain(
  config: Configuration,
  actor: Actor,
  { type, action }: { type: RecordType; action: string },
  record?: { facts: RecordFacts; state: RecordState; grants: readonly Grant[] },
): Explanation {
  const how = rightTo(config, actor, type, action)
  const decision = decide(config, actor, type, action, record?.facts)
  if (how === 'missing') return { decision, steps: [{ step: 'right', holds: false, how }] }
  const right = { step: 'right', holds: true, how } as const
  const found = record === undefined ? [] : stepsTo(config, actor, action, record)
  return { decision, steps: upToTheFirstNo([right, ...found]) }
}

const upToTheFirstNo = (steps: Step[]): Step[] => {
  const no = steps.findIndex((step) => !step.holds)
  return no < 0 ? steps : steps.slice(0, no + 1)
}

function rightTo(config: Configuration, actor: Actor, type: RecordType, action: string): Right {
  const { role } = actor
  if (holds(role, type, action)) return 'named'
  if (holds(role, type, 'manage')) return 'manage'
  if (may(role, type, action)) return 'covered'
  return decide(config, actor, type, action) === 'yes' ? 'borrowed' : 'missing'
}

function stepsTo(
  config: Configuration,
  actor: Actor,
  action: string,
  { facts, state, grants }: { facts: RecordFacts; state: RecordState; grants: readonly Grant[] },
): Step[] {
  const reach = scopeOf(actor, facts.type)
  const { scope } = actor.role
  const because = reasonsFor(actor, facts, grants)
  return [
    { step: 'reads', holds: reach.kind !== 'none', scope },
    { step: 'module', holds: reach.kind !== 'none' && reach.modules.includes(facts.module), module: facts.module },
    { step: 'reach', holds: because.length > 0, scope, because },
    { step: 'state', holds: fits(config, actor, action, facts, state), status: statusOf(state) },
  ]
}

/** Buttons know no creation, and no action that a type borrows: there the state has no say. */
function fits(config: Configuration, actor: Actor, action: string, facts: RecordFacts, state: RecordState): boolean {
  const always = actionsOn(config, actor, facts, {}).includes(action) || action === 'close' || action === 'reopen'
  return !always || actionsOn(config, actor, facts, state).includes(action)
}

const statusOf = ({ status, record_state: enabled }: RecordState): 'open' | 'closed' | 'disabled' =>
  enabled === false ? 'disabled' : status === 'closed' ? 'closed' : 'open'

/**
 * Why a field is read: `form` it stands on, or `beside` the forms, by what the role may do. Why not: `unknown` here,
 * `module` that the role does not work in, `identity` that it does not see, a `right` that it needs besides its form, or
 * `no-form` of those that it stands on.
 */
export type Reading = 'form' | 'beside' | 'unknown' | 'module' | 'identity' | 'right' | 'no-form'
/** Why a field is written: `form`, or with an `action`. Why not: only `read` there, kept by the `server`, or as above. */
export type Writing = 'form' | 'action' | 'read' | 'server' | 'identity' | 'no-form' | 'module' | 'unknown'

export type FieldExplanation = {
  name: string
  reads: boolean
  why: Reading
  writes: boolean
  whyWrite: Writing
  /** Forms that ask it in this module, with the role's right to each. */
  forms: { id: string; right: FormRight | null }[]
}

/** The fields of a type in a context; one call for many, since what a role would see with identity is found once. */
export function explainFields(
  config: Configuration,
  actor: Actor,
  ctx: FieldContext & { module: string },
  names: readonly string[],
): FieldExplanation[] {
  const lifted: Actor = { ...actor, role: { ...actor.role, identity: 'scope' } }
  const seen = { reads: readable(config, actor, ctx), writes: writable(config, actor, ctx) }
  const bare = { reads: readable(config, lifted, ctx), writes: writable(config, lifted, ctx) }
  const rights = formRights(config, actor.role)
  const worksHere = actor.role.modules.includes(ctx.module)
  return names.map((name) => {
    const forms = config
      .formsOf(ctx.type)
      .filter((form) => form.modules.includes(ctx.module) && form.fields.some((field) => field.name === name))
      .map(({ id }) => ({ id, right: worksHere ? (rights.get(id) ?? null) : null }))
    const isOnForm = forms.some(({ right }) => right !== null)
    const isWritable = forms.some(({ right }) => right === 'rw')
    const reads = seen.reads.has(name)
    const writes = seen.writes.has(name)
    const hidden = noneOf(forms.length > 0, worksHere)
    return {
      name,
      forms,
      reads,
      why: reads ? (isOnForm ? 'form' : 'beside') : bare.reads.has(name) ? 'identity' : isOnForm ? 'right' : hidden,
      writes,
      whyWrite: writes
        ? isWritable
          ? 'form'
          : 'action'
        : bare.writes.has(name)
          ? 'identity'
          : isServerKey(name) || isWritable
            ? 'server'
            : isOnForm
              ? 'read'
              : hidden,
    }
  })
}

const noneOf = (isKnown: boolean, worksHere: boolean): 'unknown' | 'module' | 'no-form' =>
  !worksHere ? 'module' : isKnown ? 'no-form' : 'unknown'
