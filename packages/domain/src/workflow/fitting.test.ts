import { expect, test } from 'vitest'
import { roomOf } from './directory.ts'
import { byFit, type Entry as Fit, misfitsOf } from './fitting.ts'
import {
  type Asked,
  type Entry,
  fittingCases,
  orderingCases,
  parents,
  usualAsked,
  usualEntry,
} from './service-directory.cases.ts'

const above = (place: string): string[] => {
  const parent = parents[place]
  return [place, ...(parent ? above(parent) : [])]
}
const askedOf = (asked: Asked) => ({ ...asked, places: asked.place === null ? null : above(asked.place) })
const fitOf = (entry: Entry): Fit => ({ ...entry, room: roomOf(entry, entry.open) })

/** What the server leaves out before anybody looks for what fits. */
const isOffered = ({ disabled, from, until, agency }: Entry, { day }: Asked): boolean =>
  !disabled &&
  (from === null || from <= day) &&
  (until === null || until >= day) &&
  (agency === null || agency === 'in use')

test.each(fittingCases)('$says: fits $fits', ({ entry = {}, asked = {}, fits }) => {
  const of = { ...usualEntry, ...entry }
  const wanted = { ...usualAsked, ...asked }
  expect(isOffered(of, wanted) && misfitsOf(fitOf(of), askedOf(wanted)).length === 0).toBe(fits)
})

test.each(orderingCases)('$says', ({ asked = {}, entries, ids }) => {
  const wanted = { ...usualAsked, ...asked }
  const fitting = entries
    .map((entry) => ({ ...usualEntry, ...entry }))
    .filter((entry) => isOffered(entry, wanted))
    .map(fitOf)
    .filter((entry) => misfitsOf(entry, askedOf(wanted)).length === 0)
  expect(fitting.toSorted(byFit(askedOf(wanted))).map(({ id }) => id)).toEqual(ids)
})
