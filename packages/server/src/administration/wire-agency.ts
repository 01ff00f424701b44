// An agency as clients send it, and as the configuration keeps it (api-admin §9).
import type { Agency } from '@primero/domain/configuration/bundle.ts'
import type { Configuration } from '@primero/domain/configuration/configuration.ts'
import { Problem } from '@primero/domain/problem.ts'
import * as z from 'zod'
import { showsLogos } from '../configuration/agency-files.ts'
import type { FileChanges } from './agency-files.ts'
import { broken, listOfWords, longWords, uniqueId, wireNumber, words } from './body.ts'

const base64 = z.string().nullish()
const translated = z.record(z.string().max(20), longWords)

export const agencyShape = z.object({
  id: wireNumber.nullish(),
  unique_id: uniqueId.nullish(),
  agency_code: words.nullish(),
  order: z.int().nullish(),
  name: translated.nullish(),
  description: translated.nullish(),
  telephone: words.nullish(),
  services: listOfWords.nullish(),
  disabled: z.boolean().optional(),
  logo_enabled: z.boolean().optional(),
  pdf_logo_option: z.boolean().optional(),
  terms_of_use_enabled: z.boolean().optional(),
  exclude_agency_from_lookups: z.boolean().optional(),
  contact_name: words.nullish(),
  contact_email: words.nullish(),
  contact_phone: words.nullish(),
  notes: longWords.nullish(),
  logo_full_base64: base64,
  logo_full_file_name: words.nullish(),
  logo_icon_base64: base64,
  logo_icon_file_name: words.nullish(),
  terms_of_use_base64: base64,
  terms_of_use_file_name: words.nullish(),
})
export type SentAgency = z.infer<typeof agencyShape>

/** Wire key → key of the configuration; null takes one away. */
const plain = {
  order: 'order',
  telephone: 'telephone',
  services: 'services',
  disabled: 'disabled',
  logo_enabled: 'logoEnabled',
  pdf_logo_option: 'pdfLogoOption',
  terms_of_use_enabled: 'termsEnabled',
  exclude_agency_from_lookups: 'excludedFromLookups',
  contact_name: 'contactName',
  contact_email: 'contactEmail',
  contact_phone: 'contactPhone',
  notes: 'notes',
} as const satisfies Partial<Record<keyof SentAgency, keyof Agency>>

/**
 * The agency after what was sent is laid over it, language by language where it is translated.
 * @throws `rule-broken`; `id-taken` for a code that another agency has
 */
export function agencyAfter(config: Configuration, before: Agency, sent: SentAgency, files: FileChanges): Agency {
  const set = new Map<string, unknown>(Object.entries(files))
  for (const [wire, key] of Object.entries(plain) as [keyof typeof plain, keyof Agency][]) {
    // What was never said comes on the wire as nothing: sent back as it was shown it is still not said.
    if (before[key] !== undefined || !isNothing(sent[wire])) set.set(key, sent[wire])
  }
  if (sent.name) set.set('name', merged(before.name, sent.name))
  if (sent.description) set.set('description', withText(merged(before.description ?? {}, sent.description)))
  if (sent.agency_code !== undefined) set.set('code', (sent.agency_code ?? '').trim())
  const changed = [...set].filter(([, value]) => value !== undefined)
  const agency = Object.fromEntries(
    [...Object.entries({ ...before, ...Object.fromEntries(changed) })].filter(([, value]) => value !== null),
  ) as Agency
  refuseBroken(config, agency)
  // Without both logos there is nothing to show, and an old wish shows nothing later.
  return agency.logoEnabled && !showsLogos(agency) ? { ...agency, logoEnabled: false } : agency
}

const isNothing = (value: unknown): boolean =>
  value === null ||
  value === undefined ||
  value === false ||
  value === 0 ||
  (Array.isArray(value) && value.length === 0)

const merged = (before: Record<string, string>, sent: Record<string, string>): Record<string, string> => ({
  ...before,
  ...Object.fromEntries(Object.entries(sent).filter(([locale, text]) => text !== '' || Object.hasOwn(before, locale))),
})

const withText = (text: Record<string, string>): Record<string, string> | null =>
  Object.keys(text).length > 0 ? text : null

function refuseBroken(config: Configuration, agency: Agency): void {
  if (agency.code === '') throw broken('agency_code', 'errors.models.agency.code_present')
  if ((agency.name['en'] ?? '').trim() === '') throw broken('name', 'errors.models.agency.name_present')
  const isTaken = [...config.agencies.values()].some((other) => other.id !== agency.id && other.code === agency.code)
  if (isTaken) throw new Problem('id-taken', { id: agency.id })
}
