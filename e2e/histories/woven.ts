// What is woven into a planned day by a chance of its own, so that the rest of the day of a seed stays as it was:
// decisions about claims, and a second tab beside the first.
import { type Random, randomOf } from '@primero/server/training/random.ts'
import type { Step } from '../../packages/web/test/day.ts'

type Day = { seed: number; steps: Step[]; cases: string[]; devices: number }

export function withDecisionsAndTabs({ seed, steps, cases, devices }: Day): Step[] {
  const random = randomOf(seed * 131 + 7)
  const decisions = new Decisions(random, cases, devices)
  const decided = [...steps.flatMap((step) => [step, ...decisions.perhaps(step)]), ...decisions.evening()]
  return Array.from({ length: devices }).reduce<Step[]>((day, _, on) => withTab(random, day, on), decided)
}

class Decisions {
  readonly random: Random
  readonly cases: string[]
  readonly devices: number
  count = 0

  constructor(random: Random, cases: string[], devices: number) {
    this.random = random
    this.cases = cases
    this.devices = devices
  }

  /** Whoever has just asked for what is new looks at what waits for a decision. */
  perhaps({ on, does }: Step): Step[] {
    const often = does === 'meet' || does === 'sync' || does === 'rest' ? 0.5 : 0.1
    return this.random.chance(often) ? [this.one(on)] : []
  }

  /** After the work they meet, and decide, sometimes two of them about the same. */
  evening(): Step[] {
    const { random, devices } = this
    return Array.from({ length: devices }, (_, on): Step[] => [
      { on, does: 'join' },
      { on, does: 'meet' },
      this.one(on),
      ...(random.chance(0.4) ? [this.one((on + 1) % devices)] : []),
    ]).flat()
  }

  one(on: number): Step {
    const { random, cases } = this
    this.count += 1
    const take = random.pick(['claim', 'claim', 'force', 'both', 'text'] as const)
    const text = `decided ${this.count}`
    return { on, does: 'decide', of: random.pick(cases), pick: random.below(6), take, text, all: random.chance(0.25) }
  }
}

/** For a while, work of this device is done in either of two tabs. */
function withTab(random: Random, steps: Step[], on: number): Step[] {
  if (random.chance(0.55)) return steps
  const from = random.below(steps.length)
  const to = random.between(from, steps.length)
  const during = steps
    .slice(from, to)
    .map((step): Step => (step.on === on && random.chance(0.5) ? { ...step, tab: true } : step))
  const rest = steps.slice(to)
  const close: Step[] = random.chance(0.5) ? [{ on, does: 'close-tab' }] : []
  return [...steps.slice(0, from), { on, does: 'open-tab' }, ...during, ...close, ...rest]
}
