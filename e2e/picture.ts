// A picture of a page for the documentation, small enough for a weak line.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { House, Look, Visit } from './house.ts'

const folder = join(import.meta.dirname, '../docs/screenshots')

/** Takes the picture of this name, when the page is ready. Nobody is signed in where `as` is undefined. */
export type Picture = (
  name: string,
  look: Look,
  as: string | undefined,
  at: string,
  ready: (visit: Visit) => Promise<void>,
) => Promise<void>

/** @param wanted names of those to take; none: all */
export const pictureOf =
  (house: House, wanted: readonly string[]): Picture =>
  async (name, look, as, at, ready) => {
    if (wanted.length > 0 && !wanted.includes(name)) return
    const visit = await house.visit({ look, at, ...(as === undefined ? {} : { as }) })
    await ready(visit)
    await visit.page.evaluate(() => document.fonts.ready.then(() => undefined))
    const browser = await visit.context.newCDPSession(visit.page)
    const { data } = await browser.send('Page.captureScreenshot', { format: 'webp', quality: 82 })
    writeFileSync(join(folder, `${name}.webp`), Buffer.from(data, 'base64'))
    await visit.context.close()
  }
