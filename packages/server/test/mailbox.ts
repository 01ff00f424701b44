// A real mail server on this machine that keeps what it is sent.
import type { AddressInfo } from 'node:net'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'
import type { Smtp } from '../src/config.ts'

export type Mail = {
  from: string
  to: string[]
  /** By their names in small letters. */
  headers: Record<string, string>
  subject: string
  text: string
  raw: string
}

export type Mailbox = {
  mails: Mail[]
  settings: Smtp
  /** The newest to this address. */
  newestTo: (address: string) => Mail | undefined
  close: () => Promise<void>
}

/** `options` of the server itself: what it asks for, what it refuses. */
export async function openMailbox(options: SMTPServerOptions = {}): Promise<Mailbox> {
  const mails: Mail[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData: (stream, session, callback) => {
      const parts: Buffer[] = []
      stream.on('data', (part: Buffer) => parts.push(part))
      stream.on('end', () => {
        const { mailFrom, rcptTo } = session.envelope
        mails.push(
          mailOf(
            Buffer.concat(parts).toString('utf8'),
            mailFrom === false ? '' : mailFrom.address,
            rcptTo.map(({ address }) => address),
          ),
        )
        callback()
      })
    },
    ...options,
  })
  // Whoever does not trust it hangs up in the middle.
  server.on('error', () => {})
  await new Promise<void>((done) => {
    server.listen(0, '127.0.0.1', () => done())
  })
  const { port } = server.server.address() as AddressInfo
  return {
    mails,
    settings: { host: '127.0.0.1', port, login: undefined, tls: 'none', from: 'primero@example.org' },
    newestTo: (address) => mails.findLast(({ to }) => to.includes(address)),
    close: () =>
      new Promise((done) => {
        server.close(() => done())
      }),
  }
}

export function mailOf(raw: string, from: string, to: string[]): Mail {
  const end = raw.indexOf('\r\n\r\n')
  const lines = raw
    .slice(0, end)
    .replaceAll(/\r\n[ \t]+/g, ' ')
    .split('\r\n')
  const headers = Object.fromEntries(
    lines.map((line): [string, string] => {
      const at = line.indexOf(':')
      return [line.slice(0, at).toLowerCase(), line.slice(at + 1).trim()]
    }),
  )
  const body = raw.slice(end + 4)
  const isBase64 = headers['content-transfer-encoding'] === 'base64'
  const text = isBase64 ? Buffer.from(body, 'base64').toString('utf8') : body
  return { from, to, headers, subject: wordsOf(headers['subject'] ?? ''), text, raw }
}

/** Words of a header in base64 or quoted letters. */
const wordsOf = (header: string): string =>
  header
    .replaceAll(/\?=\s+=\?/g, '?==?')
    .replaceAll(/=\?utf-8\?([bq])\?([^?]*)\?=/gi, (_all, how: string, said: string) =>
      how.toLowerCase() === 'b'
        ? Buffer.from(said, 'base64').toString('utf8')
        : decodeURIComponent(said.replaceAll('_', ' ').replaceAll(/=([0-9A-F]{2})/gi, '%$1')),
    )

/** The secret behind the mark of the link that a mail holds. */
export const tokenIn = ({ text }: Pick<Mail, 'text'>): string => /https?:\/\/\S+#(\S+)/.exec(text)?.[1] ?? ''
