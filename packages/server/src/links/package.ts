// What stands in the package of a link: words for whoever has no account, in their language, as the case said it when the
// link was made. The case goes on without it.
import type { Configuration } from '@primero/domain/configuration/configuration.ts'
import type { Language } from '@primero/domain/configuration/languages.ts'
import type { Data } from '@primero/domain/records/record.ts'
import { isTold } from '@primero/domain/workflow/clinical-care.ts'
import { mayLeave } from '@primero/domain/workflow/link-package.ts'
import type { House } from '../house.ts'
import { answerWords, say } from './answer-words.ts'
import { packageIn } from './code.ts'
import type { LinkRow } from './queries.ts'
import type { Sent } from './standing.ts'
import { linkWords } from './words.ts'

export type Line = { label: string; value: string }
export type Package = { reference: string; lines: Line[]; notes: string | null; until: string; isAccepted: boolean }

export function packageOf(
  house: House,
  row: LinkRow,
  { share, consent }: Sent,
  until: string,
  language: Language,
): Package {
  const config = house.configuration()
  const words = linkWords[language]
  const answers = packageIn(house, row.id, row.package_sealed)
  const at = (moment: string | null | undefined): string | null =>
    moment ? momentText(moment, language, house.settings.timeZone) : null
  const agency = share.sender.agency === null ? undefined : config.agencies.get(share.sender.agency)
  const service = config.lookups.get('lookup-service-type')?.values.find(({ id }) => id === share.service)
  const told: [string, string | null | undefined][] = [
    [words.service, service && say(service.label, language)],
    [words.wantedBy, at(share.silence?.sender)],
    [words.deadline, isTold(share.careFrom ?? null, consent?.excluded ?? []) ? at(share.careBy) : null],
    ...row.fields.map((name): [string, string] => fieldLine(config, answers, name, consent?.excluded ?? [], language)),
    [words.sender, agency && say(agency.name, language)],
    [words.contact, row.contact],
  ]
  return {
    reference: row.reference,
    lines: told.flatMap(([label, value]) => (label && value ? [{ label, value }] : [])),
    notes: share.notes,
    until: at(until) ?? '',
    isAccepted: share.status === 'accepted',
  }
}

/** Weighed once more: the configuration may say by now that it names somebody, the consent that it is left out. */
function fieldLine(
  config: Configuration,
  data: Data,
  name: string,
  excluded: readonly string[],
  language: Language,
): [string, string] {
  const field = config.fieldOf('case', name)
  if (field === undefined || !mayLeave(field) || excluded.includes(name)) return ['', '']
  return [say(field.label, language), answerWords(config, field, data, data[name], language)]
}

const momentText = (moment: string, language: Language, timeZone: string): string =>
  new Intl.DateTimeFormat(language, { dateStyle: 'long', timeStyle: 'short', timeZone }).format(new Date(moment))
