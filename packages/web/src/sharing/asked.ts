// What a case asks of a provider, and who of the directory fits it. Pure.
import type { Data } from '@primero/domain/records/record.ts'
import type { Day } from '@primero/domain/time.ts'
import { type Asked, byFit, type Entry, type Misfit, misfitsOf } from '@primero/domain/workflow/fitting.ts'
import { picked } from '../forms/choices.ts'
import type { Offered } from '../store/recipients.ts'

export type Sought = { service: string; place: string; language: string }

/** Where the person lives now and what they speak, as far as the case says. */
export function soughtBy(data: Data, service: string | undefined): Sought {
  const place = data['location_current']
  return {
    service: service ?? '',
    place: typeof place === 'string' ? place : '',
    language: picked(data['language'])[0] ?? '',
  }
}

const entryOf = ({ hours, closedOn, answering, ...one }: Offered): Entry => ({
  ...one,
  openDays: [...new Set(hours.flatMap(({ days }) => days))],
  closedOn,
  answers: answering?.days ?? null,
})

export type Fit = { provider: Offered; misfits: Misfit[] }

/** The best first, then those that do not fit, each with why. `above`: a place and those it lies in, from the country. */
export function fitsOf(
  providers: readonly Offered[],
  { service, place, language }: Sought,
  day: Day,
  above: (place: string) => readonly string[],
): Fit[] {
  const asked: Asked = {
    service: service || null,
    places: place === '' ? null : above(place).toReversed(),
    languages: language === '' ? [] : [language],
    day,
  }
  const compare = byFit(asked)
  return providers
    .map((provider) => ({ provider, entry: entryOf(provider), misfits: misfitsOf(entryOf(provider), asked) }))
    .toSorted((a, b) => a.misfits.length - b.misfits.length || compare(a.entry, b.entry))
    .map(({ provider, misfits }) => ({ provider, misfits }))
}
