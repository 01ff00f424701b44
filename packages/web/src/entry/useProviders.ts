import { useEffect, useState } from 'react'
import { fetchProviders, type Provider } from '../sync/providers.ts'

/** Who signs people in here; nobody: they have passwords. */
export function useProviders(): Provider[] {
  const [found, setFound] = useState<Provider[]>([])
  useEffect(() => void fetchProviders().then(setFound, () => undefined), [])
  return found
}
