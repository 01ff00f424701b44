// The job that empties the outbox: mail by mail, each try in the order of what is due.
import { limits } from '@primero/domain/accounts/limits.ts'
import { seal, unseal } from '../attachments/seal.ts'
import { doorFor } from '../accounts/account-state.ts'
import { accountById, accountByMail, type AccountRow } from '../accounts/queries.ts'
import { insertAudit } from '../audit/queries.ts'
import { asOneself, type Tx } from '../db/database.ts'
import type { House } from '../house.ts'
import { keyOf, newSecret } from '../http/secrets.ts'
import { enqueue } from '../jobs/queries.ts'
import { coveredByMail, type Hint, hintByMail } from '../own-notices/hints.ts'
import { isOpenByMail } from '../ways-in/open.ts'
import { kinds, type MailKind, openingKinds } from './kinds.ts'
import { type Line, openLine, type Outcome, type Outgoing } from './line.ts'
import { openAddress, openLetter } from './outbox.ts'
import {
  claimMail,
  dropMail,
  dropOldMail,
  giveMailTo,
  insertHint,
  isLinkKept,
  keepLink,
  letterOf,
  linksSent,
  markFailed,
  markSent,
  type WaitingMail,
} from './queries.ts'
import { said } from './words.ts'

/** Seconds from each try to the next; after the last one the mail is given up. Half a day in all: a link lasts one. */
export const delays = [60, 300, 900, 3600, 4 * 3600, 8 * 3600] as const

/** Other jobs wait behind this one. */
const mostAtOnce = 200
/** Whoever knows an address can have mails sent to it: not more links than these. */
const linksAnHour = 6
const daysKept = 30

export async function sendMails(house: House): Promise<void> {
  const { smtp, appName } = house.settings
  if (smtp === undefined) return
  const line = openLine(smtp, appName)
  try {
    for (let n = 0; n < mostAtOnce; n++) {
      const step = await sendNext(house, line)
      if (step !== 'next') return
    }
    await enqueue(house.db, 'send-mail')
  } finally {
    line.close()
  }
}

async function sendNext(house: House, line: Line): Promise<'next' | 'done' | 'down'> {
  const now = house.clock()
  const mail = await claimMail(house.db, delays, now)
  if (mail === undefined) return 'done'
  const hint = await hintFor(house, mail)
  const outcome = await tried(house, line, mail, now, hint)
  if (outcome !== undefined) await keepOutcome(house, mail, outcome, hint)
  else if (hint !== undefined && mail.account_id !== null)
    await asOneself(house.db, mail.account_id, (tx) => keepHint(house, tx, mail, hint))
  return outcome?.is === 'down' ? 'down' : 'next'
}

/** What a hint counts now; another mail has none. */
async function hintFor(house: House, mail: WaitingMail): Promise<Hint | undefined> {
  if (mail.kind !== 'notice' || mail.account_id === null) return undefined
  const account = await accountById(house.db, mail.account_id)
  return account && hintByMail(house, account)
}

/** It is told once: the next mail counts what came since, if anything. */
async function keepHint(house: House, tx: Tx, { account_id: account }: WaitingMail, { ids }: Hint): Promise<void> {
  if (account === null) return
  const now = house.clock()
  const due = await coveredByMail(tx, account, ids, now)
  if (due !== null) await insertHint(tx, { id: crypto.randomUUID(), account, now, due })
}

/** Undefined: it was for nobody, and is no more. A mail that cannot be made holds up none behind it. */
async function tried(
  house: House,
  line: Line,
  mail: WaitingMail,
  now: Date,
  hint: Hint | undefined,
): Promise<Outcome | undefined> {
  let outgoing: Outgoing | undefined
  try {
    outgoing = await house.db.transaction().execute(async (tx) => {
      const made = await written(house, tx, mail, now, hint)
      if (made === undefined) await dropMail(tx, mail.id)
      return made
    })
  } catch {
    return { is: 'later', code: 'unreadable' }
  }
  return outgoing && line.send(outgoing)
}

