// Going where there is no line: signed in once with a password, everything kept, and opened again without a network.
import type { ConfigReply } from '@primero/domain/sync/protocol.ts'
import { type House, keepsApp, type Look, shows, type Visit } from './house.ts'

export type Arrived = { visit: Visit; config: ConfigReply }

/** Signs in with a password, and waits until the device has its records and the app itself. */
export async function arrives(house: House, user: string, look: Look, refusals: number[] = []): Promise<Arrived> {
  const visit = await house.visit({ look, offlineReady: true, refusals })
  const { page, say } = visit
  const kept = page.waitForResponse(
    async (reply) => reply.url().endsWith('/api/sync/pull') && !((await reply.json()) as { more: boolean }).more,
  )
  const told = page.waitForResponse((reply) => reply.url().includes('/api/sync/config') && reply.ok())
  await page.getByLabel(say('User name')).fill(user)
  await page.getByLabel(say('Password'), { exact: true }).fill(house.password)
  await page.getByRole('button', { name: say('Sign in'), exact: true }).click()
  await shows(page.getByRole('heading', { level: 1, name: say('My day') }))
  const config = (await (await told).json()) as ConfigReply
  await kept
  await keepsApp(visit)
  return { visit, config }
}

/** Reloads the page without a network, and opens the vault. */
export async function unlocks(house: House, { page, say }: Visit): Promise<void> {
  await page.reload()
  await shows(page.getByRole('heading', { level: 1, name: say('Unlock your work') }))
  await page.getByLabel(say('Password'), { exact: true }).fill(house.password)
  await page.getByRole('button', { name: say('Unlock'), exact: true }).click()
  await page.getByRole('heading', { level: 1, name: say('Unlock your work') }).waitFor({ state: 'hidden' })
}
