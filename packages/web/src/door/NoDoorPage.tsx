import { Trans, useLingui } from '@lingui/react/macro'
import { Door } from '../entry/Door.tsx'
import { useTitle } from '../frame/title.ts'

/** An old link, or one that a mail program broke. */
export function NoDoorPage() {
  const { t } = useLingui()
  useTitle(t`Nothing here`)
  return (
    <Door promise={<Trans>What you write is sealed on this device until the server has it.</Trans>}>
      <h1>
        <Trans>There is nothing at this address</Trans>
      </h1>
      <p>
        <Trans>The link is old, or a part of it is missing.</Trans>
      </p>
      <p>
        <a className="btn main" href="/">
          <Trans>Sign in</Trans>
        </a>
      </p>
    </Door>
  )
}
