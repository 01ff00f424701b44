// What a provider without an account is shown over a one-time link: a package, not the case. Whatever could name somebody
// or tells a story stays out, whoever ticks it.
import { type FieldContext, readable } from '../access/fields.ts'
import type { Actor } from '../access/actor.ts'
import { isServerKey } from '../access/keys.ts'
import type { Field } from '../configuration/bundle.ts'
import type { Configuration } from '../configuration/configuration.ts'
import type { Party } from './transition.ts'

const kinds: readonly string[] = ['select_box', 'radio_button', 'numeric_field', 'tick_box', 'date_field']

/** Told of the work on a case, and of who does it, beside what the house writes by itself. */
const ofWork: readonly string[] = ['risk_level', 'database_operator_user_name']

/**
 * May what this field says leave the house over a link? Nobody is named by it, nothing is told in it, it belongs to the
 * house in nothing and leads to no case.
 */
export const mayLeave = (field: Pick<Field, 'name' | 'type' | 'identifying'>): boolean =>
  field.identifying === false &&
  kinds.includes(field.type) &&
  !ofWork.includes(field.name) &&
  !isServerKey(field.name)

/** Fields that this person may put into a package of the case. */
export function offeredFields(
  config: Configuration,
  actor: Actor,
  ctx: FieldContext & { module: string },
  leftOut: readonly string[],
): Field[] {
  const names = readable(config, actor, ctx)
  const fields = config
    .formsOf('case')
    .filter((form) => form.modules.includes(ctx.module))
    .flatMap((form) => form.fields)
    .filter((field) => names.has(field.name) && !leftOut.includes(field.name) && mayLeave(field))
  return [...new Map(fields.map((field) => [field.name, field])).values()]
}

/** Who sent it and who owns the case make links and codes; whoever takes people off a case ends links, too. */
export const mayKeepLink = ({ isSender, isOwner, isRemover }: Party, event: 'code' | 'end'): boolean =>
  isSender || isOwner || (event === 'end' && isRemover)
