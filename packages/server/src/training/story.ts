// What happens to a case over time; its answers follow from this. Days are numbers (calendar.ts).
import type { Random } from './random.ts'

export type Story = {
  today: number
  registered: number
  /** Seconds since midnight of the registration. */
  seconds: number
  /** Until when things happened: the day of closing, else yesterday, so that no moment lies ahead. */
  until: number
  status: 'open' | 'closed'
  closed?: number
  reopened?: number
  assessed?: number
  planned?: number
  /** Day of the first service. */
  served?: number
}

/** Cases per year grow evenly, so the k-th of n was registered when the square of the time passed was k/n. */
export const registeredOn = (today: number, share: number): number =>
  today - 1 - Math.floor(8 * 365.25 * (1 - Math.sqrt(share)))

/** Mean life of an open case in years, such that about 45 % of eight growing years are open. */
const meanYearsOpen = 2.62

export function storyOf(random: Random, registered: number, today: number): Story {
  const age = today - registered
  const story: Story = {
    today,
    registered,
    seconds: random.between(7 * 3600, 17 * 3600),
    until: today - 1,
    status: age < 10 || random.chance(Math.exp(-age / 365.25 / meanYearsOpen)) ? 'open' : 'closed',
  }
  const life = Math.min(Math.floor(age * (0.5 + random.next() / 2)), 25 + Math.floor(700 * random.next() ** 2))
  if (story.status === 'closed') story.closed = story.until = registered + life
  else if (age > 120 && random.chance(0.08)) {
    story.closed = registered + Math.min(life, age - 30)
    story.reopened = random.between(story.closed + 1, story.until)
  }
  return { ...story, ...stepsOf(random, story) }
}

/** One case in five stands still after some step, which is what makes tasks overdue. */
function stepsOf(random: Random, story: Story): Pick<Story, 'assessed' | 'planned' | 'served'> {
  const reach = random.chance(story.status === 'closed' ? 0.08 : 0.2) ? random.below(3) : 3
  const assessed = story.registered + random.between(1, 12)
  const planned = assessed + random.between(1, 20)
  const served = planned + random.between(0, 25)
  return {
    ...(reach > 0 && assessed <= story.until ? { assessed } : {}),
    ...(reach > 1 && planned <= story.until ? { planned } : {}),
    ...(reach > 2 && served <= story.until ? { served } : {}),
  }
}
