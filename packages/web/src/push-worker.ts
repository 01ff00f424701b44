// Shows that something waits, for who wants that on this device: a worker of its own, which keeps nothing and answers no
// page. What came is a title and a number, made where they were sent; where a tap leads does not come from outside.

declare const self: ServiceWorkerGlobalScope
export {}

type Hint = { title?: unknown; body?: unknown; lang?: unknown; dir?: unknown }

const list = '/office/notices'

self.addEventListener('push', (event) => event.waitUntil(show(hintIn(event.data))))
self.addEventListener('notificationclick', (event) => {
  event.notification.close()
  // A window of its own: what somebody types in another one stays.
  event.waitUntil(self.clients.openWindow(list))
})

/** The browser shows words of its own where a push shows nothing; so whatever came is shown as something. */
function hintIn(data: PushMessageData | null): Hint {
  try {
    return (data?.json() ?? {}) as Hint
  } catch {
    return {}
  }
}

const text = (value: unknown, most: number): string => (typeof value === 'string' ? value.slice(0, most) : '')

const show = ({ title, body, lang, dir }: Hint): Promise<void> =>
  self.registration.showNotification(text(title, 60) || '●', {
    body: text(body, 120),
    lang: text(lang, 12),
    dir: dir === 'rtl' || dir === 'ltr' ? dir : 'auto',
    icon: '/icon-192.png',
    // The newest takes the place of the one before.
    tag: 'notices',
  })
