// Which fields a person reads and writes: sets of names, decided once for server and device (access §5).
// Reading is picking, down to the columns of rows; writing is laying over, so that nobody erases what he cannot see.
import type { Field, Form, RecordType, Role } from '../configuration/bundle.ts'
import type { Configuration } from '../configuration/configuration.ts'
import { type Answer, type Data, identifierFields, phoneFields, phoneticFields, type Row } from '../records/record.ts'
import { opaqueCodes } from '../search/phonetic.ts'
import { isRows } from './rows.ts'
import type { Actor } from './actor.ts'
import { hierarchyMayShow, reportingLocations, staffKeys, subjectKeys } from './granted.ts'
import { coversIdentity, type FieldContext, isIdentifying, isIdentifyingColumn } from './identity.ts'
import { actionKeys, addedByAction, coreFields, isServerKey, previewKeys, shortKeys } from './keys.ts'
import { rememberedFor } from './memo.ts'
import { type FormRight, formRights, holds, may } from './role.ts'
import { seesRow } from './services.ts'

export type { FieldContext } from './identity.ts'

/** Names of top-level fields that the actor may read in this context (access §5.1, api-records §5.2). */
export function readable(config: Configuration, actor: Actor, ctx: FieldContext): ReadonlySet<string> {
  const key = `${ctx.type} ${moduleOf(ctx) ?? ''} ${coversIdentity(actor, ctx)} ${ctx.beyondScope === true}`
  const names = readableOnce(config, actor.role, key, () => foundNames(config, actor, ctx))
  const { leftOut } = actor
  return leftOut === undefined ? names : new Set([...names].filter((name) => !leftOut.includes(name)))
}

const readableOnce = rememberedFor<ReadonlySet<string>>()

function foundNames(config: Configuration, actor: Actor, ctx: FieldContext): ReadonlySet<string> {
  const names = formNames(config, actor, ctx, 'r')
  for (const name of actor.role.scope === 'identified' ? subjectKeys(actor, ctx.type) : staffKeys(actor, ctx)) {
    names.add(name)
  }
  for (const name of reportingLocations(config, actor, ctx.type, names)) names.add(name)
  if (!hierarchyMayShow(config, ctx.type, names)) names.delete('reporting_location_hierarchy')
  if (ctx.type === 'case' && !may(actor.role, 'case', 'view_incident_from_case')) names.delete('incident_details')
  return withoutIdentity(config, actor, ctx, names)
}

function withoutIdentity(config: Configuration, actor: Actor, ctx: FieldContext, names: Set<string>): Set<string> {
  if (coversIdentity(actor, ctx)) return names
  for (const name of names) if (isIdentifying(config, ctx.type, name)) names.delete(name)
  return names
}

const moduleOf = (ctx: FieldContext): string | undefined => ctx.module ?? ctx.facts?.module

const formsOnce = rememberedFor<Form[]>()

/** Forms of the record's module, or of all the role's modules in a list, on which the role has the right. */
function formsWith(config: Configuration, { role }: Actor, ctx: FieldContext, right: FormRight): Form[] {
  const module = moduleOf(ctx)
  const find = () => foundForms(config, role, ctx.type, right, module)
  return formsOnce(config, role, `${ctx.type} ${right} ${module ?? ''}`, find)
}

function foundForms(config: Configuration, role: Role, type: RecordType, right: FormRight, module?: string): Form[] {
  if (module !== undefined && !role.modules.includes(module)) return []
  const rights = formRights(config, role)
  return config.formsOf(type).filter((form) => {
    const has = rights.get(form.id)
    return has && (right === 'r' || has === 'rw') && (module === undefined || form.modules.includes(module))
  })
}

const formNames = (config: Configuration, actor: Actor, ctx: FieldContext, right: FormRight): Set<string> =>
  new Set(
    formsWith(config, actor, ctx, right).flatMap((form) =>
      form.fields.filter((field) => field.type !== 'separator').map((field) => field.name),
    ),
  )

const typed: ReadonlySet<Field['type']> = new Set([
  'text_field',
  'textarea',
  'radio_button',
  'tick_box',
  'select_box',
  'numeric_field',
  'date_field',
  'tally_field',
  'subform',
  'audio_upload_box',
  'photo_upload_box',
  'document_upload_box',
  'signature',
])

/** Fields whose bytes come and go as attachments, never as answers (api-records §7.1). */
export const isFileField = (field: Field): boolean =>
  ['audio_upload_box', 'photo_upload_box', 'document_upload_box', 'signature'].includes(field.type)

