// After a change of page, readers and keyboards start at its heading. The first page is left alone:
// there the skip link comes first.
import { useEffect, useRef } from 'react'
import { useLocation } from 'wouter'

/** How long a page may take to bring its heading, in milliseconds. */
const patience = 4_000

export function useHeadingFocus(): void {
  const [path] = useLocation()
  const first = useRef(path)
  useEffect(() => {
    if (first.current === path) return
    first.current = ''
    window.scrollTo(0, 0)
    const main = document.getElementById('main')
    if (!main) return
    const focus = (): boolean => {
      const heading = main.querySelector('h1')
      if (!heading) return false
      heading.tabIndex = -1
      heading.focus({ preventScroll: true })
      return true
    }
    if (focus()) return
    main.focus({ preventScroll: true })
    const watch = new MutationObserver(() => {
      // Whoever has moved on meanwhile is not pulled back.
      if (document.activeElement !== main || focus()) watch.disconnect()
    })
    watch.observe(main, { childList: true, subtree: true })
    const timer = window.setTimeout(() => watch.disconnect(), patience)
    return () => {
      window.clearTimeout(timer)
      watch.disconnect()
    }
  }, [path])
}
