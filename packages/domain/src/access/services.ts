// Services of a case are shown one by one: by a role that shows a worker his own, by a referral that nobody accepted yet.
import type { Row } from '../records/record.ts'
import type { Actor } from './actor.ts'
import type { FieldContext } from './identity.ts'
import { holds } from './role.ts'

export const servicesField = 'services_section'

/** What a case says of all its services together. */
export const saidOfServices: readonly string[] = [
  'service_due_dates',
  'service_implemented_day_times',
  'services_status',
]

export const isSaidOfServices = (field: string): boolean => field === servicesField || saidOfServices.includes(field)

/** Is this row of this field shown to him? Rows of other fields are, with the field. */
export function seesRow(actor: Actor, ctx: FieldContext, name: string, row: Row): boolean {
  if (name !== servicesField) return true
  if (actor.services?.includes(row.unique_id) === false) return false
  return !seesOwnOnly(actor, ctx) || row['service_implementing_agency_individual'] === actor.userName
}

/** Fields of rows to which he adds none: whoever is shown some services alone would not see the one that he adds. */
export const fixedRows = ({ services }: Actor): string[] => (services === undefined ? [] : [servicesField])

/** `service_own_entries_only` binds whoever neither owns the record nor works for a group, an agency or all. */
function seesOwnOnly(actor: Actor, ctx: FieldContext): boolean {
  if (ctx.type !== 'case' || !holds(actor.role, 'case', 'service_own_entries_only')) return false
  return !['all', 'agency', 'group'].includes(actor.role.scope) && ctx.facts?.ownedBy !== actor.userName
}
