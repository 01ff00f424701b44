// A new version of the app comes in the background and waits. It is applied when the device locks, when somebody signs
// out, or when a person asks for it, and never while a form is open in any tab.
import { languageNow } from '../i18n/speak.ts'
import { live, useLive } from '../store/live.ts'
import { ownScript } from '../store/ownScript.ts'
import { session } from '../store/presence.ts'
import { vaultTrouble } from '../store/vault/own.ts'
import { fieldMode, isThrifty } from '../sync/thrift.ts'
import { openForms, whenNoFormIsOpen } from './openForms.ts'

const isWaiting = live(false)

/** A new version has come in full. */
export const useUpdateWaiting = (): boolean => useLive(isWaiting)

let registration: ServiceWorkerRegistration | undefined

/**
 * Puts the new version in the place of this one, and all tabs start anew with it. `patience`: milliseconds for forms
 * that are about to close.
 * @returns false where there is none, or a form is open somewhere
 */
export async function applyUpdate(patience = 500): Promise<boolean> {
  const worker = registration?.waiting
  // What lies in the memory of a page only would go with it.
  if (!worker || vaultTrouble.get()) return false
  return await whenNoFormIsOpen(() => worker.postMessage({ say: 'take over' }), patience)
}

let asked = false

/** Keeps the app on the device, so that it opens without a network. Asked again it does nothing. */
export async function keepShell(): Promise<void> {
  if (!import.meta.env.PROD || asked || !('serviceWorker' in navigator)) return
  asked = true
  holdVersion()
  try {
    const found = await navigator.serviceWorker.register(ownScript('/service-worker.js'), { updateViaCache: 'none' })
    registration = found
    follow(found)
    await navigator.serviceWorker.ready
    found.active?.postMessage({ say: 'here', language: languageNow() })
  } catch {
    // No line just now, or a browser that refuses: the app works as it came, and the next page asks again.
    asked = false
  }
}

/** The files of this version stay as long as a page of it is open. */
function holdVersion(): void {
  const version = document.querySelector<HTMLMetaElement>('meta[name=version]')?.content
  void navigator.locks.request(`primero/shell-${version}`, { mode: 'shared' }, () => new Promise(() => undefined))
}

function follow(found: ServiceWorkerRegistration): void {
  // The first one takes over a page that runs its version already.
  let isFirst = found.active === null
  const look = (): void => isWaiting.set(found.waiting !== null && found.active !== null)
  look()
  found.addEventListener('updatefound', () => found.installing?.addEventListener('statechange', look))
  navigator.serviceWorker.addEventListener('controllerchange', () => {
    if (isFirst) isFirst = false
    else startAnew()
  })
  const settle = (): void => {
    const now = session.get()
    if (now.state === 'out' || now.state === 'locked' || (now.state === 'in' && now.lapsed)) void applyUpdate(2_000)
  }
  settle()
  session.subscribe(settle)
  lookForUpdates(found)
}

/** A form that was opened in the last moment keeps its page, and the files of its version, until it is left. */
function startAnew(): void {
  if (openForms.get() === 0) window.location.reload()
  else openForms.subscribe(() => openForms.get() === 0 && window.location.reload())
}

/** An open app asks this often whether there is a new version; milliseconds. */
const often = 60 * 60_000
const seldom = 24 * often

function lookForUpdates(found: ServiceWorkerRegistration): void {
  let last = Date.now()
  document.addEventListener('visibilitychange', () => {
    const isDue = Date.now() - last > (isThrifty() ? seldom : often)
    if (document.visibilityState !== 'visible' || fieldMode.get() || !isDue) return
    last = Date.now()
    found.update().catch(() => undefined)
  })
}

/** Of a first visit at the door, so that the page itself comes first; milliseconds. */
const calm = 4_000

/** Once, when the page starts: where the app is kept already, at once; else when it has come to rest. */
export function keepShellSoon(): void {
  if (!('serviceWorker' in navigator)) return
  if (navigator.serviceWorker.controller) void keepShell()
  // Whoever saves data keeps the app after signing in: somebody who only looked at the door pays nothing.
  else if (!isThrifty()) window.setTimeout(() => void keepShell(), calm)
}
