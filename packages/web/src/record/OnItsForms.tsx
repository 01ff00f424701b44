// Work that was begun goes on with the forms under which it was begun, whatever configuration comes meanwhile.
import { Trans } from '@lingui/react/macro'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { formsOf, PinnedForms } from '../store/formsThen.ts'
import { type AppConfig, useConfig } from '../store/store.ts'
import { Bones } from '../ui/Bones.tsx'
import { Note } from '../ui/Note.tsx'

/** `begun`: version under which a draft was begun; `open`: somebody is writing now. */
export function OnItsForms({
  begun,
  open,
  children,
}: {
  begun: number | undefined
  open: boolean
  children: ReactNode
}) {
  const now = useConfig()
  const then = useForms(begun, now)
  const held = useRef<AppConfig>(undefined)
  if (!open && begun === undefined) held.current = undefined
  else if (then) held.current ??= then
  if (!then) return <Bones />
  const pinned = held.current ?? now
  if (pinned.version === now.version) return children
  return (
    <PinnedForms value={pinned}>
      <Note hue="info" sign="file-text" title={<Trans>The forms have changed since you began.</Trans>}>
        <Trans>You finish on the forms you began with. Nothing that you answered is lost.</Trans>
      </Note>
      {children}
    </PinnedForms>
  )
}

function useForms(version: number | undefined, now: AppConfig): AppConfig | undefined {
  const isNow = version === undefined || version === now.version
  const [found, setFound] = useState<AppConfig | undefined>(isNow ? now : undefined)
  useEffect(() => {
    if (isNow || found !== undefined) return
    // A device that did not keep them has only those in force; what has no place there is still sent.
    void formsOf(version).then((forms) => setFound(forms ?? now))
  }, [version, isNow, found, now])
  return isNow ? now : found
}
