import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { AgreementKind } from '@primero/domain/accounts/agreements.ts'
import type { AgreementVersion } from '../../sync/agreements.ts'

export const kindNames: Record<AgreementKind, MessageDescriptor> = {
  code_of_conduct: msg`Code of conduct`,
  terms_of_use: msg`Terms of use of an agency`,
  information_sharing: msg`Information-sharing protocol`,
  device_contract: msg`Contract for devices`,
}

export const kindHints: Record<AgreementKind, MessageDescriptor> = {
  code_of_conduct: msg`Everybody who works here accepts it before anything else.`,
  terms_of_use: msg`People of the agency accept it before anything else.`,
  information_sharing: msg`Without one in force nothing is shared with an agency that has one.`,
  device_contract: msg`Whoever lets a new device keep records accepts it first.`,
}

export const stateNames: Record<AgreementVersion['state'], MessageDescriptor> = {
  'in-force': msg`In force`,
  'to-come': msg`Not begun yet`,
  over: msg`Replaced or over`,
}
