// Where the files of agencies are asked for: an address changes with what it holds.
import type { Agency } from '@primero/domain/configuration/bundle.ts'
import type { WireIds } from './wire-ids.ts'

/** What hangs on an agency, and how the wire calls it. */
export const agencyFiles = { logoFull: 'logo_full', logoIcon: 'logo_icon', termsOfUse: 'terms_of_use' } as const
export type AgencyFileKey = keyof typeof agencyFiles

/** Addresses of the files that there are, below the host. */
export const fileAddresses = (ids: WireIds, agency: Agency, keys: readonly AgencyFileKey[]): Record<string, string> =>
  Object.fromEntries(
    keys.flatMap((key) => {
      const file = agency[key]
      const wire = agencyFiles[key]
      return file ? [[wire, `/api/v2/agencies/${ids.idOf('agency', agency.id)}/${wire}/${file.hash}`]] : []
    }),
  )

/** It shows itself with both logos, or not at all. */
export const showsLogos = (agency: Agency): boolean =>
  agency.logoEnabled === true && agency.logoFull !== undefined && agency.logoIcon !== undefined
