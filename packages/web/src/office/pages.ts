// The pages of the office, in the order in which they are listed.
import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { ComponentType } from 'react'
import { may } from '../store/config.ts'
import type { AppConfig } from '../store/store.ts'
import type { Sign } from '../ui/signs.ts'
import { AgenciesRoutes } from './agencies/AgenciesRoutes.tsx'
import { GroupsRoutes } from './groups/GroupsRoutes.tsx'
import { UsersRoutes } from './people/UsersRoutes.tsx'

export type OfficePage = {
  /** What follows `/office/`; the page itself routes what comes after it. */
  path: string
  sign: Sign
  name: MessageDescriptor
  /** One line: what somebody does here. */
  about: MessageDescriptor
  isFor: (config: AppConfig) => boolean
  Page: ComponentType
}

export const officePages: readonly OfficePage[] = [
  {
    path: 'users',
    sign: 'user-round',
    name: msg`People`,
    about: msg`Who may come in, with which role, and what happens when somebody leaves`,
    isFor: (config) => may(config, 'user', 'read') || may(config, 'user', 'agency_read'),
    Page: UsersRoutes,
  },
  {
    path: 'groups',
    sign: 'users',
    name: msg`User groups`,
    about: msg`Whose people work together and see each other’s work`,
    isFor: (config) => may(config, 'user_group', 'read'),
    Page: GroupsRoutes,
  },
  {
    path: 'agencies',
    sign: 'house',
    name: msg`Agencies`,
    about: msg`Names, services, logos and whom to call`,
    isFor: (config) => may(config, 'agency', 'read'),
    Page: AgenciesRoutes,
  },
]
