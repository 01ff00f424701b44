import { useCallback } from 'react'
import { useSearchParams } from 'wouter'

/** The row that the address names (`?row=`): a link can lead to it, and a reload keeps it open. */
export function useRowInAddress(): [string | undefined, (row: string | undefined) => void] {
  const [params, setParams] = useSearchParams()
  const show = useCallback(
    (row: string | undefined) =>
      setParams(
        (now) => {
          if (row) now.set('row', row)
          else now.delete('row')
          return now
        },
        // Opening is a step of its own: "back" on a phone closes the row, not the page.
        { replace: row === undefined },
      ),
    [setParams],
  )
  return [params.get('row') ?? undefined, show]
}
