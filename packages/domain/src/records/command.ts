// The one command. Screen, sync door, v2 door, imports and connectors all end here (design: a change is an intention).
import type { Actor } from '../access/actor.ts'
import { contextOf, decide, demand } from '../access/decide.ts'
import { isFileField, writable } from '../access/fields.ts'
import { closed, disabled, enabled, reopened } from '../cases/status.ts'
import type { Configuration } from '../configuration/configuration.ts'
import type { Uuid } from '../ids.ts'
import { Problem } from '../problem.ts'
import type { AsideName, IntentionArgs, IntentionName, SharingName } from '../sync/intention.ts'
import { isDay } from '../time.ts'
import type { AskedApproval } from '../workflow/approvals.ts'
import { alertedBySave, approvalStep, flagStep } from './beside.ts'
import { type Carried, demandEdit, type Held, heldRecord, type Known, notStored, settled } from './carried.ts'
import type { Kept } from './changes.ts'
import { createRecord, ownContext } from './creation.ts'
import { changesOfPatch, editBy } from './edit.ts'
import { editRecord } from './editing.ts'
import type { Answer, Change, Data, Occasion } from './record.ts'
import { apart, asChanges, asData } from './retired.ts'
import { settleConflict } from './settle.ts'

export type { Carried, Known, Linked } from './carried.ts'

/** What a door may ask for: what devices send, and what only v2 can. */
export type Deed = Exclude<IntentionName, SharingName | AsideName> | 'attachment.describe'

export type Intended = { name: Deed; args: unknown; basedOn: number }

/**
 * Decides and carries out one intention. Never mutates what it is given.
 * @throws Problem forbidden (see `isOutOfScope`), not-found, id-taken, unknown-keys, invalid-answers, rule-broken,
 * wrong-state
 */
export function carryOut(
  config: Configuration,
  actor: Actor,
  known: Known,
  intention: Intended,
  occasion: Occasion,
): Carried {
  const { asked, retired } = askedStill(config, actor, known, intention)
  const done = carriedOut(config, actor, known, asked, occasion)
  const carried = saves.has(intention.name) ? alertedBySave(config, known, done) : done
  return retired.length === 0 ? carried : { ...carried, conflicts: [...carried.conflicts, ...retired] }
}

/** A save of the record, as v2 knows one: what is watched is told, and the owner has seen the record (workflow §4). */
const saves: ReadonlySet<Deed> = new Set<Deed>([
  'record.edit',
  'record.close',
  'record.reopen',
  'record.disable',
  'record.enable',
  'record.hide-name',
  'conflict.settle',
])

/** The intention without answers to questions that only the older configuration asks; these are kept. */
function askedStill(
  config: Configuration,
  actor: Actor,
  known: Known,
  intention: Intended,
): { asked: Intended; retired: Kept[] } {
  const { older } = known
  const { name, args } = intention
  if (older === undefined) return { asked: intention, retired: [] }
  if (name === 'record.create') {
    const creation = args as IntentionArgs<'record.create'> & { data: Data }
    const sent = asChanges(creation.data)
    const { changes, retired } = apart(config, older, actor, ownContext(actor, creation), sent, known.newId)
    return { asked: { ...intention, args: { ...creation, data: asData(changes) } }, retired }
  }
  const edit = args as { changes?: Change[] }
  if (name !== 'record.edit' || edit.changes === undefined) return { asked: intention, retired: [] }
  const ctx = contextOf(heldRecord(known).facts)
  const { changes, retired } = apart(config, older, actor, ctx, edit.changes, known.newId)
  return { asked: { ...intention, args: { ...edit, changes } }, retired }
}

const flagDeeds = { 'flag.add': 'add', 'flag.edit': 'edit', 'flag.resolve': 'resolve' } as const

