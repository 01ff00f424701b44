// A real mail server beside the product: what it is sent lies in a folder, one file a mail, the oldest first.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { SMTPServer } from 'smtp-server'

export type Post = { port: number; close: () => Promise<void> }

export async function openPost(folder: string): Promise<Post> {
  let count = 0
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData: (stream, { envelope }, callback) => {
      const parts: Buffer[] = []
      stream.on('data', (part: Buffer) => parts.push(part))
      stream.on('end', () => {
        count += 1
        const to = envelope.rcptTo.map(({ address }) => address)
        const name = `${String(count).padStart(6, '0')}.json`
        writeFileSync(join(folder, name), JSON.stringify({ to, raw: Buffer.concat(parts).toString('utf8') }))
        callback()
      })
    },
  })
  await new Promise<void>((done) => {
    server.listen(0, '127.0.0.1', () => done())
  })
  return {
    port: (server.server.address() as AddressInfo).port,
    close: () =>
      new Promise((done) => {
        server.close(() => done())
      }),
  }
}

type Mail = { to: string[]; raw: string }

const mailsIn = (folder: string): Mail[] =>
  readdirSync(folder)
    .sort()
    .map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as Mail)

const bodyAt = (raw: string): number => raw.indexOf('\r\n\r\n')
const textOf = (raw: string): string => Buffer.from(raw.slice(bodyAt(raw)), 'base64').toString('utf8')

/** What the newest mail to this address says; undefined: none came yet. */
export function newestTo(folder: string, address: string): string | undefined {
  const newest = mailsIn(folder).findLast(({ to }) => to.includes(address))
  return newest && textOf(newest.raw)
}

/** Everything that came to this address, with its headers: whoever holds the phone can read a mailbox. */
export const allTo = (folder: string, address: string): string[] =>
  mailsIn(folder)
    .filter(({ to }) => to.includes(address))
    .map(wholeOf)

/** Everything that came to anybody. */
export const allIn = (folder: string): string[] => mailsIn(folder).map(wholeOf)

const wholeOf = ({ raw }: Mail): string => raw.slice(0, bodyAt(raw)) + textOf(raw)
