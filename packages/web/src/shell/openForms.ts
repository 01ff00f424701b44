// Which forms are open, in this tab and in others. Nobody's page is replaced while somebody writes in it.
import { useEffect } from 'react'
import { live } from '../store/live.ts'

/** In this tab. */
export const openForms = live(0)

const lock = 'primero/form'

/** A lock lasts as long as its tab, so that one that died holds nobody up. */
function hold(): () => void {
  openForms.set(openForms.get() + 1)
  let letGo = (): void => undefined
  const left = new Promise<void>((done) => {
    letGo = done
  })
  if ('locks' in navigator) void navigator.locks.request(lock, { mode: 'shared' }, () => left)
  return () => {
    letGo()
    openForms.set(openForms.get() - 1)
  }
}

/** While `isOpen`, no new version of the app takes over. For every screen that holds answers nobody has saved. */
export function useOpenForm(isOpen: boolean): void {
  useEffect(() => (isOpen ? hold() : undefined), [isOpen])
}

/** Runs it when no tab has an open form. `patience`: milliseconds to wait for that. @returns whether it ran */
export async function whenNoFormIsOpen(run: () => void, patience: number): Promise<boolean> {
  try {
    await navigator.locks.request(lock, { signal: AbortSignal.timeout(patience) }, run)
    return true
  } catch {
    return false
  }
}
