// What the operator reads of a verdict.
import type { Fault, Verdict } from './verify.ts'

export function words({ rows, seals, dropped, unsealed, head, fault }: Verdict): string[] {
  const last = head === undefined ? [] : [`Last seal that is sound, to be noted elsewhere: ${head.n}:${head.root}`]
  const waiting =
    unsealed.oldest === null
      ? 'No row waits to be sealed.'
      : `${unsealed.rows} rows after it, the oldest of ${unsealed.oldest.toISOString()}.`
  return [
    `${rows} rows in ${seals} seals are as they were sealed; ${dropped} older ones were dropped with their months.`,
    ...last,
    ...(fault === undefined ? [waiting, 'The audit is sound.'] : [`BROKEN: ${sentence(fault)}`]),
  ]
}

function sentence({ kind, id, at, seal }: Fault): string {
  if (kind === 'head')
    return `the root that you noted for seal ${seal} is not in the chain. Its end was cut off or made anew.`
  if (kind === 'seal') return `seal ${seal} is missing, changed, or not made by this house's key.`
  return `row ${id}${at === undefined ? '' : ` of ${at}`}, in seal ${seal}, was ${kind}.`
}
