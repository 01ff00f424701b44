// Pages that stand at the door and need the server: whoever opens one has no session yet, or only half of one.
import type { ComponentType } from 'react'
import { NoDoorPage } from './NoDoorPage.tsx'

export { words } from './words.ts'

/** By address: what follows `/door/`. */
const pages: Record<string, ComponentType> = {}

export function Page() {
  const address = window.location.pathname.slice('/door/'.length)
  const Found = Object.hasOwn(pages, address) ? pages[address] : undefined
  return Found === undefined ? <NoDoorPage /> : <Found />
}
