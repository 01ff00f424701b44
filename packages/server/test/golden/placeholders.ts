// `{{name.path}}` in calls and expectations.

export type Fill = (text: string) => unknown

/**
 * @param bindings name → value; the rest of the path leads into it.
 * @throws Error naming the placeholder that leads nowhere: a case with a typing error must not pass.
 */
export const fillFrom =
  (bindings: Record<string, unknown>): Fill =>
  (text) => {
    const whole = /^\{\{([^{}]+)\}\}$/.exec(text)
    if (whole?.[1]) return lookUp(bindings, whole[1])
    return text.replace(/\{\{([^{}]+)\}\}/g, (_all, path: string) => String(lookUp(bindings, path)))
  }

export const fillText = (text: string, fill: Fill): string => String(fill(text))

/** Fills every string inside; keys too, so that `{{made.data.id}}` can name one. */
export function fillAll(value: unknown, fill: Fill): unknown {
  if (typeof value === 'string') return fill(value)
  if (Array.isArray(value)) return value.map((item) => fillAll(item, fill))
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [fillText(key, fill), fillAll(item, fill)]))
}

function lookUp(bindings: Record<string, unknown>, path: string): unknown {
  const found = path.split('.').reduce<unknown>((value, key) => {
    if (Array.isArray(value)) return value[Number(key)]
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined
  }, bindings)
  if (found === undefined) throw new Error(`nothing is bound to {{${path}}}`)
  return found
}
