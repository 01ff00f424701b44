// A package on the wire: to its recipient in words, as the other module's forms are none of his; to the side that sent it
// as names of fields.
import type { Actor } from '@primero/domain/access/actor.ts'
import type { Configuration } from '@primero/domain/configuration/configuration.ts'
import { languageCodes, type Language } from '@primero/domain/configuration/languages.ts'
import type { Field } from '@primero/domain/configuration/bundle.ts'
import type { Answer } from '@primero/domain/records/record.ts'
import { isTold } from '@primero/domain/workflow/clinical-care.ts'
import type { House } from '../house.ts'
import { answerWords, say } from '../links/answer-words.ts'
import { makingOf } from './made-case.ts'
import type { PackageRow } from './queries.ts'
import { contentsIn } from './sealed.ts'
import type { Shown } from './standing.ts'

/** What is left when it is over: that there was one, for which service, and what was answered. */
export const stubOf = ({ row, share }: Pick<Shown, 'row' | 'share'>) => ({
  id: row.id,
  reference: row.reference,
  status: share.status,
  service: share.service,
  from: row.from_module,
  at: share.createdAt,
  respondedAt: share.respondedAt,
  endedAt: share.endedAt,
})

export function presentPackage(house: House, actor: Actor, shown: Shown) {
  const { row, share, isOpen, excluded } = shown
  const contents = isOpen ? contentsIn(house, row) : undefined
  const config = house.configuration()
  const language = languageCodes.find((code) => code === actor.locale) ?? 'en'
  const making = makingOf(actor, row, share)
  const canMake = making === 'made' && isOpen
  return {
    ...stubOf(shown),
    may: isOpen ? (share.status === 'accepted' ? ['done'] : ['accept', 'reject']) : [],
    mayMakeCase: canMake,
    made: row.made_id,
    contents:
      contents === undefined
        ? null
        : {
            lines: Object.entries(contents.fields).flatMap(([name, value]) =>
              excluded.includes(name) ? [] : lineOf(config, name, value, language),
            ),
            notes: share.notes,
            safetyNotes: contents.safetyNotes,
            contact: contents.contact,
            agency: agencyOf(config, share.sender.agency, language),
            wantedBy: share.silence?.sender ?? null,
            deadline: isTold(share.careFrom ?? null, excluded) ? (share.careBy ?? null) : null,
          },
  }
}

const agencyOf = ({ agencies }: Configuration, id: string | null, language: Language): string | null => {
  const agency = id === null ? undefined : agencies.get(id)
  return agency === undefined ? id : say(agency.name, language)
}

type Line = { name: string; label: string | null; value: string }

/** `age_band` is worked out: no form asks it, and the app has its label. */
function lineOf(config: Configuration, name: string, value: Answer | undefined, language: Language): Line[] {
  if (value === undefined || value === null) return []
  const field = name === 'age_band' ? undefined : fieldNamed(config, name)
  if (field === undefined) return [{ name, label: null, value: String(value) }]
  return [{ name, label: say(field.label, language), value: answerWords(config, field, {}, value, language) }]
}

/** Of the case, of the incident, or of its rows. */
const fieldNamed = (config: Configuration, name: string): Field | undefined =>
  config.fieldOf('case', name) ??
  config.fieldOf('incident', name) ??
  config
    .formsOf('incident')
    .flatMap((form) => form.fields)
    .flatMap((field) => config.rowsOf(field)?.fields ?? [])
    .find((field) => field.name === name)

/** To the side of the case: names of what is in it, and never what they say. */
export const sentStub = (row: PackageRow, more: { status: string; service: string | null; may: string[] }) => ({
  id: row.id,
  state: row.state,
  by: row.by_user,
  to: row.to_user,
  module: row.to_module,
  fields: row.fields,
  at: row.sent_at.toISOString(),
  settledAt: row.settled_at?.toISOString() ?? null,
  settledBy: row.settled_by,
  ...more,
})
