// From what the server sends to what screens ask.

import type { Text } from '@primero/domain/configuration/bundle.ts'
import { configurationOf } from '@primero/domain/configuration/configuration.ts'
import type { ConfigReply } from '@primero/domain/sync/protocol.ts'
import { writtenAs } from '../i18n/languages.ts'
import type { AppConfig } from './store.ts'

export function appConfigOf(reply: ConfigReply): AppConfig {
  const { bundle, locale, ...facts } = reply
  const language = locale.split('-')[0] ?? locale
  const say = (text: Text | undefined): string =>
    text === undefined ? '' : (text[locale] ?? text[language] ?? text['en'] ?? Object.values(text)[0] ?? '')
  return { ...facts, locale: writtenAs(locale), configuration: configurationOf(reply.version, [bundle]), say }
}

/** `manage` covers every action of its resource (access §2). */
export const may = (config: AppConfig, resource: string, action: string): boolean => {
  const actions = config.me.role.permissions[resource] ?? []
  return actions.includes(action) || actions.includes('manage')
}
