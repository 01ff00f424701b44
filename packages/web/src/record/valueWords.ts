// What stands or stood at a path, in one line: an answer, or a row with its first answers.
import type { RecordType } from '@primero/domain/configuration/bundle.ts'
import type { Answer } from '@primero/domain/records/record.ts'
import { coveredWords, isUnderCover } from '../forms/page.ts'
import { summaryOf } from '../forms/rows.ts'
import { briefWords, rowWords } from '../forms/words.ts'
import type { AppConfig } from '../store/store.ts'
import { fieldAt } from './fields.ts'

export function valueWords(
  config: AppConfig,
  covered: boolean,
  path: readonly string[],
  type: RecordType,
  value: Answer | undefined,
): string {
  const field = fieldAt(config, type, path)
  if (!field || value === null || value === undefined) return ''
  if (path.length % 2 === 0 || field.type === 'subform') {
    const form = config.configuration.rowsOf(field)
    const rows = (Array.isArray(value) ? value : [value]).filter((r) => typeof r === 'object' && r !== null)
    if (!form) return ''
    return rows
      .map((row) =>
        summaryOf(form, row as never, (f, r) => coveredWords(covered, f, rowWords(config, f, r[f.name], r))),
      )
      .map(({ title, rest }) => [title, ...rest].filter(Boolean).join(' · '))
      .filter(Boolean)
      .join('; ')
  }
  return briefWords(config, field, value)
}

/** As `valueWords`, with dots where the name is covered and the answer would give it away. */
export function shownWords(
  config: AppConfig,
  covered: boolean,
  path: readonly string[],
  type: RecordType,
  value: unknown,
): string {
  const field = fieldAt(config, type, path)
  const isRow = path.length % 2 === 0
  const words = valueWords(config, covered, path, type, value as Answer | undefined)
  return words && field && !isRow && isUnderCover(covered, field, path.length > 1) ? '•••••••' : words
}
