// A notice on its way to a phone in somebody's pocket: chosen, sent over HTTPS to a push service of ours, handed to the
// browser by its own debugging protocol, shown, and leading to what it is about. The browser of the tests has no maker's
// service, so what that would answer is made here, with keys of this test.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { CDPSession } from 'playwright-core'
import { afterAll, expect } from 'vitest'
import { browserAt } from '../packages/server/test/push-service.ts'
import { keepsApp, phone, shows, type Visit } from './house.ts'
import { closeBrowser, test } from './journey.ts'
import { productHere } from './lane.ts'
import { registered } from './records.ts'

afterAll(closeBrowser)

const long = { timeout: 30_000 }
const button = ({ page, say }: Visit, words: string) => page.getByRole('button', { name: say(words), exact: true })

/** What the maker's service of this browser gives, from the next page on. */
const subscribes = ({ context }: Visit, given: { notification_url: string; p256dh: string; auth: string }) =>
  context.addInitScript(({ notification_url: endpoint, ...keys }) => {
    const made = { endpoint, toJSON: () => ({ endpoint, keys }), unsubscribe: () => Promise.resolve(true) }
    let isOn = false
    PushManager.prototype.subscribe = () => {
      isOn = true
      return Promise.resolve(made as unknown as PushSubscription)
    }
    PushManager.prototype.getSubscription = () => Promise.resolve(isOn ? (made as unknown as PushSubscription) : null)
  }, given)

/** The registration of the worker that shows hints, as the browser numbers it. */
function registrationIn(line: CDPSession): Promise<string> {
  return new Promise((done) => {
    line.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      const ours = registrations.find(({ scopeURL, isDeleted }) => !isDeleted && scopeURL.endsWith('/push/'))
      if (ours) done(ours.registrationId)
    })
  })
}

/** The browser of the tests has no screen of its own to show on: what it is given to show is written down. */
const watch = `(() => {
  self.shown = []
  registration.showNotification = async (title, options) => void self.shown.push({ title, ...options })
  Object.defineProperty(clients, 'openWindow', { value: async (to) => void (self.opened = to) })
})()`
/** A tap is a person's: the browser lets no script make one. */
const tap = `(() => {
  const notification = { close: () => void (self.closed = true) }
  dispatchEvent(Object.assign(new ExtendableEvent('notificationclick'), { notification }))
  return { opened: self.opened, closed: self.closed }
})()`

test('what happens to a case reaches the phone of its owner as a number, and a tap leads to it', async ({ house }) => {
  const owner = await house.somebodyLike('primero_cp_ar')
  const { id, code } = await registered(house, owner, { name_first: 'Zeynabou' })
  house.keepsSecret('Zeynabou')
  const { push } = productHere()
  const browser = browserAt(`https://${push.host}/phone-of-${owner}`)
  const visit = await house.visit({ look: phone('ar'), as: owner, offlineReady: true })
  const { page, context, say, open } = visit
  await keepsApp(visit)
  await context.grantPermissions(['notifications'])
  await subscribes(visit, browser.given)

  await open('/office/notice-choices')
  const line = await context.newCDPSession(page)
  const registration = registrationIn(line)
  await line.send('ServiceWorker.enable')
  await button(visit, 'Show them on this device').click()
  await shows(button(visit, 'Show none on this device'))
  await button(visit, 'Save').click()
  await shows(page.getByText(say('Saved')))

  const flagged = await house.ask('primero_mgr_cp', `POST cases/${id}/flags`, { message: 'Zeynabou was not at school' })
  expect(flagged.status).toBe(200)
  const file = join(push.folder, `_phone-of-${owner}`)
  await expect.poll(() => existsSync(file), long).toBe(true)
  const data = browser.read({ body: readFileSync(file) })
  for (const word of ['Zeynabou', 'primero_mgr', owner, id, code]) expect(data).not.toContain(word)

  const worker = context.serviceWorkers().find((one) => one.url().endsWith('/push-worker.js'))
  await worker?.evaluate(watch)
  await line.send('ServiceWorker.deliverPushMessage', {
    origin: house.url,
    registrationId: await registration,
    data,
  })
  await expect
    .poll(() => worker?.evaluate('self.shown'), long)
    .toEqual([
      {
        title: 'Primero',
        body: 'إشعارات جديدة: 1',
        lang: 'ar',
        dir: 'rtl',
        icon: '/icon-192.png',
        tag: 'notices',
      },
    ])
  expect(await worker?.evaluate(tap)).toEqual({ opened: '/office/notices', closed: true })
  await open('/office/notices')
  const told = page.getByRole('listitem').filter({ hasText: 'Miriam Sadoq' })
  await shows(told.getByRole('link', { name: code }))
  await button(visit, 'Put all away').click()
  await shows(page.getByText('Miriam Sadoq'))
  await expect.poll(() => button(visit, 'Put away').count()).toBe(0)
})
