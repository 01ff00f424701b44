// The browser offers to put the app beside the others on this device; it waits until somebody asks for it.
import { live, useLive } from '../store/live.ts'

type Offer = Event & { prompt: () => Promise<unknown> }

const offer = live<Offer | undefined>(undefined)

/** Once, when the page starts: the offer comes early and only once. */
export function watchInstallOffer(): void {
  window.addEventListener('beforeinstallprompt', (e) => {
    e.preventDefault()
    offer.set(e as Offer)
  })
  window.addEventListener('appinstalled', () => offer.set(undefined))
}

/** Asks the browser to install the app; undefined where it offers nothing. */
export function useInstall(): (() => void) | undefined {
  const now = useLive(offer)
  if (!now) return undefined
  return () => {
    // An offer can be taken once.
    offer.set(undefined)
    void now.prompt()
  }
}
