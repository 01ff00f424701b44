// Which side of the door: signed out, in, or not able to ask.
import { Suspense } from 'react'
import { NoAnswerPage } from './entry/NoAnswerPage.tsx'
import { SignInDialog } from './entry/SignInDialog.tsx'
import { SignInPage } from './entry/SignInPage.tsx'
import { StartingPage } from './entry/StartingPage.tsx'
import { CoverProvider } from './frame/Cover.tsx'
import { LazyAgreement, LazyCore, LazyDoor, LazyEarlier, LazyStep, LazyUnlock } from './loadCore.tsx'
import { useLive } from './store/live.ts'
import { owing } from './store/owing.ts'
import { atDoor, session } from './store/presence.ts'
import { step } from './store/step.ts'
import { Toasts } from './ui/Toast.tsx'

export function App() {
  return (
    <CoverProvider>
      {useLive(atDoor) ? (
        <Suspense fallback={<StartingPage />}>
          <LazyDoor />
        </Suspense>
      ) : (
        <Sides />
      )}
      <StepOver />
      <Toasts />
    </CoverProvider>
  )
}

/** A question over whatever page is there. */
const StepOver = () =>
  useLive(step) && (
    <Suspense>
      <LazyStep />
    </Suspense>
  )

function Sides() {
  const now = useLive(session)
  const owed = useLive(owing) !== undefined
  if (owed && now.state !== 'in')
    return (
      <Suspense fallback={<StartingPage />}>
        <LazyAgreement />
      </Suspense>
    )
  return (
    <>
      {now.state === 'starting' && <StartingPage />}
      {now.state === 'out' && <SignInPage />}
      {now.state === 'locked' && (
        <Suspense fallback={<StartingPage />}>
          <LazyUnlock />
        </Suspense>
      )}
      {(now.state === 'unreachable' || now.state === 'failed') && (
        <NoAnswerPage problem={now.state === 'failed' ? now.problem : undefined} />
      )}
      {now.state === 'in' && (
        <Suspense fallback={<StartingPage />}>
          <LazyCore />
          {owed && <LazyAgreement />}
          {now.earlier && <LazyEarlier earlier={now.earlier} />}
          {now.lapsed && <SignInDialog userName={now.config.me.userName} />}
        </Suspense>
      )}
    </>
  )
}
