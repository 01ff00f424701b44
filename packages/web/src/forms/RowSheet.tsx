// One row, over the whole screen of a phone, in a dialog on wide ones. What is typed goes into the draft at once.
import { Trans, useLingui } from '@lingui/react/macro'
import type { Form } from '@primero/domain/configuration/bundle.ts'
import { Icon } from '../ui/Icon.tsx'
import type { Path } from './answers.ts'
import { useFormFields } from './page.ts'
import { useModal } from './useModal.ts'

type RowSheetProps = { form: Form; title: string; path: Path; onClose: () => void; onRemove: () => void }

export function RowSheet({ form, title, path, onClose, onRemove }: RowSheetProps) {
  const { t } = useLingui()
  const Fields = useFormFields()
  const dialog = useModal(onClose)
  return (
    <dialog ref={dialog} className="sheet whole row-sheet" aria-label={title}>
      <header className="sheet-head">
        <div className="h-row">
          <h2>{title}</h2>
          <button className="btn quiet icon" type="button" aria-label={t`Close`} onClick={onClose}>
            <Icon name="x" />
          </button>
        </div>
      </header>
      <div className="stack form row-body">
        <Fields form={form} path={path} />
      </div>
      <footer className="sheet-foot">
        <span className="state meta">
          <Trans>Kept in your draft</Trans>
        </span>
        <button className="btn quiet harm" type="button" onClick={onRemove}>
          <Icon name="trash-2" />
          <Trans>Remove</Trans>
        </button>
        <button className="btn main" type="button" onClick={onClose}>
          <Trans>Done</Trans>
        </button>
      </footer>
    </dialog>
  )
}
