// Which field a refusal is about, from both envelopes: v2's list of errors, and the problems of our own doors.
import type { Refused } from '../../sync/http.ts'

/** `field` as the server names it; '' for the whole. `word` is the server's, for faultWords.tsx. */
export type Fault = { field: string; word: string }

const texts = (value: unknown): string[] => [value].flat().filter((part) => typeof part === 'string')

/** Nothing where the refusal names no field. */
export function faultsOf(e: Refused): Fault[] {
  const { errors, attribute, message, others, pointers, issues } = e.params
  if (Array.isArray(errors)) return errors.flatMap(v2Fault)
  if (typeof attribute === 'string')
    return [{ attribute, message }, ...((others as { attribute: string; message: string }[] | undefined) ?? [])].map(
      (one) => ({ field: one.attribute === 'base' ? '' : one.attribute, word: String(one.message) }),
    )
  if (Array.isArray(pointers)) return texts(pointers).map((pointer) => ({ field: fieldAt(pointer), word: 'kind' }))
  if (Array.isArray(issues))
    return (issues as { pointer: string }[]).map(({ pointer }) => ({ field: fieldAt(pointer), word: 'kind' }))
  return []
}

const fieldAt = (pointer: string): string => pointer.split('/')[1] ?? ''

function v2Fault(error: { message?: unknown; detail?: unknown }): Fault[] {
  const [word = ''] = texts(error.message)
  const names = texts(error.detail)
  if (word === 'Invalid Record JSON') return names.map((name) => ({ field: fieldAt(name), word: 'kind' }))
  return names.map((name) => ({ field: name === 'base' ? '' : name, word }))
}
