// The pages of the office, in the order in which they are listed.
import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { ComponentType } from 'react'
import { may } from '../store/config.ts'
import type { AppConfig } from '../store/store.ts'
import type { Sign } from '../ui/signs.ts'
import { AgreementsPage } from './agreements/AgreementsPage.tsx'
import { MyAgreementsPage } from './agreements/MyAgreementsPage.tsx'

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
  },
]
