// Choices of this device and its counters. Nothing here points to a person or a record: it lies in clear.
import { choiceAt, keepChoice } from './choices.ts'

export type Theme = 'light' | 'dark' | 'system'

export const deviceTheme = (): Theme => {
  const chosen = choiceAt('theme')
  return chosen === 'light' || chosen === 'dark' ? chosen : 'system'
}
export const chooseTheme = (theme: Theme): void => {
  keepChoice('theme', theme === 'system' ? undefined : theme)
}

export const deviceLocale = (): string | undefined => choiceAt('locale')
export const rememberLocale = (locale: string): void => {
  keepChoice('locale', locale)
}
/** The choice of who is signed in, which the account does not have yet. */
export const oweLocale = (owed: boolean): void => {
  keepChoice('locale.owed', owed ? 'yes' : undefined)
}
export const localeOwed = (): boolean => choiceAt('locale.owed') !== undefined

/** Somebody signed out while the server could not hear it. */
export const rememberEnding = (open: boolean): void => {
  keepChoice('ending', open ? 'yes' : undefined)
}
export const unfinishedEnding = (): boolean => choiceAt('ending') !== undefined

/** Whether somebody is likely to be signed in: decides only what the first paint shows. */
export const rememberSignedIn = (here: boolean): void => {
  keepChoice('in', here ? 'yes' : undefined)
}
export const wasSignedIn = (): boolean => choiceAt('in') !== undefined

/** Vaults are on this device. Where it says so and the database has none, the browser has thrown them away. */
export const rememberVault = (here: boolean): void => {
  keepChoice('vault', here ? 'yes' : undefined)
}
export const hadVault = (): boolean => choiceAt('vault') !== undefined

/** Why a vault is gone: wrong tries, the browser, or an administrator; `damaged`: all but unsent work; `shut`: nothing is, but the browser does not open it now. Told once, at the door. */
const losses = ['destroyed', 'evicted', 'revoked', 'damaged', 'shut'] as const
export type Loss = (typeof losses)[number]
/** `sealed`: so many changes are sealed for the help desk. */
export const tellLoss = (loss: Loss | undefined, sealed = 0): void => {
  keepChoice('loss', loss)
  keepChoice('loss.sealed', sealed > 0 ? String(sealed) : undefined)
}
export const sealedAtLoss = (): number => Number(choiceAt('loss.sealed') ?? '0')
export function lossToTell(): Loss | undefined {
  const loss = choiceAt('loss')
  return losses.find((one) => one === loss)
}

/** Random, for ordering and settling changes; revocable, and no name of anybody. */
export function deviceId(make: () => string): string {
  const known = choiceAt('device')
  if (known !== undefined) return known
  const made = make()
  keepChoice('device', made)
  return made
}

/** The next place in this device's order of changes. */
export function nextSeq(): number {
  const next = Number(choiceAt('seq') ?? '0') + 1
  keepChoice('seq', String(next))
  return next
}

export type DeviceKind = 'phone' | 'tablet' | 'computer'

/** Which word the app uses for the thing in the hand. */
export function deviceKind(): DeviceKind {
  const touch = matchMedia('(pointer: coarse)').matches
  if (!touch) return 'computer'
  return Math.min(screen.width, screen.height) < 600 ? 'phone' : 'tablet'
}
