// Synthetic people: families with a culture, a script, an address and a telephone that cannot be dialled.
import type { Culture } from './names.ts'
import { cultures } from './names.ts'
import type { Random } from './random.ts'

export type Sex = 'female' | 'male'

export type Family = {
  culture: Culture
  father: string
  mother: string
  name: string
  address: string
  phone: string
  number: string
}

export type Named = { first: string; middle: string; last: string; full: string }

const latin = cultures.filter((culture) => culture.script === 'latin')
const arabic = cultures.filter((culture) => culture.script === 'arabic')
const ethiopic = cultures.filter((culture) => culture.script === 'ethiopic')

/** Six in ten in Latin script, a quarter in Arabic, the rest in Ethiopic. */
export function anyCulture(random: Random): Culture {
  const roll = random.next()
  return random.pick(roll < 0.6 ? latin : roll < 0.85 ? arabic : ethiopic)
}

/** The culture most families of a place share: stable for a place code, whatever the seed. */
export function cultureOf(place: string): Culture {
  let hash = 7
  for (let i = 0; i < place.length; i++) hash = (Math.imul(hash, 31) + place.charCodeAt(i)) >>> 0
  const roll = hash % 20
  const list = roll < 12 ? latin : roll < 17 ? arabic : ethiopic
  return list[(hash >>> 8) % list.length] as Culture
}

export function familyIn(random: Random, culture: Culture): Family {
  return {
    culture,
    father: random.pick(culture.boys),
    mother: random.pick(culture.girls),
    name: random.pick(culture.families),
    address: `${random.pick(culture.places)} ${random.between(1, 480)}`,
    phone: phone(random),
    number: documentNumber(random, 'FAM'),
  }
}

/** A child of the family: own name, the father's name, the name of the family. */
export function childOf(random: Random, family: Family, sex: Sex): Named {
  const { girls, boys } = family.culture
  return named(random.pick(sex === 'female' ? girls : boys), family.father, family.name)
}

/** Somebody of the same culture, not of the same family. */
export function neighbour(random: Random, culture: Culture, sex: Sex): Named {
  const given = random.pick(sex === 'female' ? culture.girls : culture.boys)
  return named(given, random.pick(culture.boys), random.pick(culture.families))
}

export const named = (first: string, middle: string, last: string): Named => ({
  first,
  middle,
  last,
  full: `${first} ${middle} ${last}`,
})

export const nickname = (random: Random, culture: Culture, sex: Sex): string =>
  random.pick(sex === 'female' ? culture.girlNicknames : culture.boyNicknames)

const digits = (random: Random, count: number): string => String(random.below(10 ** count)).padStart(count, '0')

/** In the 555-01 range, which is kept for fiction. */
export const phone = (random: Random): string => `555-01${digits(random, 2)}-${digits(random, 4)}`

/** `TRAIN-…`: nobody takes it for a real document. */
export const documentNumber = (random: Random, kind: string): string => `TRAIN-${kind}-${digits(random, 7)}`
