// The services of a case: which are still open, and what their types are called.
import { isBlank, rowsIn } from '@primero/domain/forms/answer.ts'
import type { Field } from '@primero/domain/configuration/bundle.ts'
import type { Data, Row } from '@primero/domain/records/record.ts'
import type { RecordShape } from '@primero/domain/sync/protocol.ts'
import { type Choice, choicesOf, labelOf } from '../forms/choices.ts'
import { briefWords } from '../forms/words.ts'
import type { AppConfig } from '../store/store.ts'

const columns = (config: AppConfig): Field[] => {
  const field = config.configuration.fieldOf('case', 'services_section')
  return (field && config.configuration.rowsOf(field)?.fields) ?? []
}
const column = (config: AppConfig, name: string): Field | undefined => columns(config).find((f) => f.name === name)

export function serviceTypes(config: AppConfig): Choice[] {
  const field = column(config, 'service_type')
  return field ? choicesOf(config, field, {}, undefined) : []
}

export function serviceWords(config: AppConfig, id: string): string {
  const field = column(config, 'service_type')
  return field ? labelOf(config, field, id) : id.replaceAll('_', ' ')
}

export type OpenService = { id: string; type: string; label: string; meta: string; isReferred: boolean }

/** Services that the case plans and nobody has given yet. */
export function openServices(config: AppConfig, { data }: RecordShape): OpenService[] {
  const due = column(config, 'service_appointment_date') ?? column(config, 'service_response_day_time')
  return rowsIn((data as Data)['services_section'])
    .filter((row) => row['service_implemented'] !== 'implemented' && !isBlank(row['service_type']))
    .map((row: Row) => ({
      id: row.unique_id,
      type: String(row['service_type']),
      label: serviceWords(config, String(row['service_type'])),
      meta: due ? briefWords(config, due, row[due.name]) : '',
      isReferred: row['service_status_referred'] === true,
    }))
}
