// What an incident takes over from its case, once, when the two are linked (records §10). Later changes of the case
// are not carried over.
import { isServerKey } from '../access/keys.ts'
import { isSame, rowsOf } from '../access/rows.ts'
import type { FieldMap } from '../configuration/bundle.ts'
import type { Configuration } from '../configuration/configuration.ts'
import { answerOf, instantOf, isBlank } from '../forms/answer.ts'
import type { Answer, Data, Row } from '../records/record.ts'

const same = (name: string) => ({ source: [name], target: name })
const renamed = (source: string, target: string) => ({ source: [source], target })

/** Where a module brings no map of its own (modules-roles §1); the misspelling is the wire's. */
const defaultMap: FieldMap['fields'] = [
  renamed('survivor_code_no', 'survivor_code'),
  same('age'),
  same('date_of_birth'),
  same('sex'),
  renamed('gbv_ethnicity', 'ethnicity'),
  same('country_of_origin'),
  renamed('gbv_nationality', 'nationality'),
  renamed('gbv_religion', 'religion'),
  same('maritial_status'),
  renamed('gbv_displacement_status', 'displacement_status'),
  renamed('gbv_disability_type', 'disability_type'),
  same('unaccompanied_separated_status'),
]

/** The module that an incident of a case in this module belongs to. */
export const incidentModule = (config: Configuration, module: string): string =>
  config.modules.get(module)?.fieldMap?.mapTo ?? module

/**
 * The incident's answers with those of the case where it has none of its own. `module` is the case's. A two-part
 * source reads a row of the case: the one named by `rowId`, else the newest. Ownership and other facts that the
 * server keeps are never copied as answers.
 */
export function copiedFromCase(
  config: Configuration,
  module: string,
  caseData: Data,
  incidentData: Data,
  rowId?: string,
): Data {
  const fields = config.modules.get(module)?.fieldMap?.fields ?? defaultMap
  const taken = fields
    .filter(({ target }) => !isServerKey(target) && isBlank(answerOf(incidentData, target)))
    .map(({ source, target }) => [target, valueAt(caseData, source, rowId)] as const)
    .filter(([, value]) => !isBlank(value))
    // Of two sources for one target the first that is answered counts.
    .reverse()
  return { ...incidentData, ...Object.fromEntries(taken) }
}

function valueAt(data: Data, source: string[], rowId: string | undefined): Answer | undefined {
  const [name, column] = source
  if (name === undefined || source.length > 2) return undefined
  const answer = answerOf(data, name)
  if (column === undefined) return answer
  const rows = rowsOf(answer)
  const row = rowId === undefined ? newestOf(rows) : rows.find((r) => r.unique_id === rowId)
  return row && answerOf(row, column)
}

/** The row that happened last; among those without a date, or of the same day, the one added last. */
const newestOf = (rows: Row[]): Row | undefined =>
  rows.reduce<Row | undefined>((best, row) => (dateOf(row) >= dateOf(best) ? row : best), undefined)

const dateOf = (row: Row | undefined): number =>
  row === undefined ? Number.NEGATIVE_INFINITY : (instantOf(row['incident_date']) ?? Number.NEGATIVE_INFINITY)

/** Is the incident newly tied to a case by this change? */
export const isNewlyLinked = (before: Data | undefined, after: Data): boolean =>
  !isBlank(after['incident_case_id']) && !isSame(before?.['incident_case_id'], after['incident_case_id'])
