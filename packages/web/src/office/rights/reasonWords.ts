// Why somebody reaches a record, as a sentence.
import { useLingui } from '@lingui/react/macro'
import type { Reason } from '@primero/domain/access/who.ts'

type Shown = { rule: Reason['rule']; kind?: string | undefined; of?: string[] | undefined }

/** @param nameOf of a group or an agency by its id */
export function useReason(nameOf: (id: string) => string = (id) => id): (because: Shown) => string {
  const { t } = useLingui()
  return ({ rule, kind, of = [] }) => {
    const names = of.map(nameOf).join(', ')
    switch (rule) {
      case 'owner':
        return t`Owns the record.`
      case 'group':
        return t`Works in a group of its owner: ${names}.`
      case 'agency':
        return t`Works in the agency of its owner: ${names}.`
      case 'all':
        return t`The role reaches all records of its kinds of work.`
      case 'subject':
        return t`The record is about this person.`
      case 'named':
        return t`The record names this person as somebody who works on it.`
      case 'grant':
        return kind === 'transfer'
          ? t`The record is on its way to this person.`
          : t`The record was referred to this person.`
    }
  }
}
