// A record as its reader may see it (api-records §5.1). Attachments and linked records are the server's to add.
import type { Actor } from '../access/actor.ts'
import { type FieldContext, pick, readable } from '../access/fields.ts'
import { shownName } from '../access/reveal.ts'
import { currentCare } from '../cases/derive.ts'
import type { Configuration } from '../configuration/configuration.ts'
import { isBlank } from '../forms/answer.ts'
import { nameMask, partsOfName } from './names.ts'
import type { Answer, Data, StoredRecord } from './record.ts'

export type PresentExtras = {
  inScope: boolean
  /** Our own app shows a hidden name to the record's owner; v2 masks it for everybody. */
  ownerSeesName?: boolean
}

export function presentFields(
  config: Configuration,
  actor: Actor,
  ctx: FieldContext,
  record: StoredRecord,
  extras: PresentExtras,
  only?: ReadonlySet<string>,
): Data {
  const names = readable(config, actor, ctx)
  const isSelected = (name: string) => names.has(name) && (only === undefined || only.has(name))
  const shown = pick(config, actor, ctx, record.data, only)
  const computed: [string, Answer | undefined][] = [
    ['flag_count', record.data['flag_count'] ?? 0],
    ['alert_count', record.data['alert_count'] ?? 0],
    ['record_in_scope', extras.inScope],
    ...(record.type === 'case' ? caseKeys(record.data) : []),
    ...(record.type === 'incident' ? incidentKeys(record.data) : []),
    ...['sync_status', 'synced_at'].map((name): [string, Answer | undefined] => [name, record.data[name] ?? undefined]),
    ...(isProtected(actor, ctx, record, extras) ? protectedNames(record.data) : []),
  ]
  for (const [name, answer] of computed.filter(([name]) => isSelected(name))) {
    if (answer === undefined) delete shown[name]
    else shown[name] = answer
  }
  shown['id'] = record.id
  shown['enabled'] = record.data['record_state'] !== false
  const { last_updated_at } = record.data
  return last_updated_at === undefined ? shown : { ...shown, last_updated_at }
}

const noCare: Data = {
  current_care_arrangements_type: undefined,
  current_name_caregiver: undefined,
  current_care_arrangement_started_date: undefined,
}

/** Is the name protected from this reader, in this door? */
function isProtected(actor: Actor, ctx: FieldContext, { data }: StoredRecord, extras: PresentExtras): boolean {
  const isHidden = data['hidden_name'] === true
  const isOwner = ctx.facts?.ownedBy === actor.userName
  // Where identity is hidden, the name is not among the answers any more.
  return shownName(extras.ownerSeesName ? 'app' : 'v2', { isHidden, seesIdentity: true, isOwner }) === 'mask'
}

/** Stars for the name, and nothing for what would tell it all the same. */
const protectedNames = (data: Data): [string, Answer | undefined][] => [
  ...[...partsOfName].map((name): [string, undefined] => [name, undefined]),
  ...(isBlank(data['name']) ? [] : [['name', nameMask] as [string, string]]),
]

const caseKeys = (data: Data): [string, Answer | undefined][] => [
  ...Object.entries({ ...noCare, ...currentCare(data) }),
  ['registry_record_id', data['registry_record_id'] ?? null],
]

/** Links show only where there is one. */
const incidentKeys = (data: Data): [string, Answer | undefined][] => [
  ['violation_category', data['violation_category'] ?? []],
  ['incident_case_id', data['incident_case_id'] ?? undefined],
  ['case_id_display', data['case_id_display'] ?? undefined],
]
