// Why a line of a sheet is not taken, as sentences.
import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { useFaultWords } from '../parts/FaultWords.tsx'
import type { SheetRefusal } from '../api.ts'

const sentences: Record<string, MessageDescriptor> = {
  encoding: msg`Letters are broken. Save the file as CSV in UTF-8.`,
  column: msg`No such column.`,
  column_twice: msg`This column is there twice.`,
  column_missing: msg`This column must be there.`,
  empty: msg`There are no lines with people.`,
  too_many_lines: msg`Too many lines: at most 1,000.`,
  too_many_cells: msg`More cells than columns.`,
  twice: msg`The same user name stands on an earlier line.`,
  too_long: msg`Too long.`,
  control: msg`Signs that cannot be seen are not taken.`,
  formula: msg`This would run as a formula in a spreadsheet.`,
  unknown: msg`There is none of this name or id here.`,
  yes_or_no: msg`Write yes or no.`,
  oneself: msg`Nobody changes their own account by a sheet.`,
  may_not_create: msg`Your role does not cover making accounts.`,
  not_yours_to_give: msg`You may not give this role.`,
  not_yours_to_open: msg`You may not change the mail address of this account.`,
  not_yours_to_place: msg`You may not put people there, or take them away.`,
  forbidden: msg`Your role does not cover this.`,
}

export function useReasonWords(): (refusal: SheetRefusal) => string {
  const wordOf = useFaultWords(sentences)
  return ({ reason }) => wordOf(reason)
}
