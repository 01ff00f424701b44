import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'

/** What each kind is called, and why it is asked. */
export const agreementNames: Record<string, { name: MessageDescriptor; why: MessageDescriptor }> = {
  code_of_conduct: { name: msg`Code of conduct`, why: msg`Everybody who works here accepts it first.` },
  terms_of_use: { name: msg`Terms of use`, why: msg`Your agency asks for this before you work here.` },
  device_contract: {
    name: msg`Contract for devices`,
    why: msg`This device will keep records, so that you can work without a network.`,
  },
}
