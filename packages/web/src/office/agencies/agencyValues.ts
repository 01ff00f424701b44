// An agency as its form holds it: one key for each answer, a name for each language.
import type { Agency, AgencyChanges } from '../api.ts'

/** A logo as it stands (its address), as it was chosen, or none. */
export type Logo = { address: string } | { fileName: string; base64: string } | null

export type AgencyValues = {
  agency_code: string
  telephone: string
  contact_name: string
  contact_email: string
  contact_phone: string
  notes: string
  services: string[]
  logo_enabled: boolean
  disabled: boolean
  logo_full: Logo
  logo_icon: Logo
} & { [key: `name_${string}`]: string }

export const emptyAgency = (locales: readonly string[]): AgencyValues => ({
  agency_code: '',
  telephone: '',
  contact_name: '',
  contact_email: '',
  contact_phone: '',
  notes: '',
  services: [],
  logo_enabled: false,
  disabled: false,
  logo_full: null,
  logo_icon: null,
  ...Object.fromEntries(locales.map((locale) => [`name_${locale}`, ''])),
})

const logo = (address: string | undefined): Logo => (address === undefined ? null : { address })

export const valuesOf = (agency: Agency): AgencyValues => ({
  agency_code: agency.agency_code,
  telephone: agency.telephone ?? '',
  contact_name: agency.contact_name ?? '',
  contact_email: agency.contact_email ?? '',
  contact_phone: agency.contact_phone ?? '',
  notes: agency.notes ?? '',
  services: agency.services,
  logo_enabled: agency.logo_enabled,
  disabled: agency.disabled,
  logo_full: logo(agency.logo_full),
  logo_icon: logo(agency.logo_icon),
  ...Object.fromEntries(Object.entries(agency.name).map(([locale, name]) => [`name_${locale}`, name])),
})

/** As the wire wants it: names together, a file by its bytes, '' to take it away. */
export function changesOf(changes: Partial<AgencyValues>): AgencyChanges {
  const name: Record<string, string> = {}
  const sent: Record<string, unknown> = {}
  for (const [key, value] of Object.entries(changes)) {
    if (key.startsWith('name_')) name[key.slice('name_'.length)] = String(value)
    else if (key === 'logo_full' || key === 'logo_icon') Object.assign(sent, fileOf(key, value as Logo))
    else sent[key] = value
  }
  return { ...sent, ...(Object.keys(name).length > 0 ? { name } : {}) }
}

function fileOf(key: 'logo_full' | 'logo_icon', value: Logo): Record<string, string> {
  if (value === null) return { [`${key}_base64`]: '' }
  return 'base64' in value ? { [`${key}_base64`]: value.base64, [`${key}_file_name`]: value.fileName } : {}
}
