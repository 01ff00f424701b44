// How much one device may ask to be looked at: far beyond what somebody types, too little to bury a record's owner.
import { Problem } from '../problem.ts'

/** Answers and rows that one intention changes, or decides about. */
export const mostPaths = 1000
/** Characters of an edit's arguments as JSON; one that creates a record may be as large as the door takes. */
export const mostCharacters = 512 * 1024
/** Proposals of one person to one record that nobody has settled yet. */
export const mostProposals = 50

/** @throws Problem too-much */
export function refuseTooMuch(name: string, args: object): void {
  if (name !== 'record.edit' && name !== 'conflict.settle') return
  const { changes = [], choices = [] } = args as { changes?: unknown[]; choices?: unknown[] }
  if (changes.length + choices.length > mostPaths) throw new Problem('too-much', { of: 'paths', most: mostPaths })
  if (JSON.stringify(args).length > mostCharacters)
    throw new Problem('too-much', { of: 'characters', most: mostCharacters })
}
