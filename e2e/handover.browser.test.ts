// What nobody on a device can open any more is not lost: the help desk carries it out as its author's.
import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Locator } from 'playwright-core'
import { afterAll, expect } from 'vitest'
import { productHere } from './lane.ts'
import { besides } from './accounts.ts'
import { questionOf, questionsOf } from './fill.ts'
import { desk, type House, keepsApp, phone, shows, type Visit } from './house.ts'
import { closeBrowser, test } from './journey.ts'
import { registered, stored } from './records.ts'

afterAll(closeBrowser)

const root = join(import.meta.dirname, '..')

/** What an operator types where the product runs. */
async function operator(...words: string[]): Promise<string> {
  const { data, password } = productHere()
  const env = {
    ...besides(data),
    PATH: process.env['PATH'],
    HOME: process.env['HOME'],
    PRIMERO_DEMO_PASSWORD: password,
  }
  const admin = join(root, 'packages/server/src/admin.ts')
  return (await promisify(execFile)(process.execPath, [admin, 'escrow', ...words], { cwd: root, env })).stdout
}

/** A case of somebody new, changed without a line. @returns its id */
async function writesOffline(house: House, visit: Visit, user: string, words: string): Promise<string> {
  const { page, context, say } = visit
  const { id } = await registered(house, user, {})
  await page.getByLabel(say('User name')).fill(user)
  await page.getByLabel(say('Password'), { exact: true }).fill(house.password)
  await page.getByRole('button', { name: say('Sign in'), exact: true }).click()
  await shows(page.getByRole('heading', { name: say('Cases') }))
  await keepsApp(visit)
  const config = await questionsOf(visit)
  await page.evaluate((to) => history.pushState(null, '', to), `/cases/${id}/basic_identity?edit=1`)
  await page.getByRole('textbox', { name: questionOf(config, 'name_nickname') }).fill(words)
  await context.setOffline(true)
  await page.getByRole('button', { name: say('Save'), exact: true }).click()
  const saved = ['phone', 'computer'].map((kind) => page.getByText(say(`Saved on this ${kind}, not yet received`)))
  await shows((saved[0] as Locator).or(saved[1] as Locator))
  return id
}

test('work that is handed over at the sign-out arrives sealed, and the help desk carries it out', async ({ house }) => {
  const user = await house.somebodyLike('primero_cp_ar')
  const visit = await house.visit({ look: phone('ar'), offlineReady: true })
  const { page, context, say } = visit
  const id = await writesOffline(house, visit, user, 'Handed over')
  await page.evaluate(() => history.pushState(null, '', '/more'))
  await page.getByRole('button', { name: say('Sign out'), exact: true }).click()
  await page.getByRole('button', { name: say('Erase and sign out') }).click()
  await page.getByRole('button', { name: say('Hand over and sign out') }).click()
  await shows(page.getByRole('heading', { level: 1, name: say('Sign in') }))
  const arrives = page.waitForResponse((reply) => reply.url().endsWith('/api/sync/escrow') && reply.ok())
  await context.setOffline(false)
  await page.reload()
  await arrives
  await expect.poll(() => leftHere(visit)).toBe(0)
  const [device = ''] =
    (await operator())
      .split('\n')
      .find((line) => line.includes(user))
      ?.split(' ') ?? []
  expect(await operator('--apply', device)).toContain('applied')
  expect((await stored(house, user, `cases/${id}`))['name_nickname']).toBe('Handed over')
})

test('a locked copy goes by hand, and what it holds arrives once', async ({ house }) => {
  const user = await house.somebodyLike('primero_cp')
  const visit = await house.visit({ look: desk('en'), offlineReady: true })
  const { page, context, say } = visit
  const id = await writesOffline(house, visit, user, 'On a stick')
  await page.evaluate(() => history.pushState(null, '', '/outbox'))
  const saved = page.waitForEvent('download')
  await page.getByRole('button', { name: say('Save a locked copy') }).click()
  const file = await saved
  expect(file.suggestedFilename()).toMatch(/^copy-\d{4}-\d\d-\d\d\.json$/)
  const path = await file.path()
  expect(readFileSync(path, 'utf8')).not.toContain('On a stick')
  const [device = ''] = (await operator('--file', path)).split(' ')
  expect(await operator('--apply', device)).toContain('applied')
  expect((await stored(house, user, `cases/${id}`))['name_nickname']).toBe('On a stick')
  // The device finds a line after all: what it sends is known already.
  await context.setOffline(false)
  await shows(page.getByRole('banner').getByText(say('All received')))
  const log = await house.ask(user, `GET cases/${id}/record_history`)
  expect(JSON.stringify(log.body).split('On a stick')).toHaveLength(2)
})

const leftHere = ({ page }: Visit): Promise<number> =>
  page.evaluate(async () => {
    const asked = <T>(request: IDBRequest<T>): Promise<T> =>
      new Promise((resolve) => {
        request.onsuccess = () => resolve(request.result)
      })
    const db = await asked(indexedDB.open('primero.vault'))
    const count = await asked(db.transaction('object').objectStore('object').count())
    db.close()
    return count
  })
