// Whole numbers from the command line, within bounds.
import { parseArgs } from 'node:util'

type Bounds = { standard: number; least: number; most: number }

/** @throws Error with a sentence for an unknown option or a number out of bounds */
export function numbersFrom<K extends string>(options: string[], known: Record<K, Bounds>): Record<K, number> {
  const names = Object.keys(known) as K[]
  const { values } = parseArgs({
    args: options,
    options: Object.fromEntries(names.map((name) => [name, { type: 'string' as const }])),
  })
  const one = (name: K): number => {
    const { standard, least, most } = known[name]
    const value = Number((values as Record<string, string | undefined>)[name] ?? standard)
    if (Number.isInteger(value) && value >= least && value <= most) return value
    throw new Error(`--${name} takes a whole number from ${least} to ${most}.`)
  }
  return Object.fromEntries(names.map((name) => [name, one(name)])) as Record<K, number>
}
