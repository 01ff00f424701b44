import { Trans } from '@lingui/react/macro'
import { Button } from '../ui/Button.tsx'
import { Icon } from '../ui/Icon.tsx'

type NameProps = { known: boolean; uncovered: boolean; onShow: () => void; onHide: () => void }

/** Over the answers of a record whose name is protected. Without the name in hand there is nothing to press. */
export function ProtectedName({ known, uncovered, onShow, onHide }: NameProps) {
  return (
    <div className="note guard">
      <Icon name="eye-off" />
      <div className="grow">
        <b>
          <Trans>This name is protected</Trans>
        </b>
        <p>
          {!known ? (
            <Trans>It is not open to your role.</Trans>
          ) : uncovered ? (
            <Trans>It covers again after a minute, or when you look elsewhere.</Trans>
          ) : (
            <Trans>Others see dots. Show it only when nobody looks on.</Trans>
          )}
        </p>
      </div>
      {known && (
        <Button small sign={uncovered ? 'eye-off' : 'eye'} onClick={uncovered ? onHide : onShow}>
          {uncovered ? <Trans>Hide</Trans> : <Trans>Show</Trans>}
        </Button>
      )}
    </div>
  )
}
