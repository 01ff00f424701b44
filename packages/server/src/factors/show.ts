// A factor that is shown, at the door or as a proof: compared, weighed and counted in one transaction
// (accounts/factor.ts in domain).
import { type FactorAnswer, type FactorCounts, type Shown, showFactor } from '@primero/domain/accounts/factor.ts'
import { limits } from '@primero/domain/accounts/limits.ts'
import { secondsToWait } from '@primero/domain/accounts/window.ts'
import * as z from 'zod'
import type { Tx } from '../db/database.ts'
import type { House } from '../house.ts'
import { assertion, type UsedPasskey, usedPasskeyIn } from './passkeys.ts'
import {
  type Counted,
  type Factor,
  factorsOf,
  keepHour,
  keepUse,
  lockedCounts,
  recoveryCodes,
  useRecovery,
} from './queries.ts'
import { hashRecovery, recoveryIn } from './recovery.ts'
import { stepOf } from './totp.ts'

const typed = z.string().min(1).max(50)

/** What is shown: a code of the app, one on paper, or a passkey's answer. */
export const shownFactor = z.union([
  z.strictObject({ code: typed }),
  z.strictObject({ recovery: typed }),
  z.strictObject({ passkey: assertion }),
])
export type ShownFactor = z.infer<typeof shownFactor>

/** `wrong`: so many in this sign-in before. `challenge`: what a passkey was asked to sign. */
export type Asked = { accountId: number; wrong: number; challenge: string | null }

/** `isVerified`: a passkey that asked who holds it. `seconds`: until codes serve again. */
export type Weighed = {
  answer: FactorAnswer
  wrong: number
  by: 'code' | 'recovery' | 'passkey'
  isVerified: boolean
  seconds: number
}

export async function weighFactor(house: House, tx: Tx, asked: Asked, shown: ShownFactor): Promise<Weighed> {
  const { accountId } = asked
  const counted = await lockedCounts(tx, accountId)
  const factors = await factorsOf(tx, accountId)
  if ('passkey' in shown) {
    const used = await usedPasskeyIn(house, factors, asked.challenge, shown.passkey)
    if (used !== undefined) return served(house, tx, used)
  }
  const found = await compare(house, tx, { accountId, factors, counted }, shown)
  const now = house.clock().getTime() / 1000
  const before: FactorCounts = {
    wrong: asked.wrong,
    hour: counted.hour_since === null ? undefined : { since: counted.hour_since, count: counted.hour_count },
    usedStep: found.app?.used_step ?? null,
    used: found.used,
  }
  const { answer, counts } = showFactor(before, found.shown, now)
  if (counts.hour !== undefined && counts.hour !== before.hour) await keepHour(tx, accountId, counts.hour)
  if (answer === 'in') await keepShown(tx, accountId, found, house.clock())
  const by = 'passkey' in shown ? 'passkey' : 'code' in shown ? 'code' : 'recovery'
  const seconds = Math.ceil(secondsToWait(counts.hour, limits.factor, now))
  return { answer, wrong: counts.wrong, by, isVerified: false, seconds }
}

/** A passkey is nothing that can be guessed: it serves while codes are locked. */
async function served(house: House, tx: Tx, { factor, signCount, isVerified }: UsedPasskey): Promise<Weighed> {
  await keepUse(tx, factor.id, { signCount }, house.clock())
  return { answer: 'in', wrong: 0, by: 'passkey', isVerified, seconds: 0 }
}

type Found = { shown: Shown; app: Factor | undefined; used: number[] }
type Against = { accountId: number; factors: Factor[]; counted: Counted }

async function compare(house: House, tx: Tx, against: Against, shown: ShownFactor): Promise<Found> {
  const app = against.factors.find(({ kind }) => kind === 'totp')
  const wrong: Found = { shown: 'wrong', app, used: [] }
  if ('code' in shown) {
    const step = app?.secret == null ? undefined : stepOf(house, app.id, app.secret, shown.code)
    return step === undefined ? wrong : { ...wrong, shown: { step } }
  }
  const code = 'recovery' in shown ? recoveryIn(shown.recovery) : undefined
  const { salt } = against.counted
  if (code === undefined || salt === null) return wrong
  const [codes, hash] = [await recoveryCodes(tx, against.accountId), await hashRecovery(code, salt)]
  const n = codes.find((one) => one.hash.equals(hash))?.n
  const used = codes.filter(({ used_at: at }) => at !== null).map((one) => one.n)
  return n === undefined ? { ...wrong, used } : { ...wrong, used, shown: { recovery: n } }
}

async function keepShown(tx: Tx, accountId: number, { shown, app }: Found, now: Date): Promise<void> {
  if (shown === 'wrong') return
  if ('recovery' in shown) await useRecovery(tx, accountId, shown.recovery, now)
  else if (app !== undefined) await keepUse(tx, app.id, shown, now)
}
