import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { ConsentShape } from '@primero/domain/sync/protocol.ts'

export const purposeWords: Record<ConsentShape['purposes'][number], MessageDescriptor> = {
  referral: msg`Referring to services`,
  transfer: msg`Handing over the case`,
}

export const giverWords: Record<ConsentShape['givenBy'][number], MessageDescriptor> = {
  child: msg`The child`,
  caregiver: msg`Who cares for the child`,
  other: msg`Another adult in charge`,
}

export const wayWords: Record<ConsentShape['explainedHow'][number], MessageDescriptor> = {
  spoken: msg`In a talk`,
  read_aloud: msg`Read aloud`,
  pictures: msg`With pictures`,
  interpreter: msg`With an interpreter`,
  written: msg`In writing`,
}
