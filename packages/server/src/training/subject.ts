// The person a record is about, with the worker, the place and the course of the case around them.
import { yearsBetween } from '@primero/domain/time.ts'
import { dayOf, newYear } from './calendar.ts'
import type { Tongue } from './names.ts'
import type { Family, Named, Sex } from './people.ts'
import { childOf, nickname } from './people.ts'
import type { Random } from './random.ts'
import type { Story } from './story.ts'

/** Who holds records: a user with what scope and stamps need. */
export type Worker = {
  userName: string
  agency: string | null
  groups: string[]
  location: string | null
  /** Module in which this person works. */
  module: string
}

/** What surrounds a record before anybody is registered. */
export type Setting = {
  random: Random
  worker: Worker
  /** The worker's agency, where the configuration knows it. */
  agency: string | undefined
  /** Location code of where the person lives. */
  place: string
  family: Family
  story: Story
  /** Fuller answers, for measuring. */
  rich: boolean
}

export type Subject = Setting & {
  sex: Sex
  named: Named
  nickname: string
  tongue: Tongue
  /** Day number; 1 January where only the age is known. */
  born: number
  estimated: boolean
  /** Whole years today. */
  age: number
}

/** Somebody of the family who was `years` old when registered. */
export function subjectOf(setting: Setting, sex: Sex, years: number): Subject {
  const { random, family, story } = setting
  const estimated = random.chance(0.3)
  const exact = story.registered - Math.floor(years * 365.25) - random.below(365)
  const born = estimated ? newYear(exact, 0) : exact
  const [own] = family.culture.tongues
  return {
    ...setting,
    sex,
    named: childOf(random, family, sex),
    nickname: nickname(random, family.culture, sex),
    tongue: own === undefined || random.chance(0.3) ? 'en' : own,
    born,
    estimated,
    age: Math.max(0, yearsBetween(dayOf(born), dayOf(story.today))),
  }
}
