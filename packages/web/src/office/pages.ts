// The pages of the office, in the order in which they are listed.
import type { MessageDescriptor } from '@lingui/core'
import type { ComponentType } from 'react'
import type { AppConfig } from '../store/store.ts'
import type { Sign } from '../ui/signs.ts'

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

export const officePages: readonly OfficePage[] = []
