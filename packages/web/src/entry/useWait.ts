// Seconds until the next try counts.
import { useEffect, useState } from 'react'

/** @param first milliseconds to wait from now on */
export function useWait(first: number): { wait: number; waitFor: (ms: number) => void } {
  const [until, setUntil] = useState(() => performance.now() + first)
  const [now, setNow] = useState(() => performance.now())
  const wait = Math.max(0, Math.ceil((until - now) / 1000))
  useEffect(() => {
    if (wait === 0) return
    const timer = window.setInterval(() => setNow(performance.now()), 500)
    return () => window.clearInterval(timer)
  }, [wait])
  const waitFor = (ms: number): void => {
    const start = performance.now()
    setNow(start)
    setUntil(start + ms)
  }
  return { wait, waitFor }
}