const isTyped = (field: Field): boolean => typed.has(field.type) && field.subformSummary === undefined

/**
 * Fields that the actor may write in this context; with `action` only those that come with it (access §5.3, fixed).
 * File fields are in the set, because attachments ask it too. What one may not read of a person's identity one may
 * not write either.
 */
export function writable(
  config: Configuration,
  actor: Actor,
  ctx: FieldContext,
  action?: string,
): ReadonlyMap<string, Field> {
  const key = `${ctx.type} ${moduleOf(ctx) ?? ''} ${coversIdentity(actor, ctx)} ${action ?? ''}`
  const fields = writableOnce(config, actor.role, key, () => foundFields(config, actor, ctx, action))
  const { leftOut } = actor
  return leftOut === undefined ? fields : new Map([...fields].filter(([name]) => !leftOut.includes(name)))
}

const writableOnce = rememberedFor<ReadonlyMap<string, Field>>()

function foundFields(
  config: Configuration,
  actor: Actor,
  ctx: FieldContext,
  action: string | undefined,
): ReadonlyMap<string, Field> {
  const fields = new Map<string, Field>()
  const module = moduleOf(ctx)
  if (module !== undefined && !actor.role.modules.includes(module)) return fields
  if (action === undefined) {
    for (const form of formsWith(config, actor, ctx, 'rw')) {
      for (const field of form.fields) {
        if (isTyped(field) && !isServerKey(field.name) && !fields.has(field.name)) fields.set(field.name, field)
      }
    }
  }
  for (const name of keysByRight(actor, ctx.type, action)) {
    const field = coreFields.get(name) ?? config.fieldOf(ctx.type, name)
    if (field && !fields.has(name)) fields.set(name, field)
  }
  if (!coversIdentity(actor, ctx)) {
    for (const name of fields.keys()) if (isIdentifying(config, ctx.type, name)) fields.delete(name)
  }
  return fields
}

function keysByRight(actor: Actor, type: RecordType, action?: string): string[] {
  const table = actionKeys[type] ?? {}
  const { role } = actor
  if (action !== undefined) {
    if (action === 'incident_from_case') return type === 'incident' ? ['incident_case_id'] : []
    return may(role, type, action) ? [...(table[action] ?? [])] : []
  }
  const keys = Object.entries(table).flatMap(([name, names]) => (holds(role, type, name) ? names : []))
  if (type === 'incident' && holds(role, 'case', 'incident_from_case')) keys.push('incident_case_id')
  if (may(role, type, 'write') && role.scope !== 'identified') keys.push('hidden_name', 'reporting_location_hierarchy')
  return [...keys]
}

/** Rows that may only be added, not changed: the field comes with an action and not with a form that one may write. */
export function onlyAdds(
  config: Configuration,
  actor: Actor,
  ctx: FieldContext,
  name: string,
  action?: string,
): boolean {
  return addedByAction.has(name) && (action !== undefined || !formNames(config, actor, ctx, 'rw').has(name))
}

/** Columns of a subform that the actor may write. */
export function writableColumns(
  config: Configuration,
  actor: Actor,
  ctx: FieldContext,
  field: Field,
): ReadonlyMap<string, Field> {
  const covered = coversIdentity(actor, ctx)
  const columns = (config.rowsOf(field)?.fields ?? []).filter(
    (column) => isTyped(column) && !isFileField(column) && (covered || !isIdentifyingColumn(column)),
  )
  return new Map(columns.map((column) => [column.name, column]))
}

/**
 * May the actor filter or sort by the field? Only if he may read it in every record that his lists hold: otherwise
 * the number of hits tells what the field says (design: unknown or invisible filter).
 */
export function mayAskBy(config: Configuration, actor: Actor, type: RecordType, field: string): boolean {
  if (!readable(config, actor, { type }).has(field)) return false
  const definedIn = config.formsOf(type).filter((form) => form.fields.some((f) => f.name === field))
  // Rows are compared with all their columns, those that one may not see among them.
  if (definedIn.some((form) => form.fields.some((f) => f.name === field && f.type === 'subform'))) return false
  return actor.role.modules
    .filter((module) => definedIn.some((form) => form.modules.includes(module)))
    .every((module) => readable(config, actor, { type, module }).has(field))
}

/** The summary of a record in lists, before rights (api-records §5.3). */
export const shortFields = (type: RecordType): readonly string[] => shortKeys(type)

/**
 * What a record search that lifts scope may show of a hit: its summary, and with `display_view_page` the preview
 * (api-records §5.3). Identity only for roles that see it everywhere.
 */
