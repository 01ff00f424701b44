// The way to what lies behind the door. A browser remembers a file that did not come: it never asks for a script
// again, and goes on without missed styles. After one failure only a new page helps.
import { lazy } from 'react'
import { NoAnswerPage } from './entry/NoAnswerPage.tsx'
import { lazyRoom } from './loadRoom.tsx'
import { StepMissing } from './states/StepMissing.tsx'

const unlockPage = () => import('./entry/UnlockPage.tsx')
/** A device with a vault opens with this page: it comes while the vault is being asked. */
export const prefetchUnlock = (): void => void unlockPage().catch(() => undefined)
const earlierDialog = () => import('./entry/EarlierDialog.tsx')

const load = () => {
  // What locks must be there before the line is gone.
  prefetchUnlock()
  return import('./Core.tsx')
}

let missed = false

/** While somebody still types. A line that breaks now is none of their business. */
export const prefetchCore = (): void => {
  void load().catch(() => {
    missed = true
  })
}

const reload = (): void => window.location.reload()
const CoreMissing = () => <NoAnswerPage problem={undefined} again={reload} />

export const LazyCore = lazy(async () => {
  if (missed) {
    reload()
    return new Promise<never>(() => undefined)
  }
  return load().then(
    ({ Core }) => ({ default: Core }),
    () => ({ default: CoreMissing }),
  )
})

export const LazyUnlock = lazy(() =>
  unlockPage().then(
    ({ UnlockPage }) => ({ default: UnlockPage }),
    () => ({ default: CoreMissing }),
  ),
)
export const LazyEarlier = lazy(() => earlierDialog().then(({ EarlierDialog }) => ({ default: EarlierDialog })))
export const LazyStep = lazyRoom(() => import('./door/StepRoom.tsx'), StepMissing)
export const LazyProviders = lazyRoom(() => import('./door/ProviderRoom.tsx'), CoreMissing)
export const LazyDoor = lazyRoom(() => import('./door/DoorRoom.tsx'), CoreMissing)
export const LazyAgreement = lazyRoom(() => import('./door/AgreementRoom.tsx'), CoreMissing)