function carriedOut(
  config: Configuration,
  actor: Actor,
  known: Known,
  intention: Intended,
  occasion: Occasion,
): Carried {
  const { name, args, basedOn } = intention
  if (name === 'record.create') {
    return createRecord(config, actor, known, args as IntentionArgs<'record.create'>, occasion)
  }
  const held = heldRecord(known)
  switch (name) {
    case 'record.edit': {
      const { changes } = args as { changes: Change[] }
      return editRecord(config, actor, known, held, { changes, basedOn, ignored: [] }, occasion)
    }
    case 'record.close': {
      const { date_closure } = args as IntentionArgs<'record.close'>
      if (date_closure !== undefined && !isDay(date_closure)) {
        throw new Problem('invalid-answers', { pointers: ['/date_closure'] })
      }
      return step(config, actor, held, 'close', (data) => closed(data, occasion, date_closure), known, occasion)
    }
    case 'record.reopen':
      return step(config, actor, held, 'reopen', (data) => reopened(data, occasion, known.newId), known, occasion)
    case 'record.disable':
      return step(config, actor, held, 'enable_disable_record', disabled, known, occasion)
    case 'record.enable':
      return step(config, actor, held, 'enable_disable_record', enabled, known, occasion)
    case 'record.hide-name': {
      const { hidden } = args as IntentionArgs<'record.hide-name'>
      const hide = (data: Data): Data => (data['hidden_name'] === hidden ? data : { ...data, hidden_name: hidden })
      return step(config, actor, held, 'write', hide, known, occasion)
    }
    case 'attachment.add': {
      const { field } = args as IntentionArgs<'attachment.add'>
      return attachment(config, actor, held, known, { left: 1, ...known.attachment, field, action: 'attach' }, occasion)
    }
    case 'attachment.remove':
    case 'attachment.describe': {
      if (!known.attachment) throw new Problem('not-found', { what: 'attachment' })
      const action = name === 'attachment.remove' ? 'detach' : 'update_attachment'
      return attachment(config, actor, held, known, { ...known.attachment, action }, occasion)
    }
    case 'conflict.settle': {
      const { choices } = args as { choices: Parameters<typeof settleConflict>[4] }
      return settleConflict(config, actor, known, held, choices, occasion)
    }
    case 'approval.request': {
      const { approval, kind, comments } = args as AskedApproval
      return approvalStep(config, actor, known, held, { approval, status: 'requested', kind, comments }, occasion)
    }
    case 'approval.answer': {
      const { approval, answer, comments } = args as AskedApproval & { answer: string }
      return approvalStep(config, actor, known, held, { approval, status: answer, comments }, occasion)
    }
    case 'flag.add':
    case 'flag.edit':
    case 'flag.resolve': {
      const { flag: id, message, date } = args as { flag: Uuid; message?: string; date?: string }
      const does = flagDeeds[name]
      return flagStep(config, actor, known, held, { does, id, message, date }, occasion)
    }
  }
}

/**
 * The same for doors that send a partial patch (v2, imports, connectors): `patch` is merged into what the actor sees
 * (api-records §7.3) and carried out as an edit of the current version.
 */
export function carryOutPatch(
  config: Configuration,
  actor: Actor,
  known: Known,
  patch: Record<string, unknown>,
  occasion: Occasion,
): Carried {
  const held = heldRecord(known)
  demandEdit(config, actor, held, known)
  const edit = editBy(config, actor, contextOf(held.facts), known.action)
  const { changes, refused } = changesOfPatch(edit, held.record.data, patch, known.newId)
  const ignored = notStored(config, actor, contextOf(held.facts), refused, patch, held.record.data)
  const carried = editRecord(config, actor, known, held, { changes, basedOn: held.record.version, ignored }, occasion)
  return alertedBySave(config, known, carried)
}

/** One step that is not an edit: the right, the new state, what follows. */
function step(
  config: Configuration,
  actor: Actor,
  held: Held,
  action: string,
  change: (data: Data) => Data,
  known: Known,
  occasion: Occasion,
): Carried {
  demand(decide(config, actor, held.record.type, action, held.facts), action)
  const after = change(held.record.data)
  return settled(config, known, held.record, after, occasion, { auditAction: action === 'write' ? 'update' : action })
}

function attachment(
  config: Configuration,
  actor: Actor,
  held: Held,
  known: Known,
  { field, left, from, to, action }: NonNullable<Known['attachment']> & { action: string },
  occasion: Occasion,
): Carried {
  demand(decide(config, actor, held.record.type, 'write', held.facts), 'write')
  const target = writable(config, actor, contextOf(held.facts)).get(field)
  if (!target || !isFileField(target)) throw new Problem('forbidden', { action })
  const { data } = held.record
  const after = field === 'photos' && data['has_photo'] !== left > 0 ? { ...data, has_photo: left > 0 } : data
  const id = (to ?? from)?.unique_id
  const [was, is] = [from, to] as unknown as [Answer | undefined, Answer | undefined]
  const beside = id === undefined ? [] : [{ path: [field, id], from: was, to: is }]
  return settled(config, known, held.record, after, occasion, { auditAction: action, beside })
}
