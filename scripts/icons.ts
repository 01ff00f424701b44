// Draws the icons of the installed app from packages/web/public/brand.svg, which is our own drawing under the project's
// licence: `node scripts/icons.ts` after a change of it. The pictures are kept in the repository, since phones want PNG.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { openBrowser } from '../e2e/chromium.ts'

const folder = join(import.meta.dirname, '../packages/web/public')
const drawing = readFileSync(join(folder, 'brand.svg'), 'utf8')
// A system cuts a maskable icon into its own shape: the ground goes to the edge, the sign keeps to the middle 80 %.
const maskable = drawing.replace(' rx="5"', '').replace('translate(3.6 3.6) scale(.7)', 'translate(5.4 5.4) scale(.55)')

const browser = await openBrowser()
try {
  for (const [name, size, svg] of [
    ['icon-192', 192, drawing],
    ['icon-512', 512, drawing],
    ['icon-maskable-512', 512, maskable],
  ] as const) {
    const page = await browser.newPage({ viewport: { width: size, height: size } })
    await page.setContent(`<style>body{margin:0}svg{display:block;width:100vw}</style>${svg}`)
    await page.screenshot({ path: join(folder, `${name}.png`), omitBackground: true })
    await page.close()
  }
} finally {
  await browser.close()
}
