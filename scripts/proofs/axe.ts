// Every page in every state, in every language, size and theme: axe finds nothing and nothing sticks out.
import { openBrowser } from '../../e2e/chromium.ts'
import { audit, sticksOut } from '../../e2e/axe.ts'
import { layGround, visitState } from '../../e2e/ground.ts'
import { type Look, openHouse } from '../../e2e/house.ts'
import { startProduct } from '../../e2e/product.ts'
import { states } from '../../e2e/states.ts'
import { finallyDo } from './children.ts'
import { commitNow, writeEvidence } from './evidence.ts'
import { numbersFrom } from './options.ts'
import { progressOf } from './progress.ts'

const sizes = [
  [320, 640],
  [360, 740],
  [768, 1024],
  [1280, 800],
] as const

const looks: Look[] = (['en', 'ar'] as const).flatMap((language) =>
  sizes.flatMap(([width, height]) => [false, true].map((dark) => ({ width, height, language, dark }))),
)

type Done = { key: string; faults: string[] }

export async function prove(options: string[]): Promise<boolean> {
  const { minutes } = numbersFrom(options, { minutes: { standard: 60, least: 1, most: 600 } })
  const until = Date.now() + minutes * 60_000
  const commit = commitNow()
  const progress = progressOf<Done[]>('axe', { commit })
  const done = progress.found ?? []
  const known = new Set(done.map(({ key }) => key))
  const product = await startProduct()
  finallyDo(product.stop)
  const browser = await openBrowser()
  finallyDo(() => browser.close())
  const ground = await layGround(openHouse(browser, product).house)
  const all = looks.flatMap((look) => states.map((state) => ({ look, state })))
  for (const { look, state } of all) {
    const key = `${state.name}, ${look.width}, ${look.language}, ${look.dark ? 'dark' : 'light'}`
    if (known.has(key)) continue
    if (Date.now() > until) break
    const { house, end } = openHouse(browser, product)
    const faults: string[] = []
    try {
      const { page } = await visitState(state, { ...ground, house }, look)
      for (const { rule, impact, places } of await audit(page)) faults.push(`${impact} ${rule}: ${places.join(' | ')}`)
      faults.push(...(await sticksOut(page)).map((part) => `sticks out: ${part}`))
    } catch (error) {
      faults.push(`not reached: ${error instanceof Error ? error.message.split('\n')[0] : 'unknown'}`)
    }
    const { complaints } = await end()
    faults.push(...complaints)
    if (faults.length > 0) console.log(`✗ ${key}\n  ${faults.join('\n  ')}`)
    done.push({ key, faults })
    if (done.length % 20 === 0) progress.keep(done)
  }
  progress.keep(done)
  const faulty = done.filter(({ faults }) => faults.length > 0)
  const isWhole = done.length === all.length
  writeEvidence('axe', commit, {
    proven: isWhole && faulty.length === 0,
    counts: { states: states.length, looks: looks.length, audited: done.length, of: all.length, faulty: faulty.length },
    figures: { faults: faulty.slice(0, 50) },
  })
  if (isWhole) progress.drop()
  return isWhole && faulty.length === 0
}