async function keepOutcome(house: House, mail: WaitingMail, outcome: Outcome, hint: Hint | undefined): Promise<void> {
  const now = house.clock()
  if (outcome.is === 'sent') {
    if (hint === undefined || mail.account_id === null) return void (await markSent(house.db, mail.id, now))
    return asOneself(house.db, mail.account_id, async (tx) => {
      await markSent(tx, mail.id, now)
      await keepHint(house, tx, mail, hint)
    })
  }
  const isGivenUp = outcome.is === 'refused' || mail.tries >= delays.length
  await house.db.transaction().execute(async (tx) => {
    await markFailed(tx, mail.id, outcome.code, isGivenUp ? now : null)
    if (!isGivenUp) return
    await insertAudit(tx, {
      userName: null,
      action: 'mail_given_up',
      at: now,
      outcome: 'refused',
      code: outcome.code,
      recordType: 'user',
      details: { mail: mail.id, kind: mail.kind, user: mail.account_id, tries: mail.tries },
    })
  })
}

/** The mail as it leaves now; undefined: to nobody, or to nobody any more. */
async function written(
  house: House,
  tx: Tx,
  mail: WaitingMail,
  now: Date,
  hint: Hint | undefined,
): Promise<Outgoing | undefined> {
  const account = await whoseIs(house, tx, mail)
  if (account === undefined || account.email === null || !Object.hasOwn(kinds, mail.kind)) return undefined
  const kind = mail.kind as MailKind
  if (account.disabled || (kinds[kind].isNotice && !account.send_mail)) return undefined
  if (hint !== undefined && Object.keys(hint.counted).length === 0) return undefined
  const facts = { app: house.settings.appName, address: house.settings.publicUrl }
  if (kinds[kind].opens) {
    const secret = await secretOf(house, tx, mail, account, now)
    if (secret === undefined) return undefined
    facts.address = linkTo(house, secret)
  }
  const letter = mail.letter_id === null ? undefined : await letterOf(tx, mail.letter_id)
  const text = letter && mail.letter_id !== null ? openLetter(house, mail.letter_id, letter) : undefined
  return { id: mail.id, to: account.email, ...said(kind, account.locale, { ...facts, counted: hint?.counted }, text) }
}

async function whoseIs(house: House, tx: Tx, mail: WaitingMail): Promise<AccountRow | undefined> {
  if (mail.account_id !== null) return accountById(tx, mail.account_id)
  if (mail.address === null) return undefined
  const account = await accountByMail(tx, openAddress(house, mail.id, mail.address))
  // Who is shut, or has one waiting, gets none.
  if (account === undefined || !isOpenByMail(doorFor(house, account, 'reset'))) return undefined
  return (await giveMailTo(tx, mail.id, account.id)) ? account : undefined
}

/** Behind the mark of an address, which no server is told and no log holds. */
const linkTo = (house: House, secret: string): string =>
  `${house.settings.publicUrl.replace(/\/+$/, '')}/door/new-password#${secret}`

/** Made with the first try and the same in each: two copies of a mail open the same door. */
async function secretOf(
  house: House,
  tx: Tx,
  mail: WaitingMail,
  account: AccountRow,
  now: Date,
): Promise<string | undefined> {
  if (!isOpenByMail(doorFor(house, account, 'reset'))) return undefined
  const name = `mail ${mail.id}`
  if (mail.sealed !== null)
    // What ended the account's links since ended this one.
    return (await isLinkKept(tx, mail.id)) ? unseal(house.keys, name, mail.sealed).toString('utf8') : undefined
  const anHourAgo = new Date(now.getTime() - 3_600_000)
  if ((await linksSent(tx, account.id, openingKinds, anHourAgo)) >= linksAnHour) return undefined
  const secret = newSecret()
  const sealed = seal(house.keys, name, Buffer.from(secret))
  await keepLink(tx, { mail: mail.id, account: account.id, sealed, hash: keyOf(secret), at: now })
  return secret
}

/** Nightly: what nobody asks about any more. */
export async function forgetMail(house: House): Promise<void> {
  const now = house.clock().getTime()
  await dropOldMail(house.db, {
    mail: new Date(now - daysKept * 86_400_000),
    links: new Date(now - limits.link.lasts * 1000),
  })
}
