// Nothing on any page, in any state, that shuts somebody out: WCAG 2.2 AA as far as a program can tell.
import { afterAll, expect } from 'vitest'
import { audit, sticksOut } from './axe.ts'
import { type Ground, layGround, visitState } from './ground.ts'
import { desk, type Look, phone } from './house.ts'
import { closeBrowser, test } from './journey.ts'
import { states } from './states.ts'

afterAll(closeBrowser)

/** Each page once, in turns; `npm run proof -- axe` walks every state in every language, size and theme. */
const turns: Look[] = [phone('en'), { ...desk('ar'), dark: true }, { ...phone('ar'), dark: true }, desk('en')]

let ground: Ground | undefined

const pages = states.filter(({ reach }) => reach === undefined)

for (const [n, state] of pages.entries()) {
  const look = turns[n % turns.length] ?? phone('en')
  test(`${state.name}: axe finds nothing, and nothing sticks out, at ${look.width} in ${look.language}`, async ({
    house,
  }) => {
    ground ??= await layGround(house)
    const { page } = await visitState(state, { ...ground, house }, look)
    expect(await audit(page)).toEqual([])
    expect(await sticksOut(page)).toEqual([])
  })
}
