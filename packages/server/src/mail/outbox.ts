// Putting a mail into the outbox, in the transaction of what it tells of: it leaves if that happened, and once.
import { randomUUID } from 'node:crypto'
import { seal, unseal } from '../attachments/seal.ts'
import type { Tx } from '../db/database.ts'
import type { House } from '../house.ts'
import { enqueue } from '../jobs/queries.ts'
import type { MailKind } from './kinds.ts'
import { insertHint, insertLetter, insertMail, insertMailToAddress } from './queries.ts'
import type { Letter } from './words.ts'

/** Does mail leave this instance at all? */
export const hasMail = (house: House): boolean => house.settings.smtp !== undefined

/** @returns whether it was queued; without a mail server nothing is */
export async function queueMail(
  house: House,
  tx: Tx,
  kind: Exclude<MailKind, 'letter' | 'notice'>,
  account: number,
): Promise<boolean> {
  if (!hasMail(house)) return false
  await insertMail(tx, { id: randomUUID(), kind, account, now: house.clock() })
  await enqueue(tx, 'send-mail')
  return true
}

/** Word that there is something new in the app. What waits for it by then is one mail; the job is asked for apart. */
export async function queueHint(house: House, tx: Tx, account: number, due: Date): Promise<void> {
  await insertHint(tx, { id: randomUUID(), account, now: house.clock(), due })
}

/** For whoever has this address. Whether anybody has it is no matter of who asks, and none of the time that it takes. */
export async function queueMailToAddress(house: House, tx: Tx, kind: 'reset', address: string): Promise<void> {
  if (!hasMail(house)) return
  const id = randomUUID()
  const sealed = seal(house.keys, addressName(id), Buffer.from(address))
  await insertMailToAddress(tx, { id, kind, address: sealed, now: house.clock() })
  await enqueue(tx, 'send-mail')
}

export const openAddress = (house: House, id: string, sealed: Buffer): string =>
  unseal(house.keys, addressName(id), sealed).toString('utf8')

const addressName = (id: string): string => `address ${id}`

/** The same letter to each of these accounts, one mail each. */
export async function queueLetter(house: House, tx: Tx, letter: Letter, accounts: number[]): Promise<void> {
  const id = randomUUID()
  const sealed = seal(house.keys, nameOf(id), Buffer.from(JSON.stringify(letter)))
  await insertLetter(tx, { id, sealed, accounts, now: house.clock() })
  await enqueue(tx, 'send-mail')
}

export const openLetter = (house: House, id: string, sealed: Buffer): Letter =>
  JSON.parse(unseal(house.keys, nameOf(id), sealed).toString('utf8')) as Letter

const nameOf = (id: string): string => `letter ${id}`
