// Ways of signing oneself up that the configuration offers (api-admin §6.6): each gives a role, groups and an agency.
import type { Role } from '@primero/domain/configuration/bundle.ts'
import type { Configuration } from '@primero/domain/configuration/configuration.ts'
import * as z from 'zod'

const stream = z.object({
  unique_id: z.string(),
  role: z.string(),
  user_groups: z.array(z.string()).default([]),
  agency: z.string().nullish(),
})

export type Stream = { id: string; role: Role; groups: string[]; agency: string | null }

const optionsOf = (config: Configuration): Record<string, unknown> =>
  (config.settings['system_options'] ?? {}) as Record<string, unknown>

/**
 * Those that may be used: whoever signs himself up is nobody's colleague, so a stream whose role gives more than
 * self-service is none, nor one whose role, group or agency is not there.
 */
export function streamsOf(config: Configuration): Stream[] {
  const listed = z.array(z.unknown()).safeParse(optionsOf(config)['registration_streams'])
  return (listed.data ?? []).flatMap((one) => {
    const parsed = stream.safeParse(one)
    if (!parsed.success) return []
    const { unique_id: id, role: roleId, user_groups: groups, agency = null } = parsed.data
    const role = config.roles.get(roleId)
    const isThere = groups.every((group) => config.userGroups.has(group)) && (!agency || config.agencies.has(agency))
    if (role === undefined || role.disabled || role.category !== 'identified' || !isThere) return []
    return [{ id, role, groups, agency }]
  })
}

/** What anybody may know of signing up (api-admin §3). */
export const toldOfStreams = (config: Configuration, isOn: boolean) => {
  const options = optionsOf(config)
  return {
    allow_self_registration: isOn,
    registration_streams: isOn ? streamsOf(config).map(({ id }) => ({ id })) : [],
    registration_streams_link_labels: isOn ? (options['registration_streams_link_labels_i18n'] ?? {}) : {},
    registration_streams_consent_text: isOn ? (options['registration_streams_consent_text_i18n'] ?? {}) : {},
  }
}

/** The same for our app: each stream with its words, by language; without words of its own it has none. */
export const offersOf = (config: Configuration) => {
  const options = optionsOf(config)
  const wordsOf = (key: string, id: string): Record<string, string> => {
    const byLanguage = z.record(z.string(), z.record(z.string(), z.unknown())).safeParse(options[key])
    const said = Object.entries(byLanguage.data ?? {}).map(([language, words]) => [language, words[id]])
    return Object.fromEntries(said.filter(([, text]) => typeof text === 'string' && text !== ''))
  }
  return streamsOf(config).map(({ id }) => ({
    id,
    label: wordsOf('registration_streams_link_labels_i18n', id),
    consent: wordsOf('registration_streams_consent_text_i18n', id),
  }))
}
