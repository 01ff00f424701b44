// Hands that left, and pages that nobody looks at. Clocks of sleeping pages stand still, so every sign of life looks back.

export type Limits = {
  /** Milliseconds without a touch or a key. */
  idle: number
  /** Milliseconds that nobody looked at any page of the app. */
  hidden: number
}

/** Pages tell each other of their person this often at most. Milliseconds. */
const everyHere = 2_000
const tick = 1_000

type Sign = 'touched' | 'seen'
const tabs = new BroadcastChannel('primero/here')

/**
 * @param limits of the person who is here now
 * @param shut when one of them has been passed
 * @param hidden when the page is left alone, with the time after which it must be shut even if this page sleeps;
 *   undefined when somebody looks again, here or at another page
 * @returns how to stop
 */
export function watchOver(
  limits: () => Limits,
  shut: () => void,
  hidden: (after: number | undefined) => void,
): () => void {
  const last: Record<Sign, number> = { touched: Date.now(), seen: Date.now() }
  const told: Record<Sign, number> = { touched: 0, seen: 0 }
  const isSeen = (): boolean => document.visibilityState === 'visible'

  const note = (sign: Sign): void => {
    const now = Date.now()
    last[sign] = now
    if (now - told[sign] < everyHere && now >= told[sign]) return
    told[sign] = now
    tabs.postMessage(sign)
  }
  const look = (): void => {
    const now = Date.now()
    const { idle, hidden } = limits()
    // A clock that was set back says nothing: it counts as passed.
    const passed = (sign: Sign, limit: number): boolean => now - last[sign] >= limit || now < last[sign] - limit
    if (passed('touched', idle) || passed('seen', hidden)) shut()
    else if (isSeen()) note('seen')
  }
  const touch = (): void => {
    look()
    note('touched')
  }
  const turn = (): void => {
    look()
    hidden(isSeen() ? undefined : limits().hidden)
  }
  const hear = ({ data }: MessageEvent<Sign>): void => {
    last[data] = Date.now()
    if (data === 'seen' && !isSeen()) hidden(limits().hidden)
  }
  const signs = ['pointerdown', 'keydown', 'wheel', 'touchmove'] as const
  for (const sign of signs) window.addEventListener(sign, touch, { passive: true, capture: true })
  document.addEventListener('visibilitychange', turn)
  window.addEventListener('pageshow', look)
  tabs.addEventListener('message', hear)
  const timer = window.setInterval(look, tick)
  turn()
  return () => {
    window.clearInterval(timer)
    for (const sign of signs) window.removeEventListener(sign, touch, { capture: true })
    document.removeEventListener('visibilitychange', turn)
    window.removeEventListener('pageshow', look)
    tabs.removeEventListener('message', hear)
    hidden(undefined)
  }
}
