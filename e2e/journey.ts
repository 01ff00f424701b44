// A journey as vitest runs it: a house to walk in, and a failure for anything that a browser complains about.
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { test as base, expect } from 'vitest'
import { productHere } from './lane.ts'
import { openBrowser } from './chromium.ts'
import { type House, openHouse } from './house.ts'

const pictures = join(import.meta.dirname, '../.test/browser')

let browser: Promise<Browser> | undefined

export const test = base.extend<{ house: House }>({
  house: async ({ task }, use) => {
    browser ??= openBrowser()
    const { house, pages, end } = openHouse(await browser, productHere())
    await use(house)
    if ((task.result?.errors?.length ?? 0) > 0) await keepPictures(pages(), task.id)
    const { complaints, told } = await end()
    expect(complaints, 'what the browser complained about').toEqual([])
    expect(told, 'addresses, titles and log lines that tell who it is').toEqual([])
  },
})

/** Closes the browser of this file; once, at its end. */
export async function closeBrowser(): Promise<void> {
  const open = await browser
  browser = undefined
  await open?.close()
}

/** What the pages showed when the journey failed, for whoever mends it. */
async function keepPictures(pages: Page[], name: string): Promise<void> {
  const picture = (page: Page, n: number) =>
    page.screenshot({ path: join(pictures, `${name}-${n}.png`), timeout: 5_000 })
  const taken = await Promise.allSettled(pages.map(picture))
  console.log(
    `${taken.filter((one) => one.status === 'fulfilled').length} pictures of the failure: .test/browser/${name}-*.png`,
  )
}
