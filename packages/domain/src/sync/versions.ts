// Arguments of intentions as older versions of the app wrote them, brought to those of today by numbered steps.
import { Problem } from '../problem.ts'
import type { Intention, IntentionName } from './intention.ts'

/** From the arguments of version `from` to those of the next. Pure: no clock, no look-up. */
export type Step = { from: number; step: (args: unknown) => unknown }
export type Steps = { readonly [name in IntentionName]: readonly Step[] }

/**
 * All of today are version 1. A step stays for at least 180 days after the last app that wrote its version: until then
 * somebody may come back from the field with work that was typed in it. Each has an example in the test beside.
 */
export const steps: Steps = {
  'record.create': [],
  'record.edit': [],
  'record.close': [],
  'record.reopen': [],
  'record.disable': [],
  'record.enable': [],
  'record.hide-name': [],
  'attachment.add': [],
  'attachment.remove': [],
  'conflict.settle': [],
  'transition.make': [],
  'transition.answer': [],
  'consent.give': [],
  'consent.withdraw': [],
  'approval.request': [],
  'approval.answer': [],
  'flag.add': [],
  'flag.edit': [],
  'flag.resolve': [],
  'alert.dismiss': [],
  'record.print': [],
  'relationship.add': [],
  'relationship.mark': [],
  'relationship.remove': [],
}

/** The version that the app writes now. */
export const versionOf = (name: IntentionName, all: Steps = steps): number => all[name].length + 1

/**
 * The intention with the arguments of today.
 * @throws Problem unknown-intention for a version that never was, or that only a newer server knows
 */
export function upgraded(intention: Intention, all: Steps = steps): Intention {
  const { name, v } = intention
  const today = versionOf(name, all)
  if (!Number.isInteger(v) || v < 1 || v > today) throw new Problem('unknown-intention', { name, v })
  const args = all[name].slice(v - 1).reduce((older, { step }) => step(older), intention.args)
  return { ...intention, v: today, args }
}
