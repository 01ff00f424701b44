// The line to the mail server.
import { createTransport } from 'nodemailer'
import type { Smtp } from '../config.ts'
import type { Said } from './words.ts'

export type Line = { send: (mail: Outgoing) => Promise<Outcome>; close: () => void }

export type Outgoing = Said & { id: string; to: string }

/**
 * refused: this mail, for good. later: this mail, for now. down: nothing can be sent, whatever it is.
 * `code`: a number of the server or a word of ours; its sentences quote addresses.
 */
export type Outcome = { is: 'sent' } | { is: 'refused' | 'later' | 'down'; code: string }

export function openLine(smtp: Smtp, app: string): Line {
  const transport = createTransport({
    host: smtp.host,
    port: smtp.port,
    secure: smtp.tls === 'tls',
    requireTLS: smtp.tls === 'starttls',
    ignoreTLS: smtp.tls === 'none',
    ...(smtp.login ? { auth: smtp.login } : {}),
    pool: true,
    maxConnections: 1,
    // A server that says nothing holds up the other jobs no longer than this.
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 30_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  const send = async ({ id, to, subject, text, language }: Outgoing): Promise<Outcome> => {
    try {
      await transport.sendMail({
        from: { name: app, address: smtp.from },
        to: { name: '', address: to },
        subject,
        text,
        textEncoding: 'base64',
        // A second try after a lost answer is the same mail to whoever keeps mails apart.
        messageId: `<${id}@${smtp.from.split('@')[1]}>`,
        headers: {
          'Content-Language': language,
          'Auto-Submitted': 'auto-generated',
          'X-Auto-Response-Suppress': 'All',
        },
      })
      return { is: 'sent' }
    } catch (error) {
      return outcomeOf(error)
    }
  }
  return { send, close: () => transport.close() }
}

/** What it was about, in the words of the library; a mail is refused by what the server says of it alone. */
function outcomeOf(error: unknown): Outcome {
  const { code, responseCode } = (typeof error === 'object' ? (error ?? {}) : {}) as {
    code?: unknown
    responseCode?: unknown
  }
  const isOfMail = code === 'EENVELOPE' || code === 'EMESSAGE'
  if (isOfMail && typeof responseCode === 'number')
    return { is: responseCode >= 500 ? 'refused' : 'later', code: String(responseCode) }
  if (isOfMail) return { is: 'refused', code: 'address' }
  const word = typeof responseCode === 'number' ? String(responseCode) : typeof code === 'string' ? code : 'unknown'
  return { is: 'down', code: word.slice(0, 40) }
}
