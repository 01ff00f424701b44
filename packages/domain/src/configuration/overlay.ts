// What an instance changes of the base it ships with: edits by path, laid over whatever base comes next.
import * as z from 'zod/mini'
import { type Bundle, bundle } from './bundle.ts'

/**
 * One edit. A path leads through keys; where it meets a list, the step is the `id` of the item, else its `code`, else its `name`:
 * ['forms', 'basic_identity', 'fields', 'age', 'required'] or ['settings', 'contact_information']. A whole item under
 * a step that the list does not have is added to it.
 */
export const edit = z.strictObject({
  path: z.array(z.string().check(z.minLength(1), z.maxLength(200))).check(z.minLength(2), z.maxLength(12)),
  /** Absent: back to the base. */
  value: z.optional(z.unknown()),
  /** What is there is taken away, whatever the base says: an item of a list, or a key that may be absent. */
  gone: z.optional(z.literal(true)),
})
export type Edit = z.infer<typeof edit>

/** The later edit of a place replaces the earlier ones there and inside it; one without a value takes them back. */
export function withEdit(edits: readonly Edit[], next: Edit): Edit[] {
  const others = edits.filter(({ path }) => !next.path.every((step, i) => path[i] === step))
  return next.value === undefined && !next.gone ? others : [...others, next]
}

/** The edits that make one item of a list another: key by key, so that a new base still brings the other keys. */
export function editsOf<T extends object>(list: string, id: string, before: T, after: T): Edit[] {
  const keys = new Set([...Object.keys(before), ...Object.keys(after)] as (keyof T & string)[])
  return [...keys]
    .filter((key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]))
    .map((key) => {
      const path = [list, id, key]
      return after[key] === undefined ? { path, gone: true } : { path, value: after[key] }
    })
}

/**
 * The base with the edits laid over it. An edit whose place the base no longer has is left out and named in `lost`,
 * so that an upgrade says what no longer applies.
 * @throws the schema's error when an edit makes a document that is no configuration
 */
export function overlaid(base: Bundle, edits: readonly Edit[]): { document: Bundle; lost: string[][] } {
  const lost: string[][] = []
  let document: unknown = base
  for (const { path, value, gone } of edits) {
    const changed = laid(document, path, gone ? taken : value)
    if (changed === missing) lost.push(path)
    else document = changed
  }
  return { document: bundle.parse(document), lost }
}

const missing = Symbol('no such place')
const taken = Symbol('taken away')
const forbidden = new Set(['__proto__', 'constructor', 'prototype'])

function laid(at: unknown, path: string[], value: unknown): unknown {
  if (Array.isArray(at)) return inList(at, path, value)
  const [step = '', ...rest] = path
  if (typeof at !== 'object' || at === null || forbidden.has(step)) return missing
  const { [step]: inner, ...others } = at as Record<string, unknown>
  const changed = rest.length === 0 ? value : laid(inner ?? {}, rest, value)
  if (changed === missing) return missing
  return changed === taken ? others : { ...at, [step]: changed }
}

/** What has an id goes by it alone: a role that calls itself as another is called is not taken for it. */
const isNamed = (item: unknown, step: string): boolean => {
  const { id, code, name } = (item ?? {}) as Record<string, unknown>
  return (id ?? code ?? name) === step
}

/** Whole items may be new; what is inside one must be there. */
function inList(at: unknown[], [step = '', ...rest]: string[], value: unknown): unknown {
  const i = at.findIndex((item) => isNamed(item, step))
  if (rest.length === 0 && value === taken) return i < 0 ? at : at.toSpliced(i, 1)
  if (i < 0) return rest.length === 0 && isNamed(value, step) ? [...at, value] : missing
  const item = rest.length === 0 ? value : laid(at[i], rest, value)
  return item === missing ? missing : at.with(i, item)
}
