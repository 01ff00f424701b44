import { useEffect } from 'react'

/** Generic titles only: they stand in histories and task switchers. Never a code or a name. */
export function useTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · Primero`
  }, [title])
}
