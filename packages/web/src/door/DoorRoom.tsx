// Pages that stand at the door and need the server: whoever opens one has no session yet, or only half of one.
import type { ComponentType } from 'react'
import './door.css'
import { ForgottenPage } from './ForgottenPage.tsx'
import { NewPasswordPage } from './NewPasswordPage.tsx'
import { NoDoorPage } from './NoDoorPage.tsx'
import { SignUpPage } from './SignUpPage.tsx'

export { words } from './words.ts'

/** By address: what follows `/door/`. */
const pages: Record<string, ComponentType> = {
  forgotten: ForgottenPage,
  'new-password': NewPasswordPage,
  'sign-up': SignUpPage,
}

export function Page() {
  const address = window.location.pathname.slice('/door/'.length)
  const Found = Object.hasOwn(pages, address) ? pages[address] : undefined
  return Found === undefined ? <NoDoorPage /> : <Found />
}
