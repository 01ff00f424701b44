// The pages of the office, in the order in which they are listed.
import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { recordTypes } from '@primero/domain/configuration/bundle.ts'
import type { ComponentType } from 'react'
import { may } from '../store/config.ts'
import type { AppConfig } from '../store/store.ts'
import type { Sign } from '../ui/signs.ts'
import { AgreementsPage } from './agreements/AgreementsPage.tsx'
import { MyAgreementsPage } from './agreements/MyAgreementsPage.tsx'
import { AuditPage } from './log/AuditPage.tsx'
import { HandoverPage } from './log/HandoverPage.tsx'
import { WhoPage } from './log/WhoPage.tsx'
import { JobsPage } from './jobs/JobsPage.tsx'
import { MailPage } from './mail/MailPage.tsx'
import { NoticeChoicesPage } from './notices/NoticeChoicesPage.tsx'
import { NoticesPage } from './notices/NoticesPage.tsx'
import { RolesPage } from './rights/RolesPage.tsx'
import { SimulatorPage } from './rights/SimulatorPage.tsx'
import { DirectoryRoutes } from './directory/DirectoryRoutes.tsx'
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
  /** Reached from elsewhere, with something to be about. */
  isUnlisted?: true
}

export const officePages: readonly OfficePage[] = [
  {
    path: 'agreements',
    sign: 'file-text',
    name: msg`Agreements`,
    about: msg`What people accept, and protocols with others.`,
    isFor: (config) => may(config, 'code_of_conduct', 'manage') || may(config, 'agency', 'write'),
    Page: AgreementsPage,
  },
  {
    path: 'my-agreements',
    sign: 'book-open',
    name: msg`What you agreed to`,
    about: msg`To read again.`,
    isFor: () => true,
    Page: MyAgreementsPage,
    isUnlisted: true,
  },
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
  {
    path: 'directory',
    sign: 'map-pin',
    name: msg`Service directory`,
    about: msg`Who gives which help where, for whoever refers`,
    isFor: (config) => may(config, 'agency', 'write'),
    Page: DirectoryRoutes,
  },
  {
    path: 'roles',
    sign: 'shield',
    name: msg`Roles`,
    about: msg`What people may do, and what is dangerous about it`,
    isFor: (config) => may(config, 'role', 'read'),
    Page: RolesPage,
  },
  {
    path: 'access',
    sign: 'eye',
    name: msg`Who may do what`,
    about: msg`Try out a role or a person on a record, and see which rule decides`,
    isFor: (config) => may(config, 'role', 'read'),
    Page: SimulatorPage,
  },
  {
    path: 'audit',
    sign: 'history',
    name: msg`Audit`,
    about: msg`Who did what and when, and what was refused`,
    isFor: (config) => may(config, 'audit_log', 'read'),
    Page: AuditPage,
  },
  {
    path: 'activity',
    sign: 'git-compare-arrows',
    name: msg`Activity log`,
    about: msg`Transfers that were taken or refused`,
    isFor: (config) => may(config, 'activity_log', 'transfer'),
    Page: HandoverPage,
  },
  {
    path: 'mail',
    sign: 'send',
    name: msg`Mail`,
    about: msg`Whether mail leaves, and what could not be sent`,
    isFor: ({ me }) => (me.role.permissions['system'] ?? []).length > 0,
    Page: MailPage,
  },
  {
    path: 'jobs',
    sign: 'calendar',
    name: msg`Scheduled jobs`,
    about: msg`What this site does by itself, and how it went last`,
    isFor: ({ me }) => (me.role.permissions['system'] ?? []).length > 0,
    Page: JobsPage,
  },
  {
    path: 'notices',
    sign: 'send',
    name: msg`Notices`,
    about: msg`What others do with your records`,
    isFor: () => true,
    Page: NoticesPage,
    isUnlisted: true,
  },
  {
    path: 'notice-choices',
    sign: 'sliders-horizontal',
    name: msg`What reaches you`,
    about: msg`By mail and on this device, and when`,
    isFor: () => true,
    Page: NoticeChoicesPage,
    isUnlisted: true,
  },
  {
    path: 'who',
    sign: 'eye',
    name: msg`Who can see this record`,
    about: msg`Who can see this record`,
    isFor: (config) => recordTypes.some((type) => may(config, type, 'access_log')),
    Page: WhoPage,
    isUnlisted: true,
  },
]
