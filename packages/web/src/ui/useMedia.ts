import { useSyncExternalStore } from 'react'

/** Follows a media query, for parts that are drawn differently and not only laid out differently. */
export function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (look) => {
      const media = matchMedia(query)
      media.addEventListener('change', look)
      return () => media.removeEventListener('change', look)
    },
    () => matchMedia(query).matches,
  )
}
