// npm run admin: the first administrator of a new instance, with a code that is printed once.
import { randomBytes } from 'node:crypto'
import { hashPassword } from './accounts/password.ts'
import { isSuper } from './accounts/managed.ts'
import { insertAccount, setOneTimeCode, superUsers } from './accounts/queries.ts'
import { insertAudit } from './audit/queries.ts'
import { readSettings } from './config.ts'
import { openHouse } from './open-house.ts'

const userName = 'administrator'

async function main(): Promise<void> {
  const settings = readSettings()
  const { house, close } = await openHouse({ ...settings, demo: false }, { withJobs: false })
  try {
    const superRoles = [...house.configuration().roles.values()].filter(isSuper).map((r) => r.id)
    const role = superRoles[0]
    if (role === undefined) throw new Error('The configuration has no role that administers everything.')
    const others = (await superUsers(house.db, superRoles)).filter((name) => name !== userName)
    if (others.length > 0)
      throw new Error(`There is an administrator already (${others.length}). Ask them for an account.`)
    const code = randomBytes(15).toString('base64url')
    const passwordHash = await hashPassword(code)
    await insertAccount(house.db, {
      userName,
      fullName: 'Administrator',
      role,
      agency: null,
      groups: [],
      locale: 'en',
      passwordHash: null,
    })
    await setOneTimeCode(house.db, userName, passwordHash)
    await insertAudit(house.db, { userName: null, action: 'first_administrator', outcome: 'done' })
    console.log(`Sign in as "${userName}" with this code. It is shown once: ${code}`)
  } finally {
    await close()
  }
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error)
    process.exit(1)
  },
)
