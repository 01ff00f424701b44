import { useLingui } from '@lingui/react/macro'
import { useTitle } from '../frame/title.ts'
import { DeniedState } from './states.tsx'

export function NotFoundPage() {
  const { t } = useLingui()
  useTitle(t`Nothing here`)
  return <DeniedState level={1} />
}
