// Lines to us, where TLS ends with us, and our lines to others: whom we believe, and where we are not led.
import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo, Server } from 'node:net'
import { connect, type ConnectionOptions } from 'node:tls'
import { afterAll, afterEach, beforeAll, describe, expect, inject, test, vi } from 'vitest'
import { createApp } from '../../src/app.ts'
import { s3Storage } from '../../src/attachments/s3.ts'
import { openLine } from '../../src/mail/line.ts'
import { openTestHouse, type TestHouse } from '../house.ts'
import { openMailbox } from '../mailbox.ts'
import { providerAt } from '../sign-on/door.ts'
import { startProvider } from '../sign-on/provider.ts'
import { ownCertificate } from './certificate.ts'

let t: TestHouse
let own: { cert: Buffer; key: Buffer }
const ends: (() => unknown)[] = []

beforeAll(async () => {
  t = await openTestHouse(inject('database'))
  own = await ownCertificate()
})
afterAll(() => t.close())
afterEach(async () => {
  for (const end of ends.splice(0)) await end()
})

const heard = async (server: Server): Promise<number> => {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  ends.push(() => server.close())
  return (server.address() as AddressInfo).port
}

describe('where TLS ends with us', () => {
  /** What a browser and we agree on; the code of the refusal, where nothing. */
  async function agreed(options: ConnectionOptions): Promise<string> {
    const house = { ...t.house, settings: { ...t.house.settings, tls: own } }
    const app = await createApp(house, false)
    ends.push(() => app.close())
    await app.listen({ port: 0, host: '127.0.0.1' })
    const { port } = app.server.address() as AddressInfo
    return new Promise((done) => {
      // A browser of another time: our own library would not even ask.
      const line = connect({ port, host: '127.0.0.1', rejectUnauthorized: false, ...options }, () => {
        done(`${line.getProtocol()} ${line.getCipher().name}`)
        line.destroy()
      })
      line.on('error', (error: NodeJS.ErrnoException) => done(error.code ?? 'refused'))
    })
  }

  test.each(['TLSv1', 'TLSv1.1'] as const)('%s is not spoken', async (version) => {
    const old = { minVersion: version, maxVersion: version, ciphers: 'DEFAULT:@SECLEVEL=0' }
    expect(await agreed(old)).toMatch(/PROTOCOL_VERSION|ALERT/)
  })

  test.each(['TLSv1.2', 'TLSv1.3'] as const)('%s is spoken', async (version) => {
    expect(await agreed({ minVersion: version, maxVersion: version })).toMatch(
      version === 'TLSv1.2' ? /^TLSv1\.2 ECDHE-ECDSA-.*(GCM|CHACHA20)/ : /^TLSv1\.3 TLS_.*(GCM|CHACHA20)/,
    )
  })

  test('the strongest cipher is taken, whatever comes first with who asks, and no weak one', async () => {
    const first = 'ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-ECDSA-AES256-GCM-SHA384'
    expect(await agreed({ maxVersion: 'TLSv1.2', ciphers: first })).toContain('AES256-GCM')
    for (const weak of ['ECDHE-ECDSA-AES128-SHA', 'ECDHE-ECDSA-AES256-SHA384', 'AES128-GCM-SHA256'])
      expect(await agreed({ maxVersion: 'TLSv1.2', ciphers: weak }), weak).toMatch(/HANDSHAKE_FAILURE|ALERT/)
  })
})

const bucket = { bucket: 'files', region: 'us-east-1', accessKey: 'key', secretKey: 'secret' }
const leaves = async () => (await t.app.inject({ method: 'POST', url: '/api/ext/sign-in/providers/test' })).json().code
const useProvider = (issuer: string, verificationUrl?: string) => {
  const provider = { ...providerAt({ issuer }), verificationUrl: verificationUrl ?? null }
  const before = t.house.settings
  t.house.settings = { ...before, publicUrl: 'http://localhost:3000', identityProviders: [provider] }
  ends.push(() => {
    t.house.settings = before
  })
}

describe('a server that we ask, and that sends us elsewhere', () => {
  /** Where nobody of ours is to come. */
  async function elsewhere(): Promise<{ at: string; visits: string[] }> {
    const visits: string[] = []
    const listener: RequestListener = (request, reply) => {
      visits.push(request.url ?? '')
      reply.writeHead(200, { 'content-type': 'application/json' }).end('{}')
    }
    return { at: `http://127.0.0.1:${await heard(createServer(listener))}`, visits }
  }
  const sendsTo = async (at: string): Promise<string> => {
    const listener: RequestListener = (request, reply) => {
      request.resume()
      reply.writeHead(307, { location: `${at}${request.url}` }).end()
    }
    return `http://127.0.0.1:${await heard(createServer(listener))}`
  }

  test('as a file store is no file store', async () => {
    const { at, visits } = await elsewhere()
    await expect(s3Storage({ ...bucket, endpoint: await sendsTo(at) }, t.house.keys)).rejects.toThrow('does not answer')
    expect(visits).toEqual([])
  })

  test('as a provider is no provider', async () => {
    const { at, visits } = await elsewhere()
    useProvider(await sendsTo(at))
    expect(await leaves()).toBe('provider-unreachable')
    expect(visits).toEqual([])
  })

  test('for its keys has none', async () => {
    vi.spyOn(console, 'warn').mockReturnValue()
    const { at, visits } = await elsewhere()
    const idp = await startProvider({ app: 'http://localhost:3000' })
    ends.push(() => idp.close())
    useProvider(idp.issuer, `${await sendsTo(at)}/jwks`)
    const token = await idp.says({ sub: 'amal', email: 'amal@example.org' })
    const headers = { authorization: `Bearer ${token}` }
    const { statusCode } = await t.app.inject({ url: '/api/v2/cases', headers })
    expect([401, 503]).toContain(statusCode)
    expect(visits).toEqual([])
  })
})

describe('a server whose certificate nobody signed', () => {
  async function untrusted(): Promise<{ at: string; visits: string[] }> {
    const visits: string[] = []
    const server = createTlsServer(own, (request, reply) => {
      visits.push(request.url ?? '')
      reply.writeHead(200).end('{}')
    })
    return { at: `https://localhost:${await heard(server)}`, visits }
  }

  test('is no file store', async () => {
    const { at, visits } = await untrusted()
    await expect(s3Storage({ ...bucket, endpoint: at }, t.house.keys)).rejects.toThrow('does not answer')
    expect(visits).toEqual([])
  })

  test('is no provider', async () => {
    const { at, visits } = await untrusted()
    useProvider(at)
    expect(await leaves()).toBe('provider-unreachable')
    expect(visits).toEqual([])
  })

  test.each(['starttls', 'tls'] as const)('is no mail server (%s)', async (tls) => {
    const box = await openMailbox({ ...own, secure: tls === 'tls', disabledCommands: [] })
    ends.push(() => box.close())
    const line = openLine({ ...box.settings, host: 'localhost', tls }, 'Primero')
    ends.push(() => line.close())
    const mail = { id: crypto.randomUUID(), to: 'amal@example.org', subject: 'A', text: 'B', language: 'en' }
    expect(await line.send(mail)).toMatchObject({ is: 'down' })
    expect(box.mails).toEqual([])
  })
})
