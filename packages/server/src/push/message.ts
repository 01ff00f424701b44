// A message to one browser, sealed so that the push service reads nothing of it, and the note that says who sends it: both
// by the library `web-push`. The line to the service is ours (line.ts), because the address comes from outside.
import webPush from 'web-push'

export type BrowserKeys = { p256dh: string; auth: string }
export type OwnKeys = { publicKey: string; privateKey: string }

export const newOwnKeys = (): OwnKeys => webPush.generateVAPIDKeys()

/** The service keeps it so long for a phone that is off; seconds. */
const keptFor = 24 * 3600

export type Message = { headers: Record<string, string>; body: Buffer }

/** `contact` is how the keepers of the service reach ours. @throws Error where the browser's keys are none */
export function sealed(text: string, to: { url: string } & BrowserKeys, keys: OwnKeys, contact: string): Message {
  const { headers, body } = webPush.generateRequestDetails(
    { endpoint: to.url, keys: { p256dh: to.p256dh, auth: to.auth } },
    text,
    { TTL: keptFor, urgency: 'normal', contentEncoding: 'aes128gcm', vapidDetails: { subject: contact, ...keys } },
  )
  if (body === null) throw new Error('no message')
  return { headers: Object.fromEntries(Object.entries(headers ?? {}).map(([k, v]) => [k, String(v)])), body }
}

/** A point on the curve and a secret, as browsers make them. */
export const areBrowserKeys = ({ p256dh, auth }: BrowserKeys): boolean => bytes(p256dh) === 65 && bytes(auth) === 16

const bytes = (text: string): number => (/^[\w-]+={0,2}$/.test(text) ? Buffer.from(text, 'base64url').length : 0)
