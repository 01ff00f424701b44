// What axe finds on a page, and what sticks out of it.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults, Result, RunOptions } from 'axe-core'
import type { Page } from 'playwright-core'

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** WCAG 2.0–2.2, A and AA; and axe's own best practices. */
const options: RunOptions = {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  resultTypes: ['violations'],
}

export type Finding = { rule: string; impact: string; help: string; places: string[] }

/** At the height of the whole page, so that no bar that sticks to an edge covers what it measures. */
export async function audit(page: Page): Promise<Finding[]> {
  const { width, height } = page.viewportSize() ?? { width: 1280, height: 800 }
  await page.evaluate(source)
  let whole = 0
  let violations: Result[] = []
  // Anew while it grows meanwhile. Some are always a little higher than their window: they do not grow for ever.
  for (let round = 0; round < 4 && whole !== (await wholeOf(page)); round += 1) {
    await page.setViewportSize({ width, height: Math.max(height, await wholeOf(page)) })
    whole = await wholeOf(page)
    const found = await page.evaluate(
      (how) => (window as unknown as { axe: { run: (o: RunOptions) => Promise<AxeResults> } }).axe.run(how),
      options,
    )
    violations = found.violations
  }
  return violations.map(findingOf)
}

const wholeOf = (page: Page): Promise<number> => page.evaluate(() => document.documentElement.scrollHeight)

const findingOf = ({ id, impact, help, nodes }: Result): Finding => ({
  rule: id,
  impact: impact ?? 'minor',
  help,
  places: nodes
    .slice(0, 5)
    .map((node) => `${node.target.join(' ')}: ${node.failureSummary?.split('\n')[1]?.trim() ?? ''}`),
})

/** Parts that reach over the edge of the window without a region of their own to scroll in (WCAG 1.4.10). */
export const sticksOut = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const edge = document.documentElement.clientWidth
    if (document.documentElement.scrollWidth <= edge) return []
    const scrolls = (element: Element): boolean => {
      for (let at: Element | null = element.parentElement; at; at = at.parentElement) {
        if (getComputedStyle(at).overflowX !== 'visible') return true
      }
      return false
    }
    const out = [...document.body.querySelectorAll('*')].filter((element) => {
      const { left, right, width } = element.getBoundingClientRect()
      return width > 0 && (right > edge + 1 || left < -1) && !scrolls(element)
    })
    return out
      .slice(0, 5)
      .map((element) => `${element.tagName}.${element.className} ${element.textContent?.slice(0, 40)}`)
  })
