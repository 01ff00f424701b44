import { Trans } from '@lingui/react/macro'
import { useEffect, useState } from 'react'

/** Whoever waits longer than this wonders whether anything happens. Milliseconds. */
const long = 5_000

/** Read out while something loads; on a slow line it can be seen too. */
export function StillTrying() {
  const [slow, setSlow] = useState(false)
  useEffect(() => {
    const timer = window.setTimeout(() => setSlow(true), long)
    return () => window.clearTimeout(timer)
  }, [])
  return (
    <p className={slow ? 'meta trying' : 'vh'} role="status">
      {slow ? (
        <Trans>Slow connection, still trying. Your work is safe; you can go on elsewhere.</Trans>
      ) : (
        <Trans>Loading</Trans>
      )}
    </p>
  )
}
