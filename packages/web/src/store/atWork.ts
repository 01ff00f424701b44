// While somebody works: what is new comes when the server says so, when the page is looked at again, and every few
// minutes; nothing asks while nobody looks.
import { useEffect } from 'react'
import { connection } from '../sync/connection.ts'
import { listen } from '../sync/events.ts'
import { fieldMode, isThrifty } from '../sync/thrift.ts'
import { engineNow, useEngine } from './here.ts'
import { useLive } from './live.ts'
import { lookAgain } from './records.ts'
import { enter } from './session.ts'
import { useConfig } from './store.ts'

const often = 5 * 60_000
/** Looking back at the page asks again after this long. Milliseconds. */
const aWhile = 60_000

const isLookedAt = (): boolean => document.visibilityState === 'visible'

/** Once, by the frame. */
export function useEngineAtWork(): void {
  const engine = useEngine()
  const config = useConfig()
  const line = useLive(connection)
  const field = useLive(fieldMode)

  useEffect(() => {
    const guard = (e: BeforeUnloadEvent): void => {
      if (engine.outbox.entries.get().some((entry) => entry.state === 'sending')) e.preventDefault()
    }
    window.addEventListener('beforeunload', guard)
    return () => window.removeEventListener('beforeunload', guard)
  }, [engine])

  useEffect(() => {
    let last = Date.now()
    const ask = (): void => {
      last = Date.now()
      void engine.sync()
    }
    const look = (): void => {
      if (isLookedAt() && Date.now() - last > aWhile) ask()
    }
    const timer = window.setInterval(() => isLookedAt() && ask(), often)
    document.addEventListener('visibilitychange', look)
    return () => {
      window.clearInterval(timer)
      document.removeEventListener('visibilitychange', look)
    }
  }, [engine])

  // Referring is work of the field too, and the page may never have been opened before.
  useEffect(() => {
    if (line !== 'online' || field || isThrifty()) return
    void import('./recipients.ts').then(({ learnAhead }) => learnAhead(config)).catch(() => undefined)
  }, [config, line, field])

  useEffect(() => {
    if (line !== 'online' || field || isThrifty()) return
    let stop: (() => void) | undefined
    const follow = (): void => {
      if (isLookedAt()) stop ??= listen(hear)
      else {
        stop?.()
        stop = undefined
      }
    }
    const hear = {
      changed: () => {
        lookAgain()
        void engine.puller.pull()
      },
      config: () => void enter(),
      // The next question meets the closed door and asks for the password.
      out: () => void engineNow().puller.pull(),
    }
    follow()
    document.addEventListener('visibilitychange', follow)
    return () => {
      stop?.()
      document.removeEventListener('visibilitychange', follow)
    }
  }, [engine, line, field])
}
