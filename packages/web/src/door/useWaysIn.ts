import { useEffect, useState } from 'react'
import { fetchWaysIn, type WaysIn } from '../sync/door.ts'

/** What this instance offers; `failed` where the server does not say. */
export function useWaysIn(): WaysIn | 'asking' | 'failed' {
  const [ways, setWays] = useState<WaysIn | 'asking' | 'failed'>('asking')
  useEffect(() => {
    let isHere = true
    fetchWaysIn().then(
      (found) => isHere && setWays(found),
      () => isHere && setWays('failed'),
    )
    return () => {
      isHere = false
    }
  }, [])
  return ways
}
