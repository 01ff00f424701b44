// A protected name under dots. Shown for a minute at most; leaving the page or the window covers it again.
import { useEffect, useState } from 'react'

const shownFor = 60_000

export function useUncovered(): { uncovered: boolean; uncover: () => void; cover: () => void } {
  const [uncovered, setUncovered] = useState(false)
  useEffect(() => {
    if (!uncovered) return
    const cover = () => setUncovered(false)
    const timer = setTimeout(cover, shownFor)
    window.addEventListener('blur', cover)
    document.addEventListener('visibilitychange', cover)
    return () => {
      clearTimeout(timer)
      window.removeEventListener('blur', cover)
      document.removeEventListener('visibilitychange', cover)
    }
  }, [uncovered])
  return { uncovered, uncover: () => setUncovered(true), cover: () => setUncovered(false) }
}
