import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { ConsentShape } from '@primero/domain/sync/protocol.ts'

export const purposeWords: Record<ConsentShape['purposes'][number], MessageDescriptor> = {
  referral: msg`Referring to services`,
  transfer: msg`Handing over the case`,
}

type GiverWords = Record<ConsentShape['givenBy'][number], MessageDescriptor>

const ofChildren: GiverWords = {
  child: msg`The child`,
  caregiver: msg`Who cares for the child`,
  other: msg`Another adult in charge`,
}
/** Most survivors are no children; what they agreed to is read aloud to them. */
const ofSurvivors: GiverWords = {
  ...ofChildren,
  child: msg`The survivor`,
  caregiver: msg`Who cares for the survivor`,
}

export const giverWordsIn = (module: string): GiverWords => (module === 'primeromodule-gbv' ? ofSurvivors : ofChildren)

export const wayWords: Record<ConsentShape['explainedHow'][number], MessageDescriptor> = {
  spoken: msg`In a talk`,
  read_aloud: msg`Read aloud`,
  pictures: msg`With pictures`,
  interpreter: msg`With an interpreter`,
  written: msg`In writing`,
}