export function previewFields(config: Configuration, actor: Actor, type: RecordType): ReadonlySet<string> {
  const ctx: FieldContext = { type, beyondScope: true }
  const permitted = new Set(readable(config, actor, ctx))
  const names = new Set<string>(shortFields(type))
  if (may(actor.role, type, 'display_view_page')) {
    for (const name of previewKeys[type] ?? []) {
      names.add(name)
      permitted.add(name)
    }
    for (const form of formsWith(config, actor, ctx, 'r')) {
      for (const field of form.fields) if (field.showOnMinifyForm) names.add(field.name)
    }
  }
  return withoutIdentity(config, actor, ctx, new Set([...names].filter((name) => permitted.has(name))))
}

/** The answers that the actor may see, limited to `only` where given; never mutates, never widens. */
export function pick(
  config: Configuration,
  actor: Actor,
  ctx: FieldContext,
  data: Data,
  only?: ReadonlySet<string>,
): Data {
  const names = readable(config, actor, ctx)
  const picked: Data = {}
  const asked = only === undefined ? Object.keys(data) : [...only].filter((name) => Object.hasOwn(data, name))
  for (const name of asked) {
    const value = data[name]
    if (value !== undefined && names.has(name)) picked[name] = seenRows(config, actor, ctx, name, value)
  }
  return picked
}

/** Signs of something that happens around a record, some of which have a form of the same name. */
const ofWork: readonly string[] = ['referral', 'transfer', 'incident_from_case']

/** Whether a sign may be told that bears the name of a form or a field: not to whoever does not read it. */
export function mayHearOf(config: Configuration, actor: Actor, ctx: FieldContext, name: string): boolean {
  if (ofWork.includes(name)) return true
  if (config.formsOf(ctx.type).some(({ id }) => id === name))
    return formsWith(config, actor, ctx, 'r').some(({ id }) => id === name)
  return config.fieldOf(ctx.type, name) === undefined || readable(config, actor, ctx).has(name)
}

/** An answer as the actor may see it: rows lose hidden columns, and services that are not shown to him. */
export function seenRows(config: Configuration, actor: Actor, ctx: FieldContext, name: string, value: Answer): Answer {
  if (name === 'current_alert_types' && Array.isArray(value))
    return value.filter((type) => typeof type !== 'string' || mayHearOf(config, actor, ctx, type)) as Answer
  if (!isRows(value)) return value
  const rows = value.filter((row) => seesRow(actor, ctx, name, row))
  return coversIdentity(actor, ctx) ? rows : withoutIdentifyingColumns(config, config.fieldOf(ctx.type, name), rows)
}

// A column that the configuration does not know may hold anything, so it goes where identity is hidden.
const stamps: ReadonlySet<string> = new Set([
  'unique_id',
  'service_implemented',
  'note_date',
  'note_created_by',
  'reopened_date',
  'reopened_user',
])

function withoutIdentifyingColumns(config: Configuration, field: Field | undefined, rows: Row[]): Row[] {
  const columns = new Map((field && config.rowsOf(field)?.fields)?.map((column) => [column.name, column]))
  return rows.map((row) => {
    const seen: Row = { unique_id: row.unique_id }
    for (const [name, value] of Object.entries(row)) {
      const column = columns.get(name)
      if (value === undefined || (column ? isIdentifyingColumn(column) : !stamps.has(name))) continue
      seen[name] = isRows(value) ? withoutIdentifyingColumns(config, column, value) : value
    }
    return seen
  })
}

/**
 * May the actor search by names, phones or document numbers? Only where he may ask by each such field that his
 * modules have: a hit tells what the field holds. Opaque codes are everybody's.
 */
export function maySearchBy(
  config: Configuration,
  actor: Actor,
  type: RecordType,
  by: 'id' | 'name' | 'phone',
): boolean {
  const asked = searchedFields(type, by).filter((name) =>
    config
      .formsOf(type)
      .some((f) => f.modules.some((m) => actor.role.modules.includes(m)) && f.fields.some((x) => x.name === name)),
  )
  if (by !== 'id' && asked.length === 0) return false
  return asked.every((name) => mayAskBy(config, actor, type, name))
}

/** Fields that a search by names, phones or document numbers looks into. */
export const searchedFields = (type: RecordType, by: 'id' | 'name' | 'phone'): readonly string[] =>
  ({
    id: identifierFields[type].filter((name) => !opaqueCodes.has(name)),
    name: phoneticFields[type],
    phone: phoneFields[type],
  })[by]
