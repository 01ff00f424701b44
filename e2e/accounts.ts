// People of a journey's own: sign-ins are counted by name, and so journeys that come in often do not stand in each
// other's way. Making accounts has no door yet; the database takes them.
import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'

/** The database of a product that runs on this machine, as its administrator; close it after use. */
export async function adminOf(data: string): Promise<pg.Client> {
  const client = new pg.Client(addressAs(data, 'postgres', 'admin'))
  await client.connect()
  return client
}

const addressAs = (data: string, login: string, secret: string): string => {
  const secrets = JSON.parse(readFileSync(join(data, 'database-logins.json'), 'utf8')) as Record<string, string>
  const port = readFileSync(join(data, 'postgres/postmaster.pid'), 'utf8').split('\n')[3]
  return `postgres://${login}:${secrets[secret]}@127.0.0.1:${port}/primero`
}

/** How a second program comes to the database of a product that runs: an operator's command beside it. */
export const besides = (data: string): Record<string, string> => ({
  PRIMERO_DATA: data,
  DATABASE_URL: addressAs(data, 'primero_app', 'app'),
  DATABASE_OWNER_URL: addressAs(data, 'primero_owner', 'owner'),
  DATABASE_JOB_URL: addressAs(data, 'primero_job', 'job'),
})

/** Where mails to such a person go. */
export const mailOf = (user: string): string => `${user}@example.org`

/** Somebody new with the role, groups, language and password of this account, who gets mails. @returns the user name */
export async function somebodyLike(data: string, user: string): Promise<string> {
  const made = `${user}_${randomBytes(4).toString('hex')}`
  const admin = await adminOf(data)
  try {
    await admin.query(
      `insert into account (user_name, full_name, locale, time_zone, agency, role, groups, location, services, password_hash, email)
       select $2, full_name, locale, time_zone, agency, role, groups, location, services, password_hash, $3
       from account where user_name = $1`,
      [user, made, mailOf(made)],
    )
  } finally {
    await admin.end()
  }
  return made
}
