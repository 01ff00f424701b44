// A push service on this machine, over HTTPS, and a browser that it writes to: the keys of both are made here, and what
// arrives is opened as a browser does (RFC 8291), with Node's own parts.
import { createDecipheriv, createECDH, hkdfSync, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { jwtVerify } from 'jose'
import type { WebPush } from '../src/config.ts'
import { ownCertificate } from './access/certificate.ts'

export type Arrived = { path: string; headers: Record<string, unknown>; body: Buffer }

export type PushService = {
  settings: WebPush
  arrived: Arrived[]
  /** What the service answers to the next ones. */
  answers: { status: number }
  /** A browser that subscribed: what it gives to an app, and how it reads. */
  browser: () => Browser
  /** Of the authority that vouches for the service. */
  ca: string
  close: () => Promise<void>
}

export type Browser = {
  given: { notification_url: string; p256dh: string; auth: string }
  read: (message: Pick<Arrived, 'body'>) => string
}

/** `hears` is told of each message. */
export async function openPushService(hears: (message: Arrived) => void = () => {}): Promise<PushService> {
  const { cert, key } = await ownCertificate()
  const arrived: Arrived[] = []
  const answers = { status: 201 }
  const server = createServer({ cert, key }, async (request, reply) => {
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part as Buffer)
    const message = { path: request.url ?? '', headers: request.headers, body: Buffer.concat(parts) }
    arrived.push(message)
    hears(message)
    reply.writeHead(answers.status, answers.status === 307 ? { location: 'https://127.0.0.1:1/' } : {}).end()
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const host = `localhost:${port}`
  let count = 0
  return {
    settings: { hosts: [host], pauseAfter: 1440, trial: { ca: cert.toString() } },
    ca: cert.toString(),
    arrived,
    answers,
    browser: () => {
      count += 1
      return browserAt(`https://${host}/to/${count}`)
    },
    close: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

export function browserAt(url: string): Browser {
  const own = createECDH('prime256v1')
  const point = own.generateKeys()
  const secret = randomBytes(16)
  return {
    given: { notification_url: url, p256dh: point.toString('base64url'), auth: secret.toString('base64url') },
    read: ({ body }) => {
      const [salt, length] = [body.subarray(0, 16), body[20] ?? 0]
      const sender = body.subarray(21, 21 + length)
      const sealed = body.subarray(21 + length)
      const derive = (key: Buffer, with_: Buffer, purpose: Buffer, bytes: number) =>
        Buffer.from(hkdfSync('sha256', key, with_, purpose, bytes))
      const purpose = Buffer.concat([Buffer.from('WebPush: info\0'), point, sender])
      const shared = derive(own.computeSecret(sender), secret, purpose, 32)
      const key = derive(shared, salt, Buffer.from('Content-Encoding: aes128gcm\0'), 16)
      const nonce = derive(shared, salt, Buffer.from('Content-Encoding: nonce\0'), 12)
      const cipher = createDecipheriv('aes-128-gcm', key, nonce)
      cipher.setAuthTag(sealed.subarray(-16))
      const plain = Buffer.concat([cipher.update(sealed.subarray(0, -16)), cipher.final()])
      // After the text a byte that says that it is the last part.
      return plain.subarray(0, plain.lastIndexOf(2)).toString('utf8')
    },
  }
}

/** Who sent it, as the service can tell: the note under the key that the app gave to browsers. @throws where it is not so */
export async function senderOf({ headers }: Arrived, publicKey: string) {
  const [, note = '', shown] = /^vapid t=([^,]+), ?k=(.+)$/.exec(String(headers['authorization'])) ?? []
  if (shown !== publicKey) throw new Error('another key')
  const point = Buffer.from(publicKey, 'base64url')
  const half = (from: number): string => point.subarray(from, from + 32).toString('base64url')
  const jwk = { kty: 'EC', crv: 'P-256', x: half(1), y: half(33) }
  const key = await crypto.subtle.importKey('jwk', jwk, { name: 'ECDSA', namedCurve: 'P-256' }, true, ['verify'])
  return (await jwtVerify(note, key)).payload
}
