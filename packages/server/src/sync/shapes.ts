// Records as our own app gets them: answers, what may be done, what is missing, files with their own rights.
import { actionsOn, contextOf, decide } from '@primero/domain/access/decide.ts'
import { readable, writable } from '@primero/domain/access/fields.ts'
import { fixedRows } from '@primero/domain/access/services.ts'
import { mayOpenFile } from '@primero/domain/access/files.ts'
import { may } from '@primero/domain/access/role.ts'
import type { Link } from '@primero/domain/cases/relationships.ts'
import type { Field, RecordType } from '@primero/domain/configuration/bundle.ts'
import { rowsIn } from '@primero/domain/forms/answer.ts'
import { incompleteOf } from '@primero/domain/forms/findings.ts'
import { isName, isNameClosedTo } from '@primero/domain/records/names.ts'
import { maySeeLedger } from '@primero/domain/workflow/ledger.ts'
import { isNameHidden } from '@primero/domain/search/phonetic.ts'
import type { RecordShape, RecordsReply } from '@primero/domain/sync/protocol.ts'
import { alertsOn, type StoredAlert } from '../alerts/queries.ts'
import { alertShapes } from '../alerts/shapes.ts'
import { fullNames } from '../accounts/queries.ts'
import { fileFor } from '../attachments/present.ts'
import { type AttachmentRow, attachmentsOn } from '../attachments/queries.ts'
import type { Tx } from '../db/database.ts'
import { flagShapes } from '../flags/present.ts'
import { flagsOn, type StoredFlag } from '../flags/queries.ts'
import type { House } from '../house.ts'
import { type Readable, shownAlone } from '../records/reading.ts'
import { consentsOn, type StoredConsent } from '../consents/queries.ts'
import { consentShapes } from '../consents/shapes.ts'
import { linksOn } from '../relationships/queries.ts'
import { relationshipShapes } from '../relationships/shapes.ts'
import { type StoredTransition, transitionsOn } from '../sharing/queries.ts'
import { type FullNames, shareShapes } from '../sharing/shapes.ts'

/** What hangs on records beside their answers. */
export type Hanging = {
  files: AttachmentRow[]
  transitions: StoredTransition[]
  /** Of who shared, and to whom. */
  names: FullNames
  flags: StoredFlag[]
  alerts: StoredAlert[]
  consents: StoredConsent[]
  links: Link[]
}

/** Asked in one breath. */
export async function hangingOn(tx: Tx, type: RecordType, ids: string[]): Promise<Hanging> {
  const [files, transitions, flags, alerts, consents, links] = await Promise.all([
    attachmentsOn(tx, type, ids),
    transitionsOn(tx, type, ids),
    flagsOn(tx, type, ids),
    alertsOn(tx, type, ids),
    consentsOn(tx, type, ids),
    type === 'case' ? linksOn(tx, ids) : [],
  ])
  const names = await fullNames(tx, [...new Set(transitions.flatMap(({ by, to }) => (to === null ? [by] : [by, to])))])
  return { files, transitions, names, flags, alerts, consents, links }
}

/** What was found, picked and put in order; the lists of fields that may be written, each once. */
export function shapes(
  house: House,
  found: Readable[],
  { files, transitions, names, flags, alerts, consents, links }: Hanging,
): Pick<RecordsReply, 'records' | 'writable'> {
  const places = new Map<ReadonlyMap<string, Field>, number>()
  const placeOf = (fields: ReadonlyMap<string, Field>): number => {
    const place = places.get(fields) ?? places.size
    places.set(fields, place)
    return place
  }
  const filesOf = Map.groupBy(files, (file) => file.n)
  const transitionsOf = Map.groupBy(transitions, ({ n }) => n)
  const flagsOf = Map.groupBy(flags, ({ n }) => n)
  const alertsOf = Map.groupBy(alerts, ({ n }) => n)
  const consentsOf = Map.groupBy(consents, ({ n }) => n)
  const linksOf = Map.groupBy(
    links.flatMap((link) => [link.from, link.to].map((kase) => ({ kase, link }))),
    ({ kase }) => kase,
  )
  const records = found.map((of) => ({
    ...shapeOf(house, of, filesOf.get(of.n) ?? []),
    ...sharesOf(of, transitionsOf.get(of.n), names),
    ...flaggedOf(house, of, flagsOf.get(of.n)),
    ...alertedOf(house, of, alertsOf.get(of.n)),
    ...ledgerOf(house, of, consentsOf.get(of.n) ?? [], transitionsOf.get(of.n) ?? []),
    ...linkedOf(house, of, linksOf.get(of.record.id) ?? []),
    writable: placeOf(writableOf(house, of)),
  }))
  return { records, writable: [...places.keys()].map((fields) => [...fields.keys()]) }
}

