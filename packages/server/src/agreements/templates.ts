// Texts to begin with, ours, in four languages: an administrator changes them before anybody is asked.
// A blank line parts paragraphs; a line that begins with "- " is an item of a list.
import type { AgreementKind } from '@primero/domain/accounts/agreements.ts'
import { conductTemplate } from './template-conduct.ts'
import { deviceTemplate } from './template-device.ts'
import { sharingTemplate } from './template-sharing.ts'
import { termsTemplate } from './template-terms.ts'
import type { Texts } from './queries.ts'

export const templates: Record<AgreementKind, Texts> = {
  code_of_conduct: conductTemplate,
  terms_of_use: termsTemplate,
  information_sharing: sharingTemplate,
  device_contract: deviceTemplate,
}
