// Who signed, as lines that somebody types: name, organization, day.
import { isDay } from '@primero/domain/time.ts'
import type { Signatory } from '../../sync/agreements.ts'

export const linesOf = (signatories: readonly Signatory[]): string =>
  signatories
    .map(({ name, organization, signedOn }) => [name, organization, signedOn ?? ''].filter(Boolean).join(', '))
    .join('\n')

/** Of a line, what stands last and is a day is the day; what stands before it and after the name, the organization. */
export const signatoriesIn = (text: string): Signatory[] =>
  text
    .split('\n')
    .map((line) =>
      line
        .split(/[,،]/)
        .map((part) => part.trim())
        .filter(Boolean),
    )
    .filter((parts) => parts.length > 0)
    .map((parts) => {
      const last = parts.at(-1)
      const signedOn = parts.length > 1 && isDay(last) ? last : null
      const [name = '', ...rest] = signedOn === null ? parts : parts.slice(0, -1)
      return { name, organization: rest.join(', '), signedOn }
    })
