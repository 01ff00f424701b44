// After a change of page, readers and keyboards start at its heading. The first page is left alone:
// there the skip link comes first.
import { useEffect, useRef } from 'react'
import { useLocation } from 'wouter'

/** How long a page may take to bring its heading over a slow line, in milliseconds. */
const patience = 30_000

/** Signs that the person has moved on and must not be pulled back. */
const moves = ['pointerdown', 'keydown'] as const

/** Where a page takes the place of another without the person having gone anywhere: what the cursor was in, by its id. */
const keptIn = (): string | undefined => (history.state as { focus?: string } | null)?.focus

export function useHeadingFocus(): void {
  const [path] = useLocation()
  const first = useRef(path)
  const popped = useRef(false)
  useEffect(() => {
    const note = (): void => {
      popped.current = true
    }
    window.addEventListener('popstate', note)
    return () => window.removeEventListener('popstate', note)
  }, [])
  useEffect(() => {
    if (first.current === path) return
    first.current = ''
    const kept = keptIn()
    // Back and forward bring people to the line that they left; the browser remembers it.
    if (!popped.current && !kept) window.scrollTo(0, 0)
    popped.current = false
    const main = document.getElementById('main')
    // A page that was opened for its search box has put the cursor there itself.
    if (!main || main.querySelector('input:focus')) return
    const focus = (): void => (kept ? document.getElementById(kept)?.focus() : focusHeading(main))
    focus()
    // What stands in for a page while it loads goes away, and takes the cursor with it.
    const watch = new MutationObserver(() => {
      const at = document.activeElement
      // Without its place the cursor went to the heading for the time being (`useKeptFocus`).
      if (at === document.body || at === main || (kept && at?.tagName === 'H1')) focus()
    })
    watch.observe(main, { childList: true, subtree: true })
    const stop = (): void => {
      watch.disconnect()
      window.clearTimeout(timer)
      for (const move of moves) window.removeEventListener(move, stop, true)
    }
    const timer = window.setTimeout(stop, patience)
    for (const move of moves) window.addEventListener(move, stop, true)
    return stop
  }, [path])
}

function focusHeading(main: HTMLElement): void {
  focusOn(main.querySelector('h1') ?? main)
}

function focusOn(place: HTMLElement): void {
  place.tabIndex = -1
  place.focus({ preventScroll: true })
}

/** What was pressed may be gone once it is done: the cursor stays near, on the heading over it. */
export function useKeptFocus(): void {
  useEffect(() => {
    let way: Element[] = []
    const note = ({ target }: FocusEvent): void => {
      way = []
      for (let at = target as Element | null; at; at = at.parentElement) way.push(at)
    }
    const watch = new MutationObserver(() => {
      if (document.activeElement !== document.body || (way[0]?.isConnected ?? true)) return
      const headings = way.map((at) => at.isConnected && at.querySelector<HTMLElement>('h1, h2, h3'))
      way = []
      const near = headings.find(Boolean)
      if (near) focusOn(near)
    })
    watch.observe(document.body, { childList: true, subtree: true })
    document.addEventListener('focusin', note)
    return () => {
      watch.disconnect()
      document.removeEventListener('focusin', note)
    }
  }, [])
}
