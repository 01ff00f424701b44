// The job that makes accounts of those who signed up. An address that has one already gets a mail that says so.
import type { ClientBase } from 'pg'
import { begun } from '../administration/wire-user.ts'
import { insertUser } from '../administration/queries.ts'
import { doorFor } from '../accounts/account-state.ts'
import { unseal } from '../attachments/seal.ts'
import { insertAudit } from '../audit/queries.ts'
import type { Tx } from '../db/database.ts'
import type { House } from '../house.ts'
import { queueMail } from '../mail/outbox.ts'
import { accountCalled, dropUnverified, markRegistered, takeRegistration } from './queries.ts'
import { isOpenByMail } from './open.ts'
import { streamsOf } from './streams.ts'

export type Registration = {
  address: string
  fullName: string
  stream: string
  locale: string | null
  sendMail: boolean
}

const daysUnverified = 30

/** Nightly: who signed up and never set a password. */
export const forgetUnverified = (house: House, client: ClientBase): Promise<number> =>
  dropUnverified(client, new Date(house.clock().getTime() - daysUnverified * 86_400_000))

/** What its seal is bound to. */
export const nameOf = (id: string): string => `registration ${id}`

export async function register(house: House): Promise<void> {
  while (await house.db.transaction().execute((tx) => registerNext(house, tx)));
}

/** @returns whether there was one */
async function registerNext(house: House, tx: Tx): Promise<boolean> {
  const taken = await takeRegistration(tx)
  if (taken === undefined) return false
  const one = JSON.parse(unseal(house.keys, nameOf(taken.id), taken.sealed).toString('utf8')) as Registration
  // Streams may have changed since.
  const stream = streamsOf(house.configuration()).find(({ id }) => id === one.stream)
  if (stream === undefined || !house.settings.selfRegistration) return true
  const there = await accountCalled(tx, one.address)
  if (there !== undefined) {
    const isOpen = there.email === one.address && isOpenByMail(doorFor(house, there, 'reset'))
    if (isOpen) await queueMail(house, tx, there.unverified ? 'signed-up' : 'has-account', there.id)
    return true
  }
  const locale = one.locale ?? String(house.configuration().settings['default_locale'] ?? 'en')
  const kept = {
    ...begun(locale),
    user_name: one.address,
    email: one.address,
    full_name: one.fullName,
    role: stream.role.id,
    groups: stream.groups,
    agency: stream.agency,
    services: house.configuration().agencies.get(stream.agency ?? '')?.services ?? [],
    send_mail: one.sendMail,
  }
  const id = await insertUser(tx, kept, null)
  await markRegistered(tx, id, stream.id, taken.at)
  await queueMail(house, tx, 'signed-up', id)
  await insertAudit(tx, {
    userName: null,
    action: 'create',
    at: house.clock(),
    outcome: 'done',
    recordType: 'user',
    details: { user: id, registration: taken.id, role: stream.role.id },
  })
  return true
}
