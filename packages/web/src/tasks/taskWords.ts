// A task in words: what it is, how late, and where it is done.
import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { TaskLine } from '@primero/domain/sync/home.ts'
import { completionFields } from '@primero/domain/workflow/tasks.ts'
import { labelOf } from '../forms/choices.ts'
import type { AppConfig } from '../store/store.ts'

export const taskTypes: Record<TaskLine['type'], MessageDescriptor> = {
  assessment: msg`Assessment`,
  case_plan: msg`Case plan`,
  follow_up: msg`Follow-up`,
  service: msg`Service`,
}

/** Where the answer that ends it is asked; of rows, the rows. */
const askedIn: Record<TaskLine['type'], string> = {
  ...completionFields,
  follow_up: 'followup_subform_section',
  service: 'services_section',
}
const kindAsked: Partial<Record<TaskLine['type'], string>> = { follow_up: 'followup_type', service: 'service_type' }

export function taskAddress({ configuration }: AppConfig, { id, type }: TaskLine): string {
  const form = configuration.formsOf('case').find(({ fields }) => fields.some(({ name }) => name === askedIn[type]))
  return form ? `/cases/${id}/${form.id}` : `/cases/${id}`
}

/** The kind of service or follow-up, as its form words it. */
export function detailOf(config: AppConfig, { type, detail }: TaskLine): string | undefined {
  const { configuration } = config
  const asked = kindAsked[type]
  if (asked === undefined || detail === null) return undefined
  const rows = configuration.fieldOf('case', askedIn[type])
  const field = (rows && configuration.rowsOf(rows))?.fields.find(({ name }) => name === asked)
  return field ? labelOf(config, field, detail) : detail
}
