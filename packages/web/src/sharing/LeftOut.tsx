// Answers that stand in the case and that a consent leaves out.
import { Trans } from '@lingui/react/macro'
import { isBlank } from '@primero/domain/forms/answer.ts'
import type { Data } from '@primero/domain/records/record.ts'
import type { RecordShape } from '@primero/domain/sync/protocol.ts'
import { formsFor } from '../record/navigation.ts'
import { useConfig } from '../store/store.ts'
import { Picks } from './Picks.tsx'

type LeftOutProps = { record: RecordShape; chosen: string[]; onChange: (chosen: string[]) => void }

export function LeftOut({ record, chosen, onChange }: LeftOutProps) {
  const config = useConfig()
  const data = record.data as Data
  const forms = formsFor(config.configuration.formsOf(record.type), record.module, config.me.role.forms, data)
  const groups = forms
    .map((form) => ({
      form,
      fields: form.fields.filter((field) => !isBlank(data[field.name]) && field.type !== 'separator'),
    }))
    .filter(({ fields }) => fields.length > 0)
  if (groups.length === 0)
    return (
      <p className="meta">
        <Trans>Nothing is answered yet.</Trans>
      </p>
    )
  return groups.map(({ form, fields }) => (
    <Picks
      key={form.id}
      legend={config.say(form.name)}
      options={fields.map((field) => ({ id: field.name, label: config.say(field.label) }))}
      chosen={chosen}
      onChange={onChange}
    />
  ))
}
