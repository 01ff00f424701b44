// What a list is asked for, as both doors say it to the query builder. Values are typed; nobody's rights are decided here.
import type { Referred } from './referred.ts'
import type { Filter } from '@primero/domain/search/filter.ts'

export type Value = string | number | boolean

export type Condition =
  /** One of these; `false` also finds what was never answered. Empty: nothing fits. */
  | { kind: 'any'; field: string; values: (Value | null)[] }
  /** Inclusive; a missing end is open. Several ranges on one field are alternatives. */
  | { kind: 'range'; field: string; ranges: { from?: Value; to?: Value }[] }
  /** At one of these places, or inside it; with `level`, both must lie at this admin level or deeper. */
  | { kind: 'under'; field: string; codes: string[]; level?: number }
  | { kind: 'not'; condition: Condition }
  | { kind: 'or'; conditions: Condition[] }
  | { kind: 'and'; conditions: Condition[] }
  /** Nobody looked at it, as it is now, since that moment. */
  | { kind: 'unseen'; since: string }
  | { kind: 'ids'; ids: string[] }
  | { kind: 'number'; n: number }
  /** An identifier, exact and never converted. */
  | { kind: 'identifier'; field: string; value: string }

/** `codesOnly`: among the opaque codes, for who may not read document numbers. */
export type TextQuery = { text: string; by: 'id' | 'name' | 'phone'; codesOnly: boolean }

/**
 * Records besides those in scope: the same text, but as a whole identifier or a full name, and of the conditions only
 * those that one may ask of a record that is not one's own.
 */
export type Beyond = { modules: string[]; query: TextQuery; conditions: Condition[] }

export type ListQuestion = {
  conditions: Condition[]
  query?: TextQuery
  beyond?: Beyond
  /** Where records may have been referred to the asker under roles that show less than his own. */
  referred?: Referred | undefined
  /** `ranked`: choices by their place among the options, not by their ids. `oldest`: of those alike the oldest first. */
  sort: { field: string; descending: boolean; ranked?: boolean; oldest?: boolean }
  page: number
  per: number
}

/** Fields that a condition touches: the caller checks that the asker may know each of them. */
export function fieldsOf(condition: Condition): string[] {
  switch (condition.kind) {
    case 'not':
      return fieldsOf(condition.condition)
    case 'or':
    case 'and':
      return condition.conditions.flatMap(fieldsOf)
    case 'unseen':
    case 'ids':
    case 'number':
      return []
    default:
      return [condition.field]
  }
}

/** What our own app, a dashboard or a page of tasks asks a list for. */
export function conditionOf(f: Filter): Condition {
  const one: Condition =
    f.under !== undefined
      ? { kind: 'under', field: f.field, codes: f.under }
      : f.from !== undefined || f.to !== undefined
        ? {
            kind: 'range',
            field: f.field,
            ranges: [
              { ...(f.from === undefined ? {} : { from: f.from }), ...(f.to === undefined ? {} : { to: f.to }) },
            ],
          }
        : { kind: 'any', field: f.field, values: f.any ?? [] }
  return f.not === true ? { kind: 'not', condition: one } : one
}
