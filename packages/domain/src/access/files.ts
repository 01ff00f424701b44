// Which files of a record somebody opens, attaches and removes (access §5.5, api-records §16).
import type { Configuration } from '../configuration/configuration.ts'
import type { RecordFacts } from '../records/record.ts'
import type { Actor } from './actor.ts'
import { contextOf, decide } from './decide.ts'
import { readable, writable } from './fields.ts'
import { holds } from './role.ts'

/** A file by its field and by what it is. */
export type FileOf = { field: string; kind: 'image' | 'audio' | 'document' | 'signature' }

/**
 * May the actor open the file? Where he reads its field in this record; or by a right to see faces or hear voices
 * wherever he reaches the record; or as a hit of a search beyond his reach. The last two show who somebody is, so
 * they need the identity of all in scope.
 */
export function mayOpenFile(config: Configuration, actor: Actor, facts: RecordFacts, file: FileOf): boolean {
  // What a consent leaves out no other right opens.
  if (actor.leftOut?.includes(file.field) === true) return false
  if (decide(config, actor, facts.type, 'read', facts) !== 'yes') return isFileOfHit(config, actor, facts, file)
  return readable(config, actor, contextOf(facts)).has(file.field) || opensByRight(actor, facts, file)
}

function opensByRight({ role }: Actor, { type }: RecordFacts, file: FileOf): boolean {
  if (role.identity !== 'scope') return false
  if (file.kind === 'image' && holds(role, 'potential_match', 'view_photo')) return true
  if (file.kind === 'audio' && holds(role, 'potential_match', 'view_audio')) return true
  return isPhoto(file) && holds(role, type, 'view_photo')
}

const isPhoto = ({ field, kind }: FileOf): boolean => field === 'photos' && kind === 'image'

/** Faces and voices of records that only a search finds; documents stay shut. */
function isFileOfHit(config: Configuration, { role, ...actor }: Actor, facts: RecordFacts, file: FileOf): boolean {
  const { type, module } = facts
  if (role.identity !== 'scope' || file.kind === 'document' || !role.modules.includes(module)) return false
  if (!holds(role, type, 'search_owned_by_others')) return false
  const previews = holds(role, type, 'display_view_page') || (isPhoto(file) && holds(role, type, 'view_photo'))
  return previews && readable(config, { ...actor, role }, { type, module, beyondScope: true }).has(file.field)
}

/** May the actor attach a file to the field, say something else about one, or remove it? */
export const mayWriteFile = (config: Configuration, actor: Actor, facts: RecordFacts, field: string): boolean =>
  decide(config, actor, facts.type, 'write', facts) === 'yes' && writable(config, actor, contextOf(facts)).has(field)
