// What an approval is of: what differs from what was approved last, and the forms as they are.
import { Plural, Trans } from '@lingui/react/macro'
import type { Form } from '@primero/domain/configuration/bundle.ts'
import type { RecordShape } from '@primero/domain/sync/protocol.ts'
import { formsOfApproval } from '@primero/domain/workflow/approval-forms.ts'
import type { ApprovalType } from '@primero/domain/workflow/approvals.ts'
import { momentInWords } from '../forms/dates.ts'
import { ReadForm } from '../forms/ReadForm.tsx'
import { ChangeLine, type Changed } from '../record/ChangeLine.tsx'
import { nameOf } from '../record/called.ts'
import { useSinceApproval } from '../store/sinceApproval.ts'
import { useConfig } from '../store/store.ts'
import { Bones } from '../ui/Bones.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Note } from '../ui/Note.tsx'

type Props = { record: RecordShape; forms: Form[]; approval: ApprovalType }

export function WhatIsApproved({ record, forms, approval }: Props) {
  const config = useConfig()
  const ids = formsOfApproval(config.configuration, record.module, approval)
  const shown = forms.filter(({ id }) => ids.includes(id))
  const missing = record.incomplete.filter((name) =>
    shown.some(({ fields }) => fields.some((field) => field.name === name.split('/')[0])),
  ).length
  return (
    <div className="stack approved">
      {missing > 0 && (
        <Note hue="warn">
          <Plural
            value={missing}
            one="# required answer on these forms is empty."
            other="# required answers on these forms are empty."
          />
        </Note>
      )}
      {record.version > 0 && <Difference {...{ record, approval }} onForms={shown} />}
      {shown.map((form) => (
        <details key={form.id} className="approved-form" onToggle={(e) => unfold(e.currentTarget)}>
          <summary>
            <span className="grow">{config.say(form.name)}</span>
            <Icon name="chevron-down" />
          </summary>
          <ReadForm form={form} />
        </details>
      ))}
    </div>
  )
}

/** Whoever decides reads all of it: rows that say little in one line stand open. */
const unfold = (form: Element): void => {
  for (const row of form.querySelectorAll<HTMLDetailsElement>('details.read-row')) row.open = true
}

type DifferenceProps = { record: RecordShape; approval: ApprovalType; onForms: Form[] }

function Difference({ record, approval, onForms }: DifferenceProps) {
  const { state, value } = useSinceApproval(record, approval)
  const config = useConfig()
  if (!value)
    return state === 'loading' ? (
      <Bones lines={2} marks={false} />
    ) : (
      <Note
        sign={state === 'offline' ? 'cloud-off' : 'attention'}
        hue="info"
        title={<Trans>What changed cannot be compared now</Trans>}
      >
        {state === 'offline' ? (
          <Trans>That needs a connection. Below is the case as this device has it.</Trans>
        ) : (
          <Trans>The server could not answer. Below is the case as this device has it.</Trans>
        )}
      </Note>
    )
  const { approved, changes } = value
  if (approved === null)
    return (
      <p className="note">
        <Icon name="info" />
        <span className="grow">
          <Trans>Nothing of this was approved before. Read it as a whole.</Trans>
        </span>
      </p>
    )
  const names = new Set(onForms.flatMap(({ fields }) => fields.map(({ name }) => name)))
  const here = changes.filter(({ path: [field = ''] }) => names.has(field))
  const elsewhere = changes.filter(({ path: [field = ''] }) => !names.has(field))
  const [who, when] = [nameOf(config, approved.by, record), momentInWords(approved.at, config.locale)]
  return (
    <section className="stack">
      <h3>
        <Trans>Changed since it was approved</Trans>
      </h3>
      <p className="meta">
        <Trans>
          Approved by <bdi translate="no">{who}</bdi>, {when}
        </Trans>
      </p>
      {here.length > 0 ? (
        <Changes changes={here} />
      ) : (
        <p>
          <Trans>Nothing on these forms has changed.</Trans>
        </p>
      )}
      {elsewhere.length > 0 && (
        <details className="approved-form">
          <summary>
            <span className="grow">
              <Plural
                value={elsewhere.length}
                one="# change elsewhere in the record"
                other="# changes elsewhere in the record"
              />
            </span>
            <Icon name="chevron-down" />
          </summary>
          <Changes changes={elsewhere} />
        </details>
      )}
    </section>
  )
}

const Changes = ({ changes }: { changes: Changed[] }) => {
  const config = useConfig()
  return (
    <ul className="stack changes">
      {changes.map((change) => (
        <ChangeLine key={change.path.join('/')} type="case" {...{ change, config }} />
      ))}
    </ul>
  )
}
