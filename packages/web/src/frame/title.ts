import { useEffect } from 'react'
import { appName } from '../shell/appName.ts'

/** Generic titles only: they stand in histories and task switchers. Never a code or a name. */
export function useTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · ${appName}`
  }, [title])
}