const sharesOf = (
  { reader, record, facts }: Readable,
  transitions: StoredTransition[] | undefined,
  names: FullNames,
) => (transitions === undefined ? {} : { shares: shareShapes(reader, { record, facts }, transitions, names) })

function flaggedOf(
  house: House,
  { reader, facts }: Readable,
  flags: StoredFlag[] | undefined,
): Pick<RecordShape, 'flags'> {
  const shown = flags && flagShapes(house, reader, facts, flags)
  return shown ? { flags: shown } : {}
}

const alertedOf = (
  house: House,
  { reader, facts }: Readable,
  alerts: StoredAlert[] | undefined,
): Pick<RecordShape, 'alerts'> =>
  alerts ? { alerts: alertShapes(house.configuration(), reader, { type: facts.type, facts }, alerts) } : {}

const ledgerOf = (
  house: House,
  { reader, facts }: Readable,
  consents: StoredConsent[],
  transitions: StoredTransition[],
) => (maySeeLedger(house.configuration(), reader, facts) ? { consents: consentShapes(consents, transitions) } : {})

function linkedOf(
  house: House,
  { reader, facts, record }: Readable,
  links: { link: Link }[],
): Pick<RecordShape, 'relationships'> {
  if (facts.type !== 'case') return {}
  if (decide(house.configuration(), reader, 'case', 'view_case_relationships', facts) !== 'yes') return {}
  return {
    relationships: relationshipShapes(
      links.map(({ link }) => link),
      record.id,
    ),
  }
}

const none: ReadonlyMap<string, Field> = new Map()

function writableOf(house: House, { record, facts, reader: actor }: Readable): ReadonlyMap<string, Field> {
  const mayWrite = may(actor.role, facts.type, 'write') && record.data['record_state'] !== false
  if (!mayWrite) return none
  const fields = writable(house.configuration(), actor, contextOf(facts))
  return isNameClosedTo(actor, facts, record.data) ? withoutNames(fields) : fields
}

// The same list for the same fields, so that it is sent once.
const nameless = new WeakMap<ReadonlyMap<string, Field>, ReadonlyMap<string, Field>>()

function withoutNames(fields: ReadonlyMap<string, Field>): ReadonlyMap<string, Field> {
  const left = nameless.get(fields) ?? new Map([...fields].filter(([name]) => !isName(name)))
  nameless.set(fields, left)
  return left
}

function shapeOf(house: House, of: Readable, files: AttachmentRow[]): Omit<RecordShape, 'writable'> {
  const config = house.configuration()
  const { record, facts, reader: actor } = of
  const { type } = record
  const names = readable(config, actor, contextOf(facts))
  const data = shownAlone(house, actor, of, undefined, true)
  const fixed = fixedRows(actor)
  const isShown = (name: string, row?: string): boolean =>
    names.has(name) && (row === undefined || rowsIn(data[name]).some(({ unique_id }) => unique_id === row))
  return {
    id: record.id,
    type,
    version: record.version,
    module: facts.module,
    data,
    incomplete: incompleteOf(config, type, facts.module, record.data)
      .filter(([name = '', row]) => isShown(name, row))
      .map((path) => path.join('/')),
    actions: actionsOn(config, actor, facts, record.data),
    ...(fixed.length > 0 ? { fixed } : {}),
    // Files come with their own rights, not among the answers.
    attachments: files
      .filter((file) => mayOpenFile(config, actor, of.facts, file))
      .map((file) => attachmentShapeOf(fileFor(actor, of, file))),
    nameHidden: isNameHidden(record.data),
  }
}

const attachmentShapeOf = (a: AttachmentRow): RecordShape['attachments'][number] => ({
  id: a.uuid,
  field: a.field,
  fileName: a.file_name,
  contentType: a.content_type,
  size: a.size,
  description: a.description,
  date: a.date,
  url: `/api/sync/attachments/${a.uuid}`,
})
