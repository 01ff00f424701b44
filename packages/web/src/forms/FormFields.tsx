// The fields of one form, one renderer per type. Each field watches its own condition, so that a keystroke
// elsewhere draws nothing new here.
import type { Field } from '@primero/domain/configuration/bundle.ts'
import { type ComponentType, memo } from 'react'
import { AttachmentField } from './AttachmentField.tsx'
import type { Path } from './answers.ts'
import { ChoiceField } from './ChoiceField.tsx'
import { CoveredField } from './CoveredField.tsx'
import { DateField } from './DateField.tsx'
import { MultiField } from './MultiField.tsx'
import { NumberField } from './NumberField.tsx'
import { type FieldProps, FieldsProvider, type FormFieldsProps, isNameOfPerson, usePage, useShows } from './page.ts'
import { RowsField } from './RowsField.tsx'
import { FixedField, HeadingField, TallyField, TickField, WorkedOutField } from './SmallFields.tsx'
import { Signature } from './SometimesField.tsx'
import { LongTextField, TextField } from './TextField.tsx'

const renderers: Partial<Record<Field['type'], ComponentType<FieldProps>>> = {
  text_field: TextField,
  textarea: LongTextField,
  numeric_field: NumberField,
  date_field: DateField,
  radio_button: ChoiceField,
  select_box: ChoiceField,
  tick_box: TickField,
  tally_field: TallyField,
  calculated: WorkedOutField,
  subform: RowsField,
  photo_upload_box: AttachmentField,
  audio_upload_box: AttachmentField,
  document_upload_box: AttachmentField,
  signature: Signature,
  separator: HeadingField,
}

const passive: ReadonlySet<Field['type']> = new Set<Field['type']>(['separator', 'calculated'])

/** `path` leads to a row; without it the fields are the record's own. */
export const FormFields: ComponentType<FormFieldsProps> = memo(
  function FormFields({ form, path = [] }: FormFieldsProps) {
    return (
      <FieldsProvider value={FormFields}>
        {form.fields.map((field) => (
          <FieldSlot key={field.name} field={field} path={[...path, field.name]} />
        ))}
      </FieldsProvider>
    )
  },
  (before, after) => before.form === after.form && before.path?.join('/') === after.path?.join('/'),
)

function FieldSlot({ field, path }: FieldProps) {
  const page = usePage()
  const shows = useShows(field, path)
  const Renderer = rendererOf(field, path, page.writable(path[0] ?? ''), page.covered)
  if (!shows || !Renderer) return null
  const below = path.length === 1 && page.below?.[field.name]
  return (
    <>
      <Renderer field={field} path={path} />
      {below}
    </>
  )
}

function rendererOf(
  field: Field,
  path: Path,
  writable: boolean,
  covered: boolean,
): ComponentType<FieldProps> | undefined {
  if (covered && path.length === 1 && isNameOfPerson(field)) return CoveredField
  if (!passive.has(field.type)) {
    if (field.subformSummary) return WorkedOutField
    if (!writable || field.disabled) return FixedField
  }
  return field.type === 'select_box' && field.multi ? MultiField : renderers[field.type]
}
