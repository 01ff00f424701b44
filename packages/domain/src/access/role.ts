// Which actions a role grants (access §1, §2).
import type { Role } from '../configuration/bundle.ts'
import type { Configuration } from '../configuration/configuration.ts'

const covering: Record<string, readonly string[]> = {
  index: ['read'],
  show: ['read'],
  view: ['read'],
  list: ['read'],
  export: ['read'],
  edit: ['write'],
  update: ['write'],
  disable: ['write'],
  destroy: ['write', 'delete'],
  new: ['create'],
}

const listed = (role: Role, resource: string): readonly string[] =>
  Object.hasOwn(role.permissions, resource) ? (role.permissions[resource] ?? []) : []

/** Does the role grant the action: by name, by an action that covers it, or by `manage`? */
export function may(role: Role, resource: string, action: string): boolean {
  const actions = listed(role, resource)
  return (
    actions.includes('manage') ||
    actions.includes(action) ||
    (Object.hasOwn(covering, action) && covering[action]?.some((wider) => actions.includes(wider)) === true)
  )
}

/**
 * Does the role name the action itself? `manage` does not count: keys that belong to one step (access §5.2)
 * come with the step's own permission, and a restriction such as `service_own_entries_only` never with all rights.
 */
export const holds = (role: Role, resource: string, action: string): boolean => listed(role, resource).includes(action)

export type FormRight = 'r' | 'rw'

/**
 * Form id → right. Forms that belong to none of the role's modules are dropped (access §3);
 * subforms have the right of the form whose field they fill.
 */
export function formRights(config: Configuration, role: Role): Map<string, FormRight> {
  const rights = new Map<string, FormRight>()
  for (const form of config.forms.values()) {
    if (form.subform || !form.modules.some((m) => role.modules.includes(m))) continue
    const right = role.forms === 'all' ? 'rw' : role.forms[form.id]
    if (right) grantWithRows(config, form.id, right, rights)
  }
  return rights
}

function grantWithRows(config: Configuration, id: string, right: FormRight, rights: Map<string, FormRight>): void {
  if (rights.get(id) === right || rights.get(id) === 'rw') return
  rights.set(id, right)
  for (const field of config.forms.get(id)?.fields ?? []) {
    if (field.type !== 'subform') continue
    const rows = config.rowsOf(field)
    if (rows) grantWithRows(config, rows.id, right, rights)
  }
}
