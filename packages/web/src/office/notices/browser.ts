// This browser, told that something waits: a worker that shows it, and where the browser's own service reaches it.
import { ownScript } from '../../store/ownScript.ts'
import { forgetBrowser, pingBrowser, tellBrowser } from '../../sync/notices.ts'

/** refused: the person said no to the browser, which asks no more. */
export type Telling = 'impossible' | 'refused' | 'off' | 'on'

/** No page of the app is under it. */
const scope = '/push/'

const canBeTold = (): boolean => 'serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window

async function subscription(): Promise<PushSubscription | undefined> {
  const registration = await navigator.serviceWorker.getRegistration(scope)
  // Without a worker of its own the answer is the one of the whole app.
  if (registration === undefined || !registration.scope.endsWith(scope)) return undefined
  return (await registration.pushManager.getSubscription()) ?? undefined
}

const permission = async (): Promise<PermissionState> =>
  (await navigator.permissions.query({ name: 'notifications' })).state

export async function howTold(): Promise<Telling> {
  if (!canBeTold()) return 'impossible'
  if ((await permission()) === 'denied') return 'refused'
  return (await subscription()) === undefined ? 'off' : 'on'
}

/** Asks the person, then the browser. @throws where the browser does not, or the server takes it not */
export async function beTold(key: string): Promise<Telling> {
  if ((await Notification.requestPermission()) !== 'granted') return howTold()
  const registration = await navigator.serviceWorker.register(ownScript('/push-worker.js'), {
    scope,
    updateViaCache: 'none',
  })
  await active(registration)
  // One of another key, or that the server gave up, tells nobody anything.
  await (await registration.pushManager.getSubscription())?.unsubscribe()
  const made = await registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key })
  const { endpoint, keys } = made.toJSON()
  try {
    await tellBrowser({
      notification_url: endpoint ?? '',
      p256dh: keys?.['p256dh'] ?? '',
      auth: keys?.['auth'] ?? '',
    })
  } catch (e) {
    await made.unsubscribe()
    throw e
  }
  return 'on'
}

const active = (registration: ServiceWorkerRegistration): Promise<void> =>
  new Promise((done) => {
    const worker = registration.installing ?? registration.waiting
    if (registration.active || worker === null) return done()
    worker.addEventListener('statechange', () => worker.state === 'activated' && done())
  })

export async function beToldNoMore(): Promise<Telling> {
  const made = await subscription()
  if (made !== undefined) {
    await forgetBrowser(made.endpoint)
    await made.unsubscribe()
  }
  return 'off'
}

/** The app is open in the hands of its person: the server goes on telling this browser, or has given it up. */
export async function stillHere(): Promise<void> {
  if (!canBeTold() || (await permission()) !== 'granted') return
  const made = await subscription()
  if (made !== undefined && !(await pingBrowser(made.endpoint))) await made.unsubscribe()
}
