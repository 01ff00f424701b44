// Tests that also play the full size of their claim, part by part, for `npm run proof`.
import { writeFileSync } from 'node:fs'

// biome-ignore lint/style/noProcessEnv: a wish of whoever runs it, not a setting of the product
const { PROOF_PART: asked, PROOF_REPORT: file } = process.env

/** Which part a proof asks for; undefined in `npm test`. */
export function partAsked<T>(): T | undefined {
  return asked === undefined ? undefined : (JSON.parse(asked) as T)
}

/** Tells the proof what was counted. */
export function report(counted: Record<string, unknown>): void {
  if (file !== undefined) writeFileSync(file, JSON.stringify(counted))
}
