// What an instance changes of the base it ships with: edits by path, laid over whatever base comes next.
import * as z from 'zod/mini'
import { type Bundle, bundle } from './bundle.ts'

/**
 * One edit. A path leads through keys; where it meets a list, the step is the `id`, `code` or `name` of the item:
 * ['forms', 'basic_identity', 'fields', 'age', 'required'] or ['settings', 'contact_information'].
 */
export const edit = z.strictObject({
  path: z.array(z.string().check(z.minLength(1), z.maxLength(200))).check(z.minLength(2), z.maxLength(12)),
  /** Absent: back to the base. */
  value: z.optional(z.unknown()),
})
export type Edit = z.infer<typeof edit>

/** The later edit of a path replaces the earlier; one without a value takes it back. */
export function withEdit(edits: readonly Edit[], next: Edit): Edit[] {
  const others = edits.filter((e) => e.path.join('\0') !== next.path.join('\0'))
  return next.value === undefined ? others : [...others, next]
}

/**
 * The base with the edits laid over it. An edit whose place the base no longer has is left out and named in `lost`,
 * so that an upgrade says what no longer applies.
 * @throws the schema's error when an edit makes a document that is no configuration
 */
export function overlaid(base: Bundle, edits: readonly Edit[]): { document: Bundle; lost: string[][] } {
  const lost: string[][] = []
  let document: unknown = base
  for (const { path, value } of edits) {
    const changed = laid(document, path, value)
    if (changed === missing) lost.push(path)
    else document = changed
  }
  return { document: bundle.parse(document), lost }
}

const missing = Symbol('no such place')
const forbidden = new Set(['__proto__', 'constructor', 'prototype'])

/** Keys of settings may be new; items of lists must be there. */
function laid(at: unknown, [step = '', ...rest]: string[], value: unknown): unknown {
  if (forbidden.has(step)) return missing
  if (Array.isArray(at)) {
    const i = at.findIndex((item) => [item?.id, item?.code, item?.name].includes(step))
    const item = i < 0 ? missing : rest.length === 0 ? value : laid(at[i], rest, value)
    return item === missing ? missing : at.with(i, item)
  }
  if (typeof at !== 'object' || at === null) return missing
  const inner = (at as Record<string, unknown>)[step]
  const changed = rest.length === 0 ? value : laid(inner ?? {}, rest, value)
  return changed === missing ? missing : { ...at, [step]: changed }
}
