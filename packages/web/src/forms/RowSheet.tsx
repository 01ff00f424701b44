// One row, over the whole screen of a phone, in a dialog on wide ones. What is typed goes into the draft at once.
import { Trans } from '@lingui/react/macro'
import type { Form } from '@primero/domain/configuration/bundle.ts'
import { Icon } from '../ui/Icon.tsx'
import type { Path } from './answers.ts'
import { useFormFields } from './page.ts'
import { WholeSheet } from './WholeSheet.tsx'

type RowSheetProps = { form: Form; title: string; path: Path; onClose: () => void; onRemove: () => void }

export function RowSheet({ form, title, path, onClose, onRemove }: RowSheetProps) {
  const Fields = useFormFields()
  return (
    <WholeSheet title={title} onClose={onClose} className="row-sheet">
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
    </WholeSheet>
  )
}
