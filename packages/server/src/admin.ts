// npm run admin: the first administrator of a new instance, with a code that is printed once.
// npm run admin -- provider <unique id> <user name>: the same where a provider signs people in, without a code.
// npm run admin -- verify-audit [--head <number>:<root>]: is the audit as it was sealed? Ends with 1 where it is not.
// npm run admin -- escrow [--apply <device> | --file <path>]: work that devices left sealed for the help desk.
import { nameText } from '@primero/domain/accounts/name.ts'
import { readFile } from 'node:fs/promises'
import { hashPassword } from './accounts/password.ts'
import { insertAccount, setOneTimeCode, superUsers } from './accounts/queries.ts'
import { insertAudit } from './audit/queries.ts'
import { verifyAudit } from './audit-seal/verify.ts'
import { words } from './audit-seal/words.ts'
import { isSuperuser } from '@primero/domain/access/superuser.ts'
import { codeToRead } from '@primero/domain/accounts/code.ts'
import { isUuid } from '@primero/domain/ids.ts'
import { lockedCopies } from '@primero/domain/sync/protocol.ts'
import { readSettings, type Settings } from './config.ts'
import { keepFile, listEscrow, openEscrow } from './devices/escrow.ts'
import type { House } from './house.ts'
import { keyOf } from './http/secrets.ts'
import { openHouse } from './open-house.ts'
import { bindToProvider } from './providers/queries.ts'
import { endSessions } from './sessions/end.ts'
import { forgetLock } from './sign-in/queries.ts'
import { newCode } from './ways-in/code-routes.ts'
import { administratorName } from './ways-in/first-administrator.ts'

async function main(): Promise<void> {
  const settings = readSettings()
  const [command, ...rest] = process.argv.slice(2)
  if (command === 'escrow') return escrow(settings, rest)
  if (command === 'verify-audit') return verify(settings, rest)
  if (command === 'provider') return firstOfProvider(settings, rest)
  if (command !== undefined) throw new Error(`There is no command "${command}".`)
  if (settings.identityProviders.length > 0)
    throw new Error('A provider signs people in here. Use: npm run admin -- provider <unique id> <user name>.')
  const { house, close } = await openHouse({ ...settings, demo: false }, { withJobs: false })
  try {
    const userName = await administratorName(house, superRolesOf(house))
    const role = await firstRole(house, userName)
    const code = newCode()
    await issueCode(house, userName, role, code)
    console.log(`Sign in as "${userName}" with this code within an hour. It is shown once: ${codeToRead(code)}`)
  } finally {
    await close()
  }
}

const superRolesOf = (house: House): string[] =>
  [...house.configuration().roles.values()].filter(isSuperuser).map(({ id }) => id)

/** What the first administrator is; nobody else may be it already. */
async function firstRole(house: House, name: string): Promise<string> {
  const superRoles = superRolesOf(house)
  const role = superRoles[0]
  if (role === undefined) throw new Error('The configuration has no role that administers everything.')
  const others = (await superUsers(house.db, superRoles)).filter((other) => other !== name)
  if (others.length > 0)
    throw new Error(`There is an administrator already (${others.length}). Ask them for an account.`)
  return role
}

async function firstOfProvider(settings: Settings, [provider, typed]: string[]): Promise<void> {
  const name = nameText(typed ?? '')
  const known = settings.identityProviders.map(({ uniqueId }) => uniqueId)
  if (provider === undefined || name === '' || !known.includes(provider))
    throw new Error(`Use: npm run admin -- provider <unique id> <user name>. Providers: ${known.join(', ') || 'none'}.`)
  const { house, close } = await openHouse({ ...settings, demo: false }, { withJobs: false })
  try {
    const role = await firstRole(house, name)
    await house.db.transaction().execute(async (tx) => {
      await insertAccount(tx, { ...administrator, userName: name, email: name, role })
      await bindToProvider(tx, name, provider)
      await insertAudit(tx, { userName: null, action: 'first_administrator', outcome: 'done', details: { provider } })
    })
    console.log(`Sign in at "${provider}" as ${name}.`)
  } finally {
    await close()
  }
}

const administrator = { fullName: 'Administrator', agency: null, groups: [], locale: 'en', passwordHash: null }

/** The account, new or not, opens with this code alone, and only to set a password. */
async function issueCode(house: House, userName: string, role: string, code: string): Promise<void> {
  const passwordHash = await hashPassword(code)
  await house.db.transaction().execute(async (tx) => {
    await insertAccount(tx, { ...administrator, userName, role })
    const { rows } = await setOneTimeCode(tx, userName, passwordHash, house.clock())
    for (const { id } of rows) await endSessions(house, tx, id, 'code issued')
    await forgetLock(tx, keyOf(userName))
    await insertAudit(tx, { userName: null, action: 'first_administrator', outcome: 'done' })
  })
}

/** Lists by device; with `--apply <device>` opens what that device left, and carries it out as its owner. */
async function escrow(settings: Settings, [option, value]: string[]): Promise<void> {
  const isUse = option === undefined || (option === '--apply' ? isUuid(value) : option === '--file' && value)
  if (!isUse) throw new Error('Use: npm run admin -- escrow, with --apply <device>, --file <locked copy>, or nothing.')
  const { house, close } = await openHouse(settings, { withJobs: false })
  try {
    if (option === '--apply' && value !== undefined) {
      for (const outcome of await openEscrow(house, value)) console.log(`${outcome.id}  ${outcome.outcome}`)
      return
    }
    if (option === '--file' && value !== undefined) {
      for (const copy of lockedCopies.parse(JSON.parse(await readFile(value, 'utf8')))) {
        const { kept } = await keepFile(house, copy)
        console.log(`${copy.device}  kept ${kept.length} of ${copy.entries.length}`)
      }
      return
    }
    for (const { userName, waiting, opened, last, ...of } of await listEscrow(house))
      console.log(`${of.device}  ${userName}  waiting ${waiting}, opened ${opened}, last ${last.toISOString()}`)
  } finally {
    await close()
  }
}

async function verify(settings: Settings, [option, value = '']: string[]): Promise<void> {
  const [, n, root] = /^(\d{1,15}):([0-9a-f]{64})$/.exec(value) ?? []
  if (option !== undefined && (option !== '--head' || root === undefined))
    throw new Error('Use: npm run admin -- verify-audit, with --head <number>:<root> as noted before, or nothing.')
  const { house, close } = await openHouse({ ...settings, demo: false }, { withJobs: false })
  try {
    const noted = root === undefined ? undefined : { n: Number(n), root }
    const verdict = await verifyAudit(house.db, house.keys, { noted, now: house.clock() })
    const { fault } = verdict
    await insertAudit(house.db, {
      userName: null,
      action: 'verify_audit',
      outcome: fault === undefined ? 'done' : 'refused',
      ...(fault === undefined ? {} : { code: 'audit-broken', details: fault }),
    })
    for (const line of words(verdict)) console.log(line)
    if (fault !== undefined) process.exitCode = 1
  } finally {
    await close()
  }
}

main().then(
  () => process.exit(),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error)
    process.exit(1)
  },
)
