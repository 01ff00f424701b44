// The kinds of record that have pages: their address, their sign, their words.
import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { RecordType } from '@primero/domain/configuration/bundle.ts'
import { may } from './store/config.ts'
import type { AppConfig } from './store/store.ts'
import type { Sign } from './ui/signs.ts'

export type Kind = {
  type: RecordType
  /** First part of the address. */
  path: string
  sign: Sign
  many: MessageDescriptor
  one: MessageDescriptor
  make: MessageDescriptor
}

export const kinds: readonly Kind[] = [
  { type: 'case', path: 'cases', sign: 'folder-open', many: msg`Cases`, one: msg`Case`, make: msg`New case` },
  {
    type: 'incident',
    path: 'incidents',
    sign: 'file-warning',
    many: msg`Incidents`,
    one: msg`Incident`,
    make: msg`New incident`,
  },
]

export const kindAt = (path: string): Kind | undefined => kinds.find((kind) => kind.path === path)
export const addressOf = (type: RecordType, id: string): string =>
  `/${kinds.find((kind) => kind.type === type)?.path ?? 'cases'}/${id}`

/** Modules of the person's configuration that know this type. */
export const modulesOf = (config: AppConfig, type: RecordType): string[] =>
  [...config.configuration.modules.values()].filter((m) => m.recordTypes.includes(type)).map((m) => m.id)

export const readableKinds = (config: AppConfig): Kind[] =>
  kinds.filter((kind) => may(config, kind.type, 'read') && modulesOf(config, kind.type).length > 0)

export const makeableKinds = (config: AppConfig): Kind[] =>
  readableKinds(config).filter((kind) => may(config, kind.type, 'create'))
