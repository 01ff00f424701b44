// Which providers of the directory fit what is asked for, and in which order (ux §9, “Refer/transfer”). Pure; the phone
// asks it, too.
import { weekdayOf } from './clock.ts'

export type Entry = {
  id: string
  name: string
  services: readonly string[]
  places: readonly string[]
  languages: readonly string[]
  /** 0 is Sunday; empty: nobody knows. */
  openDays: readonly number[]
  closedOn: readonly string[]
  /** How many more it takes; null: no limit. */
  room: number | null
  /** Time to an answer, in whatever unit; null: not known. */
  answers: number | null
}

export type Asked = {
  service: string | null
  /** Places that serve: the very one, its parent …; null: no place is known. */
  places: readonly string[] | null
  languages: readonly string[]
  day: string
}

const share = (a: readonly string[], b: readonly string[]): boolean => a.some((one) => b.includes(one))

const misfits = {
  service: ({ services }: Entry, { service }: Asked) => service !== null && !services.includes(service),
  place: ({ places }: Entry, asked: Asked) =>
    asked.places !== null && places.length > 0 && !share(places, asked.places),
  language: ({ languages }: Entry, asked: Asked) =>
    languages.length > 0 && asked.languages.length > 0 && !share(languages, asked.languages),
  closed: ({ openDays, closedOn }: Entry, { day }: Asked) =>
    closedOn.includes(day) || (openDays.length > 0 && !openDays.includes(weekdayOf(day))),
  full: ({ room }: Entry) => room !== null && room <= 0,
}
export type Misfit = keyof typeof misfits

/** Why it does not fit; nothing: it does. */
export const misfitsOf = (entry: Entry, asked: Asked): Misfit[] =>
  (Object.keys(misfits) as Misfit[]).filter((why) => misfits[why](entry, asked))

/** How near: 0 is the very place; where nothing is known, all are as near. */
function distance({ places }: Entry, asked: Asked): number {
  if (asked.places === null) return 0
  const nearest = asked.places.findIndex((code) => places.includes(code))
  return nearest < 0 ? asked.places.length : nearest
}

const namesNone = ({ languages }: Entry, asked: Asked): number =>
  asked.languages.length > 0 && languages.length === 0 ? 1 : 0

const less = (a: number, b: number): number => (a === b ? 0 : a < b ? -1 : 1)

/** The better first. */
export const byFit =
  (asked: Asked) =>
  (a: Entry, b: Entry): number =>
    less(namesNone(a, asked), namesNone(b, asked)) ||
    less(distance(a, asked), distance(b, asked)) ||
    less(a.answers ?? Infinity, b.answers ?? Infinity) ||
    less(b.room ?? Infinity, a.room ?? Infinity) ||
    (a.name < b.name ? -1 : a.name > b.name ? 1 : 0) ||
    (a.id < b.id ? -1 : 1)
